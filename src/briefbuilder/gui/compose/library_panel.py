"""The library beside the brief: search as you type, filters, cards; Enter places, Space reads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QMenu, QToolButton, QWidget

from briefbuilder.domain.item_sections import part_title, parts_of
from briefbuilder.domain.items import Item
from briefbuilder.errors import CancelledError
from briefbuilder.gui.search.filter_chips import FilterChips
from briefbuilder.gui.search.item_list_model import ItemListModel
from briefbuilder.gui.search.parts_dialog import PartsDialog
from briefbuilder.gui.search.search_list import SearchList
from briefbuilder.gui.shared.build import link_button
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _, p_

MOST_HITS = 400


class LibraryPanel(SearchList):
    """Finds items and asks for them to be placed or read.

    Signals:
        place_requested(item_id: str, parts: tuple[str, ...] | None): place it, whole or in parts.
        read_requested(item_id: str): show it whole.
    """

    place_requested = Signal(str, object)
    read_requested = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        chips, model = FilterChips(), ItemListModel(desk.workspace)
        super().__init__(model, chips, theme, parent, hint=_("↵ place"))
        model.setParent(self)
        self.chips, self.model = chips, model
        self._desk = desk
        self.setProperty("role", "library-panel")
        self.search.setObjectName("library-search")
        self.list.setObjectName("library-list")
        self.list.setAccessibleName(_("Library items"))
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clear_button = link_button(QToolButton(self), _("Show everything"))
        self.clear_button.clicked.connect(self.show_all)
        self.above.addWidget(self.clear_button)
        self.column.addStretch(0)
        self._wire()
        self.look_up()

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

    def _wire(self) -> None:
        self.search.returnPressed.connect(self._on_return_pressed)
        self.chips.changed.connect(self.look_up_soon)
        self.list.enter_pressed.connect(self._on_place_pressed)
        self.list.space_pressed.connect(self._on_read_pressed)
        self.list.doubleClicked.connect(self._on_double_clicked)
        self.list.customContextMenuRequested.connect(self._on_context_menu)
        self._desk.library_changed.connect(Refresh(self, self._on_library_changed).ask)

    @Slot()
    def look_up(self) -> None:
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
        self.complain(f"{problem.sentence} {problem.remedy}".strip() if problem else "")
        self._show_empty(found=bool(result.hits))
        index = self.model.index_of(current) if current is not None else QModelIndex()
        if result.hits:
            self.list.setCurrentIndex(index if index.isValid() else self.model.index(0))
            self.list.scrollTo(self.list.currentIndex())

    def _show_empty(self, *, found: bool) -> None:
        self.list.setVisible(found)
        self.empty.setVisible(not found)
        self.clear_button.setVisible(not found)
        self.column.setStretch(self.column.count() - 1, 0 if found else 1)
        if not self._desk.workspace.library.entries:
            self.empty.setText(
                _("This library holds no items yet. Write the first one in the Library workspace.")
            )
            self.clear_button.hide()
        else:
            self.empty.setText(_("Nothing in the library matches. Use fewer words or filters."))

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
    def _on_return_pressed(self) -> None:
        self.look_up_now()
        self._on_place_pressed()

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
        self.look_up()


def _with_key(title: str, key: str) -> str:
    """A menu's line that names a key which this list has."""
    return f"{title}\t{key}"
