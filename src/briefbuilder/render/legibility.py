"""Whether an eye can read on the pages what is counted as printed, and in what way it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbuilder.domain.layout import BlockPlace
from briefbuilder.errors import Place, Problem
from briefbuilder.render.edges import Line
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.eyes import Fault, PageSeen, Unseen
from briefbuilder.render.ink import Demand, short_of
from briefbuilder.render.owners import Owners, block_near, owners_of
from briefbuilder.render.passages import (
    PageLetters,
    lacking_to_the_left,
    letters,
    runs_to_the_left,
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
_WRITE_OTHERWISE = "Write it in another way, or choose another form."
_LOOK_AFTER_FORM = "It is the form that prints it so: mend its style sheet, or choose another form."


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
    sheet: str = "page",
    places: Sequence[BlockPlace] = (),
) -> Iterator[Problem]:
    """What of the passages is not on the pages, or is there and cannot be read.

    `sheet` is what a page is called to people; `places` tell blocks with the same words apart.
    """
    short = _short(passages, [PageLetters.of(page.readable) for page in pages])
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
        own = passage or _beside(stretch, pages, passages, places)
        if (stretch.page, own.target, stretch.unseen.fault) not in told and len(told) < _MOST:
            told.add((stretch.page, own.target, stretch.unseen.fault))
            subject = _subject(stretch, own, of_form=passage is None)
            said = _said(stretch.unseen, demand, f"{sheet} {stretch.page + 1}")
            misplaced = passage is not None and stretch.unseen.fault in _MISPLACED
            remedy = _WRITE_OTHERWISE if misplaced else _LOOK_AFTER_FORM
            yield _problem(f"{subject} {said}.", own, remedy)
    lost = _short(passages, [PageLetters.of(page.text) for page in pages])
    for words, alike in short.items():
        if words in explained:
            continue
        number = next((one for one in alike if one not in owners.found), alike[0])
        quoted = _quoted(passages[number].text)
        lacking = f"The finished document lacks the words {quoted}."
        unread = f"{quoted} cannot be read in all places."
        yield _problem(lacking if words in lost else unread, passages[number])


def missing_banner(
    found: Sequence[PageFound],
    pages: Sequence[PageSeen],
    expected: Expectation,
    sheet: str = "page",
) -> Iterator[Problem]:
    """The edges of pages without the marking, or with one that cannot be read at a glance."""
    banner = expected.banner
    wanted = letters(banner)
    if not banner:
        return
    if not wanted:
        sentence = f'The marking "{banner}" has neither letters nor digits, so it marks nothing.'
        yield Problem(sentence)
        return
    stamp = letters(expected.stamp)  # may stand beside it, and nothing else
    either = {wanted, wanted + stamp, stamp + wanted}
    for number, (held, page) in enumerate(zip(found, pages, strict=True), start=1):
        edges = (("top", held.top, page.top), ("bottom", held.bottom, page.bottom))
        for where, printed, edge in edges:
            own = [lines for lines in edge.alone() if _words(lines) in either]
            if not any(all(line.fit for line in lines) for lines in own):
                there = wanted in letters(printed)
                name = f"{sheet.capitalize()} {number}"
                yield _unmarked(name, banner, where, expected.marking if there else None)


def _words(lines: Sequence[Line]) -> str:
    return letters(" ".join(line.text for line in lines))


def missing_stamp(pages: Sequence[PageSeen], stamp: str, sheet: str = "page") -> Iterator[Problem]:
    """The pages that lack the words of a draft."""
    wanted = letters(stamp)
    for number, page in enumerate(pages, start=1):
        if wanted not in letters(page.readable):
            seen = ", where an eye can see them" if wanted in letters(page.text) else ""
            sentence = f'{sheet.capitalize()} {number} lacks the words "{stamp}"{seen}.'
            yield Problem(sentence, remedy=_LOOK_AFTER_FORM)


def _unmarked(name: str, banner: str, where: str, demand: Demand | None) -> Problem:
    sentence = f'{name} lacks the marking "{banner}" at its {where}'
    if demand is None:
        return Problem(f"{sentence}.", remedy=_LOOK_AFTER_FORM)
    return Problem(
        f"{sentence}, where an eye can see it: in at least {demand.size:g} pt and with a contrast "
        f"of at least {demand.contrast:g} to 1, covered by nothing, with no other words beside it.",
        remedy=_LOOK_AFTER_FORM,
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
    leftward = [one.text for one in passages if runs_to_the_left(one.text)]
    lacking = {letters(text) for text in lacking_to_the_left(leftward, printed)}
    apart = {letters(text) for text in leftward}
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


def _subject(stretch: _Stretch, own: Passage, *, of_form: bool) -> str:
    quoted = _quoted(stretch.words)
    if not of_form:
        return f"{quoted} in {own.where}" if own.where else quoted
    beside = f" beside {own.where}" if own.where else ""
    return f"{quoted}, words of the form itself{beside},"


def _quoted(text: str) -> str:
    words = text.split()
    return f'"{" ".join(words[:_QUOTED_WORDS])}{" …" if len(words) > _QUOTED_WORDS else ""}"'


def _problem(sentence: str, passage: Passage, remedy: str = _LOOK_AFTER_FORM) -> Problem:
    return Problem(sentence, Place(key=passage.target), remedy=remedy)


def _said(unseen: Unseen, demand: Demand, page: str) -> str:
    match unseen.fault:
        case Fault.OFF_PAGE:
            return f"is cut off at the {unseen.edge} edge of {page}"
        case Fault.AT_EDGE:
            return (
                f"stands so near the {unseen.edge} edge of {page} that a printer would cut it off"
            )
        case Fault.SMALL:
            size = short_of(demand.size, unseen.measure)
            return f"is printed in {size} pt on {page}; the least is {demand.size:g} pt"
        case Fault.HIDDEN:
            return (
                f"cannot be seen on {page}: it has the colour of its ground, or something covers "
                "it or cuts it off"
            )
        case Fault.CUT:
            return f"is cut off or covered in part on {page}"
        case Fault.PALE if unseen.measure >= demand.contrast:  # at its darkest spot
            return f"is too pale in part on {page}: the least contrast is {demand.contrast:g} to 1"
        case Fault.PALE:
            figure = short_of(demand.contrast, unseen.measure)
            return (
                f"is too pale on {page}: its contrast is {figure} to 1, and the least "
                f"is {demand.contrast:g} to 1"
            )
        case Fault.OVERPRINTED:
            return f"has other words printed over it on {page}"
        case Fault.DISTORTED:
            return f"stands on its head, mirrored, backwards or too slanted to be read on {page}"
