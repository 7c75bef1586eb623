"""The window as a whole: its commands, its colours, what it remembers, what it says of errors."""

from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from briefbuilder.app import operations
from briefbuilder.app.curating import draft_store
from briefbuilder.app.opening import new_brief, start_session, window_sign
from briefbuilder.app.session import BriefSession
from briefbuilder.app.window_colours import DARK, LIGHT
from briefbuilder.app.window_commands import COMMANDS, MENUS, WorkspaceId
from briefbuilder.errors import InvalidFileError, Place, Problem
from briefbuilder.gui.compose.timeline_block_view import TimelineBlockView
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.presenter import MOST_PROBLEMS, show_error
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import MOST_RECENT, WindowSettings
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.gui.window.palette import CommandPalette
from briefbuilder.storage.brief_file import read_brief, write_brief
from briefbuilder.storage.item_drafts import PutAside
from helpers.fake_layout_worker import FakeLayoutWorker


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, theme: Theme, settings: QSettings) -> MainWindow:
    made = MainWindow(desk, theme, WindowSettings(settings))
    # Nothing is asked when the window closes.
    qtbot.addWidget(made, before_close_func=lambda _: desk.replace_session(None))
    made.show()
    return made


@pytest.fixture
def brief_file(tmp_path: Path, desk: Desk) -> Path:
    brief = new_brief(
        desk.workspace, template_id="uk-ministerial-submission", title="Evacuation of staff"
    )
    path = tmp_path / "evacuation.brief"
    start_session(brief, desk.workspace).save_as(path)
    return path


def actions_of(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def menus_of(window: MainWindow) -> dict[str, QMenu]:
    found: dict[str, QMenu] = {}
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        found[action.text()] = menu
    return found


def enabled(window: MainWindow) -> set[str]:
    return {command.id for command in COMMANDS if window.commands[command.id].isEnabled()}


def test_every_command_stands_in_its_menu(window: MainWindow) -> None:
    menus = menus_of(window)

    assert tuple(menus) == tuple(MENUS.values())
    for menu_id, menu in zip(MENUS, menus.values(), strict=True):
        shown = [action.objectName() for action in actions_of(menu) if action.menu() is None]
        assert shown == [command.id for command in COMMANDS if command.menu is menu_id]


def test_no_two_entries_of_a_menu_share_a_letter(window: MainWindow) -> None:
    for title, menu in menus_of(window).items():
        letters = Counter(
            action.text().partition("&")[2][:1].lower() for action in actions_of(menu)
        )
        assert [letter for letter, times in letters.items() if letter and times > 1] == [], title


def test_without_a_brief_only_what_makes_sense_can_be_used(window: MainWindow) -> None:
    usable = enabled(window)

    assert {"brief.new", "brief.open", "view.library", "help.palette"} <= usable
    assert not usable & {"brief.save", "brief.export_pdf", "edit.undo", "insert.text"}


def test_a_brief_opens_what_belongs_to_it(
    window: MainWindow, desk: Desk, session: BriefSession
) -> None:
    before = enabled(window)
    operations.set_title(session, title="Another title")
    after = enabled(window)
    window.show_workspace(WorkspaceId.ALIGN)
    aligning = enabled(window)

    assert {"brief.save", "brief.export_pdf", "insert.text"} <= before
    assert "edit.undo" not in before
    assert "edit.undo" in after
    assert window.commands["edit.undo"].text() == "&Undo Change title"
    assert "align.next_gap" in aligning
    assert "insert.text" not in aligning


def test_an_item_can_be_saved_before_its_typing_is_noticed(window: MainWindow) -> None:
    window.show_workspace(WorkspaceId.LIBRARY)
    without = window.commands["brief.save"].isEnabled()
    window.library.reveal("item:cuban-missile-crisis")

    assert not without
    assert window.commands["brief.save"].isEnabled()


def test_undo_and_redo_go_back_and_forth(window: MainWindow, session: BriefSession) -> None:
    operations.set_title(session, title="Another title")

    window.commands["edit.undo"].trigger()
    undone = session.brief.title
    window.commands["edit.redo"].trigger()

    assert (undone, session.brief.title) == ("Port visit", "Another title")


def test_the_palette_finds_a_command_by_a_part_of_its_name(
    window: MainWindow, session: BriefSession, qtbot: QtBot
) -> None:
    palette = CommandPalette(window.commands, window)
    qtbot.addWidget(palette)
    palette.show()

    edit = palette.findChild(QLineEdit)
    qtbot.keyClicks(edit, "zoom out")
    qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert palette.chosen == "view.zoom_out"


def test_the_palette_leaves_out_what_cannot_be_used(window: MainWindow, qtbot: QtBot) -> None:
    palette = CommandPalette(window.commands, window)
    qtbot.addWidget(palette)
    palette.show()

    edit = palette.findChild(QLineEdit)
    qtbot.keyClicks(edit, "export")
    qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert palette.chosen is None


def test_light_and_dark_restyle_the_window_and_are_remembered(
    window: MainWindow, theme: Theme, settings: QSettings
) -> None:
    light = window.palette().window().color().name()
    window.commands["view.scheme_dark"].trigger()
    dark = window.palette().window().color().name()

    assert (light, dark) == (LIGHT.window, DARK.window)
    assert theme.is_dark
    assert window.commands["view.scheme_dark"].isChecked()
    assert not window.commands["view.scheme_light"].isChecked()
    assert WindowSettings(settings).scheme == "dark"


def test_size_and_panes_are_as_they_were_left(
    window: MainWindow, desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    window.resize(900, 610)
    window.close()

    again = MainWindow(desk, theme, WindowSettings(settings))
    qtbot.addWidget(again)

    assert (again.width(), again.height()) == (900, 610)


@pytest.mark.parametrize(
    "words", ["", "[General]\nversion=9\n", "[General]\nversion=1\ngeometry=7\nscheme=pink\n"]
)
def test_unreadable_settings_fall_back_to_what_is_usual(
    words: str, desk: Desk, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "broken.ini"
    file.write_text(words + "recent=7\nfolder=/no/such/folder\n", encoding="utf-8")
    window_settings = WindowSettings(QSettings(str(file), QSettings.Format.IniFormat))

    made = MainWindow(desk, theme, window_settings)
    qtbot.addWidget(made)

    room = made.screen().availableSize()
    assert made.size() == QSize(1440, 900).boundedTo(room).expandedTo(made.minimumSize())
    assert window_settings.scheme == "system"
    assert window_settings.recent == ()
    assert window_settings.folder == Path.home()


def test_opened_briefs_are_offered_again(
    window: MainWindow, brief_file: Path, settings: QSettings
) -> None:
    window.open_path(brief_file)
    (recent,) = (menu for menu in window.findChildren(QMenu) if menu.title() == "Open &recent")

    assert [action.text() for action in recent.actions()] == ["evacuation.brief"]
    window.commands["brief.close"].trigger()
    recent.actions()[0].trigger()
    assert window.windowTitle().startswith("Evacuation of staff")


def test_only_the_latest_briefs_that_still_exist_are_remembered(
    settings: QSettings, tmp_path: Path
) -> None:
    window_settings = WindowSettings(settings)
    files = [tmp_path / f"{number}.brief" for number in range(MOST_RECENT + 2)]
    for file in files:
        file.touch()
        window_settings.add_recent(file)
    files[-1].unlink()

    assert window_settings.recent == tuple(reversed(files[2:-1]))


def test_a_brief_dropped_on_the_window_opens(window: MainWindow, brief_file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/notes.txt"), QUrl.fromLocalFile(str(brief_file))])
    event = QDropEvent(
        QPointF(QPoint(10, 10)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    window.dropEvent(event)

    assert event.isAccepted()
    assert window.windowTitle().startswith("Evacuation of staff")


def test_a_record_copy_opens_as_a_new_brief_and_is_never_written(
    window: MainWindow, desk: Desk, brief_file: Path, tmp_path: Path
) -> None:
    record = tmp_path / "record.PDF"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["evacuation.brief"] = brief_file.read_bytes()
        document.save(record)
    before = record.read_bytes()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(record))])
    event = QDropEvent(
        QPointF(QPoint(10, 10)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    window.dropEvent(event)

    assert desk.session is not None
    assert desk.session.brief.title == "Evacuation of staff"
    assert (desk.session.path, desk.session.is_clean) == (None, False)
    assert desk.session.brief.id != read_brief(brief_file).brief.id
    assert record.read_bytes() == before


def test_what_is_not_a_brief_is_said_to_be_so(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: said.append(box.text() + box.informativeText())
    )
    path = tmp_path / "<img src=x>.brief"
    path.write_bytes(b"no zip")

    window.open_path(path)

    assert len(said) == 1
    assert "&lt;img src=x&gt;.brief could not be opened" in said[0]
    assert "<img" not in said[0]


def test_a_brief_with_an_altered_scheme_says_so_when_it_is_opened(
    window: MainWindow, brief_file: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: said.append(box.text() + box.informativeText())
    )
    scheme = desk.workspace.library.schemes["uk-gsc"]
    low, *others, high = scheme.levels
    levels = (low, *others, high.model_copy(update={"banner": low.banner}))
    held = read_brief(brief_file)
    sly = held.brief.model_copy(
        update={"held_scheme": scheme.model_copy(update={"levels": levels})}
    )
    write_brief(brief_file, sly, held.stamp)

    window.open_path(brief_file)

    assert len(said) == 1
    assert f"{high.id} is printed “{low.banner}”" in said[0]
    assert desk.session is not None
    assert desk.session.brief.id == sly.id


def test_many_problems_are_listed_and_the_rest_is_counted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    problems = [
        Problem(f"Fault {line}.", Place(file="a.md", line=line))
        for line in range(MOST_PROBLEMS + 3)
    ]

    show_error(None, "The file cannot be read", InvalidFileError.of(*problems))

    assert said[0].count("•") == MOST_PROBLEMS
    assert "and 3 more" in said[0]


def test_the_window_is_no_larger_than_the_screen(window: MainWindow) -> None:
    room = window.screen().availableSize().expandedTo(window.minimumSize())
    assert window.size().boundedTo(room) == window.size()


def test_the_status_line_names_file_page_and_library(
    window: MainWindow, brief_file: Path, qtbot: QtBot
) -> None:
    window.open_path(brief_file)
    qtbot.waitUntil(lambda: window.pages.place != "")
    words = " | ".join(label.text() for label in window.statusBar().findChildren(QLabel))

    assert "evacuation.brief" in words
    assert "page 1 of 1" in words
    assert "5 items" in words


def test_the_page_count_tells_the_brief_from_what_is_behind_it(
    window: MainWindow, brief_file: Path, worker: FakeLayoutWorker, qtbot: QtBot
) -> None:
    worker.behind = 6
    window.open_path(brief_file)
    qtbot.waitUntil(lambda: window.pages.place != "")
    assert window.pages.place == "page 1 of 7 · 1 page + 6 of annex and notes"
    words = [label.text() for label in window.statusBar().findChildren(QLabel)]
    assert window.pages.place in words


def test_a_row_is_removed_by_its_key_and_no_key_for_words_does_it(
    window: MainWindow, brief_file: Path, desk: Desk, qtbot: QtBot
) -> None:
    window.open_path(brief_file)
    qtbot.waitActive(window)
    window.compose.add_timeline()
    view = window.compose.brief.view(window.compose.selected_block or "")
    assert isinstance(view, TimelineBlockView)
    qtbot.keyClicks(view.rows[0].date, "11 Dec")
    qtbot.keyClick(view.rows[0].date, Qt.Key.Key_Return)
    qtbot.keyClicks(view.rows[0].text, "Talks about berths")
    control, both = (
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):  # a word before or behind the cursor
        qtbot.keyClick(view.rows[0].text, key, control)
    assert view.rows[0].text.text() == "Talks about "
    assert window.compose.brief.view(view.block_id) is view
    qtbot.keyClick(view.rows[0].text, Qt.Key.Key_Delete, both)
    session = desk.session
    assert session is not None
    assert session.status.undo_label == "Remove event"
    assert view.rows[0].written is None
    session.undo()
    assert view.rows[0].date.text() == "11 Dec"


WORDS_ARE_TAKEN_AWAY_BY = (
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.Backspace,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteCompleteLine,
    QKeySequence.StandardKey.Cut,
)


def test_no_command_has_a_key_that_takes_words_away_in_a_text() -> None:
    meant_for_text = {
        keys.toString() for key in WORDS_ARE_TAKEN_AWAY_BY for keys in QKeySequence.keyBindings(key)
    }
    assert "Ctrl+Del" in meant_for_text
    for command in COMMANDS:
        own = {QKeySequence(keys).toString() for keys in command.keys}
        assert not own & meant_for_text, command.id


def test_a_room_is_built_when_it_is_first_shown_and_shows_the_present_state(window, brief_file):
    rooms = [one.metaObject().className() for one in window.findChildren(QWidget)]
    assert not {"AlignWorkspace", "LibraryWorkspace"} & set(rooms)
    assert not window.commands["library.withdraw"].isEnabled()

    window.open_path(brief_file)
    window.commands["view.align"].trigger()
    assert window.align.isVisible()
    assert window.align.walk.brief is window._desk.session.brief
    window.commands["align.next_gap"].trigger()
    assert window.align.walk.current is not None

    window.commands["edit.find_item"].trigger()
    window.commands["view.library"].trigger()
    assert window.library.isVisible()
    window.library.reveal("item:suez-1956-unef")
    assert window.commands["library.withdraw"].isEnabled()


def test_an_item_left_behind_brings_the_room_it_waits_in(window, desk, qtbot):
    draft = PutAside(file="case-studies/new-thing.md", text="A thing that nobody saved.")
    store = draft_store(desk.workspace, desk.sign)
    window.offer_what_was_left()
    assert window._library.built is None

    store.keep([draft])
    desk.sign.close()  # as when the window is killed
    desk.sign = window_sign(desk.surroundings)
    window.offer_what_was_left()

    assert [one.file for one in window._library.built.drafts.unsaved] == [draft.file]
    window.library.drafts.open_file(draft.file)
    window.library.drafts.revert()
