"""What stands on the card of an item, in every list of the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefbuilder.app.item_words import item_meta, short_day, status_word
from briefbuilder.app.window_colours import Colours
from briefbuilder.domain.items import Status
from briefbuilder.domain.library import Library, LibraryEntry
from briefbuilder.domain.statements import check_summary
from briefbuilder.language.interface import _, n_

MOSTLY_CHECKED = 0.75


class Tone(StrEnum):
    """How a word at a card's foot is coloured; its sign says the same without colour."""

    GOOD = "good"
    SOFT = "soft"
    WARNING = "warning"
    ERROR = "error"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class ItemCard:
    """What a card shows. `summary` is text in runs, each with whether it matched the search."""

    item_id: str
    title: str
    meta: str
    summary: tuple[tuple[str, bool], ...]
    foot: tuple[tuple[str, Tone], ...]

    @property
    def spoken(self) -> str:
        """The card for a screen reader."""
        summary = "".join(text for text, _ in self.summary)
        foot = ", ".join(text for text, _ in self.foot)
        return f"{self.title}. {self.meta}. {summary} {foot}"


def card_of(
    entry: LibraryEntry,
    library: Library,
    today: dt.date,
    *,
    snippet: Sequence[tuple[str, bool]] = (),
    notes: Sequence[tuple[str, Tone]] = (),
) -> ItemCard:
    """An item's card; `snippet` is shown in place of its summary, `notes` at the foot's end."""
    item = entry.item
    return ItemCard(
        item_id=item.id,
        title=item.title,
        meta=item_meta(item, library.settings),
        summary=tuple(snippet) or ((item.summary, False),),
        foot=(*_standing(entry, library, today), *notes),
    )


def _standing(
    entry: LibraryEntry, library: Library, today: dt.date
) -> tuple[tuple[str, Tone], ...]:
    item = entry.item
    foot: list[tuple[str, Tone]] = []
    if item.status is Status.WITHDRAWN:
        return ((f"✖ {status_word(item.status)}", Tone.ERROR),)
    if not library.offers(item.id):
        foot.append((f"▲ {status_word(entry.status)}", Tone.WARNING))
    if item.review_by < today:
        overdue = _("▲ review due {date}", date=short_day(item.review_by))
        foot.append((overdue, Tone.WARNING))
    checks = check_summary(item)
    if checks.facts:
        full = checks.checked >= MOSTLY_CHECKED * checks.facts
        sign, tone = ("●", Tone.GOOD) if full else ("○", Tone.SOFT)
        counted = n_(
            "{sign} {checked} of {number} checked",
            "{sign} {checked} of {number} checked",
            checks.facts,
            sign=sign,
            checked=checks.checked,
        )
        foot.append((counted, tone))
    foot.append((_("as at {date}", date=short_day(item.as_at)), Tone.SOFT))
    return tuple(foot)


def tone_colour(tone: Tone, colours: Colours) -> str:
    """The colour that goes with a tone."""
    return {
        Tone.GOOD: colours.good,
        Tone.SOFT: colours.faint_ink,
        Tone.WARNING: colours.warning,
        Tone.ERROR: colours.error,
        Tone.ACCENT: colours.accent,
    }[tone]
