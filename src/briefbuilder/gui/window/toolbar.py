"""The bar at the top: files, undo, the three workspaces, the check, the export, the marking."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from briefbuilder.app.check_words import (
    AGAIN_SIGN,
    CheckStanding,
    being_checked_again,
    counted_findings,
)
from briefbuilder.app.checking import ASKED_BY_CONDITIONS, alignment
from briefbuilder.app.marking_plate import plate_of
from briefbuilder.domain.changes import Aspect, Changes
from briefbuilder.domain.drafts import next_draft
from briefbuilder.errors import Severity
from briefbuilder.gui.shared.build import dressed, in_row, make_label
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.window.commands import CommandTable
from briefbuilder.language.interface import _, p_

WORKSPACES = ("view.compose", "view.align", "view.library")


TIP_PAUSE_MS = 300


class TopBar(QWidget):
    """Buttons of commands, with what the desk knows of the open brief written on them."""

    def __init__(self, desk: Desk, commands: CommandTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = in_row(on=self, margins=(12, 5, 12, 5), spacing=3)
        for command_id, text in (
            ("brief.new", p_("a button: a brief", "New")),
            ("brief.open", p_("a button: a brief", "Open")),
            ("brief.save", _("Save")),
        ):
            self._row.addWidget(self._button(commands[command_id], text, "bar"))
        self._row.addWidget(self._separator())
        self._row.addWidget(self._button(commands["edit.undo"], _("Undo"), "bar"))
        self._row.addWidget(self._button(commands["edit.redo"], _("Redo"), "bar"))
        self._row.addWidget(self._separator())
        segments = dressed(QWidget(self), name="segments")
        segments.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = in_row(on=segments, margins=3, spacing=2)
        self._segments = {
            workspace: self._button(commands[workspace], "", "segment") for workspace in WORKSPACES
        }
        for button in self._segments.values():
            inner.addWidget(button)
        self._row.addWidget(segments)
        self._row.addWidget(self._separator())
        self._check = self._button(commands["brief.check"], _("Check"), "bar")
        self._export = self._button(commands["brief.export_pdf"], _("Export…"), "primary")
        self._row.addWidget(self._check)
        self._row.addWidget(self._export)
        spacer = QWidget(self)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.addWidget(spacer)
        self._draft = make_label("", "faint", self)
        self._row.addWidget(self._draft)
        self._row.addSpacing(8)
        self._marking = self._button(commands["brief.marking"], "", "marking")
        self._marking.setObjectName("marking-badge")
        self._row.addWidget(self._marking)
        self._shown_style = ""
        self._marking_soon = QTimer(self)
        self._marking_soon.setSingleShot(True)
        self._marking_soon.setInterval(TIP_PAUSE_MS)
        self._marking_soon.timeout.connect(self._show_marking)
        desk.session_replaced.connect(self.refresh)
        desk.library_changed.connect(self.refresh)
        desk.brief_changed.connect(self._on_brief_changed)
        desk.check_changed.connect(self._on_check_changed)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say everything as it stands now."""
        self._show_progress()
        self._show_marking()
        self._show_draft()
        self._show_check(self._desk.check)

    @Slot(object)
    def _on_brief_changed(self, changes: Changes) -> None:
        """What a block says changes the marking at most; the check tells of itself."""
        if changes.aspects & ASKED_BY_CONDITIONS:
            self._show_progress()
        if Aspect.HEAD in changes:
            self._show_draft()
        if changes.initiator and changes.aspects == {Aspect.BLOCKS}:
            # Words that are typed: they stand in the plate's tip at most, and a key comes first.
            self._marking_soon.start()
        else:
            self._show_marking()

    @Slot(object)
    def _on_check_changed(self, check: CheckStanding) -> None:
        """The first of several changes puts the check out of date, and so does a new draft."""
        self._show_check(check)
        self._show_draft()

    def _show_draft(self) -> None:
        """Show the number of the draft; telling it takes a look at all that the brief says."""
        session = self._desk.session
        self._draft.setText(
            p_("of the open brief", "draft {number}", number=next_draft(session.brief))
            if session
            else ""
        )

    def _show_progress(self) -> None:
        session = self._desk.session
        state = alignment(session.brief, self._desk.workspace) if session else None
        walked = f"  {state.answered} / {state.applicable}" if state else ""
        names = {
            "view.compose": _("Compose"),
            "view.align": _("Align") + walked,
            "view.library": _("Library"),
        }
        for workspace, name in names.items():
            self._segments[workspace].setText(name)

    @Slot(object)
    def _show_check(self, check: CheckStanding) -> None:
        """Show what was found; a tick only where these words were looked at."""
        found, name = check.found, _("Check")
        if found is None:
            self._check.setText(f"{name}  …" if check.is_running else name)
            self._check.setAccessibleName(_("Checking") if check.is_running else name)
            self._check.tell(_("The brief is being checked") if check.is_running else "")
            return
        errors, warnings = found.count(Severity.ERROR), found.count(Severity.WARNING)
        parts = [f"✖ {errors}" if errors else "", f"▲ {warnings}" if warnings else ""]
        signs = "  ".join(part for part in parts if part)
        clear = "…" if check.is_running else "✓"
        again = f"  {AGAIN_SIGN}"
        # With room for the sign: what comes and goes with each word that is typed moves nothing.
        self._check.setText(f"{name}  {signs or clear}{again}")
        self._check.setMinimumWidth(max(self._check.minimumWidth(), self._check.sizeHint().width()))
        if not (signs and check.is_running):
            self._check.setText(f"{name}  {signs or clear}")
        words = counted_findings(found, (Severity.ERROR, Severity.WARNING))
        words = being_checked_again(words) if check.is_running else words
        self._check.setAccessibleName(_("Check: {findings}", findings=words))
        self._check.tell(_("{findings}. Show the findings (F7)", findings=words))

    @Slot()
    def _show_marking(self) -> None:
        """Show the marking that the pages will bear, in its own colours."""
        session = self._desk.session
        self._marking.setVisible(session is not None)
        if session is None:
            return
        plate = plate_of(session.brief, self._desk.workspace)
        self._marking.setText(plate.text.replace("&", "&&"))
        style = (
            f"QToolButton {{ background: {plate.ground}; color: {plate.ink};"
            " border: 1px solid transparent; font-weight: 600; padding: 5px 12px; }"
            if plate.ground
            else ""
        )
        if style != self._shown_style:  # a style sheet is dear to set, even the same one
            self._shown_style = style
            self._marking.setStyleSheet(style)
        self._marking.setAccessibleName(_("Marking: {marking}", marking=plate.text))
        self._marking.setAccessibleDescription(plate.spoken)
        self._marking.tell(plate.tip)

    def _button(self, action: QAction, text: str, role: str) -> _FixedTextButton:
        button = dressed(_FixedTextButton(text, self), role)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if text:
            button.setText(text)
        return button

    def _separator(self) -> QFrame:
        line = dressed(QFrame(self), "separator")
        line.setFixedSize(QSize(1, 24))
        return line


class _FixedTextButton(QToolButton):
    """A button of an action that keeps its own text and tip when the action changes."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._fixed = text
        self._tip = ""

    def actionEvent(self, event: object) -> None:
        shown = self.text()
        super().actionEvent(event)  # type: ignore[arg-type]
        super().setText(self._fixed or shown)
        if self._tip:
            self.setToolTip(self._tip)

    def setText(self, text: str) -> None:
        self._fixed = text
        super().setText(text)

    def tell(self, words: str) -> None:
        """Keep these words as the tip."""
        self._tip = words
        self.setToolTip(words)
