"""Several briefs exported by one command line: two at a time, and one that fails stops no other."""

import json
from pathlib import Path

import pytest

from helpers.cli_samples import Terminal

pytestmark = pytest.mark.slow


def test_each_brief_is_written_and_one_that_fails_stops_no_other(terminal: Terminal):
    first, second = _brief(terminal, "a", "Port visit"), _brief(terminal, "b", "Air bridge")
    namesake = _brief(terminal, "c", "Port visit")
    (terminal.folder / "broken.brief").write_text("not a brief")
    out = terminal.folder / "out"
    out.mkdir()

    ran = terminal.run(
        "export", first, "broken.brief", second, namesake, "nowhere.brief", "-o", out
    )

    assert ran.code == 2  # the worst of them: one file is not there
    written = [line.split(":")[0] for line in ran.out.splitlines() if "draft 1" in line]
    assert [Path(one).name for one in written] == [
        "port-visit-low-draft-1.pdf",
        "air-bridge-low-draft-1.pdf",
    ]
    assert sorted(one.name for one in out.iterdir()) == sorted(Path(one).name for one in written)
    assert "broken.brief: " in ran.err
    assert f"{namesake}: Its copy would have the same name as that of {first}, " in ran.err
    assert "nowhere.brief: There is no such file." in ran.err
    assert ran.err.splitlines()[-1] == "briefbuilder: 2 of 5 briefs were written."
    for brief in (first, second):  # each remembers what has left
        terminal.done("answer", brief, "A1", "no")
        assert "draft 2" in terminal.done("show", brief)


def test_programs_get_a_list_in_the_order_that_was_asked(terminal: Terminal):
    briefs = [_brief(terminal, name, f"Brief {name}") for name in ("b", "a")]

    told = json.loads(terminal.done("export", *briefs, "--to", "docx", "--json"))

    assert [one["brief"] for one in told] == [str(brief) for brief in briefs]
    assert [Path(one["file"]).name for one in told] == [
        "brief-b-low-draft-1.docx",
        "brief-a-low-draft-1.docx",
    ]
    assert all(Path(one["file"]).exists() for one in told)


def test_a_brief_that_is_not_clear_leaves_the_others_to_leave(terminal: Terminal):
    open_one, other = _brief(terminal, "a", "One"), _brief(terminal, "b", "Other")

    ran = terminal.run("export", open_one, other, "--copy", "record")

    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("A record copy needs a brief without errors") == 2
    assert not list(terminal.folder.glob("*.pdf"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "all.pdf"), "all.pdf: The copies of several briefs go into a folder"),
        (("--title", "T", "--ceiling", "LOW"), "--title: A title is given to the copy of one"),
        (("--title", "T"), "--title: Only a copy with a --ceiling"),
        (("--copy", "release", "--annex"), "--annex: A release copy never holds"),
    ],
)
def test_what_is_meant_for_one_copy_is_refused_before_any_is_made(
    terminal: Terminal, options: tuple[str, ...], said: str
):
    ran = terminal.run("export", "a.brief", "b.brief", *options)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert "no such file" not in ran.err


def _brief(terminal: Terminal, name: str, title: str) -> Path:
    path = terminal.folder / f"{name}.brief"
    terminal.done(
        *("new", path, "--template", "think-tank-policy-brief", "--title", title),
        *("--marking", "LOW", "--scheme", "test-scheme"),
        *("--place", "suez-1956:summary", "--in", "precedent"),
    )
    return path
