"""The draft's text alone is true: what is mended in one tab stays mended in every order."""

import pytest
from PySide6.QtWidgets import QMessageBox

from helpers.curator import FORM, STATEMENTS, TEXT, Curator, press_words

CUBA = "cuban-missile-crisis"
SUEZ = "suez-1956-unef"
MENDED = "title: Missiles in Cuba, 1962"


@pytest.fixture
def curator(cuba):
    return Curator(cuba)


@pytest.fixture
def faulty(curator):
    """The title was emptied in the form, and the text was handed over."""
    curator.write_title("")
    assert curator.draft.item is None
    return curator


def test_a_fault_of_the_form_touches_one_line(faulty, cuba_file):
    before = cuba_file.read_text(encoding="utf-8").split("\n")
    after = faulty.draft.text.split("\n")
    assert [pair for pair in zip(before, after, strict=True) if len({*pair}) > 1] == [
        ("title: Cuban Missile Crisis", 'title: ""')
    ]


def test_mended_in_the_text_it_is_saved(faulty, cuba_file):
    faulty.replace('title: ""', MENDED)
    assert faulty.library.save()
    assert MENDED in cuba_file.read_text(encoding="utf-8")
    assert MENDED in faulty.shown_text


@pytest.mark.parametrize("tab", [STATEMENTS, FORM])
def test_mended_in_the_text_it_outlives_a_change_of_tab(faulty, tab):
    faulty.replace('title: ""', MENDED)
    faulty.go_to(tab)
    faulty.go_to(TEXT)
    assert MENDED in faulty.draft.text
    faulty.go_to(FORM)
    assert faulty.title_field.text() == "Missiles in Cuba, 1962"


def test_mended_in_the_text_it_outlives_another_item(faulty):
    faulty.replace('title: ""', MENDED)
    faulty.open(SUEZ)
    faulty.open(CUBA)
    assert MENDED in faulty.draft.text
    assert faulty.draft.item is not None


def test_a_fault_waits_with_its_item_and_is_mended_in_the_form(faulty):
    faulty.open(SUEZ)
    faulty.open(CUBA)
    faulty.go_to(FORM)
    assert faulty.title_field.text() == ""
    faulty.write_title("Missiles")
    assert faulty.draft.item.title == "Missiles"
    assert faulty.draft.item.summary


def test_reverted_in_the_text_it_stays_reverted(faulty, answer_dialogs, cuba_file):
    faulty.go_to(TEXT)
    answer_dialogs(QMessageBox, press_words("Give the changes up"))
    faulty.library.revert()
    for tab in (STATEMENTS, FORM, TEXT):
        faulty.go_to(tab)
    assert faulty.draft.text == cuba_file.read_text(encoding="utf-8")
    assert not faulty.library.is_dirty


def test_a_clean_item_that_follows_its_file_takes_no_pending_word_along(curator, desk, cuba_file):
    curator.go_to(FORM)
    curator.type_in_title(" of October")
    text = cuba_file.read_text(encoding="utf-8")
    cuba_file.write_text(text.replace("owner: Briefbuilder", "owner: Other"), encoding="utf-8")
    desk.look_at_library()
    assert curator.draft.item.title == "Cuban Missile Crisis of October"
    assert curator.library.drafts.is_outdated


def test_what_no_field_can_show_is_left_to_the_text(curator):
    curator.replace("as_at: ", "as_at: about ")
    curator.go_to(FORM)
    form = curator.library.item.form
    assert not form.editor("as_at").isEnabled()
    assert form.editor("title").isEnabled()
    curator.write_title("Missiles")
    assert "title: Missiles\n" in curator.draft.text
    assert "as_at: about " in curator.draft.text


def test_unknown_keys_and_comments_outlive_the_form(curator):
    curator.replace("lang: en", "titel: what # a remark\nlang: en")
    curator.write_title("Missiles")
    assert "titel: what # a remark\n" in curator.draft.text
    assert "title: Missiles\n" in curator.draft.text


def test_a_space_at_the_end_restyles_nothing(curator):
    curator.write_title("Cuban Missile Crisis ")
    assert not curator.library.is_dirty


def test_the_problems_of_a_draft_are_told_before_it_is_saved(curator):
    rows = curator.library.item.text.list

    def told():
        return [rows.item(row).text() for row in range(rows.count())]

    curator.replace("tags: [", "tags: [no-such-tag, ")
    curator.library.commit_pending()
    before = told()
    assert any("no-such-tag" in one for one in before)
    assert curator.library.save()
    assert told() == before


def test_a_problem_names_its_key(faulty, qtbot):
    rows = faulty.library.item.text.list
    assert "title: This must not be empty." in rows.item(0).text()
