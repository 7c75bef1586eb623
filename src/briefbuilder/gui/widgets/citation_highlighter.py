"""Shows citations and Markdown's own marks in an editor: chips, bold, italics, quiet marks."""

from __future__ import annotations

import re

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from briefbuilder.app.citation_html import FindSource
from briefbuilder.app.marked_words import EMPHASIS, STRONG, Marked, marked_words
from briefbuilder.domain.citations import CitationGroup, find_citations
from briefbuilder.gui.shared.theme import Theme

_LINE_MARK = re.compile(r"^\s*(#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>\s?)")


class CitationHighlighter(QSyntaxHighlighter):
    """Colours the Markdown of a document; a citation that nobody knows is marked as an error."""

    def __init__(self, document: QTextDocument, theme: Theme, find: FindSource) -> None:
        super().__init__(document)
        self._theme = theme
        self._find = find
        self._chips: dict[bool, QTextCharFormat] = {}
        theme.changed.connect(self._on_theme_changed)

    def highlightBlock(self, text: str) -> None:
        colours = self._theme.colours
        for marks, weight in ((STRONG, True), (EMPHASIS, False)):
            for words in marked_words(text, marks):
                self._style_words(words, strong=weight)
        mark = _LINE_MARK.match(text)
        if mark:
            quiet = QTextCharFormat()
            quiet.setForeground(QColor(colours.accent))
            self.setFormat(mark.start(), mark.end() - mark.start(), quiet)
        for group in find_citations(text):
            self.setFormat(group.start, group.end - group.start, self._chip(group))

    def _style_words(self, marked: Marked, *, strong: bool) -> None:
        words, marks = QTextCharFormat(), QTextCharFormat()
        if strong:
            words.setFontWeight(QFont.Weight.Bold)
        else:
            words.setFontItalic(True)
        marks.setForeground(QColor(self._theme.colours.faint_ink))
        self.setFormat(marked.first, marked.last - marked.first, words)
        self.setFormat(marked.start, marked.first - marked.start, marks)
        self.setFormat(marked.last, marked.end - marked.last, marks)

    def _chip(self, group: CitationGroup) -> QTextCharFormat:
        known = all(self._find(citation.key) is not None for citation in group.citations)
        if known not in self._chips:
            self._chips[known] = self._make_chip(known=known)
        return self._chips[known]

    def _make_chip(self, *, known: bool) -> QTextCharFormat:
        colours = self._theme.colours
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
        self._chips.clear()
        self.rehighlight()
