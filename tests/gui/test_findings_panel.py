"""The findings below the brief: what was not looked at is never said to be in order."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from briefbuilder.app import operations
from briefbuilder.app.check_words import CheckStanding
from briefbuilder.app.opening import new_brief, start_session
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.errors import InvalidFileError, Severity
from briefbuilder.gui.window.findings_panel import FindingsPanel


@pytest.fixture
def panel(qtbot, desk):
    made = FindingsPanel(desk)
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.show()
    return made


def sentences(panel):
    return [row.findChildren(QLabel)[1].text() for row in panel._rows]


def brief_of(desk):
    return new_brief(
        desk.workspace, template_id="uk-ministerial-submission", title="New", marking=None
    )


def test_nothing_is_said_to_be_in_order_before_it_was_looked_at(qtbot, desk, panel):
    said = []
    desk.check_changed.connect(lambda _: said.append(panel.words))
    assert panel.words == "Nothing has been checked yet."
    desk.replace_session(start_session(brief_of(desk), desk.workspace))
    assert panel.words == "Checking…"
    qtbot.waitUntil(lambda: desk.check.found is not None and not desk.check.is_running)
    assert said[0] == "Checking…"
    assert "Nothing to report." not in said
    assert sentences(panel)


def test_a_change_of_the_brief_or_the_library_puts_the_result_out_of_date(
    qtbot, desk, panel, session
):
    qtbot.waitUntil(lambda: desk.check.found is not None and not desk.check.is_running)
    desk._show_check(CheckStanding(FindingList()))
    assert panel.words == "Nothing to report."
    operations.set_title(session, title="Another")
    assert panel.words == "Checking…"
    qtbot.waitUntil(lambda: not desk.check.is_running)
    desk._show_check(CheckStanding(FindingList()))
    desk.tell_library_changed(None)
    assert panel.words == "Checking…"
    qtbot.waitUntil(lambda: not desk.check.is_running)


def test_a_brief_that_cannot_be_laid_out_is_not_said_to_be_in_order(qtbot, desk, panel, worker):
    worker.fault = InvalidFileError("The form has a fault.")
    desk.replace_session(start_session(brief_of(desk), desk.workspace))
    qtbot.waitUntil(lambda: bool(desk.check.fault))
    assert panel.words == "The brief could not be checked: The form has a fault."


def test_a_new_briefs_findings_are_grouped_and_open_by_key(qtbot, desk, panel):
    desk.replace_session(start_session(brief_of(desk), desk.workspace))
    qtbot.waitUntil(lambda: desk.check.found is not None)
    told = sentences(panel)
    assert len(told) < 8 < len(desk.check.found.findings)
    assert any("blocking questions are not answered" in one for one in told)
    at = next(n for n, one in enumerate(told) if "sections are empty" in one)
    panel._rows[at].fold.setFocus()
    qtbot.keyClick(panel._rows[at].fold, Qt.Key.Key_Space)
    opened = sentences(panel)
    assert opened[at + 1].startswith('The section "')
    assert panel._rows[at].fold.hasFocus()
    followed = []
    panel.followed.connect(followed.append)
    panel._rows[at + 2].go.click()
    assert (followed[0].rule, followed[0].place.section) == ("section-empty", "recommendation")
    qtbot.keyClick(panel._rows[at].fold, Qt.Key.Key_Space)
    assert sentences(panel) == told


def test_equal_findings_leave_the_keyboard_where_it_is(qtbot, desk, panel):
    finding = Finding("a", Severity.ERROR, FindingPlace(), "One.")
    panel.show_check(CheckStanding(FindingList((finding,))))
    row = panel._rows[0]
    panel.show_check(CheckStanding(FindingList((finding,)), is_running=True))
    assert panel._rows[0] is row
