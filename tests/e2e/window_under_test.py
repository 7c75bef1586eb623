"""The real window in a process of its own, which tells where on the screen things are.

Run as a script: `window_under_test.py SOCKET [FILE] [--library DIR] [--keys FILE] [--no-layout]
[--language TAG]`.
Mouse and keys come from outside, through the X server; this only answers, over a local socket,
questions such as "where is the button named Export?", so that a test can point at what a person
would see.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from briefbuilder.gui import application
from briefbuilder.language.interface import speak
from helpers.fake_layout_worker import FakeLayoutWorker


class Guide(QObject):
    """Answers one JSON question a line: {"find": NAME}, {"list": true}, {"menu": true} ..."""

    def __init__(self, socket: str) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(socket)  # left behind by a window that was killed
        if not self._server.listen(socket):
            raise OSError(self._server.errorString())

    @Slot()
    def _on_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.setParent(self)
            connection.readyRead.connect(self._on_ready)

    @Slot()
    def _on_ready(self) -> None:
        connection = self.sender()
        assert isinstance(connection, QLocalSocket)
        while connection.canReadLine():
            question = json.loads(bytes(connection.readLine().data()))
            connection.write(json.dumps(answer(question)).encode() + b"\n")
            connection.flush()


class KeyLog(QObject):
    """Writes down each key with words when it reaches the field that is being typed in."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_field = isinstance(watched, QLineEdit | QPlainTextEdit)
            if is_field and watched is QApplication.focusWidget() and event.text().isprintable():
                line = json.dumps([time.monotonic(), event.text()])
                os.write(self._file, line.encode() + b"\n")
        return False


def answer(question: dict[str, object]) -> object:
    widgets = [w for w in QApplication.allWidgets() if w.isVisible() and in_front(w)]
    if "find" in question:
        wanted = str(question["find"])
        hits = [widget for widget in widgets if wanted in names_of(widget)]
        return [place_of(widget) for widget in sorted(hits, key=likeliness)]
    if "row" in question:
        views = [widget for widget in widgets if isinstance(widget, QAbstractItemView)]
        return [place for view in views for place in rows_of(view, str(question["row"]))]
    if "windows" in question:
        return [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()]
    if "front" in question:
        front = front_window()
        return int(front.winId()) if front is not None else None
    if "frame" in question:
        front = front_window()
        return place_of(front) if front is not None else None
    if "menu" in question:
        popup = QApplication.activePopupWidget()
        actions = popup.actions() if isinstance(popup, QMenu) else []
        return [action.text().replace("&", "") for action in actions if action.isEnabled()]
    if "focus" in question:
        focused = QApplication.focusWidget()
        return place_of(focused) if focused is not None else None
    return sorted({name for widget in widgets for name in names_of(widget)})


def front_window() -> QWidget | None:
    """The window that takes the keys: an open menu, an open dialog, otherwise the largest."""
    tops = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
    front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    return front or max(tops, key=lambda w: w.width() * w.height(), default=None)


def likeliness(widget: QWidget) -> tuple[bool, int]:
    """Of several things with one name a person means the one to act on, and then the smallest."""
    return widget.focusPolicy() is Qt.FocusPolicy.NoFocus, widget.width() * widget.height()


def in_front(widget: QWidget) -> bool:
    """Whether a person could reach it: not in a window behind an open dialog."""
    modal = QApplication.activeModalWidget()
    return modal is None or widget.window() is modal or widget.window().parent() is modal


def names_of(widget: QWidget) -> set[str]:
    names = {widget.objectName(), widget.accessibleName()}
    if isinstance(widget, QAbstractButton | QLabel):
        names.add(widget.text().replace("&", ""))
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        names.add(widget.placeholderText())
    return names - {""}


def place_of(widget: QWidget) -> dict[str, object]:
    corner = widget.mapToGlobal(QPoint(0, 0))
    shown = widget.visibleRegion().boundingRect().translated(corner)
    text = ""
    if isinstance(widget, QLineEdit | QLabel | QAbstractButton):
        text = widget.text()
    elif isinstance(widget, QPlainTextEdit):
        text = widget.toPlainText()
    elif isinstance(widget, QComboBox):
        text = widget.currentText()
    return {
        "x": shown.center().x(),
        "y": shown.center().y(),
        "width": shown.width(),
        "height": shown.height(),
        "left": shown.left(),
        "top": shown.top(),
        "text": text,
        "enabled": widget.isEnabled(),
        "names": sorted(names_of(widget)),
    }


def rows_of(view: QAbstractItemView, words: str) -> Iterator[dict[str, object]]:
    """The rows of a list that begin with some words, and where they are."""
    model = view.model()
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
        shown = view.visualRect(index) & view.viewport().rect()
        if str(spoken).startswith(words) and not shown.isEmpty():
            centre = view.viewport().mapToGlobal(shown.center())
            yield {"x": centre.x(), "y": centre.y(), "text": str(spoken)}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("socket")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--keys", type=Path, help="where to write each key that is delivered")
    parser.add_argument("--no-layout", action="store_true", help="show blank pages")
    parser.add_argument("--language", default="en", help="what the window speaks")
    arguments = parser.parse_args()
    speak(arguments.language)
    kept: list[QObject] = []
    if arguments.no_layout:
        setattr(application, "LayoutWorker", FakeLayoutWorker)  # noqa: B010 — starts no process

    class Application(QApplication):
        """The program's own application object, with a guide beside it."""

        def __init__(self, words: list[str]) -> None:
            super().__init__(words)
            self.setCursorFlashTime(0)  # a cursor that does not blink leaves the screen still
            QTimer.singleShot(0, lambda: kept.append(Guide(arguments.socket)))
            if arguments.keys is not None:
                kept.append(KeyLog(arguments.keys))
                self.installEventFilter(kept[0])

    setattr(application, "QApplication", Application)  # noqa: B010 — stands in for Qt's own
    return application.run(arguments.file, arguments.library)


if __name__ == "__main__":
    sys.exit(main())
