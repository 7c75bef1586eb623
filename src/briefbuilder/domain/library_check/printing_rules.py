"""How an item prints: on a page and a half, and whole. Says nothing where nobody has tried."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.library_check.item_places import in_head
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.domain.proofs import MOST_PAGES, ProofFault
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, spoken

RULES_OF_PRINTING = frozenset({"too-long", "cannot-print"})


def too_long(review: ItemUnderReview) -> Iterator[Problem]:
    """An item prints on at most a page and a half."""
    proof = review.proof
    if proof is not None and proof.pages is not None and proof.pages > MOST_PAGES:
        yield Problem(
            _(
                'The item prints on {pages} pages of the form "{form}"; a page and a half is the '
                "most.",
                pages=spoken().decimal(proof.pages, 2),
                form=proof.form,
            ),
            in_head(review.entry, "id"),
            Severity.WARNING,
            _("Shorten it, or make two items of it."),
            "too-long",
        )


def cannot_print(review: ItemUnderReview) -> Iterator[Problem]:
    """Everything in an item can be printed.

    A source that is not there, or is left out for a fault of its own, has been told of where it is
    cited or where it stands: that it cannot be printed is no second fault.
    """
    proof = review.proof
    for fault in proof.faults if proof is not None else ():
        if _is_told_already(fault, review):
            continue
        yield Problem(
            fault.sentence,
            in_head(review.entry, "id"),
            remedy=_("Write it in another way, or choose another form for the proofs."),
            rule="cannot-print",
        )


def _is_told_already(fault: ProofFault, review: ItemUnderReview) -> bool:
    key = fault.lost_source
    cited = review.overview.told[review.item.id].cites
    return key in cited and key not in review.library.sources
