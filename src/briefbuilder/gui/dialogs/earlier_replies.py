"""What an office had said of a brief before it was asked again, and what has changed since."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, EarlierReply
from briefbuilder.domain.clearing import changes_since, said_earlier
from briefbuilder.gui.dialogs.compare import differences_as_html
from briefbuilder.gui.shared.build import in_column, make_label, paragraph, reading_view
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _, page_words


class EarlierReplies(QFrame):
    """Lists earlier replies, newest first; beside an open question also what changed since."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "notice")
        self.words = paragraph("", "", self, selectable=True)
        self._since = make_label(_("What has changed since the last reply"), "faint", self)
        self.differences = reading_view(
            _("What has changed since the last reply"), self, height=110
        )
        self.differences.setFont(theme.reading_font(10.5))
        in_column(
            self.words, self._since, self.differences, on=self, margins=(14, 10, 14, 12), spacing=8
        )
        self.setVisible(False)

    def show_clearance(self, brief: Brief, clearance: Clearance) -> None:
        """Show what was said before; hide where nothing was."""
        self.setVisible(bool(clearance.earlier))
        if not clearance.earlier:
            return
        told = [_line(reply) for reply in reversed(clearance.earlier)]
        self.words.setText("\n".join([_("Said earlier"), *told]))
        is_open = clearance.outcome is ClearanceOutcome.ASKED
        changes = changes_since(brief, clearance.earlier[-1]) if is_open else None
        for widget in (self._since, self.differences):
            widget.setVisible(bool(changes))
        if changes:
            self.differences.setHtml(differences_as_html(changes, self._theme.colours))


def _line(reply: EarlierReply) -> str:
    """An earlier reply in a line, with its remark below."""
    words = page_words()
    said = said_earlier(reply, words.date(reply.on) if reply.on else "", words)
    who = f" ({reply.name})" if reply.name else ""
    line = f"– {said}{who}"
    if not reply.remark:
        return line
    remark = _("“{words}”", words=reply.remark)
    return f"{line}\n   {remark}"
