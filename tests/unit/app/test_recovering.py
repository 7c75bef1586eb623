"""What a person is told of work that a crash left behind."""

import datetime as dt
from pathlib import Path

import pytest

from briefbuilder.app import operations
from briefbuilder.app.opening import recovery_store
from briefbuilder.app.recovering import age, first_changed_words, left_behind, story_of
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.storage.brief_file import read_brief
from briefbuilder.storage.window_sign import WindowSign
from helpers.surroundings import NOW

WORDS = "Whether to offer the partner a frigate visit before the talks in December."


def test_it_names_the_file_the_age_and_the_first_changed_words(
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    operations.write_in_section(session, section_id="issue", text=WORDS)
    path = tmp_path / "visit.brief"
    session.save_as(path)
    block = session.brief.section("issue").blocks[0].id
    operations.set_text(session, block_id=block, text=WORDS.replace("frigate", "destroyer"))
    session.autosave()
    sign.close()

    (left,) = left_behind(recovery_store(workspace.surroundings))
    story = story_of(left, NOW + dt.timedelta(minutes=5))
    assert f"It belongs to {path}." in story
    assert "5 minutes ago, at 09:00 on 23 November 2026" in story
    assert "“… offer the partner a destroyer visit before the talks in December.”" in story


def test_a_copy_that_says_what_its_file_says_is_not_offered_and_goes(
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    path = tmp_path / "visit.brief"
    session.save_as(path)
    operations.set_title(session, title="Another")
    session.autosave()
    job = session.saving()
    job.write()  # and killed before the copy could be discarded
    sign.close()

    store = recovery_store(workspace.surroundings)
    assert left_behind(store) == ()
    assert store.pending() == ()
    assert read_brief(path).brief.title == "Another"


def test_a_brief_without_a_file_is_told_by_its_first_words(session: BriefSession) -> None:
    assert first_changed_words(session.brief, None).startswith("Port visit")


def test_a_new_block_before_others_is_what_changed(session: BriefSession) -> None:
    operations.write_in_section(session, section_id="issue", text=WORDS)
    before = session.brief
    operations.add_text(session, section_id="issue", index=0, text="First of all.")
    assert first_changed_words(session.brief, before) == "First of all."


def test_a_placed_item_is_not_told_by_its_id_or_its_text(
    session: BriefSession, workspace: Workspace
) -> None:
    before = session.brief
    item_id = next(iter(workspace.library.entries))
    operations.place_item(session, workspace, item_id=item_id, section_id="background")
    assert first_changed_words(session.brief, before) == ""


def test_an_answer_is_told_by_its_words_and_not_by_its_code(
    session: BriefSession, workspace: Workspace
) -> None:
    before = session.brief
    checklist = next(iter(workspace.library.checklists.values()))
    asked = next(one for group in checklist.groups for one in group.questions)
    operations.answer_question(session, question=asked, value=AnswerValue.NO, detail="No paper.")
    assert first_changed_words(session.brief, before) == "No paper."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "less than a minute ago"),
        (59, "less than a minute ago"),
        (60, "1 minute ago"),
        (7_300, "2 hours ago"),
        (200_000, "2 days ago"),
    ],
)
def test_the_age_in_words(seconds: int, words: str) -> None:
    assert age(NOW, NOW + dt.timedelta(seconds=seconds)) == words
