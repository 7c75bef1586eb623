"""What may be done to a brief: pure functions from a brief to a brief.

Each raises `NotFoundError` when it is told of a section, block or question that is not there, and
returns an equal brief when nothing changes. Ids, dates and names are arguments.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from pydantic import ValidationError

from briefbuilder.domain.alignment import words_answered
from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    KeptPin,
    Media,
    PartEdit,
    Pin,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
)
from briefbuilder.domain.checklists import Answer, Checklist, Override, answer_hash, question_hash
from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.clearing import words_covered
from briefbuilder.domain.item_sections import part_text
from briefbuilder.domain.kept import Kept
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.merging import own_words
from briefbuilder.domain.sources import Source
from briefbuilder.domain.templates import Template
from briefbuilder.domain.words import says_why
from briefbuilder.errors import UserInputError
from briefbuilder.language.interface import _


def new_brief(
    *,
    brief_id: str,
    title: str,
    template: Template,
    marking: Marking | None,
    lang: str = "",
) -> Brief:
    """An empty brief with the template's sections, no block in any of them.

    It is in the template's language, or in the one of the tag `lang`; so are its headings, where
    the template has them in it.
    """
    lang = lang or template.lang
    return _validated(
        {
            "id": brief_id,
            "title": title,
            "template": template.id,
            "lang": lang,
            "marking": marking,
            "checklist": template.checklist,
            "sections": tuple(
                Section(id=one.id, heading=one.heading) for one in template.said_in(lang).sections
            ),
        }
    )


def _with(brief: Brief, **changes: object) -> Brief:
    """The brief with some keys replaced, validated again as a whole."""
    return _validated({**dict(brief), **changes})


def _validated(values: dict[str, object]) -> Brief:
    try:
        return Brief.model_validate(values)
    except ValidationError as error:
        if all(one["type"] == "string_unicode" for one in error.errors()):
            sentence = _("The words hold half of a character. Delete them, and type them again.")
            raise UserInputError(sentence) from error
        raise


def _map_section(brief: Brief, section_id: str, change: Callable[[Section], Section]) -> Brief:
    brief.section(section_id)
    return _with(
        brief,
        sections=tuple(
            change(section) if section.id == section_id else section for section in brief.sections
        ),
    )


def _map_block(brief: Brief, block_id: str, change: Callable[[Block], Block]) -> Brief:
    section = brief.section_of(block_id)
    blocks = tuple(change(block) if block.id == block_id else block for block in section.blocks)
    return _map_section(
        brief, section.id, lambda found: found.model_copy(update={"blocks": blocks})
    )


def set_title(brief: Brief, title: str) -> Brief:
    """Give the brief another title; an empty one is refused."""
    if not title.strip():
        raise UserInputError(_("A brief needs a title."))
    return _with(brief, title=title)


def set_language(brief: Brief, lang: str, template: Template) -> Brief:
    """Print the brief's words in another language; headings that nobody has changed follow.

    `template` is in its own language. What was typed stays as it is, headings too.
    """
    before, after = template.said_in(brief.lang), template.said_in(lang)
    sections = tuple(
        one.model_copy(update={"heading": _heading_in(after, one)})
        if _heading_in(before, one) == one.heading
        else one
        for one in brief.sections
    )
    return _with(brief, lang=lang, sections=sections)


def _heading_in(template: Template, section: Section) -> str:
    contract = template.section(section.id)
    return contract.heading if contract is not None else section.heading


def set_field(brief: Brief, name: str, text: str) -> Brief:
    """Fill in a line of the head; "" clears it."""
    fields = dict(brief.fields)
    fields[name] = text
    return _with(brief, fields=tuple((key, value) for key, value in fields.items() if value))


def set_marking(brief: Brief, marking: Marking | None) -> Brief:
    """Set the brief's own marking, or take it away."""
    return _with(brief, marking=marking)


def set_checklist(brief: Brief, checklist_id: str | None) -> Brief:
    """Choose the checklist that the brief is walked with; answers to another stay in the brief."""
    return _with(brief, checklist=checklist_id)


def insert_block(brief: Brief, section_id: str, block: Block, index: int | None = None) -> Brief:
    """Put a block into a section, at `index` or at its end."""

    def change(section: Section) -> Section:
        at = len(section.blocks) if index is None else max(0, min(index, len(section.blocks)))
        blocks = (*section.blocks[:at], block, *section.blocks[at:])
        return section.model_copy(update={"blocks": blocks})

    return _map_section(brief, section_id, change)


def remove_block(brief: Brief, block_id: str) -> Brief:
    """Take a block out; pins and pictures that nothing shows any more go with it."""
    section = brief.section_of(block_id)
    blocks = tuple(block for block in section.blocks if block.id != block_id)
    return _swept(
        _map_section(brief, section.id, lambda found: found.model_copy(update={"blocks": blocks}))
    )


def move_block(brief: Brief, block_id: str, section_id: str, index: int) -> Brief:
    """Move a block to `index` of a section, counted without the block itself."""
    block = brief.block(block_id)
    home = brief.section_of(block_id)
    rest = tuple(one for one in home.blocks if one.id != block_id)
    without = _map_section(brief, home.id, lambda found: found.model_copy(update={"blocks": rest}))
    return insert_block(without, section_id, block, index)


def move_section(brief: Brief, section_id: str, index: int) -> Brief:
    """Move a section to `index` of the outline, counted without the section itself."""
    section = brief.section(section_id)
    rest = [one for one in brief.sections if one.id != section_id]
    at = max(0, min(index, len(rest)))
    return _with(brief, sections=(*rest[:at], section, *rest[at:]))


def set_heading(brief: Brief, section_id: str, heading: str) -> Brief:
    """Give a section another heading; an empty one is refused."""
    if not heading.strip():
        raise UserInputError(_("A section needs a heading."))
    return _map_section(
        brief, section_id, lambda found: found.model_copy(update={"heading": heading})
    )


def set_text(brief: Brief, block_id: str, text: str) -> Brief:
    """Replace the words of a free text."""

    def change(block: Block) -> Block:
        if not isinstance(block, TextBlock):
            raise UserInputError(_("Only a free text can be written in directly."))
        return block.model_copy(update={"text": text})

    return _map_block(brief, block_id, change)


def set_block_marking(brief: Brief, block_id: str, marking: Marking | None) -> Brief:
    """Mark a block; a placed item keeps the marking that its library gave it."""

    def change(block: Block) -> Block:
        if isinstance(block, ItemBlock):
            raise UserInputError(_("A placed item carries the marking that its library gave it."))
        return block.model_copy(update={"marking": marking})

    return _map_block(brief, block_id, change)


def replace_block(brief: Brief, block: FigureBlock | TimelineBlock | TableBlock) -> Brief:
    """Put a figure, timeline or table in the place of the one with the same id."""
    return _swept(_map_block(brief, block.id, lambda _: block))


def place_item(
    brief: Brief,
    section_id: str,
    *,
    block_id: str,
    pin: Pin,
    sources: Iterable[Source],
    parts: tuple[str, ...] | None = None,
    index: int | None = None,
) -> Brief:
    """Place a pinned item in a section, and keep its text and the sources it cites in the brief."""
    block = ItemBlock(id=block_id, item=pin.item.id, revision=pin.revision, parts=parts)
    held = _with_pin(_with_sources(brief, sources), pin)
    return insert_block(held, section_id, block, index)


def set_parts(brief: Brief, block_id: str, parts: tuple[str, ...] | None) -> Brief:
    """Choose which parts of a placed item print; None is the whole item."""
    return _map_block(
        brief, block_id, lambda block: _placed(block).model_copy(update={"parts": parts})
    )


def edit_part(brief: Brief, block_id: str, part: str, text: str, author: str) -> Brief:
    """Write the author's own words in place of a placed part's."""

    def change(block: Block) -> Block:
        placed = _placed(block)
        edit = PartEdit(part=part, text=text, author=author)
        edits = (*(one for one in placed.edits if one.part != part), edit)
        return placed.model_copy(update={"edits": edits})

    return _map_block(brief, block_id, change)


def confirm_part(brief: Brief, block_id: str, part: str) -> Brief:
    """Let the author's words for a part stand beside the pin's present ones: both were read."""

    def change(block: Block) -> Block:
        placed = _placed(block)
        edits = tuple(
            one.model_copy(update={"over": None}) if one.part == part else one
            for one in placed.edits
        )
        return placed.model_copy(update={"edits": edits})

    return _map_block(brief, block_id, change)


def restore_part(brief: Brief, block_id: str, part: str) -> Brief:
    """Go back to the pin's own words for a part."""

    def change(block: Block) -> Block:
        placed = _placed(block)
        edits = tuple(one for one in placed.edits if one.part != part)
        return placed.model_copy(update={"edits": edits})

    return _map_block(brief, block_id, change)


def accept_revision(brief: Brief, pin: Pin, sources: Iterable[Source]) -> Brief:
    """Take a newer library text for every block that places the item.

    The author's own words are put together with it where the two do not touch (`merging`); where
    they do, the author's stay and are marked as standing over newer ones.
    """

    def newer(block: Block) -> Block:
        if not isinstance(block, ItemBlock) or block.item != pin.item.id:
            return block
        kept = own_words(brief.pin_of(block).item, pin.item, block)
        edits = tuple(one.edit for one in kept if one.edit is not None)
        return block.model_copy(update={"revision": pin.revision, "edits": edits})

    held = _with_pin(_with_sources(brief, sources), pin)
    sections = tuple(
        section.model_copy(update={"blocks": tuple(newer(block) for block in section.blocks)})
        for section in held.sections
    )
    kept = tuple(one for one in held.kept if one.item != pin.item.id)
    return _swept(_with(held, sections=sections, kept=kept))


def keep_pin(brief: Brief, kept: KeptPin) -> Brief:
    """Record that the author saw a newer library text and keeps the pinned one."""
    others = tuple(one for one in brief.kept if one.item != kept.item)
    return _with(brief, kept=(*others, kept))


def detach_item(brief: Brief, block_id: str, text: str) -> Brief:
    """Turn a placed item into free text, as the author's own words from now on."""
    block = _placed(brief.block(block_id))
    marking = brief.pin_of(block).item.marking
    own = TextBlock(id=block_id, text=text, marking=marking)
    return _swept(_map_block(brief, block_id, lambda _: own))


def add_figure(
    brief: Brief, section_id: str, block: FigureBlock, media: Media, index: int | None = None
) -> Brief:
    """Put a picture into a section; the file travels in the brief."""
    others = tuple(one for one in brief.media if one.name != media.name)
    return insert_block(_with(brief, media=(*others, media)), section_id, block, index)


def set_answer(brief: Brief, answer: Answer) -> Brief:
    """Answer a question, in place of any earlier answer to it.

    Why a question does not apply goes with the answer that it does not: no other answer says it.
    """
    if answer.value == "n/a" and not answer.reason.strip():
        raise UserInputError(_("Say why the question does not apply."))
    before = brief.answer(answer.question)
    applies_now = before is not None and before.value == "n/a" != answer.value
    if before is not None and applies_now and answer.reason == before.reason:
        answer = answer.model_copy(update={"reason": ""})
    others = tuple(one for one in brief.answers if one.question != answer.question)
    return _with(brief, answers=(*others, answer))


def override_gap(brief: Brief, question_id: str, *, by: str, on: dt.date, reason: str) -> Brief:
    """Record a named person's word that a gap, as it is answered now, does not stop the brief."""
    answer = brief.answer(question_id)
    if answer is None or not answer.is_gap:
        raise UserInputError(
            _(
                "Question {question} is not answered “no”, “partly” or “unknown”, so there is "
                "nothing that somebody could let go forward.",
                question=question_id,
            )
        )
    if not by.strip():
        raise UserInputError(_("Name the person who lets the gap go forward."))
    if not says_why(reason):
        raise UserInputError(_("Say in a few words why the gap does not stop the brief."))
    override = Override(by=by, on=on, reason=reason, answer=answer_hash(answer))
    return set_answer(brief, answer.model_copy(update={"override": override}))


def withdraw_override(brief: Brief, question_id: str) -> Brief:
    """Take an override back; the answer stays."""
    answer = brief.answer(question_id)
    if answer is None or answer.override is None:
        return brief
    return set_answer(brief, answer.model_copy(update={"override": None}))


def clear_answer(brief: Brief, question_id: str) -> Brief:
    """Take an answer back."""
    return _with(brief, answers=tuple(one for one in brief.answers if one.question != question_id))


def set_clearances(brief: Brief, clearances: Iterable[Clearance]) -> Brief:
    """Replace the table of clearances.

    One that concurs or does not, and covers something but names no words yet, is given to the
    brief's present words; they are kept. A reply that is none of the two belongs to no words.
    """
    given: list[Clearance] = []
    kept = {text.words: text for text in brief.cleared}
    for clearance in clearances:
        of = clearance.of
        if of is not None and not clearance.outcome.is_of_words:
            of = of.model_copy(update={"words": None})
        elif of is not None and of.words is None:
            text = words_covered(brief, of)
            kept[text.words] = text
            of = of.model_copy(update={"words": text.words})
        given.append(clearance.model_copy(update={"of": of}))
    used = dict.fromkeys(words for one in given for words in one.words_kept)
    cleared = tuple(kept[words] for words in used if words in kept)
    return _with(brief, clearances=tuple(given), cleared=cleared)


def add_sources(brief: Brief, sources: Iterable[Source]) -> Brief:
    """Keep sources in the brief, so that its own text can cite them with no library at hand."""
    return _with_sources(brief, sources)


def hold_rules(brief: Brief, checklist: Checklist | None, scheme: Scheme | None) -> Brief:
    """Keep the checklist and the marking scheme in the brief; None leaves what it holds.

    An answer to a question that the checklist asks otherwise, or not at all, keeps the question.
    """
    holding = checklist or brief.held_checklist
    return _with(
        brief,
        answers=tuple(_with_question(brief, one, holding) for one in brief.answers),
        held_checklist=holding,
        held_scheme=scheme or brief.held_scheme,
    )


def _with_question(brief: Brief, answer: Answer, holding: Checklist | None) -> Answer:
    question = holding.find(answer.question) if holding is not None else None
    is_held = question is not None and question_hash(question) == answer.words
    asked = None if is_held else words_answered(brief, answer)
    return answer if asked == answer.asked else answer.model_copy(update={"asked": asked})


def texts_of_block(brief: Brief, block: Block) -> tuple[str, ...]:
    """Every piece of Markdown that the block prints, in order."""
    match block:
        case TextBlock():
            return (block.text,)
        case ItemBlock():
            item = brief.pin_of(block).item
            shown = brief.parts_shown(block)
            edits = {edit.part: edit.text for edit in block.edits}
            return tuple(edits.get(part, part_text(item, part)) for part in shown)
        case FigureBlock():
            return (block.caption, block.credit)
        case TimelineBlock():
            rows = (words for row in block.events for words in (row.typed, row.text) if words)
            return (block.caption, *rows)
        case TableBlock():
            return (block.caption, *block.header, *(cell for row in block.rows for cell in row))


def _placed(block: Block) -> ItemBlock:
    if not isinstance(block, ItemBlock):
        raise UserInputError(_("That block is not a placed item."))
    return block


def _with_pin(brief: Brief, pin: Pin) -> Brief:
    if any(one.item.id == pin.item.id and one.revision == pin.revision for one in brief.pins):
        return brief
    return _with(brief, pins=(*brief.pins, pin))


def _with_sources(brief: Brief, sources: Iterable[Source]) -> Brief:
    found = {source.id: source for source in brief.sources}
    found |= {source.id: source for source in sources}
    return _with(brief, sources=tuple(found[key] for key in sorted(found)))


def _swept(brief: Brief) -> Brief:
    """The brief without the pins and pictures that no block shows."""
    shown = {(b.item, b.revision) for b in brief.blocks() if isinstance(b, ItemBlock)}
    pins = tuple(pin for pin in brief.pins if (pin.item.id, pin.revision) in shown)
    media_names = {b.media for b in brief.blocks() if isinstance(b, FigureBlock)}
    media = tuple(one for one in brief.media if one.name in media_names)
    return _with(brief, pins=pins, media=media)


def used_keys(brief: Brief) -> tuple[str, ...]:
    """The citation keys that the brief's blocks use, each once, in order of first use."""
    return tuple(dict.fromkeys(key for one in brief.blocks() for key in _keys_of(brief, one)))


_KEYS: Kept[tuple[str, ...]] = Kept(1500)


def _keys_of(brief: Brief, block: Block) -> tuple[str, ...]:
    pin = brief.pin_of(block) if isinstance(block, ItemBlock) else None

    def keys() -> tuple[str, ...]:
        return tuple(key for text in texts_of_block(brief, block) for key in cited_keys(text))

    return _KEYS.of((block, pin), None, keys)
