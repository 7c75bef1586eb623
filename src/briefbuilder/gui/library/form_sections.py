"""The sections of an item in its form: one editor for each line of the kind's contract."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from briefbuilder.app.citation_html import FindSource
from briefbuilder.app.item_words import rule_words
from briefbuilder.domain.items import Item
from briefbuilder.domain.kinds import SectionRule
from briefbuilder.domain.section_text import section_text
from briefbuilder.gui.library.form_fields import FormText
from briefbuilder.gui.shared.build import in_column, make_label, paragraph
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.citation_highlighter import CitationHighlighter
from briefbuilder.language.interface import _, page_words


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
        heading = page_words().gettext(rule.heading)
        title = make_label(heading, "heading", self)
        about = make_label(rule_words(rule), "faint", self)
        self.edit = FormText(pending, self, least_lines=3)
        self.edit.setFont(theme.reading_font(11.0))
        self.edit.setAccessibleName(
            _("{section}, required", section=heading)
            if rule.required
            else _("{section}, optional", section=heading)
        )
        self._highlighter = CitationHighlighter(self.edit.document(), theme, find)
        self.complaint = paragraph("", "error", self)
        self.complaint.hide()
        in_column(
            title, about, self.edit, self.complaint, on=self, margins=(0, 10, 0, 0), spacing=4
        )
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
