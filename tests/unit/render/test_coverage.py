"""Which characters a template's own fonts can print."""

from dataclasses import replace

from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.font_coverage import printable_by, printable_part, unprintable_passages
from briefbuilder.storage.template_folder import TemplateFolder
from helpers.render_samples import plain_template
from helpers.surroundings import SHIPPED_TEMPLATES

PASSAGES = (Passage("block:text1", "Shalom \u05e9\u05dc\u05d5\u05dd"), Passage("head", "Kyiv"))


def test_the_shipped_fonts_print_latin_greek_and_cyrillic() -> None:
    printable = printable_by(TemplateFolder((SHIPPED_TEMPLATES,)).load("uk-ministerial-submission"))
    assert printable is not None
    assert all(
        ord(char) in printable
        for char in "Nguy\u1ec5n \u0391\u03b8\u03ae\u03bd\u03b1 \u041a\u0438\u0457\u0432"
    )
    assert 0x1F600 not in printable


def test_nothing_is_said_of_fonts_that_are_not_there_or_cannot_be_read() -> None:
    plain = plain_template()
    bare = replace(plain, shared={}, assets={})
    assert printable_by(bare) is None
    assert printable_by(replace(bare, assets={"broken.ttf": b"no font"})) is None
    assert unprintable_passages(PASSAGES, None) == ()


def test_a_passage_that_cannot_be_printed_is_quoted_and_not_looked_for() -> None:
    (problem,) = unprintable_passages(PASSAGES, range(0x250))
    assert "U+05E9" in problem.sentence
    assert 'in the words "Shalom' in problem.sentence
    assert problem.place.key == "block:text1"
    part = printable_part(Expectation(passages=PASSAGES, notes=2), range(0x250))
    assert part == Expectation(passages=PASSAGES[1:], notes=2)
