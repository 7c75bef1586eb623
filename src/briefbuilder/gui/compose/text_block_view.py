"""Free text, written here."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from briefbuilder.app import operations
from briefbuilder.domain.briefs import Block, TextBlock
from briefbuilder.gui.compose.block_view import BlockView
from briefbuilder.gui.compose.compose_context import INITIATOR, ComposeContext
from briefbuilder.language.interface import _, p_


class TextBlockView(BlockView):
    """One growing text."""

    def __init__(
        self, context: ComposeContext, block: TextBlock, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, block, parent)
        self.field = context.markdown_field(p_("a field", "Text"), self.frame)
        self.field.set_prompt(_("Write here. **Bold**, lists with -, sources as [@key, p. 4]."))
        self.field.committed.connect(self._on_committed)
        self.field.left.connect(self.on_left)
        self.field.editing_changed.connect(self._on_editing_changed)
        self.body.addWidget(self.field)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        super().show_block(block)
        if isinstance(block, TextBlock):
            self.field.show_text(block.text)

    def show_standing(self) -> None:
        self.field.refresh()

    def focus_first(self, *, at_end: bool = False) -> None:
        self.field.start_editing(None if at_end else 0)

    def set_selected(self, selected: bool) -> None:
        super().set_selected(selected)
        self.show_frame(visible=selected and not self.field.is_editing)

    @Slot(bool)
    def _on_editing_changed(self, editing: bool) -> None:
        """The editor has a line of its own; two would be loud."""
        self.show_frame(visible=self.is_selected and not editing)

    @Slot(str)
    def _on_committed(self, text: str) -> None:
        operations.set_text(
            self.context.session, block_id=self.block_id, text=text, initiator=INITIATOR
        )
