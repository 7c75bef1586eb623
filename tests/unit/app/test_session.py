from pathlib import Path

import pytest

from briefbuilder.app import operations
from briefbuilder.app.opening import open_session, recovery_store, resume_session
from briefbuilder.app.session import BriefSession, DiskState
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.domain.changes import Aspect, Changes
from briefbuilder.errors import FileChangedError, UserInputError
from briefbuilder.storage.atomic import LEFTOVER_SUFFIX
from briefbuilder.storage.brief_file import read_brief
from helpers.surroundings import HandClock


def saved(session: BriefSession, folder: Path) -> Path:
    path = folder / "visit.brief"
    session.save_as(path)
    return path


def test_a_new_brief_is_not_clean_until_it_is_saved(session: BriefSession, tmp_path: Path) -> None:
    before = session.is_clean
    path = saved(session, tmp_path)
    assert (before, session.is_clean) == (False, True)
    assert read_brief(path).brief == session.brief


def test_listeners_hear_of_edits_undo_and_redo_alike(session: BriefSession) -> None:
    heard: list[Changes] = []
    end = session.subscribe(heard.append)
    operations.set_title(session, title="Another", initiator="head")
    session.undo()
    session.redo()
    end()
    session.undo()
    assert [changes.aspects for changes in heard] == [{Aspect.HEAD}] * 3
    assert heard[0].initiator == "head"


def test_typing_is_one_step_back_and_names_itself(session: BriefSession, clock: HandClock) -> None:
    block = operations.add_text(session, section_id="issue")
    clock.pass_(10)
    for text in ("W", "Wh", "Whether"):
        operations.set_text(session, block_id=block, text=text)
        clock.pass_(0.2)
    assert session.status.undo_label == "Type"
    session.undo()
    assert session.brief.block(block) == TextBlock(id=block)
    assert session.status.undo_label == "Add text"


def test_saving_over_somebody_elses_save_is_refused(
    session: BriefSession, workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    other = open_session(path, workspace)
    operations.set_title(other, title="Theirs")
    other.save()
    operations.set_title(session, title="Mine")
    assert session.disk_state() is DiskState.CHANGED
    with pytest.raises(FileChangedError):
        session.save()
    assert read_brief(path).brief.title == "Theirs"
    assert session.brief.title == "Mine"
    assert not session.is_clean


def test_after_a_conflict_either_text_can_be_kept(
    session: BriefSession, workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    other = open_session(path, workspace)
    operations.set_title(other, title="Theirs")
    other.save()
    operations.set_title(session, title="Mine")
    session.reload()
    assert (session.brief.title, session.is_clean) == ("Theirs", True)
    session.undo()
    assert session.brief.title == "Mine"
    session.overwrite()
    assert read_brief(path).brief.title == "Mine"


def test_save_as_never_writes_over_a_file_unasked(session: BriefSession, tmp_path: Path) -> None:
    there = tmp_path / "there.brief"
    there.write_text("something else")
    with pytest.raises(FileChangedError, match="exists already"):
        session.save_as(there)
    assert there.read_text() == "something else"
    session.save_as(there, overwrite=True)
    assert session.disk_state() is DiskState.SAME


def test_a_file_that_vanished_is_noticed_and_can_be_written_again(
    session: BriefSession, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    path.unlink()
    assert session.disk_state() is DiskState.GONE
    session.overwrite()
    assert path.exists()


def test_saving_a_brief_without_a_file_says_so(session: BriefSession) -> None:
    with pytest.raises(UserInputError, match="no file yet"):
        session.save()


def test_unsaved_work_is_put_aside_once_for_each_state(session: BriefSession) -> None:
    assert session.autosave()
    assert not session.autosave()
    operations.set_title(session, title="Another")
    assert session.autosave()


def test_work_left_behind_by_a_crash_comes_back(
    session: BriefSession, workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    operations.set_title(session, title="Unsaved title")
    session.autosave()
    store = recovery_store(workspace.surroundings)
    (pending,) = store.pending()
    resumed = resume_session(pending, workspace, store)
    assert resumed.brief.title == "Unsaved title"
    assert not resumed.is_clean
    resumed.save()
    assert read_brief(path).brief.title == "Unsaved title"
    assert store.pending() == ()


def test_recovered_work_does_not_replace_what_was_saved_since(
    session: BriefSession, workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    operations.set_title(session, title="Unsaved title")
    session.autosave()
    colleague = open_session(path, workspace)
    operations.set_title(colleague, title="Saved since")
    colleague.save()
    store = recovery_store(workspace.surroundings)
    resumed = resume_session(store.pending()[0], workspace, store)
    with pytest.raises(FileChangedError):
        resumed.save()
    assert read_brief(path).brief.title == "Saved since"
    resumed.undo()
    assert resumed.brief.title == "Saved since"


def test_recovered_work_survives_a_damaged_file(
    session: BriefSession, workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    operations.set_title(session, title="Unsaved title")
    session.autosave()
    path.write_bytes(b"torn")
    store = recovery_store(workspace.surroundings)
    resumed = resume_session(store.pending()[0], workspace, store)
    assert (resumed.brief.title, resumed.path) == ("Unsaved title", None)


def test_what_a_killed_save_left_is_swept_when_the_brief_is_opened(
    session: BriefSession, workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    left = tmp_path / f".0123456789abcdef{LEFTOVER_SUFFIX}"
    left.write_bytes(b"half")
    open_session(path, workspace)
    assert not left.exists()


def test_closing_forgets_the_recovery_copy(session: BriefSession, workspace: Workspace) -> None:
    session.autosave()
    session.close()
    assert recovery_store(workspace.surroundings).pending() == ()
