"""A placed item: a card in the text, with the words that print."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from briefbuilder.app import operations
from briefbuilder.app.item_words import shown_parts
from briefbuilder.domain.briefs import Block, ItemBlock
from briefbuilder.domain.item_sections import part_title
from briefbuilder.domain.items import Item, Status
from briefbuilder.domain.kinds import spec_of
from briefbuilder.gui.compose.block_view import BlockView
from briefbuilder.gui.compose.compose_context import ComposeContext
from briefbuilder.gui.compose.part_view import PartView
from briefbuilder.gui.search.parts_dialog import PartsDialog
from briefbuilder.gui.shared.build import dressed, in_column, in_row, link_button
from briefbuilder.gui.widgets.elided import ElidedLabel
from briefbuilder.language.interface import _, n_, page_words

FOLDED_FROM = 3
"""An item with at least this many parts opens with only the first of them shown."""


class ItemBlockView(BlockView):
    """A pinned item, part by part.

    Signals:
        compare_requested(item_id: str): the newer library text is to be compared.
        read_requested(item_id: str): the library's item is to be read.
    """

    compare_requested = Signal(str)
    read_requested = Signal(str)

    def __init__(
        self, context: ComposeContext, block: ItemBlock, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, block, parent)
        self._item_id = block.item
        self._parts: dict[str, PartView] = {}
        self._folded = len(context.brief.parts_shown(block)) >= FOLDED_FROM
        card = dressed(QFrame(self.frame), "placed")
        self._column = in_column(on=card, margins=(12, 7, 10, 8), spacing=3)
        self._title = dressed(ElidedLabel(card), "heading-small")
        self._meta = dressed(ElidedLabel(card), "faint")
        # What is said of the item takes what its title leaves over, and is the first to be cut.
        self._meta.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.newer_button = dressed(self._link("", card), "newer")
        self.newer_button.clicked.connect(self._on_newer_clicked)
        head = in_row(self._title, (self._meta, 1), self.newer_button, spacing=8)
        self._column.addLayout(head)
        self._parts_column = in_column(spacing=2)
        self._column.addLayout(self._parts_column)
        self.fold_button = self._link("", card)
        self.fold_button.clicked.connect(self._on_fold_clicked)
        self._column.addWidget(self.fold_button)
        self.body.addWidget(card)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        super().show_block(block)
        if not isinstance(block, ItemBlock):
            return
        brief = self.context.brief
        item = brief.pin_of(block).item
        self._title.setText(item.title)
        kind = page_words().gettext(spec_of(item.kind).label).lower()
        self._meta.setText(f"{kind} · {shown_parts(brief, block)}")
        self.setAccessibleName(f"{item.title}, {self._meta.text()}, {self.grip.accessibleName()}")
        self.menu_button.setAccessibleName(_("Actions of {item}", item=item.title))
        self._show_parts(item, block)
        self._show_newer()

    @property
    def can_be_marked(self) -> bool:
        return False

    def show_standing(self) -> None:
        self._show_newer()
        for view in self._parts.values():
            view.field.refresh()

    def _show_newer(self) -> None:
        """Say so when the library has another text than the brief."""
        library = self.context.desk.workspace.library
        entry = library.entries.get(self._item_id)
        block = self._block()
        behind = entry is not None and block is not None and entry.revision != block.revision
        if entry is not None and entry.item.status is Status.WITHDRAWN:
            words = _("✖ withdrawn in the library")
        elif behind and entry is not None and block is not None:
            kept = any(
                one.item == block.item and one.declined == entry.revision
                for one in self.context.brief.kept
            )
            words = _("○ newer text, kept as it is") if kept else _("● newer text — compare")
        else:
            words = ""
        self.newer_button.setText(words)
        self.newer_button.setVisible(bool(words))
        self.newer_button.setAccessibleName(
            _("{words}: {item}", words=words, item=self._title.text())
        )

    def focus_first(self, *, at_end: bool = False) -> None:
        views = list(self._parts.values())
        if views:
            views[-1 if at_end else 0].field.start_editing(None if at_end else 0)
        else:
            super().focus_first()

    def fill_menu(self, menu: QMenu) -> None:
        menu.addAction(_("Choose &parts…")).triggered.connect(self._on_choose_parts)
        menu.addAction(_("&Read in the library")).triggered.connect(self._on_read)
        newer = menu.addAction(_("&Compare with the library…"))
        newer.setEnabled(self.newer_button.text() != "")
        newer.triggered.connect(self._on_newer_clicked)
        menu.addAction(_("Make it free &text")).triggered.connect(self._on_detach)

    def _block(self) -> ItemBlock | None:
        found = next((one for one in self.context.brief.blocks() if one.id == self.block_id), None)
        return found if isinstance(found, ItemBlock) else None

    def _show_parts(self, item: Item, block: ItemBlock) -> None:
        shown = self.context.brief.parts_shown(block)
        visible = shown[:1] if self._folded else shown
        for part in [part for part in self._parts if part not in visible]:
            view = self._parts.pop(part)
            self._parts_column.removeWidget(view)
            self.context.pending.let_go(view)
        for position, part in enumerate(visible):
            if part not in self._parts:
                view = PartView(self.context, self.block_id, part, self.frame)
                view.left.connect(self.on_left)
                self._parts[part] = view
                self._parts_column.insertWidget(position, view)
                view.show()
            self._parts[part].show_part(item, block, with_heading=len(shown) > 1)
        self._parts = {part: self._parts[part] for part in visible}
        self._show_fold(item, shown)

    def _show_fold(self, item: Item, shown: tuple[str, ...]) -> None:
        rest = [part_title(item, part) for part in shown[1:]]
        self.fold_button.setVisible(len(shown) >= FOLDED_FROM)
        if self._folded:
            more = n_("{number} more part", "{number} more parts", len(rest))
            self.fold_button.setText(f"▸ {more}")
            name = n_(
                "{number} more part of {item}",
                "{number} more parts of {item}",
                len(rest),
                item=item.title,
            )
            self.fold_button.setToolTip(", ".join(rest))
        else:
            fewer = _("Show only the first part")
            self.fold_button.setText(f"▾ {fewer}")
            name = _("Show only the first part of {item}", item=item.title)
            self.fold_button.setToolTip("")
        self.fold_button.setAccessibleName(name)

    def _link(self, text: str, parent: QWidget) -> QToolButton:
        return link_button(QToolButton(parent), text)

    @Slot()
    def _on_fold_clicked(self) -> None:
        self.context.pending.commit()
        self._folded = not self._folded
        block = self._block()
        if block is not None:
            self.show_block(block)

    @Slot()
    def _on_newer_clicked(self) -> None:
        self.compare_requested.emit(self._item_id)

    @Slot()
    def _on_read(self) -> None:
        self.read_requested.emit(self._item_id)

    @Slot()
    def _on_detach(self) -> None:
        self.context.pending.commit()
        operations.detach_item(self.context.session, block_id=self.block_id)

    @Slot()
    def _on_choose_parts(self) -> None:
        self.context.pending.commit()
        block = self._block()
        if block is None:
            return
        item = self.context.brief.pin_of(block).item
        dialog = PartsDialog(item, block.parts, _("Print these"), self)
        if dialog.exec():
            operations.set_parts(self.context.session, block_id=self.block_id, parts=dialog.parts)
