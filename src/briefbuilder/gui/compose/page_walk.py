"""Walking through the page with the cursor keys: from field to field as if it were one text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from briefbuilder.gui.compose.block_view import BlockView
from briefbuilder.gui.compose.compose_context import ComposeContext
from briefbuilder.gui.compose.head_form import HeadForm
from briefbuilder.gui.compose.section_view import SectionView
from briefbuilder.gui.widgets.markdown_field import MarkdownField

HEAD = "head"


class PageWalk(QObject):
    """Knows what stands above and below each field; the panel keeps `views` and `sections`."""

    def __init__(
        self,
        context: ComposeContext,
        head: HeadForm,
        views: Mapping[str, BlockView],
        sections: Mapping[str, SectionView],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._head = head
        self._views = views
        self._sections = sections

    @Slot(int)
    def leave_head(self, step: int) -> None:
        """Go on from the title."""
        self._go(HEAD, step)

    @Slot(str, int)
    def leave_block(self, block_id: str, step: int) -> None:
        """Go on from a block, unless it has another field in that direction."""
        view = self._views.get(block_id)
        if view is not None and not _moved_inside(view, step):
            self._go(block_id, step)

    @Slot(str, int)
    def leave_section(self, section_id: str, step: int) -> None:
        """Go on from the prompt of an empty section."""
        self._go(section_id, step)

    def _go(self, start: str, step: int) -> None:
        targets = self._targets()
        at = targets.index(start) + step
        if not 0 <= at < len(targets):
            return
        target = targets[at]
        if target == HEAD:
            self._head.title.setFocus()
        elif target in self._views:
            self._views[target].focus_first(at_end=step < 0)
        else:
            self._sections[target].focus_text()

    def _targets(self) -> list[str]:
        """The head, then blocks and empty sections from the top to the bottom."""
        targets = [HEAD]
        for section in self._context.brief.sections:
            targets += [block.id for block in section.blocks] or [section.id]
        return targets


def _moved_inside(view: BlockView, step: int) -> bool:
    """Go on to the next field of the same block, where there is one."""
    fields = [field for field in view.findChildren(MarkdownField) if not field.isHidden()]
    at = next((number for number, field in enumerate(fields) if field.is_editing), None)
    if at is None or not 0 <= at + step < len(fields):
        return False
    fields[at + step].start_editing(0 if step > 0 else None)
    return True
