"""What a curator is told: problems of drafts, at full height and once, and why nothing opens."""

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel

from briefbuilder.app.library_overview import ListFilter
from briefbuilder.gui.library.conflict_dialog import ConflictDialog
from helpers.curator import TEXT, Curator

CUBA, SUEZ = "cuban-missile-crisis", "suez-1956-unef"
SUMMARY = "summary: "


@pytest.fixture
def curator(cuba):
    return Curator(cuba)


def break_it(curator, *keys):
    """Make the draft's text one that cannot be saved: keys of the head that nobody knows."""
    drafts = curator.library.drafts
    lines = "".join(f"{key}: a value that goes on for some time, as sentences do\n" for key in keys)
    drafts.type_text(drafts.draft.text.replace("title: ", f"{lines}title: ", 1))


def problem_files(curator):
    model = curator.library.found.model
    rows = (model.row_of(file) for file in {row.file for row in model._all})
    return {row.file for row in rows if ListFilter.PROBLEMS in row.filters}


def test_a_drafts_problems_stand_under_the_problems_before_it_is_saved(curator, cuba_file, qtbot):
    file = curator.draft.file
    curator.library.found.look_up()
    before = problem_files(curator)
    break_it(curator, "colour")
    assert file in problem_files(curator)
    curator.library.drafts.open_item(SUEZ)
    assert file in problem_files(curator), "also while another item is shown"
    curator.library.drafts.open_file(file)
    curator.library.drafts.revert()
    assert problem_files(curator) == before


def test_a_problem_that_is_mended_in_a_draft_leaves_the_problems(curator, cuba_file, desk):
    good = cuba_file.read_text(encoding="utf-8")
    cuba_file.write_text(good.replace("title: ", "colour: red\ntitle: ", 1), encoding="utf-8")
    desk.look_at_library()
    file = curator.draft.file
    assert file in problem_files(curator)
    drafts = curator.library.drafts
    drafts.type_text(drafts.draft.text.replace("colour: red\n", ""))
    row = curator.library.found.model.row_of(file)
    assert ListFilter.UNSAVED in row.filters
    assert bool(curator.library.item.text.problems) == (ListFilter.PROBLEMS in row.filters)


def test_the_list_of_problems_is_as_high_as_its_words(curator, qtbot):
    curator.go_to(TEXT)
    break_it(curator, "colour-of-the-paper-that-it-is-written-on")
    rows = curator.library.item.text.list
    curator.library.window().resize(900, 700)

    def is_whole():
        last = rows.visualItemRect(rows.item(rows.count() - 1))
        many = rows.height() > 2 * rows.fontMetrics().lineSpacing()
        return many and last.bottom() <= rows.viewport().height()

    qtbot.waitUntil(is_whole)


def test_a_file_that_cannot_be_read_is_named_once(curator, cuba_file, answer_dialogs):
    curator.write_title("Mine")
    cuba_file.write_bytes("Übersicht".encode("latin-1"))
    told = []

    def reply(dialog):
        told.append(" ".join(one.text() for one in dialog.findChildren(QLabel)))
        return 0

    answer_dialogs(ConflictDialog, reply)
    assert not curator.library.save()
    assert told[0].count(f"{CUBA}.md") == 1
    assert f"{CUBA}.md: The file is not UTF-8" in told[0]


def test_a_relation_from_one_side_is_told_once(curator, library_folder, desk):
    suez = library_folder / "case-studies" / f"{SUEZ}.md"
    item = curator.draft.item.model_copy(update={"related": (SUEZ,)})
    curator.library.drafts.write_form(item)
    assert CUBA not in suez.read_text(encoding="utf-8").partition("\n---")[0]
    said = [
        label.text()
        for label in curator.library.side.findChildren(QLabel)
        if label.isVisibleTo(curator.library.side)
    ]
    assert sum("does not name this one" in one for one in said) == 1
    assert "▲ 1 relation from one side only: see Related." in said


def test_a_card_that_does_not_open_says_why(curator, library_folder, qtbot):
    found = curator.library.found
    library_folder.rename(library_folder.with_name("elsewhere"))
    other = next(
        row
        for row in range(found.model.rowCount(QModelIndex()))
        if found.model.row_at(found.model.index(row, 0)).file != curator.draft.file
    )
    title = found.model.row_at(found.model.index(other, 0)).card.title
    found.list.setCurrentIndex(found.model.index(other, 0))
    assert found.complaint.isVisible()
    assert f"{title} was not opened. The library folder" in found.complaint.text()
    assert "is not there at the moment" in found.complaint.text()
    assert CUBA in curator.draft.file
