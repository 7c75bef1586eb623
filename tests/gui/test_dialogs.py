"""The dialogs say what they act on and what was decided; nothing is red before it was touched."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel

from briefbuilder.app import operations
from briefbuilder.domain.items import Status
from briefbuilder.domain.markings import Marking
from briefbuilder.domain.people import Person
from briefbuilder.gui.compose.compose_workspace import ComposeWorkspace
from briefbuilder.gui.dialogs.compare import CompareDialog
from briefbuilder.gui.dialogs.marking_form import MarkingDialog
from briefbuilder.gui.dialogs.new_brief import NewBriefDialog
from briefbuilder.gui.dialogs.your_name import YourNameDialog
from briefbuilder.gui.library.item_dialogs import CopyDialog
from briefbuilder.gui.library.status_dialog import StatusDialog

ITEMS = ("cuban-missile-crisis", "suez-1956-unef")


@pytest.fixture
def new(qtbot, desk):
    made = NewBriefDialog(desk.workspace, desk.pending)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog, template):
    dialog.template_box.setCurrentIndex(dialog.template_box.findData(template))


def field(dialog, name):
    return dict(dialog._rows)[name]


def test_a_change_of_form_keeps_what_was_typed_for_the_way_back(qtbot, new):
    choose(new, "think-tank-policy-brief")
    qtbot.keyClicks(field(new, "author"), "A. Clerk")
    choose(new, "uk-ministerial-submission")
    qtbot.keyClicks(field(new, "to"), "The Minister")
    choose(new, "us-army-information-paper")
    choose(new, "uk-ministerial-submission")
    assert field(new, "to").text() == "The Minister"
    choose(new, "think-tank-policy-brief")
    assert field(new, "author").text() == "A. Clerk"
    qtbot.keyClicks(new.title_edit, "A visit")
    assert new.make().fields[0] == ("author", "A. Clerk")


def test_a_brief_begins_in_the_language_that_was_chosen(qtbot, new):
    choose(new, "uk-ministerial-submission")
    assert new.language_box.currentData() == "en-GB"
    new.language_box.setFocus()
    qtbot.keyClicks(new.language_box, "Fra")
    new.language_box.activated.emit(new.language_box.currentIndex())
    choose(new, "think-tank-policy-brief")
    qtbot.keyClicks(new.title_edit, "Une escale")
    made = new.make()
    assert (made.lang, made.sections[0].heading) == ("fr", "L’essentiel")


def test_tab_leads_from_the_last_button_to_the_first_row(qtbot, new):
    qtbot.keyClicks(new.title_edit, "A visit")
    new.buttons.button(QDialogButtonBox.StandardButton.Cancel).setFocus()
    qtbot.keyClick(new.focusWidget(), Qt.Key.Key_Tab)
    assert new.focusWidget() is new.template_box


def test_a_dialog_grows_with_the_rows_that_come(qtbot, new):
    choose(new, "uk-ministerial-submission")
    new.marking.level_box.setCurrentIndex(1)

    def have_room():
        boxes = [box for _, box in new.marking._boxes]
        rows = (new.marking.level_box, *boxes, field(new, "to"))
        return all(row.isVisible() and row.height() >= row.sizeHint().height() for row in rows)

    qtbot.waitUntil(have_room)


def test_nothing_is_red_before_a_key_was_pressed(qtbot, new):
    assert new._complaint.text() == "Give the brief a title."
    assert new._complaint.property("role") == "faint"
    assert not new.go.isEnabled()
    qtbot.keyClicks(new.title_edit, "A")
    qtbot.keyClick(new.title_edit, Qt.Key.Key_Backspace)
    assert new._complaint.property("role") == "error"


@pytest.fixture
def marking_of(qtbot, desk):
    def make(chosen, *, may_clear=True):
        schemes = desk.workspace.library.schemes
        made = MarkingDialog("Marking", schemes, chosen, "uk-gsc", may_clear=may_clear)
        qtbot.addWidget(made)
        made.show()
        return made, made.findChild(QCheckBox, "no-marking")

    return make


def test_a_block_without_a_marking_is_shown_to_have_none_of_its_own(marking_of):
    dialog, none = marking_of(None)
    assert none.isChecked()
    assert dialog._complaint.text() == ""
    assert (dialog.go.isEnabled(), dialog.marking) == (True, None)
    assert dialog.focusWidget() is none
    none.click()
    assert dialog._complaint.text() == "Choose a level."
    assert dialog._complaint.property("role") == "faint"
    dialog._picker.level_box.setCurrentIndex(1)
    assert dialog.marking is not None
    secret = Marking(scheme="uk-gsc", level="SECRET")
    dialog, none = marking_of(secret)
    assert (none.isChecked(), dialog.marking) == (False, secret)


def test_the_blocks_marking_names_the_block(qtbot, desk, theme, session, monkeypatch):
    shown = []

    def keep(dialog):
        shown.extend(label.text() for label in dialog.findChildren(QLabel))
        return 0

    monkeypatch.setattr(MarkingDialog, "exec", keep)
    compose = ComposeWorkspace(desk, theme)
    qtbot.addWidget(compose)
    block_id = operations.add_text(session, section_id="issue", text="Whether to <b>call</b>.")
    compose.brief.select(block_id)
    compose.mark_block()
    assert "Marking of the text in “Issue”" in shown
    assert any("“Whether to <b>call</b>.”" in words for words in shown)


@pytest.fixture
def compared(qtbot, desk, theme, session, library_folder):
    for item_id in ITEMS:
        operations.place_item(session, desk.workspace, item_id=item_id, section_id="background")
        file = library_folder / "case-studies" / f"{item_id}.md"
        words = file.read_text(encoding="utf-8")
        file.write_text(words.replace("\nsummary: ", "\nsummary: Newly said. ", 1), "utf-8")
    desk.look_at_library()
    made = CompareDialog(desk, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_after_the_last_decision_it_says_what_was_decided(compared):
    live = (compared.accept_button, compared.keep_button, compared._reason)
    titles = [one.pin.item.title for one in compared._behind]
    assert len(titles) == len(ITEMS)
    compared._reason.setText("Sent to print.")
    compared.keep_button.click()
    assert compared._title.text() == titles[1]
    assert all(widget.isEnabled() for widget in live)
    compared.accept_button.click()
    assert compared._title.text() == "Nothing is left to decide."
    assert f"{titles[0]}: the pinned text was kept. Reason: Sent to print." in compared._meta.text()
    assert f"{titles[1]}: the newer text was accepted." in compared._meta.text()
    assert compared._text.toPlainText() == ""
    assert not any(widget.isEnabled() for widget in live)


def test_enter_in_the_reason_for_keeping_accepts_nothing(qtbot, session, compared):
    before = session.brief
    compared._reason.setFocus()
    qtbot.keyClicks(compared._reason, "Sent to print.")
    qtbot.keyClick(compared._reason, Qt.Key.Key_Return)
    assert session.brief is before
    assert compared.isVisible()


def test_your_name_shows_how_it_will_stand_there(qtbot, desk):
    dialog = YourNameDialog(desk.surroundings, desk.pending)
    qtbot.addWidget(dialog)
    assert dialog._shown.text() == "A. Clerk, your login, while no name is set"
    qtbot.keyClicks(dialog.name_edit, "Jane Doe")
    qtbot.keyClicks(dialog.office_edit, "Maritime Policy")
    assert dialog._shown.text() == "Jane Doe, Maritime Policy"
    assert dialog.person == Person(name="Jane Doe", office="Maritime Policy")
    desk.pending.commit()


def test_the_id_of_a_copy_can_be_typed_at_once(qtbot, desk):
    dialog = CopyDialog(desk.workspace.library, ITEMS[0])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.id_edit
    assert dialog.id_edit.selectedText() == f"{ITEMS[0]}-copy"


def test_a_dialog_to_withdraw_gives_no_other_status(qtbot, desk):
    item = desk.workspace.library.entry(ITEMS[0]).item
    withdraw = StatusDialog("Withdraw", item, Status.WITHDRAWN, desk.pending)
    change = StatusDialog("Change status", item, None, desk.pending)
    for dialog in (withdraw, change):
        qtbot.addWidget(dialog)
        dialog.show()
    assert not withdraw.status_box.isEnabled()
    assert withdraw.focusWidget() is withdraw.why_edit
    assert change.focusWidget() is change.status_box
    assert change._complaint.property("role") == "faint"
