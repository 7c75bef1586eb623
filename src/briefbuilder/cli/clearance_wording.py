"""What the terminal says of a clearance."""

from __future__ import annotations

from briefbuilder.domain import clearing
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import Clearance, EarlierReply
from briefbuilder.language.interface import labelled, spoken


def earlier_line(reply: EarlierReply) -> str:
    """What an office had said before, when, and its remark."""
    told = clearing.said_earlier(reply, spoken().date(reply.on) if reply.on else "")
    return labelled(told, reply.remark) if reply.remark else told


def clearance_line(brief: Brief, clearance: Clearance) -> str:
    """Who was asked, what they said, when, and of what."""
    standing = clearing.clearance_standing(brief, clearance)
    day = spoken().date(clearance.on) if clearance.on else ""
    words = clearing.said(clearance.outcome, standing, day)
    told_already = standing in {
        clearing.ClearanceStanding.LAPSED,
        clearing.ClearanceStanding.UNRECORDED,
    }
    who = ", ".join(filter(None, (clearing.name_of(clearance), clearance.name)))
    dated = "" if told_already or not day else f", {day}"
    covered = clearing.covered_words(brief, clearance.of)
    return labelled(who, f"{words}{dated} ({covered})")
