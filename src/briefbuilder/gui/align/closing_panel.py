"""The right side of the walk: library items that would close the gap, ready to be placed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QToolButton,
    QWidget,
)

from briefbuilder.app.alignment_walk import AlignmentWalk
from briefbuilder.app.alignment_words import introduction, placed_words, reason_words
from briefbuilder.app.item_words import item_meta
from briefbuilder.domain.alignment import QuestionView, Recommendation
from briefbuilder.domain.items import Item
from briefbuilder.gui.align.buttons import WalkPage, WalkToolButton
from briefbuilder.gui.align.walk_signals import WalkSignals
from briefbuilder.gui.shared.build import dressed, in_column, in_row, link_button, paragraph
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.language.interface import _, p_


class RecommendationCard(QFrame):
    """One item with the reasons for it and a way to place it.

    Signals:
        place_requested(str, str): item and section.
        item_requested(str): the reader wants to see the item.
    """

    place_requested = Signal(str, str)
    item_requested = Signal(str)

    def __init__(
        self, recommendation: Recommendation, item: Item, walk: AlignmentWalk, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._item_id = item.id
        self.setProperty("role", "card")
        title = paragraph(item.title, "")
        bold = title.font()
        bold.setPointSizeF(10.5)
        bold.setWeight(QFont.Weight.DemiBold)
        title.setFont(bold)
        meta = paragraph(item_meta(item, walk.library.settings), "faint")
        summary = paragraph(item.summary, "soft")
        reasons = paragraph(reason_words(recommendation), "accent")
        reasons.setToolTip("\n".join(recommendation.reasons))
        column = in_column(
            title, meta, summary, reasons, on=self, margins=(12, 10, 12, 10), spacing=4
        )
        row = in_row(margins=(0, 4, 0, 0))
        self.place_button = self._make_place_button(item, walk)
        row.addWidget(self.place_button)
        read = link_button(
            WalkToolButton(self), _("Read"), spoken=_("Read {item}", item=item.title)
        )
        read.clicked.connect(self._on_read_clicked)
        row.addWidget(read)
        row.addStretch(1)
        column.addLayout(row)

    def _make_place_button(self, item: Item, walk: AlignmentWalk) -> QToolButton:
        button = dressed(WalkToolButton(self), name=f"place-{item.id}")
        section, brief = walk.section_for(item.kind), walk.brief
        if section is None or brief is None:
            button.setText(p_("an item in a brief", "Place"))
            button.setEnabled(False)
            return button
        button.setText(_("Place in {section}", section=section.heading))
        button.setAccessibleName(
            _("Place {item} in {section}", item=item.title, section=section.heading)
        )
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.setToolTip(_("The arrow (or Alt+Down) offers the other sections"))
        menu = QMenu(button)
        for one in brief.sections:
            action = menu.addAction(one.heading.replace("&", "&&"))
            action.triggered.connect(partial(self._ask_to_place, one.id))
        button.setMenu(menu)
        button.clicked.connect(partial(self._ask_to_place, section.id))
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() == Qt.Key.Key_Down and event.modifiers() & _ALT
        if opens and self.place_button.hasFocus():
            self.place_button.showMenu()
        else:
            super().keyPressEvent(event)

    def _ask_to_place(self, section_id: str, _checked: bool = False) -> None:
        self.place_requested.emit(self._item_id, section_id)

    @Slot()
    def _on_read_clicked(self) -> None:
        self.item_requested.emit(self._item_id)


_ALT = Qt.KeyboardModifier.AltModifier


class ClosingPanel(WalkPage):
    """The recommendations for the question that is shown, and what of them is placed already.

    Signals:
        item_requested(str): the reader wants to see an item.
    """

    item_requested = Signal(str)

    def __init__(self, signals: WalkSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk = signals.walk
        self._cards: list[RecommendationCard] = []
        self._shown: object = None
        self.setAccessibleName(_("What would close the gap"))
        signals.refreshed.connect(Refresh(self, self.refresh).ask)
        signals.moved.connect(self.refresh)
        self.refresh()

    @property
    def cards(self) -> tuple[RecommendationCard, ...]:
        """The cards as they stand, best first."""
        return tuple(self._cards)

    @Slot()
    def refresh(self) -> None:
        """Show what helps at the walk's question; nothing is built again that has not changed."""
        view, brief = self._walk.current, self._walk.brief
        offered = self._walk.recommendations() if _may_help(view) else ()
        sections = tuple((one.id, one.heading) for one in brief.sections) if brief else ()
        placed = placed_words(view, brief) if view is not None and brief is not None else ()
        state = view.state if view is not None else None
        question = view.question.id if view is not None else None
        shown = (question, state, offered, sections, placed, id(self._walk.library))
        if shown == self._shown:
            return
        self._shown = shown
        self.setWidget(self._filled(view, offered, placed))

    def _filled(
        self,
        view: QuestionView | None,
        offered: tuple[Recommendation, ...],
        placed: tuple[str, ...],
    ) -> QWidget:
        inner = dressed(QWidget(self), "panel")
        column = in_column(on=inner, margins=(16, 14, 14, 14), spacing=9)
        heading, sentence = introduction(view, found=bool(offered))
        column.addWidget(paragraph(heading, "heading"))
        if sentence:
            column.addWidget(paragraph(sentence, "faint"))
        self._cards = []
        for one in offered:
            item = self._walk.library.entry(one.item_id).item
            card = RecommendationCard(one, item, self._walk, inner)
            card.place_requested.connect(self._on_place_requested)
            card.item_requested.connect(self.item_requested)
            column.addWidget(card)
            self._cards.append(card)
        if placed:
            column.addSpacing(6)
            column.addWidget(paragraph(_("In the brief already"), "caps"))
            for words in placed:
                column.addWidget(paragraph(words, "soft"))
        column.addStretch(1)
        return inner

    @Slot(str, str)
    def _on_place_requested(self, item_id: str, section_id: str) -> None:
        position = next(
            (n for n, card in enumerate(self._cards) if card.place_button.hasFocus()), None
        )
        self._walk.place(item_id, section_id)
        if position is not None and self._cards:
            self._cards[min(position, len(self._cards) - 1)].place_button.setFocus()


def _may_help(view: QuestionView | None) -> bool:
    return view is not None and view.state.is_gap
