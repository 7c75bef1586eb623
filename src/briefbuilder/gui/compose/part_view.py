"""One part of a placed item: read as it prints, written over, shown beside its pin's words."""

from __future__ import annotations

import html
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from briefbuilder.app import operations
from briefbuilder.app.block_words import changed_by
from briefbuilder.app.difference_html import runs_as_html
from briefbuilder.app.window_colours import Colours
from briefbuilder.domain.briefs import ItemBlock
from briefbuilder.domain.differences import word_differences
from briefbuilder.domain.item_sections import part_text, part_title
from briefbuilder.domain.items import Item
from briefbuilder.domain.merging import hash_of_part
from briefbuilder.gui.compose.compose_context import INITIATOR, ComposeContext
from briefbuilder.gui.shared.build import in_column, link_button, make_label
from briefbuilder.language.interface import _


@dataclass(frozen=True, slots=True)
class Difference:
    """What the author's own words have more and less than the pin's."""

    pinned: str
    own: str

    def as_html(self, colours: Colours) -> str:
        """The difference as rich text."""
        words = runs_as_html(word_differences(self.pinned, self.own), colours)
        return f"<p>{words or html.escape(self.own)}</p>"


class PartView(QWidget):
    """A part of the pinned item, or the author's own words in its place.

    Signals:
        left(step: int): the cursor went over the first (-1) or the last line (+1).
    """

    left = Signal(int)

    def __init__(self, context: ComposeContext, block_id: str, part: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._block_id = block_id
        self.part = part
        self._heading = make_label("", "caps", self)
        self._edited = make_label("", "warning", self)
        self.restore_button = link_button(
            QToolButton(self), _("Restore"), tip=_("Go back to the library's words")
        )
        self.restore_button.clicked.connect(self._on_restore_clicked)
        self.keep_button = QToolButton(self)
        self.keep_button.setText(_("Keep mine"))
        self.keep_button.setProperty("role", "link")
        self.keep_button.setToolTip(_("Your words stand beside the library's newer ones"))
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self._head = QWidget(self)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(5, 4, 0, 0)
        row.addWidget(self._heading)
        row.addStretch(1)
        row.addWidget(self._edited)
        row.addWidget(self.keep_button)
        row.addWidget(self.restore_button)
        self.field = context.markdown_field("", self)
        self.field.committed.connect(self._on_committed)
        self.field.left.connect(self.left)
        in_column(self._head, self.field, on=self, margins=0, spacing=2)

    def show_part(self, item: Item, block: ItemBlock, *, with_heading: bool) -> None:
        """Show the pin's words, or the difference from them."""
        title = part_title(item, self.part)
        own = block.edit_of(self.part)
        pinned = part_text(item, self.part)
        self._heading.setText(title)
        self._heading.setVisible(with_heading)
        self._head.setVisible(with_heading or own is not None)
        self.field.setAccessibleName(_("{part} of {item}", part=title, item=item.title))
        self.restore_button.setAccessibleName(
            _("Restore {part} of {item}", part=title, item=item.title)
        )
        self.keep_button.setAccessibleName(
            _("Keep your words in {part} of {item}", part=title, item=item.title)
        )
        is_over = own is not None and own.over not in {None, hash_of_part(item, self.part)}
        self.keep_button.setVisible(is_over)
        self._edited.setVisible(own is not None)
        self.restore_button.setVisible(own is not None)
        if own is None:
            self.field.show_text(pinned)
        else:
            over = [_("▲ over a newer text")] if is_over else []
            self._edited.setText(" · ".join([*over, changed_by(own)]))
            self.field.show_text(own.text, Difference(pinned, own.text))

    @Slot(str)
    def _on_committed(self, text: str) -> None:
        operations.edit_part(
            self._context.session,
            block_id=self._block_id,
            part=self.part,
            text=text,
            initiator=INITIATOR,
        )

    @Slot()
    def _on_keep_clicked(self) -> None:
        self._context.pending.commit()
        operations.confirm_part(self._context.session, block_id=self._block_id, part=self.part)

    @Slot()
    def _on_restore_clicked(self) -> None:
        self._context.pending.commit()
        operations.restore_part(self._context.session, block_id=self._block_id, part=self.part)
