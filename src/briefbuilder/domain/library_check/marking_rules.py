"""An item's own marking: its scheme, level and caveats are there and fit together."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.library_check.item_places import in_head
from briefbuilder.domain.library_check.overview import ItemUnderReview
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.errors import Problem
from briefbuilder.language.interface import _


def unknown_markings(review: ItemUnderReview) -> Iterator[Problem]:
    """A marking that its scheme does not know cannot be ranked, printed or held to a ceiling."""
    marking, library = review.item.marking, review.library
    if marking is None:
        return
    scheme = library.schemes.get(marking.scheme)
    if scheme is None:
        if not library.is_left_out("marking scheme", marking.scheme):
            known = ", ".join(sorted(library.schemes))
            remedy = _("It has {schemes}.", schemes=known) if known else _("It has none.")
            name = marking.scheme
            sentence = _('The marking scheme "{scheme}" is not in the library.', scheme=name)
            yield _problem(review, name, sentence, remedy)
        return
    for word, sentence in _faults(scheme, marking, review):
        yield _problem(review, word, sentence, _("Choose a marking that the scheme allows."))


def _faults(scheme: Scheme, marking: Marking, review: ItemUnderReview) -> Iterator[tuple[str, str]]:
    """The words of the marking that are wrong, each with what is wrong about them."""

    def is_left_out(noun: str, key: str) -> bool:
        return review.library.is_left_out(noun, f"{scheme.id} {key}")

    if marking.level not in {level.id for level in scheme.levels}:
        if not is_left_out("level", marking.level):
            yield marking.level, scheme.problems_of(marking)[0]
        return
    for caveat in dict.fromkeys(marking.caveats):
        if marking.caveats.count(caveat) > 1:
            yield caveat, _('The caveat "{caveat}" stands twice in the marking.', caveat=caveat)
        if not is_left_out("caveat", caveat):
            one = marking.model_copy(update={"caveats": (caveat,)})
            for sentence in scheme.problems_of(one):
                yield caveat, sentence


def _problem(review: ItemUnderReview, word: str, sentence: str, remedy: str) -> Problem:
    place = in_head(review.entry, "marking", word)
    return Problem(sentence, place, remedy=remedy, rule="unknown-marking")
