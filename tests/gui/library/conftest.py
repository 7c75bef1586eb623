import pytest
from PySide6.QtWidgets import QMainWindow

from briefbuilder.gui.library.library_workspace import LibraryWorkspace

CUBA = "cuban-missile-crisis"


@pytest.fixture
def window(qtbot, desk, theme):
    """The workspace in an open window; no brief is open unless `session` is asked for, too."""
    made = QMainWindow()
    made.setCentralWidget(LibraryWorkspace(desk, theme))
    qtbot.addWidget(made, before_close_func=lambda _: desk.pending.commit())
    made.resize(1300, 860)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def library(window):
    return window.centralWidget()


@pytest.fixture
def cuba(library):
    """The workspace with the Cuban Missile Crisis open."""
    library.reveal(f"item:{CUBA}")
    return library


@pytest.fixture
def cuba_file(library_folder):
    return library_folder / "case-studies" / f"{CUBA}.md"


@pytest.fixture
def answer_dialogs(monkeypatch):
    """Let the dialogs of a class be answered by a function, which gets the dialog."""

    def answer(kind, reply):
        monkeypatch.setattr(kind, "exec", reply)

    return answer
