"""The findings below the brief: worst first, each leading to its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.domain.findings import Finding, FindingList
from briefbuilder.errors import Severity
from briefbuilder.gui.desk import Desk

SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.ADVICE: "○"}
ROLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "faint"}
SHOWN_ROWS, EDGE = 3, 4
COMPARED = frozenset({"pin-behind"})


class FindingRow(QWidget):
    """One finding: a sign, its sentence with what to do, and a way to its place.

    Signals:
        followed(Finding): the reader wants to go there.
    """

    followed = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        sign = QLabel(SIGNS[finding.severity], self)
        sign.setProperty("role", ROLES[finding.severity])
        sign.setFixedWidth(18)
        sign.setAccessibleName(finding.severity.value)
        sentence = QLabel(finding.sentence, self)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        sentence.setToolTip(finding.remedy)
        sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        go = QToolButton(self)
        go.setText("Compare" if finding.rule in COMPARED else "Go there")
        go.setAccessibleName(f"{go.text()}: {finding.sentence}")
        go.setToolTip(finding.remedy or "Show the place")
        go.setProperty("role", "link")
        go.clicked.connect(self._on_go_clicked)
        row.addWidget(sign)
        row.addWidget(sentence, 1)
        row.addWidget(go)
        self.go = go

    @Slot()
    def _on_go_clicked(self) -> None:
        self.followed.emit(self._finding)


class FindingsPanel(QWidget):
    """The list of findings.

    Signals:
        followed(Finding): the reader wants to go to a finding's place.
    """

    followed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._rows: list[FindingRow] = []
        self._shown: tuple[Finding, ...] = ()
        self._next = 0
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Findings")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = QLabel("Nothing to report.", self)
        self._empty.setProperty("role", "empty")
        self._empty.setContentsMargins(14, 3, 14, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, EDGE, 0, EDGE)
        column.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._area)
        desk.findings_changed.connect(self.show_findings)
        self.show_findings(desk.findings)

    @Slot(object)
    def show_findings(self, found: FindingList) -> None:
        """Show another list; an equal one leaves the rows, and the focus, as they are."""
        if found.findings == self._shown and self._rows:
            return
        self._shown = found.findings
        self._next = 0
        inner = QWidget(self._area)
        inner.setProperty("role", "panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = []
        for finding in found.findings:
            row = FindingRow(finding, inner)
            row.followed.connect(self.followed)
            column.addWidget(row)
            self._rows.append(row)
        column.addStretch(1)
        self._area.setWidget(inner)
        self._area.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._fit()

    def _fit(self) -> None:
        """Take room for some rows; whoever wants to see more pulls the panel higher."""
        rows = [row.sizeHint().height() for row in self._rows[:SHOWN_ROWS]]
        self.setMinimumHeight((sum(rows) or self._empty.sizeHint().height()) + 2 * EDGE)

    def follow_next(self) -> None:
        """Go to the next finding; after the last comes the first."""
        if self._shown:
            self.followed.emit(self._shown[self._next % len(self._shown)])
            self._next += 1

    def focus_first(self) -> None:
        """Put the keyboard on the first finding."""
        if self._rows:
            self._rows[0].go.setFocus()

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


def target_of(finding: Finding) -> str:
    """The target that the desk reveals for a finding."""
    place = finding.place
    for kind, value in (
        ("block", place.block),
        ("section", place.section),
        ("question", place.question),
        ("field", place.field),
    ):
        if value:
            return f"{kind}:{value}"
    return "head"
