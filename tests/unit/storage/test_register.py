"""Each issued file has one entry for ever, and a damaged entry hides no other."""

from briefbuilder.domain.markings import Marking
from briefbuilder.storage.register import (
    RegisterEntry,
    scan_register,
    strike_entry,
    write_register,
)


def entry(**changes):
    values = {
        "brief": "0" * 32,
        "title": "Port visit: NO surprises\u200b",
        "draft": 3,
        "copy": "release",
        "file": "visit.pdf",
        "template": "memo",
        "marking": Marking(scheme="uk-gsc", level="OFFICIAL"),
        "pins": ("flag-visit@" + "ab" * 32,),
        "sha256": "cd" * 32,
        "identifier": "ef" * 16,
        "at": "2026-11-22T10:30:00+00:00",
        "by": "J. Doe",
    }
    return RegisterEntry(**(values | changes))


def test_an_entry_is_written_and_read_back(tmp_path):
    path = write_register(tmp_path / "register", entry())

    assert path.name == "20261122103000-cdcdcdcdcdcdcdcd.yaml"
    assert scan_register(tmp_path / "register")[0] == (entry(),)


def test_entries_come_oldest_first(tmp_path):
    write_register(tmp_path, entry(at="2027-01-01T00:00:00", title="Second"))
    write_register(tmp_path, entry(title="First"))

    assert [one.title for one in scan_register(tmp_path)[0]] == ["First", "Second"]


def test_an_entry_is_never_written_over(tmp_path):
    first = write_register(tmp_path, entry())
    second = write_register(tmp_path, entry(title="Another"))

    assert first != second
    assert {one.title for one in scan_register(tmp_path)[0]} == {entry().title, "Another"}


def test_an_entry_can_be_struck_while_its_copy_is_not_out(tmp_path):
    strike_entry(write_register(tmp_path, entry()))

    assert scan_register(tmp_path)[0] == ()


def test_a_damaged_entry_is_told_and_hides_no_other(tmp_path):
    write_register(tmp_path, entry())
    bad = write_register(tmp_path, entry(at="2027-01-01T00:00:00"))
    bad.write_text(bad.read_text(encoding="utf-8").replace("draft: 3", "draft: x"), "utf-8")

    entries, problems = scan_register(tmp_path)

    assert entries == (entry(),)
    assert str(problems[0]) == f'{bad.name}:5:1: "x" is not a whole number.'


def test_no_folder_is_an_empty_register(tmp_path):
    assert scan_register(tmp_path / "none")[0] == ()
