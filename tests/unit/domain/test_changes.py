"""Whatever differs between two briefs is announced, so that nothing shown stays as it was."""

import pytest

from briefbuilder.domain import edits
from briefbuilder.domain.changes import Aspect, changes_between
from briefbuilder.domain.checklists import Answer
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.conditions import AnswerValue
from helpers.builders import make_brief, make_item, make_source, marked, place

EDITS = {
    Aspect.HEAD: lambda brief: edits.set_title(brief, "Another"),
    Aspect.MARKING: lambda brief: edits.set_marking(brief, marked("HIGH")),
    Aspect.OUTLINE: lambda brief: edits.remove_block(brief, "text2"),
    Aspect.BLOCKS: lambda brief: edits.set_text(brief, "text1", "Other words."),
    Aspect.ANSWERS: lambda brief: edits.set_answer(
        brief, Answer(question="A1", words="0" * 64, value=AnswerValue.NO)
    ),
    Aspect.CLEARANCES: lambda brief: edits.set_clearances(brief, [Clearance(office="Legal")]),
    Aspect.SOURCES: lambda brief: edits.add_sources(brief, [make_source()]),
    Aspect.PINS: lambda brief: place(brief, make_item()),
}


@pytest.mark.parametrize("aspect", Aspect)
def test_each_side_of_a_brief_that_differs_is_named(aspect):
    before = make_brief()

    assert aspect in changes_between(before, EDITS[aspect](before))
    assert aspect not in changes_between(before, before.model_copy())


def test_changed_questions_are_named():
    before = EDITS[Aspect.ANSWERS](make_brief())
    after = edits.set_answer(before, Answer(question="A1", words="0" * 64, value=AnswerValue.YES))

    assert changes_between(before, after).questions == {"A1"}
