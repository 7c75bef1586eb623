"""Somebody who types into a long brief in a real window, while its pages are laid out beside.

    python -m benchmarks.typist keys BRIEF [KEYS]     each key until its letter is painted
    python -m benchmarks.typist commits BRIEF [KEYS]  what handing a key over costs the window
    python -m benchmarks.typist pages BRIEF [KEYS]    each key until its page is painted

Prints seconds as JSON. Keys come at their own times, as a keyboard's do: what the window does at
that moment counts. Every other key goes to an empty text field of the toolkit's, in the same
process, with the same layouts beside: that is the floor.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTextEdit

from briefbuilder.app.surroundings import Surroundings, shipped_fonts
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.gui.application import SWITCH_S
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.garbage import GarbageCollector
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.widgets.growing_text import TextField
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.render.worker import SINGLE_PAGES, LayoutWorker

LETTERS = "etaoin shrdlu, "
PATIENCE_S = 120.0
CLEARED = 100


class Paints(QObject):
    """Notes when a widget is painted."""

    def __init__(self, watched: QAbstractScrollArea) -> None:
        super().__init__(watched)
        self.at = 0.0
        watched.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let every event pass."""
        if event.type() is QEvent.Type.Paint:
            self.at = time.perf_counter()
        return super().eventFilter(watched, event)


class Typist:
    """A window with a brief open, the keyboard in a text in its middle."""

    def __init__(self, brief: Path, settings: Path, *, seed: int = 1) -> None:
        existing = QApplication.instance()
        self.application = existing if isinstance(existing, QApplication) else QApplication([])
        sys.setswitchinterval(SWITCH_S)
        self._garbage = GarbageCollector(self.application)
        surroundings = Surroundings.of_this_machine(None)
        self.worker, self.pages = LayoutWorker(), LayoutWorker(SINGLE_PAGES)
        workspace = Workspace.open(surroundings, keep_index=False)
        self.desk = Desk(workspace, self.worker, pages=self.pages)
        self._theme = Theme(self.application, shipped_fonts(surroundings))
        kept = WindowSettings(QSettings(str(settings), QSettings.Format.IniFormat))
        self.window = MainWindow(self.desk, self._theme, kept)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.open_path(brief)
        self._random = random.Random(seed)
        self.editor = self._begin()

    def wait(self, until: Callable[[], bool]) -> float:
        """Let the window do its work until something is so; when that was."""
        end = time.perf_counter() + PATIENCE_S
        while not until():
            self.application.processEvents()
            if time.perf_counter() > end:
                raise TimeoutError("the window did not come so far")
            time.sleep(0.0005)
        return time.perf_counter()

    def rest(self, seconds: float) -> None:
        """Let the window do its work for so long."""
        end = time.perf_counter() + seconds
        self.wait(lambda: time.perf_counter() >= end)

    def letter(self) -> str:
        """What is typed next."""
        return self._random.choice(LETTERS)

    def press(self, field: QAbstractScrollArea, letter: str) -> None:
        """Press and let go of a key."""
        key = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(field, event)

    def until_painted(self, field: QAbstractScrollArea, paints: Paints, due: float) -> float:
        """Press a key at a time; how long after it its letter was painted."""
        self.wait(lambda: time.perf_counter() >= due)
        paints.at = 0.0
        self.press(field, self.letter())
        self.wait(lambda: paints.at > 0)
        return paints.at - due

    def is_shown(self, request: int) -> bool:
        """Whether the page that is written on is painted as that request's text has it."""
        return self.window.pages.shows(request)

    @property
    def asked(self) -> int:
        """The newest request for pages."""
        return self.desk.asked

    def pause(self) -> float:
        """How long until the next key: a quick writer's rhythm, with a rest now and then."""
        if self._random.random() < 1 / 30:
            return self._random.uniform(0.5, 1.0)
        return self._random.uniform(0.08, 0.22)

    def _begin(self) -> TextField:
        session = self.desk.session
        if session is None:
            raise ValueError("the brief did not open")
        self.wait(lambda: self.desk.pages is not None)
        texts = [one for one in session.brief.blocks() if isinstance(one, TextBlock)]
        self.window.compose.reveal(f"block:{texts[len(texts) // 2].id}")
        self.rest(0.3)
        focused = QApplication.focusWidget()
        if not isinstance(focused, TextField):
            raise TypeError(f"the keyboard is in {focused}")
        return focused


def keys(typist: Typist, number: int) -> dict[str, list[float]]:
    """Each key until its letter is painted, by turns here and in an empty field."""
    empty = QTextEdit()
    empty.resize(600, 300)
    empty.show()
    typist.rest(0.2)
    fields: tuple[tuple[str, QAbstractScrollArea, Paints], ...] = (
        ("ours", typist.editor, Paints(typist.editor)),
        ("floor", empty, Paints(empty)),
    )
    took: dict[str, list[float]] = {"ours": [], "floor": []}
    due = time.perf_counter()
    for turn in range(2 * number):
        due = max(due + typist.pause() / 2, time.perf_counter())
        name, field, paints = fields[turn % 2]
        took[name].append(typist.until_painted(field, paints, due))
        if turn % CLEARED == CLEARED - 1:
            empty.clear()
    return took


def commits(typist: Typist, number: int) -> dict[str, list[float]]:
    """What handing a key over costs the window's thread in CPU, and what a key alone costs."""
    took: dict[str, list[float]] = {"ours": [], "floor": []}
    for _turn in range(number):
        start = time.thread_time()
        typist.press(typist.editor, typist.letter())
        typed = time.thread_time()
        typist.desk.pending.commit()
        took["ours"].append(time.thread_time() - typed)
        took["floor"].append(typed - start)
        typist.rest(0.02)
    return took


def pages(typist: Typist, number: int) -> dict[str, list[float]]:
    """Each key until the page that is written on is painted with it."""
    took: list[float] = []
    for _turn in range(number):
        typist.rest(typist.pause())
        before = typist.asked
        start = time.perf_counter()
        typist.press(typist.editor, typist.letter())
        typist.wait(lambda before=before: typist.asked > before)  # type: ignore[misc]
        mine = typist.asked
        took.append(typist.wait(lambda mine=mine: typist.is_shown(mine)) - start)  # type: ignore[misc]
    return {"ours": took}


def main() -> None:
    """Type, and print what was measured."""
    what, brief, number = sys.argv[1], Path(sys.argv[2]), int([*sys.argv, "200"][3])
    work = {"keys": keys, "commits": commits, "pages": pages}[what]
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "typist.ini"
    print(json.dumps(work(Typist(brief, settings), number)), flush=True)
    os._exit(0)  # the threads and processes of layouts need not end in order


if __name__ == "__main__":
    main()
