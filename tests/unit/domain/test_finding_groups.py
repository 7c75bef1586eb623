"""Many findings of one kind are told as one; none is left out, and no severity changes."""

from briefbuilder.domain import edits
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.finding_groups import grouped
from briefbuilder.domain.brief_check.findings import Finding, find
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Answer, question_hash
from briefbuilder.domain.conditions import AnswerValue
from helpers.builders import TODAY, make_brief, make_checklist, make_scheme, make_template


def findings(brief: Brief) -> tuple[Finding, ...]:
    context = CheckContext(
        brief=brief,
        template=make_template(),
        today=TODAY,
        scheme=make_scheme(),
        checklist=make_checklist(),
    )
    return find(context).findings


def test_empty_sections_are_one_group_and_a_single_one_keeps_its_words() -> None:
    brief = edits.set_text(edits.set_text(make_brief(), "text1", ""), "text2", "")
    groups = grouped(findings(brief))
    sections = next(group for group in groups if group.key == "sections-empty")
    assert sections.sentence == "2 sections are empty; the form requires them."
    assert sections.place == "sections issue, background"
    one = edits.set_text(make_brief(), "text1", "")
    single = next(group for group in grouped(findings(one)) if group.key == "sections-empty")
    assert single.sentence == 'The section "Issue" is empty; the form requires it.'


def test_groups_hold_every_finding_once_and_in_order() -> None:
    found = findings(edits.set_text(make_brief(), "text1", ""))
    told = [one for group in grouped(found) for one in group.findings]
    assert sorted(told, key=found.index) == list(found)
    for group in grouped(found):
        assert {one.severity for one in group.findings} == {group.severity}


def test_a_question_is_said_to_be_what_it_is() -> None:
    """Not answered, answered before its words changed, or answered with a gap."""
    question = next(one for one in make_checklist().questions if one.id == "A1")
    brief = make_brief()

    def told(words: str | None, value: AnswerValue = AnswerValue.NO) -> Finding:
        answered = brief
        if words is not None:
            answer = Answer(question="A1", words=words, value=value, by="A", on=TODAY)
            answered = edits.set_answer(brief, answer)
        return next(one for one in findings(answered) if one.rule == "blocking-question")

    assert "(not answered)" in told(None).sentence
    assert told(None).group == "blocking-not-answered"
    lapsed = told("0" * 64, AnswerValue.YES)
    assert "(answered before its words changed)" in lapsed.sentence
    assert "not answered" not in lapsed.sentence
    assert lapsed.group == ""
    assert "(no)" in told(question_hash(question)).sentence
