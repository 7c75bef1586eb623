import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.growing_text import GrowingText, TextField


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    QVBoxLayout(made)
    return made


def shown(qtbot, window, *widgets):
    for widget in widgets:
        window.layout().addWidget(widget)
    window.layout().addStretch(1)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return widgets[0]


@pytest.fixture
def pause(window):
    return PendingWords(window, pause_ms=10)


def test_it_is_as_high_as_its_lines(qtbot, window, pause):
    text = shown(qtbot, window, GrowingText(pause, window))
    one = text.height()
    text.setPlainText("one\ntwo\nthree")
    assert text.height() > 2 * one
    text.setPlainText("one")
    assert text.height() == one


def test_a_long_line_that_wraps_counts_as_several(qtbot, window, pause):
    text = shown(qtbot, window, GrowingText(pause, window))
    one = text.height()
    text.setPlainText("word " * 60)
    assert text.height() > 3 * one


def test_its_prompt_has_room_while_it_is_empty(qtbot, window, pause):
    text = shown(qtbot, window, GrowingText(pause, window))
    one = text.height()
    text.setPlaceholderText("Say what it is about. " * 12)
    text.fit()
    assert text.height() > 2 * one


def test_other_words_leave_the_cursor_by_what_differs(qtbot, window, pause):
    text = shown(qtbot, window, GrowingText(pause, window))
    text.show_text("The old ship sails.")
    text.setFocus()
    text.moveCursor(text.textCursor().MoveOperation.End)
    text.show_text("The new ship sails.")
    assert text.toPlainText() == "The new ship sails."
    assert text.textCursor().position() == len("The new")


def test_words_beyond_the_basic_plane_are_replaced_whole(qtbot, window, pause):
    text = shown(qtbot, window, GrowingText(pause, window))
    text.show_text("A 🛳 and a 🛰 here")
    text.show_text("A 🛳 and no 🛰 here")
    assert text.toPlainText() == "A 🛳 and no 🛰 here"


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)])
def test_the_cursor_keys_leave_at_the_edge(qtbot, window, pause, key, step):
    text = shown(qtbot, window, GrowingText(pause, window))
    text.setPlainText("only line")
    text.setFocus()
    with qtbot.waitSignal(text.left, timeout=1000) as caught:
        qtbot.keyClick(text, key)
    assert caught.args == [step]


def test_the_cursor_keys_walk_inside_first(qtbot, window, pause):
    text = shown(qtbot, window, GrowingText(pause, window))
    text.setPlainText("first\nsecond")
    text.setFocus()
    steps = []
    text.left.connect(steps.append)
    qtbot.keyClick(text, Qt.Key.Key_Down)
    assert steps == []
    qtbot.keyClick(text, Qt.Key.Key_Down)
    assert steps == [1]


@pytest.mark.parametrize("keys", ["Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+K"])
def test_the_windows_keys_reach_the_window(qtbot, window, pause, keys):
    text = shown(qtbot, window, GrowingText(pause, window))
    combination = QKeySequence(keys)[0]
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers()
    )
    event.ignore()
    QApplication.sendEvent(text, event)
    assert not event.isAccepted()


def test_its_own_keys_stay_with_it(qtbot, window, pause):
    text = shown(qtbot, window, GrowingText(pause, window))
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
    )
    event.ignore()
    QApplication.sendEvent(text, event)
    assert event.isAccepted()


def test_typing_is_told_once_after_a_pause(qtbot, window, pause):
    field = shown(qtbot, window, TextField(pause, window))
    field.setFocus()
    told = []
    field.committed.connect(told.append)
    with qtbot.waitSignal(field.committed, timeout=1000):
        qtbot.keyClicks(field, "words")
    assert told == ["words"]


def test_typing_is_told_at_once_when_the_field_is_left(qtbot, window):
    slow = PendingWords(window, pause_ms=60_000)
    field, other = TextField(slow, window), QLineEdit(window)
    shown(qtbot, window, field, other)
    field.setFocus()
    qtbot.keyClicks(field, "words")
    with qtbot.waitSignal(field.committed, timeout=1000) as caught:
        other.setFocus()
    assert caught.args == ["words"]


def test_committing_the_pause_tells_every_field(qtbot, window):
    slow = PendingWords(window, pause_ms=60_000)
    one, two = TextField(slow, window), TextField(slow, window)
    shown(qtbot, window, one, two)
    told = []
    one.committed.connect(told.append)
    two.committed.connect(told.append)
    one.insertPlainText("first")
    two.insertPlainText("second")
    slow.commit()
    assert told == ["first", "second"]
    slow.commit()
    assert told == ["first", "second"]


def test_words_that_are_shown_are_not_told(qtbot, window, pause):
    field = shown(qtbot, window, TextField(pause, window))
    told = []
    field.committed.connect(told.append)
    field.show_text("from the brief")
    pause.commit()
    assert told == []
    assert not field.is_pending
