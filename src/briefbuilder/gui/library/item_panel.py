"""The middle of the Library workspace: one item, in five tabs over one draft."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from briefbuilder.app.conflict_words import file_notice
from briefbuilder.app.curating import ItemDraft
from briefbuilder.app.curation import is_item_file
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.differences_tab import DifferencesTab
from briefbuilder.gui.library.form_tab import FormTab
from briefbuilder.gui.library.item_actions import ItemActions
from briefbuilder.gui.library.overview_signals import OverviewSignals
from briefbuilder.gui.library.print_tab import PrintTab
from briefbuilder.gui.library.statements_tab import StatementsTab
from briefbuilder.gui.library.text_tab import TextTab
from briefbuilder.gui.shared.build import dressed, in_column, in_row, make_label, paragraph
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.flow_layout import FlowLayout
from briefbuilder.language.interface import _, n_, p_


class ItemPanel(QWidget):
    """Title, tabs and the commands on the item."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        curation: CurationSignals,
        overview: OverviewSignals,
        items: ItemActions,
    ) -> None:
        super().__init__()
        self._pending = desk.pending
        self._drafts = curation.session
        self._items = items
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = paragraph("", "title", self)
        self._file = make_label("", "faint", self)
        self.statements = StatementsTab(desk, theme, curation)
        self.form = FormTab(desk, theme, curation)
        self.text = TextTab(desk, theme, curation, overview)
        self.differences = DifferencesTab(desk, theme, curation)
        self.in_print = PrintTab(desk, theme, curation)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for tab, name in (
            (self.statements, p_("tab of an item", "&Statements")),
            (self.form, p_("tab of an item", "&Form")),
            (self.text, p_("tab of an item", "Te&xt")),
            (self.differences, p_("tab of an item", "&Differences")),
            (self.in_print, p_("tab of an item", "In &print")),
        ):
            self.tabs.addTab(tab, name)
        self.tabs.tabBar().setAccessibleName(_("Views of the item"))
        self.tabs.tabBar().setDrawBase(False)
        self._notice = self._make_notice()
        self._buttons = self._make_buttons()
        self._empty = QLabel(
            _("Choose an item at the left, or start a new one (Library, New item).")
        )
        self._empty.setProperty("role", "empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.statements.check_requested.connect(self._on_check_requested)
        self.form.status_requested.connect(self._items.change_status)
        curation.gathering.connect(self.commit)
        curation.opened.connect(self._on_drafts_opened)
        curation.changed.connect(self._show_head)
        curation.standing_changed.connect(self._show_head)
        curation.outdated.connect(self._show_head)
        self._on_drafts_opened()

    @Slot()
    def commit(self) -> None:
        """Hand over what was typed in the form or the text."""
        self._pending.commit()

    @Slot()
    def show_problems(self) -> None:
        """Bring the text with its problems to the front."""
        self.tabs.setCurrentWidget(self.text)
        self.text.focus_problems()

    @Slot()
    def start_writing(self) -> None:
        """Bring the form to the front, with the keyboard where a new item begins: its summary."""
        self.tabs.setCurrentWidget(self.form)
        self.form.start_writing()

    def _lay_out(self) -> None:
        foot = QWidget()
        row = FlowLayout(foot, gap=8)
        for button in self._buttons:
            row.addWidget(button)
        item = QWidget()
        column = QVBoxLayout(item)
        column.setContentsMargins(30, 18, 30, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._file)
        column.addSpacing(6)
        column.addWidget(self._notice)
        column.addWidget(self.tabs, 1)
        column.addSpacing(6)
        column.addWidget(self._standing)
        column.addWidget(foot)
        self._stack.addWidget(item)
        self._stack.addWidget(self._empty)
        in_column(self._stack, on=self, margins=0)

    def _make_notice(self) -> QFrame:
        notice = dressed(QFrame(self), "notice")
        self._notice_words = words = QLabel(notice)
        words.setWordWrap(True)
        look = QPushButton(_("See what differs…"), notice)
        look.clicked.connect(self._on_look_clicked)
        in_row((words, 1), look, on=notice, margins=(12, 8, 12, 8))
        return notice

    def _make_buttons(self) -> tuple[QPushButton, ...]:
        self.save_button = dressed(QPushButton(_("Save"), self), "primary", tip=_("Save (Ctrl+S)"))
        self.status_button = QPushButton(_("Change status…"), self)
        self.withdraw_button = QPushButton(_("Withdraw…"), self)
        self.revert_button = QPushButton(_("Revert…"), self)
        self._standing = make_label("", "faint", self)
        for button, action in (
            (self.save_button, self._items.save),
            (self.status_button, self._items.change_status),
            (self.withdraw_button, self._items.withdraw),
            (self.revert_button, self._items.revert),
        ):
            button.clicked.connect(action)
        return (self.save_button, self.status_button, self.withdraw_button, self.revert_button)

    @Slot()
    def _show_head(self) -> None:
        draft = self._drafts.draft
        if draft is None:
            return
        title = draft.item.title if draft.item is not None else draft.file.rpartition("/")[2]
        if draft.item is not None or not self._title.text():
            self._title.setText(title)
        self._file.setText(draft.file)
        self._show_notice(draft)
        can_save = is_item_file(draft.file)
        self.save_button.setEnabled(can_save and draft.is_dirty)
        self.revert_button.setEnabled(draft.is_dirty)
        for button in (self.status_button, self.withdraw_button):
            button.setEnabled(draft.item is not None)
        count = len(draft.problems)
        if count:
            told = n_(
                "{number} problem keeps it from being saved; see Text",
                "{number} problems keep it from being saved; see Text",
                count,
            )
            self._standing.setText(f"✖ {told}")
        else:
            self._standing.setText(self._standing_of(draft))

    def _show_notice(self, draft: ItemDraft) -> None:
        notice = file_notice(self._drafts.file_state)
        self._notice_words.setText(notice)
        self._notice.setVisible(draft.is_dirty and bool(notice))

    def _standing_of(self, draft: ItemDraft) -> str:
        if draft.is_dirty:
            return _("✎ not saved")
        return file_notice(self._drafts.file_state) or _("as it is on disk")

    @Slot()
    def _on_drafts_opened(self) -> None:
        draft = self._drafts.draft
        self._title.clear()
        self._stack.setCurrentIndex(1 if draft is None else 0)
        self._show_head()
        if draft is not None and draft.item is None:
            self.tabs.setCurrentWidget(self.text)

    @Slot(int)
    def _on_tab_changed(self, _number: int) -> None:
        self.commit()

    @Slot()
    def _on_look_clicked(self) -> None:
        self.commit()
        self._items.solve_conflict()

    @Slot()
    def _on_check_requested(self) -> None:
        line = self.statements.line
        if line is not None:
            self._items.check(line.statement)
