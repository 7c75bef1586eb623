"""The Text tab: the item's file as it is, with its problems below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from briefbuilder.app.check_words import SIGNS
from briefbuilder.app.curation import ChangedBy, is_item_file
from briefbuilder.domain.line_ends import plain_lines, typed_over
from briefbuilder.errors import Problem
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.overview_signals import OverviewSignals
from briefbuilder.gui.library.source_editor import SourceEditor
from briefbuilder.gui.shared.build import dressed, in_column, paragraph
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.kept_keyboard import row_kept
from briefbuilder.language.interface import _

MOST_LIST_HEIGHT, LIST_EDGES = 150, 8


class ProblemList(QListWidget):
    """As high as its rows, up to a limit, at whatever width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @Slot()
    def fit(self) -> None:
        """Take the height that the rows need: how words wrap is known once there is a width."""
        self.doItemsLayout()
        rows = sum(self.visualItemRect(self.item(n)).height() for n in range(self.count()))
        self.setFixedHeight(min(MOST_LIST_HEIGHT, rows + LIST_EDGES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()


class TextTab(QWidget):
    """Edits the draft as text. What is typed reaches the draft after a short pause."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        curation: CurationSignals,
        overview: OverviewSignals,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._overview = overview
        self._drafts = curation.session
        self._filling = False
        self._typed = False
        self.setProperty("role", "page")
        self.editor = SourceEditor(desk.pending, theme, self)
        self._note = paragraph("", "soft", self)
        self.list = dressed(ProblemList(self), "boxed", spoken=_("Problems of the file"))
        self._pending = desk.pending
        in_column(
            self._note, (self.editor, 1), self.list, on=self, margins=(0, 12, 0, 0), spacing=8
        )
        self.editor.textChanged.connect(self._on_text_changed)
        self.list.itemActivated.connect(self._on_problem_activated)
        curation.opened.connect(self._on_drafts_opened)
        curation.changed.connect(self._on_drafts_changed)
        desk.library_changed.connect(self._on_library_changed)
        overview.completed.connect(self._on_library_changed)
        self._on_drafts_opened()

    @Slot()
    def commit(self) -> None:
        """Hand the text over."""
        self._pending.forget(self)
        draft = self._drafts.draft
        typed, self._typed = self._typed, False
        if typed and draft is not None and not self.editor.isReadOnly():
            self._drafts.type_text(typed_over(draft.text, self.editor.toPlainText()))

    def go_to(self, problem: Problem) -> None:
        """Put the cursor where a problem is."""
        self.editor.go_to(problem.place.line or 1, problem.place.column)

    def focus_problems(self) -> None:
        """Put the keyboard on the first problem, or into the text when there is none."""
        if self.list.count():
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self.editor.setFocus()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The draft's own faults, or what the library's rules say of it, saved or not."""
        draft = self._drafts.draft
        return () if draft is None else self._overview.rows.problems_of_draft(draft)

    def _show_draft(self, *, anew: bool) -> None:
        draft = self._drafts.draft
        self._filling = True
        self.editor.show_text(plain_lines(draft.text) if draft is not None else "", anew=anew)
        self._filling = False
        self._typed = False
        self._show_problems()

    def _show_problems(self) -> None:
        problems = self.problems
        self.editor.show_problems(problems)
        with row_kept(self.list):
            self._fill(problems)
        self.list.setVisible(bool(problems))
        self.list.fit()

    def _fill(self, problems: Sequence[Problem]) -> None:
        self.list.clear()
        for problem in problems:
            place = problem.place
            where = f"{place.line}:{place.column or 1}  " if place.line is not None else ""
            words = f"{SIGNS[problem.severity]} {where}{problem.named} {problem.remedy}".strip()
            row = QListWidgetItem(words)
            row.setData(Qt.ItemDataRole.UserRole, problem)
            self.list.addItem(row)

    @Slot()
    def _on_drafts_opened(self) -> None:
        self._pending.forget(self)
        draft = self._drafts.draft
        mine = draft is not None and is_item_file(draft.file)
        self.editor.setReadOnly(not mine)
        self._note.setText(
            _("This is no item. It is shown to be read; change it with an editor for text files.")
        )
        self._note.setVisible(draft is not None and not mine)
        self._show_draft(anew=True)

    @Slot(object)
    def _on_drafts_changed(self, source: ChangedBy) -> None:
        if source is ChangedBy.TEXT:
            self._show_problems()
        else:
            self._show_draft(anew=False)

    @Slot()
    def _on_library_changed(self) -> None:
        self._show_problems()

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._filling:
            self._typed = True
            self._pending.touch(self)

    @Slot(QListWidgetItem)
    def _on_problem_activated(self, row: QListWidgetItem) -> None:
        problem = row.data(Qt.ItemDataRole.UserRole)
        if isinstance(problem, Problem):
            self.go_to(problem)
