"""Unsaved work is kept aside, found again, and told apart from what cannot be read."""

import datetime as dt
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefbuilder.errors import WriteFailedError
from briefbuilder.storage.brief_file import read_brief, write_brief
from briefbuilder.storage.dialog_words import DialogWords, DialogWordsStore
from briefbuilder.storage.item_drafts import ItemDraftStore, PutAside
from briefbuilder.storage.recovery import RecoveryStore
from briefbuilder.storage.register import RegisterEntry, write_register
from briefbuilder.storage.window_sign import WindowSign
from helpers.storage_samples import brief

AT = dt.datetime(2026, 11, 22, 10, 30, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(minutes=5)
OTHER = "f" * 32


class Windows:
    """A window that puts work aside and dies, and another that looks for it."""

    def __init__(self, folder):
        self.folder = folder
        self._mine = RecoveryStore(folder)

    def save(self, *values, **named):
        return self._mine.save(*values, **named)

    def saving(self, *values, **named):
        return self._mine.saving(*values, **named)

    def discard(self, copy):
        self._mine.discard(copy)

    def pending(self):
        self._mine.sign.close()
        return RecoveryStore(self.folder).pending()


@pytest.fixture
def store(tmp_path):
    return Windows(tmp_path / "state" / "recovery")


def test_a_copy_is_found_with_its_origin_and_time(store, tmp_path):
    origin = tmp_path / "visit.brief"
    stamp = write_brief(origin, brief(), None)

    copy = store.save(brief(title="Unsaved"), origin, AT, base=stamp)

    (found,) = store.pending()
    assert found.file == copy
    assert (found.brief, found.origin, found.at) == (brief(title="Unsaved"), origin, AT)
    assert (found.base, found.problem) == (stamp.sha256, None)


def test_a_brief_that_was_never_saved_has_no_origin(store):
    store.save(brief(), None, AT)

    assert store.pending()[0].origin is None


def test_a_later_copy_takes_the_place_of_the_earlier(store):
    store.save(brief(title="One"), None, AT)
    store.save(brief(title="Two"), None, LATER)

    assert [found.brief.title for found in store.pending()] == ["Two"]


def test_copies_of_several_briefs_come_newest_first(store):
    store.save(brief(title="Old"), None, AT)
    store.save(brief(id=OTHER, title="New"), None, LATER)

    assert [found.brief.title for found in store.pending()] == ["New", "Old"]


def test_a_discarded_copy_is_gone_and_discarding_nothing_is_no_fault(store):
    copy = store.save(brief(), None, AT)
    store.discard(copy)
    store.discard(copy)

    assert store.pending() == ()


def test_looking_leaves_the_copies_where_they_are(store):
    store.save(brief(), None, AT)

    assert store.pending() == store.pending()


def test_a_damaged_copy_is_named_and_hides_no_other(store):
    store.save(brief(title="Good"), None, AT)
    damaged = store.save(brief(id=OTHER), None, LATER)
    damaged.write_bytes(damaged.read_bytes()[:500])

    good, bad = store.pending()

    assert good.brief.title == "Good"
    assert (bad.brief, bad.file) == (None, damaged)
    assert "The file is damaged" in str(bad.problem)


def test_a_copy_whose_brief_is_faulty_still_says_where_it_came_from(store, tmp_path):
    copy = store.save(brief(), tmp_path / "visit.brief", AT)
    copy.write_bytes(copy.read_bytes().replace(b"draft: 3", b"draft: x"))

    (found,) = store.pending()

    assert found.brief is None
    assert found.problem is not None


def test_a_copy_opens_as_a_brief(store):
    copy = store.save(brief(), None, AT)

    assert read_brief(copy).brief == brief()


def keep_dialog_words(folder):
    words = DialogWords("Clearances", (("Remark", "Not for others"),))
    DialogWordsStore(folder, WindowSign(folder / "windows")).keeping((words,), AT)()


def keep_item(folder):
    draft = PutAside(file="tools/visit.md", text="Not for others")
    ItemDraftStore(folder, folder / "library", WindowSign(folder / "windows")).keep([draft])


def enter_in_register(folder):
    entry = RegisterEntry(
        brief="b" * 32,
        title="Not for others",
        draft=1,
        copy="draft",
        file="visit.pdf",
        template="form",
        sha256="c" * 64,
        identifier="d" * 32,
        at=AT.isoformat(),
    )
    write_register(folder, entry)


@pytest.mark.parametrize(
    "keep",
    [
        lambda folder: RecoveryStore(folder).save(brief(), None, AT),
        keep_dialog_words,
        keep_item,
        enter_in_register,
    ],
    ids=["brief", "dialog", "item", "register"],
)
def test_what_is_kept_beside_a_brief_only_its_user_may_read(tmp_path, keep):
    keep(tmp_path / "state")

    folders = {path.parent for path in (tmp_path / "state").rglob("*.*") if path.is_file()}
    assert folders
    assert {stat.S_IMODE(one.stat().st_mode) for one in folders} == {0o700}


def test_what_a_killed_writer_left_is_swept(store):
    copy = store.save(brief(), None, AT)
    (store.folder / ".0123456789abcdef.briefbuilder-part").write_bytes(b"half")

    store.pending()

    assert list(store.folder.iterdir()) == [copy]


def test_a_place_for_words_of_dialogs_that_is_none_keeps_no_window_shut(tmp_path):
    (tmp_path / "words").write_text("in the way")
    store = DialogWordsStore(tmp_path / "words", WindowSign(tmp_path / "windows"))

    assert store.pending() == ()


def test_words_of_a_dialog_that_could_not_be_kept_are_tried_again(tmp_path):
    store = DialogWordsStore(tmp_path / "words", WindowSign(tmp_path / "windows"))
    words = DialogWords("Clearances", (("Remark", "Typed once"),))
    (tmp_path / "words").write_text("in the way")
    with pytest.raises(WriteFailedError):
        store.keeping((words,), AT)()

    (tmp_path / "words").unlink()
    write = store.keeping((words,), AT)
    assert write is not None
    write()
    assert store.keeping((words,), AT) is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(WriteFailedError, match="its folder is not there"):
        RecoveryStore(tmp_path / "file" / "recovery").save(brief(), None, AT)


def test_no_folder_means_nothing_to_recover(store):
    assert store.pending() == ()


def test_a_window_that_lives_keeps_its_copy_to_itself(tmp_path):
    window = RecoveryStore(tmp_path)
    window.save(brief(), None, AT)

    assert RecoveryStore(tmp_path).pending() == ()
    assert window.pending() == ()
    window.sign.close()
    assert len(RecoveryStore(tmp_path).pending()) == 1


@pytest.mark.slow
def test_a_window_of_another_process_is_seen_to_live_and_to_die(tmp_path):
    script = (
        "import sys; from pathlib import Path; import datetime as dt;"
        "from briefbuilder.storage.recovery import RecoveryStore;"
        "from helpers.storage_samples import brief;"
        "store = RecoveryStore(Path(sys.argv[1]));"
        "store.save(brief(), None, dt.datetime.now(dt.UTC));"
        "print('saved', flush=True); sys.stdin.read()"
    )
    tests = Path(__file__).parents[2]
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{tests}:{tests.parent / 'src'}"},
    )
    assert other.stdout.readline() == b"saved\n"
    assert RecoveryStore(tmp_path).pending() == ()
    other.kill()
    other.communicate()
    assert len(RecoveryStore(tmp_path).pending()) == 1


def test_a_copy_of_another_machine_is_offered_after_a_day(tmp_path):
    elsewhere = RecoveryStore(tmp_path, machine="office-12")
    copy = elsewhere.save(brief(), None, AT)
    elsewhere.sign.close()
    here = RecoveryStore(tmp_path, machine="office-13")
    assert here.pending() == ()

    old = time.time() - 86_500
    os.utime(copy, (old, old))
    (found,) = here.pending()
    assert found.elsewhere == "office-12"


def test_the_later_of_two_writings_wins_whichever_is_done_last(store):
    early = store.saving(brief(title="Early"), None, AT)
    late = store.saving(brief(title="Late"), None, LATER)
    late()
    early()

    (found,) = store.pending()
    assert found.brief.title == "Late"


def test_a_copy_that_was_discarded_is_not_written_by_who_was_asked_before(store):
    write = store.saving(brief(), None, AT)
    store.discard(store.save(brief(), None, AT))
    write()

    assert store.pending() == ()


def test_a_copy_of_an_earlier_version_is_found_by_its_old_name(store):
    copy = store.save(brief(), None, AT)
    copy.rename(copy.with_name(f"{brief().id}.recovery.brief"))

    assert [found.brief for found in store.pending()] == [brief()]
