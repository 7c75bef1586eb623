"""What an author does to an open brief: each operation is one gesture and returns its changes.

`initiator` names the panel that asked, so that it need not refresh what it already shows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import PurePath

from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.briefs import (
    FigureBlock,
    ItemBlock,
    KeptPin,
    Media,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.changes import Changes
from briefbuilder.domain.checklists import (
    Answer,
    Question,
    QuestionSeverity,
    QuestionWords,
    question_hash,
)
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.clearing import replaced
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.item_sections import SUMMARY, part_text, part_title
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.markings import Marking
from briefbuilder.domain.templates import Template
from briefbuilder.errors import UserInputError
from briefbuilder.language.catalogue import words_for
from briefbuilder.language.interface import _, p_
from briefbuilder.language.marks import N_
from briefbuilder.storage.picture_door import picture_from

WHOLE = None
# A gesture is named in one piece for each type of block: languages have genders.
_EDIT = {
    "figure": N_("Edit figure"),
    "timeline": N_("Edit timeline"),
    "table": N_("Edit table"),
}
_MOVE = {
    "text": N_("Move text"),
    "figure": N_("Move figure"),
    "timeline": N_("Move timeline"),
    "table": N_("Move table"),
}
_REMOVE = {
    "text": N_("Remove text"),
    "figure": N_("Remove figure"),
    "timeline": N_("Remove timeline"),
    "table": N_("Remove table"),
}


def set_title(session: BriefSession, *, title: str, initiator: str = "") -> Changes:
    """Give the brief another title."""
    after = edits.set_title(session.brief, title)
    return session.apply(_("Change title"), after, merge_key="title", initiator=initiator)


def set_language(session: BriefSession, template: Template, *, lang: str) -> Changes:
    """Say in which language the brief is; its form's own headings follow."""
    after = edits.set_language(session.brief, lang, template)
    return session.apply(_("Change language"), after)


def set_field(session: BriefSession, *, name: str, text: str, initiator: str = "") -> Changes:
    """Fill in a line of the form's head."""
    after = edits.set_field(session.brief, name, text)
    key = f"field:{name}"
    return session.apply(_("Change {field}", field=name), after, merge_key=key, initiator=initiator)


def set_marking(session: BriefSession, *, marking: Marking | None) -> Changes:
    """Set the brief's protective marking."""
    return session.apply(_("Set marking"), edits.set_marking(session.brief, marking))


def set_heading(
    session: BriefSession, *, section_id: str, heading: str, initiator: str = ""
) -> Changes:
    """Rename a section."""
    after = edits.set_heading(session.brief, section_id, heading)
    return session.apply(
        _("Rename section"), after, merge_key=f"heading:{section_id}", initiator=initiator
    )


def add_text(
    session: BriefSession, *, section_id: str, index: int | None = None, text: str = ""
) -> str:
    """Add an empty free text to a section; returns the new block's id."""
    block = TextBlock(id=session.surroundings.new_block_id(), text=text)
    session.apply(_("Add text"), edits.insert_block(session.brief, section_id, block, index))
    return block.id


def set_text(session: BriefSession, *, block_id: str, text: str, initiator: str = "") -> Changes:
    """Write in a free text; consecutive typing is one gesture."""
    after = edits.set_text(session.brief, block_id, text)
    return session.apply(
        p_("gesture", "Type"), after, merge_key=f"text:{block_id}", initiator=initiator
    )


def write_in_section(
    session: BriefSession, *, section_id: str, text: str, initiator: str = ""
) -> str:
    """Start writing in a section that has no text yet; returns the new block's id."""
    block = TextBlock(id=session.surroundings.new_block_id(), text=text)
    after = edits.insert_block(session.brief, section_id, block)
    session.apply(p_("gesture", "Type"), after, merge_key=f"text:{block.id}", initiator=initiator)
    return block.id


def place_item(
    session: BriefSession,
    workspace: Workspace,
    *,
    item_id: str,
    section_id: str,
    parts: tuple[str, ...] | None = WHOLE,
    index: int | None = None,
) -> str:
    """Place a library item, whole or in parts; returns the new block's id."""
    entry = workspace.library.entry(item_id)
    block_id = session.surroundings.new_block_id()
    after = edits.place_item(
        session.brief,
        section_id,
        block_id=block_id,
        pin=entry.pin,
        sources=workspace.library.sources_cited_by(entry.item),
        parts=parts,
        index=index,
    )
    session.apply(_("Place {title}", title=entry.item.title), after)
    return block_id


def set_parts(session: BriefSession, *, block_id: str, parts: tuple[str, ...] | None) -> Changes:
    """Choose which parts of a placed item print."""
    return session.apply(_("Choose parts"), edits.set_parts(session.brief, block_id, parts))


def edit_part(
    session: BriefSession, *, block_id: str, part: str, text: str, initiator: str = ""
) -> Changes:
    """Write one's own words in place of a placed part's; the pin's own words restore it."""
    block = _item_block(session, block_id)
    if text == part_text(session.brief.pin_of(block).item, part):
        after = edits.restore_part(session.brief, block_id, part)
    else:
        after = edits.edit_part(session.brief, block_id, part, text, session.surroundings.author)
    key = f"part:{block_id}:{part}"
    return session.apply(_("Edit placed text"), after, merge_key=key, initiator=initiator)


def confirm_part(session: BriefSession, *, block_id: str, part: str) -> Changes:
    """Let one's own words for a placed part stand beside the library's newer ones."""
    after = edits.confirm_part(session.brief, block_id, part)
    return session.apply(_("Keep own words"), after)


def restore_part(session: BriefSession, *, block_id: str, part: str) -> Changes:
    """Go back to the library's words for a placed part."""
    after = edits.restore_part(session.brief, block_id, part)
    return session.apply(_("Restore library text"), after)


def detach_item(session: BriefSession, *, block_id: str) -> Changes:
    """Turn a placed item into free text of one's own."""
    block = _item_block(session, block_id)
    item = session.brief.pin_of(block).item
    own = {edit.part: edit.text for edit in block.edits}
    shown = session.brief.parts_shown(block)
    language = words_for(session.brief.lang)
    paragraphs = [f"**{item.title}**"]
    for part in shown:
        words = own.get(part, part_text(item, part))
        title = part_title(item, part, language)
        untitled = shown == (SUMMARY,)
        paragraphs.append(words if untitled else f"**{title}**\n\n{words}")
    after = edits.detach_item(session.brief, block_id, "\n\n".join(paragraphs))
    return session.apply(_("Make {title} free text", title=item.title), after)


def add_figure(
    session: BriefSession,
    *,
    section_id: str,
    file_name: str,
    data: bytes,
    alt: str = "",
    caption: str = "",
    index: int | None = None,
) -> str:
    """Put a picture into a section; it is checked and travels in the brief. Returns the id."""
    image = picture_from(data, file_name)
    suffix = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}[image.media_type]
    digest = hashlib.sha256(image.data).hexdigest()[:12]
    name = f"figure-{digest}{suffix}"
    block = FigureBlock(
        id=session.surroundings.new_block_id(), media=name, alt=alt, caption=caption
    )
    media = Media(name=name, media_type=image.media_type, data=image.data)
    after = edits.add_figure(session.brief, section_id, block, media, index)
    session.apply(_("Add figure {file}", file=PurePath(file_name).name), after)
    return block.id


def add_timeline(
    session: BriefSession,
    *,
    section_id: str,
    events: tuple[TimelineRow, ...] = (),
    caption: str = "",
    index: int | None = None,
) -> str:
    """Add a timeline; returns the new block's id."""
    block = TimelineBlock(id=session.surroundings.new_block_id(), events=events, caption=caption)
    session.apply(_("Add timeline"), edits.insert_block(session.brief, section_id, block, index))
    return block.id


def add_table(
    session: BriefSession,
    *,
    section_id: str,
    header: tuple[str, ...] = ("", ""),
    rows: tuple[tuple[str, ...], ...] = (("", ""),),
    caption: str = "",
    index: int | None = None,
) -> str:
    """Add a table; returns the new block's id."""
    block = TableBlock(
        id=session.surroundings.new_block_id(), header=header, rows=rows, caption=caption
    )
    session.apply(_("Add table"), edits.insert_block(session.brief, section_id, block, index))
    return block.id


def replace_block(
    session: BriefSession,
    *,
    block: FigureBlock | TimelineBlock | TableBlock,
    gesture: str = "",
    initiator: str = "",
) -> Changes:
    """Change a figure's words, a timeline's events or a table's cells.

    Typing is one gesture as long as it goes on; `gesture` names one that stands alone, such as
    the removal of a row.
    """
    after = edits.replace_block(session.brief, block)
    key = None if gesture else f"block:{block.id}"
    label = gesture or _(_EDIT[block.type])
    return session.apply(label, after, merge_key=key, initiator=initiator)


def set_block_marking(session: BriefSession, *, block_id: str, marking: Marking | None) -> Changes:
    """Mark a part of the brief."""
    return session.apply(_("Mark part"), edits.set_block_marking(session.brief, block_id, marking))


def move_block(session: BriefSession, *, block_id: str, section_id: str, index: int) -> Changes:
    """Move a block, within its section or to another."""
    after = edits.move_block(session.brief, block_id, section_id, index)
    block = session.brief.block(block_id)
    if isinstance(block, ItemBlock):
        label = _("Move {title}", title=session.brief.pin_of(block).item.title)
    else:
        label = _(_MOVE[block.type])
    return session.apply(label, after)


def shift_block(session: BriefSession, *, block_id: str, by: int) -> Changes:
    """Move a block up (-1) or down (+1); at a section's edge it goes over to the next one."""
    brief = session.brief
    section = brief.section_of(block_id)
    position = [block.id for block in section.blocks].index(block_id) + by
    if 0 <= position < len(section.blocks):
        return move_block(session, block_id=block_id, section_id=section.id, index=position)
    ids = [one.id for one in brief.sections]
    neighbour = ids.index(section.id) + (1 if by > 0 else -1)
    if not 0 <= neighbour < len(ids):
        return Changes()
    target = brief.sections[neighbour]
    index = 0 if by > 0 else len(target.blocks)
    return move_block(session, block_id=block_id, section_id=target.id, index=index)


def move_section(session: BriefSession, *, section_id: str, index: int) -> Changes:
    """Move a section in the outline."""
    after = edits.move_section(session.brief, section_id, index)
    return session.apply(_("Move section"), after)


def remove_block(session: BriefSession, *, block_id: str) -> Changes:
    """Take a block out."""
    block = session.brief.block(block_id)
    if isinstance(block, ItemBlock):
        label = _("Remove {title}", title=session.brief.pin_of(block).item.title)
    else:
        label = _(_REMOVE[block.type])
    return session.apply(label, edits.remove_block(session.brief, block_id))


def answer_question(
    session: BriefSession,
    *,
    question: Question,
    value: AnswerValue,
    detail: str = "",
    evidence: str = "",
    closes: str = "",
    due: str = "",
    reason: str = "",
    initiator: str = "",
) -> Changes:
    """Answer a question of the checklist, on its present words.

    An override that was given stays beside the answer; to another answer it does not apply.
    """
    before = session.brief.answer(question.id)
    answer = Answer(
        question=question.id,
        words=question_hash(question),
        asked=QuestionWords.of(question),
        value=value,
        detail=detail,
        evidence=evidence,
        closes=closes,
        due=due,
        reason=reason,
        by=session.surroundings.author,
        on=session.surroundings.today(),
        override=before.override if before is not None else None,
    )
    after = edits.set_answer(session.brief, answer)
    # To choose is a gesture of its own; typing the details beside it is another.
    chosen = before is not None and before.value is value
    key = f"answer:{question.id}" if chosen else None
    return session.apply(
        _("Answer {question}", question=question.id), after, merge_key=key, initiator=initiator
    )


def override_gap(
    session: BriefSession, *, question: Question, by: str, reason: str, on: dt.date | None = None
) -> Changes:
    """Let a blocking gap go forward on a named person's word; `on` is today unless it is said."""
    if question.severity is not QuestionSeverity.BLOCKING:
        raise UserInputError(
            _(
                "Question {question} does not block the brief, so nobody has to let it go forward.",
                question=question.id,
            )
        )
    answer = session.brief.answer(question.id)
    if answer is not None and answer.words != question_hash(question):
        raise UserInputError(
            _(
                "The words of question {question} have changed since it was answered. Answer it "
                "again first.",
                question=question.id,
            )
        )
    day = on or session.surroundings.today()
    after = edits.override_gap(session.brief, question.id, by=by, on=day, reason=reason)
    return session.apply(_("Let {question} go forward", question=question.id), after)


def withdraw_override(session: BriefSession, *, question_id: str) -> Changes:
    """Take back the word that a gap may go forward."""
    after = edits.withdraw_override(session.brief, question_id)
    return session.apply(_("Take back the override of {question}", question=question_id), after)


def clear_answer(session: BriefSession, *, question_id: str) -> Changes:
    """Take an answer back."""
    after = edits.clear_answer(session.brief, question_id)
    return session.apply(_("Clear answer {question}", question=question_id), after)


def set_clearances(
    session: BriefSession,
    workspace: Workspace,
    *,
    clearances: tuple[Clearance, ...],
    merge_key: str | None = None,
) -> Changes:
    """Replace the table of clearances.

    One that is given now, to the whole brief, covers the form's prose at the head as well.
    """
    prose = workspace.held_template(session.brief.template).template.prose_fields
    covering = tuple(_covering_prose(one, prose) for one in clearances)
    after = edits.set_clearances(session.brief, covering)
    return session.apply(_("Change clearances"), after, merge_key=merge_key)


def record_clearance(
    session: BriefSession, workspace: Workspace, *, clearance: Clearance
) -> Changes:
    """Put a clearance in the place of the same office's, or below the others."""
    office = clearance.office.casefold()
    others = session.brief.clearances
    places = [n for n, one in enumerate(others) if one.office.casefold() == office]
    if places:
        return put_clearance(session, workspace, at=places[0], clearance=clearance)
    return set_clearances(session, workspace, clearances=(*others, clearance))


def put_clearance(
    session: BriefSession,
    workspace: Workspace,
    *,
    at: int,
    clearance: Clearance,
    merge_key: str | None = None,
    stood: Clearance | None = None,
) -> Changes:
    """Put a clearance in the place of the one at `at`; what that had said is kept as history.

    `stood` is the clearance as it was when somebody began to change it: an outcome that was only
    passed on the way to another was never said.
    """
    others, today = session.brief.clearances, session.surroundings.today().isoformat()
    before = others[at]
    if stood is not None and clearance.outcome is not before.outcome:
        before = stood
    told = replaced(session.brief, before, clearance, today)
    clearances = (*others[:at], told, *others[at + 1 :])
    return set_clearances(session, workspace, clearances=clearances, merge_key=merge_key)


def ask_again(session: BriefSession, workspace: Workspace, *, at: int) -> Changes:
    """Ask an office about the present words; what it had said of earlier ones is history."""
    others, today = session.brief.clearances, session.surroundings.today().isoformat()
    clearances = (*others[:at], others[at].asked_again(today), *others[at + 1 :])
    return set_clearances(session, workspace, clearances=clearances)


def _covering_prose(clearance: Clearance, prose: tuple[str, ...]) -> Clearance:
    of = clearance.of
    if of is None or not of.is_whole or of.words is not None:
        return clearance
    return clearance.model_copy(update={"of": of.model_copy(update={"fields": prose})})


def accept_revision(session: BriefSession, entry: LibraryEntry, workspace: Workspace) -> Changes:
    """Take the library's newer text wherever the brief places the item."""
    sources = workspace.library.sources_cited_by(entry.item)
    after = edits.accept_revision(session.brief, entry.pin, sources)
    return session.apply(_("Accept newer {title}", title=entry.item.title), after)


def keep_revision(session: BriefSession, entry: LibraryEntry, *, reason: str = "") -> Changes:
    """Keep the pinned text although the library has a newer one."""
    kept = KeptPin(
        item=entry.item.id,
        declined=entry.revision,
        reason=reason,
        by=session.surroundings.author,
        on=session.surroundings.today(),
    )
    return session.apply(
        _("Keep {title}", title=entry.item.title), edits.keep_pin(session.brief, kept)
    )


def _item_block(session: BriefSession, block_id: str) -> ItemBlock:
    block = session.brief.block(block_id)
    if not isinstance(block, ItemBlock):
        raise UserInputError(_("That block is not a placed item."))
    return block
