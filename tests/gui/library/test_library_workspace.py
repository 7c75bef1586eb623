"""The curator's desk as a person uses it: find, edit, save, check, withdraw."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
)

from briefbuilder.app import operations
from briefbuilder.app.library_overview import ListFilter
from briefbuilder.app.opening import window_sign
from briefbuilder.domain import unwritten
from briefbuilder.domain.items import Kind, Status
from briefbuilder.domain.statements import check_summary
from briefbuilder.gui.library.check_dialog import CheckDialog
from briefbuilder.gui.library.conflict_dialog import ConflictDialog
from briefbuilder.gui.library.item_dialogs import CopyDialog, NewItemDialog
from briefbuilder.gui.library.library_workspace import LibraryWorkspace
from briefbuilder.gui.library.status_dialog import StatusDialog
from briefbuilder.gui.widgets.link_label import LinkLabel

CUBA = "cuban-missile-crisis"
FORM, TEXT, DIFFERENCES = 1, 2, 3


def titles(library):
    model = library.found.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press_button(name):
    """A reply that presses the button of that object name."""

    def reply(dialog):
        dialog.findChild(QAbstractButton, name).click()
        return dialog.result()

    return reply


def press_words(text):
    """A reply that presses the button of a message box with these words."""

    def reply(box):
        next(one for one in box.buttons() if one.text() == text).click()
        return 0

    return reply


def type_title(library, qtbot, text):
    library.item.tabs.setCurrentIndex(FORM)
    edit = library.item.form.editor("title").edit
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    library.commit_pending()


def read(cuba, qtbot, text):
    """Wait until the side says a text: what is new there appears with the next turn of events."""
    qtbot.waitUntil(lambda: text in words(cuba.side))


# Finding


def test_the_search_finds_and_return_opens(library, qtbot):
    library.focus_search()
    assert library.found.search.hasFocus()
    qtbot.keyClicks(library.found.search, "quarantine")
    qtbot.keyClick(library.found.search, Qt.Key.Key_Return)
    assert library.found.list.hasFocus()
    assert library.drafts.draft.item.id == CUBA


def test_a_file_with_faults_is_listed_and_opens_as_text(library, desk, cuba_file):
    cuba_file.write_text("---\nformat: briefbuilder-item\n---\n", encoding="utf-8")
    desk.look_at_library()
    assert f"✖ {CUBA}.md" in titles(library)
    library.show_problems()
    assert library.found.model.chosen is ListFilter.PROBLEMS
    assert library.item.tabs.currentIndex() == TEXT
    library.drafts.open_file(f"case-studies/{CUBA}.md")
    assert library.item.text.list.count() > 0
    assert library.item.statements._unreadable.text()


def test_a_chip_shows_what_lies_under_it(library, qtbot, clock, desk):
    everything = len(titles(library))
    chip = library.found.findChild(QAbstractButton, "chip-in_review")
    chip.click()
    in_review = [title for title in titles(library) if not title.startswith("✖")]
    assert len(in_review) == library.found.model.count(ListFilter.IN_REVIEW)
    chip.click()
    assert len(titles(library)) == everything


def test_a_wrong_filter_is_explained(library, qtbot):
    qtbot.keyClicks(library.found.search, "status:none")
    library.found.look_up()
    assert "none" in library.found.complaint.text()


def test_the_foot_counts_items_and_checks(library, desk):
    facts = sum(check_summary(e.item).facts for e in desk.workspace.library.entries.values())
    assert f"of {facts} statements checked" in words(library)


# One draft in two shapes


def test_the_form_writes_the_text_and_touches_nothing_else(cuba, qtbot, cuba_file):
    type_title(cuba, qtbot, "Missiles in Cuba")
    before = cuba_file.read_text(encoding="utf-8")
    text = before.replace("title: Cuban Missile Crisis", "title: Missiles in Cuba")
    assert cuba.item.text.editor.toPlainText() == text
    assert cuba.is_dirty


def test_the_text_shows_in_the_form(cuba):
    cuba.item.tabs.setCurrentIndex(TEXT)
    editor = cuba.item.text.editor
    editor.setPlainText(editor.toPlainText().replace("Cuban Missile Crisis", "Missiles in Cuba"))
    cuba.item.tabs.setCurrentIndex(FORM)
    assert cuba.item.form.editor("title").edit.text() == "Missiles in Cuba"


def test_a_value_that_cannot_be_is_kept_and_explained(cuba, qtbot):
    type_title(cuba, qtbot, " ")
    form = cuba.item.form
    assert cuba.drafts.draft.item is None
    assert "must not be empty" in words(form)
    form.editor("owner").edit.setText("")
    qtbot.keyClicks(form.editor("owner").edit, "A desk")
    qtbot.keyClicks(form.editor("title").edit, "Missiles")
    cuba.commit_pending()
    item = cuba.drafts.draft.item
    assert (item.title, item.owner) == ("Missiles", "A desk")


def test_an_unreadable_text_is_shown_at_its_line(cuba, qtbot):
    cuba.item.tabs.setCurrentIndex(TEXT)
    editor = cuba.item.text.editor
    editor.setPlainText(editor.toPlainText().replace("status: in-review", "status: perhaps"))
    cuba.commit_pending()
    rows = cuba.item.text.list
    line = editor.toPlainText().split("\n").index("status: perhaps") + 1
    assert f"{line}:" in rows.item(0).text()
    assert len(editor.extraSelections()) == 1
    rows.itemActivated.emit(rows.item(0))
    assert editor.textCursor().blockNumber() + 1 == line
    assert editor.hasFocus()


def test_going_elsewhere_keeps_what_was_typed(cuba, qtbot):
    cuba.item.tabs.setCurrentIndex(FORM)
    owner = cuba.item.form.editor("owner").edit
    owner.setCursorPosition(len(owner.text()))
    qtbot.keyClicks(owner, " and others")
    cuba.reveal("item:suez-1956-unef")
    assert cuba.is_dirty
    cuba.reveal(f"item:{CUBA}")
    assert cuba.drafts.draft.item.owner.endswith(" and others")


def test_every_kind_has_a_form_that_changes_nothing_by_itself(library, desk):
    for item_id, entry in desk.workspace.library.entries.items():
        library.reveal(f"item:{item_id}")
        library.item.tabs.setCurrentIndex(FORM)
        form = library.item.form
        form._touched = {editor.key for editor in form._editors}
        form._touched |= {section.rule.part for section in form._sections}
        library.commit_pending()
        assert library.drafts.draft.text == entry.text, item_id


# Saving


def test_saving_writes_the_file_and_tells_the_panels(cuba, qtbot, desk, cuba_file):
    type_title(cuba, qtbot, "Missiles in Cuba")
    with qtbot.waitSignal(desk.library_changed) as told:
        assert cuba.save()
    assert told.args[0].changed == {CUBA}
    assert "title: Missiles in Cuba" in cuba_file.read_text(encoding="utf-8")
    assert not cuba.is_dirty
    assert "Missiles in Cuba" in titles(cuba)


def test_saving_leaves_the_keyboard_where_it_was(cuba, qtbot, window):
    cuba.item.tabs.setCurrentIndex(FORM)
    edit = cuba.item.form.section("What happened").edit
    edit.setFocus()
    qtbot.keyClicks(edit, "Anew ")
    position = edit.textCursor().position()
    assert cuba.save()
    assert window.focusWidget() is edit
    assert edit.textCursor().position() == position


def test_a_faulty_draft_is_not_saved_and_stays(cuba, qtbot, answer_dialogs, cuba_file):
    before = cuba_file.read_text(encoding="utf-8")
    type_title(cuba, qtbot, " ")
    shown = []
    answer_dialogs(QMessageBox, lambda box: shown.append(box.informativeText()))
    assert not cuba.save()
    assert "must not be empty" in shown[0]
    assert cuba.item.tabs.currentIndex() == TEXT
    assert cuba_file.read_text(encoding="utf-8") == before
    assert cuba.is_dirty


@pytest.fixture
def conflict(cuba, qtbot, cuba_file):
    """Mine has another title, and theirs on disk another owner."""
    type_title(cuba, qtbot, "Mine")
    text = cuba_file.read_text(encoding="utf-8")
    cuba_file.write_text(
        text.replace("owner: Briefbuilder starter library", "owner: Theirs"), encoding="utf-8"
    )
    return cuba


def on_disk(desk):
    desk.look_at_library()
    item = desk.workspace.library.entry(CUBA).item
    return item.title, item.owner


def test_a_conflict_shows_what_differs_and_overwrites_nothing(conflict, answer_dialogs, desk):
    shown = []

    def reply(dialog):
        shown.append(dialog.view.toPlainText())
        return press_button("keep_editing")(dialog)

    answer_dialogs(ConflictDialog, reply)
    assert not conflict.save()
    assert "Mine" in shown[0]
    assert "Theirs" in shown[0]
    assert on_disk(desk) == ("Cuban Missile Crisis", "Theirs")
    assert conflict.drafts.draft.item.title == "Mine"
    assert "Somebody else has changed the file" in words(conflict.item)


def test_loading_theirs_leaves_mine_in_undo(conflict, answer_dialogs):
    answer_dialogs(ConflictDialog, press_button("load_theirs"))
    conflict.save()
    assert conflict.drafts.draft.item.owner == "Theirs"
    assert not conflict.is_dirty
    conflict.item.tabs.setCurrentIndex(TEXT)
    conflict.item.text.editor.undo()
    conflict.commit_pending()
    assert conflict.drafts.draft.item.title == "Mine"


def test_saving_mine_under_another_id_keeps_both(conflict, answer_dialogs, desk):
    answer_dialogs(ConflictDialog, press_button("save_copy"))
    answer_dialogs(CopyDialog, press_button("go"))
    assert conflict.save()
    assert on_disk(desk) == ("Cuban Missile Crisis", "Theirs")
    assert desk.workspace.library.entry(f"{CUBA}-copy").item.title == "Mine"
    assert conflict.drafts.draft.item.id == f"{CUBA}-copy"


def test_replacing_theirs_is_by_word_only(conflict, answer_dialogs, desk):
    answer_dialogs(ConflictDialog, press_button("write_mine"))
    assert conflict.save()
    assert on_disk(desk) == ("Mine", "Briefbuilder starter library")


def test_a_clean_item_follows_its_file(cuba, desk, cuba_file):
    text = cuba_file.read_text(encoding="utf-8")
    cuba_file.write_text(text.replace("Cuban Missile Crisis", "Anew", 1), encoding="utf-8")
    desk.look_at_library()
    assert cuba.drafts.draft.item.title == "Anew"


def test_leaving_asks_and_saves_everything(cuba, qtbot, answer_dialogs, desk):
    type_title(cuba, qtbot, "One")
    cuba.reveal("item:suez-1956-unef")
    type_title(cuba, qtbot, "Two")
    answer_dialogs(QMessageBox, press_words("Save"))
    assert cuba.may_leave()
    entries = desk.workspace.library.entries
    assert (entries[CUBA].item.title, entries["suez-1956-unef"].item.title) == ("One", "Two")


def test_leaving_may_be_cancelled_or_discard(cuba, qtbot, answer_dialogs, desk):
    type_title(cuba, qtbot, "One")
    answer_dialogs(QMessageBox, press_words("Cancel"))
    assert not cuba.may_leave()
    assert cuba.drafts.draft.item.title == "One"
    answer_dialogs(QMessageBox, press_words("Discard the changes"))
    assert cuba.may_leave()
    assert not cuba.is_dirty
    assert desk.workspace.library.entry(CUBA).item.title == "Cuban Missile Crisis"


def test_unsaved_items_lie_under_a_filter_of_their_own(cuba, qtbot):
    model = cuba.found.model
    assert model.count(ListFilter.UNSAVED) == 0
    type_title(cuba, qtbot, "One")
    cuba.reveal("item:suez-1956-unef")
    type_title(cuba, qtbot, "Two")
    assert model.count(ListFilter.UNSAVED) == 2
    cuba.found.pick(ListFilter.UNSAVED)
    assert len(titles(cuba)) == 2


def test_while_the_folder_is_away_the_card_of_what_is_shown_stays_chosen(
    cuba, qtbot, library_folder
):
    library_folder.rename(library_folder.with_name("away"))
    model, view = cuba.found.model, cuba.found.list
    shown = model.row_at(view.currentIndex()).file
    other = next(row for row in range(model.rowCount()) if row != view.currentIndex().row())
    view.setCurrentIndex(model.index(other, 0))
    assert model.row_at(view.currentIndex()).file != shown
    # By its file: the survey of the rest may put other cards above it in the meantime.
    qtbot.waitUntil(lambda: model.row_at(view.currentIndex()).file == shown)
    assert cuba.drafts.draft.item.id == CUBA


def test_revert_asks_and_goes_back(cuba, qtbot, answer_dialogs):
    type_title(cuba, qtbot, "One")
    said_by_enter = []

    def enter(box):
        said_by_enter.append(box.defaultButton().text())
        return 0

    answer_dialogs(QMessageBox, enter)
    cuba.revert()
    assert said_by_enter == ["Keep them"]
    assert cuba.drafts.draft.item.title == "One"

    answer_dialogs(QMessageBox, press_words("Give the changes up"))
    cuba.revert()
    assert cuba.drafts.draft.item.title == "Cuban Missile Crisis"
    assert not cuba.is_dirty


# Status, new items, checks


def test_withdrawing_says_why_and_is_saved_like_any_change(cuba, answer_dialogs, desk):
    def reply(dialog):
        assert not dialog.go.isEnabled()
        dialog.why_edit.setPlainText("Superseded")
        dialog.go.click()
        return dialog.result()

    answer_dialogs(StatusDialog, reply)
    cuba.withdraw()
    assert cuba.drafts.draft.item.status is Status.WITHDRAWN
    assert cuba.save()
    item = desk.workspace.library.entry(CUBA).item
    assert (item.status, item.withdrawn_because) == (Status.WITHDRAWN, "Superseded")


def approve(dialog):
    dialog.status_box.setCurrentIndex(dialog.status_box.findData(Status.APPROVED))
    dialog.why_edit.setPlainText("Read by two")
    dialog.go.click()
    return dialog.result()


@pytest.fixture
def sound(library):
    """A new item that its author has written, so that it has no errors."""
    library.drafts.start(Kind.BACKGROUND, "A new thing")
    text = library.drafts.draft.text.replace("To be written.", "It is written.")
    library.drafts.type_text(text.replace(unwritten.SUMMARY, "A thing is new."))
    assert library.save()
    return library


def test_approving_keeps_who_and_why_and_an_edit_takes_it_back(
    sound, qtbot, answer_dialogs, library_folder, desk
):
    answer_dialogs(StatusDialog, approve)
    sound.item.tabs.setCurrentIndex(FORM)
    sound.item.form.editor("status").button.click()
    assert sound.drafts.draft.item.status is Status.APPROVED
    assert "approved by A. Clerk" in words(sound.item.form)
    assert sound.save()
    read(sound, qtbot, "● approved, A. Clerk, 23 Nov 2026: Read by two")
    file = library_folder / "background" / "a-new-thing.md"
    assert "why: Read by two" in file.read_text(encoding="utf-8")

    said = []
    desk.announced.connect(said.append)
    type_title(sound, qtbot, "Missiles in Cuba")
    assert sound.save()
    assert sound.drafts.draft.item.status is Status.IN_REVIEW
    assert "in review again" in said[-1]
    read(sound, qtbot, "approved, A. Clerk, 23 Nov 2026: Read by two (of another text)")
    assert "status: in-review" in sound.item.text.editor.toPlainText()


def test_an_item_with_errors_cannot_be_approved(cuba, answer_dialogs):
    seen = []

    def reply(dialog):
        approve(dialog)
        seen.append((dialog.go.isEnabled(), dialog._complaint.text()))
        return 0

    answer_dialogs(StatusDialog, reply)
    cuba.change_status()
    ((may_go, complaint),) = seen
    assert not may_go
    assert "cannot be approved with them" in complaint
    assert "is not in the library" in complaint


def test_every_change_of_status_asks_why(cuba, answer_dialogs):
    seen = []

    def reply(dialog):
        for status in (Status.DRAFT, Status.WITHDRAWN):
            dialog.status_box.setCurrentIndex(dialog.status_box.findData(status))
            seen.append(dialog.go.isEnabled())
        return 0

    answer_dialogs(StatusDialog, reply)
    cuba.change_status()
    assert seen == [False, False]


def test_a_new_item_begins_as_a_draft_and_needs_a_save(library, answer_dialogs, library_folder):
    def reply(dialog):
        assert not dialog.go.isEnabled()
        dialog.kind_box.setCurrentIndex(dialog.kind_box.findData(Kind.TOOL))
        dialog.title_edit.setText("Port call")
        dialog.go.click()
        return dialog.result()

    answer_dialogs(NewItemDialog, reply)
    library.new_item()
    summary = library.item.form.editor("summary").edit
    assert library.window().focusWidget() is summary
    assert summary.textCursor().selectedText() == summary.toPlainText()
    file = library_folder / "tools" / "port-call.md"
    assert library.drafts.draft.item.status is Status.DRAFT
    assert not file.exists()
    assert "Port call" in titles(library)
    assert library.save()
    assert "kind: tool" in file.read_text(encoding="utf-8")


def test_a_new_item_may_not_take_a_known_id(library, answer_dialogs):
    def reply(dialog):
        dialog.title_edit.setText("Cuban Missile Crisis")
        assert not dialog.go.isEnabled()
        return 0

    answer_dialogs(NewItemDialog, reply)
    library.new_item()
    assert library.drafts.draft is None


def unchecked(library):
    tab = library.item.statements
    return next(
        line
        for section in tab.sheet.sections
        for line in section.lines
        if line.check is None and line.statement.keys
    )


def test_a_check_asks_for_grade_and_word_and_carries_the_name(cuba, answer_dialogs):
    line = unchecked(cuba)
    cuba.item.statements.show_statement(line.statement.hash)
    seen = []

    def reply(dialog):
        dialog.read_box.setChecked(True)
        seen.append(dialog.go.isEnabled())
        dialog.reliability_box.setCurrentIndex(1)
        dialog.credibility_box.setCurrentIndex(2)
        dialog.read_box.setChecked(False)
        seen.append(dialog.go.isEnabled())
        dialog.read_box.setChecked(True)
        dialog.address_edit.setText("https://example.org/doc")
        dialog.go.click()
        return dialog.result()

    answer_dialogs(CheckDialog, reply)
    cuba.side.findChild(QAbstractButton, "check-statement").click()
    assert seen == [False, False]
    check = next(
        one for one in cuba.drafts.draft.item.checks if one.statement == line.statement.hash
    )
    assert (check.by, check.grade, check.address) == ("A. Clerk", "A2", "https://example.org/doc")
    assert cuba.is_dirty


def test_a_lapsed_check_shows_the_words_that_were_checked(cuba, qtbot):
    sheet = cuba.item.statements.sheet
    line = next(one for s in sheet.sections for one in s.lines if one.check is not None)
    said = line.statement.text.split(": ", 1)[1]
    otherwise = said.replace(" ", " Otherwise ", 1)
    cuba.drafts.type_text(cuba.drafts.draft.text.replace(said, otherwise))
    lapsed = [
        one
        for section in cuba.item.statements.sheet.sections
        for one in section.lines
        if one.lapse is not None
    ]
    assert [one.lapse.words for one in lapsed] == [line.statement.text]
    cuba.item.statements.show_statement(lapsed[0].statement.hash)
    read(cuba, qtbot, "checked other words")
    read(cuba, qtbot, "Otherwise")


# What hangs on the item


def test_the_side_says_where_the_open_brief_uses_the_item(cuba, session, desk, qtbot):
    read(cuba, qtbot, "Not in the open brief.")
    operations.place_item(
        session,
        desk.workspace,
        item_id=CUBA,
        section_id="background",
        parts=("summary",),
    )
    read(cuba, qtbot, "Background: summary")


def test_a_related_item_opens(cuba, qtbot):
    link = next(
        one
        for one in cuba.side.findChildren(QLabel)
        if one.accessibleName() == "Show Prohibition of the threat or use of force"
    )
    link.linkActivated.emit("#")
    assert cuba.drafts.draft.item.id == "prohibition-of-force"


def test_a_relation_is_named_at_its_other_end_by_a_click(cuba):
    def offers():
        return [
            one
            for one in cuba.side.findChildren(LinkLabel)
            if "does not name this one" in one.accessibleName()
        ]

    other = "collective-defence"
    cuba.drafts.type_text(cuba.drafts.draft.text.replace("related: [", f"related: [{other}, ", 1))
    offers()[0].linkActivated.emit("#")
    assert cuba.drafts.draft.item.id == other
    assert CUBA in cuba.drafts.draft.item.related


def test_differences_compare_with_disk_and_with_the_pin(cuba, session, desk, qtbot):
    operations.place_item(session, desk.workspace, item_id=CUBA, section_id="background")
    type_title(cuba, qtbot, "Cuban Missile Crisis Anew")
    cuba.item.tabs.setCurrentIndex(DIFFERENCES)
    text = cuba.item.differences.view.toPlainText()
    assert "Your text beside the file on disk" in text
    assert "Your text beside what the open brief pins" in text
    assert text.count("Cuban Missile Crisis Anew") == 3


def test_every_control_has_a_name(cuba):
    for tab in range(cuba.item.tabs.count()):
        cuba.item.tabs.setCurrentIndex(tab)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QDateEdit)
    nameless = [
        one
        for kind in kinds
        for one in cuba.findChildren(kind)
        if one.isVisible()
        and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not one.objectName().startswith("qt_")
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
    assert nameless == []


def test_both_schemes_paint_every_tab(cuba, theme):
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        theme.use(scheme)
        for tab in range(cuba.item.tabs.count()):
            cuba.item.tabs.setCurrentIndex(tab)
            assert not cuba.grab().isNull()


def test_an_unsaved_item_waits_at_the_next_start_after_a_crash(cuba, qtbot, desk, theme):
    type_title(cuba, qtbot, "A title that was never saved")
    cuba.commit_pending()
    desk.put_aside()
    desk.sign.close()  # as when the window is killed
    desk.sign = window_sign(desk.surroundings)

    again = LibraryWorkspace(desk, theme)
    qtbot.addWidget(again)
    (waiting,) = again.drafts.unsaved
    assert waiting.item.title == "A title that was never saved"
    again.reveal(f"item:{CUBA}")
    assert again.is_dirty

    again.drafts.revert()
    desk.put_aside()
    desk.sign.close()
    desk.sign = window_sign(desk.surroundings)
    assert LibraryWorkspace(desk, theme).drafts.unsaved == ()
