"""Which words a clearance was given to, and how it stands beside the brief's present words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    Media,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.clearances import (
    Clearance,
    ClearanceOutcome,
    ClearanceScope,
    ClearedBlock,
    ClearedSection,
    ClearedText,
    EarlierReply,
)
from briefbuilder.domain.differences import (
    PartDifference,
    WordChange,
    changed_words,
    word_differences,
)
from briefbuilder.domain.item_sections import part_text, part_title
from briefbuilder.domain.kept import Kept
from briefbuilder.domain.words import fold_body, fold_words
from briefbuilder.language.catalogue import ENGLISH, Catalogue
from briefbuilder.language.interface import _, clauses, n_, page_words
from briefbuilder.language.marks import P_

CELL_MARK = "\t"
"""What stands between the cells of a row; folding leaves no tabulator in a cell."""


_HEADING = "heading:"
ORDER = "order:"
"""The part of a difference that says in which order the sections stand."""


class ClearanceStanding(StrEnum):
    """How a clearance stands beside the brief's present words."""

    OPEN = "open"
    """Nobody has said anything of any words."""
    COUNTS = "counts"
    LAPSED = "lapsed"
    """It was given to other words."""
    UNRECORDED = "unrecorded"
    """It was given to words that nobody recorded."""


def clearance_standing(brief: Brief, clearance: Clearance | EarlierReply) -> ClearanceStanding:
    """Whether what somebody said is said of the brief's present words."""
    if not clearance.outcome.is_of_words:
        return ClearanceStanding.OPEN
    of = clearance.of
    if of is None or of.words is None:
        return ClearanceStanding.UNRECORDED
    return (
        ClearanceStanding.COUNTS
        if hash_covered(brief, of) == of.words
        else ClearanceStanding.LAPSED
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """How one outcome is told: now, of the past, and of the past with a `{day}`."""

    now: str
    past: str
    past_on: str


_SAID: Mapping[ClearanceOutcome, _Told] = {
    ClearanceOutcome.ASKED: _Told(P_("asked"), P_("asked"), P_("asked on {day}")),
    ClearanceOutcome.CONCUR: _Told(P_("concurs"), P_("concurred"), P_("concurred on {day}")),
    ClearanceOutcome.NON_CONCUR: _Told(
        P_("does not concur"),
        P_("did not concur"),
        P_("did not concur on {day}"),
    ),
    ClearanceOutcome.NO_REPLY: _Told(P_("no reply"), P_("no reply"), P_("no reply on {day}")),
    ClearanceOutcome.NOT_REQUIRED: _Told(
        P_("not required"),
        P_("not required"),
        P_("not required on {day}"),
    ),
}
_OF_OTHER_WORDS: Mapping[tuple[ClearanceOutcome, ClearanceStanding], tuple[str, str]] = {
    (ClearanceOutcome.CONCUR, ClearanceStanding.LAPSED): (
        P_("concurred with an earlier text"),
        P_("concurred on {day} with an earlier text"),
    ),
    (ClearanceOutcome.CONCUR, ClearanceStanding.UNRECORDED): (
        P_("concurred; which text was not recorded"),
        P_("concurred on {day}; which text was not recorded"),
    ),
    (ClearanceOutcome.NON_CONCUR, ClearanceStanding.LAPSED): (
        P_("did not concur with an earlier text"),
        P_("did not concur on {day} with an earlier text"),
    ),
    (ClearanceOutcome.NON_CONCUR, ClearanceStanding.UNRECORDED): (
        P_("did not concur; which text was not recorded"),
        P_("did not concur on {day}; which text was not recorded"),
    ),
}


def outcome_words(outcome: ClearanceOutcome, words: Catalogue | None = None) -> str:
    """An outcome as it is called everywhere: in the window, the terminal and on every page.

    A page hands its `words` over, here and below; without them the user's language is spoken.
    """
    return (words or page_words()).gettext(_SAID[outcome].now)


def said(
    outcome: ClearanceOutcome,
    standing: ClearanceStanding,
    day: str = "",
    words: Catalogue | None = None,
) -> str:
    """What somebody said, honestly: of which text, and of an earlier one on which `day`."""
    words = words or page_words()
    other = _OF_OTHER_WORDS.get((outcome, standing))
    if other is None:
        return outcome_words(outcome, words)
    told, told_on = other
    if day:
        return words.gettext(told_on, day=day)
    return words.gettext(told)


def name_of(clearance: Clearance) -> str:
    """The office as it is called in a sentence, also where it is not named yet."""
    return clearance.office or _("An office that is not named")


def covered_words(brief: Brief, of: ClearanceScope | None, words: Catalogue | None = None) -> str:
    """What a clearance covers, in words: "the whole brief", or the headings of its sections."""
    words = words or page_words()
    if of is None:
        return words.pgettext("what a clearance covers", "not recorded")
    if of.is_whole:
        return words.gettext("the whole brief")
    before = brief.cleared_text(of.words) if of.words is not None else None
    headings = {one.id: one.heading for one in (before.sections if before is not None else ())}
    headings |= {section.id: section.heading for section in brief.sections}
    return ", ".join(headings.get(one, one) for one in of.sections)


def said_earlier(reply: EarlierReply, day: str, words: Catalogue | None = None) -> str:
    """What an office had said before: "concurred on 3 December 2026"; `day` may be ""."""
    words = words or page_words()
    told = _SAID[reply.outcome]
    if day:
        return words.gettext(told.past_on, day=day)
    return words.gettext(told.past)


def replaced(brief: Brief, before: Clearance, after: Clearance, today: str) -> Clearance:
    """`after` in place of `before`, keeping as history what it does not say again.

    Who is asked again has said nothing yet, so the request begins without the old remark. Whoever
    says something else has said the one before, whether it bore a day or not; the same reply given
    again is history if it was to other words, or of another day.
    """
    is_new = after.of != before.of or after.outcome is not before.outcome
    if not is_new or before.outcome is ClearanceOutcome.ASKED:
        return after.model_copy(update={"earlier": before.earlier})
    if after.outcome is ClearanceOutcome.ASKED:
        told = {name: getattr(after, name) for name in ("office", "name", "asked", "due", "remark")}
        new = {name: value for name, value in told.items() if value != getattr(before, name)}
        return before.asked_again(today).model_copy(update={**new, "of": after.of})
    of_other_words = clearance_standing(brief, before) in {
        ClearanceStanding.LAPSED,
        ClearanceStanding.UNRECORDED,
    }
    says_other = after.outcome is not before.outcome
    if says_other or of_other_words or before.on not in {None, today}:
        return _without_what_was_said_then(before, after).with_reply_kept(before)
    return after.model_copy(update={"earlier": before.earlier})


def _without_what_was_said_then(before: Clearance, after: Clearance) -> Clearance:
    """`after` without the remark and the answer that went with another reply: history has it."""
    if after.outcome is before.outcome:
        return after  # they say the same, so what they said beside it stands
    fresh = {"remark": "", "answered_in": None}
    said_then = {
        name: new for name, new in fresh.items() if getattr(after, name) == getattr(before, name)
    }
    return after.model_copy(update=said_then)


def changes_in_words(brief: Brief, clearance: Clearance) -> str:
    """Which parts have changed since somebody cleared them, and how much, in a sentence."""
    changes = changes_since(brief, clearance)
    if changes is None:
        if clearance.of is not None and clearance.of.is_whole:
            return _("The whole brief changed after that.")
        sections = covered_words(brief, clearance.of)
        return _("{sections} changed after that.", sections=_capital(sections))
    if not changes:
        return _("The words are the same, divided in another way.")
    parts = dict.fromkeys(_change_in_words(one) for one in changes)
    return _("Changed after that: {parts}.", parts=clauses(parts))


def _change_in_words(change: PartDifference) -> str:
    if change.part == ORDER:
        return _("the order of the sections")
    if change.part.startswith(_HEADING):
        words = " ".join(
            run.text for run in change.runs if run.run is not WordChange.REMOVED
        ).split()
        was = " ".join(run.text for run in change.runs if run.run is not WordChange.ADDED).split()
        return _("the heading “{heading}”", heading=" ".join(words or was))
    added, removed, all_words = changed_words(change.runs)
    if removed == 0 and added == all_words:
        return _("“{title}” (new)", title=change.title)
    if added == 0 and all_words == 0:
        return _("“{title}” (taken out)", title=change.title)
    told = []
    if added:
        told.append(
            n_(
                "{added} of its {number} word new",
                "{added} of its {number} words new",
                all_words,
                added=added,
            )
        )
    if removed:
        told.append(n_("{number} word gone", "{number} words gone", removed))
    return _("“{title}” ({changes})", title=change.title, changes=", ".join(told))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def changes_since(
    brief: Brief, clearance: Clearance | EarlierReply
) -> tuple[PartDifference, ...] | None:
    """What has changed since somebody cleared it, section by section.

    None where the brief did not keep the words, so that nobody can tell.
    """
    of = clearance.of
    before = brief.cleared_text(of.words) if of is not None and of.words is not None else None
    if of is None or before is None:
        return None
    old, new = _readable(before), _readable(words_covered(brief, of))
    titles = {key: title for key, (title, _) in (old | new).items()}
    differences = [
        PartDifference(key, titles[key], word_differences(was, now))
        for key in dict.fromkeys([*new, *old])
        if (was := old.get(key, ("", ""))[1]) != (now := new.get(key, ("", ""))[1])
    ]
    both = [key for key in old if key in new and not key.startswith(_HEADING)]
    was_order, order = both, [key for key in new if key in both]
    if was_order != order:
        was, now = ("\n".join(titles[key] for key in keys) for keys in (was_order, order))
        differences.append(PartDifference(ORDER, _("Order"), word_differences(was, now)))
    return tuple(differences)


def is_answered(brief: Brief, clearance: Clearance) -> bool:
    """Whether the text answers a non-concurrence: in a block that is there and holds words."""
    return any(
        block.id == clearance.answered_in and any(one.strip() for one in _words(brief, block))
        for block in brief.blocks()
    )


def carried_over(whole: Brief, part: Brief) -> Brief:
    """`part`, of which `whole` is the whole, with its clearances standing as they stand there.

    For a copy that leaves something out: what was cleared in the whole is cleared in a part of
    it. The words that were cleared stay behind, and their hash as well: they hold what is left out.
    """
    clearances = []
    for one in part.clearances:
        of, standing = one.of, clearance_standing(whole, one)
        if of is not None and standing is ClearanceStanding.COUNTS:
            of = of.model_copy(update={"words": hash_covered(part, of)})
        elif of is not None and of.words is not None:
            of = of.model_copy(update={"words": _OF_NO_WORDS})
        earlier = tuple(map(_without_words, one.earlier))
        clearances.append(one.model_copy(update={"of": of, "earlier": earlier}))
    return part.model_copy(update={"clearances": tuple(clearances), "cleared": ()})


def _without_words(reply: EarlierReply) -> EarlierReply:
    of = reply.of
    if of is None or of.words is None:
        return reply
    return reply.model_copy(update={"of": of.model_copy(update={"words": _OF_NO_WORDS})})


_OF_NO_WORDS = "0" * 64
"""Stands for the hash of words that may not be told; no words are known to have it."""


def _readable(text: ClearedText) -> dict[str, tuple[str, str]]:
    """Each section's heading and words, by a key of its own, as a person compares them."""
    found = {} if text.title is None else {"title:": (_("Title"), text.title)}
    found |= {f"field:{name}": (name, words) for name, words in text.fields}
    for section in text.sections:
        pieces = (one for block in section.blocks for one in _pieces(block))
        words = "\n\n".join(pieces).replace(CELL_MARK, " | ")
        found[f"{_HEADING}{section.id}"] = (_("Heading"), section.heading)
        found[section.id] = (section.heading, _PICTURE.sub(_picture_in_words, words))
    return found


def _pieces(block: ClearedBlock) -> tuple[str, ...]:
    """The words of a block, with what the program says among them in the user's language."""
    if block.type != "item":
        return block.words
    title, as_at, *parts = block.words
    return (title, _("as at {date}", date=as_at.removeprefix(_AS_AT)), *parts)


_AS_AT = "as at "
_PICTURE = re.compile(r"^picture ([0-9a-f]{12})[0-9a-f]{52}$", re.MULTILINE)


def _picture_in_words(match: re.Match[str]) -> str:
    return _("picture {digits}", digits=match[1])


def words_covered(brief: Brief, of: ClearanceScope) -> ClearedText:
    """The brief's present words under a coverage, by the recipe of `docs/formats/brief.md`."""
    sections = (section for section in brief.sections if of.is_whole or section.id in of.sections)
    return ClearedText(
        title=fold_words(brief.title) if of.is_whole else None,
        fields=tuple((name, _folded(brief.field(name))) for name in of.fields),
        sections=tuple(one for section in sections if (one := _section(brief, section))),
    )


_HASHES: Kept[str] = Kept(16)
"""Of the newest states of a brief: several offices are mostly asked of the same words."""


def hash_covered(brief: Brief, of: ClearanceScope) -> str:
    """The hash of the brief's present words under a coverage."""
    return _HASHES.of((brief,), (of.sections, of.fields), lambda: words_covered(brief, of).words)


def _section(brief: Brief, section: Section) -> ClearedSection | None:
    """The words of a section; None where a reader would see nothing."""
    blocks = [
        ClearedBlock(type=block.type, words=words)
        for block in section.blocks
        if (words := _seen(brief, block))
    ]
    if not blocks:
        return None
    heading = fold_words(section.heading)
    return ClearedSection(id=section.id, heading=heading, blocks=tuple(blocks))


_SEEN: Kept[tuple[str, ...]] = Kept(4000)
"""Of some briefs' blocks: with each key every clearance is compared with the words it covers."""


def _seen(brief: Brief, block: Block) -> tuple[str, ...]:
    """The pieces of a block that hold words."""
    of: tuple[object, ...] = (block,)
    if isinstance(block, ItemBlock):
        of = (block, brief.pin_of(block))
    elif isinstance(block, FigureBlock):
        of = (block, _held(brief, block.media))

    def words() -> tuple[str, ...]:
        return tuple(word for word in _words(brief, block) if word.strip())

    return _SEEN.of(of, None, words)


def _words(brief: Brief, block: Block) -> Iterator[str]:
    """What a reader sees or hears of a block, piece by piece, each folded."""
    match block:
        case TextBlock():
            yield _folded(block.text)
        case ItemBlock():
            item = brief.pin_of(block).item
            yield fold_words(item.title)
            yield f"{_AS_AT}{item.as_at.isoformat()}"
            for part in brief.parts_shown(block):
                edit = block.edit_of(part)
                yield fold_words(part_title(item, part, ENGLISH))  # what is hashed is so everywhere
                yield _folded(edit.text if edit is not None else part_text(item, part))
        case FigureBlock():
            yield _picture(brief, block.media)
            yield from map(_folded, (block.alt, block.caption, block.credit))
        case TimelineBlock():
            yield _folded(block.caption)
            yield from map(_event, block.events)
        case TableBlock():
            yield _folded(block.caption)
            yield from map(_row, (block.header, *block.rows))
        case _:
            assert_never(block)


def _picture(brief: Brief, name: str) -> str:
    """A picture by the hash of its bytes; by its name where the brief does not hold it."""
    held = _held(brief, name)
    return f"picture {hashlib.sha256(held.data).hexdigest() if held is not None else name}"


def _held(brief: Brief, name: str) -> Media | None:
    return next((media for media in brief.media if media.name == name), None)


def _event(event: TimelineRow) -> str:
    """What was filled in of an event, in the file's order; a switch that is on by its name."""
    filled = event.model_dump(mode="json", exclude_defaults=True)
    return _row(key if value is True else str(value) for key, value in filled.items())


def _row(cells: Iterable[str]) -> str:
    return CELL_MARK.join(map(fold_words, cells))


def _folded(text: str) -> str:
    """A text in NFC, white space folded within each line: in Markdown, lines and indents count."""
    return "\n".join(
        line[: len(line) - len(line.lstrip(" "))] + fold_words(line)
        for line in fold_body(text).split("\n")
    )
