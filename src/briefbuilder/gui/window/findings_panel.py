"""The findings below the brief: worst first, each leading to its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.app.check_words import (
    SIGNS,
    CheckStanding,
    check_words,
    severity_word,
    standing_words,
)
from briefbuilder.domain.brief_check.finding import Finding
from briefbuilder.domain.brief_check.finding_groups import FindingGroup, grouped
from briefbuilder.errors import Severity
from briefbuilder.gui.shared.build import (
    dressed,
    in_column,
    in_row,
    link_button,
    make_label,
    paragraph,
)
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.widgets.kept_keyboard import KEPT_AS, keyboard_kept
from briefbuilder.language.interface import _

ROLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "faint"}
SHOWN_ROWS, EDGE = 3, 4
OUTER_EDGE, INNER_EDGE = 14, 38
COMPARED = frozenset({"pin-behind"})


class FindingRow(QWidget):
    """A finding, or a group of them: a sign, a sentence with what to do, and a way to its place.

    Signals:
        followed(Finding): the reader wants to go there.
        opened(key: str): the findings of the group are to be shown, or hidden again.
    """

    followed = Signal(object)
    opened = Signal(str)

    def __init__(
        self, group: FindingGroup, parent: QWidget, *, is_open: bool = False, is_inner: bool = False
    ) -> None:
        super().__init__(parent)
        self._group = group
        row = in_row(on=self, margins=(INNER_EDGE if is_inner else OUTER_EDGE, 0, 10, 0))
        sign = make_label(SIGNS[group.severity], ROLES[group.severity], self)
        sign.setFixedWidth(18)
        sign.setAccessibleName(severity_word(group.severity))
        sentence = dressed(paragraph(group.sentence, "", self), tip=group.remedy)
        sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(sign)
        row.addWidget(sentence, 1)
        if not group.is_single:
            words = _("Hide them") if is_open else _("Show them")
            self.fold = self._button(f"{'▾' if is_open else '▸'} {words}")
            self.fold.setAccessibleName(_spoken(words, group))
            self.fold.setProperty(KEPT_AS, f"fold {group.key}")
            self.fold.clicked.connect(self._on_fold_clicked)
            row.addWidget(self.fold)
        self.go = self._button(
            _("Compare") if group.findings[0].rule in COMPARED else _("Go there")
        )
        self.go.setAccessibleName(_spoken(self.go.text(), group))
        self.go.setToolTip(group.remedy or _("Show the place"))
        # A group whose number changes is the same group.
        self.go.setProperty(KEPT_AS, f"go {group.key}" if not group.is_single else "")
        self.go.clicked.connect(self._on_go_clicked)
        row.addWidget(self.go)

    def _button(self, text: str) -> QToolButton:
        return link_button(QToolButton(self), text)

    @Slot()
    def _on_go_clicked(self) -> None:
        self.followed.emit(self._group.findings[0])

    @Slot()
    def _on_fold_clicked(self) -> None:
        self.opened.emit(self._group.key)


class FindingsPanel(QWidget):
    """The list of findings.

    Signals:
        followed(Finding): the reader wants to go to a finding's place.
    """

    followed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows: list[FindingRow] = []
        self._shown: tuple[Finding, ...] = ()
        self._open: set[str] = set()
        self._next = 0
        self._area = dressed(QScrollArea(self), spoken=_("Findings"))
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = paragraph("", "empty", self)
        self._empty.setContentsMargins(14, 3, 14, 3)
        self._head = make_label("", "faint", self)
        self._head.setContentsMargins(OUTER_EDGE, 0, OUTER_EDGE, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, EDGE, 0, EDGE)
        column.setSpacing(2)
        column.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._head)
        column.addWidget(self._area)
        desk.session_replaced.connect(self._open.clear)
        desk.check_changed.connect(self.show_check)
        self.show_check(desk.check)

    @property
    def words(self) -> str:
        """What the panel says in place of findings."""
        return self._empty.text()

    @property
    def standing(self) -> str:
        """What stands above the findings."""
        return self._head.text()

    @Slot(object)
    def show_check(self, check: CheckStanding) -> None:
        """Show how the check stands; equal findings leave the rows, and the focus, as they are."""
        self._empty.setText(check_words(check))
        self._head.setText(standing_words(check))
        found = check.found.findings if check.found is not None else ()
        if found != self._shown or not self._rows:
            self._shown = found
            self._next = 0
            with keyboard_kept(self, self._empty):
                self._show_rows()

    def _show_rows(self) -> None:
        inner = dressed(QWidget(self._area), "panel")
        column = in_column(on=inner, margins=0, spacing=0)
        self._rows = []
        for group in grouped(self._shown):
            is_open = not group.is_single and group.key in self._open
            self._rows.append(FindingRow(group, inner, is_open=is_open))
            if is_open:
                self._rows += [
                    FindingRow(FindingGroup((one,)), inner, is_inner=True) for one in group.findings
                ]
        for row in self._rows:
            row.followed.connect(self.followed)
            row.opened.connect(self._on_opened)
            column.addWidget(row)
        column.addStretch(1)
        former = self._area.takeWidget()
        if former is not None:
            former.deleteLater()  # one of its buttons may have asked for this
        self._area.setWidget(inner)
        self._area.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._head.setVisible(bool(self._rows))
        self._fit()

    def _fit(self) -> None:
        """Take room for some rows; whoever wants to see more pulls the panel higher."""
        rows = [row.sizeHint().height() for row in self._rows[:SHOWN_ROWS]]
        rows += [self._head.sizeHint().height() + 2] if self._rows else []
        self.setMinimumHeight((sum(rows) or self._empty.sizeHint().height()) + 2 * EDGE)

    def follow_next(self) -> None:
        """Go to the next finding; after the last comes the first."""
        if self._shown:
            self.followed.emit(self._shown[self._next % len(self._shown)])
            self._next += 1

    def focus_first(self) -> bool:
        """Put the keyboard on the first finding; False where there is none."""
        if self._rows:
            self._rows[0].go.setFocus()
        return bool(self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = moves.get(Qt.Key(event.key()))
        focused = next((n for n, row in enumerate(self._rows) if row.go.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        target = max(0, min(len(self._rows) - 1, focused + step))
        self._rows[target].go.setFocus()
        self._area.ensureWidgetVisible(self._rows[target])

    @Slot(str)
    def _on_opened(self, key: str) -> None:
        """Show the findings of a group, or hide them; the keyboard stays on its row."""
        self._open ^= {key}
        with keyboard_kept(self):
            self._show_rows()


def _spoken(button: str, group: FindingGroup) -> str:
    """A button's name for a screen reader, which tells one row from the other."""
    return _("{button}: {finding}", button=button, finding=group.sentence)
