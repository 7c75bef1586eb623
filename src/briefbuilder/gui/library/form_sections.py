"""The sections of an item in its form: one editor for each line of the kind's contract."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from briefbuilder.domain.items import Item
from briefbuilder.domain.kinds import Holds, SectionRule
from briefbuilder.gui.library.form_fields import FormText
from briefbuilder.gui.library.section_text import section_text
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.citation_highlighter import CitationHighlighter
from briefbuilder.gui.widgets.citation_html import FindSource

HOLDS_WORDS = {Holds.FACT: "facts, each with its source", Holds.JUDGEMENT: "judgements"}


class SectionEditor(QWidget):
    """One section of the body, in the reading face.

    Signals:
        edited: the user has changed the text.
    """

    edited = Signal()

    def __init__(
        self,
        rule: SectionRule,
        theme: Theme,
        find: FindSource,
        pending: PendingWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rule = rule
        needed = "required" if rule.required else "optional"
        title = QLabel(rule.heading, self)
        title.setProperty("role", "heading")
        about = QLabel(f"{needed} · {HOLDS_WORDS[rule.holds]}", self)
        about.setProperty("role", "faint")
        self.edit = FormText(pending, self, least_lines=3)
        self.edit.setFont(theme.reading_font(11.0))
        self.edit.setAccessibleName(f"{rule.heading}, {needed}")
        self._highlighter = CitationHighlighter(self.edit.document(), theme, find)
        self.complaint = QLabel(self)
        self.complaint.setProperty("role", "error")
        self.complaint.setWordWrap(True)
        self.complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        for widget in (title, about, self.edit, self.complaint):
            column.addWidget(widget)
        self.edit.textChanged.connect(self.edited)

    def show_item(self, item: Item) -> None:
        """Show the section's words; this is no edit."""
        text = section_text(item.body, self.rule.heading)
        if self.edit.toPlainText().strip() != text.strip():
            self.edit.show_text(text)

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.edit.toPlainText()
