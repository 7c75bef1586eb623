"""Whether an eye can read on the pages what is counted as printed, and in what way it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefbuilder.domain.layout import BlockPlace
from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _, p_, spoken
from briefbuilder.render.demand import Demand, short_of
from briefbuilder.render.edges import Line
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.eyes import Fault, PageSeen, Unseen
from briefbuilder.render.owners import Owners, block_near, owners_of
from briefbuilder.render.passages import (
    PageLetters,
    lacking_in_any_order,
    letters,
    read_out_of_order,
    stands,
)
from briefbuilder.render.pdf_reading import PageFound

_QUOTED_WORDS = 8
_MOST = 20
_OF_THE_PAGE = frozenset({Fault.PALE, Fault.SMALL, Fault.AT_EDGE})
"""What a form may do with words of its own: a watermark is pale, and a line of print is small."""
_MISPLACED = frozenset({Fault.OFF_PAGE, Fault.AT_EDGE})
"""What an author can mend, when the words are theirs: a long word or a wide table, mostly."""
_NO_PRINT = 1.0
"""In points: what is smaller looks like dust, and only a program would read it."""


class Surface(StrEnum):
    """What is looked at: a page of paper, or a window full of a copy that is read on a screen."""

    PAGE = "page"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Letters on end that cannot be read, for one reason, with the whole words they are of.

    `owner` is the number of their passage, and `at` the position of the first on its page.
    """

    page: int
    at: int
    words: str
    unseen: Unseen
    owner: int | None


def missing_passages(
    pages: Sequence[PageSeen],
    passages: Sequence[Passage],
    demand: Demand,
    sheet: Surface = Surface.PAGE,
    *,
    places: Sequence[BlockPlace] = (),
    drawn: Sequence[Passage] = (),
) -> Iterator[Problem]:
    """What of the passages is not on the pages, or is there and cannot be read.

    `places` tell blocks with the same words apart; words of none, in a block that is `drawn`, are
    those of its drawing.
    """
    short = _short(passages, [_letters_of(page, readable=True) for page in pages])
    if not short and not any(page.unseen for page in pages):
        return
    owners = owners_of(pages, passages, places)
    explained: set[str] = set()
    told: set[tuple[int, str, Fault]] = set()
    for stretch in _stretches(pages, owners):
        passage = passages[stretch.owner] if stretch.owner is not None else None
        if passage is None and _may_be(stretch.unseen):
            continue
        if passage is not None:
            explained.add(letters(passage.text))
        own = passage or _beside(stretch, pages, [*drawn, *passages], places)
        of_drawing = passage is None and any(own.target == one.target for one in drawn)
        if (stretch.page, own.target, stretch.unseen.fault) not in told and len(told) < _MOST:
            told.add((stretch.page, own.target, stretch.unseen.fault))
            if passage is not None:
                words = words_in(stretch.words, own.where)
                misplaced = stretch.unseen.fault in _MISPLACED
                remedy = _write_otherwise() if misplaced else mend_the_template()
            elif of_drawing:
                words, remedy = _of_drawing(stretch.words, own.where), _mend_the_drawing()
            else:
                words, remedy = _of_form(stretch.words, own.where), mend_the_template()
            sentence = _said(words, stretch.unseen, demand, _within(sheet, stretch.page + 1))
            yield _problem(sentence, own, remedy)
    lost = _short(passages, [_letters_of(page, readable=False) for page in pages])
    for words, alike in short.items():
        if words in explained:
            continue
        number = next((one for one in alike if one not in owners.found), alike[0])
        start = _beginning(passages[number].text)
        lacking = _('The finished document lacks the words "{words}".', words=start)
        unread = _('"{words}" cannot be read in all places.', words=start)
        yield _problem(lacking if words in lost else unread, passages[number], mend_the_template())


def _letters_of(page: PageSeen, *, readable: bool) -> PageLetters:
    return PageLetters.of(page.from_the_left(readable=readable), as_it_stands=True)


def missing_banner(
    found: Sequence[PageFound],
    pages: Sequence[PageSeen],
    expected: Expectation,
    sheet: Surface = Surface.PAGE,
) -> Iterator[Problem]:
    """The edges of pages without the marking, or with one that cannot be read at a glance."""
    banner = expected.banner
    wanted = letters(banner)
    if not banner:
        return
    if not wanted:
        yield Problem(
            _(
                'The marking "{marking}" has neither letters nor digits, so it marks nothing.',
                marking=banner,
            )
        )
        return
    stamp = letters(expected.stamp)  # may stand beside it, and nothing else
    either = {wanted, wanted + stamp, stamp + wanted}
    for number, (held, page) in enumerate(zip(found, pages, strict=True), start=1):
        edges = (("top", held.top, page.top), ("bottom", held.bottom, page.bottom))
        for where, printed, edge in edges:
            own = [lines for lines in edge.alone() if _words(lines) in either]
            if not any(all(line.fit for line in lines) for lines in own):
                there = wanted in letters(printed)
                unmarked = _unmarked_top if where == "top" else _unmarked_bottom
                sheet_said = _beginning_with(sheet, number)
                sentence = unmarked(sheet_said, banner, expected.marking if there else None)
                yield Problem(sentence, remedy=mend_the_template())


def _words(lines: Sequence[Line]) -> str:
    return letters(" ".join(line.text for line in lines))


def missing_stamp(
    pages: Sequence[PageSeen], stamp: str, sheet: Surface = Surface.PAGE
) -> Iterator[Problem]:
    """The pages that lack the words of a draft."""
    wanted = letters(stamp)
    for number, page in enumerate(pages, start=1):
        if wanted not in letters(page.readable):
            name = _beginning_with(sheet, number)
            sentence = (
                _(
                    '{page} lacks the words "{words}", where an eye can see them.',
                    page=name,
                    words=stamp,
                )
                if wanted in letters(page.text)
                else _('{page} lacks the words "{words}".', page=name, words=stamp)
            )
            yield Problem(sentence, remedy=mend_the_template())


def _unmarked_top(page: str, marking: str, demand: Demand | None) -> str:
    if demand is None:
        return _('{page} lacks the marking "{marking}" at its top.', page=page, marking=marking)
    return _(
        '{page} lacks the marking "{marking}" at its top, where an eye can see it: in at least '
        "{size} pt and with a contrast of at least {contrast} to 1, covered by nothing, with no "
        "other words beside it.",
        page=page,
        marking=marking,
        size=spoken().decimal(demand.size),
        contrast=spoken().decimal(demand.contrast),
    )


def _unmarked_bottom(page: str, marking: str, demand: Demand | None) -> str:
    if demand is None:
        return _('{page} lacks the marking "{marking}" at its bottom.', page=page, marking=marking)
    return _(
        '{page} lacks the marking "{marking}" at its bottom, where an eye can see it: in at least '
        "{size} pt and with a contrast of at least {contrast} to 1, covered by nothing, with no "
        "other words beside it.",
        page=page,
        marking=marking,
        size=spoken().decimal(demand.size),
        contrast=spoken().decimal(demand.contrast),
    )


def _may_be(unseen: Unseen) -> bool:
    """Whether a form, or a drawing, may print words of its own so."""
    is_no_print = unseen.fault is Fault.SMALL and unseen.measure < _NO_PRINT
    return unseen.fault in _OF_THE_PAGE and not is_no_print


def _short(passages: Sequence[Passage], printed: Sequence[PageLetters]) -> dict[str, list[int]]:
    """The words of which there are too few on the pages, with the numbers of their passages."""
    alike: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        alike.setdefault(letters(passage.text), []).append(number)
    loose = [one.text for one in passages if read_out_of_order(one.text)]
    lacking = {letters(text) for text in lacking_in_any_order(loose, printed)}
    apart = {letters(text) for text in loose}
    return {
        words: numbers
        for words, numbers in alike.items()
        if (words in lacking if words in apart else not stands(words, len(numbers), printed))
    }


def _stretches(pages: Sequence[PageSeen], owners: Owners) -> Iterator[_Stretch]:
    """The stretches of the pages that cannot be read, each of one passage."""
    for number, page in enumerate(pages):
        own = owners.pages[number]
        start = end = -1
        for at in sorted(page.unseen):
            alike = start >= 0 and page.unseen[at].fault is page.unseen[start].fault
            goes_on = alike and own.get(at) == own.get(start)
            if goes_on and not any(page.chars[n].isalnum() for n in range(end + 1, at)):
                end = at
                continue
            if start >= 0:
                yield _stretch(number, page, start, end, own.get(start))
            start = end = at
        if start >= 0:
            yield _stretch(number, page, start, end, own.get(start))


def _stretch(number: int, page: PageSeen, start: int, end: int, owner: int | None) -> _Stretch:
    first, last = start, end
    while first > 0 and not page.chars[first - 1].isspace():
        first -= 1
    while last + 1 < len(page.chars) and not page.chars[last + 1].isspace():
        last += 1
    words = "".join(page.chars[first : last + 1])
    return _Stretch(number, start, words, page.unseen[start], owner)


def _beside(
    stretch: _Stretch,
    pages: Sequence[PageSeen],
    passages: Sequence[Passage],
    places: Sequence[BlockPlace],
) -> Passage:
    """The block beside which the form's own words stand; of nothing where there is none."""
    target = block_near(stretch.page, pages[stretch.page].boxes[stretch.at], places)
    where = next((one.where for one in passages if one.target == target), "")
    return Passage(target if where else "", "", where)


# What is said to people


def mend_the_template() -> str:
    """What to do where the form prints words so that nobody can read them."""
    return _("It is the form that prints it so: mend its style sheet, or choose another form.")


def _write_otherwise() -> str:
    return _("Write it in another way, or choose another form.")


def _mend_the_drawing() -> str:
    return _("Mend the drawing so that its words can be read, or put another picture there.")


def words_in(text: str, where: str) -> str:
    """How a text begins, and in which part of the brief it stands: what a sentence is about."""
    words = _beginning(text)
    if where:
        return _('"{words}" in {part}', words=words, part=where)
    return _('"{words}"', words=words)


def _of_form(text: str, beside: str) -> str:
    words = _beginning(text)
    if beside:
        return _('"{words}", words of the form itself beside {part},', words=words, part=beside)
    return _('"{words}", words of the form itself,', words=words)


def _of_drawing(text: str, where: str) -> str:
    words = _beginning(text)
    return _('"{words}", words drawn in {part},', words=words, part=where)


def _beginning(text: str) -> str:
    words = text.split()
    return f"{' '.join(words[:_QUOTED_WORDS])}{' …' if len(words) > _QUOTED_WORDS else ''}"


def _within(sheet: Surface, number: int) -> str:
    """A sheet as it is called within a sentence."""
    if sheet is Surface.SCREEN:
        return p_("within a sentence", "screen {number}", number=number)
    return p_("within a sentence", "page {number}", number=number)


def _beginning_with(sheet: Surface, number: int) -> str:
    """A sheet as it is called at the beginning of a sentence."""
    if sheet is Surface.SCREEN:
        return p_("at the beginning of a sentence", "Screen {number}", number=number)
    return p_("at the beginning of a sentence", "Page {number}", number=number)


def _edge(name: str) -> str:
    return {
        "left": p_("edge of a page", "left"),
        "right": p_("edge of a page", "right"),
        "upper": p_("edge of a page", "upper"),
        "lower": p_("edge of a page", "lower"),
    }[name]


def _problem(sentence: str, passage: Passage, remedy: str) -> Problem:
    return Problem(sentence, Place(key=passage.target), remedy=remedy)


def _said(words: str, unseen: Unseen, demand: Demand, page: str) -> str:
    """What is wrong with words on a page, in a sentence."""
    named = {"words": words, "page": page}
    match unseen.fault:
        case Fault.OFF_PAGE:
            edge = _edge(unseen.edge)
            return _("{words} is cut off at the {edge} edge of {page}.", edge=edge, **named)
        case Fault.AT_EDGE:
            return _(
                "{words} stands so near the {edge} edge of {page} that a printer would cut it off.",
                edge=_edge(unseen.edge),
                **named,
            )
        case Fault.SMALL:
            return _(
                "{words} is printed in {size} pt on {page}; the least is {least} pt.",
                size=spoken().decimal(short_of(demand.size, unseen.measure)),
                least=spoken().decimal(demand.size),
                **named,
            )
        case Fault.HIDDEN:
            return _(
                "{words} cannot be seen on {page}: it has the colour of its ground, or something "
                "covers it or cuts it off.",
                **named,
            )
        case Fault.CUT:
            return _("{words} is cut off or covered in part on {page}.", **named)
        case Fault.PALE:
            return _said_of_pale(named, unseen, demand)
        case Fault.OVERPRINTED:
            return _("{words} has other words printed over it on {page}.", **named)
        case Fault.DISTORTED:
            return _(
                "{words} stands on its head, mirrored, backwards or too slanted to be read on "
                "{page}.",
                **named,
            )


def _said_of_pale(named: Mapping[str, str], unseen: Unseen, demand: Demand) -> str:
    least = spoken().decimal(demand.contrast)
    if unseen.measure >= demand.contrast:  # at its darkest spot
        return _(
            "{words} is too pale in part on {page}: the least contrast is {least} to 1.",
            least=least,
            **named,
        )
    return _(
        "{words} is too pale on {page}: its contrast is {contrast} to 1, and the least is {least} "
        "to 1.",
        contrast=spoken().decimal(short_of(demand.contrast, unseen.measure)),
        least=least,
        **named,
    )
