"""A table whose cells are written in place."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QMenu, QToolButton, QWidget

from briefbuilder.app import operations
from briefbuilder.domain.briefs import Block, TableBlock
from briefbuilder.gui.compose.block_view import BlockView
from briefbuilder.gui.compose.compose_context import INITIATOR, ComposeContext
from briefbuilder.gui.shared.build import in_row, link_button
from briefbuilder.gui.widgets.line_field import LineField
from briefbuilder.language.interface import _, p_

MOST_COLUMNS = 12


class TableBlockView(BlockView):
    """A caption, a head row and rows of cells."""

    def __init__(
        self, context: ComposeContext, block: TableBlock, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, block, parent)
        self.cells: list[list[LineField]] = []
        self._last: QObject | None = None
        self.caption = context.line_field(
            _("Caption of the table"), _("Table: caption"), self.frame
        )
        self.caption.committed.connect(self._apply)
        self._grid = QGridLayout()
        self._grid.setSpacing(3)
        self.add_row_button = self._link(_("+ Row"), _("Add a row"))
        self.add_row_button.clicked.connect(self._on_add_row)
        self.add_column_button = self._link(_("+ Column"), _("Add a column"))
        self.add_column_button.clicked.connect(self._on_add_column)
        buttons = in_row(self.add_row_button, self.add_column_button, None)
        self.body.addWidget(self.caption)
        self.body.addLayout(self._grid)
        self.body.addLayout(buttons)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        super().show_block(block)
        if not isinstance(block, TableBlock):
            return
        self.caption.show_text(block.caption)
        lines = (block.header, *block.rows)
        if [len(line) for line in self.cells] != [len(line) for line in lines]:
            self._rebuild(len(lines), len(block.header))
        for line, texts in zip(self.cells, lines, strict=True):
            for cell, text in zip(line, texts, strict=True):
                cell.show_text(text)
        self.add_column_button.setEnabled(len(block.header) < MOST_COLUMNS)

    def focus_first(self, *, at_end: bool = False) -> None:
        (self.cells[-1][-1] if at_end else self.cells[0][0]).setFocus()

    def remove_row(self) -> bool:
        row, column = self._place_of(QApplication.focusWidget())
        if row <= 0:
            return False
        self._take_out_row(row)
        self.cells[min(row, len(self.cells) - 1)][column].setFocus()
        return True

    def fill_menu(self, menu: QMenu) -> None:
        row, column = self._place()
        away = menu.addAction(_("Remove this table r&ow"))
        away.setEnabled(row > 0)
        away.triggered.connect(self._on_remove_row)
        away = menu.addAction(_("Remove this table &column"))
        away.setEnabled(column >= 0 and len(self.cells[0]) > 1)
        away.triggered.connect(self._on_remove_column)

    def _link(self, text: str, name: str) -> QToolButton:
        return link_button(QToolButton(self.frame), text, spoken=name)

    def _rebuild(self, rows: int, columns: int) -> None:
        """Make or take away cells at the lower and right edges; the others stay."""
        for number, line in enumerate(self.cells):
            for cell in line[columns:] if number < rows else line:
                self._grid.removeWidget(cell)
                self.context.pending.let_go(cell)
        self.cells = [line[:columns] for line in self.cells[:rows]]
        for row in range(rows):
            if row == len(self.cells):
                self.cells.append([])
            for column in range(len(self.cells[row]), columns):
                self.cells[row].append(self._make_cell(row, column))

    def _make_cell(self, row: int, column: int) -> LineField:
        if row == 0:
            name = _("Head of column {column}", column=column + 1)
        else:
            name = _("Row {row}, column {column}", row=row, column=column + 1)
        prompt = p_("of a table's column", "Head") if row == 0 else ""
        cell = self.context.line_field(name, prompt, self.frame)
        cell.setProperty("role", "table-head" if row == 0 else "table-cell")
        cell.committed.connect(self._apply)
        cell.entered.connect(self._remember_place)
        cell.returnPressed.connect(self._on_return_pressed)
        cell.lead_tab(self._go_on)
        self._grid.addWidget(cell, row, column)
        cell.show()
        return cell

    @Slot()
    def _remember_place(self) -> None:
        self._last = self.sender()

    def _place(self) -> tuple[int, int]:
        """The row and column written in last; (-1, -1) when there was none."""
        return self._place_of(self._last)

    def _place_of(self, wanted: QObject | None) -> tuple[int, int]:
        for row, line in enumerate(self.cells):
            for column, cell in enumerate(line):
                if cell is wanted:
                    return row, column
        return -1, -1

    def _go_on(self) -> bool:
        """Tab in the last cell makes a row, as it does in Word; a blank last row lets it leave."""
        return QApplication.focusWidget() is self.cells[-1][-1] and self._begin_row()

    def _begin_row(self, column: int = 0) -> bool:
        """Add a row and go there; False where the last one is blank still."""
        lines = self._lines()
        if len(lines) > 1 and not any(cell.strip() for cell in lines[-1]):
            return False
        self._put([*lines, ("",) * len(lines[0])])
        self.cells[-1][column].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _take_out_row(self, row: int) -> None:
        lines = self._lines()
        self.context.pending.commit()
        self._put(lines[:row] + lines[row + 1 :], _("Remove row"))

    def _block(self) -> TableBlock:
        block = self.context.brief.block(self.block_id)
        return (
            block if isinstance(block, TableBlock) else TableBlock(id=self.block_id, header=("",))
        )

    def _put(self, lines: list[tuple[str, ...]], gesture: str = "") -> None:
        changed = self._block().model_copy(
            update={
                "caption": self.caption.text(),
                "header": lines[0],
                "rows": tuple(lines[1:]),
            }
        )
        operations.replace_block(
            self.context.session, block=changed, gesture=gesture, initiator=INITIATOR
        )

    def _lines(self) -> list[tuple[str, ...]]:
        return [tuple(cell.text() for cell in line) for line in self.cells]

    @Slot()
    def _apply(self) -> None:
        self._put(self._lines())

    @Slot()
    def _on_add_row(self) -> None:
        lines = self._lines()
        self._put([*lines, ("",) * len(lines[0])])
        self.cells[-1][0].setFocus()

    @Slot()
    def _on_add_column(self) -> None:
        self._put([(*line, "") for line in self._lines()])
        self.cells[0][-1].setFocus()

    @Slot()
    def _on_remove_row(self) -> None:
        row = self._place()[0]
        if row > 0:
            self._take_out_row(row)

    @Slot()
    def _on_return_pressed(self) -> None:
        """Enter goes to the cell below, and makes a row under the last one."""
        row, column = self._place_of(self.sender())
        if row + 1 < len(self.cells):
            self.cells[row + 1][column].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._begin_row(column)

    @Slot()
    def _on_remove_column(self) -> None:
        column = self._place()[1]
        if column >= 0:
            lines = [line[:column] + line[column + 1 :] for line in self._lines()]
            self.context.pending.commit()
            self._put(lines, _("Remove column"))
