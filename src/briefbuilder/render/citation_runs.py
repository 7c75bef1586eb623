"""Stretches of words in one style, of which the printed forms of sources are made.

A form is a tuple of runs, so that HTML and Word print the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from briefbuilder.language.conventions import Writing


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


_COMMA, _FULL_STOP = ", ", "."
_ENDS_ITSELF = (".", "?", "!", "…")


def pointed(form: Printed, writing: Writing) -> Printed:
    """A form whose commas stand where the language has them beside closing quotation marks.

    Only what `join` has put between two parts moves, never a comma that somebody wrote.
    """
    if not writing.points_within:
        return form
    runs: list[CitationRun] = []
    for run in form:
        if run.text == _COMMA and not run.href and runs and _quotes_end(runs[-1], writing):
            runs[-1] = _put_within(runs[-1], ",", writing)
            run = replace(run, text=" ")  # noqa: PLW2901 — what is left of the separator
        runs.append(run)
    return tuple(runs)


def closed(form: Printed, writing: Writing) -> Printed:
    """A form that ends in a full stop, or in the mark it ends in already."""
    if not form or form[-1].text.endswith(_ENDS_ITSELF):
        return form
    last = form[-1]
    if writing.points_within and _quotes_end(last, writing):
        words = last.text.rstrip(_closing_marks(last.text, writing))
        ended = last if words.endswith(_ENDS_ITSELF) else _put_within(last, _FULL_STOP, writing)
        return (*form[:-1], ended)
    if last.href or last.italic:
        return (*form, CitationRun(_FULL_STOP))
    return (*form[:-1], replace(last, text=f"{last.text}{_FULL_STOP}"))


def _quotes_end(run: CitationRun, writing: Writing) -> bool:
    return not run.href and run.text.endswith(writing.quotes[1])


def _closing_marks(text: str, writing: Writing) -> str:
    """The marks that close a text: those of a quotation within the quotation, too."""
    # An apostrophe at the end of a word ("the Allies’") looks like an inner mark, but opens none.
    return f"’{writing.quotes[1]}" if "‘" in text else writing.quotes[1]


def _put_within(run: CitationRun, point: str, writing: Writing) -> CitationRun:
    words = run.text.rstrip(_closing_marks(run.text, writing))
    return replace(run, text=f"{words}{point}{run.text[len(words) :]}")


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
