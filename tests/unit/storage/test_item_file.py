"""An item file is read with every fault in its place, and written so that it reads the same."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain.items import (
    ITEM_ADAPTER,
    EscalationRisk,
    Kind,
    LegalStatus,
    Status,
)
from briefbuilder.domain.kinds import spec_of
from briefbuilder.errors import InvalidFileError, UnknownVersionError
from briefbuilder.storage.item_file import format_item, parse_item, place_in_item
from helpers.storage_samples import LIBRARY, PROSE, TOOL, tool

SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
LINES = PROSE.map(lambda text: " ".join(text.split())).filter(lambda text: text.isprintable())
WORDS = LINES.filter(bool)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2090, 1, 1))
PARTIAL = st.sampled_from(["1962", "1962-10", "1962-10-22"])


def optional(**strategies):
    return st.fixed_dictionaries({}, optional=strategies)


@st.composite
def items(draw):
    kind = draw(st.sampled_from(Kind))
    as_at = draw(DAYS)
    required = {
        "id": draw(SLUGS),
        "kind": kind,
        "title": draw(WORDS),
        "summary": draw(WORDS),
        "status": draw(st.sampled_from([Status.DRAFT, Status.APPROVED])),
        "owner": draw(WORDS),
        "as_at": as_at,
        "review_by": as_at + dt.timedelta(days=draw(st.integers(1, 900))),
        # A word in front: a section may not begin with a heading of its own.
        "body": "\n\n".join(
            f"## {rule.heading}\nSo {draw(WORDS)}" for rule in spec_of(kind).sections
        ),
    }
    more = optional(
        marking=st.fixed_dictionaries(
            {"scheme": SLUGS, "level": WORDS, "caveats": st.lists(WORDS, max_size=2)}
        ),
        lang=st.sampled_from(["en", "fr", "pt-BR"]),
        tags=st.lists(SLUGS, max_size=3),
        actors=st.lists(WORDS, max_size=3),
        related=st.lists(SLUGS, max_size=2),
        timeline=st.lists(
            st.fixed_dictionaries({"date": PARTIAL, "text": WORDS, "circa": st.booleans()}),
            max_size=3,
        ),
        checks=st.lists(
            st.fixed_dictionaries(
                {
                    "statement": st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
                    "by": WORDS,
                    "on": DAYS,
                    "grade": st.sampled_from(["A1", "F6"]),
                    "address": LINES,
                }
            ),
            max_size=2,
        ),
        waivers=st.lists(st.fixed_dictionaries({"rule": WORDS, "reason": WORDS}), max_size=1),
    )
    own = {
        Kind.CASE_STUDY: {"period": {"from": "1962", "to": "ongoing"}},
        Kind.TOOL: {"escalation_risk": draw(st.sampled_from(EscalationRisk)), "lead_time": "7"},
        Kind.LEGAL: {
            "legal_status": [draw(st.sampled_from(LegalStatus))],
            "binds": draw(WORDS),
            "reference": draw(WORDS),
        },
        Kind.BACKGROUND: {},
    }
    return ITEM_ADAPTER.validate_python(required | draw(more) | own[kind])


def problems_of(text, file="tools/flag-visit.md"):
    with pytest.raises(InvalidFileError) as caught:
        parse_item(text, file)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.slow
@given(items())
def test_an_item_that_is_written_is_read_back(item):
    assert parse_item(format_item(item), "x.md") == item


@given(items())
def test_the_same_item_gives_the_same_text(item):
    text = format_item(item)

    assert format_item(parse_item(text, "x.md")) == text


def test_a_file_of_the_shipped_library_is_read():
    file = LIBRARY / "case-studies" / "cuban-missile-crisis.md"

    item = parse_item(file.read_text(encoding="utf-8"), "case-studies/cuban-missile-crisis.md")

    assert item.id == "cuban-missile-crisis"
    assert item.body.startswith("## What happened\n")


def test_line_ends_and_a_byte_order_mark_do_not_matter():
    assert parse_item("\ufeff" + TOOL.replace("\n", "\r\n"), "x.md") == tool()


def test_every_fault_is_reported_with_its_line_and_column():
    text = (
        TOOL.replace("status: in-review", "status: in_review")
        .replace("title: Flag visit   # the short name\n", "")
        .replace("tags: [naval, presence]", "tags: [naval, Presence]\nrelatd: [a]")
        .replace("2027-11-01", "2027-02-30")
        .replace("date: 1909,", "date: 1909-13,")
        .replace("grade: A1", "grade: A7")
    )

    assert problems_of(text) == [
        'tools/flag-visit.md:2:1: The key "title" is missing.',
        (
            'tools/flag-visit.md:8:1: "in_review" is not one of draft, in-review, approved, '
            'withdrawn. Did you mean "in-review"?'
        ),
        'tools/flag-visit.md:11:1: "2027-02-30" is not a day of the calendar.',
        (
            'tools/flag-visit.md:14:15: "Presence" is not an identifier: use lower-case letters, '
            "digits and single hyphens."
        ),
        (
            'tools/flag-visit.md:15:1: The key "relatd" is not known. The keys known here '
            "are format, version, id, title, summary, status, withdrawn_because, owner, as_at, "
            "review_by, marking, lang, tags, regions, actors, period, timeline, related, closes, "
            "checks, waivers, status_changes, kind, escalation_risk, lead_time. "
            'Did you mean "related"?'
        ),
        'tools/flag-visit.md:20:6: "1909-13" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.',
        (
            'tools/flag-visit.md:25:5: "A7" is not a grade: write a letter from A to F and a digit '
            "from 1 to 6."
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: tool", "kind: tol", '5:1: "tol" is not a kind; it is one of case-study, tool, '),
        ("kind: tool\n", "", '2:1: The key "kind" is missing.'),
        ("id: flag-visit", "id: flag_visit", '4:1: "flag_visit" is not an identifier'),
        ("id: flag-visit", "id: [a]", "4:1: This must be text."),
        ("title: Flag visit ", "title: ~", '6:1: The key "title" has no value.'),
        ("title: Flag visit ", 'title: ""', "6:1: This must not be empty."),
        ("title: Flag visit ", f"title: {'x' * 121} ", "6:1: This has 121 characters; at most 120"),
        ("as_at: 2026-11-01", "as_at: 20261101", '11:1: "20261101" is not a day: write YYYY-MM-DD'),
        ("as_at: 2026-11-01", "as_at: 2028-01-01", "review_by must be later than as_at."),
        ("status: in-review", "status: withdrawn", "A withdrawn item says why: add withdrawn_"),
        ("tags: [naval, presence]", "tags: naval", "15:1: This must be a list."),
        ("{scheme: uk-gsc,  level: OFFICIAL}", "OFFICIAL", "13:1: This must be a mapping of keys"),
        ("level: OFFICIAL}", "levl: OFFICIAL}", '13:28: The key "levl" is not known. '),
        ("circa: true", "circa: perhaps", '20:39: "perhaps" is neither true nor false.'),
        ("escalation_risk: low\n", "", '2:1: The key "escalation_risk" is missing.'),
        ("escalation_risk: low", "escalation_risk: lo", '16:1: "lo" is not one of low, low-to-'),
        ("version: 1", "version: one", "3:1: The file must say which version of its format it"),
        ("version: 1\n", "", "2:1: The file must say which version of its format it has"),
        ("briefbuilder-item", "briefbuilder-brief", "2:1: The format of this file must be brief"),
        ("format: briefbuilder-item\n", "", "2:1: The format of this file must be briefbuilder-i"),
        ("version: 1\n", "version: 1\nbody: x\n", '4:1: The key "body" is not known.'),
        ("status: in-review", "status: *x", '9:9: Aliases such as "*x" are not allowed.'),
        ("owner: 'Naval desk'", "title: x", '10:1: The key "title" stands twice; the first is'),
    ],
)
def test_a_fault_of_the_head_has_its_sentence_and_place(old, new, expected):
    assert old in TOOL
    assert expected in "\n".join(problems_of(TOOL.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## Typical use", "## Usual use", '33:1: A tool has no section "Usual use"; its sections'),
        ("## Indicators of effect\nInvitations.\n", "", 'The section "Indicators of effect" is mi'),
        ("Interest.", "### Deeper\nInterest.", "31:1: Only headings of the second level (##) may"),
        (
            "Interest.\n\n## Typical use",
            "## Typical use",
            '30:1: The section "What it signals" is ',
        ),
        ("## What it is", "Before.\n## What it is", "27:1: Text stands before the first heading."),
        ("Interest.", "A <b>flag</b>.", "31:1: Raw HTML is not rendered, and may not stand in an"),
        ("Interest.", "<!-- note -->", "31:1: Raw HTML is not rendered"),
        ("Interest.", "x ![a](b.png)", "31:1: A picture may not stand in an item."),
        (
            "- Before talks.",
            "- Before\n  - talks.",
            "35:1: An entry of a list is one paragraph; no",
        ),
        (
            "- Before talks.",
            "- Before\n\n  talks.",
            "36:1: An entry of a list is one paragraph; no",
        ),
        (
            "- Before talks.",
            "1. Before\n\n   > talks.",
            "36:1: An entry of a list is one paragraph",
        ),
        ("Interest.", "Inter\u200best.", "31:6: Line 31 holds the hidden character U+200B"),
        ("Interest.", "<<<<<<< HEAD\nInterest.", "31:1: There is an unresolved git conflict on"),
    ],
)
def test_a_fault_of_the_body_has_the_line_of_the_file(old, new, expected):
    assert old in TOOL
    assert any(expected in problem for problem in problems_of(TOOL.replace(old, new, 1)))


@pytest.mark.parametrize(
    "words",
    [
        "x < y, and <https://example.org>",
        "- one\n\n- two",
        "- one\n  and more of it",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "```\n# no heading\n```",
    ],
)
def test_plain_words_lists_and_tables_may_stand_in_a_body(words):
    assert words in parse_item(TOOL.replace("Interest.", words), "x.md").body


def test_faults_of_head_and_body_are_reported_together():
    text = TOOL.replace("status: in-review", "status: new").replace("Interest.", "\u202e")

    assert len(problems_of(text)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: An item file begins with a line of three hyphens"),
        ("# Title\n", "1:1: An item file begins with a line of three hyphens"),
        ("---\nid: a\n", "1:1: The head of the item is not closed"),
        ("---\n---\n", "2:1: The file is empty."),
        ("---\n- a\n---\n", "2:1: The file must be a mapping of keys to values."),
    ],
)
def test_a_file_without_a_head_is_refused(text, expected):
    assert expected in problems_of(text)[0]


def test_id_and_kind_agree_with_the_place_of_the_file():
    assert problems_of(TOOL, "tools/other.md") == [
        (
            'tools/other.md:4:1: The id "flag-visit" and the name of the file, other.md, must be '
            "the same."
        )
    ]
    assert problems_of(TOOL, "legal/flag-visit.md") == [
        "legal/flag-visit.md:5:1: An item of the kind tool belongs into the folder tools."
    ]


def test_a_key_that_is_newer_than_the_files_version_is_named():
    change = "{to: draft, by: A. Curator, on: 2026-11-03, why: Because.}"
    text = TOOL.replace("lang: en\n", f"lang: en\nstatus_changes: [{change}]\n")

    (problem,) = problems_of(text)
    assert "status_changes" in problem
    assert problem.endswith("Write version: 2.")
    assert parse_item(text.replace("version: 1", "version: 2"), "x.md").status_changes


def test_a_quote_that_is_not_closed_is_told_where_it_opens():
    text = TOOL.replace("title: Flag visit ", 'title: "Flag visit ')

    (problem,) = problems_of(text)
    assert problem.startswith("tools/flag-visit.md:6:8: The text between quotes that begins here")


def test_a_git_conflict_above_the_head_is_told_as_one():
    text = f"<<<<<<< HEAD\n{TOOL}=======\n{TOOL}>>>>>>> other\n"

    assert problems_of(text) == [
        (
            "tools/flag-visit.md:1:1: There is an unresolved git conflict on line 1. "
            "Keep one of the two texts and delete the lines with the markers."
        )
    ]


def test_a_newer_version_is_refused_with_its_place():
    with pytest.raises(UnknownVersionError) as caught:
        parse_item(TOOL.replace("version: 1", "version: 3"), "tools/flag-visit.md")

    assert str(caught.value) == (
        "tools/flag-visit.md:3:1: The file has version 3 of the format briefbuilder-item, and this "
        "program knows versions up to 2. The file was left as it is. "
        "Open it with a newer Briefbuilder."
    )


def test_a_key_of_a_valid_item_is_located():
    place = place_in_item(TOOL, "tools/flag-visit.md", "timeline", 1, "text")

    assert str(place) == "tools/flag-visit.md:20:18"
