"""Cards, reader, filters, pages and messages in French: no word of ours is left in English."""

import re

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextBrowser,
    QWidget,
)

from briefbuilder.app.citation_html import printed_source
from briefbuilder.app.item_cards import card_of
from briefbuilder.app.preview import PreviewResult
from briefbuilder.domain.citations import Citation
from briefbuilder.domain.items import Kind
from briefbuilder.errors import InvalidFileError, Problem, RenderError
from briefbuilder.gui.pages.pages_panel import PagesPanel
from briefbuilder.gui.search.filter_chips import FilterChips
from briefbuilder.gui.search.item_reader import ItemReader
from briefbuilder.gui.search.parts_dialog import PartsDialog
from briefbuilder.gui.shared.presenter import ask, choose, show_error, show_fault
from briefbuilder.language import interface

CUBA, TOOL, LAW = "cuban-missile-crisis", "naval-presence-port-visits", "prohibition-of-force"
ENGLISH = re.compile(
    r"\b(the|is|of|not|by|as at|with|any|items?|find|pages? \d|place[sd]?|parts? of|back|region|"
    r"tag|period|narrow|checked|checks|sources|related|cancel|whole|nothing|summary|law|case|"
    r"tool|treaty|risk|review|none|more|here|before \d)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _french():
    before = interface.spoken().language
    interface.speak("fr")
    yield
    interface.speak(before)


def texts_of(root: QWidget) -> list[str]:
    """What somebody can read or hear in a widget and in those within it."""
    found = []
    for one in (root, *root.findChildren(QWidget)):
        found += [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
        if isinstance(one, QLabel | QAbstractButton):
            found.append(one.text())
        if isinstance(one, QLineEdit):
            found.append(one.placeholderText())
    return [text for text in found if text]


def english(texts) -> list[str]:
    return [text for text in texts if ENGLISH.search(re.sub(r"«[^»]*»", "", text))]


@pytest.mark.parametrize("item_id", [CUBA, TOOL, LAW])
def test_a_card_is_french_but_for_what_the_library_says(item_id, desk):
    library = desk.workspace.library
    entry = library.entries[item_id]
    regions = "|".join(library.settings.regions.values())
    card = card_of(entry, library, entry.item.review_by.replace(year=2099))

    assert english([re.sub(regions, "", card.meta), *(text for text, _ in card.foot)]) == []
    assert any(text.startswith("▲ à réexaminer depuis le") for text, _ in card.foot)
    assert any(text.startswith("à jour au ") for text, _ in card.foot)


@pytest.mark.parametrize("item_id", [CUBA, TOOL, LAW])
def test_the_reader_is_french_but_for_what_the_library_says(item_id, desk, theme, qtbot):
    reader = ItemReader(desk, theme)
    qtbot.addWidget(reader)
    reader.open_at(item_id)
    library = desk.workspace.library
    words = reader.findChild(QTextBrowser).toPlainText()
    item = library.entries[item_id].item
    theirs = "|".join([*library.settings.regions.values(), re.escape(item.title)])

    assert english(re.sub(theirs, "", text) for text in texts_of(reader)) == []
    assert "Résumé" in words
    assert re.search(r"\d+ énoncés? de fait sur \d+", words)
    assert not re.search(r"^(Summary|Checks|Sources? cited|Related|Timeline)$", words, re.MULTILINE)


def test_filters_and_parts_are_french(desk, qtbot):
    chips = FilterChips()
    qtbot.addWidget(chips)
    for count in (1, 7):
        facets = {"kind": {kind.value: count for kind in Kind}}
        chips.show_counts(facets, desk.workspace.library.settings)
        assert english(texts_of(chips)) == []
    chips.period.menu().aboutToShow.emit()
    assert [action.text() for action in chips.period.menu().actions() if action.text()] == [
        "Indifférent",
        "Avant 1945",
        "1945–1989",
        "1990–2001",
        "De 2002 à aujourd’hui",
    ]
    parts = PartsDialog(desk.workspace.library.entries[CUBA].item, (), "Insérer", None)
    qtbot.addWidget(parts)
    heading = next(one.text() for one in parts.findChildren(QLabel) if one.text())
    assert heading == "Parties de «\u00a0Cuban Missile Crisis\u00a0»"
    assert "Choisissez au moins une partie." in texts_of(parts)


def test_the_pages_are_shown_in_french(desk, session, theme, qtbot):
    panel = PagesPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.open_find()
    qtbot.keyClicks(panel.findChild(QLineEdit), "absent")
    failed = PreviewResult(request=1, brief=session.brief, error=RenderError("Trop long."))
    desk.pages_changed.emit(failed)

    assert english(texts_of(panel)) == []
    assert "aucun résultat" in texts_of(panel)
    assert "Les pages n’ont pas pu être produites\u00a0: Trop long." in texts_of(panel)


def test_messages_are_french(qtbot, monkeypatch):
    shown = []

    def exec_(box):
        shown.append(f"{box.text()} {box.informativeText()}")
        shown.extend(button.text() for button in box.buttons())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    fault = InvalidFileError.of(*(Problem(f"Faute {number}.") for number in range(14)))
    show_error(None, "L’opération a échoué", fault)
    show_fault(None, ValueError("x"))
    ask(None, "Question", "Enregistrer ?", yes="Oui")
    choose(None, "Question", "Enregistrer ?", ("Oui",))

    assert any("… et 2 autres." in text for text in shown)
    assert any("erreur interne de Briefbuilder" in text for text in shown)
    assert shown.count("Annuler") == 2
    ours = [text for text in shown if text not in {"OK", "Show Details..."}]
    assert english(ours) == []


def test_a_source_that_is_not_there_is_told_of_in_french(desk):
    told = printed_source(Citation("unheard-of"), desk.workspace.library.sources.get)

    assert told == (
        "Il n’y a pas de source «\u00a0unheard-of\u00a0», ni dans la note ni dans la bibliothèque."
    )
