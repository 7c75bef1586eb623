"""Shows citations and Markdown's own marks in an editor: chips, bold, italics, quiet marks."""

from __future__ import annotations

import re

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from briefbuilder.domain.citations import CitationGroup, find_citations
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.citation_html import FindSource

_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*_\w])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![*_\w])")
_LINE_MARK = re.compile(r"^\s*(#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>\s?)")


class CitationHighlighter(QSyntaxHighlighter):
    """Colours the Markdown of a document; a citation that nobody knows is marked as an error."""

    def __init__(self, document: QTextDocument, theme: Theme, find: FindSource) -> None:
        super().__init__(document)
        self._theme = theme
        self._find = find
        theme.changed.connect(self._on_theme_changed)

    def highlightBlock(self, text: str) -> None:
        colours = self._theme.colours
        for pattern, weight in ((_STRONG, True), (_EMPHASIS, False)):
            for match in pattern.finditer(text):
                self._style_words(match, strong=weight)
        mark = _LINE_MARK.match(text)
        if mark:
            quiet = QTextCharFormat()
            quiet.setForeground(QColor(colours.accent))
            self.setFormat(mark.start(), mark.end() - mark.start(), quiet)
        for group in find_citations(text):
            self.setFormat(group.start, group.end - group.start, self._chip(group))

    def _style_words(self, match: re.Match[str], *, strong: bool) -> None:
        words, marks = QTextCharFormat(), QTextCharFormat()
        if strong:
            words.setFontWeight(QFont.Weight.Bold)
        else:
            words.setFontItalic(True)
        marks.setForeground(QColor(self._theme.colours.faint_ink))
        first, last = match.span(2)
        self.setFormat(first, last - first, words)
        self.setFormat(match.start(), first - match.start(), marks)
        self.setFormat(last, match.end() - last, marks)

    def _chip(self, group: CitationGroup) -> QTextCharFormat:
        colours = self._theme.colours
        known = all(self._find(citation.key) is not None for citation in group.citations)
        chip = QTextCharFormat()
        chip.setFontFamilies([self._theme.typefaces.sans])
        chip.setFontPointSize(9.5)
        chip.setForeground(QColor(colours.accent if known else colours.error))
        chip.setBackground(QColor(colours.accent_soft if known else colours.error_soft))
        if not known:
            chip.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            chip.setUnderlineColor(QColor(colours.error))
        return chip

    @Slot()
    def _on_theme_changed(self) -> None:
        self.rehighlight()
