"""Search as you type, and the cards of what is found: one list for every workspace."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.gui.search.item_card import ItemCardDelegate
from briefbuilder.gui.shared.build import in_column, paragraph
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.window_keys import SearchLine
from briefbuilder.language.interface import _

SEARCH_PAUSE_MS = 60
SCROLL_BAR = 11  # what stands above the cards leaves to the list's scroll bar
ARROWS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up})
_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class SearchBox(SearchLine):
    """The search box; Down goes into the list, Escape empties it.

    Signals:
        down_pressed: the reader wants to walk through what was found.
    """

    down_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Search the library"))
        self.setPlaceholderText(_("Search the library"))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class CardList(QListView):
    """The cards. Where the chosen one has left the list, the arrows go on from its place.

    Signals:
        enter_pressed: Enter on a card.
        space_pressed: Space on a card.
        up_pressed: Up on the first card.
        typed(text: str): letters that are meant for the search box.
    """

    enter_pressed = Signal()
    space_pressed = Signal()
    up_pressed = Signal()
    typed = Signal(str)

    def __init__(
        self, model: QAbstractItemModel, theme: Theme, parent: QWidget, *, hint: str
    ) -> None:
        super().__init__(parent)
        self.last_row = 0
        self.setModel(model)
        self.setItemDelegate(ItemCardDelegate(theme, self, hint=hint))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalScrollBar().setSingleStep(24)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text, rows = Qt.Key(event.key()), event.text(), self.model().rowCount()
        if key in ARROWS and rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(min(self.last_row, rows - 1), 0))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.enter_pressed.emit()
        elif key == Qt.Key.Key_Space:
            self.space_pressed.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.up_pressed.emit()
        elif text.isprintable() and text.strip() and not event.modifiers() & _CHORD:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)


class SearchList(QWidget):
    """The search box, `filters`, a complaint, and the cards of `model`, which `look_up` fills."""

    def __init__(
        self,
        model: QAbstractItemModel,
        filters: QWidget,
        theme: Theme,
        parent: QWidget | None,
        *,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchBox(self)
        self.complaint = paragraph("", "warning", self)
        self.complaint.hide()
        self.empty = paragraph("", "empty", self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = CardList(model, theme, self, hint=hint)
        self.above = QVBoxLayout()
        self.above.setContentsMargins(0, 0, SCROLL_BAR, 0)
        self.above.setSpacing(8)
        for widget in (self.search, filters, self.complaint, self.empty):
            self.above.addWidget(widget)
        self.column = in_column(
            self.above, (self.list, 1), on=self, margins=(12, 12, 2, 0), spacing=8
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self.look_up)
        self.search.textChanged.connect(self._pause.start)
        self.search.down_pressed.connect(self.go_into_list)
        self.list.up_pressed.connect(self.focus_search)
        self.list.typed.connect(self._on_typed)

    @Slot()
    @abstractmethod
    def look_up(self) -> None:
        """Search, and show what is found."""

    def look_up_now(self) -> None:
        """Search without the pause that waits for more letters."""
        self._pause.stop()
        self.look_up()

    @Slot()
    def look_up_soon(self) -> None:
        """Search after the pause that waits for more letters."""
        self._pause.start()

    @Slot()
    def focus_search(self) -> None:
        """Put the keyboard into the search box, ready for other words."""
        self.search.setFocus()
        self.search.selectAll()

    def complain(self, sentence: str) -> None:
        """Say under the search what is wrong; nothing for ""."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))

    @Slot()
    def go_into_list(self) -> None:
        """Put the keyboard on what the words in the box find."""
        if self._pause.isActive():
            self.look_up_now()
        if self.list.model().rowCount():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.model().index(0, 0))

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.end(False)
        self.search.insert(text)
