"""What the check of a brief says of its clearances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from briefbuilder.domain.brief_check.finding import Finding, FindingPlace
from briefbuilder.domain.brief_check.finding_groups import UNRECORDED_CLEARANCES
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome
from briefbuilder.domain.clearing import (
    ClearanceStanding,
    changes_in_words,
    clearance_standing,
    is_answered,
    name_of,
)
from briefbuilder.domain.dates import day_in_words
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_


def clearance_findings(brief: Brief, today: dt.date, *, release: bool) -> Iterator[Finding]:
    """Clearances that lapsed, that nobody gave, and that the text does not answer.

    `release` is whether the copy leaves the building: nobody may still be asked then.
    """
    for clearance in brief.clearances:
        yield from _unnamed(clearance)
        yield from _of_other_words(brief, clearance)
        yield from _words_not_kept(brief, clearance)
        yield from _unanswered(brief, clearance)
        yield from _awaited(clearance, today, release=release)


def _unnamed(clearance: Clearance) -> Iterator[Finding]:
    if not clearance.office:
        yield _finding(
            "clearance-without-office",
            Severity.ERROR,
            clearance,
            _("A clearance does not say which office was asked."),
            _("Name the office under Clearances, or take the clearance out."),
        )


def _words_not_kept(brief: Brief, clearance: Clearance) -> Iterator[Finding]:
    """What was cleared is known by its hash alone: a change of it could not be shown."""
    kept = {one.words for one in brief.cleared}
    if any(words not in kept for words in clearance.words_kept):
        yield _finding(
            "cleared-words-missing",
            Severity.WARNING,
            clearance,
            _(
                "The brief does not hold the words to which {office} replied, so nobody can see "
                "what has changed since.",
                office=name_of(clearance),
            ),
            _("Take the brief from whoever saved it last, or ask again."),
        )


def _of_other_words(brief: Brief, clearance: Clearance) -> Iterator[Finding]:
    standing = clearance_standing(brief, clearance)
    concurred = clearance.outcome is ClearanceOutcome.CONCUR
    if standing is ClearanceStanding.LAPSED:
        yield _finding(
            "clearance-lapsed",
            Severity.ERROR if concurred else Severity.WARNING,
            clearance,
            f"{_(_OF_EARLIER_TEXT[concurred], office=name_of(clearance))} "
            f"{changes_in_words(brief, clearance)}",
            _("Look at what changed under Clearances, and ask again, or say that it still stands."),
        )
    elif standing is ClearanceStanding.UNRECORDED:
        yield _finding(
            "clearance-of-unknown-words",
            Severity.WARNING,
            clearance,
            _(_OF_UNKNOWN_WORDS[concurred], office=name_of(clearance)),
            _("Ask again, or say under Clearances that it was the present text."),
            group=UNRECORDED_CLEARANCES,
        )


# By whether the office concurred.
_OF_EARLIER_TEXT = {
    True: N_("{office} cleared an earlier text."),
    False: N_("{office} did not concur with an earlier text."),
}
_OF_UNKNOWN_WORDS = {
    True: N_("Nobody recorded which words {office} cleared."),
    False: N_("Nobody recorded which words {office} did not concur with."),
}


def _unanswered(brief: Brief, clearance: Clearance) -> Iterator[Finding]:
    if clearance.outcome is ClearanceOutcome.NON_CONCUR and not is_answered(brief, clearance):
        yield _finding(
            "non-concurrence-unanswered",
            Severity.ERROR,
            clearance,
            _(
                "{office} does not concur, and no part of the text is named that answers it.",
                office=name_of(clearance),
            ),
            _("Write what you make of it, and name that part under Clearances."),
        )


def _awaited(clearance: Clearance, today: dt.date, *, release: bool) -> Iterator[Finding]:
    if clearance.outcome is not ClearanceOutcome.ASKED:
        return
    if clearance.due is not None and clearance.due < today:
        yield _finding(
            "clearance-no-reply",
            Severity.ERROR if release else Severity.WARNING,
            clearance,
            _(
                "{office} was to reply by {day} and has not.",
                office=name_of(clearance),
                day=day_in_words(clearance.due),
            ),
            _("Ask again, or record under Clearances that there was no reply."),
        )
    elif release:
        yield _finding(
            "clearance-asked",
            Severity.ERROR,
            clearance,
            _(
                "{office} was asked to clear the brief and has not replied.",
                office=name_of(clearance),
            ),
            _("Wait for the reply, or record under Clearances that there was none."),
        )


def _finding(
    rule: str,
    severity: Severity,
    clearance: Clearance,
    sentence: str,
    remedy: str,
    *,
    group: str = "",
) -> Finding:
    place = FindingPlace(office=clearance.office)
    return Finding(rule, severity, place, sentence, remedy, group)
