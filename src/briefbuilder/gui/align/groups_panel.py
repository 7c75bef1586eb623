"""The left side of the walk: how far it has come, group by group, question by question."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.app.alignment_words import answered_words, blocking_words
from briefbuilder.gui.align.question_delegate import QuestionDelegate
from briefbuilder.gui.align.question_model import QuestionModel
from briefbuilder.gui.align.walk_signals import WalkSignals
from briefbuilder.gui.shared.build import dressed, in_row, make_label
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _

Index = QModelIndex | QPersistentModelIndex
TREE_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Space,
    }
)


class QuestionTree(QTreeView):
    """A tree that leaves letters alone: they answer the question."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and Qt.Key(event.key()) in TREE_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class GroupsPanel(QWidget):
    """The progress and the tree of questions."""

    def __init__(self, signals: WalkSignals, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk = signals.walk
        self._theme = theme
        self._model = QuestionModel(signals.walk, self)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = make_label("", "heading", self)
        self._blocking = make_label("", "error", self)
        self.overview_button = QToolButton(self)
        self.overview_button.setText(_("Overview of all groups"))
        self.overview_button.setProperty("role", "link")
        self.overview_button.setAccessibleName(_("Show the picture of the whole checklist"))
        self.overview_button.setToolTip(_("The picture of the whole checklist"))
        self.tree = self._make_tree()
        top = in_row(self._count, self._blocking, None, margins=(10, 0, 0, 0), spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addWidget(self.overview_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.overview_button.clicked.connect(self._on_overview_clicked)
        self.tree.clicked.connect(self._on_tree_chosen)
        self.tree.activated.connect(self._on_tree_chosen)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self._refresh = Refresh(self, self._on_walk_refreshed)
        signals.refreshed.connect(self._refresh.ask)
        signals.moved.connect(self._on_walk_moved)
        theme.changed.connect(self.tree.viewport().update)
        self._on_walk_refreshed()

    def _make_tree(self) -> QuestionTree:
        tree = dressed(QuestionTree(self), spoken=_("The checklist's groups and questions"))
        tree.setModel(self._model)
        tree.setItemDelegate(QuestionDelegate(self._theme, tree))
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setMouseTracking(True)
        tree.setExpandsOnDoubleClick(False)
        tree.setUniformRowHeights(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return tree

    @Slot()
    def _on_walk_refreshed(self) -> None:
        state = self._walk.state
        self._count.setText(answered_words(state) if state is not None else "")
        blocking = state.blocking if state is not None else 0
        self._blocking.setText(f"· {blocking_words(blocking)}" if blocking else "")
        self._model.refresh()
        self._on_walk_moved()

    @Slot()
    def _on_walk_moved(self) -> None:
        """Show where the walk is: its group open, every other one closed."""
        current = self._walk.current
        if current is None:
            self.tree.selectionModel().clear()
            return
        index = self._model.index_of(current.question.id)
        if index == self.tree.currentIndex():
            return
        for row in range(self._model.rowCount()):
            branch = self._model.index(row, 0)
            self.tree.setExpanded(branch, branch == index.parent())
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    @Slot()
    def _on_overview_clicked(self) -> None:
        self._walk.show(None)

    @Slot(QModelIndex)
    def _on_tree_chosen(self, index: Index) -> None:
        """A branch opens or closes; a group that opens leads to its first gap."""
        branch = self._model.branch_at(index)
        if branch is None:
            return
        opening = not self.tree.isExpanded(index)
        self.tree.setExpanded(index, opening)
        if opening and branch.progress is not None:
            first = next((one for one in branch.views if one.state.is_gap), branch.views[0])
            self._walk.show(first.question.id)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: Index, _previous: Index) -> None:
        view = self._model.view_at(index)
        if view is not None:
            self._walk.show(view.question.id)
