"""Which editors the form of an item has, by its kind."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from briefbuilder.app.item_words import risk_words
from briefbuilder.app.name_chips import spelt_tags
from briefbuilder.domain.items import Kind
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
from briefbuilder.language.interface import _, p_


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
    related = dict(sorted(titles.items(), key=lambda one: one[1]))
    return [
        LineEditor("title", _("Title"), pending, parent),
        ParagraphEditor("summary", _("Summary"), pending, parent),
        StatusEditor("status", _("Status"), parent),
        LineEditor("withdrawn_because", _("Why withdrawn"), pending, parent, optional=True),
        LineEditor("owner", _("Owner"), pending, parent),
        DayEditor("as_at", _("As at"), parent),
        DayEditor("review_by", _("Review by"), parent),
        *_of_kind(kind, pending, parent),
        NamesEditor("tags", _("Tags"), _("Add to tags…"), spelt_tags(settings.tags), parent),
        NamesEditor("regions", _("Regions"), _("Add to regions…"), settings.regions, parent),
        NamesEditor(
            "actors",
            _("Actors"),
            _("Add to actors…"),
            {name: name for name in actors},
            parent,
            free=True,
        ),
        PeriodEditor("period", _("Period"), pending, parent, optional=kind is not Kind.CASE_STUDY),
        NamesEditor("related", _("Related"), _("Add to related…"), related, parent),
        NamesEditor("closes", _("Closes"), _("Add to closes…"), questions, parent),
        MarkingEditor(
            "marking",
            p_("label in a form", "Marking"),
            library.schemes,
            settings.default_scheme,
            parent,
        ),
        LineEditor("lang", _("Language"), pending, parent),
        TimelineEditor("timeline", _("Timeline"), pending, parent),
    ]


def _of_kind(kind: Kind, pending: PendingWords, parent: QWidget) -> list[FieldEditor]:
    match kind:
        case Kind.TOOL:
            return [
                ChoiceEditor("escalation_risk", _("Escalation risk"), risk_words(), parent),
                LineEditor("lead_time", _("Lead time"), pending, parent, optional=True),
            ]
        case Kind.LEGAL:
            return [
                LegalStatusEditor("legal_status", _("Legal status"), parent),
                LineEditor("binds", _("Binds"), pending, parent),
                LineEditor("reference", _("Reference"), pending, parent),
            ]
        case _:
            return []
