"""The Compose workspace: the library panel, the brief panel, and what passes between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from briefbuilder.app import operations
from briefbuilder.app.block_words import first_words, marking_title
from briefbuilder.app.inserting import Insertable
from briefbuilder.domain.briefs import marking_of_block
from briefbuilder.domain.changes import Changes
from briefbuilder.domain.placing import Destination, place_for_text, section_for_item
from briefbuilder.gui.compose.brief_panel import BriefPanel
from briefbuilder.gui.compose.citation_dialog import CitationDialog
from briefbuilder.gui.compose.compose_context import ComposeContext
from briefbuilder.gui.compose.inserter import Inserter
from briefbuilder.gui.compose.library_panel import LibraryPanel
from briefbuilder.gui.dialogs.marking_form import MarkingDialog
from briefbuilder.gui.search.item_reader import ItemReader
from briefbuilder.gui.shared.build import in_row
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _


class ComposeWorkspace(QWidget):
    """The library on the left, the brief beside it.

    Signals:
        selection_changed: another block is the selected one, or none.
        compare_requested(item_id: str): a placed item's newer text is to be compared.
    """

    selection_changed = Signal()
    compare_requested = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._context = ComposeContext(desk, theme)
        self.library = LibraryPanel(desk, theme, self)
        self.brief = BriefPanel(self._context, self)
        self.reader = ItemReader(desk, theme, self)
        self._inserter = Inserter(self._context, self.brief)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.library)
        split.addWidget(self.brief)
        split.setSizes([318, 680])
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self.library.setMinimumWidth(230)
        self.brief.setMinimumWidth(330)
        in_row(split, on=self, margins=0)
        self._wire()
        self.brief.show_everything()

    @property
    def selected_block(self) -> str | None:
        """The block that commands act on."""
        return self.brief.selected_block

    def commit_pending(self) -> None:
        """Put what was typed a moment ago into the brief."""
        self._desk.pending.commit()

    def focus_search(self) -> None:
        """Put the keyboard into the library's search box."""
        self.library.focus_search()

    def add_text(self) -> None:
        """Start a text where the author is."""
        self._inserter.insert(Insertable.TEXT, self._place_for_text())

    def add_timeline(self) -> None:
        """Add a timeline where the author is."""
        self._inserter.insert(Insertable.TIMELINE, self._place_for_text())

    def add_table(self) -> None:
        """Add a table where the author is."""
        self._inserter.insert(Insertable.TABLE, self._place_for_text())

    def add_figure(self) -> None:
        """Ask for a picture and add it where the author is."""
        self._inserter.insert(Insertable.FIGURE, self._place_for_text())

    def insert_citation(self) -> None:
        """Ask for a source and cite it where the author writes."""
        # The field of an empty section gives way to a text as soon as its words are taken over.
        self.commit_pending()
        editor = self.brief.editor
        if self._desk.session is None:
            return
        if editor is None:
            self._desk.announce(_("Put the cursor into a text first; the citation goes there."))
            return
        held = {source.id: source for source in self._context.brief.sources}
        sources = {**self._desk.workspace.library.sources, **held}
        dialog = CitationDialog(sources.values(), self._desk.pending, self)
        if dialog.exec():
            before = editor.document().characterAt(editor.textCursor().selectionStart() - 1)
            editor.insert(f"{' ' if before.strip() else ''}{dialog.markdown}")
            editor.commit()
            editor.setFocus()

    def move_block(self, by: int) -> None:
        """Move the selected block up (-1) or down (+1)."""
        block_id = self.selected_block
        if block_id is not None:
            self.commit_pending()
            operations.shift_block(self._context.session, block_id=block_id, by=by)

    def remove_block(self) -> None:
        """Take the selected block out."""
        block_id = self.selected_block
        if block_id is not None:
            self.commit_pending()
            operations.remove_block(self._context.session, block_id=block_id)

    def remove_row(self) -> None:
        """Take out the row of a timeline or a table that the keyboard is in."""
        view = self.brief.view(self.selected_block) if self.selected_block is not None else None
        self.commit_pending()
        if view is None or not view.remove_row():
            self._desk.announce(_("Put the cursor into a row of a timeline or a table first."))

    @property
    def markable_block(self) -> str | None:
        """The selected block, where its author may choose its marking."""
        selected = self.selected_block
        view = self.brief.view(selected) if selected is not None else None
        return selected if view is not None and view.can_be_marked else None

    def mark_block(self) -> None:
        """Choose the selected block's marking."""
        if (block_id := self.markable_block) is not None:
            self._mark(block_id)

    def place_item(self, item_id: str) -> None:
        """Place a library item, whole, where the author is."""
        self._place(item_id, None)

    def reveal(self, target: str) -> None:
        """Bring `block:ID`, `section:ID`, `field:NAME` or `head` into view."""
        kind, _, name = target.partition(":")
        if self._desk.session is None:
            return
        match kind:
            case "block":
                self.brief.reveal_block(name)
            case "section":
                self.brief.reveal_section(name)
            case _:
                self.brief.head.open_field(name)
                self.brief.ensureWidgetVisible(self.brief.head)

    def _wire(self) -> None:
        self._desk.session_replaced.connect(self._on_session_replaced)
        self._desk.brief_changed.connect(self._on_brief_changed)
        self._desk.library_changed.connect(self._on_library_changed)
        self.library.place_requested.connect(self._place)
        self.library.read_requested.connect(self.reader.open_at)
        self.reader.place_requested.connect(self._place)
        self.brief.selection_changed.connect(self.selection_changed)
        self.brief.selection_changed.connect(self._desk.author_moved)
        self._desk.ask_for_author(self.brief.author)
        self.brief.compare_requested.connect(self.compare_requested)
        self.brief.read_requested.connect(self.reader.open_at)
        self.brief.mark_requested.connect(self._mark)
        self._inserter.item_wanted.connect(self.focus_search)

    def _place_for_text(self) -> Destination | None:
        if self._desk.session is None:
            return None
        return self.brief.place() or place_for_text(self._context.brief)

    @Slot(str, object)
    def _place(self, item_id: str, parts: tuple[str, ...] | None) -> None:
        if self._desk.session is None:
            self._desk.announce(
                _("Open or start a brief first; then the item can be placed in it.")
            )
            return
        self.commit_pending()
        item = self._desk.workspace.library.entry(item_id).item
        place = self.brief.place()
        if place is None:
            section = section_for_item(self._context.brief, self._context.template, item.kind)
            place = Destination(section.id) if section is not None else None
        if place is not None:
            self._inserter.place_item(item_id, parts, place)

    @Slot(str)
    def _mark(self, block_id: str) -> None:
        self.commit_pending()
        brief = self._context.brief
        block = brief.block(block_id)
        library = self._desk.workspace.library
        default = brief.marking.scheme if brief.marking else library.settings.default_scheme
        section = brief.section_of(block_id)
        dialog = MarkingDialog(
            marking_title(block, section.heading),
            library.schemes,
            marking_of_block(brief, block),
            default,
            self,
            may_clear=True,
            about=first_words(brief, block),
        )
        if dialog.exec():
            operations.set_block_marking(
                self._context.session, block_id=block_id, marking=dialog.marking
            )

    @Slot()
    def _on_session_replaced(self) -> None:
        self.brief.show_everything()

    @Slot(object)
    def _on_brief_changed(self, changes: Changes) -> None:
        if changes:
            self.brief.show_changes(changes)

    @Slot(object)
    def _on_library_changed(self, _change: object) -> None:
        if self._desk.session is not None:
            self.brief.show_standing()
