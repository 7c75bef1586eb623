"""A library that takes long to be read: the program says so, and goes on when it is there."""

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog

from briefbuilder.errors import NotFoundError
from briefbuilder.gui import application


def reading() -> QProgressDialog | None:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog)]
    return next((one for one in shown if one.isVisible()), None)


@pytest.fixture
def seen(qtbot):
    """Is set when the screen says that the library is read."""
    said = threading.Event()
    look = QTimer()
    look.timeout.connect(lambda: said.set() if reading() else None)
    look.start(20)
    yield said
    look.stop()


def test_a_library_is_read_while_the_screen_says_so(qapp, workspace, seen, monkeypatch):
    threads = []

    class Slow:
        @staticmethod
        def open(asked):
            threads.append(threading.current_thread())
            assert asked is workspace.surroundings
            assert seen.wait(10), "nobody was told"
            return "the workspace"

    monkeypatch.setattr(application, "Workspace", Slow)
    assert application.read_library(qapp, workspace.surroundings) == "the workspace"
    assert threads != [threading.main_thread()]
    assert reading() is None
    assert qapp.quitOnLastWindowClosed()


def test_a_library_that_is_not_there_is_an_error_here(qapp, workspace, monkeypatch):
    class Nowhere:
        @staticmethod
        def open(asked):
            raise NotFoundError(f"There is no library: {asked.folders.library}")

    monkeypatch.setattr(application, "Workspace", Nowhere)
    with pytest.raises(NotFoundError, match="There is no library"):
        application.read_library(qapp, workspace.surroundings)
    assert qapp.quitOnLastWindowClosed()
