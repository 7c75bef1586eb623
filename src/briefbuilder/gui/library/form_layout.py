"""Which editors the form of an item has, by its kind."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QWidget

from briefbuilder.domain.items import EscalationRisk, Kind
from briefbuilder.domain.library import Library
from briefbuilder.gui.library.form_fields import (
    ChoiceEditor,
    DayEditor,
    FieldEditor,
    LegalStatusEditor,
    LineEditor,
    MarkingEditor,
    ParagraphEditor,
    PeriodEditor,
)
from briefbuilder.gui.library.form_names import NamesEditor
from briefbuilder.gui.library.form_status import StatusEditor
from briefbuilder.gui.library.form_timeline import TimelineEditor
from briefbuilder.gui.shared.pending import PendingWords

RISKS: dict[StrEnum, str] = {risk: risk.value.replace("-", " ") for risk in EscalationRisk}


def editors_for(
    kind: Kind, library: Library, pending: PendingWords, parent: QWidget
) -> list[FieldEditor]:
    """The editors of the head, in the order of the form."""
    settings = library.settings
    questions = {
        question.id: f"{question.id}  {question.text}"
        for checklist in library.checklists.values()
        for question in checklist.questions
    }
    titles = {key: entry.item.title for key, entry in library.entries.items()}
    actors = sorted({name for entry in library.entries.values() for name in entry.item.actors})
    return [
        LineEditor("title", "Title", pending, parent),
        ParagraphEditor("summary", "Summary", pending, parent),
        StatusEditor("status", "Status", parent),
        LineEditor("withdrawn_because", "Why withdrawn", pending, parent, optional=True),
        LineEditor("owner", "Owner", pending, parent),
        DayEditor("as_at", "As at", parent),
        DayEditor("review_by", "Review by", parent),
        *_of_kind(kind, pending, parent),
        NamesEditor("tags", "Tags", _spelt(settings.tags), parent),
        NamesEditor("regions", "Regions", settings.regions, parent),
        NamesEditor("actors", "Actors", {name: name for name in actors}, parent, free=True),
        PeriodEditor("period", "Period", pending, parent, optional=kind is not Kind.CASE_STUDY),
        NamesEditor(
            "related", "Related", dict(sorted(titles.items(), key=lambda one: one[1])), parent
        ),
        NamesEditor("closes", "Closes", questions, parent),
        MarkingEditor("marking", "Marking", library.schemes, settings.default_scheme, parent),
        LineEditor("lang", "Language", pending, parent),
        TimelineEditor("timeline", "Timeline", pending, parent),
    ]


def _of_kind(kind: Kind, pending: PendingWords, parent: QWidget) -> list[FieldEditor]:
    match kind:
        case Kind.TOOL:
            return [
                ChoiceEditor("escalation_risk", "Escalation risk", RISKS, parent),
                LineEditor("lead_time", "Lead time", pending, parent, optional=True),
            ]
        case Kind.LEGAL:
            return [
                LegalStatusEditor("legal_status", "Legal status", parent),
                LineEditor("binds", "Binds", pending, parent),
                LineEditor("reference", "Reference", pending, parent),
            ]
        case _:
            return []


def _spelt(tags: dict[str, str]) -> dict[str, str]:
    """Tags as people read them; what each means is too long for a chip."""
    return {tag: tag.replace("-", " ") for tag in tags}
