"""The editor of a table's cell: what is typed in it is kept while it is still open."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefbuilder.gui.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Opens lines that belong to the register of pending words."""

    def __init__(self, pending: PendingWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._pending = pending

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        editor = FormLine(self._pending, parent)
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
