"""The Library room in French: no word of ours is left in English, and none is cut."""

import re

import pytest
from PySide6.QtWidgets import QCheckBox, QMainWindow

from briefbuilder.domain.items import Status
from briefbuilder.gui.library.check_dialog import CheckDialog
from briefbuilder.gui.library.conflict_dialog import ConflictDialog
from briefbuilder.gui.library.form_fields import ChoiceEditor
from briefbuilder.gui.library.item_dialogs import CopyDialog, NewItemDialog
from briefbuilder.gui.library.library_workspace import LibraryWorkspace
from briefbuilder.gui.library.status_dialog import StatusDialog
from briefbuilder.language import interface
from helpers.curator import Curator
from helpers.texts_in_pieces import cut_texts, texts_in_pieces

ITEMS = ("cuban-missile-crisis", "naval-presence-port-visits", "prohibition-of-force")
CUBA, TOOL, LAW = ITEMS
IN_PRINT = 4
NOWHERE = "nowhere"
REGIONS = ("regions: [global]", f"regions: [{NOWHERE}, global]")
# Words that both languages spell alike, what the test types, and Qt's own words, of which the
# application loads the translations.
ALIKE = {
    "Source",
    "Type",
    f"▲ {NOWHERE}  ✕",
    f"regions: [global][{NOWHERE}, global]",
    "Cancel",
    "Scroll Left",
    "Scroll Right",
}


@pytest.fixture
def speak():
    """Speak another language until the end of the test."""
    before = interface.spoken().language
    yield interface.speak
    interface.speak(before)


@pytest.fixture
def open_room(qtbot, desk, theme):
    """The room, made in the language that is spoken."""

    windows = []

    def made():
        window = QMainWindow()
        window.setCentralWidget(LibraryWorkspace(desk, theme))
        qtbot.addWidget(window, before_close_func=lambda _: desk.pending.commit())
        window.resize(1280, 640)  # what a screen of 720 lines leaves to it
        window.show()
        windows.append(window)  # nobody else holds it
        return window.centralWidget()

    return made


def seen_in(library):
    """What is shown of an item, tab by tab."""
    texts = set()
    for number in range(library.item.tabs.count()):
        library.item.tabs.setCurrentIndex(number)
        for part in (library.item, library.side, library.found.search):
            texts |= texts_in_pieces(part)
    return texts


def walk(library, answer_dialogs):
    """Everything that a curator meets, as a set of texts."""
    texts, curator = set(), Curator(library)
    for kind in (CheckDialog, ConflictDialog, CopyDialog, NewItemDialog, StatusDialog):
        answer_dialogs(kind, lambda dialog: texts.update(texts_in_pieces(dialog)) or 0)
    texts |= seen_in(library)
    for item in ITEMS:
        curator.open(item)
        library.item.statements.list.setCurrentIndex(library.item.statements.model.first())
        texts |= seen_in(library)
    library.new_item()
    library.change_status()
    library.withdraw()
    library.items.check(library.item.statements.line.statement)
    curator.replace("## The rule\n", "")
    curator.replace(*REGIONS)
    library.commit_pending()
    texts |= seen_in(library)
    library.items.solve_conflict()
    library.drafts.revert()
    return texts


def words_of(text):
    return re.findall(r"[^\W_]+", text)


def threes(words):
    """Each word with its two neighbours."""
    return set(zip(words, words[1:], words[2:], strict=False)) or set(words)


def of_the_library(folder):
    """What the library's own files say, as words and as threes of words."""
    files = sorted(one for one in folder.rglob("*") if one.suffix in {".md", ".yaml"})
    words = words_of(" ".join(one.read_text(encoding="utf-8") for one in files))
    return {*words, *threes(words)}


def is_ours(text, content):
    """Whether less than half of a text stands in the library."""
    parts = threes(words_of(text))
    return 2 * len(parts & content) < len(parts)


@pytest.mark.usefixtures("session")
def test_no_word_of_ours_is_left_in_english(speak, open_room, desk, library_folder, answer_dialogs):
    english = walk(open_room(), answer_dialogs)
    speak("fr")
    french = walk(open_room(), answer_dialogs)
    content = of_the_library(library_folder)
    alike = ALIKE | {one.name for one in desk.workspace.templates}

    assert sorted(one for one in (english & french) - alike if is_ours(one, content)) == []
    assert {"Énoncés", "en révision", "Modifier le statut…", "Résumé"} <= french


def test_no_label_is_cut(speak, open_room, qtbot):
    speak("fr")
    library = open_room()
    for item in ITEMS:
        Curator(library).open(item)
        for number in range(IN_PRINT):
            library.item.tabs.setCurrentIndex(number)
            qtbot.waitUntil(lambda: cut_texts(library) == [])


def test_a_fault_stands_beside_its_section(speak, open_room):
    speak("fr")
    library = open_room()
    curator = Curator(library)
    curator.open(LAW)
    curator.replace("## The rule\n", "")
    curator.go_to(1)
    complaint = library.item.form.section("The rule").complaint

    assert complaint.text() == "✖ Il manque la section «\xa0The rule\xa0»."


def choose(form):
    """Another risk, and another kind of law, where the form asks for them."""
    for key in ("escalation_risk", "legal_status"):
        editor = form.editor(key)
        if isinstance(editor, ChoiceEditor):
            editor.box.setCurrentIndex(0)
        elif editor is not None:
            editor.findChildren(QCheckBox)[-1].click()


@pytest.mark.parametrize("item", ITEMS)
def test_what_an_item_stores_is_the_same_in_every_language(speak, open_room, item):
    stored = set()
    for language in ("en", "fr"):
        speak(language)
        library = open_room()
        curator = Curator(library)
        curator.open(item)
        curator.write_title("Another title")
        choose(library.item.form)
        library.commit_pending()
        library.drafts.set_status(Status.WITHDRAWN, "It says nothing.")
        stored.add(library.drafts.draft.text)
        library.drafts.revert()

    assert len(stored) == 1
