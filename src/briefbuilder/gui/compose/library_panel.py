"""The library beside the brief: search as you type, filters, cards; Enter places, Space reads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.domain.item_sections import part_title, parts_of
from briefbuilder.domain.items import Item
from briefbuilder.errors import CancelledError
from briefbuilder.gui.search.filter_chips import FilterChips
from briefbuilder.gui.search.item_card import ItemCardDelegate
from briefbuilder.gui.search.item_list_model import ItemListModel
from briefbuilder.gui.search.parts_dialog import PartsDialog
from briefbuilder.gui.shared.hub import Desk
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _, p_

SEARCH_PAUSE_MS = 60
MOST_HITS = 400
SCROLL_BAR = 11


class SearchBox(QLineEdit):
    """The search box; Down goes into the list.

    Signals:
        down_pressed: the reader wants to walk through the hits.
    """

    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class CardList(QListView):
    """The cards.

    Signals:
        place_pressed: Enter on a card.
        read_pressed: Space on a card.
        up_pressed: Up on the first card.
        typed(text: str): letters that are meant for the search box.
    """

    place_pressed = Signal()
    read_pressed = Signal()
    up_pressed = Signal()
    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.place_pressed.emit()
        elif key == Qt.Key.Key_Space:
            self.read_pressed.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.up_pressed.emit()
        elif text.isprintable() and text.strip() and not event.modifiers() & _CHORD:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)


_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class LibraryPanel(QWidget):
    """Finds items and asks for them to be placed or read.

    Signals:
        place_requested(item_id: str, parts: tuple[str, ...] | None): place it, whole or in parts.
        read_requested(item_id: str): show it whole.
    """

    place_requested = Signal(str, object)
    read_requested = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("role", "library-panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchBox(self)
        self.search.setObjectName("library-search")
        self.search.setAccessibleName(_("Search the library"))
        self.search.setPlaceholderText(_("Search the library"))
        self.search.setClearButtonEnabled(True)
        self.chips = FilterChips(self)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "faint")
        self._hint.setWordWrap(True)
        self._hint.hide()
        self.model = ItemListModel(desk.workspace, self)
        self.list = self._make_list(theme)
        self._empty = QLabel(self)
        self._empty.setProperty("role", "empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.clear_button = QToolButton(self)
        self.clear_button.setText(_("Show everything"))
        self.clear_button.setProperty("role", "link")
        self.clear_button.clicked.connect(self.show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(8)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, SCROLL_BAR, 0)
        above.setSpacing(8)
        for widget in (self.search, self.chips, self._hint, self._empty, self.clear_button):
            above.addWidget(widget)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        self._stretch = column
        column.addStretch(0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._wire(theme)
        self._find()

    def focus_search(self) -> None:
        """Put the keyboard into the search box, ready for other words."""
        self.search.setFocus()
        self.search.selectAll()

    @property
    def current_item(self) -> str | None:
        """The item of the current card."""
        return self.model.item_at(self.list.currentIndex())

    @Slot()
    def show_all(self) -> None:
        """Take words and filters away."""
        self.search.clear()
        self.chips.clear()
        self.focus_search()

    def _make_list(self, theme: Theme) -> CardList:
        cards = CardList(self)
        cards.setObjectName("library-list")
        cards.setAccessibleName(_("Library items"))
        cards.setModel(self.model)
        cards.setItemDelegate(ItemCardDelegate(theme, cards, hint=_("↵ place")))
        cards.setUniformItemSizes(True)
        cards.setMouseTracking(True)
        cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cards.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        cards.setDragEnabled(True)
        cards.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        cards.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        cards.verticalScrollBar().setSingleStep(24)
        return cards

    def _wire(self, theme: Theme) -> None:
        self.search.textChanged.connect(self._on_text_changed)
        self.search.returnPressed.connect(self._on_return_pressed)
        self.search.down_pressed.connect(self._on_down_pressed)
        self.chips.changed.connect(self._on_text_changed)
        self._pause.timeout.connect(self._find)
        self.list.place_pressed.connect(self._on_place_pressed)
        self.list.read_pressed.connect(self._on_read_pressed)
        self.list.up_pressed.connect(self.focus_search)
        self.list.typed.connect(self._on_typed)
        self.list.doubleClicked.connect(self._on_double_clicked)
        self.list.customContextMenuRequested.connect(self._on_context_menu)
        self._desk.library_changed.connect(Refresh(self, self._on_library_changed).ask)
        theme.changed.connect(self.list.viewport().update)

    @Slot()
    def _find(self) -> None:
        """Search; the filters stand first, since the last word may still be in the making."""
        current = self.current_item
        words = f"{self.chips.query} {self.search.text()}".strip(" ") or ""
        if self.search.text().endswith(" "):
            words += " "
        try:
            result = self._desk.workspace.search(words, limit=MOST_HITS)
        except CancelledError:  # another search came in between, or the window is closing
            return
        self.model.show_hits(result.hits)
        self.chips.show_counts(result.facets, self._desk.workspace.library.settings)
        problem = next(iter(result.query.problems), None)
        self._hint.setText(f"{problem.sentence} {problem.remedy}".strip() if problem else "")
        self._hint.setVisible(problem is not None)
        self._show_empty(found=bool(result.hits))
        index = self.model.index_of(current) if current is not None else QModelIndex()
        if result.hits:
            self.list.setCurrentIndex(index if index.isValid() else self.model.index(0))
            self.list.scrollTo(self.list.currentIndex())

    def _show_empty(self, *, found: bool) -> None:
        self.list.setVisible(found)
        self._empty.setVisible(not found)
        self.clear_button.setVisible(not found)
        self._stretch.setStretch(self._stretch.count() - 1, 0 if found else 1)
        if not self._desk.workspace.library.entries:
            self._empty.setText(
                _("This library holds no items yet. Write the first one in the Library workspace.")
            )
            self.clear_button.hide()
        else:
            self._empty.setText(_("Nothing in the library matches. Use fewer words or filters."))

    def _place(self, item_id: str, parts: object = None, _checked: bool = False) -> None:
        self.place_requested.emit(item_id, parts)

    def _choose_parts(self, item: Item, _checked: bool = False) -> None:
        dialog = PartsDialog(item, None, _("Place these"), self)
        if dialog.exec():
            self.place_requested.emit(item.id, dialog.parts)

    def _fill_menu(self, menu: QMenu, item: Item) -> None:
        can_place = self._desk.session is not None
        whole = _with_key(_("Place &whole"), p_("a key", "Enter"))
        entries = [(whole, None), (_("Place &summary"), ("summary",))]
        if item.timeline:
            entries.append((_("Place &timeline"), ("timeline",)))
        for title, parts in entries:
            action = menu.addAction(title)
            action.setEnabled(can_place)
            action.triggered.connect(partial(self._place, item.id, parts))
        one = menu.addMenu(_("Place &one part"))
        one.setEnabled(can_place)
        for part in parts_of(item):
            action = one.addAction(part_title(item, part))
            action.triggered.connect(partial(self._place, item.id, (part,)))
        chosen = menu.addAction(_("Place chosen &parts…"))
        chosen.setEnabled(can_place)
        chosen.triggered.connect(partial(self._choose_parts, item))
        menu.addSeparator()
        read = menu.addAction(_with_key(_("&Read"), p_("a key", "Space")))
        read.triggered.connect(self._on_read_pressed)

    @Slot()
    def _on_text_changed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_return_pressed(self) -> None:
        self._pause.stop()
        self._find()
        self._on_place_pressed()

    @Slot()
    def _on_down_pressed(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._find()
        if self.model.rowCount():
            self.list.setFocus()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.end(False)
        self.search.insert(text)

    @Slot()
    def _on_place_pressed(self) -> None:
        if self.current_item is not None:
            self.place_requested.emit(self.current_item, None)

    @Slot()
    def _on_read_pressed(self) -> None:
        if self.current_item is not None:
            self.read_requested.emit(self.current_item)

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self._on_read_pressed()

    @Slot(QPoint)
    def _on_context_menu(self, position: QPoint) -> None:
        item_id = self.model.item_at(self.list.indexAt(position))
        entry = self._desk.workspace.library.entries.get(item_id or "")
        if entry is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu, entry.item)
        menu.popup(self.list.viewport().mapToGlobal(position))

    @Slot()
    def _on_library_changed(self) -> None:
        self.model.forget_cards()
        self._find()


def _with_key(title: str, key: str) -> str:
    """A menu's line that names a key which this list has."""
    return f"{title}\t{key}"
