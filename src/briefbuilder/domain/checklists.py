"""Checklists: groups of questions, and what counts as an answer to one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from briefbuilder.domain.base import Day, Frozen, Lang, NonEmpty, Slug
from briefbuilder.domain.conditions import AnswerValue, ReadCondition
from briefbuilder.domain.words import fold_words, sha256_hex
from briefbuilder.language.interface import _


class QuestionSeverity(StrEnum):
    """What an open question means for the brief."""

    BLOCKING = "blocking"
    MAJOR = "major"
    ADVISORY = "advisory"


GAP_VALUES = frozenset({AnswerValue.PARTLY, AnswerValue.NO, AnswerValue.UNKNOWN})


class Precedents(Frozen):
    """Case studies in which the matter went well and badly."""

    well: tuple[Slug, ...] = ()
    badly: tuple[Slug, ...] = ()


class Question(Frozen):
    """One line of a checklist."""

    id: NonEmpty
    text: NonEmpty
    why: NonEmpty
    evidence: NonEmpty
    who: tuple[NonEmpty, ...] = ()
    severity: QuestionSeverity
    applies_when: ReadCondition | None = None
    precedents: Precedents = Precedents()
    recommend: tuple[Slug, ...] = ()
    on_gap: str = ""
    sources: tuple[NonEmpty, ...] = ()


class Group(Frozen):
    """Questions on one subject."""

    id: NonEmpty
    title: NonEmpty
    questions: tuple[Question, ...] = Field(min_length=1)


class Checklist(Frozen):
    """An ordered set of groups."""

    id: Slug
    title: NonEmpty
    intro: str = ""
    lang: Lang = "en"
    groups: tuple[Group, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_once(self) -> Checklist:
        ids = [question.id for question in self.questions]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(_("These question ids stand twice: {names}.", names=", ".join(twice)))
        return self

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for group in self.groups for question in group.questions)

    def find(self, question_id: str) -> Question | None:
        """The question of that id, or None."""
        for group in self.groups:
            for question in group.questions:
                if question.id == question_id:
                    return question
        return None


class Override(Frozen):
    """A named person's word that an open question does not stop the brief.

    `answer` is the hash of the answer that it was given to; another answer makes it lapse.
    """

    by: NonEmpty
    on: Day
    reason: NonEmpty
    answer: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class QuestionWords(Frozen):
    """What a question said: the words that an answer belongs to."""

    text: NonEmpty
    why: NonEmpty
    evidence: NonEmpty

    @classmethod
    def of(cls, question: Question) -> QuestionWords:
        """The words of a question."""
        return cls(text=question.text, why=question.why, evidence=question.evidence)

    @property
    def hash(self) -> str:
        """The SHA-256 of the words (`docs/formats/checklist.md`)."""
        words = (self.text, self.why, self.evidence)
        return sha256_hex("\n".join(fold_words(part) for part in words))


class Answer(Frozen):
    """What was answered, on which words, with what behind it.

    `asked` is the question as it read then, kept where the brief's checklist does not say it.
    """

    question: NonEmpty
    words: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    asked: QuestionWords | None = None
    value: AnswerValue
    detail: str = ""
    evidence: str = ""
    closes: str = ""
    due: str = ""
    reason: str = ""
    by: str = ""
    on: Day | None = None
    override: Override | None = None

    @model_validator(mode="after")
    def _asked_so(self) -> Answer:
        if self.asked is not None and self.asked.hash != self.words:
            raise ValueError(_("The answer was not given to the words that it says were asked."))
        return self

    @property
    def is_gap(self) -> bool:
        """Whether something is still to be done."""
        return self.value in GAP_VALUES

    @property
    def is_overridden(self) -> bool:
        """Whether a named person lets this gap, as it is answered now, go forward."""
        return (
            self.is_gap and self.override is not None and self.override.answer == answer_hash(self)
        )


def answer_hash(answer: Answer) -> str:
    """The SHA-256 of what an answer says, and to which words (`docs/formats/checklist.md`)."""
    said = (answer.words, answer.value.value, answer.detail, answer.evidence, answer.reason)
    return sha256_hex("\n".join(fold_words(part) for part in said))


def question_hash(question: Question) -> str:
    """The SHA-256 of the question's words (`docs/formats/checklist.md`)."""
    return QuestionWords.of(question).hash
