"""A curator at the Library workspace: the gestures that several tests make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox

if TYPE_CHECKING:
    from briefbuilder.app.curating import ItemDraft
    from briefbuilder.gui.library.library_workspace import LibraryWorkspace

STATEMENTS, FORM, TEXT, DIFFERENCES = range(4)


def press_words(text: str) -> Callable[[QMessageBox], int]:
    """A reply that presses the button of a message box with these words."""

    def reply(box: QMessageBox) -> int:
        next(one for one in box.buttons() if one.text() == text).click()
        return 0

    return reply


class Curator:
    """Types, goes from tab to tab and from item to item."""

    def __init__(self, library: LibraryWorkspace) -> None:
        self.library = library

    @property
    def draft(self) -> ItemDraft:
        """The draft that is shown, with everything handed over."""
        self.library.commit_pending()
        draft = self.library.drafts.draft
        assert draft is not None
        return draft

    @property
    def shown_text(self) -> str:
        """What the Text tab shows."""
        return self.library.item.text.editor.toPlainText()

    @property
    def title_field(self) -> QLineEdit:
        """The field of the title in the form."""
        editor = self.library.item.form.editor("title")
        assert editor is not None
        return editor.findChildren(QLineEdit)[0]

    def go_to(self, tab: int) -> None:
        """Bring a tab to the front."""
        self.library.item.tabs.setCurrentIndex(tab)

    def open(self, item_id: str) -> None:
        """Show an item."""
        self.library.reveal(f"item:{item_id}")

    def write_title(self, title: str) -> None:
        """Write another title over the one in the form."""
        self.go_to(FORM)
        self.title_field.selectAll()
        self.title_field.del_()
        self.title_field.textEdited.emit("")
        self.type_in_title(title)
        self.library.commit_pending()

    def type_in_title(self, words: str) -> None:
        """Go on typing at the end of the title; nothing is handed over yet."""
        self.title_field.setCursorPosition(len(self.title_field.text()))
        QTest.keyClicks(self.title_field, words)

    def replace(self, old: str, new: str) -> None:
        """Write other words in the Text tab; nothing is handed over yet."""
        self.go_to(TEXT)
        text = self.shown_text
        assert old in text
        self.library.item.text.editor.setPlainText(text.replace(old, new, 1))
