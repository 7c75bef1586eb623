"""The brief as a document: head, sections and blocks. It follows the session's changes.

Only what a change names is drawn again: views of blocks live as long as their block and move with
it from section to section.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from briefbuilder.app.author_place import AuthorPlace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.changes import Aspect, Changes
from briefbuilder.domain.placing import Destination, place_for_author
from briefbuilder.gui.compose.block_view import BlockView
from briefbuilder.gui.compose.block_views import fits, view_for
from briefbuilder.gui.compose.brief_page import BriefPage
from briefbuilder.gui.compose.compose_context import ComposeContext
from briefbuilder.gui.compose.head_form import HeadForm
from briefbuilder.gui.compose.item_block_view import ItemBlockView
from briefbuilder.gui.compose.page_walk import PageWalk
from briefbuilder.gui.compose.section_view import SectionView
from briefbuilder.gui.compose.text_block_view import TextBlockView
from briefbuilder.gui.shared.build import in_column
from briefbuilder.gui.shared.tab_order import order_as_seen
from briefbuilder.gui.widgets.growing_text import TextField, keep_in_view
from briefbuilder.language.interface import _

WIDEST = 860
"""Longer lines are hard to read; a wider panel leaves the rest empty on both sides."""
SIDE, TOP, BOTTOM = 26, 22, 120
AFRESH = Changes(frozenset({Aspect.HEAD, Aspect.OUTLINE}))
"""What makes every view anew; there is nothing left to be drawn again."""


class BriefPanel(QScrollArea):
    """Shows the open brief, and knows where its author is.

    Signals:
        selection_changed: another block is the selected one, or none.
        insert_requested(place: Destination, what: str): something new is wanted there.
        writing_started(section_id: str, text: str): words were typed into an empty section.
        compare_requested(item_id: str), read_requested(item_id: str), mark_requested(block_id: str)
    """

    selection_changed = Signal()
    insert_requested = Signal(object, str)
    writing_started = Signal(str, str)
    compare_requested = Signal(str)
    read_requested = Signal(str)
    mark_requested = Signal(str)

    def __init__(self, context: ComposeContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._sections: dict[str, SectionView] = {}
        self._views: dict[str, BlockView] = {}
        self._selected: str | None = None
        self._section: str | None = None
        self.setAccessibleName(_("Brief"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "page")
        self.page = BriefPage(context.theme, self._section_views, self)
        self.head = HeadForm(context, self.page)
        self._walk = PageWalk(context, self.head, self._views, self._sections, self)
        self.head.left.connect(self._walk.leave_head)
        self._column = in_column(
            self.head, None, on=self.page, margins=(SIDE, TOP, SIDE, BOTTOM), spacing=4
        )
        self.setWidget(self.page)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]
        context.desk.pages_changed.connect(self._on_pages_changed)

    @property
    def selected_block(self) -> str | None:
        """The block that commands act on."""
        return self._selected

    @property
    def editor(self) -> TextField | None:
        """The Markdown editor that is being written in, or was until another panel was used."""
        focused = QApplication.focusWidget()
        return focused if isinstance(focused, TextField) else None

    def place(self) -> Destination | None:
        """Where the author is; None when no place was chosen yet."""
        return place_for_author(self._context.brief, self._selected, self._section)

    def author(self) -> AuthorPlace | None:
        """The block that the author is in, and how far the cursor is in its words."""
        if self._selected is None:
            return None
        view, editor = self._views.get(self._selected), self.editor
        share = None
        if isinstance(view, TextBlockView) and editor is not None and view.isAncestorOf(editor):
            last = max(1, editor.document().characterCount() - 1)
            share = editor.textCursor().position() / last
        return AuthorPlace(f"block:{self._selected}", share)

    def view(self, block_id: str) -> BlockView | None:
        """The view of a block."""
        return self._views.get(block_id)

    def show_everything(self) -> None:
        """Show the open brief afresh, or an empty page."""
        session = self._context.desk.session
        self.head.forget()
        for view in list(self._views.values()):
            self._drop(view)
        for section in self._sections.values():
            self._column.removeWidget(section)
            self._context.pending.let_go(section)
        self._sections.clear()
        self._selected, self._section = None, None
        self.page.setVisible(session is not None)
        if session is not None:
            self.show_changes(AFRESH)
            self.verticalScrollBar().setValue(0)
        self.selection_changed.emit()

    def show_changes(self, changes: Changes) -> None:
        """Draw what a change touched."""
        brief = self._context.brief
        if Aspect.HEAD in changes:
            self.head.show_brief(brief, self._context.template)
        if Aspect.OUTLINE in changes:
            self._show_outline(brief)
        for block_id in changes.blocks:
            self._show_block(brief, block_id)
        if changes.aspects & {Aspect.PINS, Aspect.SOURCES, Aspect.MARKING}:
            self.show_standing()
        if changes.aspects & {Aspect.OUTLINE, Aspect.BLOCKS}:
            self._show_measures()

    def show_standing(self) -> None:
        """Draw again what the library and the sources decide."""
        for view in self._views.values():
            view.show_standing()

    def select(self, block_id: str | None) -> None:
        """Make a block the selected one."""
        if block_id == self._selected:
            return
        for one, chosen in ((self._selected, False), (block_id, True)):
            view = self._views.get(one) if one is not None else None
            if view is not None:
                view.set_selected(chosen)
        self._selected = block_id
        self.selection_changed.emit()

    def reveal_block(self, block_id: str, *, focus: bool = True) -> None:
        """Bring a block into view, and the keyboard into it."""
        view = self._views.get(block_id)
        if view is None:
            return
        self.select(block_id)
        self._settle()
        if focus:
            view.focus_first(at_end=isinstance(view, TextBlockView))
        # A view that was just made takes its height only when its words are laid out.
        QTimer.singleShot(0, self._show_selected)

    def reveal_section(self, section_id: str) -> None:
        """Bring a section into view, and the keyboard into its text."""
        section = self._sections.get(section_id)
        if section is None:
            return
        self._settle()
        if not section.focus_text():
            section.views[0].focus_first()
        keep_in_view(section, QRect(0, 0, section.width(), min(section.height(), 160)))

    def go_on_at(self, place: Destination) -> None:
        """Make a place the author's without putting the keyboard there."""
        blocks = self._context.brief.section(place.section_id).blocks
        before = len(blocks) if place.index is None else place.index
        self._section = place.section_id
        self.select(blocks[before - 1].id if before else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(SIDE, (self.viewport().width() - WIDEST) // 2)
        self._column.setContentsMargins(side, TOP, side, BOTTOM)

    @Slot()
    def _show_selected(self) -> None:
        view = self._views.get(self._selected) if self._selected is not None else None
        if self.editor is not None:
            keep_in_view(self.editor, self.editor.cursorRect())
        elif view is not None:
            seen = view.size().boundedTo(self.viewport().size())
            keep_in_view(view, QRect(QPoint(0, 0), seen))

    def focusNextPrevChild(self, next_: bool) -> bool:
        self._order_tabs()
        return super().focusNextPrevChild(next_)

    @Slot()
    def _order_tabs(self) -> None:
        """Views are made when they are needed, not in the order in which they stand."""
        order_as_seen(self.page)

    def _section_views(self) -> list[SectionView]:
        return list(self._sections.values())

    def _settle(self) -> None:
        """Lay out what was just added, so that places on the page are known."""
        self._column.activate()

    def _show_outline(self, brief: Brief) -> None:
        template = self._context.told_template
        present = {block.id for block in brief.blocks()}
        order = [block_id for block_id in self._views if block_id not in present]
        for block_id in order:
            self._drop(self._views[block_id])
        for number, section in enumerate(brief.sections):
            view = self._sections.get(section.id)
            if view is None:
                view = self._make_section(section.id)
            if self._column.indexOf(view) != number + 1:
                self._column.insertWidget(number + 1, view)
            contract = template.section(section.id)
            view.show_views([self._view_of(brief, block.id) for block in section.blocks])
            view.show_section(number + 1, section, contract)
        in_order = {one.id: self._sections[one.id] for one in brief.sections}
        self._sections.clear()
        self._sections.update(in_order)
        if self._selected is not None and self._selected not in present:
            self.select(None)
        QTimer.singleShot(0, self, self._order_tabs)  # when the views have found their places

    def _make_section(self, section_id: str) -> SectionView:
        view = SectionView(self._context, self._context.brief.section(section_id), self.page)
        view.insert_requested.connect(self._on_section_insert)
        view.writing_started.connect(self.writing_started)
        view.left.connect(self._walk.leave_section)
        self._sections[section_id] = view
        return view

    def _view_of(self, brief: Brief, block_id: str) -> BlockView:
        view = self._views.get(block_id)
        if view is not None:
            return view
        view = view_for(self._context, brief.block(block_id), self.page)
        view.insert_requested.connect(self._on_block_insert)
        view.mark_requested.connect(self.mark_requested)
        view.left.connect(self._walk.leave_block)
        if isinstance(view, ItemBlockView):
            view.compare_requested.connect(self.compare_requested)
            view.read_requested.connect(self.read_requested)
        self._views[block_id] = view
        return view

    def _show_block(self, brief: Brief, block_id: str) -> None:
        view, block = self._views.get(block_id), brief.block(block_id)
        if view is not None and fits(view, block):
            view.show_block(block)
        elif view is not None:
            self._drop(view)
            self._show_outline(brief)

    def _drop(self, view: BlockView) -> None:
        """Take a view off the page."""
        self._views.pop(view.block_id, None)
        for section in self._sections.values():
            if view in section.views:
                section.show_views([one for one in section.views if one is not view])
        self._context.pending.let_go(view)

    def _show_measures(self) -> None:
        pages = self._context.desk.pages
        session = self._context.desk.session
        if session is None:
            return
        laid_out = pages.laid_out if pages is not None else None
        template = self._context.template
        for section in session.brief.sections:
            view = self._sections.get(section.id)
            measure = laid_out.layout.section(section.id) if laid_out is not None else None
            if view is not None:
                view.show_measure(section, template.section(section.id), measure)

    @Slot(str, str)
    def _on_block_insert(self, block_id: str, what: str) -> None:
        place = place_for_author(self._context.brief, block_id, None)
        self.insert_requested.emit(place, what)

    @Slot(str, str)
    def _on_section_insert(self, section_id: str, what: str) -> None:
        self.insert_requested.emit(Destination(section_id, 0), what)

    @Slot(object)
    def _on_pages_changed(self, _result: object) -> None:
        self._show_measures()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The block or section with the keyboard is where the author is, and stays it."""
        widget = now
        while widget is not None and widget is not self.page:
            if isinstance(widget, BlockView):
                self._section = None
                self.select(widget.block_id)
                return
            if isinstance(widget, SectionView):
                self._section = widget.section_id
                self.select(None)
                return
            widget = widget.parentWidget()
