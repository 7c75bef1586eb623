"""The words with which a new item begins: they ask its author for words, and say nothing.

A file needs something where its format asks for it. Whatever of this is still there is told by
the check as an error, so that nobody approves it.
"""

from __future__ import annotations

from functools import cache

from briefbuilder.language.catalogue import interface_words
from briefbuilder.language.marks import N_
from briefbuilder.language.tags import INTERFACE_LANGUAGES

SUMMARY = N_("One or two sentences that stand alone.")
OWNER = N_("Name the owner")
SECTION = N_("To be written.")
BINDS = N_("Say who")
REFERENCE = N_("Say which article")
"""Said in the language of whoever begins the item."""


def still_asks(words: str, asked: str) -> bool:
    """Whether an author's words are still those that asked for them, in whatever language."""
    return words.strip() in _in_every_language(asked)


@cache
def _in_every_language(asked: str) -> frozenset[str]:
    return frozenset({asked, *(interface_words(one).gettext(asked) for one in INTERFACE_LANGUAGES)})
