"""The brief: sections of blocks, pins, answers and clearances. A brief is frozen.

Editing is done by the pure functions of `briefbuilder.domain.edits`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from briefbuilder.domain.base import Day, DraftNumber, Frozen, Lang, NonEmpty, PartialDate, Slug
from briefbuilder.domain.checklists import Answer, Checklist
from briefbuilder.domain.clearances import BlockId, Clearance, ClearedText, WordsHash
from briefbuilder.domain.dates import UnreadDate, WrittenDate, read_date
from briefbuilder.domain.item_sections import parts_of
from briefbuilder.domain.items import Item, TimelineEvent
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.sources import Source
from briefbuilder.errors import NotFoundError
from briefbuilder.language.interface import _

Revision = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
MediaName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]


class TextBlock(Frozen):
    """Free text, written here, in Markdown."""

    type: Literal["text"] = "text"
    id: BlockId
    text: str = ""
    marking: Marking | None = None


class PartEdit(Frozen):
    """The author's own words in place of a placed part's. `author` is a named person or "".

    `over` is the hash of the library's words that they were written over, where a newer text was
    accepted since and could not be put together with them.
    """

    part: NonEmpty
    text: str
    author: str = ""
    over: WordsHash | None = None


class ItemBlock(Frozen):
    """A placed item, whole (`parts` is None) or in chosen parts, at a pinned revision."""

    type: Literal["item"] = "item"
    id: BlockId
    item: Slug
    revision: Revision
    parts: tuple[NonEmpty, ...] | None = None
    edits: tuple[PartEdit, ...] = ()

    def edit_of(self, part: str) -> PartEdit | None:
        """The author's words for a part, or None where the pin's own words stand."""
        return next((edit for edit in self.edits if edit.part == part), None)


class FigureBlock(Frozen):
    """A picture out of the brief's media. `alt` says in words what it shows."""

    type: Literal["figure"] = "figure"
    id: BlockId
    media: MediaName
    alt: str = ""
    caption: str = ""
    credit: str = ""
    marking: Marking | None = None


class TimelineRow(Frozen):
    """A row of a timeline as far as it was written: a dated event, or what there is of one.

    `typed` is a date as its author typed it, kept where it was not understood.
    """

    date: PartialDate | None = None
    to: PartialDate | None = None
    typed: str = ""
    text: str = ""
    circa: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> TimelineRow:
        if self.date is None and (self.to is not None or self.circa):
            raise ValueError(_('A row with "to" or "circa" has a "date".'))
        if self.date is not None and self.typed:
            raise ValueError(_('A row has a "date" or what was "typed" in its place, not both.'))
        return self

    @classmethod
    def written(cls, date: str, text: str) -> TimelineRow | None:
        """The row that says what was typed, or None where nothing was."""
        if not (date.strip() or text.strip()):
            return None
        match read_date(date):
            case WrittenDate(first, last, circa):
                return cls(date=first, to=last, text=text, circa=circa)
            case _:
                return cls(typed=date if date.strip() else "", text=text)

    @classmethod
    def of(cls, event: TimelineEvent) -> TimelineRow:
        """The row of an event."""
        return cls(date=event.date, to=event.to, text=event.text, circa=event.circa)

    @property
    def event(self) -> TimelineEvent | None:
        """The event that the row says, or None while it is not finished."""
        if self.date is None or not self.text.strip():
            return None
        return TimelineEvent(date=self.date, to=self.to, text=self.text, circa=self.circa)

    @property
    def want(self) -> str:
        """What the row still needs to be an event, in a sentence; "" when it is one."""
        if self.date is None:
            read = read_date(self.typed)
            return read.why if isinstance(read, UnreadDate) else ""
        return "" if self.text.strip() else _("It does not say what happened.")


class TimelineBlock(Frozen):
    """Rows of events: the finished ones are drawn to scale, and all are listed."""

    type: Literal["timeline"] = "timeline"
    id: BlockId
    caption: str = ""
    events: tuple[TimelineRow, ...] = ()
    marking: Marking | None = None


class TableBlock(Frozen):
    """A table with a head row; every row has as many cells as the head."""

    type: Literal["table"] = "table"
    id: BlockId
    caption: str = ""
    header: tuple[str, ...] = Field(min_length=1, max_length=12)
    rows: tuple[tuple[str, ...], ...] = ()
    marking: Marking | None = None

    @model_validator(mode="after")
    def _rectangular(self) -> TableBlock:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(_("Every row of a table has as many cells as its head."))
        return self


Block = Annotated[
    TextBlock | ItemBlock | FigureBlock | TimelineBlock | TableBlock, Field(discriminator="type")
]


class Section(Frozen):
    """A section of the brief; its id is that of the template's section contract."""

    id: Slug
    heading: NonEmpty
    blocks: tuple[Block, ...] = ()


class Pin(Frozen):
    """An item's revision kept inside the brief: the parsed item and its file's exact text."""

    revision: Revision
    item: Item
    text: str


class KeptPin(Frozen):
    """A library revision that the author saw and declined for the time being."""

    item: Slug
    declined: Revision
    reason: str = ""
    by: str = ""
    on: Day | None = None


class Media(Frozen):
    """A picture that travels in the brief.

    `fault` says why it can be neither shown nor printed, and is "" for one that can. It does not
    stand in the file: it is found anew whenever the picture is read.
    """

    name: MediaName
    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    data: bytes = Field(repr=False)
    fault: str = ""


class BriefHead(Frozen):
    """What a brief says itself, in memory as in its file; the texts that it holds come beside it.

    `draft` is the number of the last draft copy and `drafted` the hash of what it said; see
    `briefbuilder.domain.drafts` for the number of the next one.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    title: NonEmpty
    template: Slug
    lang: Lang = "en-GB"
    draft: DraftNumber = 1
    drafted: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    marking: Marking | None = None
    checklist: Slug | None = None
    sections: tuple[Section, ...] = ()
    answers: tuple[Answer, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    kept: tuple[KeptPin, ...] = ()


class Brief(BriefHead):
    """What the officer writes, with everything that it holds.

    `held_checklist` and `held_scheme` are the checklist and the marking scheme as they stood when
    the brief was last saved, so that it opens and exports with no library at hand.
    """

    fields: tuple[tuple[str, str], ...] = ()
    pins: tuple[Pin, ...] = ()
    cleared: tuple[ClearedText, ...] = ()
    sources: tuple[Source, ...] = ()
    media: tuple[Media, ...] = ()
    held_checklist: Checklist | None = None
    held_scheme: Scheme | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Brief:
        ids = [block.id for block in self.blocks()]
        if len(set(ids)) != len(ids):
            raise ValueError(_("Each block has an id of its own."))
        names = [section.id for section in self.sections]
        if len(set(names)) != len(names):
            raise ValueError(_("Each section stands once."))
        held = {(pin.item.id, pin.revision) for pin in self.pins}
        for block in self.blocks():
            if isinstance(block, ItemBlock) and (block.item, block.revision) not in held:
                raise ValueError(
                    _('The placed item "{item}" has no pin in the brief.', item=block.item)
                )
        return self

    def blocks(self) -> Iterator[Block]:
        """Every block, in order."""
        for section in self.sections:
            yield from section.blocks

    def section(self, section_id: str) -> Section:
        """The section of that id; `NotFoundError` when there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise NotFoundError(
            _(
                'The brief has no section "{section}"; it has {names}.',
                section=section_id,
                names=", ".join(section.id for section in self.sections),
            )
        )

    def block(self, block_id: str) -> Block:
        """The block of that id; `NotFoundError` when there is none."""
        for block in self.blocks():
            if block.id == block_id:
                return block
        raise NotFoundError(_('The brief has no block "{block}".', block=block_id))

    def section_of(self, block_id: str) -> Section:
        """The section that holds the block; `NotFoundError` when there is none."""
        for section in self.sections:
            if any(block.id == block_id for block in section.blocks):
                return section
        raise NotFoundError(_('The brief has no block "{block}".', block=block_id))

    def pin(self, item_id: str, revision: str) -> Pin:
        """The pin of a placed item; `NotFoundError` when the brief holds no such revision."""
        for pin in self.pins:
            if pin.item.id == item_id and pin.revision == revision:
                return pin
        raise NotFoundError(
            _('The brief holds no text of "{item}" at that revision.', item=item_id)
        )

    def pin_of(self, block: ItemBlock) -> Pin:
        """The pin of a placed item's block."""
        return self.pin(block.item, block.revision)

    def parts_shown(self, block: ItemBlock) -> tuple[str, ...]:
        """The parts of the pinned item that the block prints, in the item's own order."""
        present = parts_of(self.pin_of(block).item)
        return present if block.parts is None else tuple(p for p in present if p in block.parts)

    def placed_items(self) -> tuple[Item, ...]:
        """The pinned items that blocks show, each revision once, in order of first use."""
        shown = {
            (block.item, block.revision): None
            for block in self.blocks()
            if isinstance(block, ItemBlock)
        }
        return tuple(self.pin(item, revision).item for item, revision in shown)

    def field(self, name: str) -> str:
        """The text of a field of the head; "" when it was not filled in."""
        return dict(self.fields).get(name, "")

    def answer(self, question_id: str) -> Answer | None:
        """The answer given to a question, whatever its words were, or None."""
        return next((one for one in self.answers if one.question == question_id), None)

    def cleared_text(self, words: str) -> ClearedText | None:
        """The words of that hash, if the brief kept them."""
        return next((one for one in self.cleared if one.words == words), None)

    def source(self, key: str) -> Source | None:
        """The source that the brief holds under a citation key, or None."""
        return next((one for one in self.sources if one.id == key), None)


def marking_of_block(brief: Brief, block: Block) -> Marking | None:
    """A block's own marking: a placed item carries its pin's."""
    if isinstance(block, ItemBlock):
        return brief.pin_of(block).item.marking
    return block.marking


def is_empty(brief: Brief, block: Block) -> bool:
    """Whether a block prints nothing."""
    match block:
        case TextBlock():
            return not block.text.strip()
        case ItemBlock():
            return not brief.parts_shown(block)
        case TimelineBlock():
            return not block.events
        case FigureBlock():
            return False
        case TableBlock():
            cells = (*block.header, *(cell for row in block.rows for cell in row))
            return not (block.rows and any(cell.strip() for cell in cells))
