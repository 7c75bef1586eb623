"""The head of the brief: its title, and the form's fields, which fold into one line."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from briefbuilder.app import operations
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.templates import FieldSpec, Template
from briefbuilder.domain.words import one_line
from briefbuilder.gui.compose.compose_context import A_DAY, INITIATOR, ComposeContext
from briefbuilder.gui.shared.build import dressed, in_column, make_label
from briefbuilder.gui.widgets.elided import ElidedButton
from briefbuilder.gui.widgets.growing_text import TextField
from briefbuilder.gui.widgets.line_field import LineField
from briefbuilder.language.catalogue import Catalogue, words_for
from briefbuilder.language.interface import _, spoken
from briefbuilder.render.labels import typed_date

SUMMED_UP = 3
LONGEST = 48


class TitleField(TextField):
    """The title: it wraps where it is long, and is one line all the same."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()
            self.left.emit(1)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insert(one_line(source.text()))


class FieldLine(LineField):
    """One field of the form's head.

    It remembers its name, so that one slot serves all of them.
    """

    def __init__(self, context: ComposeContext, spec: FieldSpec, parent: QWidget) -> None:
        super().__init__(context.pending, parent)
        self._context = context
        self.spec = spec
        self.setObjectName(f"field-{spec.name}")
        self.setAccessibleName(spec.label)
        self.setPlaceholderText(spoken().date(A_DAY) if spec.kind == "date" else spec.prompt)
        self.setToolTip(spec.prompt)
        self.committed.connect(self._on_committed)

    @Slot(str)
    def _on_committed(self, text: str) -> None:
        operations.set_field(
            self._context.session, name=self.spec.name, text=text, initiator=INITIATOR
        )


class HeadForm(QWidget):
    """Title and fields; the fields are folded into a line until they are wanted.

    Signals:
        left(step: int): the cursor went over the title's first (-1) or last line (+1).
    """

    left = Signal(int)

    def __init__(self, context: ComposeContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._template: Template | None = None
        self._told: Template | None = None
        self._fields: dict[str, FieldLine] = {}
        self.title = TitleField(context.pending, self)
        self.title.setProperty("role", "document-title")
        self.title.setObjectName("brief-title")
        self.title.setAccessibleName(_("Title of the brief"))
        self.title.setPlaceholderText(_("A title"))
        self.title.committed.connect(self._on_title_committed)
        self.title.left.connect(self.left)
        self.fold = ElidedButton(self)
        self.fold.setObjectName("head-fold")
        self.fold.setProperty("role", "head-line")
        self.fold.setToolTip(_("Show or hide the head of the form"))
        self.fold.clicked.connect(self._on_fold_clicked)
        self._complaint = make_label(_("A brief needs a title."), "error", self)
        self._complaint.hide()
        self._form = QWidget(self)
        self._grid = QGridLayout(self._form)
        self._grid.setContentsMargins(4, 4, 0, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._form.hide()
        rule = dressed(QFrame(self), "rule")
        in_column(
            self.title, self._complaint, self.fold, self._form, rule, on=self, margins=0, spacing=3
        )

    def show_brief(self, brief: Brief, template: Template) -> None:
        """Show the head of a brief; what its form says is said in the user's language."""
        if template != self._template:
            self._template = template
            self._told = template.said_in(spoken().language)
            self._make_fields(self._told)
        self.title.show_text(brief.title)
        self._complaint.hide()
        for name, field in self._fields.items():
            field.show_text(brief.field(name))
        self._sum_up(brief)

    def forget(self) -> None:
        """Let go of what was typed into a brief that is not open any more."""
        self.title.show_text(self.title.toPlainText())
        for field in self._fields.values():
            field.show_text(field.text())

    def open_field(self, name: str) -> None:
        """Unfold the form and put the keyboard into a field."""
        self.set_open(is_open=True)
        field = self._fields.get(name)
        (field or self.title).setFocus()

    def set_open(self, *, is_open: bool) -> None:
        """Unfold the fields, or fold them into the line."""
        self._form.setVisible(is_open)
        session = self._context.desk.session
        if session is not None:
            self._sum_up(session.brief)

    def _make_fields(self, template: Template) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                self._context.pending.let_go(widget)
        self._fields.clear()
        for row, spec in enumerate(template.fields):
            label = QLabel(spec.label if not spec.required else f"{spec.label} *", self._form)
            label.setProperty("role", "soft")
            field = FieldLine(self._context, spec, self._form)
            label.setBuddy(field)
            self._fields[spec.name] = field
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(field, row, 1)

    def _sum_up(self, brief: Brief) -> None:
        if self._told is None:
            return
        parts = [self._told.name]
        missing = []
        # Day first in American English, too, as the rows of a timeline.
        pages = words_for(brief.lang).day_first()
        for spec in self._told.fields:
            words = _value(spec, brief.field(spec.name), pages)
            if words and len(parts) <= SUMMED_UP and (spec.required or spec.name == "reference"):
                parts.append(f"{spec.label.lower()} {words}")
            elif spec.required and not words:
                missing.append(spec.label.lower())
        if missing:
            parts.append(_("▲ missing: {fields}", fields=", ".join(missing)))
        sign = "▾" if not self._form.isHidden() else "▸"
        self.fold.show_words(f"{sign} {' · '.join(parts)}")

    @Slot()
    def _on_fold_clicked(self) -> None:
        self.set_open(is_open=self._form.isHidden())

    @Slot(str)
    def _on_title_committed(self, title: str) -> None:
        self._complaint.setVisible(not title.strip())
        if title.strip():
            operations.set_title(self._context.session, title=title, initiator=INITIATOR)


def _value(spec: FieldSpec, text: str, pages: Catalogue) -> str:
    words = text.strip()
    if spec.kind == "date":
        words = typed_date(words, pages)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
