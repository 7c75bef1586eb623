"""The sheet that the brief is written on: it takes what is dropped, and shows where it would go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMargins, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from briefbuilder.gui.compose.compose_context import BLOCK_MIME
from briefbuilder.gui.compose.drop_line import DropLine, DropPlace, drop_place
from briefbuilder.gui.compose.section_view import SectionView
from briefbuilder.gui.search.item_list_model import ITEM_MIME
from briefbuilder.gui.shared.theme import Theme

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg"})


class BriefPage(QWidget):
    """Takes items of the library, blocks of the brief and picture files.

    Signals:
        item_dropped(item_id: str, place: DropPlace): a library item is to stand there.
        block_dropped(block_id: str, place: DropPlace): a block is to move there.
        pictures_dropped(paths: list[Path], place: DropPlace): files are to become figures there.
    """

    item_dropped = Signal(str, object)
    block_dropped = Signal(str, object)
    pictures_dropped = Signal(object, object)

    def __init__(
        self, theme: Theme, sections: Callable[[], list[SectionView]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._sections = sections
        self._line = DropLine(theme, self)
        self.setProperty("role", "page")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _is_welcome(event.mimeData()) and self._sections():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = self._place(event)
        if place is None or not _is_welcome(event.mimeData()):
            event.ignore()
            return
        margins = self.contentsRect().marginsRemoved(self._layout_margins())
        self._line.show_at(place, margins)
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._line.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._line.hide()
        place = self._place(event)
        if place is None:
            return
        data = event.mimeData()
        if data.hasFormat(ITEM_MIME):
            for item_id in _text(data, ITEM_MIME).split():
                self.item_dropped.emit(item_id, place)
        elif data.hasFormat(BLOCK_MIME):
            self.block_dropped.emit(_text(data, BLOCK_MIME), place)
        else:
            self.pictures_dropped.emit(_pictures(data), place)
        event.acceptProposedAction()

    def _place(self, event: QDropEvent) -> DropPlace | None:
        return drop_place(self, self._sections(), round(event.position().y()))

    def _layout_margins(self) -> QMargins:
        layout = self.layout()
        return layout.contentsMargins() if layout is not None else QMargins()


def _is_welcome(data: QMimeData) -> bool:
    return data.hasFormat(ITEM_MIME) or data.hasFormat(BLOCK_MIME) or bool(_pictures(data))


def _text(data: QMimeData, mime: str) -> str:
    return bytes(data.data(mime).data()).decode("utf-8", "replace")


def _pictures(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in PICTURES]
