"""Differences between texts of an item, as rich text. No widgets."""

from __future__ import annotations

import html
from difflib import SequenceMatcher

from briefbuilder.app.curating import ItemDraft
from briefbuilder.domain.differences import item_differences, word_differences
from briefbuilder.gui.dialogs.compare import differences_as_html, runs_as_html
from briefbuilder.gui.shared.theme import Colours
from briefbuilder.language.interface import _


def headed(heading: str, inner: str = "") -> str:
    """A part of the page, below its heading."""
    return f"<h3>{html.escape(heading)}</h3>{inner}"


def html_paragraph(sentence: str) -> str:
    """A sentence as a paragraph."""
    return f"<p>{html.escape(sentence)}</p>"


def same_html() -> str:
    """What is shown where nothing differs."""
    return html_paragraph(_("There is no difference."))


def drafts_as_html(before: ItemDraft, after: ItemDraft, colours: Colours) -> str:
    """What differs between two drafts: by part where both can be read, else as plain text."""
    if before.text == after.text:
        return same_html()
    if before.item is None or after.item is None:
        return f"<p>{runs_as_html(word_differences(before.text, after.text), colours)}</p>"
    parts = differences_as_html(item_differences(before.item, after.item), colours)
    old_head, new_head = _head(before.text), _head(after.text)
    if old_head == new_head:
        return parts or same_html()
    changed = _changed_lines(old_head, new_head, colours)
    return f"{parts}<h4>{html.escape(_('Head of the file'))}</h4>{changed}"


def _changed_lines(before: str, after: str, colours: Colours) -> str:
    """The lines that differ, word by word; the others are left out."""
    old, new = before.split("\n"), after.split("\n")
    pieces = [
        runs_as_html(word_differences("\n".join(old[a:b]), "\n".join(new[c:d])), colours)
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return "".join(f"<p>{piece}</p>" for piece in pieces)


def _head(text: str) -> str:
    """The head of an item's file, without its fences."""
    pieces = text.replace("\r\n", "\n").split("---\n", 2)
    return pieces[1].strip() if len(pieces) > 2 else text  # noqa: PLR2004 - before, head, body
