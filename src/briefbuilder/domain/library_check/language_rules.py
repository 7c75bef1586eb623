"""How an item reads: its sentences, its acronyms, and words that claim too much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuilder.domain.library import SETTINGS
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.domain.library_check.plain_text import (
    MOST_WORDS_OF_A_SENTENCE,
    sentences,
    without_quotations,
    word_count,
)
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, n_

_SHOWN_WORDS = 6

# A run of capitals that is a word of its own, and no part of EP-3, S/RES/678 or FSC.DOC/1/11.
_ACRONYM = re.compile(
    r"(?<![\w/.&])(?<![A-Z0-9]-)(?P<name>[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)s?(?![\w/&]|-[A-Z0-9]|\.[A-Z])"
)
_ROMAN = re.compile(r"[IVXLC]+")
_OPENED_BEFORE = re.compile(r"\w[\w”\"'’]* \((?:[A-Z]\w+ )?$")
_EXPANDED_AFTER = re.compile(r"\s\((?=[^()]*[a-z]{3})")
_OVERCLAIMS = re.compile(
    r"\b(?P<words>proves|proved that|has proved that|proof that"
    r"|prevented (?:a |the |any )?(?:\w+ )?war|always|never|guarantees|guaranteed|undoubtedly"
    r"|without (?:any )?doubt|inevitabl[ey]|obviously|unquestionabl[ey]|clearly shows?"
    r"|ensured? peace|everybody knows that)\b",
    re.IGNORECASE,
)
# What is denied is not claimed, and "Never write …" is an instruction.
_DENIED = re.compile(
    r"\b(?:not|no|nor|neither|nobody|cannot|without|nothing)\b[^.!?;]{0,40}$", re.IGNORECASE
)


def long_sentences(review: ItemUnderReview) -> Iterator[Problem]:
    """A sentence has at most 40 words."""
    for passage in review.passages:
        if word_count(passage.text) <= MOST_WORDS_OF_A_SENTENCE:
            continue
        for sentence in sentences(passage.text):
            words = word_count(sentence)
            if words > MOST_WORDS_OF_A_SENTENCE:
                beginning = sentence.split()[:_SHOWN_WORDS]
                yield Problem(
                    n_(
                        'The sentence "{beginning} …" has {number} word.',
                        'The sentence "{beginning} …" has {number} words.',
                        words,
                        beginning=" ".join(beginning),
                    ),
                    passage.place(beginning[0]),
                    Severity.WARNING,
                    _(
                        "Make two of it: at most {most} can be read at once.",
                        most=MOST_WORDS_OF_A_SENTENCE,
                    ),
                    "long-sentence",
                )


def unexpanded_acronyms(review: ItemUnderReview) -> Iterator[Problem]:
    """An acronym stands beside its full name where it is first met."""
    if SETTINGS in review.library.left_out:
        return  # the acronyms that everybody knows are in there
    met: set[str] = set(review.library.settings.known_acronyms)
    for passage in review.passages:
        for match in _ACRONYM.finditer(passage.text):
            name = match["name"]
            if name in met or _ROMAN.fullmatch(name):
                continue
            met.add(name)
            if not _is_expanded(passage.text, match):
                yield Problem(
                    _(
                        'The acronym "{acronym}" is not written out where it is first met.',
                        acronym=name,
                    ),
                    passage.place(name),
                    Severity.WARNING,
                    _(
                        "Write the full name and then ({acronym}), write the full name alone, or "
                        "add the acronym to known_acronyms in library.yaml.",
                        acronym=name,
                    ),
                    "acronym",
                )


def overclaims(review: ItemUnderReview) -> Iterator[Problem]:
    """Words that the evidence seldom bears; what is quoted belongs to somebody else."""
    if not review.item.lang.startswith("en"):
        return
    for passage in review.passages:
        own_words = without_quotations(passage.text)
        for match in _OVERCLAIMS.finditer(own_words):
            words = match["words"]
            if words == "Never" or _DENIED.search(own_words[: match.start()]):
                continue
            yield Problem(
                _('"{words}" claims much.', words=words),
                passage.place(words),
                Severity.ADVICE,
                _("Say what the source says, and who says it."),
                "overclaim",
            )


def _is_expanded(text: str, match: re.Match[str]) -> bool:
    """Whether it stands in brackets after its name, or its name in brackets after it."""
    before = _OPENED_BEFORE.search(text[: match.start()])
    return bool(before or _EXPANDED_AFTER.match(text, match.end()))
