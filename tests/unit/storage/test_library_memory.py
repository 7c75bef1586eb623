"""What is remembered of a library gives the library that reading it gives, or is not believed."""

import json
import os
import shutil
import sqlite3
import time

import pytest

from briefbuilder.errors import FileChangedError
from briefbuilder.storage import library_folder
from briefbuilder.storage.item_file import format_item
from briefbuilder.storage.library_folder import LibraryFolder
from briefbuilder.storage.library_memory import LibraryMemory, memory_file
from helpers.storage_samples import LIBRARY, TOOL, tool

SETTINGS = "format: briefbuilder-library\nversion: 1\nid: test\ntitle: Test library\n"
SOURCES = """\
format: briefbuilder-sources
version: 1
sources:
  - {id: log-1907, type: manuscript, title: The log}
"""
NAME = "tools/flag-visit.md"


@pytest.fixture
def root(tmp_path):
    library = tmp_path / "library"
    for folder in ("tools", "sources"):
        (library / folder).mkdir(parents=True)
    (library / "library.yaml").write_text(SETTINGS)
    (library / NAME).write_text(TOOL)
    (library / "tools" / "second.md").write_text(named("second"))
    (library / "sources" / "naval.yaml").write_text(SOURCES)
    return library


@pytest.fixture
def path(tmp_path, root):
    return memory_file(tmp_path / "cache", root)


def named(name, **more):
    return format_item(tool().model_copy(update={"id": name, **more}))


def later():
    """A clock by which what a test has just written was written some time ago."""
    return time.time_ns() + 10**10


def start(root, path, made_by="this program", now_ns=later):
    """The library as a new start of the program finds it."""
    return LibraryFolder(root, LibraryMemory(path, root, made_by), now_ns)


def read_by(folder, monkeypatch):
    """The names of the files that a scan reads, and what it found."""
    read, usual = [], library_folder.read_bytes_safely

    def counting(name, **more):
        read.append(name.as_posix())
        return usual(name, **more)

    with monkeypatch.context() as patch:
        patch.setattr(library_folder, "read_bytes_safely", counting)
        return read, folder.scan()


def test_what_has_not_changed_is_not_read_at_the_next_start(root, path, monkeypatch):
    first, _found = read_by(start(root, path), monkeypatch)
    second, found = read_by(start(root, path), monkeypatch)

    assert (len(first), second) == (4, [])
    assert found == LibraryFolder(root).scan()
    assert found.library.entry("flag-visit").item == tool()
    assert found.library.entry("flag-visit").text == TOOL


def test_the_shipped_library_is_remembered_as_it_is_read(tmp_path, monkeypatch):
    path = memory_file(tmp_path, LIBRARY)
    start(LIBRARY, path).scan()
    read, found = read_by(start(LIBRARY, path), monkeypatch)
    fresh = LibraryFolder(LIBRARY).scan()

    assert read == []
    assert found.library == fresh.library
    assert list(found.library.entries) == list(fresh.library.entries)
    assert found.stamps == fresh.stamps
    for key, entry in fresh.library.entries.items():
        other = found.library.entries[key]
        assert (other.item, other.text, other.revision) == (entry.item, entry.text, entry.revision)
        assert (other.status, other.standing) == (entry.status, entry.standing)
        assert other.in_lists == entry.in_lists


@pytest.mark.parametrize("has_same_times", [False, True])
def test_a_change_between_two_starts_is_seen(root, path, has_same_times, monkeypatch):
    start(root, path).scan()
    file = root / NAME
    before = file.stat()
    file.write_text(TOOL.replace("ship", "SHIP"))
    assert file.stat().st_size == before.st_size
    if has_same_times:
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    read, found = read_by(start(root, path), monkeypatch)

    assert read == [NAME]
    assert "SHIP" in found.library.entry("flag-visit").text
    assert found == LibraryFolder(root).scan()


def test_files_that_come_and_go_between_two_starts_are_seen(root, path, monkeypatch):
    start(root, path).scan()
    (root / NAME).unlink()
    (root / "tools" / "third.md").write_text(named("third"))
    (root / "sources" / "broken.yaml").write_text("sources: [")

    for times_read in (2, 1):  # what is faulty is read at each start, and told each time
        read, found = read_by(start(root, path), monkeypatch)
        assert len(read) == times_read
        assert found == LibraryFolder(root).scan()
        assert list(found.library.entries) == ["second", "third"]


def test_a_file_written_at_the_moment_of_the_look_is_read_again(root, path, monkeypatch):
    start(root, path, now_ns=time.time_ns).scan()

    read, _found = read_by(start(root, path), monkeypatch)

    assert len(read) == 4


def change_value(database):
    ((sha, value),) = database.execute(
        "SELECT sha256, value FROM content WHERE value LIKE '%flag-visit%'"
    ).fetchall()
    other = json.dumps({**json.loads(value), "owner": "Somebody else"})
    database.execute("UPDATE content SET value = ? WHERE sha256 = ?", (other, sha))


DAMAGE = {
    "another text": "UPDATE content SET text = replace(text, 'ship', 'tank')",
    "another revision": "UPDATE file SET revision = 'f' || substr(revision, 2)",
    "no content": "DELETE FROM content",
    "no rows": "DELETE FROM file",
    "another seal": "UPDATE content SET seal = ''",
    "no table": "DROP TABLE content",
    "another hash": "UPDATE file SET sha256 = 'abc'",
    "no status": "UPDATE file SET status = 'x', own_status = 'x' WHERE revision <> ''",
    "no day of review": "UPDATE file SET review_by = 'x' WHERE revision <> ''",
    "a better status": "UPDATE file SET status = 'approved' WHERE revision <> ''",
    "a later review": "UPDATE file SET review_by = '2099-01-01' WHERE revision <> ''",
}


@pytest.mark.parametrize("damage", [*DAMAGE, "another value"])
def test_what_does_not_agree_with_itself_is_not_believed(root, path, damage):
    start(root, path).scan()
    database = sqlite3.connect(path)
    if damage in DAMAGE:
        database.execute(DAMAGE[damage])
    else:
        change_value(database)
    database.commit()
    database.close()

    for _time in range(2):
        library = start(root, path).scan().library
        found, read = library.entry("flag-visit"), LibraryFolder(root).scan().library
        assert found.in_lists == read.entry("flag-visit").in_lists
        assert (found.item, found.text) == (tool(), TOOL)
        assert list(library.sources) == ["log-1907"]


@pytest.mark.parametrize("rest", [b"", b"SQLite format 3\0", b"nonsense " * 2000])
def test_a_damaged_file_is_made_anew(root, path, rest, monkeypatch):
    start(root, path).scan()
    path.write_bytes(rest)

    read, found = read_by(start(root, path), monkeypatch)
    again = [read_by(start(root, path), monkeypatch)[0] for _time in range(2)][-1]

    assert (len(read), again) == (4, [])
    assert found == LibraryFolder(root).scan()


def test_a_page_of_nonsense_in_the_file_harms_nothing(root, path):
    start(root, path).scan()
    data = bytearray(path.read_bytes())
    for first in range(4096, len(data), 4096):
        path.write_bytes(data[:first] + os.urandom(4096) + data[first + 4096 :])
        for _time in range(2):
            assert start(root, path).scan() == LibraryFolder(root).scan()


def test_another_library_is_never_taken_for_this_one(root, path, tmp_path, monkeypatch):
    start(root, path).scan()
    other = tmp_path / "other"
    shutil.copytree(root, other)
    assert memory_file(tmp_path / "cache", other) != path
    moved = memory_file(tmp_path / "cache", other)
    shutil.copy(path, moved)

    read, _found = read_by(start(other, moved), monkeypatch)

    assert len(read) == 4


def test_another_state_of_the_program_reads_everything_again(root, path, monkeypatch):
    start(root, path).scan()

    read, _found = read_by(start(root, path, made_by="the next version"), monkeypatch)

    assert len(read) == 4


@pytest.mark.posix
def test_what_others_may_write_is_not_believed(root, path, monkeypatch):
    start(root, path).scan()
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o666)

    read, _found = read_by(start(root, path), monkeypatch)

    assert len(read) == 4
    assert path.stat().st_mode & 0o777 == 0o600


def test_while_another_program_writes_the_library_is_read(root, path):
    start(root, path).scan()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    found = start(root, path).scan()

    assert found.library.entry("flag-visit").item == tool()
    other.execute("ROLLBACK")
    other.close()


def test_where_nothing_can_be_kept_the_library_is_read(root, tmp_path):
    (tmp_path / "file").write_text("")

    found = start(root, tmp_path / "file" / "memory.sqlite3").scan()

    assert found == LibraryFolder(root).scan()


def test_a_memory_that_cannot_be_written_is_read(root, path, monkeypatch):
    start(root, path).scan()
    (root / NAME).write_text(TOOL.replace("ship", "SHIP"))
    usual = sqlite3.connect

    def read_only(file, **more):
        return usual(f"file:{file}?mode=ro", uri=True, **more)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    for _time in range(2):
        read, found = read_by(start(root, path), monkeypatch)
        assert read == [NAME]
        assert "SHIP" in found.library.entry("flag-visit").text
        assert found.library.entry("second").text == named("second")


def test_a_look_keeps_what_it_saw_while_others_write_and_look(root, path):
    found = start(root, path).scan()
    (root / NAME).write_text(TOOL.replace("ship", "SHIP"))
    newer = start(root, path).scan()

    assert "SHIP" in newer.library.entry("flag-visit").text
    assert found.library.entry("flag-visit").text == TOOL
    assert found.library.entry("flag-visit").item == tool()


def test_without_its_memory_a_changed_file_is_not_taken_for_what_it_was(root, path):
    found = start(root, path).scan()
    (root / NAME).write_text(TOOL.replace("ship", "SHIP"))
    database = sqlite3.connect(path)
    database.execute("DELETE FROM content")
    database.commit()
    database.close()

    assert found.library.entry("second").text == named("second")
    with pytest.raises(FileChangedError):
        _item = found.library.entry("flag-visit").item


def test_without_its_row_a_file_that_is_no_item_any_more_is_told(root, path):
    start(root, path).scan()
    database = sqlite3.connect(path)
    database.execute("UPDATE file SET seal = '' WHERE revision <> ''")
    database.commit()
    database.close()

    found = start(root, path).scan()
    (root / NAME).write_text("no item")
    with pytest.raises(FileChangedError):
        _entry = found.library.entry("flag-visit")


def test_what_is_closed_is_opened_for_who_still_asks(root, path):
    folder = start(root, path)
    found = folder.scan()
    folder.close()

    assert found.library.entry("flag-visit").item == tool()
