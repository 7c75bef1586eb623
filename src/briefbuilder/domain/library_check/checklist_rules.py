"""Checklists: what a question names, cites or depends on is there, and it reads easily."""

from __future__ import annotations

from collections.abc import Container, Iterator

from briefbuilder.domain.checklists import Checklist, Question
from briefbuilder.domain.citations import cited_keys
from briefbuilder.domain.conditions import named_in
from briefbuilder.domain.library import SETTINGS, Library
from briefbuilder.domain.library_check.item_places import in_yaml
from briefbuilder.domain.library_check.overview import Overview, items_named_by
from briefbuilder.domain.library_check.plain_text import (
    MOST_WORDS_OF_A_SENTENCE,
    plain_statement,
    sentences,
    word_count,
)
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_


def unknown_names_of_questions(overview: Overview) -> Iterator[Problem]:
    """Items, sources, tags and questions that a checklist names."""
    library = overview.library
    for checklist in library.checklists.values():
        file = library.file_of("checklist", checklist.id)
        text = library.texts.get(file, "")
        for question in checklist.questions:
            place = in_yaml(file, text, "id", question.id)
            for rule, sentence, name in _unknown(question, checklist, library):
                yield Problem(
                    _(sentence, question=question.id, name=name),
                    place,
                    remedy=_("Correct it, add it there, or take it out."),
                    rule=rule,
                )


def long_sentences_of_questions(overview: Overview) -> Iterator[Problem]:
    """A question is read aloud in a hurry: its sentences are as short as those of an item."""
    library = overview.library
    for checklist in library.checklists.values():
        file = library.file_of("checklist", checklist.id)
        for question in checklist.questions:
            told = (question.text, question.why, question.evidence, question.on_gap)
            for sentence in (one for text in told for one in sentences(plain_statement(text))):
                words = word_count(sentence)
                if words > MOST_WORDS_OF_A_SENTENCE:
                    yield Problem(
                        n_(
                            "A sentence of question {question} has {number} word.",
                            "A sentence of question {question} has {number} words.",
                            words,
                            question=question.id,
                        ),
                        in_yaml(file, library.texts.get(file, ""), "id", question.id),
                        Severity.WARNING,
                        _(
                            "Make two of it: at most {most} can be read at once.",
                            most=MOST_WORDS_OF_A_SENTENCE,
                        ),
                        "long-sentence",
                    )


def _unknown(
    question: Question, checklist: Checklist, library: Library
) -> Iterator[tuple[str, str, str]]:
    """The rule that a name breaks, the sentence that says so, and the name."""

    def lacks(noun: str, key: str, known: Container[str]) -> bool:
        return key not in known and not library.is_left_out(noun, key)

    for item_id in items_named_by(question):
        if lacks("item", item_id, library.entries):
            yield "unknown-name", _NAMES, item_id
    for text in question.sources:
        for key in cited_keys(text):
            if lacks("source", key, library.sources):
                yield "unknown-source", _CITES, key
    if question.applies_when is not None:
        # Without its settings nobody knows which tags a library has.
        is_blind = SETTINGS in library.left_out
        known: dict[str, Container[str]] = {
            "item": library.entries,
            "tag": library.settings.tags,
            "question": {one.id for one in checklist.questions},
        }
        for noun, name in named_in(question.applies_when):
            if lacks(noun, name, known[noun]) and not (noun == "tag" and is_blind):
                yield "unknown-name", _DEPENDS[noun], name


_NAMES = N_('Question {question} names the item "{name}", which is not in the library.')
_CITES = N_('Question {question} cites "@{name}", which is not in the library.')
_DEPENDS = {
    "item": N_('Question {question} depends on the item "{name}", which is not in the library.'),
    "tag": N_('Question {question} depends on the tag "{name}", which is not in the library.'),
    "question": N_(
        'Question {question} depends on the question "{name}", which is not in the library.'
    ),
}
