"""A shared folder may hold anything; only regular files of a bounded size are read from it."""

import os
import socket

import pytest

from briefbuilder.errors import InvalidFileError, NotFoundError, StorageError
from briefbuilder.storage.safe_read import (
    decode,
    read_bytes_safely,
    read_text_safely,
    size_in_words,
)
from helpers.not_root import PERMISSIONS_COUNT

LIMIT = 1024


@pytest.fixture
def root(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "file.md").write_text("words", encoding="utf-8")
    return tmp_path / "inside"


def refusal(path, root=None, limit=LIMIT):
    with pytest.raises(InvalidFileError) as caught:
        read_bytes_safely(path, root=root, limit=limit)
    return str(caught.value)


def test_a_regular_file_is_read(root):
    assert read_bytes_safely(root / "file.md", root=root, limit=LIMIT) == b"words"
    assert read_text_safely(root / "file.md", root=root) == "words"


@pytest.mark.posix
def test_a_named_pipe_is_refused_and_does_not_wait(root):
    os.mkfifo(root / "pipe.md")

    assert refusal(root / "pipe.md", root) == "pipe.md: This is a named pipe, not a regular file."


def test_a_link_is_refused_inside_a_folder(root, tmp_path):
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (root / "link.md").symlink_to(tmp_path / "secret")

    assert (
        refusal(root / "link.md", root) == "link.md: This is a link; links are not followed here."
    )


@pytest.mark.posix
def test_a_link_to_an_endless_device_is_refused(root):
    (root / "zero.md").symlink_to("/dev/zero")

    assert "This is a link" in refusal(root / "zero.md", root)
    assert "This is a device, not a regular file." in refusal(root / "zero.md")


def test_a_folder_that_is_a_link_is_not_entered(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text("secret", encoding="utf-8")
    (root / "tools").symlink_to(tmp_path / "elsewhere")

    assert "behind a link" in refusal(root / "tools" / "secret.md", root)


def test_a_sparse_file_of_eight_gibibytes_is_refused_before_it_is_read(root):
    with (root / "sparse.md").open("wb") as file:
        file.truncate(8 << 30)

    assert refusal(root / "sparse.md", root) == (
        "sparse.md: The file has 8,192 MiB, which is more than the 1 KiB allowed."
    )


@pytest.mark.posix
def test_a_socket_is_refused(root, monkeypatch):
    monkeypatch.chdir(root)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")

        assert "not a regular file" in refusal(root / "socket.md", root)


def test_a_folder_is_refused(root):
    (root / "folder.md").mkdir()

    assert "This is a folder, not a regular file." in refusal(root / "folder.md", root)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../secret", "", "a\0b"])
def test_a_file_outside_the_folder_is_refused(root, name):
    assert "outside the folder" in refusal(type(root)(name), root)


def test_a_missing_file_is_named(root):
    with pytest.raises(NotFoundError, match=r"^none\.md: There is no such file\.$"):
        read_bytes_safely(root / "none.md", root=root, limit=LIMIT)


@pytest.mark.skipif(not PERMISSIONS_COUNT, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(root):
    (root / "file.md").chmod(0)

    with pytest.raises(StorageError, match="cannot be read: you may not read it"):
        read_bytes_safely(root / "file.md", root=root, limit=LIMIT)


def test_a_file_that_grows_while_it_is_read_is_refused(root, monkeypatch):
    chunks = iter([b"x" * LIMIT, b"x"])
    monkeypatch.setattr(os, "read", lambda descriptor, size: next(chunks))

    assert "more than the 1 KiB allowed" in refusal(root / "file.md", root)


def test_a_chosen_file_is_read_through_a_link(root, tmp_path):
    (tmp_path / "link").symlink_to(root / "file.md")

    assert read_bytes_safely(tmp_path / "link", limit=LIMIT) == b"words"


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        ("café".encode("latin-1"), "x.md:1:1", 4),
        ("a: 1\nb: é".encode("utf-16-le"), "x.md:2:1", 17),
        (b"ok\nok\n\xff\xfe", "x.md:3:1", 7),
    ],
)
def test_what_is_not_utf_8_is_named_with_its_byte(data, place, byte):
    with pytest.raises(InvalidFileError) as caught:
        decode(data, "x.md")

    assert str(caught.value) == (
        f"{place}: The file is not UTF-8: byte {byte} cannot be read as text. "
        "Save it again with the encoding UTF-8."
    )


def test_sizes_are_words():
    assert [size_in_words(n) for n in (12, 2048, 1536, 3 << 20, 8 << 30)] == [
        "12 bytes",
        "2 KiB",
        "1.5 KiB",
        "3 MiB",
        "8,192 MiB",
    ]
