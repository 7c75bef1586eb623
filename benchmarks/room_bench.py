"""What the Library room costs in the whole window, in libraries of three sizes."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from benchmarks.corpus import make_library
from benchmarks.elsewhere import environment, said_by
from benchmarks.measuring import Comparison, Measure

SMALL, MIDDLE, LARGE = 150, 2_000, 10_000
SAVE_S = 0.3
CARDS_S = 1.0
PATIENCE_S = 20

_WINDOW = """
import itertools, os, sys, time
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from briefbuilder.app import curating
from briefbuilder.app.surroundings import Surroundings, shipped_fonts
from briefbuilder.app.workspace import Workspace
from briefbuilder.gui.shared.garbage import GarbageCollector
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.commands import WorkspaceId
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.render.worker import LayoutWorker

library, settings = sys.argv[1:]
application = QApplication([])
garbage = GarbageCollector(application)
surroundings = Surroundings.of_this_machine(Path(library))
desk = Desk(Workspace.open(surroundings, keep_index=False), LayoutWorker())
# The look that comes every fifteen seconds belongs to no save.
desk._library_look.stop()
kept = WindowSettings(QSettings(settings, QSettings.Format.IniFormat))
window = MainWindow(desk, Theme(application, shipped_fonts(surroundings)), kept)
window.show()
application.processEvents()
room = window.library

def settle():
    # Until the library check is through, and the timers that a save has started have run.
    quiet = time.monotonic() + 1.2
    while time.monotonic() < quiet or not room._overview.now.is_reviewed:
        application.processEvents()
        time.sleep(0.01)
"""
_CARDS = (
    _WINDOW
    + """
start = time.process_time()
window.show_workspace(WorkspaceId.LIBRARY)
application.processEvents()
assert room.found.model.rowCount()
window.grab()
print(time.process_time() - start, flush=True)
os._exit(0)
"""
)
_SAVES = (
    _WINDOW
    + """
window.show_workspace(WorkspaceId.LIBRARY)
room.reveal("item:item-000004")
settle()
owners = itertools.count()
for _line in sys.stdin:
    draft = room.drafts.draft
    room.drafts.type_text(curating.with_values(draft, owner=f"Owner {next(owners)}").text)
    settle()
    start = time.process_time()
    assert room.save()
    settle()
    print(time.process_time() - start, flush=True)
os._exit(0)
"""
)


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The comparisons; none where there is no toolkit for windows."""
    if importlib.util.find_spec("PySide6") is None:
        return
    rooms = {
        items: make_library(folder / f"room-{items}", items) for items in (SMALL, MIDDLE, LARGE)
    }
    with ExitStack() as stack:
        saves = {
            items: stack.enter_context(_Window(library, folder)) for items, library in rooms.items()
        }
        for items in (MIDDLE, LARGE):
            yield Comparison(
                f"Library room of {items:,}: one save",
                f"the same save among {SMALL}",
                ours=saves[items].save,
                floor=saves[SMALL].save,
                goal=4.0,
                rounds=5,
            )
        for items in rooms:
            yield Comparison(
                f"Library room of {items:,}: one save, in all",
                f"{SAVE_S} s of CPU",
                ours=saves[items].save,
                floor=lambda: SAVE_S,
                goal=1.0,
                rounds=5,
            )
    yield Comparison(
        f"Library room of {LARGE:,}: first cards",
        f"the first cards of {SMALL}",
        ours=_first_cards(rooms[LARGE], folder),
        floor=_first_cards(rooms[SMALL], folder),
        goal=2.0,
        rounds=3,
    )
    yield Comparison(
        f"Library room of {LARGE:,}: first cards",
        f"{CARDS_S:g} s of CPU",
        ours=_first_cards(rooms[LARGE], folder),
        floor=lambda: CARDS_S,
        goal=1.0,
        rounds=3,
    )


class _Window:
    """A window in a process of its own, whose Library room saves an item whenever it is asked."""

    def __init__(self, library: Path, folder: Path) -> None:
        self._process = subprocess.Popen(
            _command(_SAVES, library, folder),
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(PATIENCE_S)

    def save(self) -> float:
        """The seconds of CPU, on all threads, of one save and of what follows it."""
        asked, answer = self._process.stdin, self._process.stdout
        if asked is None or answer is None:
            raise RuntimeError("the window was started without its pipes")
        asked.write("save\n")
        asked.flush()
        return float(answer.readline())


def _first_cards(library: Path, folder: Path) -> Measure:
    return said_by(folder, _CARDS, str(library), str(folder / f"{library.name}.ini"))


def _command(script: str, library: Path, folder: Path) -> list[str]:
    return [sys.executable, "-c", script, str(library), str(folder / f"{library.name}.ini")]
