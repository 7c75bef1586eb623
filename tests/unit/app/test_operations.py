import io

import pytest
from PIL import Image

from briefbuilder.app import operations, updating
from briefbuilder.app.checking import alignment, check
from briefbuilder.app.curating import open_item, save, set_status, with_values
from briefbuilder.app.opening import new_brief
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import FigureBlock, ItemBlock, TextBlock
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Status
from briefbuilder.errors import InvalidFileError, NotFoundError, UserInputError


def placed(session: BriefSession, workspace: Workspace, item: str = "cuban-missile-crisis") -> str:
    return operations.place_item(session, workspace, item_id=item, section_id="background")


def test_placing_an_item_brings_every_source_it_cites(
    session: BriefSession, workspace: Workspace
) -> None:
    placed(session, workspace)
    keys = {source.id for source in session.brief.sources}
    assert {"frus-1961-63-xi", "dobbs-2008", "proc-3504"} <= keys
    assert session.status.undo_label == "Place Cuban Missile Crisis"
    found = check(session.brief, workspace).findings
    assert "unknown-citation" not in {finding.rule for finding in found}


def test_a_new_brief_is_dated_and_refuses_fields_that_the_form_lacks(workspace: Workspace) -> None:
    brief = new_brief(workspace, template_id="uk-ministerial-submission", title="T")
    assert brief.field("date") == "2026-11-23"
    with pytest.raises(UserInputError, match='no field "colour"'):
        new_brief(
            workspace,
            template_id="uk-ministerial-submission",
            title="T",
            fields=(("colour", "red"),),
        )
    with pytest.raises(NotFoundError):
        new_brief(workspace, template_id="no-such-form", title="T")


def test_a_new_brief_may_be_walked_with_another_checklist(workspace: Workspace) -> None:
    form = "uk-ministerial-submission"
    usual = new_brief(workspace, template_id=form, title="T")
    short = new_brief(workspace, template_id=form, title="T", checklist="short-notice")
    assert (usual.checklist, short.checklist) == ("civil-military-alignment", "short-notice")
    with pytest.raises(NotFoundError, match="the library has civil-military-alignment"):
        new_brief(workspace, template_id=form, title="T", checklist="none")


def test_editing_a_part_back_to_the_pins_words_restores_it(
    session: BriefSession, workspace: Workspace
) -> None:
    block_id = placed(session, workspace)
    item = session.brief.placed_items()[0]
    operations.edit_part(session, block_id=block_id, part="summary", text="My words.")
    block = session.brief.block(block_id)
    assert isinstance(block, ItemBlock)
    assert [(edit.part, edit.author) for edit in block.edits] == [("summary", "A. Clerk")]
    operations.edit_part(session, block_id=block_id, part="summary", text=item.summary)
    restored = session.brief.block(block_id)
    assert isinstance(restored, ItemBlock)
    assert restored.edits == ()


def test_detaching_keeps_every_word_that_was_shown(
    session: BriefSession, workspace: Workspace
) -> None:
    block_id = placed(session, workspace)
    operations.set_parts(session, block_id=block_id, parts=("summary", "legal-basis"))
    operations.detach_item(session, block_id=block_id)
    block = session.brief.block(block_id)
    assert isinstance(block, TextBlock)
    assert "naval quarantine" in block.text
    assert "Rio Treaty" in block.text
    assert "Jupiters were out" not in block.text


@pytest.mark.parametrize(("part", "heading"), [("legal-basis", "**Legal basis**"), ("summary", "")])
def test_a_part_that_is_detached_alone_keeps_its_heading(
    session: BriefSession, workspace: Workspace, part: str, heading: str
) -> None:
    block_id = placed(session, workspace)
    operations.set_parts(session, block_id=block_id, parts=(part,))
    operations.detach_item(session, block_id=block_id)
    block = session.brief.block(block_id)
    assert isinstance(block, TextBlock)
    assert heading in block.text
    assert block.text.count("**") == (4 if heading else 2)


def test_a_block_shifted_past_a_sections_edge_goes_to_the_next_section(
    session: BriefSession,
) -> None:
    block = operations.add_text(session, section_id="issue", text="One")
    operations.shift_block(session, block_id=block, by=1)
    assert session.brief.section_of(block).id == "recommendation"
    operations.shift_block(session, block_id=block, by=-1)
    operations.shift_block(session, block_id=block, by=-1)
    assert session.brief.section_of(block).id == "issue"


def test_a_picture_is_cleaned_before_it_travels(session: BriefSession) -> None:
    raw = io.BytesIO()
    picture = Image.new("RGB", (20, 10), "navy")
    exif = picture.getexif()
    exif[0x010E] = "taken by alice at home"
    picture.save(raw, "JPEG", exif=exif)
    assert b"alice" in raw.getvalue()
    block_id = operations.add_figure(
        session, section_id="background", file_name="holiday.jpg", data=raw.getvalue(), alt="Blue."
    )
    block = session.brief.block(block_id)
    assert isinstance(block, FigureBlock)
    (media,) = session.brief.media
    assert media.name == block.media
    assert b"alice" not in media.data
    assert "holiday" not in media.name


def test_what_is_no_picture_is_refused_by_name(session: BriefSession) -> None:
    with pytest.raises(InvalidFileError, match=r"notes\.txt: This is not a PNG"):
        operations.add_figure(
            session, section_id="background", file_name="notes.txt", data=b"hello", alt=""
        )
    assert session.brief.media == ()


def test_answers_are_signed_dated_and_bound_to_the_words(
    session: BriefSession, workspace: Workspace
) -> None:
    checklist = workspace.checklist_of(session.brief)
    assert checklist is not None
    question = checklist.questions[0]
    operations.answer_question(session, question=question, value=AnswerValue.NO, detail="Not yet.")
    answer = session.brief.answer(question.id)
    assert answer is not None
    assert (answer.by, str(answer.on)) == ("A. Clerk", "2026-11-23")
    state = alignment(session.brief, workspace)
    assert state is not None
    assert state.answered == 1
    blocking = [f for f in check(session.brief, workspace).findings if f.place.question == "A1"]
    assert blocking[0].rule == "blocking-question"


def test_a_changed_item_is_reported_shown_and_changes_only_by_word(
    session: BriefSession, workspace: Workspace
) -> None:
    block_id = placed(session, workspace)
    before = session.brief
    draft = with_values(open_item(workspace, "cuban-missile-crisis"), summary="A newer summary.")
    save(workspace, draft)
    assert session.brief == before
    assert "pin-behind" in {f.rule for f in check(session.brief, workspace).findings}
    (behind,) = updating.pins_behind(session.brief, workspace.library)
    assert behind.blocks == (block_id,)
    assert [difference.part for difference in behind.differences] == ["summary"]
    updating.keep(session, workspace, "cuban-missile-crisis", "Cleared as it is.")
    assert "pin-behind" not in {f.rule for f in check(session.brief, workspace).findings}
    assert session.brief.placed_items()[0].summary != "A newer summary."
    updating.accept(session, workspace, "cuban-missile-crisis")
    assert session.brief.placed_items()[0].summary == "A newer summary."
    assert updating.pins_behind(session.brief, workspace.library) == ()
    session.undo()
    assert session.brief.placed_items()[0].summary != "A newer summary."


def test_a_withdrawal_reaches_every_brief_that_uses_the_item(
    session: BriefSession, workspace: Workspace
) -> None:
    placed(session, workspace)
    set_status(workspace, "cuban-missile-crisis", Status.WITHDRAWN, "A source was retracted.")
    found = check(session.brief, workspace).findings
    (withdrawn,) = [finding for finding in found if finding.rule == "item-withdrawn"]
    assert "A source was retracted." in withdrawn.sentence


def test_deciding_on_an_item_that_is_not_behind_is_an_error(
    session: BriefSession, workspace: Workspace
) -> None:
    placed(session, workspace)
    with pytest.raises(NotFoundError, match="no older text"):
        updating.accept(session, workspace, "cuban-missile-crisis")
