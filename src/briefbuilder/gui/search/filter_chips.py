"""The chips below the search box: kinds with their counts, and menus for region, tag, period."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from briefbuilder.app.item_words import PERIODS
from briefbuilder.domain.items import Kind
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import LibrarySettings
from briefbuilder.gui.shared.build import dressed
from briefbuilder.gui.widgets.flow_layout import FlowLayout
from briefbuilder.language.interface import _, n_, p_

LONGEST = 22


class ChoiceChip(QToolButton):
    """A chip with a menu of which one entry, or none, is chosen.

    Signals:
        changed: another value is chosen.
    """

    changed = Signal()

    def __init__(self, title: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self._entries: tuple[tuple[str, str], ...] = ()
        self._counts: Mapping[str, int] = {}
        self.value = ""
        self.setProperty("role", "filter")
        self.setCheckable(True)
        self.setToolTip(tip)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._show()

    def offer(self, entries: tuple[tuple[str, str], ...], counts: Mapping[str, int]) -> None:
        """Offer values: pairs of words and value, with how many items each has."""
        self._entries, self._counts = entries, counts

    def choose(self, value: str, _checked: bool = False) -> None:
        """Choose a value; "" for any."""
        self.value = value
        self._show()
        self.changed.emit()

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        group = QActionGroup(menu)
        for words, value in ((p_("a filter", "Any"), ""), *self._entries):
            count = self._counts.get(value)
            action = menu.addAction(words if count is None else f"{words}  {count}")
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(partial(self.choose, value))
            group.addAction(action)
            if not value:
                menu.addSeparator()

    def _show(self) -> None:
        words = next((name for name, value in self._entries if value == self.value), "")
        short = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
        self.setText(f"{short or self._title} ▾")
        self.setChecked(bool(self.value))
        chosen = words or p_("a filter", "any")
        self.setAccessibleName(_("{filter}: {chosen}", filter=self._title, chosen=chosen))


class FilterChips(QWidget):
    """All filters; `query` is what they add to the words in the search box.

    Signals:
        changed: a filter is another one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=4)
        self.kinds: dict[Kind, QToolButton] = {}
        for kind in Kind:
            chip = dressed(QToolButton(self), "filter", name=f"kind-{kind.value}")
            chip.setCheckable(True)
            chip.setText(_(spec_of(kind).labels))
            chip.toggled.connect(self._on_changed)
            flow.addWidget(chip)
            self.kinds[kind] = chip
        self.region = ChoiceChip(_("Region"), _("Narrow the list by region"), self)
        self.tag = ChoiceChip(_("Tag"), _("Narrow the list by tag"), self)
        self.period = ChoiceChip(_("Period"), _("Narrow the list by period"), self)
        self.period.offer(tuple((_(words), value) for words, value in PERIODS), {})
        for menu_chip in (self.region, self.tag, self.period):
            menu_chip.changed.connect(self._on_changed)
            flow.addWidget(menu_chip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def query(self) -> str:
        """The filters as they would be typed; "" when none is set."""
        kinds = ",".join(kind.value for kind, chip in self.kinds.items() if chip.isChecked())
        filters = (
            ("kind", kinds),
            ("region", self.region.value),
            ("tag", self.tag.value),
            ("period", self.period.value),
        )
        return " ".join(f"{name}:{value}" for name, value in filters if value)

    def show_counts(
        self, facets: Mapping[str, Mapping[str, int]], settings: LibrarySettings
    ) -> None:
        """Show how many items of each value match the words."""
        kinds = facets.get("kind", {})
        for kind, chip in self.kinds.items():
            count = kinds.get(kind.value, 0)
            labels = _(spec_of(kind).labels)
            chip.setText(f"{labels} {count}")
            items = n_("{number} item", "{number} items", count)
            chip.setAccessibleName(f"{labels}, {items}")
        for chip, name, words in (
            (self.region, "region", settings.regions),
            (self.tag, "tag", settings.tags),
        ):
            counts = facets.get(name, {})
            names = [key for key in words if key in counts or key == chip.value]
            shown = [
                (words[key] if name == "region" else key.replace("-", " "), key) for key in names
            ]
            chip.offer(tuple(sorted(shown)), counts)

    def clear(self) -> None:
        """Take every filter away."""
        for chip in self.kinds.values():
            chip.setChecked(False)
        for menu_chip in (self.region, self.tag, self.period):
            if menu_chip.value:
                menu_chip.choose("")

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()
