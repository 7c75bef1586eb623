"""Citations on the screen: their short names for chips, their printed form for tooltips."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from markupsafe import Markup

from briefbuilder.app.window_colours import Colours
from briefbuilder.domain.citations import Citation, CitationGroup, find_citations
from briefbuilder.domain.sources import Source
from briefbuilder.language.interface import _, page_words
from briefbuilder.render.citation_runs import plain
from briefbuilder.render.citations import full_citation, short_citation, with_locator
from briefbuilder.render.markdown import Setting, to_fragment

FindSource = Callable[[str], Source | None]
LONGEST_CHIP, LEAST_NAME = 40, 16


def chip_text(citation: Citation, find: FindSource) -> str:
    """The short name of a cited source, with its locator; the key where it is not known."""
    source = find(citation.key)
    if source is None:
        return f"@{citation.key}?"
    name = _cut(plain(short_citation(source, page_words())), LONGEST_CHIP - len(citation.locator))
    return f"{name}, {citation.locator}" if citation.locator else name


def printed_source(citation: Citation, find: FindSource) -> str:
    """A citation as the notes will print it, or a sentence on why they cannot."""
    source = find(citation.key)
    if source is None:
        return _(
            'There is no source "{key}", neither in the brief nor in the library.', key=citation.key
        )
    words = page_words()
    return plain(with_locator(full_citation(source, words), citation.locator, words))


def group_tip(group: CitationGroup, find: FindSource) -> str:
    """The tooltip of what stands between one pair of brackets, as rich text."""
    lines = [html.escape(printed_source(citation, find)) for citation in group.citations]
    return "<p>" + "</p><p>".join(lines) + "</p>"


def markdown_html(markdown: str, find: FindSource, colours: Colours, sans: str) -> str:
    """Markdown as Qt's rich text: citations are chips that link to `cite:KEY`."""

    def chip(group: CitationGroup) -> Markup:
        chips = [_chip(citation, find, colours, sans) for citation in group.citations]
        return Markup(" ") + Markup(" ").join(chips)

    return str(to_fragment(markdown, Setting(cite=chip)).html)


def _chip(citation: Citation, find: FindSource, colours: Colours, sans: str) -> Markup:
    known = find(citation.key) is not None
    ink = colours.accent if known else colours.error
    back = colours.accent_soft if known else colours.error_soft
    words = chip_text(citation, find).replace(" ", "\u00a0")
    style = (
        f"background-color:{back}; color:{ink}; font-family:'{sans}'; font-size:9pt;"
        " text-decoration:none;"
    )
    return Markup('<a href="cite:{}" style="{}">\u00a0{}\u00a0</a>').format(
        f"{citation.key}|{citation.locator}", style, words
    )


def _cut(text: str, limit: int) -> str:
    longest = max(limit, LEAST_NAME)
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip(' ,')}…"


_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def statement_html(text: str, find: FindSource, colours: Colours, sans: str) -> str:
    """A statement's words as rich text, with its citations as chips."""
    pieces: list[str] = []
    last = 0
    for group in find_citations(text):
        pieces.append(_plain_words(text[last : group.start]))
        for number, citation in enumerate(group.citations):
            if number:
                pieces.append(" ")
            known = find(citation.key) is not None
            ink = colours.accent if known else colours.error
            back = colours.accent_soft if known else colours.error_soft
            words = html.escape(chip_text(citation, find)).replace(" ", "&nbsp;")
            pieces.append(
                f"<span style=\"background-color:{back};color:{ink};font-family:'{sans}';"
                f'font-size:9pt">&nbsp;{words}&nbsp;</span>'
            )
        last = group.end
    pieces.append(_plain_words(text[last:]))
    return "".join(pieces)


def _plain_words(markdown: str) -> str:
    """Words between citations, their links as the words that are linked."""
    return html.escape(_LINK.sub(r"\1", markdown))
