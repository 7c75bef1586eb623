"""How much the window takes of the processor to show itself, beside less of the same toolkit."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.elsewhere import said_by
from benchmarks.measuring import Comparison

BRIEF = Path(__file__).parents[1] / "examples" / "hotline-proposal.brief"
# Each prints how many seconds its process has had of the processor, its start included.
_EMPTY = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.processEvents()
print(time.process_time())
"""
# As many widgets of each class as stand in the window at its first paint, and nothing else.
_SHELL = """
import time
from PySide6.QtGui import QAction
from PySide6.QtWidgets import *
application = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
menus = [window.menuBar().addMenu(str(number)) for number in range(12)]
for number in range(88):
    menus[number % 12].addAction(QAction(f"Action {number}", window))
window.statusBar().addWidget(QLabel("Ready"))
split = QSplitter()
window.setCentralWidget(split)
for _ in range(3):
    scroll = QScrollArea()
    split.addWidget(scroll)
    page = QWidget()
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    column = QVBoxLayout(page)
    for number in range(8):
        row = QWidget()
        line = QHBoxLayout(row)
        for widget in (QToolButton(), QToolButton(), QToolButton(), QLabel("Label"), QPushButton()):
            line.addWidget(widget)
        column.addWidget(row)
    for widget in (QLineEdit(), QStackedWidget(), QFrame()):
        column.addWidget(widget)
for widget in (QListView(), QPlainTextEdit(), QTextBrowser()):
    column.addWidget(widget)
window.show()
application.processEvents()
print(time.process_time())
"""
# What `open_window` does, with an event loop that ends when `done` says so.
_OURS = """
import gc, sys, time
gc.disable()
from pathlib import Path
from briefbuilder.app.core_first import load_core
load_core()
from briefbuilder.gui import application
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from briefbuilder.gui.window.main_window import MainWindow

class EndsWhenDone(QApplication):
    def exec(self):
        self.processEvents()
        if len(sys.argv) > 1:
            (window,) = (one for one in self.topLevelWidgets() if isinstance(one, MainWindow))
            window.commands["insert.text"].trigger()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, "\\u03d8")
                self.sendEvent(self.focusWidget(), key)
            while "\\u03d8" not in window._desk.session.brief.model_dump_json():
                self.processEvents()
        print(time.process_time(), flush=True)
        return 0

application.QApplication = EndsWhenDone
application.run(Path(sys.argv[1]) if len(sys.argv) > 1 else None, None)
"""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The comparisons; none where there is no toolkit for windows."""
    if importlib.util.find_spec("PySide6") is None:
        return
    brief = folder / BRIEF.name
    shutil.copy(BRIEF, brief)
    empty, shell = said_by(folder, _EMPTY), said_by(folder, _SHELL)
    paint, typed = said_by(folder, _OURS), said_by(folder, _OURS, str(brief))
    bare, same = "empty QMainWindow", "shell of the same widgets"
    yield Comparison("window: a shell of the same widgets", bare, ours=shell, floor=empty, goal=1.5)
    yield Comparison("window: first paint", bare, ours=paint, floor=empty, goal=2.0)
    yield Comparison("window: first paint", same, ours=paint, floor=shell, goal=1.15)
    yield Comparison("window: a letter stands in a brief", bare, ours=typed, floor=empty, goal=4.0)
