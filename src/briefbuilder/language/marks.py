"""Marks on words that stand in a table: they say "translate this", and change nothing.

A word in a table is looked up where it is shown, in the language of the page or of the window.
`./dev words` finds it by its mark.
"""

from __future__ import annotations


def P_(text: str) -> str:  # noqa: N802 — gettext's own manner of naming
    """A word that a printed page may show."""
    return text


def N_(text: str) -> str:  # noqa: N802 — gettext's own manner of naming
    """A sentence that the window or the terminal may show."""
    return text
