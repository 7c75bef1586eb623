"""What is wrong with a value, in a sentence for each kind of fault that pydantic finds.

Nothing that pydantic says is passed on: it speaks English, of inputs and fields. A kind of fault
that has no sentence yet is still told in ours.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from briefbuilder.domain.base import LANG_PATTERN, SLUG_PATTERN
from briefbuilder.domain.words import shortened
from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_

_LONGEST_QUOTE = 60
_PYDANTICS_KINDS = frozenset(get_args(ErrorType))
_PATTERNS = {
    LANG_PATTERN: N_('"{value}" is not a language: write its code, as in en, en-GB or fr.'),
    SLUG_PATTERN: N_(
        '"{value}" is not an identifier: use lower-case letters, digits and single hyphens.'
    ),
    r"^[0-9a-f]{12}$": N_('"{value}" is not a hash of 12 hexadecimal digits.'),
    r"^[0-9a-f]{32}$": N_('"{value}" is not an id of 32 hexadecimal digits.'),
    r"^[0-9a-f]{64}$": N_('"{value}" is not a hash of 64 hexadecimal digits.'),
    r"^[A-F][1-6]$": N_(
        '"{value}" is not a grade: write a letter from A to F and a digit from 1 to 6.'
    ),
    r"^#[0-9a-fA-F]{6}$": N_(
        '"{value}" is not a colour: write six hexadecimal digits, as in "#1d4ed8".'
    ),
}
_OTHER_PATTERN = N_('"{value}" does not have the form it should have.')
_OTHER_FAULT = N_("This does not have the form it should have.")
_BOUNDS = {
    "greater_than_equal": ("ge", N_('"{value}" is less than {bound}.')),
    "greater_than": ("gt", N_('"{value}" is not greater than {bound}.')),
    "less_than_equal": ("le", N_('"{value}" is more than {bound}.')),
    "less_than": ("lt", N_('"{value}" is not less than {bound}.')),
}
_NOT_A_MAPPING = N_("This must be a mapping of keys to values.")
_NOT_A_LIST = N_("This must be a list.")
_NOT_TEXT = N_("This must be text.")
_PLAIN_SENTENCES = {
    "string_type": _NOT_TEXT,
    "path_type": _NOT_TEXT,
    "string_too_short": N_("This must not be empty."),
    "tuple_type": _NOT_A_LIST,
    "list_type": _NOT_A_LIST,
    "model_type": _NOT_A_MAPPING,
    "model_attributes_type": _NOT_A_MAPPING,
    "dataclass_type": _NOT_A_MAPPING,
    "dict_type": _NOT_A_MAPPING,
    "mapping_type": _NOT_A_MAPPING,
}
# By the first word of pydantic's kind: what is said of a text, and of what is none.
_VALUE_SENTENCES = {
    "int": (N_('"{value}" is not a whole number.'), N_("This is not a whole number.")),
    "bool": (N_('"{value}" is neither true nor false.'), N_("This is neither true nor false.")),
    "float": (N_('"{value}" is not a number.'), N_("This is not a number.")),
    "finite": (N_('"{value}" is not a number.'), N_("This is not a number.")),
    "date": (
        N_('"{value}" is not a day of the calendar: write YYYY-MM-DD.'),
        N_("This is not a day of the calendar: write YYYY-MM-DD."),
    ),
    "datetime": (
        N_('"{value}" is not a time: write YYYY-MM-DDThh:mm:ss, as in 2026-11-01T09:30:00.'),
        N_("This is not a time: write YYYY-MM-DDThh:mm:ss, as in 2026-11-01T09:30:00."),
    ),
}


def sentences_of(error: ValidationError) -> Iterator[str]:
    """What is wrong with a whole of which each part was right on its own."""
    return (sentence_of(details)[0] for details in error.errors(include_url=False))


def sentence_of(details: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a value, and what to do about it; a long one is not quoted in full."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    shown = quotable(value)
    if kind in _PLAIN_SENTENCES:
        return _(_PLAIN_SENTENCES[kind]), ""
    if kind in {"value_error", "assertion_error"}:
        return _of_ours(str(context["error"]), value), ""
    if kind not in _PYDANTICS_KINDS:
        return details["msg"], ""  # raised by one of our own models, with a sentence of ours
    if kind in {"enum", "literal_error"}:
        known = quoted_in(str(context["expected"]))
        sentence = _('"{value}" is not one of {known}.', value=shown, known=", ".join(known))
        return sentence, did_you_mean(str(value), known)
    if kind == "string_pattern_mismatch":
        return _(_PATTERNS.get(str(context["pattern"]), _OTHER_PATTERN), value=shown), ""
    if kind in _BOUNDS:
        name, sentence = _BOUNDS[kind]
        return _(sentence, value=shown, bound=context[name]), ""
    if kind == "string_too_long":
        return _too_long_a_text(str(value), context["max_length"]), ""
    if kind == "too_short":
        return _too_short_a_list(context["min_length"]), ""
    if kind == "too_long":
        return _too_long_a_list(context["max_length"]), ""
    of_text, of_others = _VALUE_SENTENCES.get(kind.partition("_")[0], (_OTHER_FAULT, _OTHER_FAULT))
    return (_(of_text, value=shown) if isinstance(value, str) else _(of_others)), ""


def _of_ours(sentence: str, value: object) -> str:
    """What one of our own models said of a value, which it quotes in full."""
    is_long = isinstance(value, str) and len(value) > _LONGEST_QUOTE
    return sentence.replace(str(value), quotable(value)) if is_long else sentence


def _too_long_a_text(text: str, most: int) -> str:
    return n_(
        "This has {number} character; at most {most} are allowed.",
        "This has {number} characters; at most {most} are allowed.",
        len(text),
        most=most,
    )


def _too_short_a_list(least: int) -> str:
    return n_(
        "This list needs at least {number} of its entries.",
        "This list needs at least {number} of its entries.",
        least,
    )


def _too_long_a_list(most: int) -> str:
    return n_(
        "This list may have at most {number} entry.",
        "This list may have at most {number} entries.",
        most,
    )


def quotable(value: object) -> str:
    """A value as a sentence quotes it: not at any length."""
    return shortened(str(value), _LONGEST_QUOTE)


def quoted_in(expected: str) -> list[str]:
    """The names between single quotes in pydantic's list of what it expected."""
    return expected.split("'")[1::2]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "Did you mean …?" where one of the known names is close, "" otherwise."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return _('Did you mean "{name}"?', name=close[0]) if close else ""
