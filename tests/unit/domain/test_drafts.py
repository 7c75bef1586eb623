"""The number of a draft rises when the brief says something new, and only then."""

from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Answer, QuestionWords, question_hash
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.drafts import DraftRecord, as_draft, next_draft, recorded, words_of_draft
from briefbuilder.domain.history import History
from helpers.builders import make_brief, make_checklist, make_item, place


def exported(brief: Brief) -> Brief:
    return recorded(brief, DraftRecord(brief.id, next_draft(brief), words_of_draft(brief)))


def test_the_first_copy_is_draft_1_and_stays_it_while_the_words_stand() -> None:
    brief = make_brief()
    assert next_draft(brief) == 1
    once = exported(brief)
    assert next_draft(once) == 1
    assert exported(once) == once


def test_any_new_word_makes_the_next_draft_and_taking_it_back_the_same() -> None:
    brief = exported(make_brief())
    for changed in (
        edits.set_title(brief, "Another"),
        edits.set_field(brief, "for", "Somebody else"),
        edits.set_text(brief, "text1", "Other words."),
        edits.set_marking(brief, None),
        place(brief, make_item()),
    ):
        assert next_draft(changed) == 2
        assert next_draft(exported(changed)) == 2
    assert next_draft(edits.set_title(edits.set_title(brief, "Another"), brief.title)) == 1
    third = edits.set_title(exported(edits.set_title(brief, "Another")), "A third")
    assert next_draft(third) == 3


def test_a_number_may_be_chosen() -> None:
    brief = as_draft(exported(make_brief()), 7)
    assert next_draft(brief) == 7
    assert next_draft(edits.set_title(exported(brief), "Another")) == 8


def test_going_back_does_not_take_the_number_back() -> None:
    first = make_brief()
    second = edits.set_title(first, "Another")
    history = History.opened(first).do("Change title", second, at=1.0)
    record = DraftRecord(first.id, 1, words_of_draft(second))
    history = history.throughout(lambda brief: recorded(brief, record))
    assert next_draft(history.current) == 1
    back = history.undo()
    assert back.current.title == first.title
    assert next_draft(back.current) == 2
    assert not back.is_clean


def test_what_a_question_said_is_no_new_word_of_the_brief() -> None:
    checklist = make_checklist()
    question = checklist.questions[0]
    answer = Answer(question=question.id, words=question_hash(question), value=AnswerValue.YES)
    brief = exported(edits.set_answer(make_brief(), answer))
    kept = answer.model_copy(update={"asked": QuestionWords.of(question)})

    assert next_draft(edits.set_answer(brief, kept)) == 1
