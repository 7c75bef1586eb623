"""One real file of each version of each format, kept for ever, and read by every later program.

A sample is never changed. A new version of a format gets a folder of its own beside the others.
"""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from briefbuilder.domain.approvals import approval_standing
from briefbuilder.domain.clearing import words_covered
from briefbuilder.domain.conditions import AnyOf, NotThat, WhenAnswered
from briefbuilder.domain.items import ONGOING, Status, revision_of
from briefbuilder.domain.statements import statements_of
from briefbuilder.errors import UnknownVersionError
from briefbuilder.storage import migrations
from briefbuilder.storage.brief_file import brief_from_bytes, brief_to_bytes
from briefbuilder.storage.checklist_file import parse_checklist
from briefbuilder.storage.coverage_file import parse_coverage
from briefbuilder.storage.formats import (
    BRIEF,
    CHECKLIST,
    ITEM,
    LIBRARY,
    MARKING_SCHEME,
    SOURCES,
    TEMPLATE,
)
from briefbuilder.storage.item_file import parse_item
from briefbuilder.storage.library_file import parse_library_settings
from briefbuilder.storage.marking_file import parse_marking_scheme
from briefbuilder.storage.recovery import RECOVERY, RecoveryStore
from briefbuilder.storage.register import REGISTER, parse_register_entry
from briefbuilder.storage.source_file import parse_sources
from briefbuilder.storage.template_folder import parse_template

SAMPLES = Path(__file__).parent
FORMATS = (
    BRIEF,
    CHECKLIST,
    ITEM,
    LIBRARY,
    MARKING_SCHEME,
    RECOVERY,
    REGISTER,
    SOURCES,
    TEMPLATE,
)


def text_of(name):
    return (SAMPLES / name).read_text(encoding="utf-8")


def folder_of(fmt, version):
    return SAMPLES / fmt.name.removeprefix("briefbuilder-") / f"v{version}"


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
def test_every_version_of_every_format_has_a_sample(fmt):
    for version in range(1, fmt.version + 1):
        assert any(folder_of(fmt, version).iterdir())


def test_every_migration_has_a_sample_of_the_version_it_starts_from():
    for step in migrations.STEPS:
        fmt = next(one for one in FORMATS if one.name == step.format)
        assert any(folder_of(fmt, step.frm).iterdir())


def test_every_migration_is_listed():
    written = [one for one in vars(migrations).values() if isinstance(one, migrations.Migration)]

    assert sorted(map(id, written)) == sorted(map(id, migrations.STEPS))


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
def test_there_is_a_way_from_every_version_to_the_newest(fmt):
    steps = {step.frm for step in migrations.STEPS if step.format == fmt.name}

    assert steps == set(range(1, fmt.version))


# The revisions and hashes below stand in people's briefs and checks. They do not change.


@pytest.mark.parametrize(
    ("name", "revision"),
    [
        ("kent-state-visit", "51e6cf32eefb"),
        ("flag-visit", "d12a855a0f34"),
        ("consent", "a67ea41d953e"),
        ("instruments", "b2d6b3bf693d"),
    ],
)
def test_an_item_of_version_1_has_its_revision(name, revision):
    item = parse_item(text_of(f"item/v1/{name}.md"), f"{name}.md")

    assert item.id == name
    assert revision_of(item).startswith(revision)


def test_an_item_of_version_1_names_nobody_who_gave_it_its_status():
    item = parse_item(text_of("item/v1/kent-state-visit.md"), "kent-state-visit.md")

    assert item.status is Status.WITHDRAWN
    assert item.status_changes == ()


def test_an_item_of_version_2_keeps_who_approved_which_text():
    item = parse_item(text_of("item/v2/consent.md"), "consent.md")
    in_review, approved = item.status_changes

    assert (in_review.to, in_review.by, in_review.revision) == (
        Status.IN_REVIEW,
        "B. Author",
        None,
    )
    assert (approved.by, approved.on, approved.revision) == (
        "A. Reader",
        dt.date(2026, 11, 27),
        revision_of(item),
    )
    assert approval_standing(item, revision_of(item)).status is Status.APPROVED


def test_a_revision_is_made_by_the_published_recipe():
    body = text_of("item/v1/kent-state-visit.md").split("\n---\n")[1].strip("\n")
    words = {
        "kind": "case-study",
        "title": "A visit that went ashore: 1907–1909",
        "summary": "Sixteen battleships went round the world. The visit was the message.",
        "as_at": "2026-11-01",
        "lang": "en",
        "marking": {"caveats": ["UK EYES ONLY"], "level": "OFFICIAL", "scheme": "uk-gsc"},
        "period": {"from": "1907-12-16", "to": "1909-02"},
        "timeline": [
            {
                "circa": False,
                "date": "1907-12-16",
                "text": "The fleet sails [@log-1907].",
                "to": None,
            },
            {
                "circa": True,
                "date": "1908-10",
                "text": "It calls at Yokohama.",
                "to": "1908-11",
            },
        ],
        "extra": {},
        "body": body,
    }
    text = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    item = parse_item(text_of("item/v1/kent-state-visit.md"), "kent-state-visit.md")

    assert revision_of(item) == hashlib.sha256(text.encode()).hexdigest()


def test_a_statement_of_version_1_has_its_hash():
    item = parse_item(text_of("item/v1/kent-state-visit.md"), "kent-state-visit.md")
    words = [
        "1907-12-16: The fleet sails [@log-1907].",
        "1908-10/1908-11: It calls at Yokohama.",
        "The fleet sailed [@log-1907, p. 3].",
        "It was received.",
        "Presence needs a purpose.",
        "Consent of each host [@unclos].",
        "It deterred | It provoked [@log-1907]",
        "Another age.",
    ]

    hashes = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in words]

    assert [one.hash for one in statements_of(item)] == hashes


def test_a_case_study_of_version_1():
    item = parse_item(text_of("item/v1/kent-state-visit.md"), "kent-state-visit.md")

    assert item.withdrawn_because == "Replaced by a fuller account."
    assert item.marking.caveats == ("UK EYES ONLY",)
    assert (item.period.from_, item.period.to) == ("1907-12-16", "1909-02")
    assert item.timeline[1].circa
    assert item.checks[0].on == dt.date(2026, 11, 3)


def test_the_other_kinds_of_item_of_version_1():
    tool, legal, background = (
        parse_item(text_of(f"item/v1/{name}.md"), f"{name}.md")
        for name in ("flag-visit", "consent", "instruments")
    )

    assert (tool.escalation_risk, tool.lead_time) == ("low-to-medium", "two to six weeks")
    assert (legal.legal_status, legal.binds) == (("custom", "judicial"), "All States")
    assert background.period.to == ONGOING


def test_sources_of_version_1():
    log, treaty = parse_sources(text_of("sources/v1/naval.yaml"), "naval.yaml")

    assert (log.event_date, log.container_title, log.doi) == ("1907-12-16", "Logs", "10.1/x")
    assert (log.volume, log.edition) == ("010", "2")
    assert log.checked.note == "scan"
    assert (treaty.issued, treaty.cite_as) == ("n.d.", None)


def test_a_checklist_of_version_1():
    checklist = parse_checklist(text_of("checklist/v1/short.yaml"), "short.yaml")
    first, second = checklist.questions

    assert first.precedents.well == ("kent-state-visit",)
    assert [type(part) for part in second.applies_when.all] == [AnyOf, WhenAnswered, NotThat]


def test_a_marking_scheme_of_version_1():
    scheme = parse_marking_scheme(text_of("marking-scheme/v1/uk-gsc.yaml"), "uk-gsc.yaml")

    assert [level.id for level in scheme.levels] == ["OFFICIAL", "SECRET"]
    assert scheme.caveat("UK EYES ONLY").needs_level == "SECRET"


def test_a_library_of_version_1():
    settings = parse_library_settings(text_of("library/v1/library.yaml"), "library.yaml")

    assert settings.accepted_statuses == ("in-review", "approved")
    assert settings.tags == {"naval": "Ships at sea and in port", "signalling": "Saying by doing"}


def test_a_coverage_file_of_version_1():
    coverage = parse_coverage(text_of("coverage/v1/coverage.yaml"), "coverage.yaml")

    assert [key for key, _ in coverage.points()] == [
        "subjects[0]",
        "subjects[0].points[0]",
        "left_out[0]",
    ]
    assert coverage.subjects[0].questions == ("A1", "F3")
    assert coverage.subjects[0].correction == "Presence is not leverage."


def test_a_template_of_version_1():
    template = parse_template(text_of("template/v1/template.yaml"), "v1/template.yaml")

    assert (template.max_pages, template.numbered_sections) == (2.5, True)
    assert template.sections[1].suggests == ("case-study", "tool")
    assert template.said_in("fr") == template


def test_a_template_of_version_1_in_several_languages():
    text = text_of("template/v1/template-in-languages.yaml")
    template = parse_template(text, "v1/template.yaml")
    french, brazilian = template.said_in("fr-CA"), template.said_in("pt")

    assert (french.name, french.fields[0].label, french.sections[0].heading) == (
        "Mémo",
        "À",
        "Objet",
    )
    assert template.words_in("fr").words == {"For the file, {date}.": "Pour le dossier, {date}."}
    assert (brazilian.sections[0].heading, brazilian.fields[0].label) == ("Assunto", "To")


CLEARED_IN_VERSION_2 = (
    '{"fields":[],"recipe":1,"sections":[{"blocks":[{"type":"text","words":["Go?\\n\\n- a"]}],'
    '"heading":"Issue","id":"issue"}],"title":null}'
)
"""What was cleared in the sample: the hash of these words stands in people's briefs."""


@pytest.mark.parametrize("version", [1, 2])
def test_a_brief_of_every_version_is_read(version):
    data = (SAMPLES / f"brief/v{version}/visit.brief").read_bytes()

    read = brief_from_bytes(data, "visit.brief")

    assert (read.title, read.draft, read.lang) == ("Port visit: NO surprises", 3, "en-GB")
    assert read.fields == (("to", "Minister"), ("reference", "0123"), ("empty", ""))
    assert [section.id for section in read.sections] == ["issue", "background", "annex"]
    assert [block.type for block in read.blocks()] == [
        "text",
        "item",
        "figure",
        "timeline",
        "table",
    ]
    assert read.pins[0].item.timeline[1].circa
    assert read.answers[0].value == "no"
    assert read.clearances[0].asked == "2026-11"
    assert read.kept[0].declined == "ab" * 32
    assert read.sources[0].author[0].family == "Evans"
    assert read.media[0].media_type == "image/png"
    assert read.held_checklist.questions[0].id == "A1"
    assert read.held_scheme.levels[0].banner == "OFFICIAL"


@pytest.mark.parametrize("name", ["visit.brief", "rows.brief"])
def test_a_brief_of_the_newest_version_saves_to_the_same_bytes(name):
    data = (SAMPLES / "brief/v2" / name).read_bytes()

    assert brief_to_bytes(brief_from_bytes(data, name)) == data


def test_a_timeline_of_version_2_keeps_rows_that_are_not_finished():
    data = (SAMPLES / "brief/v2/rows.brief").read_bytes()

    block = brief_from_bytes(data, "rows.brief").block("rows1")

    assert [(row.date, row.typed, row.text) for row in block.events] == [
        ("2026-12-04", "", "Decision needed"),
        (None, "11 Dec", "Talks"),
        (None, "04/12/2026", ""),
        ("2027-03", "", ""),
        (None, "", "No date is known"),
    ]
    assert [row.event is not None for row in block.events] == [True, False, False, False, False]


def test_a_clearance_of_version_1_does_not_say_which_words_were_cleared():
    data = (SAMPLES / "brief/v1/cleared.brief").read_bytes()

    asked, concurred, refused = brief_from_bytes(data, "cleared.brief").clearances

    assert (asked.office, asked.asked, asked.on) == ("Treasury", "2026-11-22", None)
    assert (concurred.name, concurred.on, concurred.of) == ("A. Counsel", "2026-11-19", None)
    assert (refused.outcome, refused.remark) == ("non-concur", "Too soon.")


def test_a_clearance_of_version_2_keeps_the_words_that_were_cleared():
    data = (SAMPLES / "brief/v2/visit.brief").read_bytes()

    brief = brief_from_bytes(data, "visit.brief")
    _, cleared, not_required = brief.clearances

    assert cleared.of.sections == ("issue",)
    assert cleared.of.words == hashlib.sha256(CLEARED_IN_VERSION_2.encode()).hexdigest()
    assert words_covered(brief, cleared.of).canonical == CLEARED_IN_VERSION_2
    assert brief.cleared_text(cleared.of.words).sections[0].heading == "Issue"
    assert (not_required.outcome, not_required.of) == ("not-required", None)
    assert brief.answers[0].is_overridden
    assert brief.answers[0].override.by == "Minister A"


@pytest.mark.parametrize("version", [1, 2])
def test_a_recovery_copy_of_an_earlier_version(version):
    (found,) = RecoveryStore(SAMPLES / f"recovery/v{version}").pending()

    assert found.problem is None
    assert found.brief.title == "Unsaved"
    assert (found.origin, found.base) == (Path("/home/jane/visit.brief"), "ab" * 32)
    assert found.at == dt.datetime(2026, 11, 22, 10, 30, tzinfo=dt.UTC)
    assert found.elsewhere == ""


def test_a_register_entry_of_version_1():
    (file,) = (SAMPLES / "register/v1").iterdir()

    entry = parse_register_entry(file.read_text(encoding="utf-8"), file.name)

    assert (entry.copy, entry.draft, entry.by) == ("release", 3, "J. Doe")
    assert entry.marking.level == "OFFICIAL"


@pytest.mark.parametrize(
    ("name", "parse"),
    [
        ("item/v1/flag-visit.md", parse_item),
        ("sources/v1/naval.yaml", parse_sources),
        ("checklist/v1/short.yaml", parse_checklist),
        ("marking-scheme/v1/uk-gsc.yaml", parse_marking_scheme),
        ("library/v1/library.yaml", parse_library_settings),
        ("coverage/v1/coverage.yaml", parse_coverage),
        ("template/v1/template.yaml", parse_template),
    ],
)
def test_a_version_of_the_future_is_refused_and_left_alone(name, parse):
    text = text_of(name).replace("version: 1", "version: 99")

    with pytest.raises(UnknownVersionError, match="version 99"):
        parse(text, "x")
