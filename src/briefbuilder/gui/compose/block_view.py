"""What all blocks of the brief panel share: the margin, the menu, the place to insert after."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QDrag, QEnterEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)

from briefbuilder.app import operations
from briefbuilder.app.block_words import block_words
from briefbuilder.app.marking_plate import block_mark
from briefbuilder.domain.briefs import Block
from briefbuilder.gui.compose.compose_context import BLOCK_MIME, ComposeContext
from briefbuilder.gui.compose.insert_button import InsertButton
from briefbuilder.gui.shared.build import TOP, change_role, dressed, in_column, in_row
from briefbuilder.language.interface import _

MARGIN_WIDTH, MENU_WIDTH = 34, 26


class Grip(QLabel):
    """The left margin of a block: its portion mark; dragging it moves the block."""

    def __init__(self, block_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._block_id = block_id
        self._pressed_at: QPoint | None = None
        self.setProperty("role", "faint")
        self.setFixedWidth(MARGIN_WIDTH)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(0, 5, 5, 0)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(_("Drag to move the block (Alt+Up, Alt+Down)"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        moved = event.position().toPoint() - start if start is not None else QPoint()
        if moved.manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed_at = None
        data = QMimeData()
        data.setData(BLOCK_MIME, self._block_id.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        view = self.parentWidget()
        if view is not None:
            picture: QPixmap = view.grab()
            drag.setPixmap(picture.scaledToWidth(min(420, picture.width())))
        drag.exec(Qt.DropAction.MoveAction)


class BlockView(QWidget):
    """One block. A subclass fills `body` and says in `show_block` what is to be seen.

    Signals:
        insert_requested(block_id: str, what: str): something is wanted after this block.
        mark_requested(block_id: str): the block's marking is to be chosen.
        left(block_id: str, step: int): the cursor went over the first (-1) or last line (+1).
    """

    insert_requested = Signal(str, str)
    mark_requested = Signal(str)
    left = Signal(str, int)

    def __init__(
        self, context: ComposeContext, block: Block, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.block_id = block.id
        self._selected = False
        self.setObjectName(f"block-{block.id}")
        self.grip = Grip(block.id, self)
        self.frame = dressed(QFrame(self), "block")
        self.frame.setProperty("selected", "false")
        self.body = in_column(on=self.frame, margins=1, spacing=4)
        words = block_words(block)
        self.menu_button = self._make_menu_button(words.actions)
        row = in_row(self.grip, (self.frame, 1), (self.menu_button, TOP), margins=0, spacing=0)
        self.insert_button = InsertButton(context.theme, words.insert_after, self)
        self.insert_button.chosen.connect(self._on_insert_chosen)
        below = in_row(self.insert_button, margins=(MARGIN_WIDTH, 0, MENU_WIDTH, 0))
        in_column(row, below, on=self, margins=0, spacing=0)

    def show_block(self, block: Block) -> None:
        """Show the block as it is now."""
        mark, spoken = block_mark(self.context.brief, block, self.context.desk.workspace)
        self.grip.setText(mark)
        self.grip.setAccessibleName(_("Marking: {marking}", marking=spoken))
        self.setAccessibleName(f"{block_words(block).name}, {spoken}")

    def show_standing(self) -> None:
        """Show again what depends on the library or the sources, not on the block."""

    def focus_first(self, *, at_end: bool = False) -> None:
        """Put the keyboard into the block's first field (or its last)."""
        (self.insert_button if at_end else self.menu_button).setFocus()

    def set_selected(self, selected: bool) -> None:
        """Show whether commands act on this block."""
        self._selected = selected
        self._show_menu_sign()
        self.show_frame(visible=selected)

    @property
    def can_be_marked(self) -> bool:
        """Whether the author may choose its marking; a placed item has the library's."""
        return True

    @property
    def is_selected(self) -> bool:
        """Whether commands act on this block."""
        return self._selected

    def show_frame(self, *, visible: bool) -> None:
        """Draw the line round the selected block, or leave it out."""
        change_role(self.frame, "true" if visible else "false", "selected")

    def remove_row(self) -> bool:
        """Take out the row that the keyboard is in; False where it is in none."""
        return False

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done to this kind of block."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._fill()
        self.menu_button.menu().popup(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_menu_sign()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_menu_sign()

    def _show_menu_sign(self) -> None:
        self.menu_button.setText("⋯" if self._selected or self.underMouse() else "")

    def _make_menu_button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "dots")
        button.setFixedWidth(MENU_WIDTH)
        button.setAccessibleName(name)
        button.setToolTip(_("Move, mark, remove …") if self.can_be_marked else _("Move, remove …"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(self._fill)
        button.setMenu(menu)
        return button

    @Slot()
    def _fill(self) -> None:
        menu = self.menu_button.menu()
        menu.clear()
        self.fill_menu(menu)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(_("Move &up")).triggered.connect(self._on_move_up)
        menu.addAction(_("Move &down")).triggered.connect(self._on_move_down)
        if self.can_be_marked:
            menu.addAction(_("Mar&k…")).triggered.connect(self._on_mark)
        menu.addSeparator()
        menu.addAction(_("&Remove")).triggered.connect(self._on_remove)

    @Slot()
    def _on_move_up(self) -> None:
        operations.shift_block(self.context.session, block_id=self.block_id, by=-1)

    @Slot()
    def _on_move_down(self) -> None:
        operations.shift_block(self.context.session, block_id=self.block_id, by=1)

    @Slot()
    def _on_mark(self) -> None:
        self.mark_requested.emit(self.block_id)

    @Slot()
    def _on_remove(self) -> None:
        self.context.pending.commit()
        operations.remove_block(self.context.session, block_id=self.block_id)

    @Slot(str)
    def _on_insert_chosen(self, what: str) -> None:
        self.insert_requested.emit(self.block_id, what)

    @Slot(int)
    def on_left(self, step: int) -> None:
        """Pass on that the cursor left one of the block's fields."""
        self.left.emit(self.block_id, step)
