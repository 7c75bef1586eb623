"""Differences between texts of an item, as rich text, and what becomes of one's own words."""

from __future__ import annotations

import html
from collections.abc import Iterable
from difflib import SequenceMatcher

from briefbuilder.app.curating import ItemDraft
from briefbuilder.app.window_colours import Colours
from briefbuilder.domain.differences import (
    DiffRun,
    PartDifference,
    WordChange,
    item_differences,
    word_differences,
)
from briefbuilder.domain.merging import FATE_WORDS, OwnWords
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


def runs_as_html(runs: Iterable[DiffRun], colours: Colours) -> str:
    """A word difference as rich text: taken out struck through, added underlined, each coloured."""
    pieces: list[str] = []
    for run in runs:
        text = html.escape(run.text).replace("\n", "<br>")
        if run.run is WordChange.REMOVED:
            style = f"background-color:{colours.error_soft};color:{colours.error}"
            pieces.append(f'<s style="{style}">{text}</s>')
        elif run.run is WordChange.ADDED:
            style = f"background-color:{colours.good_soft};color:{colours.good}"
            pieces.append(f'<u style="{style}">{text}</u>')
        else:
            pieces.append(text)
    return "".join(pieces)


def differences_as_html(differences: Iterable[PartDifference], colours: Colours) -> str:
    """The parts that differ, each under its heading."""
    return "".join(
        f"<h4>{html.escape(one.title)}</h4><p>{runs_as_html(one.runs, colours)}</p>"
        for one in differences
    )


def own_words_as_html(words: Iterable[OwnWords]) -> str:
    """What becomes of the author's own words when the newer text is accepted, part by part."""
    lines = "".join(
        "<li>"
        + _(
            "<b>{part}</b>: {fate}.",
            part=html.escape(own.title),
            fate=html.escape(_(FATE_WORDS[own.fate])),
        )
        + "</li>"
        for own in words
    )
    when = html.escape(_("When you accept:"))
    return f"<p>{when}</p><ul>{lines}</ul>" if lines else ""
