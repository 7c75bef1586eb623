"""briefbuilder doctor: how an installation stands, what fails, and what to do; no content."""

import json
import re

import pytest

pytestmark = pytest.mark.slow


def test_an_installation_in_order_is_well(terminal):
    out = terminal.done("doctor")

    assert out.endswith("All is well.\n")
    for line in (
        r"good +briefbuilder +\d",
        r"good +python +3\.\d+",
        r"good +weasyprint +70\.0",
        r"good +state folder .*: can be read and written",
        r"good +space for state +[\d,]+ MiB are free",
        r"good +library +\d+ items, \d+ sources?, \d+ checklists?, \d+ marking schemes?",
        r"good +templates +\d+ forms",
        r"good +fonts +\d+ files come with the forms",
        r"good +layout process +\d+ test pages? in \d+\.\d s",
    ):
        assert re.search(line, out), (line, out)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_said_of_each_point_stands_in_one_column(terminal, language):
    lines = terminal.done(f"--language={language}", "doctor").splitlines()

    starts = {
        re.match(r"\S+ +(?:\S+ )*\S* {2,}", line).end() for line in lines[:-1] if line[0] != " "
    }
    assert len(starts) == 1


def test_what_fails_says_where_and_what_to_do_and_quotes_nothing(terminal):
    library = terminal.folder / "faulty"
    (library / "tools").mkdir(parents=True)
    (library / "library.yaml").write_text(
        "format: briefbuilder-library\nversion: 1\nid: a\ntitle: Zqtitle\n"
    )
    (library / "tools" / "bad.md").write_text("---\nzqkey: zqvalue\n---\nZqwords.\n")

    ran = terminal.run("doctor", "--json", "--library", library)
    told = json.loads(ran.out)
    failing = [one for one in told["points"] if one["outcome"] == "fails"]

    assert ran.code == 1
    assert told["fails"] == len(failing) == 1
    assert failing[0]["topic"] == "library"
    assert re.search(r"0 items, .*first at tools/bad\.md:\d+:\d+", failing[0]["said"])
    assert failing[0]["remedy"] == "See what is wrong with: briefbuilder library check"
    assert "zq" not in ran.out.lower()


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(terminal):
    state = terminal.surroundings.folders.state
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_bytes(b"a file stands where the folder belongs")

    ran = terminal.run("doctor")

    assert ran.code == 1
    assert re.search(r"fails +state folder .*\n +Make the folder yours to write in", ran.out)
    assert re.search(r"good +layout process", ran.out)


def test_what_the_program_does_is_told_on_standard_error_when_asked_for(terminal):
    terminal.new_brief("zqfile.brief")

    ran = terminal.run("--debug", "check", "zqfile.brief")

    assert re.search(r"Z INFO \d+ briefbuilder\.app\.versions: Start: briefbuilder ", ran.err)
    assert re.search(r"briefbuilder\.app\.session: Brief \w+ opened, \d+ bytes", ran.err)
    assert re.search(r"briefbuilder\.render\.worker: Layout process \d+ started", ran.err)
    assert "Z INFO" not in terminal.run("check", "zqfile.brief").err
