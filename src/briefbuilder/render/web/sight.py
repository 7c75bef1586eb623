"""Whether what an HTML copy holds can be seen: its screens and printed pages are looked at.

A screen is laid out as sheets of the copy's width, with its markings at their edges, where a
window keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.render.demand import Demand
from briefbuilder.render.eyes import look_at_pages
from briefbuilder.render.legibility import Surface, missing_banner, missing_passages, missing_stamp
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.template_faults import style_ignored
from briefbuilder.render.wire import LaidOut

_SHEETS = {"screen": (Surface.SCREEN, Demand(edge=0.0)), "print": (Surface.PAGE, Demand())}


def unlooked_at(said: Sequence[Problem]) -> Iterator[Problem]:
    """What the layout took no notice of, where a browser may: nobody has seen what comes of it."""
    for one in said:
        if style := style_ignored(one):
            sentence = _(
                'The layout does not understand "{style}" in the style of the form, so nobody can '
                "say how a browser would show it.",
                style=style,
            )
            remedy = _("Write it in another way in the form's style sheet, or export as PDF.")
            yield Problem(sentence, Place(MAIN), remedy=remedy)


def unread(laid_out: LaidOut, medium: str) -> Iterator[Problem]:
    """What of a copy, laid out for a medium, no eye can read."""
    sheet, words = _SHEETS[medium]
    pdf, expected, places = laid_out.pdf, laid_out.expected, laid_out.layout.places
    seen = look_at_pages(pdf, expected.marking, words)
    yield from missing_passages(
        seen, expected.passages, words, sheet, places=places, drawn=expected.drawn
    )
    yield from missing_banner(read_pdf(pdf).pages, seen, expected, sheet)
    yield from missing_stamp(seen, expected.stamp, sheet)
