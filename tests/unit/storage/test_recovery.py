"""Unsaved work is kept aside, found again, and told apart from what cannot be read."""

import datetime as dt
import stat

import pytest

from briefbuilder.errors import WriteFailedError
from briefbuilder.storage.brief_file import read_brief, write_brief
from briefbuilder.storage.recovery import RecoveryStore
from helpers.storage_samples import brief

AT = dt.datetime(2026, 11, 22, 10, 30, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(minutes=5)
OTHER = "f" * 32


@pytest.fixture
def store(tmp_path):
    return RecoveryStore(tmp_path / "state" / "recovery")


def test_a_copy_is_found_with_its_origin_and_time(store, tmp_path):
    origin = tmp_path / "visit.brief"
    stamp = write_brief(origin, brief(), None)

    store.save(brief(title="Unsaved"), origin, AT, base=stamp)

    (found,) = store.pending()
    assert found.file.name == f"{brief().id}.recovery.brief"
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
    store.save(brief(), None, AT)
    store.discard(brief().id)
    store.discard(brief().id)

    assert store.pending() == ()


def test_looking_leaves_the_copies_where_they_are(store):
    store.save(brief(), None, AT)

    assert store.pending() == store.pending()


def test_a_damaged_copy_is_named_and_hides_no_other(store):
    store.save(brief(title="Good"), None, AT)
    store.save(brief(id=OTHER), None, LATER)
    damaged = store.folder / f"{OTHER}.recovery.brief"
    damaged.write_bytes(damaged.read_bytes()[:500])

    good, bad = store.pending()

    assert good.brief.title == "Good"
    assert (bad.brief, bad.file) == (None, damaged)
    assert "The file is damaged" in str(bad.problem)


def test_a_copy_whose_brief_is_faulty_still_says_where_it_came_from(store, tmp_path):
    store.save(brief(), tmp_path / "visit.brief", AT)
    copy = store.folder / f"{brief().id}.recovery.brief"
    copy.write_bytes(copy.read_bytes().replace(b"draft: 3", b"draft: x"))

    (found,) = store.pending()

    assert found.brief is None
    assert found.problem is not None


def test_a_copy_opens_as_a_brief(store):
    store.save(brief(), None, AT)

    assert read_brief(store.folder / f"{brief().id}.recovery.brief").brief == brief()


def test_the_folder_is_its_users_own(store):
    store.save(brief(), None, AT)

    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


def test_what_a_killed_writer_left_is_swept(store):
    store.save(brief(), None, AT)
    (store.folder / ".0123456789abcdef.briefbuilder-part").write_bytes(b"half")

    store.pending()

    assert [path.name for path in store.folder.iterdir()] == [f"{brief().id}.recovery.brief"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(WriteFailedError, match="its folder is not there"):
        RecoveryStore(tmp_path / "file" / "recovery").save(brief(), None, AT)


def test_no_folder_means_nothing_to_recover(store):
    assert store.pending() == ()
