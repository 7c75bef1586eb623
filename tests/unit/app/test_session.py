from pathlib import Path

import pytest

from briefbuilder.app import operations
from briefbuilder.app.file_state import FileState
from briefbuilder.app.identifiers import identifier_of
from briefbuilder.app.opening import (
    open_session,
    recovery_store,
    resume_session,
    window_sign,
)
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.domain.changes import Aspect, Changes
from briefbuilder.domain.drafts import DraftRecord
from briefbuilder.errors import FileChangedError, UserInputError, WriteFailedError
from briefbuilder.render.job import Copy
from briefbuilder.storage.atomic import LEFTOVER_SUFFIX
from briefbuilder.storage.brief_file import read_brief
from briefbuilder.storage.window_sign import WindowSign
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
    assert session.file_state() is FileState.CHANGED
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
    assert session.file_state() is FileState.SAME


def test_a_file_that_vanished_is_noticed_and_can_be_written_again(
    session: BriefSession, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    path.unlink()
    assert session.file_state() is FileState.GONE
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
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    operations.set_title(session, title="Unsaved title")
    session.autosave()
    sign.close()
    store = recovery_store(workspace.surroundings)
    (pending,) = store.pending()
    resumed = resume_session(pending, workspace, store)
    assert resumed.brief.title == "Unsaved title"
    assert not resumed.is_clean
    resumed.save()
    assert read_brief(path).brief.title == "Unsaved title"
    assert store.pending() == ()


@pytest.mark.slow
def test_recovered_work_does_not_replace_what_was_saved_since(
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    operations.set_title(session, title="Unsaved title")
    session.autosave()
    sign.close()
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
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    operations.set_title(session, title="Unsaved title")
    session.autosave()
    sign.close()
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


def test_closing_forgets_the_recovery_copy(
    session: BriefSession, workspace: Workspace, sign: WindowSign
) -> None:
    session.autosave()
    session.close()
    sign.close()
    assert recovery_store(workspace.surroundings).pending() == ()


def test_words_typed_during_a_save_keep_their_recovery_copy(
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    operations.set_title(session, title="Saved title")
    session.autosave()
    job = session.saving()
    stamp = job.write()
    operations.set_title(session, title="Typed during the save")
    session.autosave()
    session.finish_save(job, stamp)

    sign.close()  # killed before anything else could be done
    (left,) = recovery_store(workspace.surroundings).pending()
    assert left.brief is not None
    assert (left.brief.title, left.origin) == ("Typed during the save", path)


@pytest.mark.slow
def test_what_was_typed_during_a_save_is_put_aside_anew_beside_the_saved_file(
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    operations.set_title(session, title="Saved title")
    job = session.saving()
    stamp = job.write()
    operations.set_title(session, title="Typed during the save")
    session.autosave()
    session.finish_save(job, stamp)
    assert session.autosave()

    sign.close()
    store = recovery_store(workspace.surroundings)
    (left,) = store.pending()
    resumed = resume_session(left, workspace, store)
    resumed.save()  # no conflict: the copy knows the file as it was saved last
    assert read_brief(path).brief.title == "Typed during the save"


def test_nothing_is_left_behind_once_everything_was_taken_back(
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    saved(session, tmp_path)
    operations.set_title(session, title="Another")
    session.autosave()
    session.undo()
    assert not session.autosave()
    sign.close()
    assert recovery_store(workspace.surroundings).pending() == ()


def test_what_was_taken_back_and_done_again_is_put_aside_again(
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    saved(session, tmp_path)
    operations.set_title(session, title="Done again")
    session.autosave()
    session.undo()
    session.autosave()
    session.redo()
    assert session.autosave()

    sign.close()
    (left,) = recovery_store(workspace.surroundings).pending()
    assert left.brief == session.brief


def test_saved_as_its_own_file_by_another_way_it_stays_the_same_brief(
    session: BriefSession, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    before = session.brief.id
    link = tmp_path / "link.brief"
    link.symlink_to(path)
    session.finish_save(job := session.saving_as(link, overwrite=True), job.write())
    assert session.brief.id == before


def test_what_could_not_be_put_aside_is_tried_again(
    session: BriefSession, workspace: Workspace
) -> None:
    folder = recovery_store(workspace.surroundings).folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    with pytest.raises(WriteFailedError):
        session.autosave()

    folder.unlink()
    assert session.autosave()


def test_a_copy_asked_for_before_the_work_was_given_up_is_not_written_after_it(
    session: BriefSession, workspace: Workspace, sign: WindowSign
) -> None:
    write = session.recovery_copy()
    assert write is not None
    session.close()
    write()
    sign.close()
    assert recovery_store(workspace.surroundings).pending() == ()


def test_saved_under_another_name_it_is_another_brief(
    session: BriefSession, tmp_path: Path
) -> None:
    path = saved(session, tmp_path)
    mine = session.brief.id
    operations.set_title(session, title="Another")
    session.undo()
    session.redo()
    session.save_as(tmp_path / "other.brief")
    other = read_brief(tmp_path / "other.brief").brief
    assert read_brief(path).brief.id == mine
    assert other.id == session.brief.id != mine
    assert session.is_clean

    session.undo()
    assert session.brief.id == other.id
    assert session.brief.title != "Another"
    session.save()
    assert read_brief(tmp_path / "other.brief").brief == session.brief


def test_saved_as_itself_it_is_the_same_brief(session: BriefSession, tmp_path: Path) -> None:
    mine = session.brief.id
    path = saved(session, tmp_path)
    session.save_as(path, overwrite=True)
    assert read_brief(path).brief.id == session.brief.id == mine


@pytest.mark.slow
def test_two_windows_on_a_brief_and_its_copy_lose_nothing(
    session: BriefSession, workspace: Workspace, sign: WindowSign, tmp_path: Path
) -> None:
    one = saved(session, tmp_path)
    two = tmp_path / "copied.brief"
    two.write_bytes(one.read_bytes())
    second = window_sign(workspace.surroundings)
    other = open_session(two, workspace, recovery_store(workspace.surroundings, second))
    again = open_session(one, workspace, recovery_store(workspace.surroundings, second))
    for each, title in ((session, "First"), (other, "Second"), (again, "Third")):
        operations.set_title(each, title=title)
        each.autosave()

    store = recovery_store(workspace.surroundings)
    assert store.pending() == (), "all windows are open still"
    sign.close()
    second.close()
    found = {(one.brief.title, one.origin) for one in store.pending() if one.brief is not None}
    assert found == {("First", one), ("Second", two), ("Third", one)}


def test_a_copy_issued_from_a_copied_brief_is_not_taken_for_one_of_the_other(
    session: BriefSession, workspace: Workspace, tmp_path: Path
) -> None:
    one = saved(session, tmp_path)
    two = tmp_path / "copied.brief"
    two.write_bytes(one.read_bytes())
    other = open_session(two, workspace)
    operations.set_title(other, title="Another")
    assert other.brief.id == session.brief.id
    for copy in Copy:
        assert identifier_of(other.brief, copy) != identifier_of(session.brief, copy)


def test_a_draft_that_left_is_written_to_a_file_that_was_saved_and_to_no_other(
    session: BriefSession, tmp_path: Path
) -> None:
    def record(number: int) -> DraftRecord:
        return DraftRecord(session.brief.id, number, "0" * 64)

    assert session.record_draft(record(2)) is None  # it has no file
    assert session.brief.draft == 2
    path = saved(session, tmp_path)
    assert session.record_draft(record(2)) is None  # it says so already

    job = session.record_draft(record(3))
    assert job is not None
    session.finish_save(job, job.write())
    assert (read_brief(path).brief.draft, session.is_clean) == (3, True)

    operations.set_title(session, title="Words that are not saved")
    assert session.record_draft(record(4)) is None
    assert (session.brief.draft, read_brief(path).brief.draft) == (4, 3)
    session.save()
    path.write_bytes(b"somebody else's")
    job = session.record_draft(record(5))
    assert job is not None
    with pytest.raises(FileChangedError):
        job.write()
    assert path.read_bytes() == b"somebody else's"
    assert session.record_draft(None) is None
