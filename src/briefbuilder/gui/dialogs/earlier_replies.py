"""What an office had said of a brief before it was asked again, and what has changed since."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from briefbuilder.app.clearance_words import earlier_lines
from briefbuilder.app.difference_html import differences_as_html
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome
from briefbuilder.domain.clearing import changes_since
from briefbuilder.gui.shared.build import in_column, make_label, paragraph, reading_view
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _


class EarlierReplies(QFrame):
    """Lists earlier replies, newest first; beside an open question also what changed since."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "notice")
        self.words = paragraph("", "", self, selectable=True)
        self._since = make_label(_("What has changed since the last reply"), "faint", self)
        self.differences = reading_view(
            _("What has changed since the last reply"), self, height=110
        )
        self.differences.setFont(theme.reading_font(10.5))
        in_column(
            self.words, self._since, self.differences, on=self, margins=(14, 10, 14, 12), spacing=8
        )
        self.setVisible(False)

    def show_clearance(self, brief: Brief, clearance: Clearance) -> None:
        """Show what was said before; hide where nothing was."""
        self.setVisible(bool(clearance.earlier))
        if not clearance.earlier:
            return
        self.words.setText(earlier_lines(clearance))
        is_open = clearance.outcome is ClearanceOutcome.ASKED
        changes = changes_since(brief, clearance.earlier[-1]) if is_open else None
        for widget in (self._since, self.differences):
            widget.setVisible(bool(changes))
        if changes:
            self.differences.setHtml(differences_as_html(changes, self._theme.colours))
