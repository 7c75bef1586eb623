"""What the chips of a list of names say: tags, regions, actors, related items, questions."""

from __future__ import annotations

from briefbuilder.language.interface import _

LONGEST = 44


def chip_tip(words: str, *, unknown: bool) -> str:
    """The whole name, and how it is taken out."""
    if unknown:
        return _("{name} (not known to the library): a click or Delete takes it out", name=words)
    return _("{name}: a click or Delete takes it out", name=words)


def chip_description(*, unknown: bool) -> str:
    """The keys that take a name out, for a screen reader."""
    keys = _("Delete or Backspace takes it out, Space does not.")
    return f"{keys} {_('The library does not know it.')}" if unknown else keys


def short_name(words: str) -> str:
    """A name as it stands on a chip."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def spelt_tags(tags: dict[str, str]) -> dict[str, str]:
    """Tags as people read them; what each means is too long for a chip."""
    return {tag: tag.replace("-", " ") for tag in tags}
