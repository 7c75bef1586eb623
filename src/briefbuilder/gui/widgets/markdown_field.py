"""Words that read as they will print, and turn into their Markdown while they are written.

The field shows rich text with citations as chips. With the keyboard in it, it is a plain editor;
the editor is made when it is first needed, so that a long brief opens quickly.
"""

from __future__ import annotations

from html import escape
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from briefbuilder.app.citation_html import FindSource, group_tip, markdown_html
from briefbuilder.app.markdown_places import raw_position
from briefbuilder.app.window_colours import Colours
from briefbuilder.domain.citations import find_citations
from briefbuilder.gui.shared.build import in_column
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.citation_highlighter import CitationHighlighter
from briefbuilder.gui.widgets.growing_text import TextField, keep_in_view
from briefbuilder.gui.widgets.reading_text import ReadingText

READING_SIZE = 11.0
MOST_DRAWN = 40_000
"""Longer words, some twenty pages in one block, stand as they were typed: the window would wait."""
PASSING = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


class Rich(Protocol):
    """Rich text that can be shown in place of words; equal ones look the same."""

    def as_html(self, colours: Colours) -> str:
        """The rich text, in these colours."""


class MarkdownField(QWidget):
    """One piece of Markdown; `tells_at_once` says whether it tells of each key.

    While it is written, its words as they will print are not drawn: nobody sees them.

    Signals:
        committed(text: str): these are the words now.
        left(step: int): the cursor key went over the first (-1) or the last line (+1).
        editing_changed(editing: bool): the editor was opened or closed.
    """

    committed = Signal(str)
    left = Signal(int)
    editing_changed = Signal(bool)

    def __init__(
        self, pending: PendingWords, theme: Theme, find: FindSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pending = pending
        self._theme = theme
        self._find = find
        self._text = ""
        self._rich: Rich | None = None
        self._is_stale = True
        self.tells_at_once = False
        self._prompt = ""
        self._ink = ""
        self._editor: TextField | None = None
        self._reader = ReadingText(self)
        self._reader.setFont(theme.reading_font(READING_SIZE))
        self._reader.pressed.connect(self._on_reader_pressed)
        self._column = in_column(self._reader, on=self, margins=0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.refresh)

    @property
    def text(self) -> str:
        """The Markdown, with what was typed a moment ago."""
        return self._editor.toPlainText() if self._editor is not None else self._text

    @property
    def editor(self) -> TextField:
        """The plain editor; made when it is first asked for."""
        if self._editor is None:
            self._editor = self._make_editor()
        return self._editor

    @property
    def is_editing(self) -> bool:
        """Whether the Markdown itself is shown."""
        return self._editor is not None and not self._editor.isHidden()

    def set_prompt(self, prompt: str) -> None:
        """What to say while there are no words."""
        self._prompt = prompt
        if self._editor is not None:
            self._editor.setPlaceholderText(prompt)
        self.refresh()

    def show_text(self, text: str, rich: Rich | None = None) -> None:
        """Show other words; `rich` is shown in their place while nobody writes (a difference)."""
        if (text, rich) != (self._text, self._rich):
            self._text, self._rich = text, rich
            self._is_stale = True
        if self._editor is not None:
            self._editor.show_text(text)
        self._settle()

    @Slot()
    def refresh(self) -> None:
        """Draw the words again: colours or sources may be others now."""
        self._is_stale = True
        self._settle()
        if self._editor is not None:
            for highlighter in self._editor.document().findChildren(CitationHighlighter):
                highlighter.rehighlight()

    def _settle(self) -> None:
        """Draw what is read, if it is not drawn yet and nobody writes over it."""
        if not self._is_stale or self.is_editing:
            return
        self._is_stale = False
        colours = self._theme.colours
        words = self._text
        if self._rich is not None:
            html = self._rich.as_html(colours)
        elif len(words) > MOST_DRAWN:
            html = "<p>" + escape(words).replace("\n", "<br>") + "</p>"
        elif words.strip():
            html = markdown_html(words, self._find, colours, self._theme.typefaces.sans)
        else:
            html = f"<p>{self._prompt or '&nbsp;'}</p>"
        ink = colours.ink if self._rich is not None or words.strip() else colours.faint_ink
        tips = self._tips() if len(words) <= MOST_DRAWN else {}
        self._reader.show_html(html, style=STYLE, ink=ink, tips=tips)

    def start_editing(self, position: int | None = None) -> None:
        """Open the editor with the cursor at a position of the Markdown, or at its end."""
        editor = self.editor
        if not self.is_editing:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            editor.show_text(self._text)
            editor.show()
            self._reader.hide()
            editor.fit()
            self.editing_changed.emit(True)
        cursor = editor.textCursor()
        last = editor.document().characterCount() - 1
        cursor.setPosition(last if position is None else max(0, min(position, last)))
        editor.setTextCursor(cursor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        keep_in_view(editor, editor.cursorRect())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.BacktabFocusReason:
            self.start_editing()
        else:
            self.start_editing(0 if event.reason() is Qt.FocusReason.TabFocusReason else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._editor is None:
            return super().eventFilter(watched, event)
        if watched is self._editor and event.type() is QEvent.Type.FocusOut:
            if isinstance(event, QFocusEvent) and event.reason() not in PASSING:
                self._editor.commit()
                self._stop_editing()
        elif (
            watched is self._editor.viewport()
            and event.type() is QEvent.Type.ToolTip
            and isinstance(event, QHelpEvent)
        ):
            self._show_tip(event)
            return True
        return super().eventFilter(watched, event)

    def _make_editor(self) -> TextField:
        editor = TextField(self._pending, self)
        editor.tells_at_once = self.tells_at_once
        editor.setProperty("role", "writing")
        editor.setFont(self._theme.reading_font(READING_SIZE))
        editor.setAccessibleName(self.accessibleName())
        editor.setPlaceholderText(self._prompt)
        CitationHighlighter(editor.document(), self._theme, self._find)
        editor.show_text(self._text)
        editor.committed.connect(self._on_committed)
        editor.left.connect(self.left)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        editor.hide()
        self._column.addWidget(editor)
        QWidget.setTabOrder(self, editor)
        return editor

    def _stop_editing(self) -> None:
        if not self.is_editing or self._editor is None:
            return
        self._text = self._editor.toPlainText()
        self._editor.hide()
        self._is_stale = True
        self._settle()
        self._reader.show()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editing_changed.emit(False)

    def _tips(self) -> dict[str, str]:
        return {
            f"cite:{citation.key}|{citation.locator}": group_tip(group, self._find)
            for group in find_citations(self._text)
            for citation in group.citations
        }

    def _show_tip(self, event: QHelpEvent) -> None:
        if self._editor is None:
            return
        cursor = self._editor.cursorForPosition(event.pos())
        place, words = cursor.positionInBlock(), cursor.block().text()
        for group in find_citations(words):
            if group.start <= place <= group.end:
                QToolTip.showText(event.globalPos(), group_tip(group, self._find), self._editor)
                return
        QToolTip.hideText()

    @Slot(str)
    def _on_committed(self, text: str) -> None:
        self._text, self._rich = text, None
        self._is_stale = True
        self.committed.emit(text)

    @Slot(int)
    def _on_reader_pressed(self, position: int) -> None:
        self.start_editing(raw_position(self._text, self._reader.words, position))


STYLE = """
p, ul, ol { margin: 0 0 6px 0; }
ul, ol { -qt-list-indent: 1; }
td, th { padding: 2px 8px; }
"""
