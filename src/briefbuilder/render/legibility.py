"""Whether an eye can read on the pages what is counted as printed, and in what way it cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbuilder.errors import Place, Problem
from briefbuilder.render.edges import Line
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.eyes import Fault, PageSeen, Unseen
from briefbuilder.render.ink import Demand
from briefbuilder.render.passages import PageLetters, letters, stands
from briefbuilder.render.pdf_reading import PageFound

_QUOTED_WORDS = 8
_TELLING = 12
"""So many letters of a passage tell that they are its own, wherever they stand."""
_WORD = 4
"""So many letters, all of a passage, tell it from letters that happen to stand together."""
_MOST = 20
_OF_THE_PAGE = frozenset({Fault.PALE, Fault.SMALL, Fault.AT_EDGE})
"""What a form may do with words of its own: a watermark is pale, and a line of print is small."""
_WRITE_OTHERWISE = "Write it in another way, or choose another form."
_LOOK_AFTER_FORM = "It is the form that prints it so: mend its style sheet, or choose another form."


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Letters on end that cannot be read, for one reason: alone, and with the words they are of."""

    page: str
    letters: str
    words: str
    unseen: Unseen


def missing_passages(
    pages: Sequence[PageSeen], passages: Sequence[Passage], demand: Demand, sheet: str = "page"
) -> Iterator[Problem]:
    """What of the passages is not on the pages, or is there and cannot be read.

    `sheet` is what a page is called to people.
    """
    short = _short(passages, [PageLetters.of(page.readable) for page in pages])
    stretches = [
        stretch
        for number, page in enumerate(pages, start=1)
        for stretch in _stretches(f"{sheet} {number}", page)
    ]
    explained: set[str] = set()
    told: set[tuple[str, str, Fault]] = set()
    for stretch in stretches:
        passage = _passage_of(stretch.letters, short, passages)
        if passage is None and stretch.unseen.fault in _OF_THE_PAGE:
            continue
        explained |= {letters(one.text) for one in short if _belongs(stretch.letters, one)}
        target = passage.target if passage else ""
        if (stretch.page, target, stretch.unseen.fault) not in told and len(told) < _MOST:
            told.add((stretch.page, target, stretch.unseen.fault))
            yield _illegible(stretch, passage, demand)
    printed = [PageLetters.of(page.text) for page in pages]
    lost = {letters(one.text) for one in _short(passages, printed)}
    for passage in short:
        if letters(passage.text) in lost - explained:
            lost.discard(letters(passage.text))
            yield _problem(
                f"The finished document lacks the words {_quoted(passage.text)}.", passage
            )
        elif letters(passage.text) not in explained | lost:
            yield _problem(f"{_quoted(passage.text)} cannot be read in all places.", passage)


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


def _short(passages: Sequence[Passage], printed: Sequence[PageLetters]) -> list[Passage]:
    """The passages of which there are too few on the pages; each once."""
    wanted = Counter(letters(passage.text) for passage in passages)
    few = {words for words, count in wanted.items() if not stands(words, count, printed)}
    found: dict[str, Passage] = {}
    for passage in passages:
        if letters(passage.text) in few:
            found.setdefault(letters(passage.text), passage)
    return list(found.values())


def _stretches(name: str, page: PageSeen) -> Iterator[_Stretch]:
    """The stretches of a page that cannot be read, with the whole words to which they belong."""
    start = end = -1
    for at in sorted(page.unseen):
        between = range(end + 1, at)
        goes_on = start >= 0 and not any(page.chars[n].isalnum() for n in between)
        if goes_on and page.unseen[at].fault is page.unseen[start].fault:
            end = at
            continue
        if start >= 0:
            yield _stretch(name, page, start, end)
        start = end = at
    if start >= 0:
        yield _stretch(name, page, start, end)


def _stretch(name: str, page: PageSeen, start: int, end: int) -> _Stretch:
    first, last = start, end
    while first > 0 and not page.chars[first - 1].isspace():
        first -= 1
    while last + 1 < len(page.chars) and not page.chars[last + 1].isspace():
        last += 1
    alone, whole = "".join(page.chars[start : end + 1]), "".join(page.chars[first : last + 1])
    return _Stretch(name, letters(alone), whole, page.unseen[start])


def _passage_of(
    unread: str, short: Sequence[Passage], passages: Sequence[Passage]
) -> Passage | None:
    """The passage that letters belong to: the shortest, since letters stand in long ones, too."""
    own = [one for one in short if _belongs(unread, one)]
    own = own or [one for one in passages if letters(one.text) == unread]
    own = own or [one for one in passages if _belongs(unread, one) and len(unread) >= _TELLING]
    return min(own, key=lambda one: len(one.text), default=None)


def _belongs(unread: str, passage: Passage) -> bool:
    words = letters(passage.text)
    return unread in words or (len(words) >= _WORD and words in unread)


def _quoted(text: str) -> str:
    words = text.split()
    return f'"{" ".join(words[:_QUOTED_WORDS])}{" …" if len(words) > _QUOTED_WORDS else ""}"'


def _problem(sentence: str, passage: Passage | None, remedy: str = _LOOK_AFTER_FORM) -> Problem:
    return Problem(sentence, Place(key=passage.target if passage else ""), remedy=remedy)


def _illegible(stretch: _Stretch, passage: Passage | None, demand: Demand) -> Problem:
    subject = _quoted(stretch.words)
    if passage is not None and passage.where:
        subject = f"{subject} in {passage.where}"
    elif passage is None:
        subject = f"{subject}, words of the form itself,"
    sentence = f"{subject} {_said(stretch, demand)}."
    misplaced = stretch.unseen.fault in {Fault.OFF_PAGE, Fault.AT_EDGE}
    return _problem(sentence, passage, _WRITE_OTHERWISE if misplaced else _LOOK_AFTER_FORM)


def _said(stretch: _Stretch, demand: Demand) -> str:
    unseen, page = stretch.unseen, stretch.page
    match unseen.fault:
        case Fault.OFF_PAGE:
            return f"is cut off at the {unseen.edge} edge of {page}"
        case Fault.AT_EDGE:
            return (
                f"stands so near the {unseen.edge} edge of {page} that a printer would cut it off"
            )
        case Fault.SMALL:
            return (
                f"is printed in {unseen.measure:.2g} pt on {page}; the least is {demand.size:g} pt"
            )
        case Fault.HIDDEN:
            return (
                f"cannot be seen on {page}: it has the colour of its ground, or something covers "
                "it or cuts it off"
            )
        case Fault.CUT:
            return f"is cut off or covered in part on {page}"
        case Fault.PALE:
            return (
                f"is too pale on {page}: its contrast is {unseen.measure:.1f} to 1, and the least "
                f"is {demand.contrast:g} to 1"
            )
        case Fault.OVERPRINTED:
            return f"has other words printed over it on {page}"
        case Fault.DISTORTED:
            return f"stands on its head, mirrored, backwards or too slanted to be read on {page}"
