"""The cache can be broken, foreign, locked or out of reach, and the search works all the same."""

import contextlib
import sqlite3
import stat
from pathlib import Path

import pytest

from briefbuilder.search.cache import VERSION, cache_file
from briefbuilder.search.index import SearchIndex
from helpers.search_samples import TODAY, item, library, stamps

LIBRARY = library([item("a", title="Alpha"), item("b", title="Bravo")])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "index.sqlite3"


def opened(path: Path) -> tuple[SearchIndex, int]:
    """An index on a file, and how many items had to be read for it."""
    index = SearchIndex(path)
    return index, index.refresh(LIBRARY, stamps(LIBRARY))


def made(path: Path) -> None:
    index, _ = opened(path)
    index.close()


def works(index: SearchIndex) -> bool:
    return [hit.item_id for hit in index.search("bravo", today=TODAY)] == ["b"]


def items_in(path: Path) -> int:
    """How many items the file itself holds, seen from outside."""
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM item").fetchone()[0])
    finally:
        connection.close()


def test_a_kept_index_is_used_again(path):
    made(path)
    index, read = opened(path)

    assert read == 0
    assert works(index)
    index.close()


def test_a_kept_index_answers_before_the_library_is_read(path):
    made(path)
    index = SearchIndex(path)

    assert works(index)
    index.close()


def test_the_cache_is_for_its_owner_alone(path):
    made(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def _garbage(path: Path) -> None:
    path.write_bytes(b"This is not a database. " * 500)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xaa" * (len(data) - 4096)
    path.write_bytes(data)


def _run(path: Path, script: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def _newer(path: Path) -> None:
    _run(path, "PRAGMA user_version = 999")


def _somebody_elses(path: Path) -> None:
    path.unlink()
    _run(path, f"CREATE TABLE item (other TEXT); PRAGMA user_version = {VERSION}")


def _without_words(path: Path) -> None:
    _run(path, "DROP TABLE words")


def _without_labels(path: Path) -> None:
    _run(path, "DROP TABLE label")


def _broken_words(path: Path) -> None:
    _run(path, "UPDATE words_data SET block = x'ff'")


DAMAGE = [
    _garbage,
    _empty,
    _truncated,
    _overwritten,
    _newer,
    _somebody_elses,
    _without_words,
    _without_labels,
    _broken_words,
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_or_foreign_file_is_made_again(path, damage):
    made(path)
    damage(path)
    index, _ = opened(path)

    assert works(index)
    assert index.facets("bravo", today=TODAY)["kind"] == {"background": 1}
    index.close()
    assert items_in(path) == 2
    again, read = opened(path)
    assert read == 0
    assert works(again)
    again.close()


@pytest.mark.parametrize("damage", [_garbage, _truncated, _overwritten, _without_words])
def test_damage_while_the_index_is_open_is_mended(path, damage):
    made(path)
    index, _ = opened(path)
    damage(path)
    changed = library([item("b", title="Bravo"), item("c", title="Charlie")])
    index.refresh(changed, stamps(changed))

    assert works(index)
    assert [hit.item_id for hit in index.search("charlie", today=TODAY)] == ["c"]
    index.close()


@pytest.mark.parametrize("before_opening", [True, False])
def test_a_file_that_another_window_holds_is_left_alone(path, before_opening):
    made(path)
    index = None if before_opening else SearchIndex(path)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    index = index or SearchIndex(path)
    index.refresh(LIBRARY, stamps(LIBRARY))

    assert works(index)
    other.rollback()
    other.close()
    index.close()
    assert items_in(path) == 2


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path):
    (tmp_path / "file").write_text("in the way")
    index, read = opened(tmp_path / "file" / "index.sqlite3")

    assert read == 2
    assert works(index)
    index.close()


def test_a_folder_in_the_place_of_the_file_is_done_without(path):
    path.mkdir(parents=True)
    index, _ = opened(path)

    assert works(index)
    index.close()


def test_hits_are_of_our_library_even_when_another_window_knows_more(path):
    ours, _ = opened(path)
    theirs = SearchIndex(path)
    more = library([item("b", title="Bravo"), item("z", title="Bravo two")])
    theirs.refresh(more, stamps(more))

    assert works(ours)
    assert len(theirs.search("bravo", today=TODAY)) == 2
    ours.close()
    theirs.close()


def test_two_windows_that_write_by_turns_each_have_their_own_library(path):
    ours, _ = opened(path)
    theirs = SearchIndex(path)
    more = library([item("b", title="Bravo"), item("z", title="Zulu")])

    for _turn in range(2):
        theirs.refresh(more, stamps(more))
        assert [hit.item_id for hit in theirs.search("zulu", today=TODAY)] == ["z"]
        ours.refresh(LIBRARY, stamps(LIBRARY))
        assert ours.search("zulu", today=TODAY) == ()
        assert works(ours)
    ours.close()
    theirs.close()


def test_each_library_has_a_file_of_its_own(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"

    assert cache_file(tmp_path, one) != cache_file(tmp_path, other)
    assert cache_file(tmp_path, one) == cache_file(tmp_path, tmp_path / "other" / ".." / "one")
    assert cache_file(tmp_path, one).is_relative_to(tmp_path)
