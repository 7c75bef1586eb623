"""The bar at the top: files, undo, the three workspaces, the check, the export, the marking."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from briefbuilder.domain.findings import FindingList
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.words import counted
from briefbuilder.errors import Severity
from briefbuilder.gui.commands import CommandTable

ROOMS = ("view.compose", "view.align", "view.library")


class TopBar(QWidget):
    """Buttons of commands; it holds no state of its own."""

    def __init__(self, commands: CommandTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 5, 12, 5)
        self._row.setSpacing(3)
        for command_id, text in (
            ("brief.new", "New"),
            ("brief.open", "Open"),
            ("brief.save", "Save"),
        ):
            self._row.addWidget(self._button(commands[command_id], text, "bar"))
        self._row.addWidget(self._separator())
        self._row.addWidget(self._button(commands["edit.undo"], "Undo", "bar"))
        self._row.addWidget(self._button(commands["edit.redo"], "Redo", "bar"))
        self._row.addWidget(self._separator())
        segments = QWidget(self)
        segments.setObjectName("segments")
        segments.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QHBoxLayout(segments)
        inner.setContentsMargins(3, 3, 3, 3)
        inner.setSpacing(2)
        self._segments = {room: self._button(commands[room], "", "segment") for room in ROOMS}
        for button in self._segments.values():
            inner.addWidget(button)
        self._row.addWidget(segments)
        self._row.addWidget(self._separator())
        self._check = self._button(commands["brief.check"], "Check", "bar")
        self._export = self._button(commands["brief.export_pdf"], "Export…", "primary")
        self._row.addWidget(self._check)
        self._row.addWidget(self._export)
        spacer = QWidget(self)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.addWidget(spacer)
        self._draft = QLabel(self)
        self._draft.setProperty("role", "faint")
        self._row.addWidget(self._draft)
        self._marking = self._button(commands["brief.marking"], "", "marking")
        self._marking.setObjectName("marking-badge")
        self._row.addWidget(self._marking)
        self.show_progress(None, None)

    def show_progress(self, answered: int | None, applicable: int | None) -> None:
        """Name the workspaces; Align says how far the walk has come."""
        names = {
            "view.compose": "Compose",
            "view.align": f"Align  {answered} / {applicable}" if applicable else "Align",
            "view.library": "Library",
        }
        for room, name in names.items():
            self._segments[room].setText(name)

    def show_findings(self, found: FindingList, *, has_brief: bool) -> None:
        """Say how many findings there are, by sign and number."""
        errors, warnings = found.count(Severity.ERROR), found.count(Severity.WARNING)
        parts = [f"✖ {errors}" if errors else "", f"▲ {warnings}" if warnings else ""]
        signs = "  ".join(part for part in parts if part)
        clear = "✓" if has_brief and found.is_clear and not warnings else ""
        self._check.setText(f"Check  {signs or clear}".rstrip())
        words = f"Check: {counted(errors, 'error')}, {counted(warnings, 'warning')}"
        self._check.setAccessibleName(words if has_brief else "Check")

    def show_marking(
        self, marking: Marking | None, scheme: Scheme | None, *, has_brief: bool, draft: int
    ) -> None:
        """Show the brief's marking in its own colours; "not marked" is shown as such."""
        self._marking.setVisible(has_brief)
        self._draft.setText(f"draft {draft}" if has_brief else "")
        if marking is None or scheme is None or scheme.problems_of(marking):
            self._marking.setText("MARKING NOT SET")
            self._marking.setStyleSheet("")
            self._marking.setProperty("unset", True)
        else:
            level = scheme.level(marking.level)
            self._marking.setText(scheme.banner(marking))
            self._marking.setProperty("unset", False)
            self._marking.setStyleSheet(
                f"QToolButton {{ background: {level.colour}; color: {level.text_colour};"
                " border: 1px solid transparent; font-weight: 600; padding: 5px 12px; }"
            )
        self._marking.setAccessibleName(f"Marking: {self._marking.text()}")
        self._marking.style().polish(self._marking)

    def _button(self, action: QAction, text: str, role: str) -> QToolButton:
        button = _FixedTextButton(text, self)
        button.setProperty("role", role)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if text:
            button.setText(text)
        return button

    def _separator(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("role", "separator")
        line.setFixedSize(QSize(1, 24))
        return line


class _FixedTextButton(QToolButton):
    """A button of an action that keeps its own text when the action's title changes."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._fixed = text

    def actionEvent(self, event: object) -> None:
        shown = self.text()
        super().actionEvent(event)  # type: ignore[arg-type]
        super().setText(self._fixed or shown)

    def setText(self, text: str) -> None:
        self._fixed = text
        super().setText(text)
