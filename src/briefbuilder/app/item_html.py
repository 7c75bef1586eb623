"""An item of the library as rich text, to be read in the window."""

from __future__ import annotations

import html

from briefbuilder.app.citation_html import markdown_html, printed_source
from briefbuilder.app.window_colours import Colours, Typefaces
from briefbuilder.domain.citations import Citation, cited_keys
from briefbuilder.domain.item_sections import part_text, part_title, parts_of
from briefbuilder.domain.items import Item, Kind
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.domain.sources import Source
from briefbuilder.domain.statements import CheckState, check_summary
from briefbuilder.language.interface import _, n_, page_words


def item_html(entry: LibraryEntry, library: Library, colours: Colours, typefaces: Typefaces) -> str:
    """An item as rich text: all parts, then its checks, sources and relations."""
    item = entry.item
    find = library.sources.get
    pieces = [
        f"<h3>{html.escape(part_title(item, part))}</h3>"
        + markdown_html(part_text(item, part), find, colours, typefaces.sans)
        for part in parts_of(item)
    ]
    pieces += [_checks(item, colours), _sources(item, library), _related(item, library)]
    style = (
        f"body {{ font-family: '{typefaces.serif}'; font-size: 12pt; }}"
        f" h3 {{ font-family: '{typefaces.sans}'; font-size: 11pt; margin-top: 14px;"
        f" margin-bottom: 3px; }} p {{ margin-top: 0; margin-bottom: 6px; }}"
        f" li {{ margin-bottom: 3px; }} a {{ color: {colours.accent}; }}"
    )
    return f"<html><head><style>{style}</style></head><body>{''.join(pieces)}</body></html>"


def _checks(item: Item, colours: Colours) -> str:
    summary = check_summary(item)
    if not summary.facts:
        return ""
    rows = []
    sign = html.escape(_("○ not checked:"))
    for one in summary.statements:
        if one.state is CheckState.UNCHECKED:
            words = html.escape(_short(one.statement.text))
            rows.append(f'<li><span style="color:{colours.warning}">{sign}</span> {words}</li>')
    listed = f"<ul>{''.join(rows)}</ul>" if rows else ""
    count = n_(
        "{checked} of {number} factual statement was read in its source.",
        "{checked} of {number} factual statements were read in their source.",
        summary.facts,
        checked=summary.checked,
    )
    return f"{_heading(_('Checks'))}<p>{html.escape(count)}</p>{listed}"


def _sources(item: Item, library: Library) -> str:
    texts = [part_text(item, part) for part in parts_of(item)]
    keys = dict.fromkeys(key for text in texts for key in cited_keys(text))
    if not keys:
        return ""

    def printed(key: str) -> str:
        source: Source | None = library.sources.get(key)
        grade = f" [{source.grade.value}]" if source is not None and source.grade else ""
        words = printed_source(Citation(key), library.sources.get)
        return f"<li>{html.escape(words)}{grade}</li>"

    return f"{_heading(_('Sources'))}<ul>{''.join(printed(key) for key in keys)}</ul>"


def _related(item: Item, library: Library) -> str:
    rows = []
    for key in library.neighbours(item.id):
        other = library.entries[key].item
        kind = html.escape(page_words().gettext(spec_of(Kind(other.kind)).label).lower())
        rows.append(f'<li><a href="item:{key}">{html.escape(other.title)}</a>, {kind}</li>')
    return f"{_heading(_('Related'))}<ul>{''.join(rows)}</ul>" if rows else ""


def _heading(words: str) -> str:
    return f"<h3>{html.escape(words)}</h3>"


def _short(text: str, limit: int = 110) -> str:
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
