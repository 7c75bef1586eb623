"""What the checks find is said in the user's language; what it is stays the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from briefbuilder.domain import edits, unwritten
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.finding_groups import grouped
from briefbuilder.domain.brief_check.findings import Finding, find
from briefbuilder.domain.briefs import Brief, FigureBlock, TableBlock, TimelineBlock, TimelineRow
from briefbuilder.domain.checklists import Answer, Override, answer_hash, question_hash
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.item_sections import parts_of
from briefbuilder.domain.items import Kind, revision_of
from briefbuilder.domain.layout import Layout, SectionMeasure
from briefbuilder.domain.library import Library, LibraryEntry, LibrarySettings
from briefbuilder.domain.library_check.review import review_library
from briefbuilder.domain.proofs import Proof, ProofFault
from briefbuilder.domain.templates import FieldSpec
from briefbuilder.errors import Place, Problem
from briefbuilder.language import interface
from briefbuilder.language.catalogue import interface_words
from briefbuilder.storage.item_file import format_item
from helpers.builders import (
    TODAY,
    body_of,
    make_brief,
    make_checklist,
    make_item,
    make_library,
    make_scheme,
    make_source,
    make_template,
    marked,
    place,
)
from helpers.french import english_in

FRENCH = interface_words("fr")
LATER = TODAY + dt.timedelta(days=40)


def context(brief: Brief, **values: Any) -> CheckContext:
    known = {"template": make_template(), "today": TODAY, "scheme": make_scheme()}
    return CheckContext(brief=brief, **{**known, **values})


def unfinished() -> Iterator[CheckContext]:
    """Briefs whose head, sections and blocks want something."""
    bare = make_brief(marking=None)
    for name in ("text1", "text2"):
        bare = edits.set_text(bare, name, "")
    yield context(edits.set_field(bare, "for", ""), template=make_template(max_pages=None))

    words = "TBC [@nobody-1999] [see @one] /home/jdoe/x \u202e\u4e2d\u6587 " + "mot " * 130
    full = edits.set_title(edits.set_text(make_brief(), "text1", words), "XX")
    blocks = (
        FigureBlock(id="figure1", media="a.png", alt=""),
        TableBlock(id="table1", header=("A",), rows=()),
        TableBlock(id="table2", header=("A",), rows=(("B",),)),
        TimelineBlock(id="events1", events=()),
        TimelineBlock(
            id="events2", events=(TimelineRow(typed="sometime"), TimelineRow(date="1962"))
        ),
    )
    for block in blocks:
        full = edits.insert_block(full, "background", block)
    form = make_template(
        max_pages=2,
        fields=[FieldSpec(name="date", label="Date", kind="date")],
        sections=[
            {"id": "background", "heading": "Issue", "max_lines": 4, "max_pages": 1},
            {"id": "issue", "heading": "Fond"},
            {"id": "gone", "heading": "Parti"},
        ],
    )
    layout = Layout((), (), (SectionMeasure("background", 5, 1.25),), body_pages=2.5)
    yield context(
        edits.set_field(full, "date", "4/5/2026"),
        template=form,
        layout=layout,
        printable=range(0x250),
        template_problems=(Problem("Cela manque.", Place("form.yaml", 3)),),
    )
    held = full.model_copy(update={"media": ()})
    yield context(held, damaged={"a.png": "Elle est vide."}, library=make_library())


def marked_parts() -> Iterator[CheckContext]:
    """Markings that are unknown, not allowed, or too low."""
    scheme = make_scheme()
    yield context(make_brief(), scheme=None)
    yield context(make_brief(marking=marked("HIGH", "CARE")), library=make_library(schemes={}))
    for part in (marked("HIGH"), marked("NONE"), marked("LOW").model_copy(update={"scheme": "x"})):
        yield context(edits.set_block_marking(make_brief(), "text1", part))
    lowered = scheme.model_copy(update={"levels": scheme.levels[::-1]})
    held = make_brief().model_copy(update={"held_scheme": lowered})
    yield context(held, scheme=lowered, scheme_known=scheme)
    yield context(held, scheme_known=scheme)


def answered() -> Iterator[CheckContext]:
    """Answers that are gaps, rest on nothing, or belong to other words."""
    checklist = make_checklist()
    first, second = checklist.questions[:2]
    yield context(place(make_brief(), make_item(tags=["air"])), checklist=checklist)

    def said(value: AnswerValue, of: str = "A1", **values: Any) -> Answer:
        question = {"A1": first, "A2": second}.get(of)
        words = question_hash(question) if question else "0" * 64
        return Answer(question=of, **{"words": words, "value": value, "by": "M", **values})

    gap = said(AnswerValue.NO, on=LATER)
    override = Override(by="M", on=LATER, reason="Le temps presse.", answer=answer_hash(gap))
    lapsed = override.model_copy(update={"answer": "0" * 64})
    others = (said(AnswerValue.YES, "Z1"), said(AnswerValue.NOT_APPLICABLE, "A2"))
    for answers in (
        (gap.model_copy(update={"override": override}), *others),
        (gap.model_copy(update={"override": lapsed}), said(AnswerValue.PARTLY, "A2")),
        (said(AnswerValue.YES), said(AnswerValue.YES, "A2")),
        (said(AnswerValue.YES, words="0" * 64), said(AnswerValue.YES, "A2", words="0" * 64)),
        tuple(said(AnswerValue.UNKNOWN, f"Z{number}") for number in range(20)),
    ):
        brief = place(make_brief(answers=answers), make_item(tags=["air"]))
        yield context(brief, checklist=checklist, library=make_library(checklists={}))


def cleared() -> Iterator[CheckContext]:
    """Clearances that lapsed, that nobody gave, and that bear a day to come."""
    concur, not_concur = ClearanceOutcome.CONCUR, ClearanceOutcome.NON_CONCUR
    of = ClearanceScope(words="0" * 64)
    clearances = (
        Clearance(),
        Clearance(office="DAJ", outcome=concur, on=LATER.isoformat()),
        Clearance(office="DGRIS", outcome=not_concur, asked="2027"),
        Clearance(office="EMA", outcome=concur, of=of),
        Clearance(office="SGA", outcome=not_concur, of=of),
        Clearance(office="ANSSI", due=dt.date(2026, 1, 1)),
        Clearance(office="CEMA"),
    )
    for release in (False, True):
        yield context(make_brief(clearances=clearances), release=release)


def from_the_library() -> Iterator[CheckContext]:
    """Items that the library has in another way, no longer, or not approved."""
    item = make_item()
    brief = place(make_brief(), item)
    yield context(brief, library=make_library())
    for values in (
        {"status": "draft", "review_by": dt.date(2026, 11, 2), "as_at": dt.date(2026, 11, 1)},
        {"status": "withdrawn", "withdrawn_because": "Le droit a changé."},
        {"status": "approved"},
    ):
        yield context(brief, library=make_library(make_item(**values)))
    (part, *_) = parts_of(item)
    own = edits.edit_part(brief, "item1", part, "Nos propres mots.", author="M")
    yield context(own, library=make_library())


def contexts() -> list[CheckContext]:
    return [*unfinished(), *marked_parts(), *answered(), *cleared(), *from_the_library()]


def said_of(found: list[Finding]) -> list[str]:
    groups = grouped(found)
    told = [text for one in found for text in (one.sentence, one.remedy, str(one.place))]
    return told + [text for one in groups for text in (one.sentence, one.remedy, one.place)]


def what_it_is(found: list[Finding]) -> list[tuple[object, ...]]:
    return [(one.rule, one.severity, one.place, one.group) for one in found]


@pytest.mark.slow
def test_a_brief_is_checked_in_french_as_it_is_in_english() -> None:
    rules: set[str] = set()
    said: list[str] = []
    for one in contexts():
        interface.speak("en-GB")
        english = list(find(one).findings)
        interface.speak("fr")
        french = list(find(one).findings)

        assert what_it_is(french) == what_it_is(english)
        rules |= {finding.rule for finding in french}
        said += said_of(french)

    assert english_in(set(said)) == []
    assert len(rules) > 40, sorted(rules)


def test_a_group_a_length_and_a_day_are_said_as_french_says_them() -> None:
    interface.speak("fr")
    bare = make_brief()
    for name in ("text1", "text2"):
        bare = edits.set_text(bare, name, "")
    (sections,) = [
        one for one in grouped(find(context(bare)).findings) if one.key == "sections-empty"
    ]
    assert (
        sections.sentence
        == "2 sections sont vides\u00a0; le modèle exige qu’elles soient remplies."
    )
    assert sections.place == "sections issue, background"

    layout = Layout((), (), (SectionMeasure("more", 3, 1.25),))
    (long,) = find(context(make_brief(), layout=layout)).findings
    assert "1,25\u00a0p." in long.sentence

    asked = Clearance(office="DAJ", due=dt.date(2026, 1, 1))
    (late,) = find(context(make_brief(clearances=(asked,)))).findings
    assert "1er janvier 2026" in late.sentence


def faulty_library() -> Library:
    """Items and a checklist that break most rules."""
    long = "mot " * 45
    events = [
        {"date": "1962-10-22", "text": f"Un fait. {long}"},
        {
            "date": "1962-10-14",
            "to": "1962-10-01",
            "text": "Un fait [@inconnue] [voir](item:rien).",
        },
    ]
    case = make_item(
        tags=["air", "air"],
        regions=["mars"],
        related=["suez-1956", "nulle-part", "flag-visit"],
        closes=["Z9"],
        timeline=events,
        marking={"scheme": "test-scheme", "level": "HIGH", "caveats": ["CARE", "CARE"]},
        checks=[
            {
                "statement": "0" * 12,
                "by": "M",
                "on": "2027-01-01",
                "grade": "A1",
                "address": "http://1.2.3.4/",
            }
        ],
        body=body_of(Kind.CASE_STUDY, "L’OMI le dit [@kyle-2011]. Et encore [@kyle-2011]."),
        as_at=dt.date(2026, 12, 1),
        status="approved",
        waivers=[{"rule": "acronym", "reason": "Connu."}, {"rule": "nothing", "reason": "Rien."}],
    )
    tool = make_item(
        "flag-visit",
        Kind.TOOL,
        summary=FRENCH.gettext(unwritten.SUMMARY),
        review_by=dt.date(2026, 11, 2),
        marking={"scheme": "autre", "level": "X"},
        body=body_of(Kind.TOOL, "It always works."),
        lang="en",
    )
    note = make_item(
        "alone",
        Kind.BACKGROUND,
        marking={"scheme": "test-scheme", "level": "X"},
        body=body_of(Kind.BACKGROUND, FRENCH.gettext(unwritten.SECTION)),
    )
    entries = {
        one.id: LibraryEntry(one, revision_of(one), f"items/{one.id}.md", format_item(one))
        for one in (case, tool, note)
    }
    question = make_checklist().questions[0]
    wrong = question.model_copy(
        update={
            "why": long + ".",
            "sources": ("[@inconnue]",),
            "applies_when": make_checklist().questions[2].applies_when,
        }
    )
    group = make_checklist().groups[0].model_copy(update={"questions": (wrong,)})
    checklist = make_checklist().model_copy(update={"groups": (group,)})
    return replace(
        make_library(),
        settings=LibrarySettings(id="test", title="Test"),
        entries=entries,
        checklists={"walk": checklist},
        sources={"kyle-2011": make_source(), "autre": make_source("autre")},
    )


def test_a_library_is_checked_in_french_as_it_is_in_english() -> None:
    library = faulty_library()
    proofs = {"suez-1956": Proof("Note", 2.25, (ProofFault("Un signe manque."),))}
    english = review_library(library, TODAY, proofs=proofs)
    interface.speak("fr")
    french = review_library(library, TODAY, proofs=proofs)

    def kinds(problems: tuple[Problem, ...]) -> list[tuple[object, ...]]:
        return [(one.rule, one.severity, one.place) for one in problems]

    assert kinds(french.problems) == kinds(english.problems)
    said = [text for one in french.problems for text in (one.sentence, one.remedy)]
    assert english_in(said) == []
    assert len({one.rule for one in french.problems}) > 20, {one.rule for one in french.problems}
    assert any("2,25\u00a0p." in one for one in said)


def test_english_that_is_left_is_seen() -> None:
    english = 'The section "Issue" is empty; the form requires it.'
    texts = (english, "La section «\u00a0Issue\u00a0» est vide.")

    assert [text for text, _ in english_in(texts)] == [english]
