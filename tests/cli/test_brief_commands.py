"""A brief from its first line to the file that leaves the building, on the command line."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefbuilder.storage.brief_file import read_brief
from helpers.cli_samples import Terminal, change


def test_a_brief_is_started_with_an_item_in_it(terminal: Terminal):
    out = terminal.done(
        *("new", "a.brief", "--template", "think-tank-policy-brief", "--title", "Port visit"),
        *("--field", "author=A. Clerk", "--marking", "LOW", "--scheme", "test-scheme"),
        *("--place", "suez-1956:summary,what-happened", "--in", "precedent"),
        *("--place", "naval-presence", "--in", "options"),
    )
    shown = terminal.done("show", "a.brief")

    assert out.startswith("a.brief: started from Policy brief with 2 placed items.")
    assert "Port visit\nthink-tank-policy-brief · draft 1 · LOW · en-GB\n" in shown
    assert "author: A. Clerk\n" in shown
    assert "suez-1956 (summary, what-happened)" in shown
    assert "naval-presence (whole)" in shown
    assert "  suez-1956@" in shown


def test_a_brief_is_shown_to_programs_as_json(terminal: Terminal):
    shown = json.loads(terminal.done("show", terminal.new_brief(), "--json"))

    assert shown["title"] == "Port visit"
    assert shown["marking"] == {"scheme": "test-scheme", "level": "LOW", "caveats": []}
    (block,) = [block for section in shown["sections"] for block in section["blocks"]]
    assert (block["type"], block["item"]) == ("item", "suez-1956")
    assert shown["pins"][0]["revision"] == block["revision"]


def test_a_brief_is_shown_with_no_library_at_hand(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.library.rename(terminal.folder / "elsewhere")

    assert "Suez Crisis" in terminal.done("show", brief)


def test_the_check_says_what_is_to_be_mended_and_where(terminal: Terminal):
    ran = terminal.run("check", terminal.new_brief(), "--quick")

    assert ran.code == 1
    assert "sections in-brief, " in ran.out
    assert "sections are empty; the form requires them." in ran.out
    assert "question A1: error: Question A1 blocks the brief" in ran.out
    assert ran.out.splitlines()[-1].startswith(str(terminal.folder / "a.brief"))
    assert ran.err == ""


def test_the_check_speaks_json_and_of_several_briefs(terminal: Terminal):
    briefs = [terminal.new_brief("a.brief"), terminal.new_brief("b.brief")]
    ran = terminal.run("check", "--quick", "--json", *briefs)

    assert ran.code == 1
    first, second = json.loads(ran.out)
    assert [first["file"], second["file"]] == [str(path) for path in briefs]
    assert first["counts"]["error"] == len(
        [one for one in first["findings"] if one["severity"] == "error"]
    )
    assert {"rule", "severity", "place", "sentence", "remedy", "group"} == set(first["findings"][0])
    empty = [one for one in first["findings"] if one["group"] == "sections-empty"]
    assert len(empty) > 1  # each of them, where the text tells them in one line


def test_one_unreadable_brief_hides_no_other(terminal: Terminal):
    (terminal.folder / "broken.brief").write_text("not a brief")
    ran = terminal.run("check", "--quick", "broken.brief", terminal.new_brief())

    assert ran.code == 1
    assert ran.err.startswith("broken.brief: ")
    assert "question A1" in ran.out


@pytest.mark.slow
def test_the_check_measures_the_printed_pages(terminal: Terminal):
    long = "A line that takes its room on the page. " * 60
    change(terminal.library / "tools" / "naval-presence.md", "Interest.", long)
    terminal.done(
        *("new", "long.brief", "--template", "think-tank-policy-brief", "--title", "Long"),
        *("--place", "naval-presence:what-it-signals", "--in", "in-brief"),
    )
    ran = terminal.run("check", "long.brief")

    assert "section in-brief: error: In brief prints on" in ran.out
    assert "the form allows 9" in ran.out


@pytest.mark.slow
def test_a_question_is_answered_and_a_gap_gets_advice(terminal: Terminal):
    brief = terminal.new_brief()
    out = terminal.done("answer", brief, "a1", "partly", "--detail", "A draft", "--closes", "Desk")

    assert out.startswith("A1: partly. Is there an objective?\n  Write it down.\n")
    assert "naval-presence: Naval presence (recommended for this question" in out
    assert "1 of 2 answered; 1 gap blocks the brief." in out
    assert "A1  partly  A draft" in terminal.done("show", brief)

    answered = json.loads(
        terminal.done("answer", brief, "A1", "yes", "--evidence", "A paper", "--json")
    )
    assert answered == {
        "question": "A1",
        "state": "closed",
        "overridden": False,
        "answered": 1,
        "applicable": 2,
        "blocking": 0,
        "recommended": [],
    }


def test_an_answer_names_who_gave_it_and_when(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("answer", brief, "A2", "n/a", "--reason", "Nobody sails")
    (answer,) = json.loads(terminal.done("show", brief, "--json"))["answers"]

    assert (answer["by"], answer["on"], answer["reason"]) == (
        "A. Clerk",
        "2026-11-23",
        "Nobody sails",
    )


def changed_library(terminal: Terminal) -> Path:
    """A brief, and a library that has changed since."""
    brief = terminal.new_brief()
    change(terminal.library / "case-studies" / "suez-1956.md", "on 26 July 1956", "in July 1956")
    return brief


def test_a_newer_library_text_is_reported_and_not_taken(terminal: Terminal):
    brief = changed_library(terminal)
    before = brief.read_bytes()
    out = terminal.done("update", brief)

    assert "What happened" in out
    assert "The canal was nationalised [-on 26-]{+in+} July 1956" in out
    assert brief.read_bytes() == before
    assert "pin-behind" in terminal.run("check", brief, "--quick", "--json").out


@pytest.mark.parametrize("choice", [["--accept", "suez-1956"], ["--all"]])
def test_a_newer_library_text_is_taken_when_accepted(terminal: Terminal, choice: list[str]):
    brief = changed_library(terminal)
    ran = terminal.run("update", brief, *choice)

    assert ran.code == 0
    assert ran.err.endswith("accepted suez-1956; the brief is saved.\n")
    assert "the library has no newer text" in terminal.done("update", brief)


def test_a_newer_library_text_can_be_declined(terminal: Terminal):
    brief = changed_library(terminal)
    terminal.run("update", brief, "--keep", "suez-1956", "--reason", "Cleared as it stands")

    assert "(seen, and kept as it is)" in terminal.done("update", brief)
    assert "pin-behind" not in terminal.run("check", brief, "--quick", "--json").out


def test_a_change_outside_the_words_is_told_as_such(terminal: Terminal):
    brief = terminal.new_brief()
    change(
        terminal.library / "case-studies" / "suez-1956.md", "as_at: 2026-11-01", "as_at: 2026-11-02"
    )

    assert "The words are the same" in terminal.done("update", brief)


def test_differences_are_given_to_programs(terminal: Terminal):
    (behind,) = json.loads(terminal.done("update", changed_library(terminal), "--json"))
    (part,) = behind["differences"]

    assert (behind["item"], part["part"]) == ("suez-1956", "what-happened")
    assert {"run": "removed", "text": "on 26"} in part["runs"]


@pytest.mark.slow
def test_the_brief_remembers_which_draft_has_left(terminal: Terminal):
    brief = terminal.new_brief()
    assert "draft 1" in terminal.done("export", brief, "--to", "html", "-o", ".")
    remembered = brief.read_bytes()
    assert "draft 1" in terminal.done("export", brief, "--to", "docx", "-o", ".")
    assert brief.read_bytes() == remembered  # the same words: there is nothing new to write
    terminal.done("answer", brief, "A1", "no")
    assert "draft 2" in terminal.done("show", brief)
    ran = json.loads(terminal.done("export", brief, "--to", "html", "-o", ".", "--json"))
    assert (ran["draft"], Path(ran["file"]).name.endswith("draft-2.html")) == (2, True)
    chosen = terminal.done("export", brief, "--to", "html", "-o", ".", "--draft", "7")
    assert "draft-7.html: draft 7" in chosen
    assert "draft 7" in terminal.done("show", brief)
    wrong = terminal.run("export", brief, "--copy", "release", "--draft", "2", "-o", "x.pdf")
    assert (wrong.code, "no draft number" in wrong.err) == (2, True)
    assert terminal.run("export", brief, "--draft", "0").code == 2


@pytest.mark.slow
def test_a_brief_that_somebody_saves_meanwhile_keeps_their_words(terminal: Terminal):
    brief = terminal.new_brief()
    here = terminal.surroundings
    colleagues = [terminal]

    def now() -> dt.datetime:
        """The time, which somebody else uses to save the same brief."""
        if colleagues:
            colleagues.pop().done("answer", brief, "A1", "no")
        return here.now()

    busy = replace(terminal, surroundings=replace(here, now=now))
    ran = busy.run("export", brief, "--to", "html", "-o", "a.html")
    assert (ran.code, (terminal.folder / "a.html").exists()) == (0, True)
    assert "does not remember that this was draft 1" in ran.err
    assert [one.question for one in read_brief(brief).brief.answers] == ["A1"]


@pytest.mark.slow
def test_a_draft_is_exported_and_never_over_another_file(terminal: Terminal):
    brief = terminal.new_brief()
    out = terminal.done("export", brief, "-o", "out.pdf")

    assert out.startswith("out.pdf: draft 1, ")
    assert Path("out.pdf").read_bytes().startswith(b"%PDF-")
    again = terminal.run("export", brief, "-o", "out.pdf")
    assert (again.code, again.out) == (1, "")
    assert "exists already" in again.err
    receipt = json.loads(terminal.done("export", brief, "-o", "out.pdf", "--overwrite", "--json"))
    assert receipt["file"] == "out.pdf"
    assert receipt["pages"] >= 1
    assert len(receipt["sha256"]) == 64


@pytest.mark.slow
def test_the_ending_chooses_the_format_and_a_folder_gets_a_name(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("export", brief, "-o", "out.docx")
    Path("outbox").mkdir()
    terminal.done("export", brief, "-o", "outbox", "--to", "html", "--no-annex")

    assert Path("out.docx").read_bytes().startswith(b"PK")
    (page,) = Path("outbox").iterdir()
    assert page.name == "port-visit-low-draft-1.html"
    assert "<html" in page.read_text()


def complete_brief(terminal: Terminal) -> Path:
    """A brief without an error."""
    fields = ("--field", "standfirst=What we found.", "--field", "author=A. Clerk")
    sections = ("in-brief", "problem", "evidence", "recommendations")
    placed = [word for one in sections for word in ("--place", "suez-1956:summary", "--in", one)]
    brief = terminal.new_brief("clear.brief", *fields, *placed)
    terminal.done("answer", brief, "A1", "yes", "--evidence", "Paper of 3 November.")
    return brief


@pytest.mark.slow
def test_a_record_copy_is_verified_and_an_altered_one_is_found_out(terminal: Terminal):
    brief = complete_brief(terminal)
    terminal.done("check", brief)
    terminal.done("export", brief, "--copy", "record", "-o", "record.pdf")
    out = terminal.done("verify", "record.pdf")

    assert "record.pdf: intact. This is the record copy that A. Clerk issued" in out
    assert "carried inside" in out
    assert "pin     suez-1956@" in out

    outline = terminal.done("show", "record.pdf")
    assert outline == terminal.done("show", brief)
    terminal.done("check", "--quick", "record.pdf")
    assert "never changed" in terminal.run("answer", "record.pdf", "A1", "no").err

    data = Path("record.pdf").read_bytes()
    Path("altered.pdf").write_bytes(data + b"\n% and one more thing\n")
    altered = terminal.run("verify", "altered.pdf", "--json")
    assert altered.code == 1
    assert json.loads(altered.out)["verdict"] == "altered"


def test_templates_are_listed_with_what_their_sections_ask(terminal: Terminal):
    told = terminal.run("templates")
    listed = json.loads(terminal.run("templates", "--json").out)
    out = told.out

    assert told.code == 0
    assert 'The library has no marking scheme "' in told.err  # the forms name others than its own
    assert "think-tank-policy-brief  Policy brief, A4" in out
    assert "--in in-brief  In brief, required; at most 9 lines" in out
    assert {"uk-ministerial-submission", "us-army-information-paper"} < {
        one["id"] for one in listed
    }
    assert listed[0]["sections"][0]["required"] is True


def test_the_window_is_asked_for_with_what_it_is_to_open(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done()
    terminal.done("open")
    terminal.done("open", brief, "--library", terminal.library)

    assert terminal.windows == [(None, None), (None, None), (brief, terminal.library)]
