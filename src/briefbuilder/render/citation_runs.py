"""Stretches of words in one style, of which the printed forms of sources are made.

A form is a tuple of runs, so that HTML and Word print the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class CitationRun:
    """A stretch of words in one style; `href` makes it a link."""

    text: str
    italic: bool = False
    href: str = ""


Printed = tuple[CitationRun, ...]

Part = Printed | str | None


def plain(printed: Printed) -> str:
    """The words of a form, without style."""
    return "".join(run.text for run in printed)


def to_html(printed: Printed) -> Markup:
    """A form as HTML."""
    return Markup("").join(_run_html(run) for run in printed)


def _run_html(run: CitationRun) -> Markup:
    # The link stands inside the emphasis: a tagged PDF wants a link's words right inside it.
    html = escape(run.text)
    if run.href:
        html = Markup('<a href="{}">{}</a>').format(run.href, html)
    return Markup("<em>{}</em>").format(html) if run.italic else html


def runs_of(part: Part) -> Printed:
    """A part as runs; nothing for an empty one."""
    if not part:
        return ()
    return (CitationRun(part),) if isinstance(part, str) else part


def join(parts: Iterable[Part], separator: str = ", ") -> Printed:
    """The parts that are not empty, with a separator between."""
    joined: list[CitationRun] = []
    for runs in filter(None, (runs_of(part) for part in parts)):
        if joined:
            joined.append(CitationRun(separator))
        joined += runs
    return tuple(joined)


GAP = "\0"
"""Stands in a text for a form, which has a style of its own, until it is `filled`."""


def filled(text: str, form: Printed) -> Printed:
    """A text with a form in its gap."""
    before, _, after = text.partition(GAP)
    return tuple(run for run in (CitationRun(before), *form, CitationRun(after)) if run.text)


def in_italics(text: str) -> Printed:
    """Words in italics."""
    return (CitationRun(text, italic=True),)


def in_brackets(part: Part) -> Printed:
    """A part in round brackets; nothing for an empty one."""
    runs = runs_of(part)
    return (CitationRun("("), *runs, CitationRun(")")) if runs else ()


def spaced(*parts: Part) -> Printed:
    """The parts that are not empty, with spaces between."""
    return join(parts, " ")
