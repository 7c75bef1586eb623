"""The view that belongs to each kind of block."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from briefbuilder.domain.briefs import (
    Block,
    FigureBlock,
    ItemBlock,
    TableBlock,
    TextBlock,
    TimelineBlock,
)
from briefbuilder.gui.compose.block_view import BlockView
from briefbuilder.gui.compose.compose_context import ComposeContext
from briefbuilder.gui.compose.figure_block_view import FigureBlockView
from briefbuilder.gui.compose.item_block_view import ItemBlockView
from briefbuilder.gui.compose.table_block_view import TableBlockView
from briefbuilder.gui.compose.text_block_view import TextBlockView
from briefbuilder.gui.compose.timeline_block_view import TimelineBlockView


def view_for(context: ComposeContext, block: Block, parent: QWidget) -> BlockView:
    """A new view of a block."""
    match block:
        case TextBlock():
            return TextBlockView(context, block, parent)
        case ItemBlock():
            return ItemBlockView(context, block, parent)
        case FigureBlock():
            return FigureBlockView(context, block, parent)
        case TimelineBlock():
            return TimelineBlockView(context, block, parent)
        case TableBlock():
            return TableBlockView(context, block, parent)


def fits(view: BlockView, block: Block) -> bool:
    """Whether a view can show a block, which may have become another kind under the same id."""
    kinds = {
        TextBlock: TextBlockView,
        ItemBlock: ItemBlockView,
        FigureBlock: FigureBlockView,
        TimelineBlock: TimelineBlockView,
        TableBlock: TableBlockView,
    }
    return isinstance(view, kinds[type(block)])
