"""The words with which a new item begins: they ask its author for words, and say nothing.

A file needs something where its format asks for it. Whatever of this is still there is told by
the check as an error, so that nobody approves it.
"""

from __future__ import annotations

from briefbuilder.language.marks import N_

SUMMARY = N_("One or two sentences that stand alone.")
OWNER = N_("Name the owner")
SECTION = N_("To be written.")
BINDS = N_("Say who")
REFERENCE = N_("Say which article")
