"""The left side: search, chips, and the cards of the library."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Slot
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from briefbuilder.app.curating import ItemDraft
from briefbuilder.app.library_overview import ListFilter
from briefbuilder.app.workspace import SearchResult
from briefbuilder.errors import BriefbuilderError, CancelledError
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.list_model import FileListModel
from briefbuilder.gui.library.overview_signals import OverviewSignals
from briefbuilder.gui.search.search_list import SearchList
from briefbuilder.gui.shared.build import dressed
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.flow_layout import FlowLayout
from briefbuilder.language.interface import _


class ListPanel(SearchList):
    """Finds items and files, and opens the one that is chosen."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        curation: CurationSignals,
        overview: OverviewSignals,
        parent: QWidget | None = None,
    ) -> None:
        chips, model = QWidget(), FileListModel()
        super().__init__(model, chips, theme, parent)
        model.setParent(self)
        self.model = model
        self._desk = desk
        self._drafts = curation.session
        self._overview = overview
        self.setProperty("role", "panel")
        self.search.setToolTip(_("Words, and filters such as kind:tool tag:naval status:overdue"))
        self.list.setAccessibleName(_("Items of the library"))
        self._chips = self._make_chips(chips)
        self._found: SearchResult | None = None
        self._shows_text = ""
        self._shows: tuple[object, ...] = ()
        self._refresh = Refresh(self, self.look_up)
        self.search.returnPressed.connect(self.go_into_list)
        self._chips.idClicked.connect(self._on_chip_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        curation.opened.connect(self._show_current)
        curation.standing_changed.connect(self._show_again)
        desk.library_changed.connect(self._refresh.ask)
        overview.completed.connect(self._show_again)
        curation.changed.connect(self._on_draft_changed)
        self._refresh.ask()

    @Slot()
    def look_up(self) -> None:
        """Search again and show what is found."""
        try:
            text = self.search.text().strip()
            self._found = self._desk.workspace.search(text, with_facets=False)
        except CancelledError:
            return  # the window is closing
        self.complain(" ".join(str(one) for one in self._found.query.problems))
        self._show_found()

    def _show_found(self) -> None:
        """Show what the last search found, as the library and its drafts are now."""
        text, unsaved = self.search.text().strip(), self._drafts.unsaved
        # A save is told in several steps, which leave nothing else to show after the first.
        shows = (self._found, self._overview.now, *unsaved)
        if text != self._shows_text or not _are_same(shows, self._shows):
            self._shows_text, self._shows = text, shows
            self._fill(text, unsaved)
        self._show_current()

    def _fill(self, text: str, unsaved: Sequence[ItemDraft]) -> None:
        rows = self._overview.rows.of_hits(self._found.hits if self._found else (), unsaved)
        if text:
            rows = tuple(row for row in rows if row.item_id or row.is_named_by(text))
        self.model.show_rows(rows)
        for number, chosen in enumerate(ListFilter):
            chip = self._chips.button(number)
            count = f"{self.model.count(chosen)}"
            if chosen is ListFilter.PROBLEMS and self._overview.now.tally.checks is None:
                count = f"{count} …"
            name = _(chosen.value)
            chip.setText(f"{name} {count}")
            chip.setAccessibleName(_("Show only: {filter}, {count}", filter=name, count=count))

    def pick(self, chosen: ListFilter | None) -> None:
        """Press a chip, or none."""
        for number, one in enumerate(ListFilter):
            self._chips.button(number).setChecked(one is chosen)
        self.model.show_filter(chosen)
        self._show_current()

    def show_all(self) -> None:
        """Empty the search and let every chip up."""
        self.search.clear()
        self.pick(None)
        self.look_up_now()

    def _make_chips(self, parent: QWidget) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(False)
        flow = FlowLayout(parent, gap=6)
        for number, chosen in enumerate(ListFilter):
            chip = dressed(QToolButton(parent), "chip", name=f"chip-{chosen.name.lower()}")
            chip.setCheckable(True)
            group.addButton(chip, number)
            flow.addWidget(chip)
        return group

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
        waits = self.model.chosen is ListFilter.PROBLEMS and not self._overview.now.is_reviewed
        self.empty.setText(
            _("The library is still being checked.") if waits else _("Nothing fits.")
        )
        self.empty.setVisible(self.model.rowCount() == 0)

    @Slot()
    def _show_again(self) -> None:
        """The same files, of which other things are to be said now."""
        if self._found is not None and self.isVisible():
            self._show_found()
        else:
            self._refresh.ask()

    @Slot()
    def _on_draft_changed(self) -> None:
        """A draft that has another number of problems now lies under another filter."""
        draft = self._drafts.draft
        row = self.model.row_of(draft.file) if draft is not None else None
        if draft is None or row is None or not draft.is_dirty:
            return
        if (ListFilter.PROBLEMS in row.filters) != bool(
            self._overview.rows.problems_of_draft(draft)
        ):
            self.look_up()

    @Slot(int)
    def _on_chip_clicked(self, number: int) -> None:
        chip = self._chips.button(number)
        self.pick(tuple(ListFilter)[number] if chip.isChecked() else None)

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
            self.complain(f"▲ {refused} {error}")
            self._desk.announce(str(error))
            # What stands beside the list is still the other item: its card is the one chosen.
            QTimer.singleShot(0, self._show_current)


def _are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    """Whether they are the very same objects, in the same order."""
    return len(some) == len(others) and all(map(is_, some, others))
