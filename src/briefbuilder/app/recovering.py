"""What a crash left behind, as a person is told of it: which file, how long ago, which words."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import suppress

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.words import counted, shared_ends, shortened
from briefbuilder.errors import BriefbuilderError
from briefbuilder.render.labels import long_date
from briefbuilder.storage.brief_file import read_brief
from briefbuilder.storage.recovery import Recovered, RecoveryStore

_LOG = logging.getLogger(__name__)
LONGEST = 70
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
        return f"{one.file.name} cannot be read: {one.problem}"
    file = f"It belongs to {one.origin}." if one.origin else "It has no file yet."
    when = f" It was put aside {age(one.at, now)}, at {_moment(one.at)}" if one.at else ""
    where = f", on {one.elsewhere}, where it may still be open" if one.elsewhere else ""
    words = first_changed_words(one.brief, _saved(one))
    changed = f"\nThe first words that are not saved: “{words}”" if words else ""
    return f"{file}{when}{where}{'.' if when else ''}{changed}"


def _moment(at: dt.datetime) -> str:
    """A moment as it is told whatever language the machine speaks: "14:05 on 3 May 2026"."""
    return f"{at:%H:%M} on {long_date(at.date())}"


def age(then: dt.datetime, now: dt.datetime) -> str:
    """How long ago something was: "3 minutes ago"."""
    seconds = max(0, int((now - then).total_seconds()))
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{counted(seconds // size, name)} ago"
    return "less than a minute ago"


def first_changed_words(brief: Brief, saved: Brief | None) -> str:
    """The first words of a brief that its file does not hold, with a few before them."""
    known = dict(_words_of(saved.model_dump(mode="json"))) if saved is not None else {}
    for place, text in _words_of(brief.model_dump(mode="json")):
        before = known.get(place, "")
        if text == before or not text.strip():
            continue
        start, _ = shared_ends(before, text)
        start = max(0, start - _BEFORE)
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
