"""What a person types into the search box, taken apart.

    quarantine kind:case-study tag:naval,air actor:"United States" period:1960..1970 status:overdue

Words are searched in the whole item; each has to be there. The last word, as long as no space
follows it, is still being typed and stands for every word that begins with it. Words in quotation
marks stand side by side, exactly so. `field:value` narrows the hits; values with a comma between
them are alternatives. A filter that cannot be understood is left out and reported: nothing that
is typed makes a search fail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from briefbuilder.domain.base import check_partial_date
from briefbuilder.domain.items import ONGOING, Kind, Status
from briefbuilder.domain.words import fold_for_search, fold_words, slug
from briefbuilder.errors import Place, Problem, Severity
from briefbuilder.language.interface import _, spoken
from briefbuilder.language.marks import N_

OVERDUE = "overdue"
"""The status that no item is given: it was to be reviewed before today, and is not withdrawn."""

FIELDS = ("kind", "tag", "region", "actor", "period", "status")
MAX_CHARACTERS = 1000
MAX_WORDS = 32

FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"

_KINDS = tuple(kind.value for kind in Kind)
_STATUSES = (*(status.value for status in Status), OVERDUE)
_QUOTES = str.maketrans("“”„«»", '"""""')
_TOKEN = re.compile(
    r"""
    (?P<field>[A-Za-z]+):(?P<value>(?:"[^"]*"?|[^\s"])*)   # kind:legal  actor:"United States"
    | "(?P<phrase>[^"]*)(?P<end>"?)                        # "naval quarantine"  "naval quar
    | (?P<word>[^\s"]+)
    """,
    re.VERBOSE,
)
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_VALUE = re.compile(r'"(?P<quoted>[^"]*)"?|(?P<plain>[^,"]+)')


@dataclass(frozen=True, slots=True)
class DayRange:
    """From one day to another, both included, as ISO dates, which sort as text."""

    first: str = FIRST_DAY
    last: str = LAST_DAY


@dataclass(frozen=True, slots=True)
class Filters:
    """What an item must be, besides holding the words.

    An item has one kind and one status, so those named are alternatives, and none is any. Of
    `tags`, `regions` and `actors` it has many: each inner tuple asks for one of its members, and
    every inner tuple has to be met. Tags and regions are slugs; actors are folded names.
    """

    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    tags: tuple[tuple[str, ...], ...] = ()
    regions: tuple[tuple[str, ...], ...] = ()
    actors: tuple[tuple[str, ...], ...] = ()
    period: DayRange | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A search: finished words, words that stand side by side, the word still being typed."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    prefix: str = ""
    filters: Filters = field(default_factory=Filters)
    problems: tuple[Problem, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether anything is to be found in the text; filters alone list what they let pass."""
        return bool(self.words or self.phrases or self.prefix)


def fold_name(name: str) -> str:
    """A name as it is compared: no accents, no case, single spaces, straight apostrophes."""
    return fold_words(fold_for_search(name)).replace("’", "'")


def first_day(date: str) -> str:
    """The first day that a partial date may mean."""
    return date + FIRST_DAY[len(date) :]


def last_day(date: str) -> str:
    """The last day that a partial date may mean. It is compared as text: 02-31 does no harm."""
    return date + LAST_DAY[len(date) :]


def clean_text(text: str) -> str:
    """`text` in NFC, without what no one can see or type, such as controls and soft hyphens."""
    visible = _CONTROLS.sub(" ", _INVISIBLE.sub("", text))
    return visible if visible.isascii() else unicodedata.normalize("NFC", visible)


def parse_query(text: str) -> Query:
    """Take apart what was typed. Never raises: see `Query.problems`."""
    problems: list[Problem] = []
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        problems.append(
            _advice(
                _(
                    "Only the first {number} characters of the search are used.",
                    number=spoken().writing.whole(MAX_CHARACTERS),
                )
            )
        )
    typed = clean_text(text).translate(_QUOTES)
    words: list[str] = []
    phrases: list[str] = []
    prefix = ""
    filters = Filters()
    for match in _TOKEN.finditer(typed):
        is_last = match.end() == len(typed)
        name = (match["field"] or "").lower()
        if name in FIELDS:
            filters = _with_filter(filters, name, match["value"], problems)
            continue
        if name:
            _hint_at_field(name, problems)
        said = _searchable(match["phrase"] or match["word"] or match[0])
        if not said:
            continue
        if is_last and not match["end"]:
            prefix = said
        elif match["phrase"]:
            phrases.append(said)
        else:
            words.append(said)
    if len(words) + len(phrases) >= MAX_WORDS:
        problems.append(
            _advice(_("Only the first {number} words of the search are used.", number=MAX_WORDS))
        )
        words, prefix = words[: MAX_WORDS - 1], ""
        phrases = phrases[: MAX_WORDS - len(words)]
    return Query(tuple(words), tuple(phrases), prefix, filters, tuple(problems))


def _searchable(text: str) -> str:
    """`text` with a space for every mark; "" when no letter and no digit is left."""
    return fold_words("".join(ch if _is_part_of_word(ch) else " " for ch in text))


def _is_part_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in {"Mn", "Mc", "Co"}


def _advice(sentence: str, key: str = "") -> Problem:
    return Problem(sentence, Place(key=key), Severity.ADVICE)


def _hint_at_field(name: str, problems: list[Problem]) -> None:
    """Say so when an unknown field looks like one that was mistyped."""
    for meant in get_close_matches(name, FIELDS, n=1, cutoff=0.7):
        sentence = _('There is no filter "{name}", so it was searched as a word.', name=name)
        typed = f"{meant}:"
        remedy = _('Did you mean "{filter}"?', filter=typed)
        problems.append(replace(_advice(sentence, name), remedy=remedy))


def _values(text: str) -> tuple[str, ...]:
    found = (match["quoted"] or match["plain"] or "" for match in _VALUE.finditer(text))
    return tuple(value.strip() for value in found if value.strip())


def _with_filter(filters: Filters, name: str, text: str, problems: list[Problem]) -> Filters:
    values = _values(text)
    if not values:
        return filters
    match name:
        case "kind":
            kinds = _one_of(_KINDS, name, values, problems)
            return replace(filters, kinds=filters.kinds | kinds)
        case "status":
            statuses = _one_of(_STATUSES, name, values, problems)
            return replace(filters, statuses=filters.statuses | statuses)
        case "tag":
            return replace(filters, tags=(*filters.tags, _folded(slug, values)))
        case "region":
            return replace(filters, regions=(*filters.regions, _folded(slug, values)))
        case "actor":
            return replace(filters, actors=(*filters.actors, _folded(fold_name, values)))
        case _:
            return replace(filters, period=_period(values[-1], problems) or filters.period)


def _folded(fold: Callable[[str], str], values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(value) for value in values))


_NOT_ONE_OF = {
    "kind": N_('"{word}" is not a kind.'),
    "status": N_('"{word}" is not a status.'),
}


def _one_of(
    known: tuple[str, ...], name: str, values: tuple[str, ...], problems: list[Problem]
) -> frozenset[str]:
    asked = {slug(value): value for value in values}
    problems += [
        Problem(
            _(_NOT_ONE_OF[name], word=value),
            Place(key=f"{name}:{value}"),
            remedy=_("Choose one of {names}.", names=", ".join(known)),
        )
        for key, value in asked.items()
        if key not in known
    ]
    return frozenset(asked.keys() & set(known))


def _period(text: str, problems: list[Problem]) -> DayRange | None:
    """The days of `1962-10`, `1960..1970`, `1990..` or `..1945`; None, and a problem, if none."""
    start, dots, end = (part.strip() for part in text.partition(".."))
    end = "" if end == ONGOING else end
    try:
        for date in filter(None, (start, end)):
            check_partial_date(date)
    except ValueError as error:
        problems.append(
            Problem(str(error), Place(key=f"period:{text}"), remedy=_(_PERIOD_EXAMPLES))
        )
        return None
    days = DayRange(
        first_day(start) if start else FIRST_DAY,
        (last_day(end) if end else LAST_DAY) if dots else last_day(start),
    )
    if days.last < days.first:
        place = Place(key=f"period:{text}")
        problems.append(
            Problem(_("The period ends before it begins."), place, remedy=_(_PERIOD_EXAMPLES))
        )
        return None
    return days


_PERIOD_EXAMPLES = N_("Examples: period:1962, period:1960..1970, period:1990..")
