"""The language that the program speaks with its user: chosen once, when it starts.

A printed page has a language of its own, the brief's, which is a value that is handed down; the
window and the terminal have one at a time, so their words need not carry it. This is the one
choice that the whole process shares (the decision on languages, `docs/adr`, says why).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce

from briefbuilder.language.catalogue import Catalogue, interface_words, words_for
from briefbuilder.language.tags import BRITISH


@dataclass(slots=True)
class _Speaker:
    words: Catalogue = field(default_factory=lambda: interface_words(BRITISH))


_SPEAKER = _Speaker()


def speak(lang: str) -> Catalogue:
    """Speak the language of a tag from now on: asked once, before the first word is shown."""
    _SPEAKER.words = interface_words(lang)
    return _SPEAKER.words


def spoken() -> Catalogue:
    """The words of the language that is spoken."""
    return _SPEAKER.words


def page_words() -> Catalogue:
    """The words of pages in the language that is spoken: an item's headings, say, in the window."""
    return words_for(_SPEAKER.words.language)


def _(text: str, /, **values: object) -> str:
    """A sentence for the user, with its named placeholders filled in."""
    return _SPEAKER.words.gettext(text, **values)


def n_(one: str, many: str, number: float, /, **values: object) -> str:
    """A sentence for the user that holds a `{number}`."""
    return _SPEAKER.words.ngettext(one, many, number, **values)


def p_(context: str, text: str, /, **values: object) -> str:
    """A sentence for the user that has more than one meaning, told apart by its context."""
    return _SPEAKER.words.pgettext(context, text, **values)


def clauses(parts: Iterable[str]) -> str:
    """Several things said in one sentence: "a; b; c", and in French "a ; b ; c"."""
    told = list(parts)
    return (
        reduce(lambda one, other: _("{one}; {other}", one=one, other=other), told) if told else ""
    )


def labelled(name: str, words: str) -> str:
    """What a thing is called, and what is said of it: "name: words"."""
    return _("{name}: {words}", name=name, words=words)


def colon() -> str:
    """What stands between a name and what is said of it, where each has a style of its own."""
    return labelled("", "")


def clock(moment: dt.time | dt.datetime) -> str:
    """The hour and the minute: "23:58", and in French "23 h 58"."""
    return _("{hour}:{minute}", hour=f"{moment:%H}", minute=f"{moment:%M}")
