"""The In print tab: the shown draft on its pages, and how long it is."""

import pytest

from briefbuilder.app.proofing import BLOCK
from briefbuilder.domain.layout import BlockPlace
from briefbuilder.errors import RenderError

FORM, TEXT, IN_PRINT = 1, 2, 4


def filled(share):
    """The place of the item when it fills so much of a page."""
    return (BlockPlace(f"block:{BLOCK}", 0, 0.0, 0.0, 100.0, 100.0, share),)


@pytest.fixture
def tab(cuba):
    return cuba.item.in_print


def said(tab, qtbot):
    """What the tab says once the pages are there, or cannot be."""
    qtbot.waitUntil(lambda: tab.length.text() not in {"", "The pages are being made."})
    return tab.length.text()


def show(library):
    library.item.tabs.setCurrentIndex(IN_PRINT)


def show_tab(tab):
    tab.parentWidget().setCurrentWidget(tab)


def test_nothing_is_printed_before_somebody_looks(cuba, worker):
    assert worker.jobs == []


def test_the_length_is_told(tab, qtbot, worker):
    worker.places = filled(1.81)
    show_tab(tab)

    assert said(tab, qtbot) == "▲ 1.81 pages; a page and a half is the most."
    assert tab.view.page_count == 1
    assert worker.jobs[-1].title == "Cuban Missile Crisis"


def test_the_form_of_the_library_comes_first_and_another_can_be_chosen(cuba, tab, qtbot, worker):
    show(cuba)
    said(tab, qtbot)
    first = len(worker.jobs)
    tab.form_box.setCurrentIndex(tab.form_box.findData("uk-ministerial-submission"))
    qtbot.waitUntil(lambda: len(worker.jobs) > first)

    assert tab.form_box.itemText(0) == "Policy brief"
    assert worker.jobs[0].sources != worker.jobs[-1].sources


def test_unsaved_words_are_printed(cuba, qtbot, worker):
    cuba.item.tabs.setCurrentIndex(FORM)
    edit = cuba.item.form.editor("title").edit
    edit.selectAll()
    qtbot.keyClicks(edit, "Thirteen days")
    show(cuba)

    qtbot.waitUntil(lambda: bool(worker.jobs) and worker.jobs[-1].title == "Thirteen days")


def test_the_same_pages_are_not_made_twice(cuba, tab, qtbot, worker):
    show(cuba)
    said(tab, qtbot)
    made = len(worker.jobs)
    cuba.item.tabs.setCurrentIndex(FORM)
    show(cuba)
    tab.refresh()

    assert said(tab, qtbot).startswith("0.00")
    assert len(worker.jobs) == made


def test_a_text_that_cannot_be_read_has_no_pages(cuba, tab, worker):
    cuba.item.tabs.setCurrentIndex(TEXT)
    cuba.drafts.type_text("---\nnonsense")
    show(cuba)

    assert tab.length.text() == "The text cannot be read as an item yet; the Text tab says why."
    assert worker.jobs == []
    assert tab.view.page_count == 0


def test_pages_that_cannot_be_made_are_explained_and_tried_again(cuba, tab, qtbot, worker):
    worker.fault = RenderError("The form is broken.")
    show(cuba)
    assert said(tab, qtbot) == "✖ The pages could not be made: The form is broken."

    worker.fault = None
    tab.refresh()
    assert said(tab, qtbot) == "0.00 pages in print."
