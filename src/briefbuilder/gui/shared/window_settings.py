"""What the window remembers between two starts: its geometry, recent briefs, the colours chosen.

Kept in `QSettings`; never any content. What is unknown or broken there falls back to defaults.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter

from briefbuilder.storage.looking import is_file_in_sight, is_folder_in_sight, real_path

VERSION = 1
MOST_RECENT = 10
SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class WindowSettings:
    """A thin layer over `QSettings`."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def restore(self, window: QMainWindow, splitters: dict[str, QSplitter]) -> None:
        """Give the window and its panes the sizes that they had."""
        if self._settings.value("version") not in {VERSION, str(VERSION)}:
            return
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        for name, splitter in splitters.items():
            state = self._settings.value(f"splitter/{name}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def keep(self, window: QMainWindow, splitters: dict[str, QSplitter]) -> None:
        """Remember the sizes of the window and its panes."""
        self._settings.setValue("version", VERSION)
        self._settings.setValue("geometry", window.saveGeometry())
        for name, splitter in splitters.items():
            self._settings.setValue(f"splitter/{name}", splitter.saveState())
        self._settings.sync()

    @property
    def recent(self) -> tuple[Path, ...]:
        """The briefs opened last, newest first, that still exist."""
        stored = self._settings.value("recent")
        names = stored if isinstance(stored, list) else [stored] if isinstance(stored, str) else []
        return tuple(
            Path(name) for name in names if isinstance(name, str) and is_file_in_sight(Path(name))
        )

    def add_recent(self, path: Path) -> None:
        """Put a brief at the top of the list."""
        newest = real_path(path)
        others = [one for one in self.recent if one != newest]
        names = [str(one) for one in [newest, *others][:MOST_RECENT]]
        self._settings.setValue("recent", names)

    @property
    def scheme(self) -> str:
        """The colours chosen: "system", "light" or "dark"."""
        stored = self._settings.value("scheme")
        return stored if isinstance(stored, str) and stored in SCHEMES else "system"

    @scheme.setter
    def scheme(self, name: str) -> None:
        self._settings.setValue("scheme", name)

    @property
    def folder(self) -> Path:
        """Where the last brief was saved or exported."""
        stored = self._settings.value("folder")
        path = Path(stored) if isinstance(stored, str) else Path.home()
        return path if is_folder_in_sight(path) else Path.home()

    @folder.setter
    def folder(self, path: Path) -> None:
        self._settings.setValue("folder", str(path))
