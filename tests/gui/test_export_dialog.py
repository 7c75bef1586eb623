"""The export dialog: its labels say what happens, and its ticks what the copy will hold."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from briefbuilder.app.redacting import Bounds
from briefbuilder.domain import edits
from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.domain.markings import Marking
from briefbuilder.errors import Severity
from briefbuilder.gui.dialogs.export_dialog import ExportDialog

ERROR = Finding("a", Severity.ERROR, FindingPlace(), "One.")


@pytest.fixture
def dialog_of(qtbot, desk, session):
    kept = []  # a window that nobody holds is taken down while its words still wait

    def make(brief=None, findings=None):
        made = ExportDialog(
            brief or session.brief, findings, desk.workspace, Path("/tmp"), pending=desk.pending
        )
        qtbot.addWidget(made)
        kept.append(made)
        return made

    return make


def test_the_label_says_what_goes_in_not_what_stays_out(dialog_of):
    dialog = dialog_of()
    labels = [label.text().replace("&", "") for label in dialog.findChildren(QLabel)]
    assert "Include" in labels
    assert not any("old back" in label for label in labels)
    levels = [dialog._include.itemText(n) for n in range(dialog._include.count())]
    assert levels[:2] == ["Everything", "Up to OFFICIAL"]


@pytest.mark.parametrize(("tag", "stamp"), [("en-GB", "DRAFT"), ("fr", "PROJET")])
def test_the_stamp_is_told_as_the_pages_will_say_it(dialog_of, session, tag, stamp):
    dialog = dialog_of(session.brief.model_copy(update={"lang": tag}))
    told = f"Stamped {stamp} on every page; with the checklist annexed."
    assert told in [label.text() for label in dialog.findChildren(QLabel)]


def test_the_annex_is_ticked_only_where_there_is_one(dialog_of, session):
    dialog = dialog_of()
    annex = dialog._annex
    assert (annex.isChecked(), annex.isEnabled()) == (True, True)
    dialog._copies.button(2).click()
    assert (annex.isChecked(), annex.isEnabled()) == (False, False)
    assert dialog.order.annex is False
    dialog._copies.button(0).click()
    assert (annex.isChecked(), annex.isEnabled()) == (True, True)
    annex.click()
    dialog._copies.button(2).click()
    dialog._copies.button(0).click()
    assert not annex.isChecked()
    without = dialog_of(session.brief.model_copy(update={"checklist": None}))
    assert (without._annex.isChecked(), without._annex.isEnabled()) == (False, False)


def test_a_release_waits_for_errors_that_are_known_and_the_export_looks_for_the_rest(dialog_of):
    for findings, may_go in ((None, True), (FindingList(), True), (FindingList((ERROR,)), False)):
        dialog = dialog_of(findings=findings)
        dialog._copies.button(2).click()
        assert dialog.go.isEnabled() is may_go


def test_a_copy_up_to_a_level_names_neither_the_brief_nor_what_it_leaves_out(dialog_of, session):
    secret = Marking(scheme="uk-gsc", level="SECRET")
    brief = edits.set_marking(session.brief, secret)
    low = TextBlock(id="low1", text="Known.", marking=Marking(scheme="uk-gsc", level="OFFICIAL"))
    dialog = dialog_of(edits.insert_block(brief, "background", low))
    name = dialog.path_edit.text()
    assert not dialog._title.isEnabled()
    dialog._include.setCurrentIndex(dialog._include.findText("Up to OFFICIAL"))
    assert dialog.order.bounds == Bounds("OFFICIAL")
    assert dialog._title.placeholderText() == "UK ministerial submission (title withheld)"
    assert (dialog._annex.isChecked(), dialog._annex.isEnabled()) == (False, False)
    assert dialog.path_edit.text() != name
    assert dialog.path_edit.text().endswith("title-withheld-official-draft-1.pdf")
    dialog._title.setText("A visit")
    dialog._title.textEdited.emit("A visit")
    assert dialog.order.bounds == Bounds("OFFICIAL", title="A visit")
    assert dialog.path_edit.text().endswith("a-visit-official-draft-1.pdf")


def test_a_copy_of_nothing_cannot_be_asked_for(dialog_of, session):
    brief = edits.set_marking(session.brief, Marking(scheme="uk-gsc", level="SECRET"))
    words = TextBlock(id="words1", text="Unmarked.")
    dialog = dialog_of(edits.insert_block(brief, "background", words))
    dialog._include.setCurrentIndex(dialog._include.findText("Up to OFFICIAL"))
    assert not dialog.go.isEnabled()
    dialog._include.setCurrentIndex(0)
    assert dialog.go.isEnabled()


def test_the_draft_number_is_offered_and_may_be_chosen(dialog_of, session):
    dialog = dialog_of(session.brief)
    assert dialog.order.draft == 1
    assert dialog.path_edit.text().endswith("-draft-1.pdf")
    dialog._draft.setValue(4)
    assert dialog.order.draft == 4
    assert dialog.path_edit.text().endswith("-draft-4.pdf")
    dialog._copies.button(2).click()
    assert (dialog.order.draft, dialog._draft.isEnabled()) == (None, False)
