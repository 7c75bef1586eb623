"""The words with which a new item begins: they ask its author for words, and say nothing.

A file needs something where its format asks for it. Whatever of this is still there is told by
the check as an error, so that nobody approves it.
"""

from __future__ import annotations

SUMMARY = "One or two sentences that stand alone."
OWNER = "Name the owner"
SECTION = "To be written."
BINDS = "Say who"
REFERENCE = "Say which article"
