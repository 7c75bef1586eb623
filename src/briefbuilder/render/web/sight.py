"""Whether what an HTML copy holds can be seen: its screens and printed pages are looked at.

A screen is laid out as sheets of the copy's width, with its markings at their edges, where a
window keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.errors import Problem
from briefbuilder.render.expectation import Expectation
from briefbuilder.render.eyes import look
from briefbuilder.render.ink import Demand
from briefbuilder.render.legibility import missing_banner, missing_passages, missing_stamp
from briefbuilder.render.pdf_reading import read_pdf

_SHEETS = {"screen": ("screen", Demand(edge=0.0)), "print": ("page", Demand())}


def unread(pdf: bytes, expected: Expectation, medium: str) -> Iterator[Problem]:
    """What of a copy, laid out for a medium, no eye can read."""
    sheet, words = _SHEETS[medium]
    seen = look(pdf, expected.marking, words)
    yield from missing_passages(seen, expected.passages, words, sheet)
    yield from missing_banner(read_pdf(pdf).pages, seen, expected, sheet)
    yield from missing_stamp(seen, expected.stamp, sheet)
