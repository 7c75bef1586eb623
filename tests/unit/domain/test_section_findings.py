"""A brief's sections are held to its form: there, in order, under its headings, and no others."""

from briefbuilder.domain import edits
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.findings import find
from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.errors import Severity
from helpers.builders import TODAY, make_brief, make_scheme, make_template


def findings(brief):
    context = CheckContext(brief=brief, template=make_template(), today=TODAY, scheme=make_scheme())
    return [(one.rule, one.severity, one.place.section) for one in find(context).findings]


def test_sections_in_another_order_than_the_forms_are_found():
    brief = edits.move_section(make_brief(), "background", 0)

    assert findings(brief) == [("section-order", Severity.ERROR, "issue")]
    assert findings(edits.move_section(brief, "issue", 0)) == []


def test_each_section_that_stands_too_late_is_found():
    brief = edits.move_section(make_brief(), "more", 0)

    assert [place for _, _, place in findings(brief)] == ["issue", "background"]


def test_another_heading_than_the_forms_is_a_warning():
    brief = edits.set_heading(make_brief(), "issue", "When")

    assert findings(brief) == [("heading-changed", Severity.WARNING, "issue")]


def test_a_section_that_the_form_does_not_know_is_found_once_it_says_something():
    brief = make_brief()
    empty = brief.model_copy(update={"sections": (*brief.sections, Section(id="x", heading="X"))})
    full = edits.insert_block(empty, "x", TextBlock(id="text9", text="Words."))

    assert findings(empty) == []
    assert findings(full) == [("section-foreign", Severity.ERROR, "x")]
