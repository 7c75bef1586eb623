"""What a banner says and in which colours: on the pages, and in the window that announces them."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuilder.domain.banners import Banner, words_of
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.render.colours import ALARM, DARK_INK, WHITE, readable_ink

_UNMARKED = "UNMARKED"  # the shipped scheme for those who use no markings; no law gives the word


def banner_words(banner: Banner, schemes: Mapping[str, Scheme], words: Catalogue) -> str:
    """The words of a banner, in the brief's language; there is always something to say."""
    marking = banner.marking
    said = words_of(marking, schemes) if marking is not None else words.gettext("MARKING NOT SET")
    said = _in_language(said, words)
    if not banner.also:
        return said
    return words.gettext(
        "{marking} · ALSO HOLDS {others}", marking=said, others=" · ".join(banner.also)
    )


def portion_words(marking: Marking | None, scheme: Scheme | None, words: Catalogue) -> str:
    """What stands before a marked paragraph, in brackets: "(C)"; "" where nothing is marked."""
    if marking is None:
        return ""
    if scheme is not None and scheme.id == marking.scheme and scheme.knows(marking):
        said = scheme.portion(marking).removeprefix("(").removesuffix(")")
    else:
        said = "//".join([marking.level, *marking.caveats])
    return f"({_in_language(said, words)})"


def _in_language(said: str, words: Catalogue) -> str:
    """The one word of a marking that is the program's own, in the brief's language."""
    return words.gettext("UNMARKED") if said == _UNMARKED else said


def banner_colours(marking: Marking | None, schemes: Mapping[str, Scheme]) -> tuple[str, str]:
    """The colours of a banner and of its words."""
    if marking is None:
        return ALARM, WHITE
    scheme = schemes.get(marking.scheme)
    if scheme is None or not scheme.knows(marking):
        return DARK_INK, WHITE
    level = scheme.level(marking.level)
    return level.colour, readable_ink(level.text_colour, level.colour)
