"""Rows that are made anew leave the keyboard where it was: in findings, lists and side panels."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefbuilder.app import operations
from briefbuilder.app.check_words import CheckStanding
from briefbuilder.app.library_overview import ListFilter
from briefbuilder.app.session import BriefSession
from briefbuilder.app.window_commands import WorkspaceId
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.domain.checklists import Answer
from briefbuilder.domain.clearances import Clearance, ClearanceScope
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.errors import Severity
from briefbuilder.gui.dialogs.clearances_dialog import ClearancesDialog
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.widgets.kept_keyboard import keyboard_kept, row_kept
from briefbuilder.gui.window.main_window import MainWindow

CUBA = "cuban-missile-crisis"


@pytest.fixture
def window(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path, session: BriefSession
) -> MainWindow:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(desk, theme, WindowSettings(settings))
    qtbot.addWidget(made, before_close_func=give_everything_up)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: desk.check.found is not None and not desk.check.is_running)
    return made


def give_everything_up(window: QWidget) -> None:
    assert isinstance(window, MainWindow)
    window.library.drafts.give_up()
    window.files._desk.replace_session(None)


def focused() -> str:
    """What a screen reader says of whatever has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found.accessibleName()


@pytest.fixture
def panel(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def fill(panel: QWidget, names: Sequence[str]) -> None:
    for old in panel.findChildren(QPushButton):
        old.hide()
        old.setParent(None)
        old.deleteLater()
    column = panel.layout()
    assert column is not None
    for name in names:
        row = QPushButton("Go there", panel)
        row.setAccessibleName(name)
        column.addWidget(row)
        row.show()


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("abc", "b"),
        ("xabc", "b"),
        ("ac", "c"),  # the one that stands in its place
        ("a", "a"),
        ("cb", "b"),
        ("xyz", "y"),
    ],
)
def test_the_keyboard_stays_on_the_same_row_or_on_the_one_in_its_place(
    panel: QWidget, after: str, expected: str
) -> None:
    fill(panel, "abc")
    panel.findChildren(QPushButton)[1].setFocus()
    with keyboard_kept(panel):
        fill(panel, after)
    assert focused() == expected


def test_a_list_filled_anew_has_the_same_row(qtbot: QtBot) -> None:
    rows = QListWidget()
    qtbot.addWidget(rows)
    for before, after, expected in (("abc", "xabc", "b"), ("abc", "ac", "c"), ("ab", "a", "a")):
        rows.clear()
        rows.addItems(list(before))
        rows.setCurrentRow(1)
        with row_kept(rows):
            rows.clear()
            rows.addItems(list(after))
        assert rows.currentItem().text() == expected


def finding(name: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(name, severity, FindingPlace(section=name), f"{name} is long.")


def answers_to(*questions: str) -> tuple[Answer, ...]:
    return tuple(Answer(question=one, words="0" * 64, value=AnswerValue.YES) for one in questions)


def show(desk: Desk, names: str, *, is_running: bool = False) -> None:
    found = FindingList(tuple(finding(one) for one in names))
    desk._show_check(CheckStanding(found, is_running=is_running))


def test_the_keyboard_stays_on_a_finding_through_a_check(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    show(desk, "abc")
    window.findings._rows[1].go.setFocus()
    before = window.compose.brief.selected_block
    show(desk, "abc", is_running=True)
    assert focused() == "Go there: b is long."
    show(desk, "ab")
    assert focused() == "Go there: b is long."
    show(desk, "ac")
    assert focused() == "Go there: c is long."
    show(desk, "")
    assert QApplication.focusWidget() is window.findings._empty
    assert window.findings.words == "Nothing to report."
    assert window.compose.brief.selected_block == before


def test_a_group_whose_number_changes_keeps_the_keyboard(
    window: MainWindow, desk: Desk, session: BriefSession, qtbot: QtBot
) -> None:
    rows = window.findings._rows
    at = next(row for row in rows if "sections are empty" in row.go.accessibleName())
    at.go.setFocus()
    before = focused()
    operations.write_in_section(session, section_id="issue", text="Whether to offer a visit.")
    qtbot.waitUntil(lambda: not desk.check.is_running, timeout=10_000)
    assert "sections are empty" in focused()
    assert focused() != before


def test_old_findings_bear_a_sign_while_the_brief_is_checked_again(
    window: MainWindow, desk: Desk
) -> None:
    show(desk, "ab")
    check = window.bar._check
    width = check.minimumWidth()
    assert window.findings.standing == "Checked: 2 warnings"
    assert check.accessibleName() == "Check: 0 errors, 2 warnings"
    show(desk, "ab", is_running=True)
    assert window.findings.standing == "↻ 2 warnings; being checked again"
    assert check.accessibleName() == "Check: 0 errors, 2 warnings; being checked again"
    assert "being checked again" in check.toolTip()
    assert check.text() == "Check  ▲ 2  ↻"
    show(desk, "ab")
    assert check.text() == "Check  ▲ 2"
    assert check.minimumWidth() == width  # and nothing beside it moves back and forth


def test_the_side_panel_keeps_the_keyboard_while_the_item_changes(
    window: MainWindow, desk: Desk
) -> None:
    window.show_workspace(WorkspaceId.LIBRARY)
    window.library.reveal(f"item:{CUBA}")
    side = window.library.side
    links = [one for one in side.findChildren(QWidget) if one.accessibleName().startswith("Show ")]
    links[0].setFocus()
    name = focused()
    window.library.item.text.editor.setPlainText(
        window.library.item.text.editor.toPlainText().replace("title: ", "title: The ", 1)
    )
    desk.pending.commit()
    assert focused() == name


def test_answers_that_are_taken_back_lead_to_the_next(qtbot: QtBot, window: MainWindow) -> None:
    window.show_workspace(WorkspaceId.ALIGN)
    kept = window.align.overview.kept
    window.align.show_overview()
    for answers, expected in (
        (answers_to("A1", "B2", "C3"), "Take back the answer to B2"),
        (answers_to("A1", "C3"), "Take back the answer to C3"),
        (answers_to("A1"), "Take back the answer to A1"),
    ):
        kept.show_answers(answers, None)
        if len(answers) == len("ABC"):
            next(w for w in kept.findChildren(QWidget) if w.accessibleName() == expected).setFocus()
        assert focused() == expected


def test_a_section_that_is_ticked_leaves_the_keyboard_on_its_row(
    window: MainWindow, desk: Desk, session: BriefSession, theme: Theme, qtbot: QtBot
) -> None:
    first, second, third = (one.id for one in session.brief.sections[:3])
    office = Clearance(
        office="Legal advisers", asked="2026-11-20", of=ClearanceScope(sections=(first,))
    )
    operations.set_clearances(session, desk.workspace, clearances=(office,))
    dialog = ClearancesDialog(desk, theme, None, window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    sections = dialog.form.sections
    sections.setFocus()
    sections.setCurrentRow(1)
    qtbot.keyClick(sections, Qt.Key.Key_Space)
    qtbot.keyClick(sections, Qt.Key.Key_Down)
    qtbot.keyClick(sections, Qt.Key.Key_Space)
    (now,) = session.brief.clearances
    assert now.of is not None
    assert now.of.sections == (first, second, third)


def test_an_item_that_leaves_the_filter_leaves_the_arrows_in_its_place(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.show_workspace(WorkspaceId.LIBRARY)
    found, drafts = window.library.found, window.library.drafts
    for item in sorted(desk.workspace.library.entries)[:3]:
        drafts.open_item(item)
        assert drafts.draft is not None
        drafts.type_text(drafts.draft.text.replace("title: ", "title: The ", 1))
    found.pick(ListFilter.UNSAVED)
    order = [found.model.row_at(found.model.index(n, 0)).file for n in range(3)]  # type: ignore[union-attr]
    drafts.open_file(order[1])
    found.list.setFocus()
    drafts.save()
    qtbot.keyClick(found.list, Qt.Key.Key_Down)
    assert drafts.draft is not None
    assert drafts.draft.file == order[2]
