"""Which characters have a shape: in a template's own fonts, or in those the program brings along.

A page must look the same on every machine, so what the fonts of one machine could add does not
count.
"""

from __future__ import annotations

import io
from collections.abc import Container, Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from briefbuilder.domain.characters import named, unprintable_in
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.script_faces import has_face_for

_FONTS = frozenset({".ttf", ".otf", ".woff", ".woff2"})
_FONTS_KEPT = 32
_QUOTED_WORDS = 8


class Printable(Container[int]):
    """The code points that pages of a form can print; the program's own faces are asked last."""

    def __init__(self, own: frozenset[int]) -> None:
        self.own = own

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and (code in self.own or has_face_for(code))


def printable_by(loaded: LoadedTemplate) -> Printable | None:
    """The code points that can be printed; None when a template brings no fonts to read."""
    own = covered_by_own(loaded)
    return None if own is None else Printable(own)


def covered_by_own(loaded: LoadedTemplate) -> frozenset[int] | None:
    """The code points that a template's own fonts have; None when it brings none to read."""
    files = {**loaded.shared, **loaded.assets}
    covered = [
        _covered_by(data)
        for name, data in sorted(files.items())
        if PurePosixPath(name).suffix.lower() in _FONTS
    ]
    if not covered or None in covered:
        return None
    return frozenset[int]().union(*(one for one in covered if one is not None))


@lru_cache(maxsize=_FONTS_KEPT)
def _covered_by(font: bytes) -> frozenset[int] | None:
    """The code points of one font; None when the file cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 — slow, and for the first only

    try:
        with TTFont(io.BytesIO(font), lazy=True) as opened:
            return frozenset(opened.getBestCmap() or ())
    except (TTLibError, ImportError, ValueError, KeyError, AssertionError, OSError, EOFError):
        return None


def unprintable_passages(
    passages: Iterable[Passage], printable: Container[int] | None
) -> tuple[Problem, ...]:
    """A problem for each passage of a finished printing that holds what no font can print."""
    problems: list[Problem] = []
    for passage in passages:
        lacking = _lacking(passage, printable)
        if lacking:
            quoted = " ".join(passage.text.split()[:_QUOTED_WORDS])
            sentence = _(
                'The fonts of the template cannot print {characters} in the words "{words} …".',
                characters=named(lacking),
                words=quoted,
            )
            remedy = _("Write them in another way, such as in Latin letters, or put in a picture.")
            problems.append(Problem(sentence, Place(key=passage.target), remedy=remedy))
    return tuple(problems)


def printable_part(expected: Expectation, printable: Container[int] | None) -> Expectation:
    """What can be looked for on pages: the expectation less what no font can print."""
    passages = tuple(one for one in expected.passages if not _lacking(one, printable))
    return (
        expected
        if len(passages) == len(expected.passages)
        else replace(expected, passages=passages)
    )


def _lacking(passage: Passage, printable: Container[int] | None) -> tuple[str, ...]:
    return () if printable is None else unprintable_in(passage.text, printable)
