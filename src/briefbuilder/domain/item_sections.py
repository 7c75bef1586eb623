"""The section contracts of the four kinds of item, and the parts that an item is made of.

A *part* is what a brief can place on its own: `summary`, `timeline`, or one section of the body,
named by the slug of its heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefbuilder.domain.items import Item, Kind
from briefbuilder.domain.kinds import Holds, spec_of
from briefbuilder.domain.words import fold_body, slug
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.language.interface import _, page_words

SUMMARY = "summary"
TIMELINE = "timeline"
_HEADING = re.compile(r"^##[ \t]+(?P<title>.+?)[ \t]*#*[ \t]*$")
_ANY_HEADING = re.compile(r"^#{1,6}[ \t]")
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")


@dataclass(frozen=True, slots=True)
class BodySection:
    """One `##` section of a body. `line` counts from 0, at the heading, within the body."""

    heading: str
    text: str
    line: int

    @property
    def part(self) -> str:
        """The part that holds this section."""
        return slug(self.heading)


def split_body(body: str) -> tuple[BodySection, ...]:
    """The sections of a body, in order; text before the first heading has the heading ""."""
    sections: list[BodySection] = []
    heading, start, fenced = "", 0, False
    lines: list[str] = []

    def close() -> None:
        text = fold_body("\n".join(lines))
        if heading or text:
            sections.append(BodySection(heading, text, start))

    for number, line in enumerate(body.replace("\r\n", "\n").split("\n")):
        if _FENCE.match(line):
            fenced = not fenced
        match = None if fenced else _HEADING.match(line)
        if match:
            close()
            heading, start, lines = match["title"], number, []
        else:
            lines.append(line)
    close()
    return tuple(sections)


@dataclass(frozen=True, slots=True)
class ContractBreach:
    """A fault of a body against its kind's section contract; `line` as in `BodySection`.

    `heading` is that of the contract's section that it is about, "" where it is about none.
    """

    sentence: str
    line: int
    heading: str = ""


def contract_breaches(kind: Kind, body: str) -> tuple[ContractBreach, ...]:
    """What a body lacks, has too much of, or has in the wrong order."""
    rules = spec_of(kind).sections
    order = {rule.heading: position for position, rule in enumerate(rules)}
    breaches: list[ContractBreach] = []
    seen: list[str] = []
    for section in split_body(body):
        if not section.heading:
            breaches.append(
                ContractBreach(_("Text stands before the first heading."), section.line)
            )
        elif section.heading not in order:
            sentence = _(
                'A {kind} has no section "{heading}"; its sections are {names}.',
                kind=kind.value,
                heading=section.heading,
                names=", ".join(order),
            )
            breaches.append(ContractBreach(sentence, section.line))
        elif section.heading in seen:
            sentence = _('The section "{heading}" stands twice.', heading=section.heading)
            breaches.append(ContractBreach(sentence, section.line, section.heading))
        else:
            if seen and order[section.heading] < max(order[name] for name in seen):
                sentence = _(
                    'The section "{heading}" stands after one that follows it.',
                    heading=section.heading,
                )
                breaches.append(ContractBreach(sentence, section.line, section.heading))
            seen.append(section.heading)
            if not section.text:
                sentence = _('The section "{heading}" is empty.', heading=section.heading)
                breaches.append(ContractBreach(sentence, section.line, section.heading))
    breaches += _other_headings(body)
    missing = [rule.heading for rule in rules if rule.required and rule.heading not in seen]
    breaches += [
        ContractBreach(_('The section "{heading}" is missing.', heading=name), 0, name)
        for name in missing
    ]
    return tuple(breaches)


def _other_headings(body: str) -> list[ContractBreach]:
    breaches: list[ContractBreach] = []
    fenced = False
    for number, line in enumerate(body.replace("\r\n", "\n").split("\n")):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and _ANY_HEADING.match(line) and not _HEADING.match(line):
            sentence = _("Only headings of the second level (##) may stand in an item.")
            breaches.append(ContractBreach(sentence, number))
    return breaches


def parts_of(item: Item) -> tuple[str, ...]:
    """The parts that the item has, in the order in which they print."""
    timeline = (TIMELINE,) if item.timeline else ()
    return (SUMMARY, *timeline, *(section.part for section in split_body(item.body)))


def part_title(item: Item, part: str, words: Catalogue | None = None) -> str:
    """The heading of a part in a page's words, or else in those of the user.

    A contract's headings are said in their language; others stand as they were written.
    """
    words = words or page_words()
    if part == SUMMARY:
        return words.gettext("Summary")
    if part == TIMELINE:
        return words.gettext("Timeline")
    heading = next((s.heading for s in split_body(item.body) if s.part == part), part)
    is_ours = any(rule.heading == heading for rule in spec_of(item.kind).sections)
    return words.gettext(heading) if is_ours else heading


def part_text(item: Item, part: str) -> str:
    """The Markdown of a part, a timeline as a bullet for each event; "" for no such part."""
    if part == SUMMARY:
        return item.summary
    if part == TIMELINE:
        return "\n".join(f"- {event.date}: {event.text}" for event in item.timeline)
    return next((s.text for s in split_body(item.body) if s.part == part), "")


def holds_of(kind: Kind, heading: str) -> Holds:
    """Whether a section's statements are facts or judgements; an unknown section holds facts."""
    return next(
        (rule.holds for rule in spec_of(kind).sections if rule.heading == heading), Holds.FACT
    )
