"""Proofs: how an item prints when it stands alone in a form, as the layout itself found it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PAGES = 1.5
"""What a reader takes in of one item: a page and a half."""


@dataclass(frozen=True, slots=True)
class ProofFault:
    """What could not be printed, in a sentence for people.

    `lost_source` is the key of a source that was cited and not there; "" for any other fault.
    """

    sentence: str
    lost_source: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of printing an item alone.

    `pages` is the length of the item itself in pages of the form (1.25 is a page and a quarter),
    without the brief's head, its notes and its sources; None when it could not be laid out.
    `faults` are what could not be printed.
    """

    form: str
    pages: float | None
    faults: tuple[ProofFault, ...] = ()
