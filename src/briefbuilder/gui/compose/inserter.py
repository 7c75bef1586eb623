"""What is chosen, dropped or typed on the page goes into the brief, and is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from briefbuilder.app import inserting, operations
from briefbuilder.app.inserting import Insertable
from briefbuilder.domain.placing import Destination
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.compose.brief_panel import BriefPanel
from briefbuilder.gui.compose.compose_context import ComposeContext
from briefbuilder.gui.compose.drop_line import DropPlace
from briefbuilder.gui.compose.text_block_view import TextBlockView
from briefbuilder.gui.shared.presenter import show_error
from briefbuilder.language.interface import _

PICTURE_ENDINGS = "*.png *.jpg *.jpeg *.svg"


class Inserter(QObject):
    """Inserts at a place of the brief, and shows what was inserted.

    Signals:
        item_wanted: a library item is to be looked for; the place is the author's now.
    """

    item_wanted = Signal()

    def __init__(self, context: ComposeContext, panel: BriefPanel) -> None:
        super().__init__(panel)
        self._context = context
        self._panel = panel
        panel.insert_requested.connect(self._on_insert_requested)
        panel.writing_started.connect(self._on_writing_started)
        panel.page.item_dropped.connect(self._on_item_dropped)
        panel.page.block_dropped.connect(self._on_block_dropped)
        panel.page.pictures_dropped.connect(self._on_pictures_dropped)

    def insert(self, what: Insertable, place: Destination | None) -> None:
        """Insert something; nothing without a place."""
        if place is None:
            return
        self._context.pending.commit()
        block_id = inserting.begin_block(self._context.session, what, place)
        if block_id is not None:
            self._panel.reveal_block(block_id)
        elif what is Insertable.FIGURE:
            self._ask_for_figure(place)
        else:
            self._panel.go_on_at(place)
            self.item_wanted.emit()

    def place_item(self, item_id: str, parts: tuple[str, ...] | None, place: Destination) -> None:
        """Place a library item, whole or in parts; the keyboard stays where it is."""
        self._context.pending.commit()
        desk = self._context.desk
        block_id = operations.place_item(
            self._context.session,
            desk.workspace,
            item_id=item_id,
            section_id=place.section_id,
            parts=parts,
            index=place.index,
        )
        self._panel.reveal_block(block_id, focus=False)
        heading = self._context.brief.section(place.section_id).heading
        title = desk.workspace.library.entry(item_id).item.title
        desk.announce(_("“{item}” was placed in “{section}”.", item=title, section=heading))

    def _ask_for_figure(self, place: Destination) -> None:
        endings = _("Pictures ({endings})", endings=PICTURE_ENDINGS)
        name, _filter = QFileDialog.getOpenFileName(self._panel, _("Add a figure"), "", endings)
        if name:
            self._add_figures([Path(name)], place)

    def _add_figures(self, paths: list[Path], place: Destination) -> None:
        for offset, path in enumerate(paths):
            try:
                block_id = inserting.add_picture(self._context.session, path, place.further(offset))
            except BriefbuilderError as error:
                show_error(self._panel, _("{file} was not added", file=path.name), error)
                continue
            self._panel.reveal_block(block_id)

    @Slot(object, str)
    def _on_insert_requested(self, place: Destination, what: str) -> None:
        self.insert(Insertable(what), place)

    @Slot(str, str)
    def _on_writing_started(self, section_id: str, text: str) -> None:
        """The section's prompt gives way to a block, and the cursor goes on where it was."""
        editor = self._panel.editor
        place = editor.textCursor().position() if editor is not None else None
        session = self._context.session
        block_id = operations.write_in_section(session, section_id=section_id, text=text)
        if place is not None:
            self._panel.reveal_block(block_id)
            view = self._panel.view(block_id)
            if isinstance(view, TextBlockView):
                view.field.start_editing(place)

    @Slot(str, object)
    def _on_item_dropped(self, item_id: str, place: DropPlace) -> None:
        self.place_item(item_id, None, place.place)

    @Slot(str, object)
    def _on_block_dropped(self, block_id: str, place: DropPlace) -> None:
        self._context.pending.commit()
        inserting.move_to_place(self._context.session, block_id, place.place)

    @Slot(object, object)
    def _on_pictures_dropped(self, paths: list[Path], place: DropPlace) -> None:
        self._context.pending.commit()
        self._add_figures(paths, place.place)
