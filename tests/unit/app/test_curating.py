import datetime as dt
from pathlib import Path

import pytest

from briefbuilder.app import curating
from briefbuilder.app.workspace import Workspace, change_between
from briefbuilder.domain.items import Kind, Status
from briefbuilder.domain.statements import check_summary, statements_of
from briefbuilder.errors import (
    FileChangedError,
    InvalidFileError,
    NotClearError,
    NotFoundError,
    Severity,
    UserInputError,
)

ITEM = "cuban-missile-crisis"


def save_written(workspace: Workspace, title: str) -> None:
    """Save a new item whose author has replaced the words with which it begins."""
    new = curating.new_item(workspace, Kind.BACKGROUND, title)
    assert new.item is not None
    own = {"summary": "A thing is new.", "body": new.item.body.replace("To be", "It is")}
    curating.save(workspace, curating.with_values(new, **own))


def test_saving_one_changed_key_changes_one_line(
    workspace: Workspace, library_folder: Path
) -> None:
    draft = curating.open_item(workspace, ITEM)
    before = draft.text.split("\n")
    saved = curating.save(workspace, curating.with_values(draft, owner="Crisis history desk")).draft
    after = (library_folder / saved.file).read_text().split("\n")
    assert [line for line in after if line not in before] == ["owner: Crisis history desk"]
    assert len(after) == len(before)
    assert workspace.library.entry(ITEM).item.owner == "Crisis history desk"


def test_a_save_never_replaces_somebody_elses(workspace: Workspace, library_folder: Path) -> None:
    mine = curating.with_values(curating.open_item(workspace, ITEM), owner="Mine")
    theirs = curating.with_values(curating.open_item(workspace, ITEM), owner="Theirs")
    curating.save(workspace, theirs)
    with pytest.raises(FileChangedError):
        curating.save(workspace, mine)
    assert "owner: Theirs" in (library_folder / mine.file).read_text()


def test_a_faulty_text_keeps_its_words_and_is_not_saved(
    workspace: Workspace, library_folder: Path
) -> None:
    draft = curating.open_item(workspace, ITEM)
    before = (library_folder / draft.file).read_text()
    faulty = curating.with_text(draft, draft.text.replace("status: in-review", "status: ready"))
    assert faulty.item is None
    assert faulty.problems[0].place.line is not None
    assert faulty.problems[0].place.key == "status"
    with pytest.raises(InvalidFileError):
        curating.save(workspace, faulty)
    assert (library_folder / draft.file).read_text() == before
    assert "status: ready" in faulty.text


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_item_of_each_kind_is_valid_and_a_draft(workspace: Workspace, kind: Kind) -> None:
    draft = curating.new_item(workspace, kind, "A new thing")
    assert draft.problems == ()
    saved = curating.save(workspace, draft).draft
    item = workspace.library.entry("a-new-thing").item
    assert (item.kind, item.status, saved.is_dirty) == (kind, Status.DRAFT, False)


def test_nobody_approves_the_words_with_which_a_new_item_begins(workspace: Workspace) -> None:
    curating.save(workspace, curating.new_item(workspace, Kind.LEGAL, "A new thing"))
    with pytest.raises(NotClearError) as refused:
        curating.set_status(workspace, "a-new-thing", Status.APPROVED, "Read by two.")
    assert {one.rule for one in refused.value.problems} == {"not-written"}


def test_an_id_is_never_used_twice(workspace: Workspace) -> None:
    with pytest.raises(UserInputError, match="never reused"):
        curating.new_item(workspace, Kind.CASE_STUDY, "Cuban missile crisis")
    with pytest.raises(UserInputError, match="letters or digits"):
        curating.new_item(workspace, Kind.TOOL, "…")


def test_withdrawing_needs_a_reason_and_keeps_the_text(workspace: Workspace) -> None:
    with pytest.raises(UserInputError, match="why"):
        curating.set_status(workspace, ITEM, Status.WITHDRAWN, "  ")
    curating.set_status(workspace, ITEM, Status.WITHDRAWN, "A source was retracted.")
    item = workspace.library.entry(ITEM).item
    assert (item.status, item.withdrawn_because) == (Status.WITHDRAWN, "A source was retracted.")
    curating.set_status(workspace, ITEM, Status.IN_REVIEW, "It was put right.")
    item = workspace.library.entry(ITEM).item
    assert item.withdrawn_because is None
    assert [(one.to, one.by, one.on, one.why) for one in item.status_changes] == [
        (Status.WITHDRAWN, "A. Clerk", dt.date(2026, 11, 23), "A source was retracted."),
        (Status.IN_REVIEW, "A. Clerk", dt.date(2026, 11, 23), "It was put right."),
    ]


def test_an_edit_of_an_approved_item_puts_it_in_review_and_keeps_the_approval(
    workspace: Workspace,
) -> None:
    new = "a-new-thing"
    save_written(workspace, "A new thing")
    curating.set_status(workspace, new, Status.APPROVED, "Read by two.")
    assert workspace.library.entry(new).status is Status.APPROVED

    tags = curating.with_values(curating.open_item(workspace, new), owner="Another desk")
    assert curating.save(workspace, tags).draft.text == tags.text
    assert workspace.library.entry(new).status is Status.APPROVED

    words = curating.with_values(curating.open_item(workspace, new), summary="Other words.")
    curating.save(workspace, words)
    item = workspace.library.entry(new).item
    assert item.status is Status.IN_REVIEW
    approved, lapsed = item.status_changes
    assert (approved.to, lapsed.to) == (Status.APPROVED, Status.IN_REVIEW)
    assert lapsed.why == "The text was changed after its approval."
    assert approved.revision != workspace.library.entry(new).revision


def test_a_copy_under_another_id_takes_no_record_along(workspace: Workspace) -> None:
    save_written(workspace, "A new thing")
    curating.set_status(workspace, "a-new-thing", Status.APPROVED, "Read by two.")
    copy = curating.as_copy(curating.open_item(workspace, "a-new-thing"), "another-thing")
    curating.save(workspace, copy)
    item = workspace.library.entry("another-thing").item
    assert (item.status, item.status_changes) == (Status.IN_REVIEW, ())
    assert workspace.library.entry("a-new-thing").status is Status.APPROVED


def test_a_word_in_the_file_approves_nothing(workspace: Workspace) -> None:
    draft = curating.open_item(workspace, ITEM)
    typed = curating.with_text(draft, draft.text.replace("status: in-review", "status: approved"))
    saved = curating.save(workspace, typed).draft
    assert "status: in-review" in saved.text
    assert workspace.library.entry(ITEM).status is Status.IN_REVIEW

    typed = curating.with_text(saved, saved.text.replace("status: in-review", "status: draft"))
    curating.save(workspace, typed)
    changes = workspace.library.entry(ITEM).item.status_changes
    assert (changes[-1].to, changes[-1].by) == (Status.DRAFT, "A. Clerk")


def test_an_approval_by_nobody_is_said_and_nobody_is_invented(
    workspace: Workspace, library_folder: Path
) -> None:
    file = library_folder / "case-studies" / f"{ITEM}.md"
    file.write_text(file.read_text().replace("status: in-review", "status: approved"))
    workspace.reload()
    entry = workspace.library.entry(ITEM)
    assert (entry.item.status, entry.status) == (Status.APPROVED, Status.IN_REVIEW)
    found = [one for one in curating.review(workspace).problems if one.rule == "approval-lapsed"]
    assert "Nobody is named who approved it." in found[0].sentence
    assert entry.item.status_changes == ()


def test_a_second_persons_check_stands_beside_the_firsts(
    workspace: Workspace, tmp_path: Path
) -> None:
    draft = curating.open_item(workspace, ITEM)
    assert draft.item is not None
    statement = next(one for one in statements_of(draft.item) if one.keys).hash
    others = [one for one in draft.item.checks if one.statement == statement]
    once = curating.check_statement(workspace, draft, statement=statement, grade="A1")
    twice = curating.check_statement(workspace, once, statement=statement, grade="B2")
    assert twice.item is not None
    mine = [one for one in twice.item.checks if one.statement == statement]
    assert [one.grade for one in mine] == [*(one.grade for one in others), "B2"]


def test_a_check_is_signed_and_counts(workspace: Workspace) -> None:
    draft = curating.open_item(workspace, ITEM)
    assert draft.item is not None
    before = check_summary(draft.item)
    unchecked = next(
        one.statement for one in before.statements if one.check is None and one.statement.keys
    )
    checked = curating.check_statement(
        workspace, draft, statement=unchecked.hash, grade="A2", address="https://example.org/doc"
    )
    saved = curating.save(workspace, checked).draft
    assert saved.item is not None
    check = next(one for one in saved.item.checks if one.statement == unchecked.hash)
    assert (check.by, check.on, check.grade) == ("A. Clerk", dt.date(2026, 11, 23), "A2")
    assert len(check_summary(saved.item).statements) == len(before.statements)


def test_a_check_needs_a_statement_that_is_there(workspace: Workspace) -> None:
    draft = curating.open_item(workspace, ITEM)
    with pytest.raises(NotFoundError):
        curating.check_statement(workspace, draft, statement="0" * 12, grade="A1")


def test_changed_words_make_their_check_lapse_and_the_library_says_so(
    workspace: Workspace,
) -> None:
    draft = curating.open_item(workspace, ITEM)
    assert draft.item is not None
    checked = next(
        s
        for s in statements_of(draft.item)
        if s.hash in {check.statement for check in draft.item.checks}
    )
    words = checked.text.split(": ", 1)[-1]
    changed = curating.with_text(draft, draft.text.replace(words, words.replace(" [", " indeed [")))
    curating.save(workspace, changed)
    problems = curating.review(workspace).problems
    assert any("fits no statement" in problem.sentence for problem in problems)


def test_a_file_that_appears_outside_is_noticed(workspace: Workspace, library_folder: Path) -> None:
    text = curating.new_item(workspace, Kind.BACKGROUND, "Written elsewhere").text
    (library_folder / "background" / "written-elsewhere.md").write_text(text)
    change = workspace.reload()
    assert change.added == {"written-elsewhere"}
    assert workspace.search("written elsewhere").hits[0].item_id == "written-elsewhere"
    (library_folder / "background" / "written-elsewhere.md").unlink()
    assert workspace.reload().removed == {"written-elsewhere"}
    assert not workspace.reload()


def test_one_bad_item_never_hides_the_library(workspace: Workspace, library_folder: Path) -> None:
    (library_folder / "tools" / "broken.md").write_text("no head at all")
    workspace.reload()
    assert ITEM in workspace.library.entries
    (problem,) = workspace.library.problems
    assert problem.place.file == "tools/broken.md"


def test_unsaved_items_survive_a_crash_and_never_replace_a_colleagues_save(
    workspace: Workspace,
) -> None:
    draft = curating.with_values(curating.open_item(workspace, ITEM), owner="Mine")
    new = curating.new_item(workspace, Kind.TOOL, "A new tool")
    curating.put_aside(curating.draft_store(workspace), [draft, new])

    after_crash = curating.draft_store(workspace)
    mine, fresh = curating.drafts_left_behind(workspace, after_crash)
    assert (mine.text, fresh.text, fresh.stamp) == (draft.text, new.text, None)
    assert mine.is_dirty

    theirs = curating.with_values(curating.open_item(workspace, ITEM), owner="Theirs")
    curating.save(workspace, theirs)
    with pytest.raises(FileChangedError):
        curating.save(workspace, mine)
    curating.save(workspace, fresh)

    curating.put_aside(after_crash, [])
    assert curating.drafts_left_behind(workspace, curating.draft_store(workspace)) == ()


def test_the_drafts_of_an_open_window_are_left_to_it(workspace: Workspace) -> None:
    mine = curating.with_values(curating.open_item(workspace, ITEM), owner="Mine")
    open_window = curating.draft_store(workspace)
    curating.put_aside(open_window, [mine])

    other = curating.draft_store(workspace)
    assert curating.drafts_left_behind(workspace, other) == ()
    curating.put_aside(other, [])
    del open_window  # its lock goes with it, as with a process that is killed
    assert [one.text for one in curating.drafts_left_behind(workspace, other)] == [mine.text]


def test_of_two_drafts_of_one_item_neither_is_lost(workspace: Workspace) -> None:
    for owner in ("First", "Second"):
        draft = curating.with_values(curating.open_item(workspace, ITEM), owner=owner)
        curating.put_aside(curating.draft_store(workspace), [draft])

    seen: list[str] = []
    for _ in range(2):
        store = curating.draft_store(workspace)
        (one,) = curating.drafts_left_behind(workspace, store)
        seen.append(one.text)
        curating.put_aside(store, [])  # given up by word
    assert len(set(seen)) == 2


def test_a_draft_that_says_what_its_file_says_is_not_left_behind(workspace: Workspace) -> None:
    draft = curating.open_item(workspace, ITEM)
    curating.put_aside(curating.draft_store(workspace), [draft])
    assert curating.drafts_left_behind(workspace, curating.draft_store(workspace)) == ()


def test_a_damaged_draft_hides_no_other_and_stays_where_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    draft = curating.with_values(curating.open_item(workspace, ITEM), owner="Mine")
    curating.put_aside(curating.draft_store(workspace), [draft])
    (kept,) = (tmp_path / "state" / "item-drafts").rglob("*.json")
    damaged = kept.with_name("0.json")
    damaged.write_text("{")
    store = curating.draft_store(workspace)
    assert [one.text for one in curating.drafts_left_behind(workspace, store)] == [draft.text]
    curating.put_aside(store, [])
    assert damaged.exists()
    assert not kept.exists()


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("tags: [", "tags: [no-such-tag, ", {"unknown-name"}),
        ("related: [", "related: [no-such-item, ", {"unknown-name"}),
        ("closes: [", "closes: [Z99, ", {"unknown-name"}),
        ("[@", "[@no-such-source; @", {"unknown-source"}),
        ("title: Cuban", "title: Cuban", set()),
        ("## What happened", "## What happened\nTo be written.", {"uncited-fact"}),
    ],
)
def test_a_draft_has_the_problems_that_it_will_have_when_it_is_saved(
    workspace: Workspace, old: str, new: str, rules: set[str]
) -> None:
    draft = curating.open_item(workspace, ITEM)
    changed = curating.with_text(draft, draft.text.replace(old, new, 1))
    before = curating.problems_of(changed, curating.overview(workspace))
    assert rules <= {problem.rule for problem in before}

    curating.save(workspace, changed)
    saved = curating.review(workspace).problems
    after = [one for one in saved if one.place.file == draft.file]
    assert list(before) == [one for one in after if one.severity is not Severity.ADVICE]


def test_a_new_draft_is_reviewed_before_its_first_save(workspace: Workspace) -> None:
    draft = curating.new_item(workspace, Kind.LEGAL, "A new thing")
    before = curating.problems_of(draft, curating.overview(workspace))
    assert {"uncited-fact", "hard-to-find"} <= {problem.rule for problem in before}


def test_what_a_save_changed_in_the_library_is_told_by_item_or_as_something_else(
    workspace: Workspace, library_folder: Path
) -> None:
    owned = curating.with_values(curating.open_item(workspace, ITEM), owner="A")
    told = curating.save(workspace, owned).change
    assert told.changed == {ITEM}
    assert not told.added
    assert not told.removed

    before = workspace.scanned
    sources = library_folder / min(one for one in before.stamps if "sources/" in one)
    sources.write_text(f"{sources.read_text()}# Read again.\n")
    workspace.reload()
    told = change_between(before, workspace.scanned)
    assert told.other
    assert not told.changed
    assert not change_between(workspace.scanned, workspace.scanned)
