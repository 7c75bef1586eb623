"""Blocks as HTML fragments: text, placed items, pictures, timelines and tables."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.citations import CitationGroup, without_citations
from briefbuilder.domain.item_sections import SUMMARY, TIMELINE, part_text, part_title
from briefbuilder.domain.items import Item
from briefbuilder.domain.kept import Kept
from briefbuilder.errors import Problem
from briefbuilder.language.catalogue import Catalogue, words_for
from briefbuilder.language.interface import spoken
from briefbuilder.render.figures import timeline_svg
from briefbuilder.render.labels import figure_word, period_text, row_date, table_word
from briefbuilder.render.markdown import Setting, to_fragment, to_inline
from briefbuilder.render.notes import PrintedNotes
from briefbuilder.render.table_fit import table_block
from briefbuilder.render.tongues import foreign, lang_attribute

MEDIA_URL = "library://media/"
_ITEM_HEADING = 3
_HEAD_HEADING = 2
_DRAWN_ALONE = frozenset({SUMMARY, TIMELINE})  # with no other part, a timeline is drawn
_HEAD_CELL = Markup('<th scope="col">{}</th>')
_CELL = Markup("<td>{}</td>")


@dataclass(slots=True)
class _Numbers:
    figure: int = 0
    table: int = 0


@dataclass(slots=True)
class _Kept:
    """A block that was written, and what else it did: notes, problems, the numbers after it."""

    html: Markup
    cited: tuple[CitationGroup, ...]
    problems: tuple[Problem, ...]
    figure: int
    table: int


_WRITTEN: Kept[_Kept] = Kept(1500)


@dataclass(slots=True)
class FragmentWriter:
    """Writes the blocks of one printing, in order: numbers of notes and figures run through it.

    `anchors` maps an item's id to the anchor of the place where it stands.
    """

    brief: Brief
    printed_notes: PrintedNotes
    words: Catalogue
    anchors: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    _numbers: _Numbers = field(default_factory=_Numbers)
    _anchored: set[str] = field(default_factory=set)
    _cited: list[CitationGroup] = field(default_factory=list)
    _blocks: int = 0  # written in this printing
    _surroundings: Hashable = None

    def block(self, block: Block, portion: str) -> Markup:
        """One block, with its portion mark before each paragraph when there is one.

        It is written once for as long as it is the same block under the same numbers. Notes at
        the foot stand inside it with all their words, which others decide: such a block is not
        kept.
        """
        if self.printed_notes.style == "footnotes":
            return self._written(block, portion)
        pin = self.brief.pin_of(block) if isinstance(block, ItemBlock) else None
        anchor = self.anchors.get(pin.item.id, "") if pin is not None else ""
        standing = (
            portion,
            len(self.printed_notes.notes),
            self._numbers.figure,
            self._numbers.table,
            anchor in self._anchored,
            self._around(),
        )
        before = self._blocks
        kept = _WRITTEN.of((block, pin), standing, lambda: self._keep(block, portion))
        if self._blocks == before:  # it was kept: its notes and numbers are told again
            for group in kept.cited:
                self.printed_notes.add(group, f"block:{block.id}")
            self._numbers.figure, self._numbers.table = kept.figure, kept.table
            self.problems += kept.problems
            if anchor:
                self._anchored.add(anchor)
        return kept.html

    def _around(self) -> Hashable:
        """What else of a brief the words of a block depend on."""
        if self._surroundings is None:
            sections = tuple(one.id for one in self.brief.sections)
            anchors = tuple(self.anchors.items())
            told_in = spoken().language  # the problems are sentences
            plain = self.words is words_for(self.brief.lang)  # a form may order dates anew
            self._surroundings = (self.brief.lang, plain, told_in, sections, anchors)
        return self._surroundings

    def _keep(self, block: Block, portion: str) -> _Kept:
        self._blocks += 1
        problems, cited = len(self.problems), len(self._cited)
        html = self._written(block, portion)
        return _Kept(
            html,
            tuple(self._cited[cited:]),
            tuple(self.problems[problems:]),
            self._numbers.figure,
            self._numbers.table,
        )

    def _written(self, block: Block, portion: str) -> Markup:
        lead = Markup('<span class="portion">{}</span> ').format(portion) if portion else Markup()
        setting = self._setting(f"block:{block.id}", lead)
        match block:
            case TextBlock():
                return self._text(block.text, setting)
            case ItemBlock():
                return self._item(block, setting)
            case FigureBlock():
                return self._picture(block, setting)
            case TimelineBlock():
                return self._timeline(block.events, block.caption, setting)
            case TableBlock():
                return self._table(block, setting)

    def free_text(self, markdown: str, target: str) -> Markup:
        """Markdown that stands outside the blocks, in the head, right below the title."""
        return self._text(markdown, self._setting(target, Markup()), _HEAD_HEADING)

    def _setting(self, target: str, lead: Markup) -> Setting:
        def cite(group: CitationGroup) -> Markup:
            self._cited.append(group)
            return self.printed_notes.cite(group, target)

        return Setting(cite=cite, resolve=self._anchor, lead=lead, target=target)

    def _anchor(self, address: str) -> str | None:
        if address.startswith("item:"):
            return self.anchors.get(address.removeprefix("item:"))
        section = address.removeprefix("#").removeprefix("section-")
        known = {one.id for one in self.brief.sections}
        return f"section-{section}" if section in known else None

    def _text(self, markdown: str, setting: Setting, top_heading: int = _ITEM_HEADING) -> Markup:
        fragment = to_fragment(markdown, replace(setting, top_heading=top_heading))
        self.problems += fragment.problems
        return fragment.html

    def _inline(self, markdown: str, setting: Setting) -> Markup:
        fragment = to_inline(markdown, setting)
        self.problems += fragment.problems
        return fragment.html

    # Placed items

    def _item(self, block: ItemBlock, setting: Setting) -> Markup:
        item = self.brief.pin_of(block).item
        parts = self.brief.parts_shown(block)
        # The library's texts point to each other; here a link leads only to what is placed.
        setting = replace(setting, own_words=False)
        tongue = foreign(item.lang, self.brief.lang)
        # Beside the text that tells the story a drawn axis would tell it a third time.
        untitled = {SUMMARY} if set(parts) - _DRAWN_ALONE else _DRAWN_ALONE
        html = [self._item_title(item, tongue)]
        for part in parts:
            titled = part not in untitled
            if titled:
                title = part_title(item, part, self.words)
                html.append(Markup('<h4 class="part-title">{}</h4>').format(title))
            # Words of one's own are the brief's, also where they stand in a foreign text.
            said = replace(setting, lang=tongue if block.edit_of(part) is None else "")
            if part == TIMELINE and titled and block.edit_of(part) is None:
                html.append(self._events(_rows_of(item), said))
            else:
                html.append(self._part(block, item, part, said, titled=titled))
        return Markup("").join(html)

    def _item_title(self, item: Item, tongue: str) -> Markup:
        anchor, lang = self.anchors.get(item.id, ""), lang_attribute(tongue)
        if anchor in self._anchored:
            return Markup('<h3 class="item-title"{}>{}</h3>').format(lang, item.title)
        self._anchored.add(anchor)
        return Markup('<h3 class="item-title" id="{}"{}>{}</h3>').format(anchor, lang, item.title)

    def _part(
        self, block: ItemBlock, item: Item, part: str, setting: Setting, *, titled: bool
    ) -> Markup:
        edit = block.edit_of(part)
        if part == TIMELINE and edit is None:
            caption = item.title
            if item.period is not None:
                caption = f"{item.title}, {period_text(item.period, self.words)}"
            return self._timeline(_rows_of(item), caption, setting)
        text = part_text(item, part) if edit is None else edit.text
        if part == SUMMARY:
            return Markup('<p class="item-summary"{}>{}</p>').format(
                lang_attribute(setting.lang), self._inline(text, setting)
            )
        # Below the title of the item, or of its part: no level is left out.
        return self._text(text, setting, _ITEM_HEADING + (2 if titled else 1))

    # Pictures, timelines, tables

    def _caption(self, label: str, caption: Markup) -> Markup:
        return Markup('<span class="label">{}.</span> {}').format(label, caption)

    def _figure_caption(self, caption: str, setting: Setting) -> Markup:
        """The caption with its number; what has no caption has no number either."""
        if not caption.strip():
            return Markup()
        self._numbers.figure += 1
        label = f"{figure_word(self.words)} {self._numbers.figure}"
        return self._caption(label, self._inline(caption, setting))

    def _picture(self, block: FigureBlock, setting: Setting) -> Markup:
        caption = self._figure_caption(block.caption, setting)
        if block.credit.strip():
            apart = Markup(" ") if caption and _ends_sentence(block.caption) else Markup(". ")
            credit = Markup('<span class="credit">{}</span>').format(block.credit)
            caption = caption + apart + credit if caption else credit
        return Markup('<figure class="picture"><img src="{}" alt="{}">{}</figure>').format(
            MEDIA_URL + block.media,
            block.alt or block.caption or block.media,
            _figcaption(caption),
        )

    def _timeline(self, rows: Sequence[TimelineRow], caption: str, setting: Setting) -> Markup:
        """The events on an axis and in a table; nothing at all where nothing was written."""
        if not (rows or caption.strip()):
            return Markup()
        words = _figcaption(self._figure_caption(caption, setting))
        if not rows:
            return Markup('<figure class="timeline">{}</figure>').format(words)
        events = [row.event for row in rows if row.event is not None]
        drawn = timeline_svg(events, caption, self.words) if events else Markup()
        return Markup(
            '<div class="timeline-block"><figure class="timeline">{}{}</figure>{}</div>'
        ).format(drawn, words, self._events(rows, setting))

    def _events(self, written: Sequence[TimelineRow], setting: Setting) -> Markup:
        """All rows: one that is not finished is printed as far as it was written."""
        plain = replace(setting, lead=Markup())
        rows = Markup("").join(
            Markup('<tr><th scope="row">{}</th><td{}>{}</td></tr>').format(
                self._inline(row_date(row, self.words), plain),
                lang_attribute(setting.lang),
                self._inline(row.text, plain),
            )
            for row in written
        )
        return Markup(
            '<table class="events"><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table>'
        ).format(
            _HEAD_CELL.format(self.words.gettext("Date")),
            _HEAD_CELL.format(self.words.gettext("Event")),
            rows,
        )

    def _table(self, block: TableBlock, setting: Setting) -> Markup:
        caption = Markup()
        if block.caption.strip():
            self._numbers.table += 1
            label = f"{table_word(self.words)} {self._numbers.table}"
            words = self._caption(label, self._inline(block.caption, setting))
            caption = Markup("<caption>{}</caption>").format(words)
        plain = replace(setting, lead=Markup())
        head = self._row(block.header, _HEAD_CELL, plain)
        rows = Markup("").join(self._row(row, _CELL, plain) for row in block.rows)
        return table_block(
            Markup("<table>{}<thead>{}</thead><tbody>{}</tbody></table>").format(
                caption, head, rows
            )
        )

    def _row(self, cells: Sequence[str], cell: Markup, setting: Setting) -> Markup:
        html = [cell.format(self._inline(words, setting)) for words in cells]
        return Markup("<tr>{}</tr>").format(Markup("").join(html))


def _ends_sentence(text: str) -> bool:
    return without_citations(text).rstrip(" )]»”’\"'").endswith((".", "!", "?", "…"))


def _figcaption(words: Markup) -> Markup:
    return Markup("<figcaption>{}</figcaption>").format(words) if words else Markup()


def _rows_of(item: Item) -> tuple[TimelineRow, ...]:
    return tuple(TimelineRow.of(event) for event in item.timeline)
