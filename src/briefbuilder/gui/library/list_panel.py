"""The left side: search, chips, and the cards of the library."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QLabel,
    QLineEdit,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.app.library_overview import ListFilter
from briefbuilder.app.workspace import SearchResult
from briefbuilder.errors import BriefbuilderError, CancelledError
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.list_model import FileListModel
from briefbuilder.gui.library.survey import Survey
from briefbuilder.gui.search.item_card import ItemCardDelegate
from briefbuilder.gui.shared.hub import Desk
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.flow_layout import FlowLayout
from briefbuilder.language.interface import _

SCROLL_BAR = 11  # what the cards leave to the list's scroll bar
SEARCH_PAUSE_MS = 120
ARROWS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up})
INTO_LIST = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchLine(QLineEdit):
    """The search; Down and Return lead into the list.

    Signals:
        into_list: the user wants to go on in the list.
    """

    into_list = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif Qt.Key(event.key()) in INTO_LIST:
            self.into_list.emit()
        else:
            super().keyPressEvent(event)


class FileCardList(QListView):
    """The cards. Where the chosen one has left the list, the arrows go on from its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.last_row = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.model().rowCount()
        if Qt.Key(event.key()) in ARROWS and rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(min(self.last_row, rows - 1), 0))
        else:
            super().keyPressEvent(event)


class ListPanel(QWidget):
    """Finds items and files, and opens the one that is chosen."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        curation: CurationSignals,
        survey: Survey,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = curation.session
        self._survey = survey
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = FileListModel(self)
        self.search = SearchLine(self)
        self.search.setPlaceholderText(_("Search the library"))
        self.search.setAccessibleName(_("Search the library"))
        self.search.setToolTip(_("Words, and filters such as kind:tool tag:naval status:overdue"))
        self.search.setClearButtonEnabled(True)
        self._complaint = QLabel(self)
        self._complaint.setProperty("role", "warning")
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        self._chips = QButtonGroup(self)
        self._chips.setExclusive(False)
        self.list = self._make_list(theme)
        self._empty = QLabel(_("Nothing fits."), self)
        self._empty.setProperty("role", "empty")
        self._found: SearchResult | None = None
        self._refresh = Refresh(self, self.refresh)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._lay_out()
        self.search.textChanged.connect(self._pause.start)
        self.search.into_list.connect(self._on_into_list)
        self._pause.timeout.connect(self.refresh)
        self._chips.idClicked.connect(self._on_chip_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        curation.opened.connect(self._show_current)
        curation.standing_changed.connect(self._show_again)
        desk.library_changed.connect(self._refresh.ask)
        survey.completed.connect(self._show_again)
        curation.changed.connect(self._on_draft_changed)
        theme.changed.connect(self.list.viewport().update)
        self._refresh.ask()

    @Slot()
    def refresh(self) -> None:
        """Search again and show what is found."""
        try:
            text = self.search.text().strip()
            self._found = self._desk.workspace.search(text, with_facets=False)
        except CancelledError:
            return  # the window is closing
        problems = self._found.query.problems
        self._complaint.setText(" ".join(str(one) for one in problems))
        self._complaint.setVisible(bool(problems))
        self._show_found()

    def _show_found(self) -> None:
        """Show what the last search found, as the library and its drafts are now."""
        text = self.search.text().strip()
        rows = self._survey.rows(self._found.hits if self._found else (), self._drafts.unsaved)
        if text:
            rows = tuple(row for row in rows if row.item_id or row.is_named_by(text))
        self.model.show_rows(rows)
        for number, heap in enumerate(ListFilter):
            chip = self._chips.button(number)
            count = f"{self.model.count(heap)}"
            if heap is ListFilter.PROBLEMS and self._survey.tally.checks is None:
                count = f"{count} …"
            name = _(heap.value)
            chip.setText(f"{name} {count}")
            chip.setAccessibleName(_("Show only: {filter}, {count}", filter=name, count=count))
        self._show_current()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def pick(self, heap: ListFilter | None) -> None:
        """Press a chip, or none."""
        for number, one in enumerate(ListFilter):
            self._chips.button(number).setChecked(one is heap)
        self.model.show_heap(heap)
        self._show_current()

    def show_all(self) -> None:
        """Empty the search and let every chip up."""
        self.search.clear()
        self._pause.stop()
        self.pick(None)
        self.refresh()

    def _make_list(self, theme: Theme) -> FileCardList:
        view = FileCardList(self)
        view.setModel(self.model)
        view.setItemDelegate(ItemCardDelegate(theme, view))
        view.setAccessibleName(_("Items of the library"))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view

    def _lay_out(self) -> None:
        chips = QWidget(self)
        flow = FlowLayout(chips, gap=6)
        for number, heap in enumerate(ListFilter):
            chip = QToolButton(chips)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"chip-{heap.name.lower()}")
            chip.setCheckable(True)
            self._chips.addButton(chip, number)
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 4, 8)
        column.setSpacing(8)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, SCROLL_BAR, 0)
        above.setSpacing(8)
        for widget in (self.search, self._complaint, chips, self._empty):
            above.addWidget(widget)
        column.addLayout(above)
        column.addWidget(self.list, 1)

    @Slot()
    def _show_current(self) -> None:
        draft = self._drafts.draft
        index = self.model.index_of(draft.file) if draft is not None else QModelIndex()
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        if index.isValid():
            self.list.setCurrentIndex(index)
        else:
            selection.clear()
        selection.blockSignals(False)
        self.list.viewport().update()
        if index.isValid():
            self.list.last_row = index.row()
            self.list.scrollTo(index)
        waits = self.model.heap is ListFilter.PROBLEMS and not self._survey.is_complete
        self._empty.setText(
            _("The library is still being checked.") if waits else _("Nothing fits.")
        )
        self._empty.setVisible(self.model.rowCount() == 0)

    @Slot()
    def _show_again(self) -> None:
        """The same files, of which other things are to be said now."""
        if self._found is not None and self.isVisible():
            self._show_found()
        else:
            self._refresh.ask()

    @Slot()
    def _on_draft_changed(self) -> None:
        """A draft that has another number of problems now lies in another heap."""
        draft = self._drafts.draft
        row = self.model.row_of(draft.file) if draft is not None else None
        if draft is None or row is None or not draft.is_dirty:
            return
        if (ListFilter.PROBLEMS in row.heaps) != bool(self._survey.problems_of_draft(draft)):
            self.refresh()

    @Slot(int)
    def _on_chip_clicked(self, number: int) -> None:
        chip = self._chips.button(number)
        self.pick(tuple(ListFilter)[number] if chip.isChecked() else None)

    @Slot()
    def _on_into_list(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.refresh()
        if self.model.rowCount():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0, 0))

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(
        self,
        index: QModelIndex | QPersistentModelIndex,
        _previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        try:
            self._drafts.open_file(row.file)
        except BriefbuilderError as error:
            refused = _("{item} was not opened.", item=row.card.title)
            self._complaint.setText(f"▲ {refused} {error}")
            self._complaint.show()
            self._desk.announce(str(error))
            # What stands beside the list is still the other item: its card is the one chosen.
            QTimer.singleShot(0, self._show_current)
