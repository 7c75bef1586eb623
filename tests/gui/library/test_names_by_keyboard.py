"""Names in the form, from the keyboard: what is meant for text takes no name out."""

import pytest
from PySide6.QtCore import Qt

from briefbuilder.gui.library.form_names import NameChip
from helpers.curator import FORM, Curator


@pytest.fixture
def curator(cuba):
    made = Curator(cuba)
    made.go_to(FORM)
    return made


def first_chip(curator):
    editor = curator.library.item.form.editor("tags")
    chip = editor.findChildren(NameChip)[0]
    chip.setFocus()
    return chip


def test_words_typed_on_a_name_leave_it(curator, qtbot):
    before = curator.draft.text
    qtbot.keyClicks(first_chip(curator), "words with spaces ")
    curator.library.item.form.commit()
    assert curator.draft.text == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_a_name_out(curator, qtbot, key):
    tags = curator.draft.item.tags
    qtbot.keyClick(first_chip(curator), key)
    curator.library.item.form.commit()
    assert curator.draft.item.tags == tags[1:]
