"""The walk through the checklist, for a French reader."""

import re
from string import ascii_uppercase

import pytest
from PySide6.QtCore import Qt

from briefbuilder.app import operations
from briefbuilder.app.alignment_words import answer_of
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.gui.align.override import OverrideDialog
from briefbuilder.gui.search.item_reader import ItemReader
from briefbuilder.language import interface
from helpers.shown_texts import content_of, english_in, shown_texts

SHIPS = "naval-presence-port-visits"
FRENCH_CHECKLIST = """\
format: briefbuilder-checklist
version: 1
id: civil-military-alignment
title: Une liste courte
groups:
  - id: A
    title: Objectif
    questions:
      - id: A1
        text: Existe-t-il un objectif ?
        why: Sans lui, on se perd.
        evidence: Une page.
        who: [ministre]
        severity: blocking
        on_gap: Le consigner.
      - id: A2
        text: Le droit est-il connu ?
        why: Il lie.
        evidence: Un avis.
        severity: major
        precedents: {well: [cuban-missile-crisis], badly: [suez-1956-unef]}
        recommend: [prohibition-of-force, naval-presence-port-visits]
        on_gap: Consulter.
  - id: B
    title: En mer
    questions:
      - id: B1
        text: Les consignes sont-elles connues ?
        why: Le temps presse.
        evidence: Les consignes.
        severity: advisory
        applies_when:
          any:
            - {places_tag: naval}
            - {places_kind: legal}
            - not: {answer: {question: A1, in: ["no", unknown]}}
            - all: [{field: {name: urgence, is: oui}}, {places_item: collective-defence}]
"""


@pytest.fixture(autouse=True)
def _french():
    before = interface.spoken().language
    interface.speak("fr")
    yield
    interface.speak(before)


@pytest.fixture
def library_folder(library_folder):
    path = library_folder / "checklists" / "civil-military-alignment.yaml"
    path.write_text(FRENCH_CHECKLIST, encoding="utf-8")
    return library_folder


def english(align, desk, session):
    template = desk.workspace.held_template(session.brief.template).template
    content = content_of(session.brief, template, desk.workspace.library)
    # The item that is read, and what an item is and why it would help, are said elsewhere.
    others = (align.findChild(ItemReader), *align.closing.cards)
    elsewhere = {text for one in others for text in shown_texts(one)}
    return english_in(shown_texts(align) - elsewhere, content)


@pytest.mark.slow
def test_the_walk_holds_no_english_of_ours(align, desk, session, press, library_folder):
    seen = english(align, desk, session)
    press(Qt.Key.Key_N)
    seen += english(align, desk, session)
    press(Qt.Key.Key_S)
    seen += english(align, desk, session)
    path = library_folder / "checklists" / "civil-military-alignment.yaml"
    path.write_text(FRENCH_CHECKLIST.replace("un objectif", "un seul objectif"), encoding="utf-8")
    desk.look_at_library()
    seen += english(align, desk, session)
    align.walk.show("A2")
    seen += english(align, desk, session)
    align.walk.answer_again()
    align.show_overview()
    seen += english(align, desk, session)
    operations.place_item(session, desk.workspace, item_id=SHIPS, section_id="argument")
    align.walk.show("A2")
    seen += english(align, desk, session)

    assert sorted(set(seen)) == []


def test_the_letters_of_french_answers_give_them(align, press, session):
    for letter, value in (("O", AnswerValue.YES), ("I", AnswerValue.UNKNOWN)):
        press(Qt.Key(ord(letter)))
        assert session.brief.answer("A1").value is value
    assert answer_of("Y") is None
    letters = [one for one in ascii_uppercase if answer_of(one) is not None]
    assert len(letters) == len(AnswerValue)


def test_who_passes_over_a_gap_is_asked_in_french(align, press, qtbot):
    press(Qt.Key.Key_N)
    walk = align.walk
    dialog = OverrideDialog(walk.current, walk.today, align.signals.pending, align)
    qtbot.addWidget(dialog)
    assert english_in(shown_texts(dialog), ()) == []
    assert re.fullmatch(r"\d+(er)? \w+ \d{4}", dialog.on_edit.text())
    dialog.by_edit.setText("Le ministre")
    dialog.reason_edit.setText("La visite ne peut attendre")
    dialog.on_edit.setText("20 novembre 2026")
    assert dialog.go.isEnabled()
    assert dialog.on.isoformat() == "2026-11-20"
    dialog.by_edit.setText("")
    dialog.reason_edit.setText("")
    dialog.on_edit.setText("")
    dialog.reject()
