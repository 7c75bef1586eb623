"""What the window shows while no brief is open: where to begin."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefbuilder.app.own_folders import short_folder
from briefbuilder.app.window_commands import WAYS_TO_BEGIN
from briefbuilder.gui.shared.build import dressed, in_column, in_row, make_label, paragraph
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.commands import CommandTable
from briefbuilder.language.interface import _, p_

SHOWN_RECENT = 6


class WelcomePanel(QWidget):
    """Ways to begin, and the briefs opened last."""

    def __init__(
        self,
        desk: Desk,
        settings: WindowSettings,
        commands: CommandTable,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget(self)
        inner.setMaximumWidth(620)
        column = in_column(on=inner, spacing=6)
        title = make_label("Briefbuilder", "title", inner)
        intro = QLabel(
            _("Assemble a briefing from the library, walk the alignment checklist, export it."),
            inner,
        )
        intro.setProperty("role", "soft")
        intro.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(intro)
        column.addSpacing(16)
        for number, (command_id, name, about) in enumerate(WAYS_TO_BEGIN):
            row = QHBoxLayout()
            button = dressed(QPushButton(_(name), inner), name=f"welcome-{command_id}")
            button.setMinimumWidth(170)
            if number == 0:
                button.setProperty("role", "primary")
            button.clicked.connect(commands[command_id].trigger)
            words = paragraph(_(about), "soft", inner)
            row.addWidget(button)
            row.addSpacing(10)
            row.addWidget(words, 1)
            column.addLayout(row)
            column.addSpacing(4)
        self._recent_title = make_label(p_("briefs", "Recent"), "caps", inner)
        column.addSpacing(18)
        column.addWidget(self._recent_title)
        self._recent = in_column(spacing=2)
        column.addLayout(self._recent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        centre = in_row(None, (inner, 3), None)
        outer.addLayout(centre)
        outer.addStretch(3)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._fill_recent()

    def _fill_recent(self) -> None:
        while (entry := self._recent.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.deleteLater()
        recent = self._settings.recent[:SHOWN_RECENT]
        self._recent_title.setVisible(bool(recent))
        for path in recent:
            button = QPushButton(f"{path.name}   ·   {short_folder(path.parent)}", self)
            button.setProperty("role", "link")
            button.setAccessibleName(_("Open {file}", file=path.name))
            button.clicked.connect(partial(self._on_recent_clicked, path))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_recent_clicked(self, path: Path, _checked: bool = False) -> None:
        window = self.window()
        open_path = getattr(window, "open_path", None)
        if callable(open_path):
            open_path(path)
