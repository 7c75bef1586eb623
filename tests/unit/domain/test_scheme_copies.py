"""A brief's copy of a known marking scheme cannot say something else unnoticed."""

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.findings import find
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.scheme_copies import alterations, altered_copy
from briefbuilder.errors import Severity
from helpers.builders import TODAY, make_brief, make_library, make_scheme, make_template

KNOWN = make_scheme()
LOW, *_, HIGH = KNOWN.levels


def other(**changes: object) -> Scheme:
    return KNOWN.model_copy(update=changes)


ALTERED = {
    "a lower banner": (
        other(levels=(*KNOWN.levels[:-1], HIGH.model_copy(update={"banner": LOW.banner}))),
        f"{HIGH.id} is printed “{LOW.banner}” and not “{HIGH.banner}”",
    ),
    "a lower portion mark": (
        other(levels=(*KNOWN.levels[:-1], HIGH.model_copy(update={"portion": "(x)"}))),
        f"{HIGH.id} is printed “(x)”",
    ),
    "another order": (other(levels=KNOWN.levels[::-1]), "it ranks its levels"),
    "a level less": (other(levels=KNOWN.levels[1:]), f"it lacks {LOW.id}"),
    "a level more": (
        other(levels=(LOW.model_copy(update={"id": "NEW"}), *KNOWN.levels)),
        "it adds NEW",
    ),
    "no caveats": (other(caveats=()), f"the caveat {KNOWN.caveats[0].id} is another one"),
    "another separator": (other(separator="/"), "it joins words by “/”"),
}


@pytest.mark.parametrize(("held", "told"), ALTERED.values(), ids=ALTERED)
def test_what_was_altered_in_a_copy_of_a_known_scheme_is_told(held: Scheme, told: str) -> None:
    sentence = altered_copy(held, KNOWN)
    assert told in sentence
    assert KNOWN.id in sentence


def test_what_is_not_printed_and_not_ranked_may_differ() -> None:
    assert altered_copy(other(title="Another", note="Newer"), KNOWN) == ""
    assert alterations(KNOWN, KNOWN) == ()


def test_the_check_says_so_and_that_the_copy_is_not_used_or_is() -> None:
    held = ALTERED["a lower banner"][0]
    brief = edits.hold_rules(make_brief(), None, held)

    def severity(scheme: Scheme) -> Severity | None:
        context = CheckContext(
            brief,
            make_template(),
            today=TODAY,
            library=make_library(),
            scheme=scheme,
            scheme_known=KNOWN,
        )
        found = [one for one in find(context).findings if one.rule == "scheme-copy-altered"]
        return found[0].severity if found else None

    assert severity(KNOWN) is Severity.WARNING
    assert severity(held) is Severity.ERROR
