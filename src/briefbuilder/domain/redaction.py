"""What of a brief may stay in a copy that goes no higher than a ceiling.

This is the one place that decides it, for every corner of a brief. The rules:

* A block stays when the ceiling admits its marking; a placed item carries that of its pin.
* What has no marking of its own counts as the brief's: unmarked blocks, own words in a placed item,
  title, head, headings, answers, clearances, reasons, the checklist. Nothing guesses that a part is
  harmless.
* What only served a part that is gone goes with it: its pin, picture and sources.
* Words as they once were, which a brief keeps beside its clearances, have lost the markings of
  their blocks: no copy has them, nor their hash. What was cleared in the whole counts in a part.
* No number tells of what is gone: ids are counted anew, and points, headings and captions that
  their author numbered by hand run on (`ranks`).
* The copy is built from nothing. A key that is not named here is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    Media,
    Pin,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    marking_of_block,
)
from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.clearing import carried_over
from briefbuilder.domain.edits import texts_of_block
from briefbuilder.domain.item_sections import part_text, part_title, parts_of
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.ranks import captions_closed_up, closed_up
from briefbuilder.domain.sources import Source
from briefbuilder.language.interface import _, n_, p_
from briefbuilder.language.marks import N_, P_

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2}|-[0-9]{3}|-[A-Z][a-z]{3})*")


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The highest marking that may stay, and the caveats that may not; both of one scheme.

    A limit admits what a page under it may hold (`Scheme.covers`): OFFICIAL does not admit
    OFFICIAL-SENSITIVE, since that page would have to say SENSITIVE.
    """

    scheme: Scheme
    limit: Marking | None = None
    without: frozenset[str] = frozenset()

    def admits(self, marking: Marking | None) -> bool:
        """Whether something of a marking may stay; what the scheme cannot rank may not."""
        if marking is None or marking.scheme != self.scheme.id:
            return False
        if self.scheme.problems_of(marking) or self.without & set(marking.caveats):
            return False
        return self.limit is None or self.scheme.covers(self.limit, marking)


@dataclass(frozen=True, slots=True)
class Neutral:
    """What stands in the place of words that may not stay.

    `title` is the copy's title; with `by_author` it was given for this copy, and stands in any
    case. `headings` are the form's own, by section id; `section` heads a section that the form
    does not know.
    """

    title: str
    by_author: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)
    section: str = P_("Section")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was left out because of its marking; for its author's eyes, not the copy's."""

    section: str
    name: str
    marking: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """A brief within a ceiling. `unmarked_stays` tells whether the brief's own marking is."""

    brief: Brief
    left_out: tuple[LeftOut, ...]
    unmarked_stays: bool


def redact(brief: Brief, ceiling: Ceiling, neutral: Neutral) -> Redaction:
    """The brief with only what a ceiling admits, under the roll-up of what is left."""
    return _Redactor(brief, ceiling, neutral).redact()


def _closed_up(whole: Brief, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that are left, with no gap among the numbers that their author typed."""
    left = {section.id: section.heading for section in sections}
    headings = [section.heading for section in whole.sections]
    kept = [left.get(section.id) == section.heading for section in whole.sections]
    closed = {
        section.id: heading
        for section, stays, heading in zip(
            whole.sections, kept, closed_up(headings, kept), strict=True
        )
        if stays
    }
    present = {block.id for section in sections for block in section.blocks}
    written: dict[str, str] = {}
    for words, close in ((_text_of, closed_up), (_caption_of, captions_closed_up)):
        told = [(block.id, text) for block in whole.blocks() if (text := words(block))]
        ids = [one for one, _text in told]
        texts = close([text for _id, text in told], [one in present for one in ids])
        written |= dict(zip(ids, texts, strict=True))
    return tuple(
        section.model_copy(
            update={
                "heading": closed.get(section.id, section.heading),
                "blocks": tuple(_rewritten(block, written) for block in section.blocks),
            }
        )
        for section in sections
    )


def _text_of(block: Block) -> str:
    return block.text if isinstance(block, TextBlock) else ""


def _caption_of(block: Block) -> str:
    if isinstance(block, FigureBlock | TimelineBlock | TableBlock):
        return block.caption
    return ""


def _rewritten(block: Block, written: Mapping[str, str]) -> Block:
    match block:
        case TextBlock() if block.id in written:
            return block.model_copy(update={"text": written[block.id]})
        case FigureBlock() | TimelineBlock() | TableBlock() if block.id in written:
            return block.model_copy(update={"caption": written[block.id]})
        case _:
            return block


_NAMES = {
    "text": N_("a text"),
    "figure": N_("a figure"),
    "timeline": N_("a timeline"),
    "table": N_("a table"),
}


class _Redactor:
    """One redaction: what stays, and what was left out so far."""

    def __init__(self, brief: Brief, ceiling: Ceiling, neutral: Neutral) -> None:
        self._brief = brief
        self._ceiling = ceiling
        self._neutral = neutral
        self._unmarked_stays = ceiling.admits(brief.marking)
        self._left_out: list[LeftOut] = []

    def redact(self) -> Redaction:
        brief, stays = self._brief, self._unmarked_stays
        self._list_unmarked()
        sections = _closed_up(brief, tuple(self._sections()))
        kept = Brief(
            id=brief.id, title="-", template=brief.template, sections=sections, pins=brief.pins
        )
        items = {item.id for item in kept.placed_items()}
        marking = self._marking(kept)
        redacted = Brief(
            id=brief.id,
            title=brief.title if stays and not self._neutral.by_author else self._neutral.title,
            template=brief.template,
            lang=brief.lang if stays or _LANGUAGE_TAG.fullmatch(brief.lang) else "en",
            draft=brief.draft,
            marking=marking,
            fields=brief.fields if stays else (),
            checklist=brief.checklist if stays else None,
            sections=sections,
            pins=self._pins(kept),
            kept=tuple(one for one in brief.kept if one.item in items) if stays else (),
            answers=brief.answers if stays else (),
            clearances=brief.clearances if stays else (),
            sources=self._sources(kept),
            media=self._media(kept),
            held_checklist=brief.held_checklist if stays else None,
            held_scheme=brief.held_scheme if stays else self._scheme(kept, marking),
        )
        return Redaction(carried_over(brief, redacted), tuple(self._left_out), stays)

    # What has no marking of its own

    def _list_unmarked(self) -> None:
        if self._unmarked_stays:
            return
        brief = self._brief
        if not self._neutral.by_author:
            self._leave_out(p_("of a brief", "Head"), _("the title"), None)
        if number := len(brief.fields):
            lines = n_("{number} line", "{number} lines", number)
            self._leave_out(p_("of a brief", "Head"), lines, None)
        if number := len(brief.clearances):
            clearances = n_("{number} clearance", "{number} clearances", number)
            self._leave_out(_("Clearances"), clearances, None)
        if number := len(brief.answers):
            answers = n_("{number} answer", "{number} answers", number)
            self._leave_out(_("Checklist"), answers, None)
        if number := len(brief.kept):
            reasons = n_(
                "{number} reason for keeping one", "{number} reasons for keeping one", number
            )
            self._leave_out(_("Library texts"), reasons, None)

    def _leave_out(self, section: str, name: str, marking: Marking | None) -> None:
        own = marking or self._brief.marking
        scheme = self._ceiling.scheme
        if own is None:
            words = p_("marking of a part", "nothing")
        elif scheme.knows(own):
            words = scheme.banner(own)
        else:
            words = " - ".join([own.level, *own.caveats])
        self._left_out.append(LeftOut(section, name, words))

    # Sections and blocks

    def _sections(self) -> Iterator[Section]:
        """The sections that are not emptied; one that was empty before stays if the form has it."""
        names = self._neutral.headings
        others = 0
        for section in self._brief.sections:
            blocks = tuple(one for block in section.blocks for one in self._block(section, block))
            if section.blocks and not blocks:
                continue
            if self._unmarked_stays:
                yield section.model_copy(update={"blocks": blocks})
            elif section.id in names:
                if section.heading != names[section.id]:
                    self._leave_out(section.heading, _("its heading"), None)
                yield Section(id=section.id, heading=names[section.id], blocks=blocks)
            elif blocks:
                self._leave_out(section.heading, _("its heading"), None)
                others += 1
                name = f"other-section-{others}"  # an id is words, too
                yield Section(id=name, heading=self._neutral.section, blocks=blocks)

    def _block(self, section: Section, block: Block) -> Iterator[Block]:
        marking = marking_of_block(self._brief, block)
        if not self._ceiling.admits(marking or self._brief.marking):
            self._leave_out(section.heading, self._name_of(block), marking)
        elif not isinstance(block, ItemBlock) or self._unmarked_stays:
            yield block
        else:
            yield from self._placed(section, block)

    def _placed(self, section: Section, block: ItemBlock) -> Iterator[ItemBlock]:
        """A placed item without the parts that its author has written anew: those are unmarked."""
        item = self._brief.pin_of(block).item
        own = {edit.part for edit in block.edits}
        shown = self._brief.parts_shown(block)
        for part in shown:
            if part in own:
                words = _(
                    "own words in {title}, {part}", title=item.title, part=part_title(item, part)
                )
                self._leave_out(section.heading, words, None)
        left = tuple(part for part in shown if part not in own)
        if left:
            parts = block.parts if left == shown else left
            yield ItemBlock(id=block.id, item=block.item, revision=block.revision, parts=parts)

    def _name_of(self, block: Block) -> str:
        if isinstance(block, ItemBlock):
            return self._brief.pin_of(block).item.title
        return _(_NAMES[block.type])

    # What serves the blocks that are left

    def _marking(self, kept: Brief) -> Marking | None:
        """The roll-up of what is left; a title given for the copy counts as marked at its limit."""
        brief, limit = self._brief, self._ceiling.limit
        marks = [mark for block in kept.blocks() if (mark := marking_of_block(kept, block))]
        if self._unmarked_stays and brief.marking is not None:
            marks.append(brief.marking)
        elif limit is not None and (self._neutral.by_author or not marks):
            marks.append(limit)
        rolled = self._ceiling.scheme.roll_up(marks)
        if rolled is not None or brief.marking is None:
            return rolled
        caveats = tuple(one for one in brief.marking.caveats if one not in self._ceiling.without)
        return brief.marking.model_copy(update={"caveats": caveats})

    def _pins(self, kept: Brief) -> tuple[Pin, ...]:
        shown = {(one.item, one.revision) for one in kept.blocks() if isinstance(one, ItemBlock)}
        return tuple(pin for pin in self._brief.pins if (pin.item.id, pin.revision) in shown)

    def _media(self, kept: Brief) -> tuple[Media, ...]:
        shown = {block.media for block in kept.blocks() if isinstance(block, FigureBlock)}
        return tuple(one for one in self._brief.media if one.name in shown)

    def _sources(self, kept: Brief) -> tuple[Source, ...]:
        """Those that something cites which is left, the unprinted parts of its items included."""
        texts = [text for block in kept.blocks() for text in texts_of_block(kept, block)]
        texts += [part_text(i, part) for i in kept.placed_items() for part in parts_of(i)]
        if self._unmarked_stays:
            texts += [text for _, text in self._brief.fields]
        cited = {key for text in texts for key in cited_keys(text)}
        return tuple(source for source in self._brief.sources if source.id in cited)

    def _scheme(self, kept: Brief, marking: Marking | None) -> Scheme | None:
        """The held scheme with what the copy's markings need: a caveat's name can be a secret."""
        held = self._brief.held_scheme
        if held is None or marking is None or not held.knows(marking):
            return None
        marks = [mark for block in kept.blocks() if (mark := marking_of_block(kept, block))]
        levels = held.levels[: held.rank(marking.level) + 1]
        used = {caveat for one in (marking, *marks) for caveat in one.caveats}
        known = {level.id for level in levels}
        caveats = tuple(
            one if one.highest_level in known else one.model_copy(update={"highest_level": None})
            for one in held.caveats
            if one.id in used
        )
        return Scheme(
            id=held.id, title=held.id, separator=held.separator, levels=levels, caveats=caveats
        )
