from dataclasses import replace

from briefbuilder.app.section_length import measure_words
from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.domain.items import Kind
from briefbuilder.domain.layout import SectionMeasure
from briefbuilder.domain.templates import SectionContract

TEXT = TextBlock(id="aaaa", text="Words")
FULL = Section(id="issue", heading="Issue", blocks=(TEXT,))


def contract(**values):
    return SectionContract(id="issue", heading="Issue", suggests=(Kind.TOOL,), **values)


def test_a_measure_names_what_the_form_allows():
    measure = SectionMeasure("issue", 3, 0.21)
    assert measure_words(FULL, contract(max_lines=4), measure) == ("3 of 4 lines", "faint")
    assert measure_words(FULL, contract(max_lines=2), measure) == ("✖ 3 of 2 lines", "error")
    assert measure_words(FULL, contract(max_pages=1), measure) == ("0.3 of 1 page", "faint")
    hair = replace(measure, pages=1.005)
    assert measure_words(FULL, contract(max_pages=1), hair) == ("1 of 1 page", "faint")
    more = replace(measure, pages=1.02)
    assert measure_words(FULL, contract(max_pages=1), more) == ("✖ 1.1 of 1 page", "error")
    assert measure_words(FULL, None, measure) == ("3 lines", "faint")
    assert measure_words(FULL, contract(), None) == ("", "faint")


def test_an_empty_section_says_whether_it_may_be():
    empty = Section(id="issue", heading="Issue")
    assert measure_words(empty, contract(), None) == ("empty — required", "faint")
    assert measure_words(empty, contract(required=False), None) == ("empty", "faint")
