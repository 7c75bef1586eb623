"""What the Library room says beside an item, without a window."""

from __future__ import annotations

import datetime as dt

import pytest

from briefbuilder.app import item_notes, operations
from briefbuilder.app.item_notes import (
    DropCheck,
    NoteRole,
    RelateBack,
    ToAddress,
    ToBlock,
    ToItem,
    ToProblem,
)
from briefbuilder.app.session import BriefSession
from briefbuilder.app.statement_lines import Mark, StatementLine, StatementSheet, sheet_of
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.items import Item, StatementCheck
from briefbuilder.errors import Place, Problem, Severity

CUBA = "cuban-missile-crisis"


@pytest.fixture
def item(workspace: Workspace) -> Item:
    return workspace.library.entry(CUBA).item


def line_with(item: Item, mark: Mark) -> StatementLine:
    sections = sheet_of(item).sections
    return next(line for section in sections for line in section.lines if line.mark is mark)


def check(line: StatementLine, day: int, address: str = "") -> StatementCheck:
    return StatementCheck(
        statement=line.statement.hash,
        by="A. Reader",
        on=dt.date(2026, 11, day),
        grade="A1",
        address=address,
    )


def test_a_checked_statement_names_its_sources_and_who_read_them(
    item: Item, workspace: Workspace
) -> None:
    line = line_with(item, Mark.CHECKED)
    notes = list(item_notes.source_notes(line, item, workspace.library))
    assert sum(note.is_html for note in notes) == len(item_notes.citations_of(line)) > 0
    assert any(
        note.ink is NoteRole.GOOD and note.words.startswith("● Checked by") for note in notes
    )


def test_a_judgement_needs_no_source(item: Item, workspace: Workspace) -> None:
    line = line_with(item, Mark.JUDGEMENT)
    (note,) = item_notes.source_notes(line, item, workspace.library)
    assert (note.words, note.ink) == ("A judgement needs no source.", NoteRole.FAINT)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://avalon.law.yale.edu/a/b", "Read at avalon.law.yale.edu"),
        ("HTTPS://un.org", "Read at un.org"),
        ("https://[broken/x", "Read at [broken"),
        ("TNA, FO 371/162374", None),
        ("javascript:alert(1)", None),
    ],
)
def test_only_an_address_on_the_web_is_followed(
    item: Item, workspace: Workspace, address: str, words: str | None
) -> None:
    line = line_with(item, Mark.CHECKED)
    read = item.model_copy(update={"checks": (check(line, 2), check(line, 3, address))})
    notes = [
        note for note in item_notes.source_notes(line, read, workspace.library) if not note.is_html
    ]
    assert [note.words for note in notes if note.ink is NoteRole.GOOD] == [
        "● Checked by A. Reader on 3 Nov 2026, grade A1",
        "● Checked by A. Reader on 2 Nov 2026, grade A1",
    ]
    if words is None:
        assert notes[1].leads_to is None
        assert notes[1].words == f"Read at {address}"
    else:
        assert (notes[1].words, notes[1].leads_to) == (words, ToAddress(address))


def test_a_check_without_a_statement_can_be_taken_out(item: Item) -> None:
    stray = check(line_with(item, Mark.CHECKED), 2)
    told, way_out = item_notes.stray_notes(StatementSheet((), (stray,)))
    assert told.words.startswith("▲ A. Reader, 2 Nov 2026, grade A1: the words have changed")
    assert way_out.leads_to == DropCheck(stray.statement)


def test_a_brief_that_pins_an_older_text_says_so(
    item: Item, workspace: Workspace, session: BriefSession
) -> None:
    (unused,) = item_notes.use_notes(item, session.brief, workspace.library)
    assert unused.words == "Not in the open brief."
    section = session.brief.sections[0]
    operations.place_item(
        session, workspace, item_id=CUBA, section_id=section.id, parts=("summary",)
    )
    (note,) = item_notes.use_notes(item, session.brief, workspace.library)
    block = session.brief.section(section.id).blocks[-1]
    assert note.leads_to == ToBlock(block.id)
    assert "older text" not in note.words
    path = workspace.folder.root / f"case-studies/{CUBA}.md"
    path.write_text(path.read_text().replace("title: Cuban", "title: The Cuban", 1))
    workspace.reload()
    (note,) = item_notes.use_notes(item, session.brief, workspace.library)
    assert note.words.startswith(f"▲ {section.heading}: ")
    assert note.words.endswith(", older text")


def test_a_relation_from_one_side_is_told_where_it_can_be_mended(
    item: Item, workspace: Workspace
) -> None:
    other = next(one for one in workspace.library.entries.values() if CUBA not in one.item.related)
    named = item.model_copy(update={"related": (other.item.id, "no-such-item")})
    notes = list(item_notes.relation_notes(named, workspace.library))
    assert notes[0].leads_to == ToItem(other.item.id)
    assert notes[1].leads_to == RelateBack(other.item.id, CUBA)
    assert notes[2].words == "✖ no-such-item is not in the library."


def test_problems_lead_to_their_place_and_relations_are_counted() -> None:
    file = f"case-studies/{CUBA}.md"
    wrong = Problem("It has no title.", Place(file, 4), Severity.ERROR, "Give it one.")
    one_sided = Problem(
        "It is not named back.", Place(file), Severity.WARNING, rule=item_notes.ONE_SIDED
    )
    above, told = item_notes.problem_notes([one_sided, wrong])
    assert above.words == "▲ 1 relation from one side only: see Related."
    assert (told.words, told.tip) == ("✖ line 4: It has no title.", "Give it one.")
    assert told.leads_to == ToProblem(wrong)
    assert item_notes.problem_notes([])[0].words == "● None"


def test_a_question_that_no_checklist_has_is_marked(item: Item, workspace: Workspace) -> None:
    known = next(iter(workspace.library.checklists.values())).questions[0]
    closing = item.model_copy(update={"closes": (known.id, "Z99")})
    assert [note.words for note in item_notes.closing_notes(closing, workspace.library)] == [
        f"{known.id}  {known.text}",
        "Z99  ▲ not in the checklist",
    ]
