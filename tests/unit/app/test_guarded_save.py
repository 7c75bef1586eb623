"""One guarded save for briefs and items: what is decided when, without a window."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import pytest

from briefbuilder.app import curating, operations
from briefbuilder.app.brief_saving import OpenBrief
from briefbuilder.app.curation import CurationSession
from briefbuilder.app.draft_saving import OpenDrafts
from briefbuilder.app.file_state import FileState
from briefbuilder.app.guarded_save import GuardedSave, LeavingAnswer, WayOn
from briefbuilder.app.session import BriefSession, SaveJob
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.items import Status
from briefbuilder.errors import BriefbuilderError
from briefbuilder.storage.brief_file import read_brief
from briefbuilder.storage.window_sign import WindowSign

CUBA = "cuban-missile-crisis"
CUBA_FILE = f"case-studies/{CUBA}.md"
HOTLINE = "moscow-washington-hotline"
Found = TypeVar("Found")


@dataclass
class ScriptedPerson(Generic[Found]):
    """Answers as it was told to, and keeps everything that it hears."""

    way: WayOn = WayOn.KEEP_EDITING
    leaving: LeavingAnswer = LeavingAnswer.STAY
    heard: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    faults_shown: int = 0
    asked_for_place: int = 0
    asked_to_leave: list[tuple[str, ...]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def announce(self, sentence: str) -> None:
        self.heard.append(sentence)

    def show_error(self, title: str, error: BriefbuilderError) -> None:
        self.refused.append((title, str(error)))

    def show_problems(self) -> None:
        self.faults_shown += 1

    def choose_way(self, found: Found) -> WayOn:
        self.found.append(found)
        return self.way

    def choose_leaving(self, unsaved: tuple[str, ...]) -> LeavingAnswer:
        self.asked_to_leave.append(unsaved)
        return self.leaving

    def save_elsewhere(self) -> bool:
        self.asked_for_place += 1
        return False


def nothing_typed() -> None:
    """No editor holds anything."""


def noon() -> dt.datetime:
    return dt.datetime(2026, 11, 1, 12, 5, tzinfo=dt.UTC)


class AtTheBrief:
    """A person before an open brief."""

    def __init__(self, session: BriefSession | None) -> None:
        self.person: ScriptedPerson[FileState] = ScriptedPerson()
        self.work = OpenBrief(lambda: session, nothing_typed, SaveJob.write)
        self.save = GuardedSave(self.work, self.person, noon)


@pytest.fixture
def path(session: BriefSession, tmp_path: Path) -> Path:
    """Where the brief was saved."""
    made = tmp_path / "visit.brief"
    session.save_as(made)
    return made


@pytest.fixture
def brief(session: BriefSession, path: Path) -> AtTheBrief:
    assert session.path == path
    return AtTheBrief(session)


class AtTheLibrary:
    """A person before the curator's drafts."""

    def __init__(self, session: CurationSession) -> None:
        self.person: ScriptedPerson[object] = ScriptedPerson()
        self.session = session
        self.work = OpenDrafts(session, session.gather)
        self.save = GuardedSave(self.work, self.person, noon)

    def own(self, item: str, owner: str) -> None:
        """Type another owner into an item."""
        self.session.open_item(item)
        assert self.session.draft is not None
        self.session.type_text(curating.with_values(self.session.draft, owner=owner).text)


@pytest.fixture
def library(workspace: Workspace, sign: WindowSign) -> AtTheLibrary:
    return AtTheLibrary(CurationSession(workspace, curating.draft_store(workspace, sign)))


def change_elsewhere(path: Path, session: BriefSession, title: str) -> None:
    """A colleague saves the same brief."""
    colleague = BriefSession.open(path, surroundings=session.surroundings)
    operations.set_title(colleague, title=title)
    colleague.save()


def owner_on_disk(workspace: Workspace, item: str) -> str:
    workspace.reload()
    return workspace.library.entry(item).item.owner


def test_what_is_saved_is_not_written_again(brief: AtTheBrief, path: Path) -> None:
    before = path.stat().st_mtime_ns
    assert brief.save.save()
    assert brief.person.heard == ["Nothing to save."]
    assert path.stat().st_mtime_ns == before


def test_a_save_tells_the_hour(brief: AtTheBrief, session: BriefSession, path: Path) -> None:
    operations.set_title(session, title="Another visit")
    assert brief.save.save()
    assert brief.person.heard == ["Saved 12:05."]
    assert read_brief(path).brief.title == "Another visit"


def test_a_brief_without_a_file_asks_for_one(session: BriefSession) -> None:
    new = AtTheBrief(session)
    assert not new.save.save()
    assert new.person.asked_for_place == 1


def test_where_nothing_is_open_nothing_is_asked(workspace: Workspace) -> None:
    empty = AtTheBrief(None)
    assert (empty.save.save(), empty.save.solve_conflict(), empty.save.may_leave()) == (
        False,
        False,
        True,
    )
    assert empty.person == ScriptedPerson()


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (WayOn.KEEP_EDITING, (False, "Theirs", "Mine")),
        (WayOn.LOAD_THEIRS, (True, "Theirs", "Theirs")),
        (WayOn.WRITE_MINE, (True, "Mine", "Mine")),
    ],
)
def test_somebody_elses_brief_is_replaced_by_word_only(
    brief: AtTheBrief,
    session: BriefSession,
    path: Path,
    way: WayOn,
    expected: tuple[bool, str, str],
) -> None:
    change_elsewhere(path, session, "Theirs")
    operations.set_title(session, title="Mine")
    brief.person.way = way
    is_saved = brief.save.save()
    assert brief.person.found == [FileState.CHANGED]
    assert (is_saved, read_brief(path).brief.title, session.brief.title) == expected
    if way is WayOn.LOAD_THEIRS:
        session.undo()
        assert session.brief.title == "Mine"


def test_a_copy_is_asked_for_beside_what_somebody_else_wrote(
    brief: AtTheBrief, session: BriefSession, path: Path
) -> None:
    change_elsewhere(path, session, "Theirs")
    operations.set_title(session, title="Mine")
    brief.person.way = WayOn.SAVE_COPY
    assert not brief.save.save()
    assert brief.person.asked_for_place == 1


def test_theirs_that_cannot_be_read_is_told_and_nothing_is_lost(
    brief: AtTheBrief, session: BriefSession, path: Path
) -> None:
    operations.set_title(session, title="Mine")
    path.write_bytes(b"no brief")
    brief.person.way = WayOn.LOAD_THEIRS
    assert not brief.save.save()
    assert [title for title, _why in brief.person.refused] == ["The file could not be read"]
    assert session.brief.title == "Mine"
    assert not session.is_clean


def test_another_place_that_refuses_is_told_of_as_that_place(
    brief: AtTheBrief, session: BriefSession, path: Path, tmp_path: Path
) -> None:
    """Nobody is asked about the brief's own file, with which nothing is wrong."""
    lost = tmp_path / "gone" / "visit.brief"
    assert not brief.save.save_to_another(lambda: brief.work.save_as(lost))
    assert [title for title, _why in brief.person.refused] == ["The brief was not saved"]
    assert brief.person.found == []
    assert session.path == path


@pytest.mark.parametrize(
    ("leaving", "expected"),
    [
        (LeavingAnswer.SAVE, (True, "Mine")),
        (LeavingAnswer.DISCARD, (True, "Port visit")),
        (LeavingAnswer.STAY, (False, "Port visit")),
    ],
)
def test_an_unsaved_brief_is_left_by_word_only(
    brief: AtTheBrief,
    session: BriefSession,
    path: Path,
    leaving: LeavingAnswer,
    expected: tuple[bool, str],
) -> None:
    operations.set_title(session, title="Mine")
    brief.person.leaving = leaving
    may_leave = brief.save.may_leave()
    assert brief.person.asked_to_leave == [("Mine",)]
    assert (may_leave, read_brief(path).brief.title) == expected


def test_every_draft_is_saved_before_the_library_is_left(
    library: AtTheLibrary, workspace: Workspace
) -> None:
    library.own(CUBA, "Desk A")
    library.own(HOTLINE, "Desk B")
    library.person.leaving = LeavingAnswer.SAVE
    assert library.save.may_leave()
    assert len(library.person.asked_to_leave[0]) == 2
    assert [owner_on_disk(workspace, one) for one in (CUBA, HOTLINE)] == ["Desk A", "Desk B"]


def test_drafts_are_given_up_by_word_only(library: AtTheLibrary) -> None:
    library.own(CUBA, "Desk A")
    assert not library.save.may_leave()
    assert list(library.work.unsaved) == ["Cuban Missile Crisis"]
    library.person.leaving = LeavingAnswer.DISCARD
    assert library.save.may_leave()
    assert not library.work.unsaved


def test_a_draft_that_cannot_be_read_shows_its_faults(
    library: AtTheLibrary, workspace: Workspace
) -> None:
    library.session.open_item(CUBA)
    assert library.session.draft is not None
    library.session.type_text(library.session.draft.text.replace("kind: case-study", "kind: tale"))
    before = (workspace.folder.root / CUBA_FILE).read_bytes()
    assert not library.save.save()
    assert library.person.faults_shown == 1
    assert [title for title, _why in library.person.refused] == ["The item was not saved"]
    assert (workspace.folder.root / CUBA_FILE).read_bytes() == before


def test_a_saved_change_of_an_approved_item_says_that_it_is_in_review(
    library: AtTheLibrary,
) -> None:
    library.own(CUBA, "Desk A")
    draft = library.session.draft
    assert draft is not None
    assert draft.item is not None
    was_approved = draft.item.status is Status.APPROVED
    assert library.save.save()
    told = "Saved 12:05."
    again = " The item is in review again: its approval was of another text."
    assert library.person.heard == [told + (again if was_approved else "")]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (WayOn.KEEP_EDITING, (False, "Theirs")),
        (WayOn.LOAD_THEIRS, (True, "Theirs")),
        (WayOn.DISCARD_MINE, (True, "Theirs")),
        (WayOn.WRITE_MINE, (True, "Mine")),
    ],
)
def test_somebody_elses_item_is_replaced_by_word_only(
    library: AtTheLibrary, workspace: Workspace, way: WayOn, expected: tuple[bool, str]
) -> None:
    library.own(CUBA, "Mine")
    theirs = curating.with_values(curating.open_item(workspace, CUBA), owner="Theirs")
    (workspace.folder.root / CUBA_FILE).write_text(theirs.text)
    library.person.way = way
    is_saved = library.save.save()
    assert len(library.person.found) == 1
    assert (is_saved, owner_on_disk(workspace, CUBA)) == expected


def test_what_is_no_file_stands_in_the_way_and_is_shown(
    library: AtTheLibrary, workspace: Workspace
) -> None:
    library.own(CUBA, "Mine")
    place = workspace.folder.root / CUBA_FILE
    place.unlink()
    place.mkdir()
    assert not library.save.save()
    assert len(library.person.found) == 1
    assert library.session.unsaved[0].is_dirty
