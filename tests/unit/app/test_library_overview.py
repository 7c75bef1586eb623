"""What the library says of itself: at once what can be told at once, and soon all of it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefbuilder.app import curating
from briefbuilder.app.library_overview import (
    AT_ONCE,
    LibraryOverview,
    ListFilter,
    NewestOverview,
    completed,
    look_at,
)
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.items import Kind
from briefbuilder.domain.library_check.review import review_library
from briefbuilder.domain.library_check.rolling_review import review_from, review_seen
from briefbuilder.domain.statements import check_summary
from helpers.surroundings import HandClock, open_workspace

CUBA = "cuban-missile-crisis"
CUBA_FILE = f"case-studies/{CUBA}.md"
PATIENCE_S = 60


class Answers:
    """The complete overviews, as the thread hands them out."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self._all: list[LibraryOverview] = []

    def __call__(self, overview: LibraryOverview) -> None:
        with self._arrived:
            self._all.append(overview)
            self._arrived.notify()

    def next(self) -> LibraryOverview:
        with self._arrived:
            assert self._arrived.wait_for(lambda: bool(self._all), PATIENCE_S)
            return self._all.pop(0)

    @property
    def is_empty(self) -> bool:
        return not self._all


def is_reviewed(overview: NewestOverview) -> bool:
    return overview.now.is_reviewed


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def overview(workspace: Workspace, answers: Answers) -> Iterator[NewestOverview]:
    made = NewestOverview(workspace, answers)
    yield made
    made.close()


def gone_through(workspace: Workspace, before: LibraryOverview | None = None) -> LibraryOverview:
    first = look_at(workspace.library, workspace.today(), before)
    return completed(first, review_from(None, workspace.library, workspace.today()), lambda: None)


def write(workspace: Workspace, change: Callable[[str], str]) -> None:
    path = workspace.folder.root / CUBA_FILE
    path.write_text(change(path.read_text()))
    workspace.reload()


@pytest.mark.slow
def test_it_finds_what_the_library_check_finds(shipped: Workspace) -> None:
    library, today = shipped.library, shipped.today()
    overview = gone_through(shipped)
    found = review_library(library, today, with_advice=False).problems
    told = [one for file in overview.of_check for one in overview.problems_of(file)]
    assert sorted(map(str, told)) == sorted(map(str, found))
    summaries = [check_summary(one.item) for one in library.entries.values()]
    assert overview.tally.checks is not None
    assert overview.tally.checks.facts == sum(one.facts for one in summaries)
    assert overview.tally.checks.checked == sum(one.checked for one in summaries)


def test_the_first_look_knows_the_filters_and_says_that_the_check_is_running(
    shipped: Workspace,
) -> None:
    """With more items than are gone through while somebody waits."""
    first = look_at(shipped.library, shipped.today() + dt.timedelta(days=4000), None)
    assert len(shipped.library.entries) > AT_ONCE
    assert (first.is_reviewed, first.tally.checks) == (False, None)
    assert "is being checked" in str(first.tally)
    overdue = [one for one in first.filters.values() if ListFilter.OVERDUE in one]
    assert len(overdue) == first.tally.overdue == len(shipped.library.entries)


def test_the_problems_of_what_was_saved_are_known_at_once(workspace: Workspace) -> None:
    before = gone_through(workspace)
    write(workspace, lambda text: text.replace("related: [", "related: [nowhere, ", 1))
    now = look_at(workspace.library, workspace.today(), before)
    assert any("nowhere" in one.sentence for one in now.problems_of(CUBA_FILE))
    write(workspace, lambda text: text.replace("related: [nowhere, ", "related: [", 1))
    mended = look_at(workspace.library, workspace.today(), now)
    assert not any("nowhere" in one.sentence for one in mended.problems_of(CUBA_FILE))


@pytest.mark.slow
def test_after_any_change_a_look_tells_what_a_fresh_one_tells(workspace: Workspace) -> None:
    root = workspace.folder.root
    path, moved = root / CUBA_FILE, root / CUBA_FILE.replace(CUBA, f"{CUBA}-again")
    text = path.read_text()
    steps: dict[str, Callable[[], object]] = {
        "nothing": lambda: None,
        "a relation": lambda: path.write_text(text.replace("related: [", "related: [nowhere, ", 1)),
        "a draft": lambda: path.write_text(text.replace("status: approved", "status: draft", 1)),
        "a fault": lambda: path.write_text("---\nnonsense"),
        "mended": lambda: path.write_text(text),
        "another file": lambda: path.rename(moved),
        "removed": moved.unlink,
        "back": lambda: path.write_text(text),
    }
    before = gone_through(workspace)
    for name, step in steps.items():
        step()
        workspace.reload()
        library, today = workspace.library, workspace.today()
        now = look_at(library, today, before)
        rolling = review_seen(review_from(None, before.library, today), now.seen)
        before, fresh = completed(now, rolling, lambda: None), gone_through(workspace)
        assert dict(before.of_check) == dict(fresh.of_check), name
        assert before.of_reading == fresh.of_reading, name
        assert (before.filters, before.checks) == (fresh.filters, fresh.checks), name
        assert before.tally == fresh.tally, name
        assert before.faulty_files == fresh.faulty_files, name
        assert before.seen.named_by == fresh.seen.named_by, name


def test_files_that_hold_no_item_are_named_with_their_problems(workspace: Workspace) -> None:
    write(workspace, lambda _: "---\nnonsense")
    now = look_at(workspace.library, workspace.today(), None)
    assert now.faulty_files == (CUBA_FILE,)
    assert CUBA not in now.filters
    assert now.problems_of(CUBA_FILE) == workspace.library.problems


def test_a_file_that_has_gone_takes_its_problems_along(
    workspace: Workspace, library_folder: Path
) -> None:
    write(workspace, lambda text: text.replace("related: [", "related: [nowhere, ", 1))
    before = gone_through(workspace)
    assert before.problems_of(CUBA_FILE)
    (library_folder / CUBA_FILE).unlink()
    workspace.reload()
    now = look_at(workspace.library, workspace.today(), before)
    assert now.problems_of(CUBA_FILE) == ()
    assert CUBA_FILE not in now.faulty_files


def test_the_rest_arrives_from_a_thread_of_its_own(
    overview: NewestOverview, answers: Answers, workspace: Workspace
) -> None:
    assert not is_reviewed(overview)
    assert overview.take(answers.next())
    assert is_reviewed(overview)
    assert overview.now.of_check == gone_through(workspace).of_check


@pytest.mark.slow
def test_what_arrives_for_an_older_reading_is_not_taken(
    overview: NewestOverview, answers: Answers, workspace: Workspace
) -> None:
    assert overview.now.library is workspace.library
    older = answers.next()
    write(workspace, lambda text: text.replace("related: [", "related: [nowhere, ", 1))
    assert not overview.take(older)
    assert not is_reviewed(overview)

    assert overview.take(answers.next())
    assert any("nowhere" in one.sentence for one in overview.now.problems_of(CUBA_FILE))
    assert overview.now.of_check == gone_through(workspace).of_check


def test_another_day_goes_through_everything_again(
    overview: NewestOverview, answers: Answers, workspace: Workspace, clock: HandClock
) -> None:
    assert overview.now.tally.overdue == 0
    overview.take(answers.next())
    clock.pass_(4000 * 86_400)
    curating.save(workspace, curating.new_item(workspace, Kind.BACKGROUND, "A new thing"))
    assert overview.now.tally.overdue == len(workspace.library.entries) - 1
    overview.take(answers.next())
    assert overview.now.of_check == gone_through(workspace).of_check


@pytest.mark.slow
def test_closing_does_not_wait_for_the_whole_library(tmp_path: Path) -> None:
    """The thread ends before the next item, though all the shipped ones wait to be gone through."""
    workspace = open_workspace(tmp_path)
    answers = Answers()
    overview = NewestOverview(workspace, answers)
    assert not is_reviewed(overview)
    overview.close()
    workspace.close()
    assert answers.is_empty
