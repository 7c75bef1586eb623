"""What every part of the brief panel works with: the desk and the look."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from briefbuilder.app.session import BriefSession
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.sources import Source
from briefbuilder.domain.templates import Template
from briefbuilder.errors import InternalError
from briefbuilder.gui.shared.build import dressed
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.line_field import LineField
from briefbuilder.gui.widgets.markdown_field import MarkdownField
from briefbuilder.language.interface import spoken

BLOCK_MIME = "application/x-briefbuilder-block"
INITIATOR = "compose"
A_DAY = "2026-12-04"
"""The day that shows how a date is written."""


@dataclass(frozen=True, slots=True)
class ComposeContext:
    """The shared means of one brief panel."""

    desk: Desk
    theme: Theme

    @property
    def pending(self) -> PendingWords:
        """The window's register of typed words."""
        return self.desk.pending

    @property
    def session(self) -> BriefSession:
        """The open brief's session; nothing of the panel is shown without one."""
        session = self.desk.session
        if session is None:
            raise InternalError("The brief panel was asked to change a brief, and none is open.")
        return session

    @property
    def brief(self) -> Brief:
        """The open brief as it is now."""
        return self.session.brief

    @property
    def template(self) -> Template:
        """The open brief's form."""
        return self.desk.workspace.held_template(self.brief.template).template

    @property
    def told_template(self) -> Template:
        """The same in the user's language, as far as the form has words in it."""
        return self.template.said_in(spoken().language)

    def find_source(self, key: str) -> Source | None:
        """A source by its citation key: the brief's own, otherwise the library's."""
        session = self.desk.session
        held = session.brief.source(key) if session is not None else None
        return held or self.desk.workspace.library.sources.get(key)

    def markdown_field(self, name: str, parent: QWidget) -> MarkdownField:
        """A field for Markdown, named `name` for a screen reader."""
        field = MarkdownField(self.pending, self.theme, self.find_source, parent)
        field.tells_at_once = True
        field.setAccessibleName(name)
        return field

    def line_field(self, name: str, prompt: str, parent: QWidget) -> LineField:
        """A line that looks like a part of the document."""
        field = dressed(LineField(self.pending, parent), "writing", spoken=name, prompt=prompt)
        field.tells_at_once = True
        return field
