"""The checklist as a tree: the groups that apply with their questions, then what does not apply."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefbuilder.app.alignment_walk import AlignmentWalk
from briefbuilder.app.alignment_words import standing_of
from briefbuilder.app.checklist_tree import Branch, branches_of
from briefbuilder.domain.alignment import QuestionView
from briefbuilder.language.interface import _

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TOP = 0


class QuestionRole(IntEnum):
    """What the delegate asks for."""

    VIEW = Qt.ItemDataRole.UserRole
    PROGRESS = Qt.ItemDataRole.UserRole + 1


class QuestionModel(QAbstractItemModel):
    """Adapts the walk's state; it changes nothing itself."""

    def __init__(self, walk: AlignmentWalk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._walk = walk
        self._branches: tuple[Branch, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Take over the walk's present state; rows are only replaced where they differ."""
        branches = branches_of(self._walk)
        if [one.shape for one in branches] != [one.shape for one in self._branches]:
            self.beginResetModel()
            self._branches = branches
            self.endResetModel()
            return
        self._branches = branches
        for row, branch in enumerate(branches):
            parent = self.index(row, 0, ROOT)
            self.dataChanged.emit(parent, parent)
            if branch.views:
                last = self.index(len(branch.views) - 1, 0, parent)
                self.dataChanged.emit(self.index(0, 0, parent), last)

    def index_of(self, question_id: str) -> QModelIndex:
        """The row of a question, or an invalid index."""
        for row, branch in enumerate(self._branches):
            for number, view in enumerate(branch.views):
                if view.question.id == question_id:
                    return self.index(number, 0, self.index(row, 0, ROOT))
        return QModelIndex()

    def branch_at(self, index: AnyIndex) -> Branch | None:
        """The branch of a top row; None for a question's row."""
        if not index.isValid() or index.internalId() != TOP:
            return None
        return self._branches[index.row()]

    def view_at(self, index: AnyIndex) -> QuestionView | None:
        """The question of a row; None for a branch."""
        if not index.isValid() or index.internalId() == TOP:
            return None
        return self._branches[index.internalId() - 1].views[index.row()]

    def index(self, row: int, column: int, parent: AnyIndex = ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else TOP)

    def parent(self, child: AnyIndex | None = None) -> QModelIndex:  # type: ignore[override]
        if child is None or not child.isValid() or child.internalId() == TOP:
            return QModelIndex()
        return self.createIndex(int(child.internalId()) - 1, 0, TOP)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        if not parent.isValid():
            return len(self._branches)
        branch = self.branch_at(parent)
        return len(branch.views) if branch is not None else 0

    def columnCount(self, _parent: AnyIndex = ROOT) -> int:
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        branch, view = self.branch_at(index), self.view_at(index)
        if branch is not None:
            return self._branch_data(branch, role)
        return self._view_data(view, role) if view is not None else None

    def _branch_data(self, branch: Branch, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return branch.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return branch.tip
            case QuestionRole.PROGRESS:
                return branch.progress
            case _:
                return None

    def _view_data(self, view: QuestionView, role: int) -> object:
        question, state = view.question, standing_of(view)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{question.id}  {question.text}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{question.text}\n({state})"
            case Qt.ItemDataRole.AccessibleTextRole:
                return _(
                    "{question}, {state}: {text}",
                    question=question.id,
                    state=state,
                    text=question.text,
                )
            case QuestionRole.VIEW:
                return view
            case _:
                return None
