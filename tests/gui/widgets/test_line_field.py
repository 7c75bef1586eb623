import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import LineField


@pytest.fixture
def pause(qapp):
    return PendingWords(pause_ms=60_000)


@pytest.fixture
def field(qtbot, pause):
    made = LineField(pause)
    qtbot.addWidget(made)
    return made


def test_it_tells_its_words_on_return(qtbot, field):
    qtbot.keyClicks(field, "The Minister")
    with qtbot.waitSignal(field.committed, timeout=1000) as caught:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert caught.args == ["The Minister"]


def test_it_tells_its_words_when_the_panel_commits(qtbot, field, pause):
    qtbot.keyClicks(field, "The Minister")
    with qtbot.waitSignal(field.committed, timeout=1000):
        pause.commit()
    assert not field.is_pending


def test_words_that_are_shown_are_not_told(field, pause):
    told = []
    field.committed.connect(told.append)
    field.show_text("The Minister")
    pause.commit()
    assert told == []
    assert field.text() == "The Minister"


def test_undo_reaches_the_window(field):
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    event.ignore()
    QApplication.sendEvent(field, event)
    assert not event.isAccepted()
