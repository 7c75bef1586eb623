"""The Library workspace: find at the left, write in the middle, what hangs on it at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QSplitter,
    QWidget,
)

from briefbuilder.app.library_overview import ListFilter
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.item_actions import ItemActions
from briefbuilder.gui.library.item_panel import ItemPanel
from briefbuilder.gui.library.list_panel import ListPanel
from briefbuilder.gui.library.overview_signals import OverviewSignals
from briefbuilder.gui.library.side_panel import SidePanel
from briefbuilder.gui.shared.build import dressed, in_column, in_row, make_label
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _

ITEM = "item"


class LibraryWorkspace(QWidget):
    """Lays out the curator's panels and offers what the window's commands ask for.

    Signals:
        state_changed: another item is shown, or there is something to save, or nothing any more.
    """

    state_changed = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._overview = OverviewSignals(desk)
        curation = CurationSignals(desk, self)
        self.drafts = curation.session
        self.items = ItemActions(desk, theme, curation, self._overview, self)
        self.found = ListPanel(desk, theme, curation, self._overview)
        self.item = ItemPanel(desk, theme, curation, self._overview, self.items)
        self.side = SidePanel(desk, theme, curation, self.items, self.item)
        self._counts = make_label("", "faint")
        self._counts.setContentsMargins(14, 4, 14, 5)
        self._lay_out()
        curation.opened.connect(self.state_changed)
        curation.changed.connect(self.state_changed)
        curation.standing_changed.connect(self.state_changed)
        self.items.text_requested.connect(self.item.show_problems)
        self.items.writing_requested.connect(self.item.start_writing)
        counts = Refresh(self._counts, self._show_counts)
        desk.library_changed.connect(counts.ask)
        self._overview.completed.connect(counts.ask)
        counts.ask()

    @property
    def has_item(self) -> bool:
        """Whether an item or a faulty file is shown."""
        return self.drafts.draft is not None

    @property
    def is_dirty(self) -> bool:
        """Whether there is something to save."""
        return bool(self.drafts.unsaved)

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.found.focus_search()

    def reveal(self, target: str) -> None:
        """Show a target such as `item:cuban-missile-crisis`."""
        kind, _, item_id = target.partition(":")
        if kind != ITEM:
            return
        self.commit_pending()
        try:
            self.drafts.open_item(item_id)
        except BriefbuilderError as error:
            self._desk.announce(str(error))
            return
        draft = self.drafts.draft
        if draft is not None and not self.found.model.index_of(draft.file).isValid():
            self.found.show_all()

    def new_item(self) -> None:
        """Ask for kind and title, and start a draft."""
        self.items.new_item()

    def change_status(self) -> None:
        """Ask for another status."""
        self.items.change_status()

    def withdraw(self) -> None:
        """Ask why, and withdraw the item."""
        self.items.withdraw()

    def revert(self) -> None:
        """Go back to the saved text, after a question."""
        self.items.revert()

    def save(self) -> bool:
        """Save what is shown; True when it is on disk afterwards."""
        return self.items.save()

    def show_problems(self) -> None:
        """List what has problems, and show the first."""
        self.commit_pending()
        self.found.search.clear()
        self.found.pick(ListFilter.PROBLEMS)
        self.found.list.setFocus()
        if self.found.model.rowCount():
            self.found.list.setCurrentIndex(self.found.model.index(0, 0))
            self.item.show_problems()
        elif self._overview.now.is_reviewed:
            self._desk.announce(_("The library has no problems."))
            self.found.pick(None)
        else:
            self._desk.announce(_("The library is still being checked."))

    def commit_pending(self) -> None:
        """Hand over what was typed and not told of yet."""
        self._desk.pending.commit()

    def may_leave(self) -> bool:
        """Whether every draft is saved, or given up by word."""
        return self.items.may_leave()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for panel, stretch, least in (
            (self.found, 1, 220),
            (self.item, 3, 380),
            (self.side, 2, 220),
        ):
            panel.setMinimumWidth(least)
            splitter.addWidget(panel)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([310, 770, 350])
        splitter.setChildrenCollapsible(False)
        self.splitter = splitter
        foot = dressed(QWidget(self), "panel")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        in_row(self._counts, None, on=foot, margins=0)
        in_column((splitter, 1), foot, on=self, margins=0, spacing=0)

    def _show_counts(self) -> None:
        self._counts.setText(str(self._overview.now.tally))
