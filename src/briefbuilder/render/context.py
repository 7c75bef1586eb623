"""What a template gets: plain words and ready HTML fragments (`docs/formats/template.md`).

Nothing with a method worth calling goes in: strings, numbers, lists and mappings, and `Markup`
for the fragments that were sanitised here. So a template can arrange and style, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from markupsafe import Markup

from briefbuilder.domain.alignment import AlignmentState, alignment_of
from briefbuilder.domain.banners import banner_of
from briefbuilder.domain.briefs import Block, Brief, ItemBlock, Section, marking_of_block
from briefbuilder.domain.characters import seen
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.clearing import ClearanceStanding, clearance_standing, said
from briefbuilder.domain.items import Item
from briefbuilder.domain.kept import Kept
from briefbuilder.domain.kinds import Holds
from briefbuilder.domain.statements import CheckState, check_summary
from briefbuilder.domain.templates import FieldSpec, Template
from briefbuilder.errors import Problem
from briefbuilder.language.catalogue import Catalogue, words_for
from briefbuilder.render.annex import alignment_html, annex_html, overrides_html
from briefbuilder.render.banner_words import banner_colours, banner_words, portion_words
from briefbuilder.render.colours import ink_on_paper
from briefbuilder.render.demand import Demand
from briefbuilder.render.expectation import Expectation, expectation_of
from briefbuilder.render.fragments import FragmentWriter
from briefbuilder.render.labels import long_date, plain_words, typed_date
from briefbuilder.render.margin_words import detail_words, kind_words, status_words
from briefbuilder.render.notes import PrintedNotes, endnotes_html, sources_html
from briefbuilder.render.order import Copy, PrintOrder
from briefbuilder.render.printed_template import NOTHING, PrintedTemplate
from briefbuilder.render.tongues import foreign
from briefbuilder.render.whereabouts import whereabouts

T = TypeVar("T")
Context = dict[str, Any]
"""Strings, numbers, None, lists and mappings of them; `Markup` where HTML is meant."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A brief made ready for a template, what must come out of it, and what went wrong."""

    context: Context
    expected: Expectation
    problems: tuple[Problem, ...]


def build_context(brief: Brief, template: Template, order: PrintOrder) -> Context:
    """The context of a brief for a template."""
    return compose(brief, template, order).context


def compose(brief: Brief, template: Template, order: PrintOrder) -> Composition:
    """Everything that a printing of a brief is made of."""
    return _Composer(brief, template, order).compose()


_LISTS: Kept[Markup] = Kept(8)
_ALIGNED: Kept[Any] = Kept(8)


class _Composer:
    """Gathers one printing; the order of the calls is the order of the notes."""

    def __init__(self, brief: Brief, template: Template, order: PrintOrder) -> None:
        self._brief = brief
        self._template = template
        self._order = order
        self._words = words_of_brief(brief, template)
        self._form = PrintedTemplate.of(template, brief.lang)
        self._printed_notes = PrintedNotes(brief.source, template.citation_style, self._words)
        self._writer = FragmentWriter(brief, self._printed_notes, self._words, _anchors(brief))
        self._fragments: list[tuple[str, str]] = []

    def compose(self) -> Composition:
        brief, template, order = self._brief, self._template, self._order
        banner = _marking(brief, order, self._words)
        stamp = _stamp(brief, self._words) if order.copy is Copy.DRAFT else ""
        self._expect("head", Markup("<h1>{}</h1>").format(brief.title))
        fields = self._fields()
        overrides = self._overrides()
        sections = self._sections()
        notes = self._notes()
        sources = self._sources()
        alignment, annex = self._annex()
        context: Context = {
            "lang": brief.lang,
            "title": brief.title,
            "paper": template.paper,
            "organisation": self._form.organisation.text,
            "organisation_html": self._form.organisation.html,
            "template": {
                "id": template.id,
                "name": self._form.name.text,
                "name_html": self._form.name.html,
                "description": self._form.description.text,
            },
            "form_words": dict(self._form.said.words),
            "words": plain_words(self._words),
            "copy": order.copy.value,
            "partial": order.partial,
            "draft": brief.draft,
            "stamp": stamp,
            "page_number": _page_number(self._words),
            "today": {
                "iso": order.today.isoformat(),
                "long": long_date(order.today, self._words),
            },
            "marking": banner,
            "fields": fields,
            "field": {one.name: _field_text(brief, one, self._words) for one in template.fields},
            "contents": [
                {key: section[key] for key in ("id", "anchor", "number", "heading")}
                for section in sections
            ],
            "sections": sections,
            "facts": self._facts(),
            "clearances": self._clearances(),
            "notes": notes,
            "sources": sources,
            "alignment": alignment,
            "overrides": overrides,
            "annex": annex,
        }
        expected = expectation_of(
            self._fragments,
            notes=len(self._printed_notes.notes),
            banner=banner["banner"],
            stamp=stamp,
            marking=Demand(template.banner.min_size_pt, template.banner.min_contrast),
            where=whereabouts(brief),
        )
        problems = (*self._writer.problems, *self._printed_notes.problems)
        printed = {key: _seen(value) for key, value in context.items()}
        return Composition(printed, expected, problems)

    def _expect(self, target: str, html: Markup) -> None:
        self._fragments.append((target, seen(str(html))))

    def _fields(self) -> list[Context]:
        return [self._field(spec) for spec in self._template.fields if self._brief.field(spec.name)]

    def _field(self, spec: FieldSpec) -> Context:
        text = _field_text(self._brief, spec, self._words)
        if spec.kind == "text":
            html = self._writer.free_text(text, "head")
        else:
            html = Markup("{}").format(text)
        self._expect("head", html)
        label = self._form.label(spec)
        return {
            "name": spec.name,
            "label": label.text,
            "label_html": label.html,
            "text": text,
            "html": html,
            "kind": spec.kind,
        }

    def _sections(self) -> list[Context]:
        printed = [
            section
            for section in self._brief.sections
            if self._order.copy is Copy.DRAFT or not _is_empty(section)
        ]
        numbered = self._template.numbered_sections
        return [
            self._section(section, number if numbered else None)
            for number, section in enumerate(printed, start=1)
        ]

    def _section(self, section: Section, number: int | None) -> Context:
        asked = self._form.prompt(section.id) if self._order.copy is Copy.DRAFT else NOTHING
        self._expect(f"section:{section.id}", Markup("<h2>{}</h2>").format(section.heading))
        return {
            "id": section.id,
            "anchor": f"section-{section.id}",
            "heading": section.heading,
            "number": number,
            "empty": _is_empty(section),
            "prompt": asked.text,
            "prompt_html": asked.html,
            "blocks": [self._block(block) for block in section.blocks],
        }

    def _block(self, block: Block) -> Context:
        marking = marking_of_block(self._brief, block)
        portion = (
            portion_words(marking, self._order.scheme, self._words)
            if self._template.portion_marks
            else ""
        )
        html = self._writer.block(block, portion)
        self._expect(f"block:{block.id}", html)
        return {
            "id": block.id,
            "type": block.type,
            "html": html,
            "portion": portion,
            "margin": self._margin(block),
            "edited": isinstance(block, ItemBlock) and bool(block.edits),
        }

    def _margin(self, block: Block) -> Context | None:
        if not isinstance(block, ItemBlock):
            return None
        item = self._brief.pin_of(block).item
        release = self._order.copy is Copy.RELEASE
        words = self._words
        status = "" if release else _status_words(self._order, item, words)
        as_at = long_date(item.as_at, words)
        checks = self._counted(_printed_facts(self._brief, block))
        dated = words.gettext("as at {date}", date=as_at)
        return {
            "kind": kind_words(item, words),
            "title": item.title,
            "detail": detail_words(item, words),
            "as_at": as_at,
            "status": status,
            "statements": len(checks),
            "checked": sum(checks),
            "line": " · ".join(filter(None, (status, dated, _checked_words(checks, words)))),
        }

    def _counted(self, checks: list[bool]) -> list[bool]:
        """The checks that are counted aloud: in a release copy those of a brief that has them all.

        A count that falls short is for whoever works on the brief or files it, not for its reader.
        """
        release = self._order.copy is Copy.RELEASE
        return [] if release and not all(_all_printed_facts(self._brief)) else checks

    def _facts(self) -> Context:
        items = self._brief.placed_items()
        checks = self._counted(_all_printed_facts(self._brief))
        words = self._words
        as_at = long_date(min(item.as_at for item in items), words) if items else ""
        dated = words.gettext("law and facts as at {date}", date=as_at) if as_at else ""
        return {
            "as_at": as_at,
            "statements": len(checks),
            "checked": sum(checks),
            "line": " · ".join(filter(None, (dated, _checked_words(checks, words)))),
        }

    def _clearances(self) -> list[Context]:
        return [self._clearance(one) for one in self._brief.clearances]

    def _clearance(self, one: Clearance) -> Context:
        release = self._order.copy is Copy.RELEASE
        standing = clearance_standing(self._brief, one)
        day = long_date(one.on, self._words) if one.on else ""
        return {
            "office": one.office or "–",
            "name": one.name,
            "outcome": one.outcome.value,
            "counts": standing is ClearanceStanding.COUNTS,
            "outcome_text": said(one.outcome, standing, words=self._words),
            "on": day,
            # A comment does not leave the building, but that there is one changes what was said.
            "remark": _withheld(self._words) if release and one.remark else one.remark,
        }

    def _notes(self) -> Context:
        notes = self._printed_notes.notes
        endnotes = self._printed_notes.style == "endnotes"
        html = self._of_notes("notes", lambda: endnotes_html(notes)) if endnotes else Markup()
        self._expect("notes", html)
        return {"style": self._printed_notes.style, "count": len(notes), "html": html}

    def _sources(self) -> Context:
        # The list repeats what the notes say, so a template may leave it out: nothing is expected.
        html = self._of_notes("sources", lambda: sources_html(self._printed_notes.listed))
        return {"count": self._printed_notes.number_of_sources, "html": html}

    def _of_notes(self, which: str, make: Callable[[], Markup]) -> Markup:
        """A list made of the notes: the same as long as the same is cited of the same sources."""
        cited = self._printed_notes.groups
        return _LISTS.of(self._brief.sources, (which, cited, *self._said_in()), make)

    def _said_in(self) -> tuple[Hashable, ...]:
        lang = self._brief.lang
        return lang, self._words is words_for(lang), self._template.citation_style

    def _overrides(self) -> Context | None:
        """The blocking gaps that go forward on somebody's word.

        They stand on the first page of a draft, and on that of a record copy without its annex.
        """
        checklist, copy = self._order.checklist, self._order.copy
        if checklist is None or copy is Copy.RELEASE:
            return None
        if copy is Copy.RECORD and self._order.annex:
            return None
        count, html = self._of_alignment("overrides", lambda: self._overridden(checklist))
        if not count:
            return None
        self._expect("overrides", html)
        return {"count": count, "html": html}

    def _overridden(self, checklist: Checklist) -> tuple[int, Markup]:
        overridden = alignment_of(self._brief, checklist).overridden
        tongue = foreign(checklist.lang, self._brief.lang)
        return len(overridden), overrides_html(overridden, self._words, tongue)

    def _annex(self) -> tuple[Context | None, Context | None]:
        if self._order.copy is Copy.RELEASE:
            return None, None
        alignment, html = self._of_alignment("annex", self._aligned)
        if not self._order.annex:
            return alignment, None
        self._expect("annex", html)
        return alignment, {"html": html}

    def _aligned(self) -> tuple[Context | None, Markup]:
        checklist = self._order.checklist
        state = alignment_of(self._brief, checklist) if checklist is not None else None
        alignment = (
            _alignment(checklist, state, self._words) if checklist is not None and state else None
        )
        if not self._order.annex:
            return alignment, Markup()
        tongue = foreign(checklist.lang, self._brief.lang) if checklist is not None else ""
        html = annex_html(self._brief, state, self._order.statuses, self._words, tongue)
        return alignment, html

    def _of_alignment(self, which: str, make: Callable[[], T]) -> T:
        """What the walk and the annex say: none of it changes with the words of a block.

        A clearance does, which may have been given for other words.
        """
        brief, order = self._brief, self._order
        if brief.clearances:
            return make()
        placed = (block for block in brief.blocks() if isinstance(block, ItemBlock))
        things = (order.checklist, brief.held_checklist, *placed, *brief.pins, *brief.answers)
        statuses = tuple(order.statuses.get(pin.item.id, "") for pin in brief.pins)
        rest = (which, order.annex, brief.fields, statuses, *self._said_in())
        made: T = _ALIGNED.of(things, rest, make)
        return made


def _seen(value: Any) -> Any:  # noqa: ANN401 — a context holds plain values of every shape
    """A value of a context without the characters that are not seen."""
    match value:
        case Markup():
            return Markup(seen(str(value)))  # noqa: S704 — what is taken out is no part of HTML
        case str():
            return seen(value)
        case list():
            return [_seen(one) for one in value]
        case dict():
            return {key: _seen(one) for key, one in value.items()}
        case _:
            return value


def _alignment(checklist: Checklist, state: AlignmentState, words: Catalogue) -> Context:
    return {
        "title": checklist.title,
        "applicable": state.applicable,
        "answered": state.answered,
        "blocking": state.blocking,
        "closed": sum(group.closed for group in state.groups),
        "partly": sum(group.partly for group in state.groups),
        "open": sum(group.open for group in state.groups),
        "unanswered": state.applicable - state.answered,
        "html": alignment_html(state, words),
    }


def _is_empty(section: Section) -> bool:
    return not any(block.type != "text" or block.text.strip() for block in section.blocks)


def _anchors(brief: Brief) -> dict[str, str]:
    return {item.id: f"item-{item.id}" for item in brief.placed_items()}


def _field_text(brief: Brief, spec: FieldSpec, words: Catalogue) -> str:
    text = brief.field(spec.name)
    return typed_date(text, words) if spec.kind == "date" else text


def _marking(brief: Brief, order: PrintOrder, words: Catalogue) -> Context:
    """What stands at the top and the bottom of each page: there is always something to say."""
    schemes = {**order.schemes, **({order.scheme.id: order.scheme} if order.scheme else {})}
    banner = banner_of(brief, schemes)
    marking = banner.marking
    said = banner_words(banner, schemes, words)
    colour, ink = banner_colours(marking, schemes)
    css = Markup("<style>.marking{{background:{0};color:{1}}}.marking-ink{{color:{2}}}</style>")
    return {
        "scheme": marking.scheme if marking is not None else "",
        "level": marking.level if marking is not None else "",
        "banner": said,
        "colour": colour,
        "text_colour": ink,
        "css_html": css.format(colour, ink, ink_on_paper(colour)),
    }


def _status_words(order: PrintOrder, item: Item, words: Catalogue) -> str:
    return status_words(order.statuses.get(item.id, ""), words)


def _checked_words(checks: list[bool], words: Catalogue) -> str:
    """How many of the statements that are printed somebody has checked; "" where there are none."""
    if not checks:
        return ""
    return words.ngettext(
        "{checked} of {number} statement checked",
        "{checked} of {number} statements checked",
        len(checks),
        checked=sum(checks),
    )


def words_of_brief(brief: Brief, template: Template) -> Catalogue:
    """The words that a brief prints in its form: dates may stand in the form's own order."""
    words = words_for(brief.lang)
    return words.day_first() if template.dates == "day-first" else words


def _stamp(brief: Brief, words: Catalogue) -> str:
    return words.pgettext("stamp on each page", "Draft {number}", number=brief.draft)


def _withheld(words: Catalogue) -> str:
    return words.gettext("with a remark, which is on file")


_PAGE, _PAGES = Markup('<span class="n"></span>'), Markup('<span class="m"></span>')


def _page_number(words: Catalogue) -> Markup:
    """ "page 3 of 7", whose numbers the style sheet counts."""
    said = Markup("{}").format(words.gettext("page {page} of {pages}", page="{0}", pages="{1}"))
    return said.format(_PAGE, _PAGES)


_CHECKS: Kept[tuple[bool, ...]] = Kept(1500)


def _printed_facts(brief: Brief, block: ItemBlock) -> list[bool]:
    """For each fact of a placed item's printed, unaltered parts: whether it was checked."""
    pin = brief.pin_of(block)

    def checks() -> tuple[bool, ...]:
        shown = set(brief.parts_shown(block)) - {edit.part for edit in block.edits}
        return tuple(
            entry.state is CheckState.CHECKED
            for entry in check_summary(pin.item).statements
            if entry.statement.holds is Holds.FACT and entry.statement.part in shown
        )

    return list(_CHECKS.of((block, pin), None, checks))


def _all_printed_facts(brief: Brief) -> list[bool]:
    """The same for all placed items together."""
    return [
        is_checked
        for block in brief.blocks()
        if isinstance(block, ItemBlock)
        for is_checked in _printed_facts(brief, block)
    ]
