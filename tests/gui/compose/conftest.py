import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from briefbuilder.gui.compose.compose_workspace import ComposeWorkspace


class Window(QMainWindow):
    """The workspace with the two actions of the real window that its fields leave to it."""

    def __init__(self, desk, theme):
        super().__init__()
        self._desk = desk
        self.compose = ComposeWorkspace(desk, theme)
        self.setCentralWidget(self.compose)
        for keys, slot in (("Ctrl+Z", self._undo), ("Ctrl+Shift+Z", self._redo)):
            action = QAction(keys, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            self.addAction(action)

    def _undo(self):
        self.compose.commit_pending()
        self._desk.session.undo()

    def _redo(self):
        self.compose.commit_pending()
        self._desk.session.redo()


@pytest.fixture
def window(qtbot, desk, theme):
    """The workspace in an open window; no brief is open unless `session` is asked for, too."""
    made = Window(desk, theme)
    qtbot.addWidget(made, before_close_func=lambda _: desk.pending.commit())
    made.resize(1000, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def compose(window):
    return window.compose


@pytest.fixture
def brief_panel(compose):
    return compose.brief
