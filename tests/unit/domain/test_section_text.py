from briefbuilder.domain.item_sections import contract_breaches
from briefbuilder.domain.items import Kind
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.section_text import section_text, with_section

BODY = """\
## In brief

One.

## What is known

Two [@a].

- Three.

## What it means for a brief

Four.
"""


def test_the_same_words_change_no_character():
    for rule in spec_of(Kind.BACKGROUND).sections:
        same = section_text(BODY, rule.heading)
        assert with_section(Kind.BACKGROUND, BODY, rule.heading, same) == BODY


def test_one_section_changes_and_the_others_stay():
    changed = with_section(Kind.BACKGROUND, BODY, "In brief", "Anew.\n\nAnd more.")
    assert section_text(changed, "In brief") == "Anew.\n\nAnd more."
    for heading in ("What is known", "What it means for a brief"):
        assert section_text(changed, heading) == section_text(BODY, heading)


def test_an_optional_section_comes_to_its_place_and_goes_again():
    heading = "What is contested"
    more = with_section(Kind.BACKGROUND, BODY, heading, "Five.")
    assert contract_breaches(Kind.BACKGROUND, more) == ()
    assert section_text(more, heading) == "Five."
    less = with_section(Kind.BACKGROUND, more, heading, " ")
    assert heading not in less
    assert contract_breaches(Kind.BACKGROUND, less) == ()


def test_a_required_section_stays_when_it_is_emptied():
    emptied = with_section(Kind.BACKGROUND, BODY, "In brief", "")
    assert "## In brief" in emptied
    sentences = [breach.sentence for breach in contract_breaches(Kind.BACKGROUND, emptied)]
    assert sentences == ['The section "In brief" is empty.']


def test_a_section_may_be_written_into_an_empty_body():
    body = with_section(Kind.BACKGROUND, "", "What is known", "Two.")
    body = with_section(Kind.BACKGROUND, body, "In brief", "One.")
    assert body == "## In brief\n\nOne.\n\n## What is known\n\nTwo."
