"""Placed items beside the library's newer text: what differs, and the author's decision."""

from __future__ import annotations

import html

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QListWidget,
    QPushButton,
    QWidget,
)

from briefbuilder.app import updating
from briefbuilder.app.difference_html import differences_as_html, own_words_as_html
from briefbuilder.app.updating import PinBehind
from briefbuilder.gui.shared.build import dressed, in_column, in_row, paragraph, reading_view
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.form_dialog import DialogOfWays
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.interface import _


class CompareDialog(DialogOfWays):
    """Lists the placed items whose library text is newer; each is accepted or kept."""

    def __init__(
        self, desk: Desk, theme: Theme, item_id: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._behind: tuple[PinBehind, ...] = ()
        self._decisions: list[str] = []
        self.setWindowTitle(_("Compare with the library"))
        self.resize(920, 520)
        self._list = dressed(QListWidget(self), "boxed", spoken=_("Items with a newer text"))
        self._list.setMaximumWidth(240)
        self._title = paragraph("", "heading", self)
        self._meta = paragraph("", "faint", self)
        self._text = reading_view(_("What differs"), self)
        self._text.setFont(theme.reading_font(11.0))
        self._text.document().setDocumentMargin(10)
        self._reason = FormLine(desk.pending, self)
        self._reason.setPlaceholderText(_("Reason for keeping the pinned text (optional)"))
        self._reason.setAccessibleName(_("Reason for keeping the pinned text"))
        self.accept_button = QPushButton(_("Accept the newer text"), self)
        self.accept_button.setObjectName("accept-newer")
        self.accept_button.setProperty("role", "primary")
        self.keep_button = dressed(QPushButton(_("Keep this text"), self), name="keep-pinned")
        self.close_button = QPushButton(_("Close"), self)
        self._lay_out(self.close_button)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.close_button.clicked.connect(self.accept)
        self._refresh(item_id)

    def _lay_out(self, close: QPushButton) -> None:
        buttons = in_row((self._reason, 1), self.keep_button, self.accept_button, spacing=8)
        right = in_column(self._title, self._meta, (self._text, 1), buttons, spacing=8)
        body = in_row(self._list, (right, 1), spacing=18)
        column = in_column((body, 1), on=self, margins=(22, 18, 22, 16), spacing=14)
        foot = in_row(None, close)
        column.addLayout(foot)

    def _refresh(self, item_id: str | None = None) -> None:
        session = self._desk.session
        library = self._desk.workspace.library
        self._behind = updating.pins_behind(session.brief, library) if session else ()
        self._list.clear()
        for one in self._behind:
            title = one.pin.item.title
            self._list.addItem(_("{item} (kept)", item=title) if one.declined else title)
        wanted = next((n for n, one in enumerate(self._behind) if one.item_id == item_id), 0)
        self._list.setVisible(len(self._behind) > 1)
        self._list.setCurrentRow(wanted if self._behind else -1)
        self._on_row_changed(self._list.currentRow())

    def _go_on(self, decision: str) -> None:
        """Show the next item that nobody has decided on, or what was decided."""
        self._decisions.append(decision)
        self._refresh()
        row = next((n for n, one in enumerate(self._behind) if not one.declined), -1)
        self._list.setCurrentRow(row)
        self._on_row_changed(row)
        if row < 0:
            self.close_button.setFocus()

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        chosen = self._behind[row] if 0 <= row < len(self._behind) else None
        for widget in (self.accept_button, self.keep_button, self._reason):
            widget.setEnabled(chosen is not None)
        if chosen is None:
            self._title.setText(
                _("Nothing is left to decide.")
                if self._decisions
                else _("Every placed item has the library's present text.")
            )
            self._meta.setText("\n".join(self._decisions))
            self._text.clear()
            return
        newer = chosen.newer.item
        self._title.setText(newer.title)
        self._meta.setText(updating.behind_words(chosen))
        same = html.escape(_("The words are the same; only the head differs."))
        differences = differences_as_html(chosen.differences, self._theme.colours)
        self._text.setHtml(own_words_as_html(chosen.own_words) + (differences or f"<p>{same}</p>"))

    @Slot()
    def _on_accept_clicked(self) -> None:
        session, row = self._desk.session, self._list.currentRow()
        if session is not None and row >= 0:
            behind = self._behind[row]
            updating.accept(session, self._desk.workspace, behind.item_id)
            self._go_on(updating.decision_words(behind))

    @Slot()
    def _on_keep_clicked(self) -> None:
        session, row = self._desk.session, self._list.currentRow()
        if session is not None and row >= 0:
            behind = self._behind[row]
            reason = self._reason.text().strip()
            updating.keep(session, self._desk.workspace, behind.item_id, reason)
            self._reason.clear()
            self._go_on(updating.decision_words(behind, reason))
