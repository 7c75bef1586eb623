"""What one edit in Compose costs the whole window, beside what Compose alone needs of it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from benchmarks.elsewhere import said_by
from benchmarks.measuring import Comparison, Measure

_ROOT = Path(__file__).parents[1]
_EDITS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from briefbuilder.app import operations
from briefbuilder.app.surroundings import Surroundings, shipped_fonts
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.commands import WorkspaceId
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.render.worker import LayoutWorker

who, brief, settings = sys.argv[1:]
application = QApplication([])
surroundings = Surroundings.of_this_machine(None)
desk = Desk(Workspace.open(surroundings, keep_index=False), LayoutWorker())
kept = WindowSettings(QSettings(settings, QSettings.Format.IniFormat))
window = MainWindow(desk, Theme(application, shipped_fonts(surroundings)), kept)
window.show()
window.open_path(Path(brief))
# Every room has been seen once, and is hidden now.
for room in (WorkspaceId.LIBRARY, WorkspaceId.ALIGN, WorkspaceId.COMPOSE):
    window.show_workspace(room)
    application.processEvents()
window.library.reveal("item:" + next(iter(desk.workspace.library.entries)))
if who == "compose":
    desk.brief_changed.disconnect()
    desk.brief_changed.connect(window.compose._on_brief_changed)
session = desk.session
block = next(one for one in session.brief.blocks() if isinstance(one, TextBlock))
def edit(number):
    operations.set_text(session, block_id=block.id, text=f"{block.text} {number}")
for number in range(20):
    edit(-number)
start = time.thread_time()
for number in range(200):
    edit(number)
print((time.thread_time() - start) / 200, flush=True)
import os
os._exit(0)
"""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The comparisons; none where there is no toolkit for windows."""
    if importlib.util.find_spec("PySide6") is None:
        return
    yield Comparison(
        "window: one edit of a text, every room once seen",
        "the edit and Compose alone",
        ours=_edits("window", folder),
        floor=_edits("compose", folder),
        goal=2.0,
        rounds=5,
    )


def _edits(who: str, folder: Path) -> Measure:
    """A measure of one edit in seconds of the window's thread."""
    brief = min((_ROOT / "examples").glob("*.brief"))
    return said_by(folder, _EDITS, who, str(brief), str(folder / "settings.ini"))
