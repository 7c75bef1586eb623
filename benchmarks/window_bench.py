"""How long the window takes to show itself, beside an empty window of the same toolkit."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Comparison, Measure

# Both print how long after `started`, a time of the machine's monotonic clock, they were painted.
_EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.processEvents()
print(time.monotonic() - float(sys.argv[1]))
"""
_OURS = """
import sys, time
from PySide6.QtWidgets import QApplication
from briefbuilder.gui import application

class PaintsOnce(QApplication):
    def exec(self):
        self.processEvents()
        print(time.monotonic() - float(sys.argv[1]), flush=True)
        return 0

application.QApplication = PaintsOnce
application.run(None, None)
"""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The comparisons; none where there is no toolkit for windows."""
    if importlib.util.find_spec("PySide6") is None:
        return
    yield Comparison(
        "window: from start to first paint",
        "empty QMainWindow",
        ours=first_paint(_OURS, folder),
        floor=first_paint(_EMPTY, folder),
        goal=2.0,
        rounds=7,
    )


def first_paint(script: str, folder: Path) -> Measure:
    """A measure of the time from starting a process to its first painted window."""
    kept = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "CONFIG", "STATE")}
    sources = os.pathsep.join(path for path in sys.path if path)
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **kept, "PYTHONPATH": sources}

    def measure() -> float:
        ran = subprocess.run(
            [sys.executable, "-c", script, str(time.monotonic())],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return float(ran.stdout.split()[-1])

    return measure
