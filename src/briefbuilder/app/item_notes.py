"""What belongs to an item and does not stand in its text: sources, checks, status, uses, relations.

Each is a note of one line; some of them lead somewhere, and say where.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefbuilder.app.check_words import SIGNS
from briefbuilder.app.item_words import short_day, shown_parts, status_word
from briefbuilder.app.statement_lines import Mark, StatementLine, StatementSheet
from briefbuilder.domain.approvals import approval_standing, name_in_words, reason_in_words
from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.citations import Citation, find_citations
from briefbuilder.domain.items import Item, StatementCheck, Status, StatusChange, revision_of
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import Library
from briefbuilder.domain.sources import Source
from briefbuilder.errors import Problem
from briefbuilder.language.interface import _, n_, p_, page_words
from briefbuilder.render.citation_runs import to_html
from briefbuilder.render.citations import full_citation, with_locator

ONE_SIDED = "one-sided-relation"
SAFE_SCHEMES = frozenset({"http", "https"})


class NoteRole(StrEnum):
    """The roles of the style sheet in which notes are written."""

    GOOD = "good"
    SOFT = "soft"
    FAINT = "faint"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ToAddress:
    """To the page on which a source was read."""

    address: str


@dataclass(frozen=True, slots=True)
class ToBlock:
    """To a place in the open brief."""

    block_id: str


@dataclass(frozen=True, slots=True)
class ToItem:
    """To another item."""

    item_id: str


@dataclass(frozen=True, slots=True)
class ToProblem:
    """To the place of a problem in the item's text."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class RelateBack:
    """Another item is to name this one as well."""

    item_id: str
    own: str


@dataclass(frozen=True, slots=True)
class DropCheck:
    """A check that fits no statement is to be taken out."""

    statement: str


LeadsTo = ToAddress | ToBlock | ToItem | ToProblem | RelateBack | DropCheck


@dataclass(frozen=True, slots=True)
class SideNote:
    """A line: `words`, or a link where it leads somewhere; `is_html` where words are rich text.

    `spoken` is the link for a screen reader, where its words alone do not say enough.
    """

    words: str
    ink: NoteRole = NoteRole.SOFT
    leads_to: LeadsTo | None = None
    spoken: str = ""
    tip: str = ""
    is_html: bool = False


def citations_of(line: StatementLine) -> tuple[Citation, ...]:
    """What a statement cites, in its order."""
    groups = find_citations(line.statement.text)
    return tuple(citation for group in groups for citation in group.citations)


def source_notes(line: StatementLine, item: Item, library: Library) -> Iterator[SideNote]:
    """The sources of a statement as they print, and who read them."""
    citations = citations_of(line)
    for citation in citations:
        yield _printed(citation, library)
    if not citations and line.mark is Mark.JUDGEMENT:
        yield SideNote(_("A judgement needs no source."), NoteRole.FAINT)
    elif not citations:
        yield _warning(_("The statement cites no source."))
    if line.check is not None:
        own = [one for one in item.checks if one.statement == line.statement.hash]
        for check in sorted(own, key=lambda one: one.on, reverse=True):
            yield from _told(check)
    elif line.lapse is not None:
        old = line.lapse.check
        yield _warning(
            _(
                "{name} checked other words on {date}, grade {grade}.",
                name=old.by,
                date=short_day(old.on),
                grade=old.grade,
            )
        )


def stray_notes(sheet: StatementSheet) -> Iterator[SideNote]:
    """Checks of words that nobody knows any more, each with a way to take it out."""
    for check in sheet.stray:
        day = short_day(check.on)
        told = _(
            "{name}, {date}, grade {grade}: the words have changed and the old ones are not at "
            "hand.",
            name=check.by,
            date=day,
            grade=check.grade,
        )
        yield SideNote(f"▲ {told}")
        spoken = _("Take out the check of {date}", date=day)
        yield SideNote(_("Take the check out"), leads_to=DropCheck(check.statement), spoken=spoken)


def status_notes(item: Item) -> Iterator[SideNote]:
    """Who gave the item which status, the newest first; an approval that lapsed is kept."""
    revision = revision_of(item)
    standing = approval_standing(item, revision)
    if standing.lapse is not None:
        claim = _("It calls itself approved and is treated as in review.")
        yield _warning(f"{claim} {standing.why}")
    for change in reversed(item.status_changes):
        if change.revision not in {None, revision}:
            yield SideNote(f"▲ {_of_another_text(change)}")
        elif change is standing.approval and standing.status is Status.APPROVED:
            yield SideNote(f"● {_change(change)}", NoteRole.GOOD)
        else:
            yield SideNote(_change(change))


def use_notes(item: Item, brief: Brief, library: Library) -> tuple[SideNote, ...]:
    """Where the open brief uses the item, and whether with an older text."""
    entry = library.entries.get(item.id)
    notes = tuple(
        SideNote(
            _use(brief, section.heading, block, entry.revision if entry else None),
            leads_to=ToBlock(block.id),
        )
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, ItemBlock) and block.item == item.id
    )
    return notes or (SideNote(_("Not in the open brief."), NoteRole.FAINT),)


def closing_notes(item: Item, library: Library) -> Iterator[SideNote]:
    """The questions that the item helps to answer."""
    questions = {
        one.id: one.text for checklist in library.checklists.values() for one in checklist.questions
    }
    for one in item.closes:
        yield SideNote(f"{one}  {questions.get(one) or _('▲ not in the checklist')}")


def relation_notes(item: Item, library: Library) -> Iterator[SideNote]:
    """The items that this one names or that name it."""
    for item_id in dict.fromkeys((*item.related, *library.neighbours(item.id))):
        entry = library.entries.get(item_id)
        if entry is None:
            yield _error(_("{id} is not in the library.", id=item_id))
            continue
        title = entry.item.title
        kind = page_words().gettext(spec_of(entry.item.kind).label)
        yield SideNote(
            title,
            leads_to=ToItem(item_id),
            spoken=_("Show {item}", item=title),
            tip=_("{kind}: {summary}", kind=kind, summary=entry.item.summary),
        )
        if item_id in item.related and item.id not in entry.item.related:
            # Told here, where it can be mended, and not once more under Problems.
            yield SideNote(
                _("▲ It does not name this one. Add that there"),
                leads_to=RelateBack(item_id, item.id),
                spoken=_("{item}: ▲ It does not name this one. Add that there", item=title),
            )


def problem_notes(found: Iterable[Problem]) -> tuple[SideNote, ...]:
    """What is wrong with the item; a relation from one side only is told under Related."""
    problems = tuple(found)
    if not problems:
        return (SideNote(p_("no problems", "● None"), NoteRole.GOOD),)
    one_sided = sum(one.rule == ONE_SIDED for one in problems)
    above = n_(
        "▲ {number} relation from one side only: see Related.",
        "▲ {number} relations from one side only: see Related.",
        one_sided,
    )
    told = tuple(_problem(one) for one in problems if one.rule != ONE_SIDED)
    return (SideNote(above), *told) if one_sided else told


def _printed(citation: Citation, library: Library) -> SideNote:
    source = library.sources.get(citation.key)
    if source is None:
        return _error(_("The library has no source “{key}”.", key=citation.key))
    words = page_words()
    printed = to_html(with_locator(full_citation(source, words), citation.locator, words))
    return SideNote(f"{printed}<br>{html.escape(_standing_of(source))}", is_html=True)


def _standing_of(source: Source) -> str:
    """A source's own grade, and who looked at its entry last."""
    parts = [_("Grade {grade}", grade=source.grade.value)] if source.grade is not None else []
    if source.checked is not None:
        parts.append(_("entry checked {date}", date=short_day(source.checked.on)))
    return " · ".join(parts) or _("No grade yet")


def _told(check: StatementCheck) -> Iterator[SideNote]:
    told = _(
        "Checked by {name} on {date}, grade {grade}",
        name=check.by,
        date=short_day(check.on),
        grade=check.grade,
    )
    yield SideNote(f"● {told}", NoteRole.GOOD)
    if not check.address:
        return
    scheme, _sep, rest = check.address.partition("://")
    if scheme.lower() not in SAFE_SCHEMES:
        yield SideNote(_("Read at {address}", address=check.address), NoteRole.FAINT)
        return
    yield SideNote(
        _("Read at {address}", address=rest.partition("/")[0]),
        leads_to=ToAddress(check.address),
        spoken=_("Open {address}", address=check.address),
        tip=check.address,
    )


def _use(brief: Brief, heading: str, block: ItemBlock, revision: str | None) -> str:
    parts = shown_parts(brief, block)
    if revision not in {None, block.revision}:
        return _("▲ {section}: {parts}, older text", section=heading, parts=parts)
    return _("{section}: {parts}", section=heading, parts=parts)


def _problem(problem: Problem) -> SideNote:
    words, line = problem.named, problem.place.line
    if line:
        words = _("line {number}: {problem}", number=line, problem=words)
    return SideNote(
        f"{SIGNS[problem.severity]} {words}",
        leads_to=ToProblem(problem),
        spoken=_("Go to {problem}", problem=words),
        tip=problem.remedy,
    )


def _change(change: StatusChange) -> str:
    """Who gave which status, when and why."""
    return _(
        "{status}, {name}, {date}: {reason}",
        status=status_word(change.to),
        name=name_in_words(change.by),
        date=short_day(change.on),
        reason=reason_in_words(change.why),
    )


def _of_another_text(change: StatusChange) -> str:
    return _(
        "{status}, {name}, {date}: {reason} (of another text)",
        status=status_word(change.to),
        name=name_in_words(change.by),
        date=short_day(change.on),
        reason=reason_in_words(change.why),
    )


def _warning(words: str) -> SideNote:
    return SideNote(f"▲ {words}", NoteRole.WARNING)


def _error(words: str) -> SideNote:
    return SideNote(f"✖ {words}", NoteRole.ERROR)
