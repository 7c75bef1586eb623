"""The register of typed words: nothing waits for ever, and one that fails keeps no other back."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from briefbuilder.app import operations
from briefbuilder.app.opening import open_session, window_sign
from briefbuilder.app.session import BriefSession
from briefbuilder.app.window_commands import WorkspaceId
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.gui.application import present_faults
from briefbuilder.gui.library.form_fields import LineEditor, ParagraphEditor
from briefbuilder.gui.library.form_timeline import TimelineEditor
from briefbuilder.gui.shared.desk import AUTOSAVE_MS, Desk
from briefbuilder.gui.shared.pending import CEILING_MS, PAUSE_MS, PendingWords
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.widgets.growing_text import TextField
from briefbuilder.gui.widgets.line_field import LineField
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.storage.item_drafts import ItemDraftStore
from briefbuilder.storage.recovery import RecoveryStore

NEVER_MS = 600_000
CUBA = "cuban-missile-crisis"


class Failing:
    """A field whose commit is a fault of the program."""

    def commit(self) -> None:
        raise RuntimeError("a fault")


@pytest.fixture
def window(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path, session: BriefSession
) -> MainWindow:
    """The whole window; nothing of what is typed is committed but by being asked for."""
    desk.replace_session(None)
    session.save_as(tmp_path / "visit.brief")
    for timer in (desk.pending._soon, desk.pending._pause, desk.pending._ceiling):
        timer.setInterval(NEVER_MS)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(desk, theme, WindowSettings(settings))
    qtbot.addWidget(made, before_close_func=give_everything_up)
    desk.replace_session(open_session(tmp_path / "visit.brief", desk.workspace, desk.recovery))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def give_everything_up(window: QWidget) -> None:
    assert isinstance(window, MainWindow)
    window.library.drafts.give_up()
    window.files._desk.replace_session(None)


def left_behind(desk: Desk) -> str:
    """The words of the one recovery copy, as another window finds them after this one died."""
    desk.sign.close()
    (found,) = RecoveryStore(desk.recovery.folder).pending()
    assert found.brief is not None
    return found.brief.model_dump_json()


def type_in_brief(window: MainWindow, qtbot: QtBot) -> str:
    window.compose.reveal("section:issue")
    qtbot.keyClicks(QApplication.focusWidget(), "Whether to offer a visit")
    return "Whether to offer a visit"


def type_in_title(window: MainWindow, qtbot: QtBot) -> str:
    qtbot.keyClick(window.compose.brief.head.title, Qt.Key.Key_Home)
    qtbot.keyClicks(window.compose.brief.head.title, "An offer")
    return "An offer"


def type_in_head(window: MainWindow, qtbot: QtBot) -> str:
    window.compose.reveal("field:from")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    qtbot.keyClicks(QApplication.focusWidget(), " Division")
    return "Maritime Policy Division"


def type_in_answer(window: MainWindow, qtbot: QtBot) -> str:
    window.show_workspace(WorkspaceId.ALIGN)
    window.align.question.choose(AnswerValue.PARTLY)
    qtbot.keyClicks(window.align.question.details.detail, "A letter is out")
    return "A letter is out"


def type_in_evidence(window: MainWindow, qtbot: QtBot) -> str:
    window.show_workspace(WorkspaceId.ALIGN)
    window.align.question.choose(AnswerValue.YES)
    qtbot.keyClicks(window.align.question.details.evidence, "Letter of 4 May")
    return "Letter of 4 May"


EDITORS = [type_in_brief, type_in_title, type_in_head, type_in_answer, type_in_evidence]


def test_the_pause_and_the_copy_together_stay_below_two_seconds() -> None:
    assert PAUSE_MS < CEILING_MS < 1000
    assert CEILING_MS + AUTOSAVE_MS < 1500


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_words_typed_without_a_pause_are_told_all_the_same(qtbot: QtBot, place: QWidget) -> None:
    field = LineField(PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=10), place)
    with qtbot.waitSignal(field.committed, timeout=5000) as told:
        qtbot.keyClicks(field, "words")
    assert told.args == ["words"]


def test_words_for_the_pages_are_told_at_once(qtbot: QtBot, place: QWidget) -> None:
    field = TextField(PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=NEVER_MS), place)
    field.tells_at_once = True
    told: list[str] = []
    field.committed.connect(told.append)
    qtbot.keyClick(field, "w")
    assert not told, "the key is painted first"
    QApplication.processEvents()
    qtbot.keyClick(field, "o")
    QApplication.processEvents()
    assert told == ["w", "wo"]


def test_half_a_character_waits_for_its_other_half(qtbot: QtBot, place: QWidget) -> None:
    field = TextField(PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=NEVER_MS), place)
    field.tells_at_once = True
    told: list[str] = []
    field.committed.connect(told.append)
    for half in ("\ud83d", "\ude00"):
        field.insertPlainText(half)
        QApplication.processEvents()
    assert told == ["\U0001f600"]


def test_the_keys_that_follow_do_not_put_the_ceiling_off(qtbot: QtBot, place: QWidget) -> None:
    pending = PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=NEVER_MS)
    field = LineField(pending, place)
    qtbot.keyClicks(field, "w")
    first = pending._ceiling.timerId()
    qtbot.keyClicks(field, "ords")
    assert pending._ceiling.timerId() == first


def test_a_field_that_fails_keeps_no_other_from_telling(qtbot: QtBot, place: QWidget) -> None:
    pending = PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=NEVER_MS)
    field = LineField(pending, place)
    pending.touch(Failing())
    qtbot.keyClicks(field, "words")
    told: list[str] = []
    field.committed.connect(told.append)
    with pytest.raises(RuntimeError):
        pending.commit()
    assert told == ["words"]


def test_a_field_that_was_taken_down_keeps_no_other_from_telling(
    qtbot: QtBot, place: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    pending = PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=NEVER_MS)
    gone, left = LineField(pending, place), LineField(pending, place)
    gone.setAccessibleName("Reason")
    told: list[str] = []
    left.committed.connect(told.append)
    for field in (gone, left):
        qtbot.keyClicks(field, "words")
    delete(gone)
    with caplog.at_level("ERROR"):
        pending.commit()
    assert told == ["words"]
    assert "Words typed in LineField “Reason” went with it" in caplog.text


def test_an_editor_that_goes_hands_over_first(qtbot: QtBot, place: QWidget) -> None:
    pending = PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=NEVER_MS)
    panel = QWidget(place)
    field, beside = LineField(pending, panel), LineField(pending, place)
    told: list[str] = []
    for one in (field, beside):
        one.committed.connect(told.append)
        qtbot.keyClicks(one, "words" if one is field else "others")
    pending.let_go(panel)
    assert told == ["words"]
    delete(panel)
    pending.commit()
    assert told == ["words", "others"]


def test_a_dialog_that_is_closed_hands_over_first(qtbot: QtBot, place: QWidget) -> None:
    pending = PendingWords(place, pause_ms=NEVER_MS, ceiling_ms=NEVER_MS)
    dialog = QDialog(place)
    field = LineField(pending, dialog)
    told: list[str] = []
    field.committed.connect(told.append)
    dialog.show()
    qtbot.keyClicks(field, "words")
    dialog.reject()
    assert told == ["words"]
    delete(dialog)
    pending.commit()


@pytest.mark.parametrize("type_words", EDITORS, ids=lambda one: one.__name__)
def test_words_just_typed_are_put_aside(
    window: MainWindow, desk: Desk, qtbot: QtBot, type_words: object
) -> None:
    assert callable(type_words)
    words = type_words(window, qtbot)
    window.put_aside()
    assert words in left_behind(desk)


def test_words_just_typed_in_the_library_are_put_aside(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.show_workspace(WorkspaceId.LIBRARY)
    window.library.reveal(f"item:{CUBA}")
    window.library.item.tabs.setCurrentWidget(window.library.item.text)
    qtbot.keyClicks(window.library.item.text.editor, "x")
    window.put_aside()
    (text,) = drafts_left_behind(desk).values()
    assert text.startswith("x---")


def test_a_cell_that_is_still_open_is_put_aside(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.show_workspace(WorkspaceId.LIBRARY)
    window.library.reveal(f"item:{CUBA}")
    window.library.item.tabs.setCurrentWidget(window.library.item.form)
    editor = window.library.item.form.editor("timeline")
    assert isinstance(editor, TimelineEditor)
    cell = editor.rows[0].text
    cell.setFocus()
    cell.put_cursor_at_end()
    qtbot.keyClicks(cell, " And more")
    window.put_aside()
    assert cell.isVisible()
    (text,) = drafts_left_behind(desk).values()
    assert " And more" in text


def drafts_left_behind(desk: Desk) -> dict[str, str]:
    desk.sign.close()
    store = ItemDraftStore(
        desk.surroundings.folders.state / "item-drafts",
        desk.workspace.folder.root,
        window_sign(desk.surroundings),
    )
    return {one.file: one.text for one in store.pending()}


@pytest.fixture
def hook(desk: Desk, window: MainWindow) -> Iterator[None]:
    before = sys.excepthook
    present_faults(desk, window)
    yield
    sys.excepthook = before


@pytest.mark.usefixtures("hook")
def test_a_fault_of_the_program_puts_aside_what_was_typed_before_it_says_so(
    window: MainWindow,
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    words = type_in_brief(window, qtbot)
    said: list[str] = []

    def answer(_box: QWidget) -> int:
        said.append(left_behind(desk))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    error = RuntimeError("a fault")
    with caplog.at_level("ERROR"):
        sys.excepthook(RuntimeError, error, None)
    assert words in said[0]


def test_going_to_another_room_or_question_hands_words_over(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    words = type_in_answer(window, qtbot)
    window.align.walk.step(1)
    assert desk.session is not None
    assert words in desk.session.brief.model_dump_json()
    title = type_in_title(window, qtbot)
    window.show_workspace(WorkspaceId.LIBRARY)
    assert desk.session.brief.title.startswith(title)


@pytest.mark.parametrize("command", ["brief.save", "brief.check", "brief.marking"])
def test_a_command_sees_what_was_just_typed(
    window: MainWindow,
    desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    monkeypatch.setattr("briefbuilder.gui.dialogs.marking_form.MarkingDialog.exec", lambda _: 0)
    words = type_in_title(window, qtbot)
    heard: list[str] = []

    def hear(_changes: object) -> None:
        assert desk.session is not None
        heard.append(desk.session.brief.title)

    desk.brief_changed.connect(hear)
    window.commands[command].trigger()
    assert any(title.startswith(words) for title in heard)


def test_the_first_letters_of_a_brief_can_be_taken_back_at_once(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.session is not None
    assert not window.commands["edit.undo"].isEnabled()
    type_in_title(window, qtbot)
    assert window.commands["edit.undo"].isEnabled()
    window.commands["edit.undo"].trigger()
    assert desk.session.brief.title == "Port visit"
    assert window.compose.brief.head.title.toPlainText() == "Port visit"


def background(desk: Desk) -> str:
    """A text block in the section Background; returns its id."""
    assert desk.session is not None
    return operations.add_text(desk.session, section_id="background", text="Before")


def write_in(window: MainWindow, qtbot: QtBot, block: str) -> None:
    """Type into a text block; the keyboard stays, and nothing is committed."""
    window.compose.reveal(f"block:{block}")
    field = QApplication.focusWidget()
    assert isinstance(field, TextField)
    qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, " and after")


def said(desk: Desk) -> str:
    assert desk.session is not None
    return desk.session.brief.model_dump_json()


def test_a_block_that_is_removed_comes_back_with_what_was_being_typed(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    block = background(desk)
    write_in(window, qtbot, block)
    window.commands["edit.remove_block"].trigger()
    assert "Before" not in said(desk)
    window.commands["edit.undo"].trigger()
    assert "Before and after" in said(desk)


def test_undo_takes_back_what_was_being_typed_and_can_do_it_again(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    write_in(window, qtbot, background(desk))
    window.commands["edit.undo"].trigger()
    assert "and after" not in said(desk)
    window.commands["edit.undo"].trigger()  # the block itself
    window.commands["edit.redo"].trigger()
    window.commands["edit.redo"].trigger()
    assert "Before and after" in said(desk)


def test_moving_and_library_looks_keep_what_is_being_typed(
    window: MainWindow, desk: Desk, qtbot: QtBot, library_folder: Path
) -> None:
    assert desk.session is not None
    block = background(desk)
    write_in(window, qtbot, block)
    operations.move_section(desk.session, section_id="background", index=0)
    operations.move_block(desk.session, block_id=block, section_id="issue", index=0)
    file = library_folder / "case-studies" / f"{CUBA}.md"
    file.write_text(file.read_text().replace("title: ", "title: The ", 1))
    desk.look_at_library()
    window.put_aside()
    assert "Before and after" in said(desk)


@pytest.mark.parametrize("type_words", EDITORS, ids=lambda one: one.__name__)
def test_another_brief_gets_nothing_of_what_was_being_typed(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path, type_words: object
) -> None:
    assert callable(type_words)
    assert desk.session is not None
    first = desk.session
    words = type_words(window, qtbot)
    desk.replace_session(open_session(tmp_path / "visit.brief", desk.workspace, desk.recovery))
    window.put_aside()
    assert words in first.brief.model_dump_json()
    assert words not in said(desk)


@pytest.mark.parametrize("tab", ["form", "text"])
def test_another_item_is_opened_and_the_first_keeps_its_words(
    window: MainWindow, desk: Desk, qtbot: QtBot, tab: str
) -> None:
    window.show_workspace(WorkspaceId.LIBRARY)
    window.library.reveal(f"item:{CUBA}")
    window.library.item.tabs.setCurrentWidget(getattr(window.library.item, tab))
    if tab == "form":
        editor = window.library.item.form.editor("summary")
        assert isinstance(editor, ParagraphEditor)
        editor.edit.put_cursor_at_end()
        qtbot.keyClicks(editor.edit, " Words")
    else:
        qtbot.keyClicks(window.library.item.text.editor, " Words")
    # A tool has another form: every editor of the first one goes.
    window.library.drafts.open_item("naval-presence-port-visits")
    desk.pending.commit()
    (draft,) = window.library.drafts.unsaved
    assert " Words" in draft.text


def test_a_file_that_is_no_item_takes_the_form_down_and_loses_nothing(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.show_workspace(WorkspaceId.LIBRARY)
    window.library.reveal(f"item:{CUBA}")
    window.library.item.tabs.setCurrentWidget(window.library.item.form)
    editor = window.library.item.form.editor("owner")
    assert isinstance(editor, LineEditor)
    qtbot.keyClick(editor.edit, Qt.Key.Key_End)
    qtbot.keyClicks(editor.edit, " of the Navy")
    window.library.drafts.open_file("library.yaml")
    desk.pending.commit()
    (draft,) = window.library.drafts.unsaved
    assert " of the Navy" in draft.text


def test_a_row_that_goes_is_handed_over_and_comes_back(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.session is not None
    block = operations.add_timeline(desk.session, section_id="background")
    window.compose.reveal(f"block:{block}")
    for words in ("4 May 2026", "The letter"):
        qtbot.keyClicks(QApplication.focusWidget(), words)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "5 May 2026")
    window.commands["edit.remove_row"].trigger()
    assert "2026-05-05" not in said(desk)
    window.commands["edit.undo"].trigger()
    assert "2026-05-05" in said(desk)


class SlowKeeper:
    """Writes a copy beside the window, slowly, and is asked for a newer one meanwhile."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._asked = 0
        self.begun, self._wanted_again, self._newer = (threading.Event() for _ in range(3))

    def __call__(self) -> Callable[[], None]:
        self._asked += 1
        if self._asked > 1:
            self._wanted_again.set()
            return self._write_newer
        return self._write_older

    def _write_older(self) -> None:
        self.begun.set()
        self._wanted_again.wait(60)
        self._newer.wait(0.5)  # long enough for a newer one that does not wait for this
        self.written.append("older")

    def _write_newer(self) -> None:
        self.written.append("newer")
        self._newer.set()


def test_an_older_copy_that_is_being_written_does_not_come_last(desk: Desk, qtbot: QtBot) -> None:
    keeper = SlowKeeper()
    desk.keep_with(keeper)
    desk.note_unsaved()
    qtbot.waitUntil(keeper.begun.is_set, timeout=60_000)

    desk.put_aside()

    assert keeper.written == ["older", "newer"]
