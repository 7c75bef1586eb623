"""What is printed beside a placed item: its kind, its status, and what its kind adds to it."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuilder.domain.items import (
    CaseStudy,
    EscalationRisk,
    Item,
    LegalConsideration,
    LegalStatus,
    Status,
    Tool,
)
from briefbuilder.domain.kinds import spec_of
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.language.marks import P_
from briefbuilder.render.labels import period_text

# Translators: the status of a text of the library.
_STATUS: Mapping[str, str] = {
    Status.DRAFT.value: P_("draft"),
    Status.IN_REVIEW.value: P_("in review"),
    Status.APPROVED.value: P_("approved"),
    Status.WITHDRAWN.value: P_("withdrawn"),
}
_RISK: Mapping[EscalationRisk, str] = {
    EscalationRisk.LOW: P_("escalation risk low"),
    EscalationRisk.LOW_TO_MEDIUM: P_("escalation risk low to medium"),
    EscalationRisk.MEDIUM: P_("escalation risk medium"),
    EscalationRisk.MEDIUM_TO_HIGH: P_("escalation risk medium to high"),
    EscalationRisk.HIGH: P_("escalation risk high"),
    EscalationRisk.VARIES: P_("escalation risk varies"),
}
# Translators: what kind of law a rule rests on; they stand in a list.
_LAW: Mapping[LegalStatus, str] = {
    LegalStatus.TREATY: P_("treaty"),
    LegalStatus.CUSTOM: P_("custom"),
    LegalStatus.SOFT_LAW: P_("soft law"),
    LegalStatus.DOMESTIC: P_("domestic"),
    LegalStatus.JUDICIAL: P_("judicial"),
}


def kind_words(item: Item, words: Catalogue) -> str:
    """What kind of item it is."""
    return words.gettext(spec_of(item.kind).label)


def status_words(status: str, words: Catalogue) -> str:
    """A status as it is printed; one that is not known, as it is written."""
    known = _STATUS.get(status.replace(" ", "-"))
    return words.gettext(known) if known is not None else status.replace("-", " ")


def law_words(item: LegalConsideration, words: Catalogue) -> str:
    """What kinds of law a rule rests on: "treaty and custom"."""
    return words.listed([words.gettext(_LAW[one]) for one in item.legal_status])


def detail_words(item: Item, words: Catalogue) -> str:
    """When a case was, how risky a tool is, or what law a rule is and whom it binds."""
    match item:
        case CaseStudy():
            return period_text(item.period, words)
        case Tool():
            return words.gettext(_RISK[item.escalation_risk])
        case LegalConsideration():
            law = law_words(item, words)
            text = words.gettext("{law}; binds {whom}", law=law, whom=item.binds)
            return text[0].upper() + text[1:]
        case _:  # a kind whose card says no more
            return ""
