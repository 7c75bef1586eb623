"""What a crash left behind, as a person is told of it: which file, how long ago, which words."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.words import shared_ends, shortened
from briefbuilder.errors import BriefbuilderError
from briefbuilder.language.interface import _, clock, n_, spoken
from briefbuilder.storage.brief_file import read_brief
from briefbuilder.storage.recovery import Recovered, RecoveryStore

_LOG = logging.getLogger(__name__)
LONGEST = 70
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_BEFORE = 20
_UNSAID = frozenset(
    (
        *(
            "id",
            "version",
            "revision",
            "text_hash",
            "type",
            "media_type",
            "item",
            "words",
            "answer",
        ),
        # Codes, which are said in other words, and in the user's language.
        *("question", "value", "outcome"),
        # What the program put beside the author's words: the library's texts and the form's id.
        *("template", "checklist", "asked", "pins", "sources", "cleared", "media"),
        *("held_checklist", "held_scheme"),
    )
)


def left_behind(store: RecoveryStore) -> tuple[Recovered, ...]:
    """The copies worth telling of, newest first; one that says what its file says is dropped."""
    found: list[Recovered] = []
    for one in store.pending():
        saved = _saved(one)
        if one.brief is None or saved is None or saved != one.brief:
            found.append(one)
        elif not one.elsewhere:
            store.discard(one.file)
    if found:
        _LOG.info("%d recovery copies found", len(found))
    return tuple(found)


def story_of(one: Recovered, now: dt.datetime) -> str:
    """What a person needs to know to decide: the file, the age, the first words that changed."""
    if one.brief is None:
        return _("{file} cannot be read: {problem}", file=one.file.name, problem=one.problem)
    file = _("It belongs to {file}.", file=one.origin) if one.origin else _("It has no file yet.")
    told = " ".join(filter(None, (file, _when_put_aside(one, now))))
    words = first_changed_words(one.brief, _saved(one))
    if not words:
        return told
    return f"{told}\n{_('The first words that are not saved: “{words}”', words=words)}"


def _when_put_aside(one: Recovered, now: dt.datetime) -> str:
    if one.at is None:
        return ""
    told = {"age": age(one.at, now), "time": clock(one.at)}
    told["date"] = spoken().date(one.at.date())
    if one.elsewhere:
        return _(
            "It was put aside {age}, at {time} on {date}, on {machine}, where it may still be "
            "open.",
            machine=one.elsewhere,
            **told,
        )
    return _("It was put aside {age}, at {time} on {date}.", **told)


def age(then: dt.datetime, now: dt.datetime) -> str:
    """How long ago something was: "3 minutes ago"."""
    seconds = max(0, int((now - then).total_seconds()))
    days, hours, minutes = (seconds // size for size in (_DAY, _HOUR, _MINUTE))
    if days:
        return n_("{number} day ago", "{number} days ago", days)
    if hours:
        return n_("{number} hour ago", "{number} hours ago", hours)
    if minutes:
        return n_("{number} minute ago", "{number} minutes ago", minutes)
    return _("less than a minute ago")


def unsaved_sentence(title: str) -> str:
    """That a brief was left behind, by its title."""
    return _("“{title}” was not saved when the program last ended.", title=title)


def still_waiting(number: int) -> str:
    """How many briefs more were left behind."""
    return n_(
        "{number} more unsaved brief is kept, and offered when the program starts again.",
        "{number} more unsaved briefs are kept, and offered when the program starts again.",
        number,
    )


def were_open(titles: Sequence[str], age_in_words: str) -> str:
    """Which dialogs were open when the program ended; their words follow."""
    named = [_("“{words}”", words=title) for title in titles]
    return n_(
        "{dialogs} was open when the program ended, {age}. In it stood:",
        "{dialogs} were open when the program ended, {age}. In them stood:",
        len(titles),
        dialogs=spoken().listed(named),
        age=age_in_words,
    )


def first_changed_words(brief: Brief, saved: Brief | None) -> str:
    """The first words of a brief that its file does not hold, with a few before them."""
    known = dict(_words_of(saved.model_dump(mode="json"))) if saved is not None else {}
    for place, text in _words_of(brief.model_dump(mode="json")):
        before = known.get(place, "")
        if text == before or not text.strip():
            continue
        start = max(0, shared_ends(before, text)[0] - _BEFORE)
        start = text.rfind(" ", 0, start) + 1
        return ("… " if start else "") + shortened(text[start:], LONGEST)
    return ""


def _saved(one: Recovered) -> Brief | None:
    with suppress(BriefbuilderError, OSError):
        return read_brief(one.origin).brief if one.origin is not None else None
    return None


def _words_of(value: object, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text that a person may have typed, with a place that other edits do not move."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _UNSAID:
                yield from _words_of(inner, (*place, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            named = inner.get("id") or inner.get("question") if isinstance(inner, dict) else None
            yield from _words_of(inner, (*place, str(named or number)))
