"""The Form tab: every key of the head and every section, each with its own editor.

The draft's text alone is true. The form shows it key by key, also while a value cannot be (an empty
title, half a date): the text holds it all the same, and its problem stands beside the field. What
is edited here goes into the text as it stands at that moment, and the form keeps nothing back.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from briefbuilder.app import curating
from briefbuilder.app.curating import ItemDraft
from briefbuilder.app.curation import ChangedBy
from briefbuilder.app.field_problems import WITHDRAWAL, key_of, problem_in_row
from briefbuilder.domain.item_sections import ContractBreach, contract_breaches
from briefbuilder.domain.items import Item, Kind, Status
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.section_text import with_section
from briefbuilder.domain.sources import Source
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.form_fields import FieldEditor, ParagraphEditor
from briefbuilder.gui.library.form_layout import editors_for
from briefbuilder.gui.library.form_sections import SectionEditor
from briefbuilder.gui.library.form_status import StatusEditor
from briefbuilder.gui.shared.build import (
    TOP,
    dressed,
    in_column,
    in_row,
    make_label,
    paragraph,
    scrolling,
)
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.tab_order import order_as_seen
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _

NAME_WIDTH = 104


class FormTab(QScrollArea):
    """Edits the draft as a form. What is edited reaches the draft after a short pause.

    Signals:
        status_requested: the curator wants to give the item another status.
    """

    status_requested = Signal()

    def __init__(
        self, desk: Desk, theme: Theme, curation: CurationSignals, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._drafts = curation.session
        self._stale = True
        self._filling = False
        self._editors: list[FieldEditor] = []
        self._rows: dict[str, QWidget] = {}
        self._complaints: dict[str, QLabel] = {}
        self._sections: list[SectionEditor] = []
        self._touched: set[str] = set()
        self._built_for: Kind | None = None
        self._names_are_old = False
        self._kind = QLabel()
        scrolling(self, sideways=True)
        curation.opened.connect(self._on_drafts_opened)
        curation.changed.connect(self._on_drafts_changed)
        desk.library_changed.connect(self._on_library_changed)

    @Slot()
    def commit(self) -> None:
        """Hand over what was edited."""
        self._desk.pending.forget(self)
        draft = self._drafts.draft
        if draft is None or not self._touched:
            return
        loose = curating.as_form(draft)
        if loose is not None:
            item = self._item_of(loose.item)
            self._touched.clear()
            self._drafts.write_form(item)
        self._show_complaints()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def focusNextPrevChild(self, next_: bool) -> bool:
        page = self.widget()
        if page is not None:
            order_as_seen(page)  # sections are made last, and names and events come and go
        return super().focusNextPrevChild(next_)

    def start_writing(self) -> None:
        """Put the keyboard into the summary, over the words that stand there for a beginning."""
        summary = self.editor("summary")
        if isinstance(summary, ParagraphEditor):
            summary.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            summary.edit.selectAll()

    def editor(self, key: str) -> FieldEditor | None:
        """The editor of a key."""
        return next((one for one in self._editors if one.key == key), None)

    def section(self, heading: str) -> SectionEditor | None:
        """The editor of a section."""
        return next((one for one in self._sections if one.rule.heading == heading), None)

    def _item_of(self, item: Item) -> Item:
        """The item with everything that was edited since; unchecked, the draft will say."""
        values: dict[str, object] = {}
        for editor in self._editors:
            if editor.key in self._touched:
                values |= editor.values()
        body = item.body
        for section in self._sections:
            if section.rule.part in self._touched:
                body = with_section(item.kind, body, section.rule.heading, section.text)
        return item.model_copy(update={**values, "body": body})

    def _refresh(self) -> None:
        """Show the draft, if it has changed elsewhere since it was last shown here."""
        if not self._stale or not self.isVisible():
            return
        self._stale = False
        draft = self._drafts.draft
        loose = curating.as_form(draft) if draft is not None else None
        if loose is None:
            self._built_for = None
            self._put(_note(_("The file cannot be read as an item. Mend it in the Text tab.")))
            return
        item = loose.item
        self._build(item.kind)
        self._kind.setText(_("{kind} · id {id}", kind=_(spec_of(item.kind).name), id=item.id))
        self._filling = True
        for editor in self._editors:
            # A value of a shape that the field cannot show is left to the Text tab.
            editor.setEnabled(editor.key not in loose.unread)
            if editor.isEnabled():
                editor.show_item(item)
        for section in self._sections:
            section.show_item(item)
        self._filling = False
        self._show_complaints()

    def _build(self, kind: Kind) -> None:
        """Make the editors of a kind, with the names that the library knows now."""
        if kind is self._built_for:
            return
        self._built_for = kind
        pending = self._desk.pending
        page = dressed(QWidget(), "page")
        column = in_column(on=page, margins=(0, 16, 14, 20), spacing=10)
        self._kind = QLabel(page)
        self._kind.setToolTip(_("Kind and id belong to the file and are never changed."))
        self._kind.setContentsMargins(0, 6, 0, 6)
        column.addWidget(_row(_name(_("Kind")), self._kind))
        self._editors = editors_for(kind, self._desk.workspace.library, pending, page)
        self._complaints = {}
        self._rows = {}
        for editor in self._editors:
            name = _name(editor.name, editor.way_in)
            self._rows[editor.key] = _row(name, self._with_complaint(editor))
            column.addWidget(self._rows[editor.key])
            editor.edited.connect(self._on_edited)
            if isinstance(editor, StatusEditor):
                editor.change_requested.connect(self.status_requested)
        self._sections = [
            SectionEditor(rule, self._theme, self._find_source, pending, page)
            for rule in spec_of(kind).sections
        ]
        for section in self._sections:
            column.addWidget(section)
            section.edited.connect(self._on_edited)
        column.addStretch(1)
        self._put(page)

    def _put(self, page: QWidget) -> None:
        """Show another page; Qt alone would take the old one down as it stands."""
        former = self.takeWidget()
        if former is not None:
            self._desk.pending.let_go(former)
        self.setWidget(page)

    def _with_complaint(self, editor: FieldEditor) -> QWidget:
        complaint = paragraph("", "error")
        complaint.hide()
        self._complaints[editor.key] = complaint
        box = QWidget()
        in_column(editor, complaint, on=box, margins=0, spacing=3)
        return box

    def _show_complaints(self) -> None:
        draft = self._drafts.draft
        problems = draft.problems if draft is not None else ()
        status, because = self.editor("status"), self._rows.get(WITHDRAWAL)
        if isinstance(status, StatusEditor) and because is not None:
            because.setVisible(status.status is Status.WITHDRAWN)
        for key, label in self._complaints.items():
            _complain(label, [problem_in_row(one) for one in problems if key_of(one) == key])
        breaches = self._breaches(draft) if problems else ()
        for section in self._sections:
            own = [one.sentence for one in breaches if one.heading == section.rule.heading]
            _complain(section.complaint, own)

    def _breaches(self, draft: ItemDraft | None) -> tuple[ContractBreach, ...]:
        """What is wrong with the sections of a draft that cannot be read as an item."""
        loose = curating.as_form(draft) if draft is not None else None
        return () if loose is None else contract_breaches(loose.item.kind, loose.item.body)

    def _find_source(self, key: str) -> Source | None:
        return self._desk.workspace.library.sources.get(key)

    @Slot()
    def _on_edited(self) -> None:
        if self._filling:
            return
        sender = self.sender()
        if isinstance(sender, FieldEditor):
            self._touched.add(sender.key)
        elif isinstance(sender, SectionEditor):
            self._touched.add(sender.rule.part)
        self._desk.pending.touch(self)

    @Slot()
    def _on_drafts_opened(self) -> None:
        if self._names_are_old:
            # Not before: editors made anew would take the keyboard away from who is typing.
            self._built_for, self._names_are_old = None, False
        self._forget()
        self._stale = True
        self._refresh()
        self.verticalScrollBar().setValue(0)

    @Slot(object)
    def _on_drafts_changed(self, source: ChangedBy) -> None:
        if source is not ChangedBy.FORM:
            self._forget()
            self._stale = True
            self._refresh()

    def _forget(self) -> None:
        """Whether shown or not: what stood here before another hand changed the text is past."""
        self._desk.pending.forget(self)
        self._touched.clear()

    @Slot(object)
    def _on_library_changed(self, _change: object) -> None:
        self._names_are_old = True


def _complain(label: QLabel, sentences: list[str]) -> None:
    label.setText("\n".join(f"✖ {one}" for one in sentences))
    label.setVisible(bool(sentences))


def _name(text: str, buddy: QWidget | None = None) -> QLabel:
    label = make_label(text, "faint")
    label.setFixedWidth(NAME_WIDTH)
    label.setContentsMargins(0, 6, 0, 0)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def _row(name: QLabel, field: QWidget) -> QWidget:
    """A name and its field side by side. (QFormLayout does not follow fields that grow.)"""
    row = QWidget()
    in_row((name, TOP), (field, 1), on=row, margins=0, spacing=14)
    return row


def _note(text: str) -> QLabel:
    label = paragraph(text, "empty")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(0, 20, 0, 0)
    return label
