"""What the check of a brief reports: severity, place, sentence, what to do.

Each rule is a small generator over a `CheckContext`; `find` runs them all. A rule that needs
something which is not at hand (no library, no layout yet) reports nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field

from briefbuilder.domain.brief_check.answer_findings import answer_findings
from briefbuilder.domain.brief_check.character_findings import character_findings
from briefbuilder.domain.brief_check.clearance_findings import clearance_findings
from briefbuilder.domain.brief_check.day_findings import day_findings
from briefbuilder.domain.brief_check.edit_findings import edit_findings
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.finding_groups import (
    EMPTY_FIELDS,
)
from briefbuilder.domain.brief_check.path_findings import path_findings
from briefbuilder.domain.brief_check.section_findings import section_findings
from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    Section,
    TableBlock,
    TimelineBlock,
    is_empty,
    marking_of_block,
)
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.citations import cited_keys, unread_citations, without_citations
from briefbuilder.domain.dates import HOW_TO_WRITE, UnreadDate, read_date
from briefbuilder.domain.edits import texts_of_block
from briefbuilder.domain.layout import Layout, is_longer
from briefbuilder.domain.library import Library
from briefbuilder.domain.library_findings import (
    checklist_findings,
    library_findings,
    remedy_of,
)
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.scheme_copies import altered_copy
from briefbuilder.domain.templates import FieldSpec, Template
from briefbuilder.domain.words import shortened
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, n_, p_, spoken
from briefbuilder.language.marks import N_

__all__ = [
    "RULES",
    "CheckContext",
    "Finding",
    "FindingList",
    "FindingPlace",
    "find",
    "is_empty",
    "left_over_words",
]

_LEFT_OVER = re.compile(
    r"\b(?:TODO|TBC|TBD|FIXME)\b|\[\s*(?:\.\.\.|…)\s*\]|(?P<gap>\bX{2,}\b)", re.IGNORECASE
)
_ROMAN = re.compile(
    r"(?:\(|\b(?:vol|volume|chapter|article|part|annex|title|book)\.?\s)$", re.IGNORECASE
)
"""What stands before XX or XXX where it is a Roman numeral: resolution 2131 (XX), volume XX."""


@dataclass(frozen=True, slots=True)
class CheckContext:
    """All that the rules look at. What is None is not at hand, and nothing is said about it.

    `printable` are the code points that the template's fonts have shapes for; `damaged` says of
    pictures of the brief, by name, what is wrong with them; `release` is whether the copy that is
    asked for leaves the building. `form_faults` are what the template names and the library does
    not have. `scheme_known` is the scheme of the name that the brief's own copy bears, as it is
    known here: the library's, else the shipped one.
    """

    brief: Brief
    template: Template
    today: dt.date
    library: Library | None = None
    checklist: Checklist | None = None
    scheme: Scheme | None = None
    scheme_known: Scheme | None = None
    layout: Layout | None = None
    printable: Container[int] | None = None
    damaged: Mapping[str, str] = field(default_factory=dict)
    release: bool = False
    form_faults: tuple[Problem, ...] = ()

    def places(self) -> Iterator[tuple[Section, Block]]:
        """Every block with its section, in order."""
        for section in self.brief.sections:
            for block in section.blocks:
                yield section, block

    def heading(self, section_id: str) -> str:
        """A section's heading, for people."""
        return self.brief.section(section_id).heading


Rule = Callable[[CheckContext], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class FindingList:
    """The findings of one check, worst first."""

    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(1 for finding in self.findings if finding.severity is severity)

    @property
    def is_clear(self) -> bool:
        """Whether nothing of severity error is left."""
        return self.count(Severity.ERROR) == 0


def find(context: CheckContext) -> FindingList:
    """Run every rule; errors come first, then warnings, then advice, each in the brief's order."""
    found = [finding for rule in RULES for finding in rule(context)]
    return FindingList(tuple(sorted(found, key=lambda finding: finding.severity.rank)))


def _head(context: CheckContext) -> Iterator[Finding]:
    for spec in context.template.fields:
        if spec.required and not context.brief.field(spec.name).strip():
            yield Finding(
                "field-empty",
                Severity.ERROR,
                FindingPlace(field=spec.name),
                _('"{field}" is not filled in; the form requires it.', field=spec.label),
                spec.prompt or _('Fill in "{field}" at the head of the brief.', field=spec.label),
                EMPTY_FIELDS,
            )
        elif spec.kind == "date":
            yield from _unread_date(spec, context.brief.field(spec.name))


def _unread_date(spec: FieldSpec, text: str) -> Iterator[Finding]:
    read = read_date(text)
    if text.strip() and isinstance(read, UnreadDate):
        as_typed = _('"{field}" is printed as it was typed.', field=spec.label)
        yield Finding(
            "date-unread",
            Severity.WARNING,
            FindingPlace(field=spec.name),
            f"{as_typed} {read.why}",
            _(HOW_TO_WRITE),
        )


def _sections(context: CheckContext) -> Iterator[Finding]:
    return section_findings(context.brief, context.template)


def _lengths(context: CheckContext) -> Iterator[Finding]:
    if context.layout is None:
        return
    for contract in context.template.sections:
        measure = context.layout.section(contract.id)
        if measure is None:
            continue
        place = FindingPlace(section=contract.id)
        if contract.max_lines is not None and measure.lines > contract.max_lines:
            yield Finding(
                "section-too-long",
                Severity.ERROR,
                place,
                n_(
                    "{section} prints on {number} line; the form allows {most}.",
                    "{section} prints on {number} lines; the form allows {most}.",
                    measure.lines,
                    section=contract.heading,
                    most=contract.max_lines,
                ),
                _("Shorten it, or move detail to a later section."),
            )
        if contract.max_pages is not None and is_longer(measure.pages, contract.max_pages):
            yield Finding(
                "section-too-long",
                Severity.ERROR,
                place,
                _(
                    "{section} fills {pages} pages; the form allows {most}.",
                    section=contract.heading,
                    pages=spoken().decimal(measure.pages, 2),
                    most=spoken().decimal(contract.max_pages),
                ),
                _("Shorten it, or place fewer parts of the library items in it."),
            )
    most = context.template.max_pages
    if most is not None and is_longer(context.layout.body_pages, most):
        yield Finding(
            "brief-too-long",
            Severity.ERROR,
            FindingPlace(),
            _(
                "The brief fills {pages} pages without annex and notes; the form allows {most}.",
                pages=spoken().decimal(context.layout.body_pages, 2),
                most=spoken().decimal(most),
            ),
            _("Shorten it, or place summaries instead of whole items."),
        )


def _left_over(context: CheckContext) -> Iterator[Finding]:
    for name, text in (("title", context.brief.title), *context.brief.fields):
        for word in left_over_words(text):
            sentence = _('"{words}" is left over in the field "{field}".', words=word, field=name)
            yield _left_over_finding(FindingPlace(field=name), sentence)
    for section, block in context.places():
        place = FindingPlace(section=section.id, block=block.id)
        for text in texts_of_block(context.brief, block):
            for word in left_over_words(text):
                heading = section.heading
                sentence = _('"{words}" is left over in "{section}".', words=word, section=heading)
                yield _left_over_finding(place, sentence)


def _left_over_finding(place: FindingPlace, sentence: str) -> Finding:
    return Finding(
        "left-over",
        Severity.ERROR,
        place,
        sentence,
        _("Replace it with the text that is meant, or take it out."),
    )


def left_over_words(text: str) -> tuple[str, ...]:
    """Marks of unfinished text: TODO, TBC, TBD, XX (in capitals, not a Roman numeral), [...]."""
    return tuple(
        match.group(0)
        for match in _LEFT_OVER.finditer(without_citations(text))
        if match["gap"] is None
        or (match["gap"].isupper() and not _ROMAN.search(match.string[: match.start()]))
    )


def _citations(context: CheckContext) -> Iterator[Finding]:
    known = {source.id for source in context.brief.sources}
    if context.library is not None:
        known |= set(context.library.sources)
    for section, block in context.places():
        place = FindingPlace(section=section.id, block=block.id)
        keys = [key for text in texts_of_block(context.brief, block) for key in cited_keys(text)]
        for key in dict.fromkeys(keys):
            if key not in known:
                yield Finding(
                    "unknown-citation",
                    Severity.ERROR,
                    place,
                    _(
                        '"{section}" cites "@{key}", which neither the brief nor the library '
                        "knows.",
                        section=section.heading,
                        key=key,
                    ),
                    remedy_of(
                        context.library,
                        ("source", key),
                        _("Correct the key, or add the source to the library."),
                    ),
                )


def _unread_citations(context: CheckContext) -> Iterator[Finding]:
    for section, block in context.places():
        texts = texts_of_block(context.brief, block)
        for written in dict.fromkeys(one for text in texts for one in unread_citations(text)):
            yield Finding(
                "unread-citation",
                Severity.WARNING,
                FindingPlace(section=section.id, block=block.id),
                _(
                    '"{words}" in "{section}" is not read as a citation, and is printed as it '
                    "stands.",
                    words=shortened(written),
                    section=section.heading,
                ),
                _("Write [@key, p. 4], or [@one; @other] for several, with no word before an @."),
            )


def _uncited_text(context: CheckContext) -> Iterator[Finding]:
    """A section of some length that rests on no source at all gets a word of advice."""
    for section in context.brief.sections:
        texts = [t for block in section.blocks for t in texts_of_block(context.brief, block)]
        words = sum(len(text.split()) for text in texts)
        if words >= _WORDS_THAT_NEED_A_SOURCE and not any(cited_keys(text) for text in texts):
            yield Finding(
                "no-source",
                Severity.ADVICE,
                FindingPlace(section=section.id),
                n_(
                    '"{section}" has {number} word and cites no source.',
                    '"{section}" has {number} words and cites no source.',
                    words,
                    section=section.heading,
                ),
                _("Cite what its facts rest on, as [@key], or place the item they come from."),
            )


_WORDS_THAT_NEED_A_SOURCE = 120


def _form(context: CheckContext) -> Iterator[Finding]:
    for fault in context.form_faults:
        if fault.severity is not Severity.ERROR:
            continue
        at_fault = _("The form is at fault ({place}).", place=fault.place)
        sentence = f"{at_fault} {fault.sentence}"
        yield Finding("form-at-fault", Severity.WARNING, FindingPlace(), sentence, fault.remedy)


def _library(context: CheckContext) -> Iterator[Finding]:
    if context.library is not None:
        behind = library_findings(context.brief, context.library, context.today)
        yield from (*checklist_findings(context.brief, context.library, context.checklist), *behind)


def _alignment(context: CheckContext) -> Iterator[Finding]:
    if context.checklist is None:
        return
    if context.library is not None and context.checklist.id not in context.library.checklists:
        yield Finding(
            "checklist-of-the-brief",
            Severity.WARNING,
            FindingPlace(),
            _(
                'The checklist "{checklist}" is not in the library: it came with the brief.',
                checklist=context.checklist.title,
            ),
            _("See whether its questions are those that your organisation asks."),
        )
    library = context.library
    unread = {key for noun, key in library.left_out if noun == "question"} if library else set()
    yield from answer_findings(context.brief, context.checklist, unread)


def _own_words(context: CheckContext) -> Iterator[Finding]:
    return edit_findings(context.brief)


def _clearances(context: CheckContext) -> Iterator[Finding]:
    return clearance_findings(context.brief, context.today, release=context.release)


def _days(context: CheckContext) -> Iterator[Finding]:
    return day_findings(context.brief, context.today)


def _scheme_copy(context: CheckContext) -> Iterator[Finding]:
    held, known = context.brief.held_scheme, context.scheme_known
    altered = altered_copy(held, known) if held is not None and known is not None else ""
    if not altered or held is None:
        return
    is_printed = context.scheme == held
    yield Finding(
        "scheme-copy-altered",
        Severity.ERROR if is_printed else Severity.WARNING,
        FindingPlace(),
        f"{altered} {_(_USE_OF_THE_COPY[is_printed])}",
        _(
            "Ask where the brief comes from, and look at the marking of each part. A save replaces "
            "the copy by the library's scheme, where it has one of that name."
        ),
    )


# By whether the pages are printed by it.
_USE_OF_THE_COPY = {
    True: N_("The pages are printed by the copy."),
    False: N_("The copy is not used."),
}


def _markings(context: CheckContext) -> Iterator[Finding]:
    brief, scheme = context.brief, context.scheme
    yield from _scheme_copy(context)
    if brief.marking is None:
        yield Finding(
            "marking-missing",
            Severity.ERROR,
            FindingPlace(),
            _("No protective marking is set. Not marked is not the same as reviewed and public."),
            _("Choose the brief's marking at the top of the window."),
        )
        return
    if scheme is None:
        yield Finding(
            "scheme-unknown",
            Severity.ERROR,
            FindingPlace(),
            _(
                'The marking scheme "{scheme}" is not in the library.',
                scheme=brief.marking.scheme,
            ),
            remedy_of(
                context.library,
                ("marking scheme", brief.marking.scheme),
                _("Choose a marking of a scheme that the library has."),
            ),
        )
        return
    if context.library is not None and scheme.id not in context.library.schemes:
        yield Finding(
            "scheme-of-the-brief",
            Severity.WARNING,
            FindingPlace(),
            _(
                'The marking scheme "{scheme}" is not in the library: it came with the brief.',
                scheme=scheme.title,
            ),
            _(
                "See what its levels stand for, or choose a marking of a scheme that the library "
                "has."
            ),
        )
    for sentence in scheme.problems_of(brief.marking):
        remedy = _remedy_of_marking(context, brief.marking)
        yield Finding("marking-invalid", Severity.ERROR, FindingPlace(), sentence, remedy)
    if scheme.problems_of(brief.marking):
        return
    for section, block in context.places():
        yield from _marking_of_part(context, scheme, section, block)


def _remedy_of_marking(context: CheckContext, marking: Marking) -> str:
    remedy = _("Choose a marking that its scheme allows.")
    names = [("level", marking.level), *(("caveat", caveat) for caveat in marking.caveats)]
    for noun, key in names:
        remedy = remedy_of(context.library, (noun, f"{marking.scheme} {key}"), remedy)
    return remedy


def _marking_of_part(
    context: CheckContext, scheme: Scheme, section: Section, block: Block
) -> Iterator[Finding]:
    banner, part = context.brief.marking, marking_of_block(context.brief, block)
    if part is None or banner is None:
        return
    item = block.item if isinstance(block, ItemBlock) else None
    place = FindingPlace(section=section.id, block=block.id, item=item)
    name = _part_in_words(context.brief, section, block)
    if part.scheme != scheme.id:
        yield Finding(
            "marking-other-scheme",
            Severity.ERROR,
            place,
            _(
                '{part} in "{section}" is marked in the scheme {scheme}, which cannot be compared '
                "with {own}.",
                part=name,
                section=section.heading,
                scheme=part.scheme,
                own=scheme.title,
            ),
            _("Mark the part in the brief's own scheme, or take it out."),
        )
    elif scheme.problems_of(part):
        remedy = _remedy_of_marking(context, part)
        sentence = _(
            '{part} in "{section}": {fault}',
            part=name,
            section=section.heading,
            fault=scheme.problems_of(part)[0],
        )
        yield Finding("marking-invalid", Severity.ERROR, place, sentence, remedy)
    elif not scheme.covers(banner, part):
        yield Finding(
            "marking-too-low",
            Severity.ERROR,
            place,
            _(
                '{part} in "{section}" is marked {marking}, higher than the brief\'s {own}.',
                part=name,
                section=section.heading,
                marking=scheme.banner(part),
                own=scheme.banner(banner),
            ),
            _(
                "Raise the brief's marking to cover {marking}, or take the part out.",
                marking=scheme.banner(part),
            ),
        )


def _part_in_words(brief: Brief, section: Section, block: Block) -> str:
    """A part as a sentence on it begins: no other part of its section is called so."""
    number = section.blocks.index(block) + 1
    if isinstance(block, ItemBlock):
        title = brief.pin_of(block).item.title
        same = [
            one for one in section.blocks if isinstance(one, ItemBlock) and one.item == block.item
        ]
        if len(same) == 1:
            return title
        return _("{title} (part {number})", title=title, number=number)
    words = " ".join(" ".join(texts_of_block(brief, block)).split())
    if not words:
        return p_("at the beginning of a sentence", "Part {number}", number=number)
    return _("Part {number} (“{words}”)", number=number, words=shortened(words, _LONGEST_NAME))


_LONGEST_NAME = 48


def _figures(context: CheckContext) -> Iterator[Finding]:
    held = {media.name for media in context.brief.media}
    for section, block in context.places():
        if not isinstance(block, FigureBlock):
            continue
        place = FindingPlace(section=section.id, block=block.id)
        if block.media not in held:
            yield Finding(
                "figure-missing",
                Severity.ERROR,
                place,
                _(
                    'The picture "{picture}" in "{section}" is not in the brief.',
                    picture=block.media,
                    section=section.heading,
                ),
                _("Choose the picture again, or take the figure out."),
            )
        elif block.media in context.damaged:
            yield Finding(
                "figure-damaged",
                Severity.ERROR,
                place,
                _(
                    'The picture "{picture}" in "{section}" cannot be printed as it is: {fault}',
                    picture=block.media,
                    section=section.heading,
                    fault=context.damaged[block.media],
                ),
                _("Open it in another program, save it again and choose it anew."),
            )
        if not block.alt.strip():
            yield Finding(
                "figure-without-text",
                Severity.ERROR,
                place,
                _(
                    'A figure in "{section}" has no alternative text, so a reader who cannot see '
                    "it learns nothing.",
                    section=section.heading,
                ),
                _("Say in a sentence what the figure shows."),
            )


def _captions(context: CheckContext) -> Iterator[Finding]:
    for section, block in context.places():
        if not isinstance(block, FigureBlock | TimelineBlock | TableBlock):
            continue
        if not (block.caption.strip() or is_empty(context.brief, block)):
            sentence, remedy = _NO_CAPTION[block.type]
            yield Finding(
                "caption-missing",
                Severity.WARNING,
                FindingPlace(section=section.id, block=block.id),
                _(sentence, section=section.heading),
                _(remedy),
            )


# By the type of the block.
_NO_CAPTION = {
    "figure": (
        N_(
            'A figure in "{section}" has no caption, so it is printed without a number and cannot '
            "be referred to."
        ),
        N_("Say in a few words what the figure shows."),
    ),
    "timeline": (
        N_(
            'A timeline in "{section}" has no caption, so it is printed without a number and '
            "cannot be referred to."
        ),
        N_("Say in a few words what the timeline shows."),
    ),
    "table": (
        N_(
            'A table in "{section}" has no caption, so it is printed without a number and cannot '
            "be referred to."
        ),
        N_("Say in a few words what the table shows."),
    ),
}
_EMPTY = {
    "timeline": N_('A timeline in "{section}" is empty.'),
    "table": N_('A table in "{section}" is empty.'),
}


def _rows(context: CheckContext) -> Iterator[Finding]:
    for section, block in context.places():
        if not isinstance(block, TimelineBlock | TableBlock):
            continue
        place = FindingPlace(section=section.id, block=block.id)
        if is_empty(context.brief, block):
            yield Finding(
                f"{block.type}-empty",
                Severity.WARNING,
                place,
                _(_EMPTY[block.type], section=section.heading),
                _("Fill it in, or take it out."),
            )
        if isinstance(block, TimelineBlock):
            yield from _unfinished_events(block, section, place)


def _unfinished_events(
    block: TimelineBlock, section: Section, place: FindingPlace
) -> Iterator[Finding]:
    for number, row in enumerate(block.events, start=1):
        if row.want:
            unfinished = _(
                'Row {number} of the timeline in "{section}" is not finished.',
                number=number,
                section=section.heading,
            )
            yield Finding(
                "event-unfinished",
                Severity.ERROR,
                place,
                f"{unfinished} {row.want}",
                _(HOW_TO_WRITE)
                if row.date is None
                else _("Write what happened, or remove the row."),
            )


def _characters(context: CheckContext) -> Iterator[Finding]:
    return character_findings(context.brief, context.template, context.library, context.printable)


def _paths(context: CheckContext) -> Iterator[Finding]:
    return path_findings(context.brief, context.template, context.library)


RULES: tuple[Rule, ...] = (
    _form,
    _markings,
    _head,
    _sections,
    _lengths,
    _left_over,
    _characters,
    _paths,
    _citations,
    _unread_citations,
    _uncited_text,
    _library,
    _own_words,
    _alignment,
    _clearances,
    _days,
    _figures,
    _captions,
    _rows,
)
