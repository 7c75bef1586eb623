"""Limits of files at exactly the limit, and changes of lists that keep a person's comments."""

import re
from pathlib import Path

import pytest

from briefbuilder.errors import InvalidFileError
from briefbuilder.storage.checked_zip import ZipLimits, pack, unpack
from briefbuilder.storage.item_file import change_item, parse_item
from briefbuilder.storage.register import RegisterEntry, write_register
from briefbuilder.storage.safe_read import read_bytes_safely
from helpers.storage_samples import zipped

ANY_NAME = re.compile(r"[A-Za-z]+")


@pytest.mark.parametrize(("limit", "fits"), [(10, True), (9, False)])
def test_a_file_of_exactly_the_largest_size_is_read(tmp_path, limit, fits):
    file = tmp_path / "file"
    file.write_bytes(b"x" * 10)
    if fits:
        assert read_bytes_safely(file, limit=limit) == b"x" * 10
    else:
        with pytest.raises(InvalidFileError, match="more than the 9 bytes allowed"):
            read_bytes_safely(file, limit=limit)


def test_a_file_that_tells_no_size_is_read_up_to_the_limit():
    # /proc says of each file that it is empty, as does a pipe behind a network drive.
    file = Path("/proc/version")
    size = len(file.read_bytes())
    assert file.stat().st_size == 0
    assert len(read_bytes_safely(file, limit=size)) == size
    with pytest.raises(InvalidFileError, match="allowed"):
        read_bytes_safely(file, limit=size - 1)


@pytest.mark.parametrize(("most", "fits"), [(2, True), (1, False)])
def test_an_archive_may_hold_as_many_entries_as_the_limit_says(most, fits):
    data = pack({"one": b"1", "two": b"2"})
    if fits:
        assert unpack(data, "f", allowed=ANY_NAME, limits=ZipLimits(entries=most))
    else:
        with pytest.raises(InvalidFileError, match="holds 2 entries; at most 1"):
            unpack(data, "f", allowed=ANY_NAME, limits=ZipLimits(entries=most))


@pytest.mark.parametrize("names", [("note", "NOTE"), ("NOTE", "note")])
def test_names_that_differ_in_case_only_are_one_name(names):
    with pytest.raises(InvalidFileError, match=f'"{names[1]}" twice'):
        unpack(zipped([(name, b"1") for name in names]), "f", allowed=ANY_NAME)


def test_the_copies_of_one_second_are_numbered_from_two(tmp_path):
    entry = RegisterEntry(
        brief="0" * 32,
        title="T",
        draft=1,
        copy="release",
        file="t.pdf",
        template="memo",
        pins=(),
        sha256="cd" * 32,
        identifier="ef" * 16,
        at="2026-11-22T10:30:00+00:00",
        by="J. Doe",
    )
    names = [write_register(tmp_path, entry).name for _ in range(3)]
    stem = "20261122103000-cdcdcdcdcdcdcdcd"
    assert names == [f"{stem}.yaml", f"{stem}-2.yaml", f"{stem}-3.yaml"]


WITH_COMMENTS = """\
---
format: briefbuilder-item
version: 1
id: flag-visit
kind: background
title: Flag visit
summary: A warship calls.
status: in-review   # since Tuesday
owner: Desk
as_at: 2026-11-01
review_by: 2027-11-01
lang: en
related:
  # the oldest comes first
  - one   # asked for by legal
  - two

  - three   # see the minute
---
## In brief
Words.

## What is known
Words.

## What it means for a brief
Words.
"""


@pytest.mark.parametrize(
    "related",
    [
        ("one", "zwei", "new", "newer", "three"),
        ("uno", "due", "tre", "quattro"),
        ("new", "one", "two", "three"),
        ("one", "three", "new"),
        ("one", "two", "three", "new"),
        ("zwei", "new", "three"),
    ],
)
def test_a_changed_list_keeps_the_lines_of_its_other_entries_and_every_comment(related):
    item = parse_item(WITH_COMMENTS, "x.md")
    text = change_item(WITH_COMMENTS, item.model_copy(update={"related": related}))
    assert parse_item(text, "x.md").related == related
    before, _, rest = WITH_COMMENTS.partition("  - one")
    assert text.startswith(before)
    assert text.endswith(rest[rest.index("---\n## In brief") :])
    for entry in ("one", "two", "three"):
        line = next(one for one in WITH_COMMENTS.splitlines() if one.startswith(f"  - {entry}"))
        assert (line in text.splitlines()) is (entry in related), line
    assert [one for one in related if f"  - {one}" not in text] == []
