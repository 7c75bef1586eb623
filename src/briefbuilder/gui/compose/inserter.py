"""Putting something new into the brief: chosen, dropped or typed, it ends in one operation."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from briefbuilder.app import operations
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.compose.author_place import AuthorPlace
from briefbuilder.gui.compose.brief_panel import BriefPanel
from briefbuilder.gui.compose.compose_context import ComposeContext
from briefbuilder.gui.compose.drop_line import DropPlace
from briefbuilder.gui.compose.text_block_view import TextBlockView
from briefbuilder.gui.shared.presenter import show_error
from briefbuilder.storage.safe_read import read_bytes_safely

MOST_PICTURE_BYTES = 20 * 1024 * 1024
PICTURE_FILTER = "Pictures (*.png *.jpg *.jpeg *.svg)"


class Inserter(QObject):
    """Inserts at a place of the brief, and shows what was inserted.

    Signals:
        item_wanted: a library item is to be looked for; the place is the author's now.
    """

    item_wanted = Signal()

    def __init__(self, bench: ComposeContext, panel: BriefPanel) -> None:
        super().__init__(panel)
        self._bench = bench
        self._panel = panel
        panel.insert_requested.connect(self._on_insert_requested)
        panel.writing_started.connect(self._on_writing_started)
        panel.page.item_dropped.connect(self._on_item_dropped)
        panel.page.block_dropped.connect(self._on_block_dropped)
        panel.page.pictures_dropped.connect(self._on_pictures_dropped)

    def insert(self, what: str, place: AuthorPlace | None) -> None:
        """Insert "text", "item", "figure", "timeline" or "table"; nothing without a place."""
        if place is None:
            return
        self._bench.pending.commit()
        session = self._bench.session
        section, index = place.section_id, place.index
        match what:
            case "text":
                block_id = operations.add_text(session, section_id=section, index=index)
            case "timeline":
                block_id = operations.add_timeline(session, section_id=section, index=index)
            case "table":
                block_id = operations.add_table(session, section_id=section, index=index)
            case "figure":
                self._ask_for_figure(place)
                return
            case _:
                self._panel.go_on_at(place)
                self.item_wanted.emit()
                return
        self._panel.reveal_block(block_id)

    def place_item(self, item_id: str, parts: tuple[str, ...] | None, place: AuthorPlace) -> None:
        """Place a library item, whole or in parts; the keyboard stays where it is."""
        self._bench.pending.commit()
        desk = self._bench.desk
        block_id = operations.place_item(
            self._bench.session,
            desk.workspace,
            item_id=item_id,
            section_id=place.section_id,
            parts=parts,
            index=place.index,
        )
        self._panel.reveal_block(block_id, focus=False)
        heading = self._bench.brief.section(place.section_id).heading
        title = desk.workspace.library.entry(item_id).item.title
        desk.announce(f"{title} was placed in {heading}.")

    def _ask_for_figure(self, place: AuthorPlace) -> None:
        name, _ = QFileDialog.getOpenFileName(self._panel, "Add a figure", "", PICTURE_FILTER)
        if name:
            self._add_figures([Path(name)], place)

    def _add_figures(self, paths: list[Path], place: AuthorPlace) -> None:
        for offset, path in enumerate(paths):
            index = None if place.index is None else place.index + offset
            try:
                block_id = operations.add_figure(
                    self._bench.session,
                    section_id=place.section_id,
                    file_name=path.name,
                    data=read_bytes_safely(path, limit=MOST_PICTURE_BYTES),
                    index=index,
                )
            except BriefbuilderError as error:
                show_error(self._panel, f"{path.name} was not added", error)
                continue
            self._panel.reveal_block(block_id)

    @Slot(object, str)
    def _on_insert_requested(self, place: AuthorPlace, what: str) -> None:
        self.insert(what, place)

    @Slot(str, str)
    def _on_writing_started(self, section_id: str, text: str) -> None:
        """The section's prompt gives way to a block, and the cursor goes on where it was."""
        editor = self._panel.editor
        place = editor.textCursor().position() if editor is not None else None
        session = self._bench.session
        block_id = operations.write_in_section(session, section_id=section_id, text=text)
        if place is not None:
            self._panel.reveal_block(block_id)
            view = self._panel.view(block_id)
            if isinstance(view, TextBlockView):
                view.field.start_editing(place)

    @Slot(str, object)
    def _on_item_dropped(self, item_id: str, place: DropPlace) -> None:
        self.place_item(item_id, None, AuthorPlace(place.section_id, place.index))

    @Slot(str, object)
    def _on_block_dropped(self, block_id: str, place: DropPlace) -> None:
        self._bench.pending.commit()
        home = self._bench.brief.section_of(block_id)
        index = place.index
        if home.id == place.section_id:
            own = [block.id for block in home.blocks].index(block_id)
            index -= 1 if own < index else 0
        operations.move_block(
            self._bench.session, block_id=block_id, section_id=place.section_id, index=index
        )

    @Slot(object, object)
    def _on_pictures_dropped(self, paths: list[Path], place: DropPlace) -> None:
        self._bench.pending.commit()
        self._add_figures(paths, AuthorPlace(place.section_id, place.index))
