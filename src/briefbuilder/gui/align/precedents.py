"""Case studies in which the matter of a question went well, and badly."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from briefbuilder.app.alignment_walk import AlignmentWalk
from briefbuilder.domain.checklists import Precedents as PrecedentIds
from briefbuilder.domain.items import Item
from briefbuilder.gui.align.buttons import WalkButton
from briefbuilder.gui.shared.build import in_column, make_label, paragraph, take_down
from briefbuilder.gui.widgets.kept_keyboard import keyboard_kept
from briefbuilder.language.interface import _

COLUMNS = 2
LEAST_WIDTH = 120


class PrecedentButton(WalkButton):
    """One precedent: how it went, and its title. A click shows the case."""

    def __init__(self, item: Item, parent: QWidget, *, went_well: bool) -> None:
        super().__init__(parent)
        told = (
            _("went well: {case}. Show the case study", case=item.title)
            if went_well
            else _("went badly: {case}. Show the case study", case=item.title)
        )
        self.setAccessibleName(told)
        self.setToolTip(item.summary)
        sign = _("● went well") if went_well else _("▲ went badly")
        how = make_label(sign, "good" if went_well else "error", self)
        name = paragraph(item.title, "", self)
        column = in_column(how, name, None, on=self, margins=(12, 8, 12, 9), spacing=2)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = column

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self._column.minimumSize().height())

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)


class PrecedentsView(QWidget):
    """ "Seen before", in two columns.

    Signals:
        item_requested(str): the reader wants to see a case study.
    """

    item_requested = Signal(str)

    def __init__(self, walk: AlignmentWalk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk = walk
        self._buttons: list[PrecedentButton] = []
        name = make_label(_("Seen before"), "faint", self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.addWidget(name, 0, 0, 1, COLUMNS)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def show_precedents(self, precedents: PrecedentIds) -> None:
        """Show those that the library has."""
        with keyboard_kept(self):
            self._fill(precedents)

    def _fill(self, precedents: PrecedentIds) -> None:
        take_down(self._buttons, self._grid)
        entries = self._walk.library.entries
        told = (
            *((True, one) for one in precedents.well if one in entries),
            *((False, one) for one in precedents.badly if one in entries),
        )
        self._buttons = []
        for number, (went_well, item_id) in enumerate(told):
            button = PrecedentButton(entries[item_id].item, self, went_well=went_well)
            button.clicked.connect(partial(self._ask_for, item_id))
            self._grid.addWidget(button, 1 + number // COLUMNS, number % COLUMNS)
            button.show()
            self._buttons.append(button)
        self.setVisible(bool(told))

    def _ask_for(self, item_id: str, _checked: bool = False) -> None:
        self.item_requested.emit(item_id)
