"""The right side: where a statement comes from, and what hangs on the item."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import assert_never

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

from briefbuilder.app import item_notes
from briefbuilder.app.difference_html import runs_as_html
from briefbuilder.app.item_notes import (
    SAFE_SCHEMES,
    DropCheck,
    LeadsTo,
    RelateBack,
    SideNote,
    ToAddress,
    ToBlock,
    ToItem,
    ToProblem,
)
from briefbuilder.app.statement_lines import StatementLine
from briefbuilder.domain.changes import Aspect
from briefbuilder.domain.differences import word_differences
from briefbuilder.domain.items import Item
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.item_actions import ItemActions
from briefbuilder.gui.library.item_panel import ItemPanel
from briefbuilder.gui.shared.build import dressed, in_column, paragraph, scrolling, take_down
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.kept_keyboard import keyboard_kept
from briefbuilder.gui.widgets.link_label import LinkLabel
from briefbuilder.language.interface import _

USES = frozenset({Aspect.OUTLINE, Aspect.BLOCKS, Aspect.PINS})
"""Of a brief it shows where it uses the item."""


class SidePart(QWidget):
    """One headed part of the side panel, filled anew each time."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = paragraph(title, "heading")
        self._shown: list[QWidget] = []
        self._column = in_column(self._title, on=self, margins=0, spacing=5)

    def set_title(self, title: str) -> None:
        """Head the part otherwise."""
        self._title.setText(title)

    def fill(self, widgets: list[QWidget]) -> None:
        """Show these widgets; with none the part hides."""
        take_down(self._shown, self._column)
        self._shown = widgets
        for widget in widgets:
            left = isinstance(widget, QPushButton)
            flags = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0)
            self._column.addWidget(widget, 0, flags)
            widget.show()
        self.setVisible(bool(widgets))


class SidePanel(QScrollArea):
    """What belongs to the draft and to the statement that is selected."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        curation: CurationSignals,
        items: ItemActions,
        panel: ItemPanel,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._drafts = curation.session
        self._items = items
        self._panel = panel
        self._line: StatementLine | None = None
        scrolling(self)
        self.setAccessibleName(_("What belongs to the item"))
        self._source = SidePart(_("This statement’s source"))
        self._since = SidePart(_("Differences since the check"))
        self._stray = SidePart(_("Checks without a statement"))
        self._approvals = SidePart(_("Status and approvals"))
        self._used = SidePart(_("Used in the open brief"))
        self._closes = SidePart(_("Closes"))
        self._related = SidePart(_("Related"))
        self._problems = SidePart(_("Problems"))
        inner = dressed(QWidget(self), "panel")
        in_column(
            self._source,
            self._since,
            self._stray,
            self._approvals,
            self._used,
            self._closes,
            self._related,
            self._problems,
            None,
            on=inner,
            margins=(16, 16, 14, 14),
            spacing=16,
        )
        self.setWidget(inner)
        panel.statements.selected.connect(self._on_statement_selected)
        refresh = Refresh(self, self.refresh, USES)
        curation.opened.connect(refresh.ask)
        curation.changed.connect(refresh.ask)
        desk.session_replaced.connect(refresh.ask)
        desk.brief_changed.connect(refresh.on_brief_changed)
        desk.library_changed.connect(refresh.ask)
        theme.changed.connect(refresh.ask)
        self._line = panel.statements.line
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what belongs to the draft as it stands."""
        with keyboard_kept(self):
            self._fill()

    @property
    def _item(self) -> Item | None:
        return self._drafts.draft.item if self._drafts.draft is not None else None

    def _fill(self) -> None:
        item, session, library = self._item, self._desk.session, self._desk.workspace.library
        self._show_statement()
        for part in (self._stray, self._approvals, self._used, self._closes, self._related):
            part.fill([])
        if item is not None:
            self._show(self._stray, item_notes.stray_notes(self._panel.statements.sheet))
            self._show(self._approvals, item_notes.status_notes(item))
            self._show(self._closes, item_notes.closing_notes(item, library))
            self._show(self._related, item_notes.relation_notes(item, library))
        if item is not None and session is not None:
            self._show(self._used, item_notes.use_notes(item, session.brief, library))
        has_draft = self._drafts.draft is not None
        problems = item_notes.problem_notes(self._panel.text.problems) if has_draft else ()
        self._show(self._problems, problems)

    def _show_statement(self) -> None:
        line, item = self._line, self._item
        if line is None or item is None:
            self._source.fill([])
            self._since.fill([])
            return
        cited = item_notes.citations_of(line)
        self._source.set_title(
            _("This statement’s sources") if len(cited) > 1 else _("This statement’s source")
        )
        notes = item_notes.source_notes(line, item, self._desk.workspace.library)
        self._source.fill([*map(self._line_of, notes), *([self._check_button()] if cited else [])])
        self._since.fill(self._differences(line))

    def _show(self, part: SidePart, notes: Iterable[SideNote]) -> None:
        part.fill([self._line_of(note) for note in notes])

    def _line_of(self, note: SideNote) -> QWidget:
        if note.is_html:
            printed = _rich(note.words)
            printed.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            printed.linkActivated.connect(self._open_address)
            return printed
        if note.leads_to is None:
            return paragraph(note.words, note.ink)
        link = dressed(LinkLabel(note.words, spoken=note.spoken), tip=note.tip)
        link.followed.connect(partial(self._follow, note.leads_to))
        return link

    def _follow(self, where: LeadsTo) -> None:
        match where:
            case ToAddress(address):
                self._open_address(address)
            case ToBlock(block_id):
                self._desk.reveal(f"block:{block_id}")
            case ToItem(item_id):
                self._panel.commit()
                self._guarded(partial(self._drafts.open_item, item_id))
            case ToProblem(problem):
                self._panel.tabs.setCurrentWidget(self._panel.text)
                self._panel.text.go_to(problem)
            case RelateBack(item_id, own):
                self._guarded(partial(self._drafts.relate, item_id, own))
            case DropCheck(statement):
                self._drafts.drop_check(statement)
            case _:
                assert_never(where)

    def _guarded(self, action: partial[None]) -> None:
        try:
            action()
        except BriefbuilderError as error:
            self._desk.announce(str(error))

    def _check_button(self) -> QPushButton:
        check = dressed(
            QPushButton(_("I have read it: check…")),
            "primary",
            name="check-statement",
            tip=_("Record that the source supports the statement (Return in the list)"),
        )
        check.clicked.connect(self._on_check_clicked)
        return check

    def _differences(self, line: StatementLine) -> list[QWidget]:
        if line.lapse is None:
            return []
        runs = word_differences(line.lapse.words, line.statement.text)
        words = _rich(runs_as_html(runs, self._theme.colours))
        words.setFont(self._theme.reading_font(11.0))
        words.setMargin(10)
        frame = dressed(QFrame(), "card")
        in_column(words, on=frame, margins=0)
        return [frame]

    @Slot(object)
    def _on_statement_selected(self, line: StatementLine | None) -> None:
        self._line = line
        with keyboard_kept(self):
            self._show_statement()

    @Slot()
    def _on_check_clicked(self) -> None:
        if self._line is not None:
            self._items.check(self._line.statement)

    @Slot(str)
    def _open_address(self, address: str) -> None:
        url = QUrl(address)
        if url.scheme() in SAFE_SCHEMES:
            QDesktopServices.openUrl(url)


def _rich(words: str) -> QLabel:
    """Rich text that wraps."""
    shown = QLabel(words)
    shown.setTextFormat(Qt.TextFormat.RichText)
    shown.setWordWrap(True)
    return shown
