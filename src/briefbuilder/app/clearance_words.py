"""How clearances are told of: in a list, when they lapse, and what was said before."""

from __future__ import annotations

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import Clearance, EarlierReply
from briefbuilder.domain.clearing import (
    ClearanceStanding,
    clearance_standing,
    name_of,
    said,
    said_earlier,
)
from briefbuilder.language.interface import _, p_, page_words

STANDS_NO_MORE = frozenset({ClearanceStanding.LAPSED, ClearanceStanding.UNRECORDED})


def listed_clearance(brief: Brief, clearance: Clearance) -> str:
    """A clearance in a list: the office, and below it what it said."""
    standing = clearance_standing(brief, clearance)
    words = said(clearance.outcome, standing, words=page_words())
    name = clearance.office or p_("an office", "(not named yet)")
    return f"{name}\n{'▲ ' if standing in STANDS_NO_MORE else ''}{words}"


def lapse_sentence(clearance: Clearance, standing: ClearanceStanding) -> str:
    """That what an office said is of other words than the present ones."""
    words = page_words()
    day = words.date(clearance.on) if clearance.on else ""
    told = _(
        "{office} {said}, so it does not count for the present one.",
        office=name_of(clearance),
        said=said(clearance.outcome, standing, day, words),
    )
    return f"▲ {told}"


def earlier_lines(clearance: Clearance) -> str:
    """What an office had said before, newest first."""
    told = [_earlier(reply) for reply in reversed(clearance.earlier)]
    return "\n".join([_("Said earlier"), *told])


def _earlier(reply: EarlierReply) -> str:
    """An earlier reply in a line, with its remark below."""
    words = page_words()
    told = said_earlier(reply, words.date(reply.on) if reply.on else "", words)
    who = f" ({reply.name})" if reply.name else ""
    line = f"– {told}{who}"
    if not reply.remark:
        return line
    remark = _("“{words}”", words=reply.remark)
    return f"{line}\n   {remark}"
