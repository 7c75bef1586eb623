"""Every editor of words gives back what it was given, and a key changes only what was typed."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from briefbuilder.domain.line_ends import plain_lines, typed_over
from briefbuilder.gui.compose.head_form import TitleField
from briefbuilder.gui.library.form_fields import FormText, OneLineText
from briefbuilder.gui.library.source_editor import SourceEditor
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.exact_text import ExactText
from briefbuilder.gui.widgets.growing_text import TextField
from briefbuilder.gui.widgets.line_field import FormLine, LineField
from briefbuilder.gui.widgets.markdown_field import MarkdownField

NEVER_MS = 600_000
AWKWARD = (
    "\x00\x01\t\n\v\f\r\x1c\x1f\x7f\x85\u00a0\u00ad\u0300\u061c\u200b\u200c\u200d\u200e\u200f\u2007\u2028"
    "\u2029\u202a\u202e\u202f\u2060\u2066\u2069\u3000\ue000\uf8ff\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
    "\ufeff\ufffc\ufffd\ufffe\uffff\U0001f468\U0001f3fd\U0001fffe\U0010ffff"
)
CHARACTERS = st.one_of(
    st.sampled_from(AWKWARD), st.sampled_from("ab ,."), st.characters(codec="utf-8")
)
TEXTS = st.text(CHARACTERS, max_size=24)
OFTEN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass
class Editor:
    """One kind of editor, as a person meets it."""

    keys: QWidget
    show: Callable[[str], object]
    read: Callable[[], str]
    place: QWidget | None = None

    def put_cursor(self, place: int) -> None:
        units = len(self.read()[:place].encode("utf-16-le")) // 2
        if isinstance(self.keys, QLineEdit):
            self.keys.setCursorPosition(units)
        elif isinstance(self.keys, ExactText):
            cursor = QTextCursor(self.keys.document())
            cursor.setPosition(units)
            self.keys.setTextCursor(cursor)

    def copy_all(self) -> None:
        if isinstance(self.keys, QLineEdit | ExactText):
            self.keys.selectAll()
            self.keys.copy()

    def paste(self) -> None:
        if isinstance(self.keys, QLineEdit | ExactText):
            self.keys.paste()


Make = Callable[[PendingWords, Theme, QWidget], Editor]


def lines(kind: Callable[[PendingWords, QWidget], TextField | LineField]) -> Make:
    def make(pending: PendingWords, _theme: Theme, place: QWidget) -> Editor:
        made = kind(pending, place)
        read = made.toPlainText if isinstance(made, TextField) else made.text
        return Editor(made, made.show_text, read)

    return make


def source(pending: PendingWords, theme: Theme, place: QWidget) -> Editor:
    made = SourceEditor(pending, theme, place)
    return Editor(made, lambda text: made.show_text(text, anew=False), made.toPlainText)


def another_file(pending: PendingWords, theme: Theme, place: QWidget) -> Editor:
    made = SourceEditor(pending, theme, place)
    return Editor(made, lambda text: made.show_text(text, anew=True), made.toPlainText)


def markdown(pending: PendingWords, theme: Theme, place: QWidget) -> Editor:
    made = MarkdownField(pending, theme, lambda _key: None, place)
    made.start_editing()
    return Editor(made.editor, made.show_text, lambda: made.text)


KINDS: dict[str, Make] = {
    "text": lines(TextField),
    "title": lines(TitleField),
    "line": lines(LineField),
    "form text": lines(FormText),
    "form line": lines(FormLine),
    "one line": lines(OneLineText),
    "source": source,
    "another file": another_file,
    "markdown": markdown,
}


@pytest.fixture(params=KINDS)
def editor(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme) -> Editor:
    place = QWidget()
    qtbot.addWidget(place)
    pending = PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=NEVER_MS)
    made = KINDS[request.param](pending, theme, place)

    def show(text: str) -> None:
        pending.commit()  # as the program does before it shows other words
        made.show(text)

    return Editor(made.keys, show, made.read, place)


@OFTEN
@given(text=TEXTS, data=st.data())
def test_what_goes_in_comes_out_and_a_key_changes_only_what_was_typed(
    editor: Editor, text: str, data: st.DataObject
) -> None:
    editor.show(text)
    assert editor.read() == text

    place = data.draw(st.integers(0, len(text)))
    editor.put_cursor(place)
    QTest.keyClicks(editor.keys, "x")
    assert editor.read() == f"{text[:place]}x{text[place:]}"


@OFTEN
@given(texts=st.lists(TEXTS, max_size=4))
def test_texts_shown_one_after_another_leave_nothing_of_one_in_the_next(
    editor: Editor, texts: list[str]
) -> None:
    for text in texts:
        editor.show(text)
        assert editor.read() == text


@OFTEN
@given(text=TEXTS, before=TEXTS)
def test_the_clipboard_brings_what_was_copied(editor: Editor, text: str, before: str) -> None:
    assume(text)
    if isinstance(editor.keys, TitleField | OneLineText):
        assume(not set(text) & set("\n\r\v\f\x85\u2028\u2029"))
    editor.show(text)
    editor.copy_all()
    editor.show(before)
    editor.put_cursor(len(before))
    editor.paste()
    assert editor.read() == before + text


@pytest.mark.parametrize("kind", [TextField, SourceEditor])
def test_shift_and_enter_begin_a_line_as_enter_does(qtbot: QtBot, theme: Theme, kind: type) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    pending = PendingWords(place, pause_ms=NEVER_MS)
    editor = (
        SourceEditor(pending, theme, place) if kind is SourceEditor else TextField(pending, place)
    )
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "b")
    assert editor.toPlainText() == "a\nb"


def test_lines_pasted_from_another_system_end_as_ours_do(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    editor = TextField(PendingWords(place, pause_ms=NEVER_MS), place)
    QApplication.clipboard().setText("un\u00a0mot\r\ndeux")
    editor.paste()
    assert editor.toPlainText() == "un\u00a0mot\ndeux"


@given(original=st.text(st.sampled_from("ab\r\n\ufeff\u2028"), max_size=30), data=st.data())
def test_a_letter_typed_into_a_file_leaves_its_mark_and_its_line_ends(
    original: str, data: st.DataObject
) -> None:
    shown = plain_lines(original)
    assert typed_over(original, shown) == original
    place = data.draw(st.integers(0, len(shown)))
    typed = typed_over(original, f"{shown[:place]}x{shown[place:]}")
    assert typed.replace("x", "", 1) == original
