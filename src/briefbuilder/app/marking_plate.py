"""What the plate in the toolbar says: the marking that the pages will bear, and why."""

from __future__ import annotations

import html
from dataclasses import dataclass

from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.banners import Banner, banner_of, raising_blocks, words_of
from briefbuilder.domain.briefs import Block, Brief, ItemBlock, marking_of_block
from briefbuilder.domain.edits import texts_of_block
from briefbuilder.domain.words import shortened
from briefbuilder.language.catalogue import words_for
from briefbuilder.language.interface import _, n_, p_
from briefbuilder.render.banner_words import banner_colours, banner_words, portion_words

_LONGEST, _LONGEST_PART, _MOST_PARTS = 60, 56, 12


@dataclass(frozen=True, slots=True)
class Plate:
    """Its words and colours (none where they are the alarm's), and what it stands for in full."""

    text: str
    reasons: tuple[str, ...]
    ground: str = ""
    ink: str = ""

    @property
    def tip(self) -> str:
        """The reasons as a tip, which takes titles for what they are."""
        return "<br>".join(html.escape(line) for line in self.reasons)

    @property
    def spoken(self) -> str:
        """The reasons as a screen reader says them."""
        return " ".join(self.reasons)


def block_mark(brief: Brief, block: Block, workspace: Workspace) -> tuple[str, str]:
    """The mark of a block as its paragraphs bear it, and as it is said; "" where it has none."""
    marking = marking_of_block(brief, block)
    if marking is None:
        return "", p_("a block", "not marked")
    scheme = workspace.library.schemes.get(marking.scheme)
    if scheme is None or not scheme.knows(marking):
        return marking.level, marking.level
    words = words_for(brief.lang)
    said = banner_words(Banner(marking), {scheme.id: scheme}, words)
    return portion_words(marking, scheme, words), said


def plate_of(brief: Brief, workspace: Workspace) -> Plate:
    """The plate of a brief as it stands."""
    schemes = workspace.schemes_of(brief)
    banner, own = banner_of(brief, schemes), brief.marking
    said = banner_words(banner, schemes, words_for(brief.lang))
    parts = raising_blocks(brief, schemes)
    named = [_part(brief, block, workspace) for block in parts[:_MOST_PARTS]]
    more = len(parts) - len(named)
    named += [n_("and {number} more.", "and {number} more.", more)] if more else []
    text = shortened(said, _LONGEST)
    if parts:
        text = n_(
            "{marking} (from {number} part)",
            "{marking} (from {number} parts)",
            len(parts),
            marking=text,
        )
    if own is None:
        why = _("The brief has no marking: each page says so. Set one (Ctrl+M).")
        holds = [_("These parts have one:"), *named] if named else []
        return Plate(text, (why, *holds))
    scheme = schemes.get(own.scheme)
    if scheme is None or scheme.problems_of(own):
        why = _(
            "The brief’s own marking, {level}, is not valid. Set another (Ctrl+M).",
            level=own.level,
        )
        return Plate(_("{marking} (NOT VALID)", marking=text), (why, *named))
    ground, ink = banner_colours(banner.marking, schemes)
    if not parts:
        why = _("Each page bears {marking}. Change it (Ctrl+M).", marking=said)
        return Plate(text, (why,), ground, ink)
    why = _(
        "Each page bears {marking}. The brief itself is marked {own}; so that no page is under a "
        "lower banner than its words, these parts count too:",
        marking=said,
        own=words_of(own, schemes),
    )
    return Plate(text, (why, *named), ground, ink)


def _part(brief: Brief, block: Block, workspace: Workspace) -> str:
    """A part by its section, its title or first words, and its marking."""
    section = next(one for one in brief.sections if block in one.blocks)
    if isinstance(block, ItemBlock):
        name = brief.pin_of(block).item.title
    else:
        name = " ".join(texts_of_block(brief, block)) or _("no words yet")
    mark = marking_of_block(brief, block)
    words = words_of(mark, workspace.schemes_of(brief)) if mark is not None else ""
    part = shortened(name, _LONGEST_PART)
    told = _("{section}: {part} — {marking}", section=section.heading, part=part, marking=words)
    return f"• {told}"
