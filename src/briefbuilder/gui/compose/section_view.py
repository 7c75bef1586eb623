"""A section of the brief: its heading, how long it prints, and its blocks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from briefbuilder.app import operations
from briefbuilder.app.section_length import measure_words
from briefbuilder.domain.briefs import Section
from briefbuilder.domain.layout import SectionMeasure
from briefbuilder.domain.templates import SectionContract
from briefbuilder.gui.compose.block_view import MARGIN_WIDTH, MENU_WIDTH, BlockView
from briefbuilder.gui.compose.compose_context import INITIATOR, ComposeContext
from briefbuilder.gui.compose.insert_button import InsertButton
from briefbuilder.gui.shared.build import change_role, dressed, in_column, in_row, make_label
from briefbuilder.gui.widgets.line_field import LineField
from briefbuilder.gui.widgets.markdown_field import MarkdownField
from briefbuilder.language.interface import _

START_GAP = 6


class SectionView(QWidget):
    """One section.

    Signals:
        insert_requested(section_id: str, what: str): something is wanted at its beginning.
        writing_started(section_id: str, text: str): words were typed into the empty section.
        left(section_id: str, step: int): the cursor left the empty section's field.
    """

    insert_requested = Signal(str, str)
    writing_started = Signal(str, str)
    left = Signal(str, int)

    def __init__(
        self, context: ComposeContext, section: Section, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.section_id = section.id
        self.setObjectName(f"section-{section.id}")
        self._number = make_label("", "heading", self)
        self.heading = LineField(context.pending, self)
        self.heading.setProperty("role", "document-heading")
        self.heading.setAccessibleName(_("Heading of the section"))
        self.heading.committed.connect(self._on_heading_committed)
        self.measure = dressed(QLabel(self), name=f"measure-{section.id}")
        head = in_row(
            self._number, (self.heading, 1), self.measure, margins=(5, 4, MENU_WIDTH, 0), spacing=4
        )
        insert = _("Insert at the start of {section}", section=section.heading)
        self._insert = InsertButton(context.theme, insert, self)
        self._insert.setFixedHeight(START_GAP)
        self._insert.chosen.connect(self._on_insert_chosen)
        inset = in_row(self._insert, margins=(MARGIN_WIDTH, 0, MENU_WIDTH, 0))
        self._blocks = in_column(spacing=0)
        self.views: list[BlockView] = []
        self._ghost: MarkdownField | None = None
        self._ghost_row = in_row(margins=(MARGIN_WIDTH, 0, MENU_WIDTH, 0))
        in_column(head, inset, self._ghost_row, self._blocks, on=self, margins=0, spacing=0)

    def show_section(self, number: int, section: Section, contract: SectionContract | None) -> None:
        """Show number and heading; an empty section shows what is wanted of it."""
        self._number.setText(str(number))
        self.heading.show_text(section.heading)
        self.setAccessibleName(
            _("Section {number}, {heading}", number=number, heading=section.heading)
        )
        if section.blocks and self._ghost is not None:
            self._ghost_row.removeWidget(self._ghost)
            ghost, self._ghost = self._ghost, None
            self._context.pending.let_go(ghost)
        elif not section.blocks and self._ghost is None:
            self._ghost = self._make_ghost(section, contract)

    def show_views(self, views: Sequence[BlockView]) -> None:
        """Hold these blocks in this order; those that stay are not touched."""
        for view in [view for view in self.views if view not in views]:
            self._blocks.removeWidget(view)
        for position, view in enumerate(views):
            if self._blocks.indexOf(view) != position:
                self._blocks.insertWidget(position, view)
                view.show()
        self.views = list(views)

    def show_measure(
        self, section: Section, contract: SectionContract | None, measure: SectionMeasure | None
    ) -> None:
        """Show how long the section prints, beside what the form allows."""
        words, role = measure_words(section, contract, measure)
        self.measure.setText(words)
        change_role(self.measure, role)

    def focus_text(self) -> bool:
        """Put the keyboard into the field of an empty section; False when it is not empty."""
        if self._ghost is None:
            return False
        self._ghost.start_editing()
        return True

    def _make_ghost(self, section: Section, contract: SectionContract | None) -> MarkdownField:
        name = _("Text of {section}", section=section.heading)
        ghost = self._context.markdown_field(name, self)
        # Its first words make a block, whose own field takes the keyboard: not between two keys.
        ghost.tells_at_once = False
        ghost.set_prompt(contract.prompt if contract and contract.prompt else _("Write here."))
        ghost.committed.connect(self._on_ghost_committed)
        ghost.left.connect(self._on_ghost_left)
        self._ghost_row.addWidget(ghost)
        ghost.show()
        return ghost

    @Slot(str)
    def _on_ghost_committed(self, text: str) -> None:
        if text.strip():
            self.writing_started.emit(self.section_id, text)

    @Slot(int)
    def _on_ghost_left(self, step: int) -> None:
        self.left.emit(self.section_id, step)

    @Slot(str)
    def _on_heading_committed(self, heading: str) -> None:
        if heading.strip():
            operations.set_heading(
                self._context.session,
                section_id=self.section_id,
                heading=heading,
                initiator=INITIATOR,
            )
        else:
            self.heading.show_text(self._context.brief.section(self.section_id).heading)

    @Slot(str)
    def _on_insert_chosen(self, what: str) -> None:
        self.insert_requested.emit(self.section_id, what)
