"""The clearances of the open brief: who was asked, what they said, and of which words.

Every change is an operation on the brief at once, so that nothing typed here can be lost; words
that are not understood keep the dialog on their clearance until they are mended. A clearance that
lapsed shows what has changed, and stands again only by a deliberate act.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.app import operations
from briefbuilder.app.clearance_entry import unbound
from briefbuilder.app.clearance_words import STANDS_NO_MORE, lapse_sentence, listed_clearance
from briefbuilder.app.difference_html import differences_as_html
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import Clearance, ClearanceScope
from briefbuilder.domain.clearing import (
    ClearanceStanding,
    changes_since,
    clearance_standing,
    outcome_words,
)
from briefbuilder.gui.dialogs.clearance_form import ClearanceForm
from briefbuilder.gui.dialogs.earlier_replies import EarlierReplies
from briefbuilder.gui.shared.build import (
    dressed,
    in_column,
    in_row,
    make_label,
    paragraph,
    reading_view,
    scrolling,
)
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.form_dialog import DialogOfWays
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _, p_, page_words


class ClearancesDialog(DialogOfWays):
    """Lists the clearances beside the form of the chosen one."""

    def __init__(
        self, desk: Desk, theme: Theme, office: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._row = -1
        self._stood: Clearance | None = None
        self.setWindowTitle(p_("of the open brief", "Clearances"))
        self.resize(900, 680)
        self._list = QListWidget(self)
        self._list.setProperty("role", "boxed")
        self._list.setAccessibleName(p_("of the open brief", "Clearances"))
        self._list.setMinimumWidth(240)
        self._list.setMaximumWidth(300)
        self._add = dressed(QPushButton(_("Ask an office"), self), name="add-clearance")
        self._remove = dressed(QPushButton(_("Take out"), self), name="remove-clearance")
        self._empty = make_label(_("Nobody was asked to clear the brief."), "empty", self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.form = ClearanceForm(desk.pending, desk.surroundings.today(), self)
        self.lapse = LapsedClearance(theme, self)
        self.earlier = EarlierReplies(theme, self)
        self._complaint = paragraph("", "error", self)
        self._close = dressed(QPushButton(_("Close"), self), "primary")
        self._lay_out()
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._add.clicked.connect(self._on_add_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._close.clicked.connect(self.accept)
        self.form.changed.connect(self._on_changed)
        self.form.complained.connect(self._complain)
        self.lapse.asked_again.connect(self._on_asked_again)
        self.lapse.confirmed.connect(self._on_confirmed)
        self._complain("")
        self._refresh(office)

    @property
    def _clearances(self) -> tuple[Clearance, ...]:
        session = self._desk.session
        return session.brief.clearances if session is not None else ()

    def done(self, result: int) -> None:
        if self._may_leave():
            self._drop_if_blank()
            super().done(result)

    @property
    def _is_blank(self) -> bool:
        """Whether nothing was typed yet into the clearance that is shown."""
        self._desk.pending.commit()
        return 0 <= self._row < len(self._clearances) and self._clearances[self._row] == self._new

    @property
    def _new(self) -> Clearance:
        return Clearance(asked=self._desk.surroundings.today().isoformat(), of=ClearanceScope())

    def _drop_if_blank(self) -> bool:
        """Take a clearance out into which nothing was typed; True where there was one."""
        session, row = self._desk.session, self._row
        if session is None or not self._is_blank or self.form.unread:
            return False
        left = (*self._clearances[:row], *self._clearances[row + 1 :])
        operations.set_clearances(session, self._desk.workspace, clearances=left)
        return True

    def _may_leave(self) -> bool:
        """Whether the clearance that is shown may be left: all that was typed is understood."""
        self._desk.pending.commit()
        is_blank = self._is_blank and not self.form.unread
        complaint = self.form.complaint if self._row >= 0 and not is_blank else ""
        self._complain(complaint)
        return not complaint

    def _lay_out(self) -> None:
        left = in_column((self._list, 1), in_row(self._add, self._remove), spacing=8)
        page = QWidget(self)
        right = QVBoxLayout(page)
        right.setContentsMargins(0, 0, 6, 0)
        right.setSpacing(10)
        for widget in (self.lapse, self.form, self._complaint, self.earlier):
            right.addWidget(widget)
        right.addWidget(self._empty, 1)
        right.addStretch(1)
        body = in_row(left, spacing=18)
        scroll = scrolling(QScrollArea(self), sideways=True)
        scroll.setWidget(page)
        body.addWidget(scroll, 1)
        foot = in_row(None, self._close)
        in_column((body, 1), foot, on=self, margins=(22, 18, 22, 16), spacing=14)

    def _refresh(
        self, office: str | None = None, *, is_same: bool = False, at: int | None = None
    ) -> None:
        clearances = self._clearances
        shown = self._row if is_same else self._list.currentRow()
        row = max(0, min(shown if at is None else at, len(clearances) - 1))
        if office is not None:
            row = next((n for n, one in enumerate(clearances) if one.office == office), row)
        self._list.blockSignals(True)
        self._list.clear()
        session = self._desk.session
        for one in clearances if session is not None else ():
            self._list.addItem(listed_clearance(session.brief, one) if session is not None else "")
        self._list.setCurrentRow(row if clearances else -1)
        self._list.blockSignals(False)
        self._show(is_same=is_same)

    def _show(self, *, is_same: bool = False) -> None:
        session, row = self._desk.session, self._list.currentRow()
        self._row = row
        chosen = self._clearances[row] if 0 <= row < len(self._clearances) else None
        if not is_same:
            self._stood = chosen
        self._empty.setVisible(chosen is None)
        self._remove.setEnabled(chosen is not None)
        self.form.setVisible(chosen is not None)
        if chosen is None or session is None:
            self.lapse.setVisible(False)
            self.earlier.setVisible(False)
            return
        self.form.show_clearance(chosen, session.brief, is_same=is_same)
        # Hidden meanwhile, what has changed would lose the keyboard.
        self.lapse.show_clearance(session.brief, chosen)
        self.earlier.show_clearance(session.brief, chosen)

    def _put(self, clearance: Clearance, *, merge_key: str | None = None) -> None:
        session, row = self._desk.session, self._row
        if session is None or row < 0:
            return
        operations.put_clearance(
            session,
            self._desk.workspace,
            at=row,
            clearance=clearance,
            merge_key=merge_key,
            stood=self._stood,
        )
        self._refresh(is_same=True)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))

    @Slot()
    def _on_row_changed(self) -> None:
        wanted = self._list.currentRow()
        may_leave = self._may_leave()
        if may_leave and wanted != self._row and self._drop_if_blank():
            self._row, wanted = -1, wanted - (1 if wanted > self._row else 0)
            self._refresh(at=wanted)
            return
        row = wanted if may_leave else self._row
        self._list.blockSignals(True)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        if row == wanted:
            self._show()

    @Slot(object)
    def _on_changed(self, clearance: Clearance) -> None:
        self._put(clearance, merge_key=f"clearance:{self._row}")

    @Slot()
    def _on_add_clicked(self) -> None:
        session = self._desk.session
        if session is None or not self._may_leave():
            return
        if not self._is_blank:
            clearances = (*self._clearances, self._new)
            operations.set_clearances(session, self._desk.workspace, clearances=clearances)
            self._refresh(at=len(clearances) - 1)
        self.form.office.setFocus()

    @Slot()
    def _on_remove_clicked(self) -> None:
        session, row = self._desk.session, self._list.currentRow()
        if session is not None and row >= 0:
            self._desk.pending.commit()
            left = (*self._clearances[:row], *self._clearances[row + 1 :])
            operations.set_clearances(session, self._desk.workspace, clearances=left)
            self._complain("")
            self._refresh()

    @Slot()
    def _on_asked_again(self) -> None:
        """Ask about the present words; what was said of earlier ones is over."""
        session = self._desk.session
        if session is not None:
            operations.ask_again(session, self._desk.workspace, at=self._list.currentRow())
            self._refresh(is_same=True)

    @Slot()
    def _on_confirmed(self) -> None:
        """Record that they say the same of the present words, today."""
        chosen = self._clearances[self._list.currentRow()]
        today = self._desk.surroundings.today().isoformat()
        self._put(unbound(chosen).model_copy(update={"on": today}))


class LapsedClearance(QFrame):
    """Says that a clearance was given to other words, shows them, and offers the two ways on.

    Signals:
        asked_again: the office is to be asked about the present words.
        confirmed: the office says the same of the present words.
    """

    asked_again = Signal()
    confirmed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "notice")
        self._words = paragraph("", "", self)
        self.differences = reading_view(_("What has changed since"), self, height=140)
        self.differences.setFont(theme.reading_font(10.5))
        self.ask_button = dressed(QPushButton(_("Ask again"), self), name="ask-again")
        self.confirm_button = dressed(QPushButton(self), name="still-cleared")
        row = in_row(self.ask_button, self.confirm_button, None)
        in_column(self._words, self.differences, row, on=self, margins=(14, 10, 14, 12), spacing=8)
        self.ask_button.clicked.connect(self.asked_again)
        self.confirm_button.clicked.connect(self.confirmed)

    def show_clearance(self, brief: Brief, clearance: Clearance) -> None:
        """Show what became of a clearance; hide while it counts, or nothing was said."""
        standing = clearance_standing(brief, clearance)
        self.setVisible(standing in STANDS_NO_MORE)
        if standing not in STANDS_NO_MORE:
            return
        self._words.setText(lapse_sentence(clearance, standing))
        still = _("Still {outcome}", outcome=outcome_words(clearance.outcome, page_words()))
        self.confirm_button.setText(still)
        self.confirm_button.setToolTip(_("Record that they say the same of the present text"))
        self._show_differences(brief, clearance, standing)

    def _show_differences(
        self, brief: Brief, clearance: Clearance, standing: ClearanceStanding
    ) -> None:
        changes = changes_since(brief, clearance)
        self.differences.setVisible(standing is ClearanceStanding.LAPSED)
        if changes is None:
            self.differences.setPlainText(_("The brief did not keep the earlier text."))
        elif not changes:
            self.differences.setPlainText(_("The words are the same, divided in another way."))
        else:
            self.differences.setHtml(differences_as_html(changes, self._theme.colours))
