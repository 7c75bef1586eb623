"""What an author and a curator do and are told, for somebody who speaks French."""

import datetime as dt
from pathlib import Path

import pytest

from briefbuilder.app import curating, operations
from briefbuilder.app.doctor import TOPICS, CheckedPoint, Outcome
from briefbuilder.app.library_overview import CheckedFacts, Tally
from briefbuilder.app.opening import new_brief, recovery_store
from briefbuilder.app.recovering import age, left_behind, story_of
from briefbuilder.app.redacting import Bounds, choices, within
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Kind, Status
from briefbuilder.errors import BriefbuilderError
from briefbuilder.language.interface import speak
from briefbuilder.storage.window_sign import WindowSign
from helpers.french import english_in
from helpers.surroundings import NOW


@pytest.fixture(autouse=True)
def _french() -> None:
    speak("fr")


def _told(work: object) -> str:
    assert callable(work)
    with pytest.raises(BriefbuilderError) as refused:
        work()
    return str(refused.value)


def test_each_gesture_has_a_french_name(session: BriefSession, workspace: Workspace) -> None:
    item = "cuban-missile-crisis"
    names: list[str] = []

    def note() -> None:
        names.append(session.status.undo_label or "")

    operations.set_title(session, title="Une escale")
    note()
    text = operations.add_text(session, section_id="issue")
    note()
    operations.set_text(session, block_id=text, text="Une frégate.")
    note()
    operations.shift_block(session, block_id=text, by=1)
    note()
    operations.remove_block(session, block_id=text)
    note()
    placed = operations.place_item(session, workspace, item_id=item, section_id="background")
    note()
    operations.set_parts(session, block_id=placed, parts=("summary",))
    note()
    operations.edit_part(session, block_id=placed, part="summary", text="Autrement dit.")
    note()
    operations.remove_block(session, block_id=placed)
    note()
    operations.add_timeline(session, section_id="background")
    note()
    question = workspace.library.checklists["civil-military-alignment"].questions[0]
    operations.answer_question(session, question=question, value=AnswerValue.NO)
    note()

    assert names == [
        "Modifier le titre",
        "Ajouter un texte",
        "Frappe",
        "Déplacer le texte",
        "Supprimer le texte",
        "Insérer Cuban Missile Crisis",
        "Choisir les parties",
        "Modifier le texte inséré",
        "Supprimer Cuban Missile Crisis",
        "Ajouter une chronologie",
        "Répondre à A1",
    ]


def test_what_is_refused_is_refused_in_french(
    session: BriefSession, workspace: Workspace, tmp_path: Path
) -> None:
    draft = curating.open_item(workspace, "cuban-missile-crisis")
    broken = curating.with_text(draft, "---\n")
    there = tmp_path / "note.brief"
    there.write_bytes(b"")
    told = [
        _told(lambda: operations.set_title(session, title=" ")),
        _told(session.save),
        _told(lambda: session.save_as(there)),
        _told(lambda: curating.with_values(broken, title="x")),
        _told(lambda: curating.with_status(workspace, draft, Status.APPROVED, " ")),
        _told(lambda: curating.with_status(workspace, draft, Status.IN_REVIEW, "encore une fois")),
        _told(lambda: workspace.checklist("aucune")),
        _told(lambda: workspace.scheme("aucun")),
        _told(lambda: workspace.marking("PERDU", "uk-gsc")),
        _told(lambda: workspace.library.entry("absente")),
        _told(lambda: within(session.brief, workspace, Bounds(title="Seul"))),
        _told(
            lambda: new_brief(
                workspace,
                template_id="uk-ministerial-submission",
                title="T",
                fields=(("couleur", "bleu"),),
            )
        ),
    ]

    assert english_in(told) == []
    assert told[0] == "Une note doit avoir un titre."
    assert told[2] == f"{there} existe déjà\u00a0; il n’a pas été écrasé."


def test_what_a_crash_left_behind_is_told_in_french(
    session: BriefSession, workspace: Workspace, sign: WindowSign
) -> None:
    operations.write_in_section(session, section_id="issue", text="Une frégate.")
    session.autosave()
    sign.close()
    (left,) = left_behind(recovery_store(workspace.surroundings))
    story = story_of(left, NOW + dt.timedelta(minutes=5))

    assert english_in([story]) == []
    assert "mise de côté il y a 5 minutes, le 23 novembre 2026 à 09\xa0h\xa000." in story
    assert age(NOW, NOW + dt.timedelta(days=1)) == "il y a 1 jour"


def test_figures_and_choices_are_french(session: BriefSession, workspace: Workspace) -> None:
    tally = str(Tally(150, 0, CheckedFacts(1200, 1)))
    points = [CheckedPoint(topic, Outcome.GOOD, "").name for topic in TOPICS]
    words = [name for name, _bounds in choices(session.brief, workspace)]

    assert tally == ("150 fiches · énoncés vérifiés\u00a0: 1 sur 1\u202f200 · 0 réexamen en retard")
    assert english_in([tally, *points, *words]) == []
    assert words == ["Jusqu’à OFFICIAL"]


def test_a_new_item_asks_for_words_in_french_and_the_check_sees_them(
    workspace: Workspace,
) -> None:
    draft = curating.new_item(workspace, Kind.LEGAL, "Droit de visite")
    curating.save(workspace, draft)
    speak("en-GB")  # whoever checks it may read another language
    review = curating.review(workspace)
    unwritten = [one for one in review.problems if one.rule == "not-written"]

    assert draft.item is not None
    assert draft.item.summary == "Une ou deux phrases qui se suffisent à elles-mêmes."
    assert {one.place.file for one in unwritten} == {draft.file}
    assert len(unwritten) >= len(("summary", "binds", "reference", "a section"))


def test_what_a_file_keeps_is_the_same_in_every_language(workspace: Workspace) -> None:
    item = curating.with_text(
        draft := curating.open_item(workspace, "cuban-missile-crisis"),
        draft.text.replace("status: approved", "status: draft", 1).replace(
            "status: in-review", "status: draft", 1
        ),
    )
    saved = curating.save(workspace, item).draft

    assert saved.item is not None
    assert saved.item.status_changes[-1].why == "The status was changed in the text of the file."
