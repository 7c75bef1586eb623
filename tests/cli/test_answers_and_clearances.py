"""Overrides and clearances on the command line: what is said, and what becomes of it."""

import json
from pathlib import Path

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.briefs import ItemBlock
from briefbuilder.domain.clearances import Clearance
from briefbuilder.storage.brief_file import read_brief, write_brief
from helpers.cli_samples import Terminal, change

LEGAL = "Legal Advisers"


def standing(terminal: Terminal, brief: Path) -> str:
    (clearance,) = json.loads(terminal.done("clear", brief, "--json"))["clearances"]
    return str(clearance["standing"])


def test_a_clearance_lapses_with_the_words_and_shows_what_changed(terminal: Terminal):
    brief = terminal.new_brief("a.brief")
    out = terminal.done("clear", brief, LEGAL, "concur", "--name", "A. Counsel")

    assert out == f"{LEGAL}, A. Counsel: concurs, 23 November 2026 (the whole brief)\n"
    assert "Legal Advisers, A. Counsel: concurs" in terminal.done("show", brief)
    change(terminal.library / "case-studies" / "suez-1956.md", "on 26 July 1956", "in July 1956")
    terminal.run("update", brief, "--accept", "suez-1956")

    lapsed = terminal.done("clear", brief)
    assert "concurred on 23 November 2026 with an earlier text (the whole brief)" in lapsed
    assert "[-on 26-]{+in+} July 1956" in lapsed
    ran = terminal.run("check", brief, "--quick")
    assert "clearance Legal Advisers: error: Legal Advisers cleared an earlier text" in ran.out

    terminal.done("clear", brief, LEGAL, "concur", "--on", "24 November 2026")
    assert standing(terminal, brief) == "counts"
    assert "clearance Legal" not in terminal.run("check", brief, "--quick").out


def test_the_words_of_a_clearance_stay_in_the_file_while_it_speaks_of_them(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("clear", brief, LEGAL, "concur", "--of", "in-brief", "precedent")
    again = terminal.done("clear", brief, LEGAL, "--json")

    (clearance,) = json.loads(again)["clearances"]
    assert clearance["of"]["sections"] == ["in-brief", "precedent"]
    assert clearance["changed"] == []
    terminal.done("clear", brief, LEGAL, "--remove")
    assert "Nobody was asked" in terminal.done("clear", brief)


def test_who_is_asked_has_a_deadline_and_keeps_what_was_known(terminal: Terminal):
    brief = terminal.new_brief()
    asked = terminal.done(
        "clear", brief, LEGAL, "asked", "--due", "4 Dec 2026", "--remark", "See 2"
    )

    assert asked.splitlines()[:2] == [
        "Legal Advisers: asked (the whole brief)",
        "  to reply by 4 December 2026",
    ]
    terminal.done("clear", brief, "legal advisers", "no-reply")
    (clearance,) = json.loads(terminal.done("clear", brief, "--json"))["clearances"]
    assert (clearance["asked"], clearance["due"]) == ("2026-11-23", "2026-12-04")
    assert (clearance["office"], clearance["remark"]) == (LEGAL, "See 2")


def test_a_clearance_names_what_there_is(terminal: Terminal):
    brief = terminal.new_brief()
    before = brief.read_bytes()

    no_section = terminal.run("clear", brief, LEGAL, "concur", "--of", "nowhere")
    no_block = terminal.run("clear", brief, LEGAL, "non-concur", "--answered-in", "nowhere")
    no_day = terminal.run("clear", brief, LEGAL, "asked", "--due", "soon")

    assert 'The brief has no section "nowhere"' in no_section.err
    assert 'The brief has no block "nowhere"' in no_block.err
    assert '"soon" does not name a day' in no_day.err
    assert {one.code for one in (no_section, no_block, no_day)} == {2}
    assert brief.read_bytes() == before


def test_a_named_person_lets_a_blocking_gap_go_forward(terminal: Terminal):
    brief = terminal.new_brief()
    reason = "The visit cannot wait for it"
    out = terminal.done(
        *("answer", brief, "A1", "no", "--override-by", "Minister of State"),
        *("--override-reason", reason, "--override-on", "20 November 2026"),
    )

    assert f"on the word of Minister of State, 20 November 2026: {reason}" in out
    assert "0 gaps block the brief." in out
    checked = terminal.run("check", brief, "--quick").out
    assert "blocks the brief" not in checked
    assert "question A1: advice: Question A1 is a blocking gap, and goes forward" in checked

    terminal.done("answer", brief, "A1", "partly")
    assert "question A1: error: Question A1 blocks" in terminal.run("check", brief, "--quick").out


def test_an_override_of_nothing_is_refused_and_nothing_is_saved(terminal: Terminal):
    brief = terminal.new_brief()
    before = brief.read_bytes()
    override = ("--override-by", "Minister", "--override-reason", "It cannot wait")

    for value, question in (("yes", "A1"), ("no", "A2")):
        assert terminal.run("answer", brief, question, value, *override).code == 2
    assert terminal.run("answer", brief, "A1", "no", "--override-by", "Minister").code == 2
    assert terminal.run("answer", brief, "A1", "no", *override[:3], "-").code == 2
    assert terminal.run("answer", brief, "A1", *override).code == 2
    assert terminal.run("answer", brief, "A1", "--withdraw-override").code == 2
    assert terminal.run("answer", brief, "A1", "--evidence", "A letter").code == 2
    assert terminal.run("answer", brief, "A1", "--again").code == 2
    assert terminal.run("answer", brief, "--take-back").code == 2
    assert brief.read_bytes() == before


def test_an_answer_to_what_is_no_longer_asked_is_told_and_can_be_taken_back(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("answer", brief, "A2", "yes", "--evidence", "A letter of 3 May")
    checklist = terminal.library / "checklists" / "civil-military-alignment.yaml"
    change(checklist, "id: A2", "id: A3")

    told = terminal.run("check", brief, "--quick").out
    assert "1 answer is kept to questions that “Walk” no longer asks: A2 (yes)" in told
    assert "A2: the answer was taken back." in terminal.done("answer", brief, "a2", "--take-back")
    assert "no longer asks" not in terminal.run("check", brief, "--quick").out
    assert terminal.run("answer", brief, "A2", "--take-back").code == 2


def test_own_words_that_a_newer_text_touches_are_named_part_by_part(terminal: Terminal):
    brief = terminal.new_brief()
    held = read_brief(brief)
    (block,) = held.brief.blocks()
    own = "The canal was mine on 26 July 1956 [@kyle-2011, p. 4]."
    edited = edits.edit_part(held.brief, block.id, "what-happened", own, "A. Clerk")
    write_brief(brief, edited, held.stamp)
    case = terminal.library / "case-studies" / "suez-1956.md"
    change(case, "on 26 July 1956", "in July 1956")

    told = terminal.done("update", brief)
    assert "What happened: when it is accepted, your own words stay, and the newer text" in told
    terminal.run("update", brief, "--accept", "suez-1956")
    rule = 'Your own words in "What happened" of "Suez Crisis" were written over an older library'
    assert rule in terminal.run("check", brief, "--quick").out

    terminal.run("update", brief, "--keep", "suez-1956")
    assert rule not in terminal.run("check", brief, "--quick").out
    (kept,) = read_brief(brief).brief.blocks()
    assert isinstance(kept, ItemBlock)
    assert [edit.text for edit in kept.edits] == [own]


def test_an_override_is_given_to_an_answer_that_stands_and_is_taken_back(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("answer", brief, "A1", "no", "--detail", "No plan.", "--closes", "Desk")
    out = terminal.done(
        *("answer", brief, "A1", "--override-by", "Minister of State"),
        *("--override-reason", "It cannot wait", "--override-on", "20 Nov 2026"),
    )
    assert "goes forward on the word of Minister of State, 20 November 2026: It cannot wait" in out
    (answer,) = read_brief(brief).brief.answers
    assert (answer.detail, answer.closes) == ("No plan.", "Desk")
    assert answer.override is not None

    out = terminal.done("answer", brief, "A1", "--withdraw-override")
    assert "goes forward" not in out
    (answer,) = read_brief(brief).brief.answers
    assert (answer.override, answer.detail) == (None, "No plan.")
    assert "question A1: error" in terminal.run("check", brief, "--quick").out


def test_what_a_line_does_not_say_of_an_answer_stays(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("answer", brief, "A1", "no", "--detail", "No plan.", "--closes", "Desk")
    terminal.done("answer", brief, "A1", "--due", "4 December")
    terminal.done("answer", brief, "A1", "partly", "--closes", "")

    (answer,) = read_brief(brief).brief.answers
    assert (answer.value.value, answer.detail, answer.due, answer.closes) == (
        *("partly", "No plan.", "4 December"),
        "",
    )


def test_a_lapsed_answer_shows_what_its_question_said_also_after_a_save(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("answer", brief, "A1", "yes", "--evidence", "A letter of 3 May")
    old = read_brief(brief).brief
    assert [one.asked for one in old.answers] == [None]  # the checklist beside it says the words
    checklist = terminal.library / "checklists" / "civil-military-alignment.yaml"
    assert old.held_checklist is not None
    question = old.held_checklist.questions[0]
    change(checklist, f"text: {question.text}", "text: Is the aim written down?")

    terminal.done("answer", brief, "A2", "yes", "--evidence", "Another letter")
    kept = next(one for one in read_brief(brief).brief.answers if one.question == "A1")
    assert kept.asked is not None
    assert kept.asked.text == question.text
    shown = terminal.done("answer", brief, "A1")
    assert "Answered “yes” before the words of the question changed" in shown
    assert "[-" in shown
    assert "evidence: A letter of 3 May" in shown
    listed = terminal.done("answer", brief)
    assert "A1  answered before its words changed  (blocking)" in listed
    (data,) = json.loads(terminal.done("answer", brief, "--json"))["questions"][:1]
    assert (data["state"], data["lapsed"]["value"]) == ("unanswered", "yes")
    assert [one["part"] for one in data["changed"]] == ["text"]

    terminal.done("answer", brief, "A1", "--again")
    (again,) = [one for one in read_brief(brief).brief.answers if one.question == "A1"]
    assert (again.value.value, again.evidence, again.asked) == ("yes", "A letter of 3 May", None)


def test_an_answer_to_what_is_no_longer_asked_says_what_was_asked(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("answer", brief, "A2", "yes", "--evidence", "A letter of 3 May")
    held = read_brief(brief).brief.held_checklist
    assert held is not None
    question = held.questions[1]
    assert question.id == "A2"
    change(terminal.library / "checklists" / "civil-military-alignment.yaml", "id: A2", "id: A3")
    terminal.done("answer", brief, "A1", "no")

    for asked in ("A2", "a2"):
        assert f"No longer asked. It read: {question.text}" in terminal.done("answer", brief, asked)
    assert f"A2  yes, no longer asked  {question.text[:40]}" in terminal.done("answer", brief)


def only(brief: Path) -> Clearance:
    (clearance,) = read_brief(brief).brief.clearances
    return clearance


def test_the_details_of_a_clearance_are_put_right_and_its_reply_stays(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("clear", brief, LEGAL, "concur", "--due", "4 Dec 2026", "--remark", "See 2")
    before = only(brief)

    terminal.done("clear", brief, LEGAL, "--name", "A. Counsel", "--due", "", "--remark", "See 3")
    out = terminal.done("clear", brief, LEGAL, "--rename", "Law")
    assert out.startswith("Law, A. Counsel: concurs")
    after = only(brief)
    assert (after.office, after.due, after.remark) == ("Law", None, "See 3")
    assert (after.of, after.on, after.earlier) == (before.of, before.on, ())

    refused = (
        ("Treasury", "--due", "4 Dec 2026"),
        ("Law", "--of", "in-brief"),
        ("Law", "--remove", "--remark", "x"),
        ("Law", "asked", "--still"),
        ("--still",),
    )
    assert [terminal.run("clear", brief, *words).code for words in refused] == [2] * len(refused)
    assert only(brief) == after


def test_who_is_asked_again_on_the_terminal_begins_anew_and_history_is_listed(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("clear", brief, LEGAL, "non-concur", "--remark", "Not without consent.")
    asked = terminal.done("clear", brief, LEGAL, "asked", "--due", "4 Dec 2026")

    assert "earlier: did not concur on 23 November 2026: Not without consent." in asked
    assert only(brief).remark == ""
    assert len(read_brief(brief).brief.cleared) == 1
    terminal.done("clear", brief, LEGAL, "concur")
    assert [one.remark for one in only(brief).earlier] == ["Not without consent."]
    assert "earlier: did not concur" in terminal.done("clear", brief)


def test_an_office_that_nobody_asked_is_not_taken_for_nobody_at_all(terminal: Terminal):
    brief = terminal.new_brief()
    assert "Nobody was asked" in terminal.done("clear", brief)
    terminal.done("clear", brief, LEGAL, "asked")

    misspelt = terminal.run("clear", brief, "Legal Adviser")
    assert (misspelt.code, misspelt.out) == (2, "")
    assert f'no clearance of "Legal Adviser"; it has {LEGAL}.' in misspelt.err


def test_another_reply_on_the_terminal_leaves_the_old_remark_to_history(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("clear", brief, LEGAL, "non-concur", "--remark", "No.", "--on", "20 Nov 2026")
    assert terminal.done("clear", brief, LEGAL, "concur").splitlines()[1:] == [
        "  earlier: did not concur on 20 November 2026: No."
    ]


def test_an_office_says_the_same_of_the_present_text(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("clear", brief, LEGAL, "concur", "--remark", "Fine.", "--on", "20 Nov 2026")
    change(terminal.library / "case-studies" / "suez-1956.md", "on 26 July 1956", "in July 1956")
    terminal.run("update", brief, "--accept", "suez-1956")
    assert standing(terminal, brief) == "lapsed"

    terminal.done("clear", brief, LEGAL, "--still")
    assert standing(terminal, brief) == "counts"
    assert (only(brief).on, only(brief).remark) == ("2026-11-23", "Fine.")
    (earlier,) = only(brief).earlier
    assert (earlier.on, earlier.remark) == ("2026-11-20", "Fine.")


@pytest.mark.slow
def test_an_altered_copy_of_a_known_scheme_is_told_in_check_and_at_export(terminal: Terminal):
    brief = terminal.new_brief()
    terminal.done("answer", brief, "A1", "no")
    held = read_brief(brief)
    scheme = held.brief.held_scheme
    assert scheme is not None
    low, *_, high = scheme.levels
    levels = (*scheme.levels[:-1], high.model_copy(update={"banner": low.banner}))
    sly = scheme.model_copy(update={"levels": levels})
    write_brief(brief, held.brief.model_copy(update={"held_scheme": sly}), held.stamp)

    told = f"{high.id} is printed “{low.banner}” and not “{high.banner}”"
    assert told in terminal.run("check", brief, "--quick").out
    ran = terminal.run("export", brief, "-o", "out.pdf")
    assert ran.code == 0
    assert told in ran.err
