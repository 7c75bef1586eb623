"""A draft whose file was deleted, renamed or made unreadable is never a dead end."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox

from briefbuilder.app.library_overview import ListFilter
from briefbuilder.gui.library.conflict_dialog import ConflictDialog
from briefbuilder.gui.library.item_dialogs import CopyDialog
from helpers.curator import Curator, press_words

CUBA = "cuban-missile-crisis"
SUEZ = "suez-1956-unef"


def press(name, seen=None):
    """A reply that presses a button of a dialog, and notes its title and its ways on."""

    def reply(dialog):
        if seen is not None:
            seen.append(dialog.windowTitle())
            seen.append([one.text() for one in dialog.findChildren(QAbstractButton)])
        dialog.findChild(QAbstractButton, name).click()
        return dialog.result()

    return reply


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def remove(file):
    file.unlink()


def rename(file):
    file.rename(file.with_name("renamed.md"))


def become_a_folder(file):
    file.unlink()
    file.mkdir()


def become_latin(file):
    file.write_bytes("Übersicht".encode("latin-1"))


@pytest.fixture
def curator(cuba):
    made = Curator(cuba)
    made.write_title("Mine")
    return made


@pytest.mark.parametrize("lose", [remove, rename])
def test_a_file_that_is_gone_is_written_again(curator, cuba_file, answer_dialogs, lose):
    lose(cuba_file)
    seen = []
    answer_dialogs(ConflictDialog, press("write_mine", seen))
    assert curator.library.save()
    assert "title: Mine" in cuba_file.read_text(encoding="utf-8")
    title, ways = seen
    assert title == "The file has been removed"
    assert ways == [
        "Keep editing",
        "Discard mine",
        "Save mine under another id…",
        "Write it again",
    ]
    assert not curator.library.is_dirty


@pytest.mark.parametrize("lose", [remove, rename, become_a_folder, become_latin])
def test_the_text_of_a_lost_file_is_saved_under_another_id(
    curator, cuba_file, answer_dialogs, desk, lose
):
    lose(cuba_file)
    answer_dialogs(ConflictDialog, press("save_copy"))
    answer_dialogs(CopyDialog, press("go"))
    assert curator.library.save()
    assert desk.workspace.library.entry(f"{CUBA}-copy").item.title == "Mine"


def test_what_cannot_be_read_as_text_can_be_replaced(curator, cuba_file, answer_dialogs):
    become_latin(cuba_file)
    answer_dialogs(ConflictDialog, press("write_mine"))
    assert curator.library.save()
    assert "title: Mine" in cuba_file.read_text(encoding="utf-8")


def test_a_folder_in_the_way_is_never_replaced(curator, cuba_file, answer_dialogs):
    become_a_folder(cuba_file)
    seen = []
    answer_dialogs(ConflictDialog, press("keep_editing", seen))
    assert not curator.library.save()
    assert seen == [
        "The file cannot be read any more",
        ["Keep editing", "Discard mine", "Save mine under another id…"],
    ]
    assert curator.draft.item.title == "Mine"


def test_the_notice_and_the_card_say_what_happened(curator, cuba_file, desk):
    cuba_file.unlink()
    desk.look_at_library()
    assert "The file has been removed, or renamed" in words(curator.library.item)
    model = curator.library.found.model
    row = next(model.row_at(model.index(n, 0)) for n in range(model.rowCount()))
    assert (row.card.title, row.card.meta) == ("Mine", "its file has been removed")


@pytest.mark.parametrize("search", ["cuban missile", "missile-crisis", "mine"])
def test_a_search_finds_an_unsaved_item_that_has_no_file(curator, cuba_file, desk, search):
    cuba_file.unlink()
    desk.look_at_library()
    found = curator.library.found
    found.search.setText(search)
    found.look_up_now()
    assert found.model.count(ListFilter.UNSAVED) == 1
    found.search.setText("suez")
    found.look_up_now()
    assert found.model.count(ListFilter.UNSAVED) == 0


def test_revert_says_that_nothing_is_left(curator, cuba_file, desk, answer_dialogs):
    cuba_file.unlink()
    desk.look_at_library()
    asked = []

    def reply(box):
        asked.append(box.informativeText())
        return press_words("Give the changes up")(box)

    answer_dialogs(QMessageBox, reply)
    curator.library.revert()
    assert "nothing of it will be left here" in asked[0]
    assert not curator.library.has_item
    assert not curator.library.is_dirty


def test_revert_shows_the_file_as_it_is_now(curator, cuba_file, desk, answer_dialogs):
    text = cuba_file.read_text(encoding="utf-8")
    cuba_file.write_text(text.replace("Cuban Missile Crisis", "Theirs", 1), encoding="utf-8")
    desk.look_at_library()
    answer_dialogs(QMessageBox, press_words("Give the changes up"))
    curator.library.revert()
    assert curator.draft.item.title == "Theirs"
    assert curator.title_field.text() == "Theirs"
    assert not curator.draft.is_dirty
    assert "changed the file" not in words(curator.library.item)


def test_revert_of_a_file_that_cannot_be_read_shows_nothing(
    curator, cuba_file, desk, answer_dialogs
):
    become_latin(cuba_file)
    desk.look_at_library()
    answer_dialogs(QMessageBox, press_words("Give the changes up"))
    curator.library.revert()
    assert not curator.library.is_dirty


def test_quitting_saves_a_lost_file_and_all_others(curator, cuba_file, answer_dialogs, desk):
    curator.open(SUEZ)
    curator.write_title("Other")
    cuba_file.unlink()
    answer_dialogs(QMessageBox, press_words("Save"))
    answer_dialogs(ConflictDialog, press("write_mine"))
    assert curator.library.may_leave()
    entries = desk.workspace.library.entries
    assert (entries[CUBA].item.title, entries[SUEZ].item.title) == ("Mine", "Other")


def test_quitting_with_two_conflicts_asks_of_each(
    curator, cuba_file, library_folder, answer_dialogs
):
    curator.open(SUEZ)
    curator.write_title("Other")
    for file in library_folder.glob("case-studies/*.md"):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n", encoding="utf-8")
    answer_dialogs(QMessageBox, press_words("Save"))
    seen = []
    answer_dialogs(ConflictDialog, press("write_mine", seen))
    assert curator.library.may_leave()
    assert len(seen) == 4
    assert curator.library.drafts.unsaved == ()
