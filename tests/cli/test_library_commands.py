"""The library is checked, searched, read and kept from the command line."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from briefbuilder.domain.statements import statement_hash
from helpers.cli_samples import Terminal, change


def test_a_sound_library_has_nothing_to_mend(terminal: Terminal):
    assert terminal.done("library", "check").endswith("library: 2 items, nothing to mend.\n")


def test_errors_and_warnings_stand_at_their_place(terminal: Terminal):
    item = terminal.library / "case-studies" / "suez-1956.md"
    change(item, "[@kyle-2011, p. 9]", "[@nobody]")
    change(item, "[@kyle-2011, p. 7]", "")
    ran = terminal.run("library", "check")

    (error,) = ran.err.splitlines()
    (warning,) = [line for line in ran.out.splitlines() if "warning: " in line]

    assert ran.code == 1
    assert re.match(re.escape(f"{item}:22:") + r"(\d+:)? The source \"@nobody\" is not", error)
    assert re.match(re.escape(f"{item}:28:") + r"(\d+:)? warning: A factual statement", warning)
    assert "2 items, 1 error, 1 warning." in ran.out


def test_a_waived_warning_is_shown_with_its_reason(terminal: Terminal):
    item = terminal.library / "case-studies" / "suez-1956.md"
    waiver = "closes: [A1]\nwaivers: [{rule: uncited-fact, reason: It is well known.}]"
    change(item, "[@kyle-2011, p. 7]", "")
    change(item, "closes: [A1]", waiver)
    out = terminal.done("library", "check")
    data = json.loads(terminal.done("library", "check", "--json"))

    assert "waived: A factual statement cites no source. Reason: It is well known." in out
    assert out.endswith("2 items, nothing to mend.\n")
    assert (data["problems"], data["waived"][0]["reason"]) == ([], "It is well known.")


def test_advice_is_counted_and_printed_on_request(terminal: Terminal):
    change(terminal.library / "case-studies" / "suez-1956.md", "[@kyle-2011, p. 7]", "[@kyle-2011]")
    out = terminal.done("library", "check")
    advised = terminal.done("library", "check", "--advice")

    assert "without saying where in it" not in out
    assert "  1 case-study item: 1 piece of advice\n" in out
    assert "  no-locator: 1\n" in out
    assert out.endswith("2 items, 1 piece of advice.\n")
    assert 'advice: A fact cites "@kyle-2011" without saying where in it.' in advised


def test_problems_are_given_to_programs(terminal: Terminal):
    change(terminal.library / "tools" / "naval-presence.md", "tags: [naval]", "tags: [boats]")
    ran = terminal.run("library", "check", "--json")

    assert ran.code == 1
    (problem,) = json.loads(ran.out)["problems"]
    assert (problem["file"], problem["line"]) == ("tools/naval-presence.md", 13)
    assert (problem["rule"], problem["severity"]) == ("unknown-name", "error")


@pytest.mark.slow
def test_each_item_is_measured_in_print(terminal: Terminal):
    item = terminal.library / "case-studies" / "suez-1956.md"
    change(item, "Much has changed since.", "Much has changed since. " * 250)
    form = ("--template", "think-tank-policy-brief")
    measured = terminal.done("library", "check", *form)
    quick = terminal.done("library", "check", "--quick", *form)

    assert re.search(r"warning: The item prints on \d\.\d\d pages of the form", measured)
    assert "(too-long)" in measured
    assert "(too-long)" not in quick
    assert "Nothing was said of lengths" in quick
    assert "Nothing was said of lengths" not in measured


@pytest.mark.slow
def test_items_are_printed_alone(terminal: Terminal):
    out = terminal.folder / "proofs"
    out.mkdir()
    asked = ("library", "proof", "-o", str(out), "--template", "uk-ministerial-submission")
    data = json.loads(terminal.done(*asked, "--json"))

    assert {one["item"] for one in data["proofs"]} == {"suez-1956", "naval-presence"}
    assert all(0 < one["pages"] < 1 for one in data["proofs"])
    assert all(Path(one["file"]).read_bytes()[:5] == b"%PDF-" for one in data["proofs"])
    again = terminal.run(*asked, "suez-1956")
    assert (again.code, "exists already" in again.err) == (1, True)
    assert re.search(
        r"suez-1956 +0\.\d\d pages\n", terminal.done(*asked, "suez-1956", "--overwrite")
    )


def test_a_proof_of_nothing_known_is_refused(terminal: Terminal):
    unknown = terminal.run("library", "proof", "no-such-item", "-o", str(terminal.folder))
    nowhere = terminal.run("library", "proof", "suez-1956", "-o", str(terminal.folder / "none"))

    assert (unknown.code, nowhere.code) == (2, 2)
    assert "There is no such folder." in nowhere.err


def test_a_warning_alone_is_no_failure(terminal: Terminal):
    later = terminal.at(dt.datetime(2030, 1, 1, tzinfo=dt.UTC))

    assert "warning: The review was due by 2027-11-01." in later.done("library", "check")


def test_items_are_found_by_words_and_filters(terminal: Terminal):
    assert terminal.done("library", "search", "canal").startswith("suez-1956  Suez Crisis  case-st")
    assert "naval-presence" in terminal.done("library", "search", "kind:tool", "sh")
    hits = json.loads(terminal.done("library", "search", "tag:naval", "--json"))
    assert [hit["id"] for hit in hits] == ["naval-presence", "suez-1956"]
    assert len(json.loads(terminal.done("library", "search", "--limit", "1", "--json"))) == 1


def test_a_search_without_a_hit_is_no_failure(terminal: Terminal):
    ran = terminal.run("library", "search", "submarine")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "briefbuilder library search: No item of the library fits.\n"


def test_overdue_items_are_found_on_the_day(terminal: Terminal):
    later = terminal.at(dt.datetime(2030, 1, 1, tzinfo=dt.UTC))

    assert terminal.run("library", "search", "status:overdue").out == ""
    assert "suez-1956" in later.done("library", "search", "status:overdue")


def test_an_item_is_shown_with_the_state_of_its_statements(terminal: Terminal):
    out = terminal.done("library", "show", "suez-1956")
    data = json.loads(terminal.done("library", "show", "suez-1956", "--json"))

    assert out.startswith("Suez Crisis\ncase-study, in-review, as at 1 November 2026")
    assert "0 of 3 factual statements checked" in out
    assert "What happened\nThe canal was nationalised" in out
    assert data["item"]["period"] == {"from": "1956-10-29", "to": "1956-11-07"}
    assert {one["state"] for one in data["statements"]} == {"unchecked", "judgement"}


def test_every_shelf_is_listed(terminal: Terminal):
    assert "naval-presence  tool, in-review        Naval presence" in terminal.done(
        "library", "list"
    )
    assert terminal.done("library", "list", "sources") == "kyle-2011  book  Suez\n"
    assert "2 questions" in terminal.done("library", "list", "checklists")
    assert "test-scheme  2 levels  Test scheme" in terminal.done("library", "list", "markings")
    for shelf in ("items", "sources", "checklists", "markings"):
        assert json.loads(terminal.done("library", "list", shelf, "--json"))[0]["id"]


def test_what_leans_on_an_item_or_a_source_is_named(terminal: Terminal):
    brief = terminal.new_brief()
    item = terminal.done("library", "where-used", "suez-1956", "--briefs", brief)
    source = terminal.done("library", "where-used", "kyle-2011", "--briefs", brief)

    assert "A1: Question A1 names it as a precedent that went badly." in item
    assert f"{brief}: Port visit places it, with the library's present text." in item
    assert "suez-1956: used in 3 places." in item
    assert "case-studies/suez-1956.md:19: Suez Crisis cites it." in source
    assert f"{brief}: Port visit cites it." in source


def test_the_status_of_the_library_and_of_an_item(terminal: Terminal):
    assert "1 case-study, 1 tool, 0 legal, 0 background" in terminal.done("library", "status")
    data = json.loads(terminal.done("library", "status", "--json"))
    assert data["statuses"]["in-review"] == 2
    assert data["per_item"]["suez-1956"] == {
        "facts": 3,
        "checked": 0,
        "unchecked": 3,
        "lapsed_checks": 0,
    }
    assert terminal.done("library", "status", "suez-1956") == (
        "suez-1956: case-study, in-review, as at 1 November 2026.\n"
    )


def test_the_shares_of_checked_statements_are_given_in_all_and_by_item(terminal: Terminal):
    checks = "closes: [A1]\nchecks:\n" + "".join(
        f"  - {{statement: {digits}, by: A. Curator, on: 2026-11-03, grade: A1}}\n"
        for digits in (statement_hash("The forces were withdrawn [@kyle-2011, p. 9]."), "0" * 12)
    )
    change(terminal.library / "case-studies" / "suez-1956.md", "closes: [A1]\n", checks)
    out = terminal.done("library", "status")

    assert "  1 of 5 factual statements checked (20%), 4 unchecked, 1 check lapsed\n" in out
    assert "  suez-1956       1 of 3 factual statements checked (33%), 2 unchecked, 1 " in out
    assert "  naval-presence  0 of 2 factual statements checked (0%), 2 unchecked, 0 " in out


def test_an_item_is_approved_and_withdrawn(terminal: Terminal):
    item = terminal.library / "case-studies" / "suez-1956.md"
    before = item.read_text()

    said = terminal.done("library", "status", "suez-1956", "approved", "--why", "Read by two.")
    assert "Approved by " in said
    assert said.endswith(": Read by two.\n")
    after = item.read_text()
    assert [line for line in before.splitlines() if line not in after.splitlines()] == [
        "version: 1",
        "status: in-review",
    ]
    terminal.done("library", "status", "suez-1956", "withdrawn", "--because", "It was wrong.")
    approval, withdrawal = terminal.done("library", "status", "suez-1956").splitlines()[1:]
    assert approval.startswith("Was approved by ")
    assert withdrawal.startswith("Set to withdrawn by ")
    assert withdrawal.endswith(" on 23 November 2026: It was wrong.")
    assert "Withdrawn: It was wrong." in terminal.done("library", "show", "suez-1956")
    assert "is withdrawn" not in terminal.done("library", "check")

    terminal.done("library", "status", "suez-1956", "in-review", "--why", "It was right.")
    text = item.read_text()
    assert "withdrawn_because" not in text
    reasons = [text.index(why) for why in ("Read by two.", "It was wrong.", "It was right.")]
    assert reasons == sorted(reasons)


def test_no_status_changes_without_a_reason(terminal: Terminal):
    ran = terminal.run("library", "status", "suez-1956", "approved")

    assert ran.code == 2
    assert "Say why the status is changed" in ran.err
    assert "status: in-review" in (terminal.library / "case-studies" / "suez-1956.md").read_text()


def test_an_item_with_errors_is_not_approved_and_each_is_named(terminal: Terminal):
    item = terminal.library / "case-studies" / "suez-1956.md"
    change(item, "closes: [A1]", "closes: [A1, A8, A9]")
    before = item.read_text()
    ran = terminal.run("library", "status", "suez-1956", "approved", "--why", "Read by two.")

    assert ran.code == 1
    assert "2 errors and cannot be approved" in ran.err
    assert '"A8" is not in the checklists' in ran.err
    assert '"A9" is not in the checklists' in ran.err
    assert item.read_text() == before


def test_an_approval_does_not_outlive_an_edit_made_outside(terminal: Terminal):
    item = terminal.library / "case-studies" / "suez-1956.md"
    terminal.done("library", "status", "suez-1956", "approved", "--why", "Read by two.")
    change(item, "The forces were withdrawn", "The forces were taken home")

    assert "status: approved" in item.read_text()
    shown = terminal.done("library", "show", "suez-1956")
    assert "case-study, in-review" in shown
    assert re.search(r"It calls itself approved and is not\. On \d+ \w+ 20\d\d ", shown)
    checked = terminal.run("library", "check", "--json")
    problems = json.loads(checked.out)["problems"]
    assert "approval-lapsed" in [problem["rule"] for problem in problems]


def test_another_library_is_named_with_an_option(terminal: Terminal, tmp_path: Path):
    other = tmp_path / "other"
    terminal.library.rename(other)

    assert "2 items" in terminal.done("library", "check", "--library", other)


def test_a_library_that_is_partly_unreadable_is_used_and_said_to_be(terminal: Terminal):
    (terminal.library / "tools" / "naval-presence.md").write_text("no item")
    ran = terminal.run("library", "list")

    assert ran.code == 0
    assert ran.out.startswith("suez-1956")
    assert ran.err == (
        f"{terminal.library}: What cannot be read in 1 file of the library is left out. "
        "See briefbuilder library check.\n"
    )


def test_a_file_with_one_bad_entry_is_not_said_to_be_left_out(terminal: Terminal):
    brief = terminal.new_brief()
    checklist = terminal.library / "checklists" / "civil-military-alignment.yaml"
    change(checklist, "severity: blocking", "severity: bloking")
    (terminal.library / "tools" / "naval-presence.md").write_text("no item")
    ran = terminal.run("answer", brief)

    assert "A2" in ran.out
    assert "What cannot be read in 2 files of the library is left out." in ran.err


COVERAGE = """\
format: briefbuilder-coverage
version: 1
title: What it covers
subjects:
  - {label: Signals, items: [suez-1956]}
  - {label: Ships, items: [naval-presence], questions: [A1]}
"""


def test_what_the_library_covers_is_printed_and_written(terminal: Terminal):
    (terminal.library / "coverage.yaml").write_text(COVERAGE)
    page = terminal.done("library", "coverage")
    data = json.loads(terminal.done("library", "coverage", "--json"))
    written = terminal.done("library", "coverage", "--write")

    assert "| **Ships** | [naval-presence](tools/naval-presence.md) | A1 | – |" in page
    assert [item["is_findable"] for item in data["items"]] == [True, True]
    assert written == f"{terminal.library / 'COVERAGE.md'}: written.\n"
    assert (terminal.library / "COVERAGE.md").read_text() == page
    assert "nothing to mend" in terminal.done("library", "check")


def test_what_the_library_covers_is_printed_in_the_users_language(terminal: Terminal):
    (terminal.library / "coverage.yaml").write_text(COVERAGE)
    page = terminal.done("--language=fr", "library", "coverage")
    terminal.done("--language=fr", "library", "coverage", "--write")

    assert "## Comment" in page
    assert "How each item is found" not in page
    assert "# What it covers" in page, "the library's own words stay"
    assert "How each item is found" in (terminal.library / "COVERAGE.md").read_text()


def test_a_hole_in_what_is_covered_is_a_failure(terminal: Terminal):
    (terminal.library / "coverage.yaml").write_text(COVERAGE.replace("[suez-1956]", "[]"))
    ran = terminal.run("library", "coverage", "--write")

    assert ran.code == 1
    assert ran.err == (
        f'{terminal.library}/coverage.yaml: subjects[0]: No item treats "Signals". '
        "Name one, or write one.\n"
    )


def test_a_library_may_say_nothing_of_what_it_covers(terminal: Terminal):
    ran = terminal.run("library", "coverage")

    assert ran.code == 2
    assert "The library has no coverage.yaml" in ran.err
