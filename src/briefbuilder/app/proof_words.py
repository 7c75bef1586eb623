"""What a proof of an item says in words: its faults, and how long the item is in print."""

from __future__ import annotations

from briefbuilder.domain.proofs import MOST_PAGES, Proof
from briefbuilder.language.interface import n_, spoken


def proof_words(proof: Proof) -> str:
    """A proof in words, its faults first."""
    said = [f"✖ {fault.sentence}" for fault in proof.faults]
    if proof.pages is not None:
        said.append(_length(proof.pages))
    return "\n".join(said)


def _length(pages: float) -> str:
    """How long the item is; a language may count the pages by the whole ones."""
    figures = spoken().decimal(pages, 2)
    if pages > MOST_PAGES:
        return n_(
            "▲ {pages} pages; a page and a half is the most.",
            "▲ {pages} pages; a page and a half is the most.",
            pages,
            pages=figures,
        )
    return n_("{pages} pages in print.", "{pages} pages in print.", pages, pages=figures)
