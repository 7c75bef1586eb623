"""One window, ten thousand signals and ten thousand keystrokes; run in a process that may die.

Prints one line of JSON: how much memory the process held after the first part of the work and at
the end, and what Qt complained of.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import (
    QMessageLogContext,
    QSettings,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefbuilder.app.opening import new_brief, start_session
from briefbuilder.app.window_commands import WorkspaceId
from briefbuilder.domain.changes import Aspect, Changes
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.render.worker import LayoutWorker
from helpers.fake_layout_worker import FakeLayoutWorker
from helpers.surroundings import open_workspace

SIGNALS = 10_000  # and as many keystrokes
WARM_UP = 2_000
LINE = "The ship leaves on Tuesday; see [@wirtz-2019, p. 4]."
ROOMS_CHANGE_EVERY = 500
WHOLE_BRIEF_EVERY = 100
OFFSCREEN_HABIT = "This plugin does not support propagateSizeHints"

DONE = object()

complaints: list[str] = []


def hear(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Note what Qt says."""
    if words != OFFSCREEN_HABIT:
        complaints.append(words)


def resident_bytes() -> int:
    """How much memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def emit(desk: Desk, window: MainWindow, number: int) -> None:
    """One signal of the desk, of the kinds that come most often in an afternoon."""
    if number % ROOMS_CHANGE_EVERY == 0:
        window.show_workspace(tuple(WorkspaceId)[number // ROOMS_CHANGE_EVERY % len(WorkspaceId)])
    match number % 4:
        case 0:
            whole = number % WHOLE_BRIEF_EVERY == 0
            desk.brief_changed.emit(Changes(frozenset(Aspect) if whole else frozenset()))
        case 1:
            desk.check_changed.emit(desk.check)
        case 2:
            desk.announced.emit(f"Signal {number}")
        case _:
            desk.reveal_requested.emit("section:issue")


def strike(number: int) -> None:
    """One keystroke into whatever has the keyboard: a line is written, then taken back."""
    target = QApplication.focusWidget()
    assert target is not None
    place = number % (2 * len(LINE))
    if place < len(LINE):
        QTest.keyClicks(target, LINE[place])
    else:
        QTest.keyClick(target, Qt.Key.Key_Backspace)


def afternoon(desk: Desk, window: MainWindow, held: list[int]) -> Iterator[None]:
    """Signals and keystrokes, one a turn of the event loop; `held` gets the memory at two times."""
    for first, last in ((0, WARM_UP), (WARM_UP, SIGNALS)):
        for number in range(first, last):
            emit(desk, window, number)
            yield
        window.show_workspace(WorkspaceId.COMPOSE)
        desk.reveal("section:issue")
        for number in range(first, last):
            strike(number)
            yield
        held.append(resident_bytes())


def main(folder: Path) -> int:
    """Open the window, and leave when the afternoon is over."""
    qInstallMessageHandler(hear)
    application = QApplication(["briefbuilder"])
    theme = Theme(application, None)
    workspace = open_workspace(folder)
    desk = Desk(workspace, cast(LayoutWorker, FakeLayoutWorker()))
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, theme, WindowSettings(settings))
    window.show()
    brief = new_brief(workspace, template_id="uk-ministerial-submission", title="Port visit")
    desk.replace_session(start_session(brief, workspace))
    held: list[int] = []
    steps = afternoon(desk, window, held)

    def step() -> None:
        if next(steps, DONE) is DONE:
            application.exit()  # quit() would ask what becomes of the unsaved brief

    turn = QTimer()
    turn.timeout.connect(step)
    turn.start()
    code = application.exec()
    desk.replace_session(None)
    window.close()
    desk.close()
    workspace.close()
    sys.stdout.write(json.dumps({"held": held, "complaints": complaints}))
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
