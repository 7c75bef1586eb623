"""What the rules of briefs and items say, for somebody who speaks French."""

import datetime as dt
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from briefbuilder.domain import edits
from briefbuilder.domain.approvals import (
    BY_HAND,
    NAMELESS,
    approval_standing,
    change_status,
    name_in_words,
    reason_in_words,
)
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.domain.characters import named
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.clearing import (
    ClearanceStanding,
    changes_in_words,
    covered_words,
    name_of,
    said,
    words_covered,
)
from briefbuilder.domain.dates import HOW_TO_WRITE, UnreadDate, WrittenDate, read_date
from briefbuilder.domain.item_sections import contract_breaches, part_title
from briefbuilder.domain.items import Kind, Status, revision_of
from briefbuilder.domain.kinds import KINDS
from briefbuilder.domain.library_findings import library_findings
from briefbuilder.domain.markings import Marking
from briefbuilder.domain.merging import FATE_WORDS
from briefbuilder.domain.redaction import Ceiling, Neutral, redact
from briefbuilder.domain.scheme_copies import altered_copy
from briefbuilder.errors import BriefbuilderError
from briefbuilder.language.interface import _, speak
from helpers.builders import (
    TODAY,
    body_of,
    make_brief,
    make_item,
    make_library,
    make_scheme,
    place,
)
from helpers.french import english_in


@pytest.fixture(autouse=True)
def _french() -> None:
    speak("fr")


@pytest.mark.parametrize(
    ("typed", "date", "to"),
    [
        ("4 décembre 2026", "2026-12-04", None),
        ("le 4 décembre 2026", "2026-12-04", None),
        ("4 déc. 2026", "2026-12-04", None),
        ("déc. 2026", "2026-12", None),
        ("1er mars 2026", "2026-03-01", None),
        ("1\u1d49\u02b3 mars 2026", "2026-03-01", None),
        ("fév. 2026", "2026-02", None),
        ("juil. 2026", "2026-07", None),
        ("janv. 2026", "2026-01", None),
        ("Août 1962", "1962-08", None),
        ("du 1er au 6 mars 2026", "2026-03-01", "2026-03-06"),
        ("de 1962 à 1970", "1962", "1970"),
        ("du 30 décembre 1962 au 2 janvier 1963", "1962-12-30", "1963-01-02"),
    ],
)
def test_dates_are_understood_as_the_french_write_them(
    typed: str, date: str, to: str | None
) -> None:
    assert read_date(typed) == WrittenDate(date, to)


def test_about_a_date_is_understood() -> None:
    for about in ("vers 1962", "environ 1962", "env. 1962", "vers le 14 octobre 1962"):
        read = read_date(about)
        assert isinstance(read, WrittenDate), about
        assert read.circa


def test_what_is_not_understood_of_a_date_is_said_in_french() -> None:
    typed = (
        "",
        "1er mars",
        "04/12/2026",
        "4 déc. 26",
        "31 février 2026",
        "demain",
        "6–4 mars 2026",
    )
    reads = [read_date(one) for one in typed]
    whys = [one.why for one in reads if isinstance(one, UnreadDate)]

    assert whys[1:5] == [
        "«\u00a01er mars\u00a0» n’indique pas l’année.",
        (
            "«\u00a004/12/2026\u00a0» peut désigner le 4 décembre ou le 12 avril\u00a0: "
            "écrivez le mois en toutes lettres."
        ),
        "«\u00a04 déc. 26\u00a0»\u00a0: écrivez l’année avec ses quatre chiffres.",
        "Le 31 février 2026 n’existe pas.",
    ]
    assert len(whys) == len(typed)
    assert english_in([*whys, _(HOW_TO_WRITE)]) == []


def _told(work: Callable[[], object]) -> str:
    with pytest.raises((BriefbuilderError, ValidationError)) as refused:
        work()
    error = refused.value
    if isinstance(error, ValidationError):
        return " ".join(str(one["ctx"]["error"]) for one in error.errors() if "ctx" in one)
    return str(error)


def test_what_is_wrong_is_said_in_french() -> None:
    brief = make_brief()
    scheme = make_scheme()
    told = [
        _told(lambda: make_item(status="withdrawn")),
        _told(lambda: make_item(review_by=dt.date(2020, 1, 1))),
        _told(lambda: make_item(period={"from": "1962", "to": "1950"})),
        _told(lambda: make_item(period={"from": "hier"})),
        _told(lambda: edits.set_title(brief, "")),
        _told(lambda: brief.section("nulle-part")),
        _told(lambda: brief.block("absent1")),
        _told(lambda: scheme.level("PERDU")),
        _told(lambda: scheme.read("PERDU")),
        _told(lambda: scheme.read_caveat("PERDU")),
        _told(lambda: edits.override_gap(brief, "A1", by="X", on=TODAY, reason="parce que")),
        *(
            one.sentence
            for one in contract_breaches(
                Kind.TOOL, "Avant.\n\n## Ailleurs\nx\n\n### Trop bas\n\n## What it is\n"
            )
        ),
        named(["中", "\u202e"]),
        named(chr(0x4E00 + number) for number in range(12)),
    ]

    assert all(told)
    # The headings of an item are those of its file, which the window also has words for.
    headings = {rule.heading for spec in KINDS for rule in spec.sections}
    assert [one for one in english_in(told) if one[1] not in headings] == []


def test_an_approval_and_its_reasons_are_told_in_french() -> None:
    item = make_item(status=Status.APPROVED)
    nobody = approval_standing(item, revision_of(item)).why
    given = change_status(item, Status.APPROVED, by="A. Martin", on=TODAY, why="Relu.")
    other = approval_standing(given, "0" * 64).why

    assert nobody == "Personne n’est nommé comme l’ayant approuvée."
    assert other == "Le 23 novembre 2026, A. Martin en a approuvé un autre texte."
    assert english_in([nobody, other, reason_in_words(BY_HAND), name_in_words(NAMELESS)]) == []
    assert reason_in_words("Relu.") == "Relu."


def test_clearances_and_what_changed_are_told_in_french() -> None:
    brief = make_brief()
    section = brief.sections[0].id
    brief = edits.insert_block(brief, section, TextBlock(id="text0001", text="Un deux trois."))
    of = ClearanceScope(sections=(section,))
    words = words_covered(brief, of)
    clearance = Clearance(
        office="", outcome=ClearanceOutcome.CONCUR, of=of.model_copy(update={"words": words.words})
    )
    kept = brief.model_copy(update={"clearances": (clearance,), "cleared": (words,)})
    changed = edits.set_text(kept, "text0001", "Un deux quatre.")
    told = [
        changes_in_words(changed, clearance),
        name_of(clearance),
        said(ClearanceOutcome.CONCUR, ClearanceStanding.LAPSED),
        covered_words(brief, ClearanceScope()),
    ]

    assert english_in(told) == []
    assert told[0].startswith("Ce qui a changé depuis\u00a0: «\u00a0")


def test_the_words_of_kinds_and_parts_are_french() -> None:
    labels = [_(one) for spec in KINDS for one in (spec.name, spec.plural, spec.labels)]

    assert labels[:3] == ["Étude de cas", "études de cas", "Cas"]
    assert english_in(labels) == []
    assert part_title(make_item(), "what-happened") == "Les faits"
    assert english_in(_(one) for one in FATE_WORDS.values()) == []


def test_items_that_a_brief_may_not_use_are_told_in_french() -> None:
    items = [
        make_item(
            f"fiche-{status.value}",
            status=status,
            withdrawn_because="Dépassé." if status is Status.WITHDRAWN else None,
            review_by=dt.date(2026, 11, 2),
        )
        for status in Status
    ]
    brief = make_brief()
    for number, item in enumerate(items):
        brief = place(brief, item, block_id=f"item{number:04}")
    gone = make_item("partie")
    brief = place(brief, gone, block_id="item9999")
    found = list(library_findings(brief, make_library(*items), TODAY))

    assert len(found) > len(items)
    assert english_in(f"{one.sentence} {one.remedy}" for one in found) == []


def test_what_a_copy_leaves_out_is_told_in_french() -> None:
    scheme = make_scheme()
    levels = [level.id for level in scheme.levels]
    high, low = (Marking(scheme=scheme.id, level=one) for one in (levels[-1], levels[0]))
    brief = place(make_brief(marking=high), make_item(marking=low), block_id="item0001")
    brief = edits.insert_block(brief, brief.sections[0].id, TextBlock(id="text0001", text="Un."))
    made = redact(brief, Ceiling(scheme, low), Neutral(title="Sans titre"))
    told = [f"{one.section}: {one.name}" for one in made.left_out]

    assert told
    assert english_in(told) == []


def test_an_altered_copy_of_a_scheme_is_told_in_french() -> None:
    known = make_scheme()
    held = known.model_copy(update={"levels": known.levels[::-1], "caveats": (), "separator": "~"})

    assert english_in([altered_copy(held, known)]) == []
    assert "n’est pas celui que l’on connaît ici" in altered_copy(held, known)


def test_a_body_of_a_kind_keeps_its_headings() -> None:
    assert contract_breaches(Kind.TOOL, body_of(Kind.TOOL)) == ()
