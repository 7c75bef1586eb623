"""Words and numbers that an argument may be.

The words are spelled out because the domain takes long to import; tests/cli compares them with
its values.
"""

from __future__ import annotations

from briefbuilder.cli.own_argparse import argparse
from briefbuilder.language.interface import _

ANSWERS = ("yes", "partly", "no", "unknown", "n/a")
OUTCOMES = ("asked", "concur", "non-concur", "no-reply", "not-required")
FORMATS = ("pdf", "docx", "html")
COPIES = ("draft", "record", "release")
MOST_DRAFTS = 9999
STATUSES = ("draft", "in-review", "approved", "withdrawn")
SHELVES = ("items", "sources", "checklists", "markings")


def draft_number(text: str) -> int:
    """The number of a draft copy."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= MOST_DRAFTS):
        raise argparse.ArgumentTypeError(
            _('"{text}" is not a number from 1 to {most}', text=text, most=MOST_DRAFTS)
        )
    return int(text)


def positive(text: str) -> int:
    """A number above 0."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(_('"{text}" is not a number above 0', text=text))
    return number
