"""A table whose cells hold words: what is typed in one is kept while its editor is still open."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableWidget, QWidget

from briefbuilder.gui.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine

Index = QModelIndex | QPersistentModelIndex


class CellEditor(FormLine):
    """The line in an open cell."""

    def held_words(self) -> str:
        return ""  # the table has them


class CellDelegate(QStyledItemDelegate):
    """Opens lines that belong to the register of pending words."""

    def __init__(self, pending: PendingWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._pending = pending

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        editor = CellEditor(self._pending, parent)
        editor.setFrame(False)
        editor.setAutoFillBackground(True)
        editor.committed.connect(self._on_committed)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, FormLine):
            editor.show_text(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, FormLine):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    @Slot()
    def _on_committed(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)


class WordsTable(QTableWidget):
    """A table that belongs to the register of pending words, with each of its cells."""

    def __init__(
        self, pending: PendingWords, columns: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(columns), parent)
        pending.join(self)
        self.setItemDelegate(CellDelegate(pending, self))
        self.setHorizontalHeaderLabels(columns)

    def held_words(self) -> str:
        """Its rows, a line for each."""
        rows = (self._words_of(row) for row in range(self.rowCount()))
        return "\n".join(row for row in rows if row)

    def _words_of(self, row: int) -> str:
        cells = (self.item(row, column) for column in range(self.columnCount()))
        return " | ".join(cell.text() for cell in cells if cell is not None and cell.text())
