"""The dialogs that change the open brief: marking, clearances, comparison with the library."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from briefbuilder.app import operations
from briefbuilder.gui.dialogs.brief_language import BriefLanguageDialog
from briefbuilder.gui.dialogs.clearances_dialog import ClearancesDialog
from briefbuilder.gui.dialogs.compare import CompareDialog
from briefbuilder.gui.dialogs.marking_form import MarkingDialog
from briefbuilder.gui.dialogs.your_name import YourNameDialog
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.presenter import guarded
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _


class BriefDialogs(QObject):
    """Opens a dialog and applies what it returns as one operation."""

    def __init__(self, desk: Desk, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._theme = theme
        self._window = window

    @Slot(str)
    def compare(self, item_id: str | None = None) -> None:
        """Show the placed items whose library text is newer, one of them first."""
        self._desk.pending.commit()
        CompareDialog(self._desk, self._theme, item_id, self._window).exec()

    def set_name(self) -> None:
        """Say under which name one works from now on."""
        surroundings = self._desk.surroundings
        dialog = YourNameDialog(surroundings, self._desk.pending, self._window)
        keep = surroundings.signature.keep
        if dialog.exec() and guarded(
            self._window, _("Your name was not kept"), lambda: keep(dialog.person)
        ):
            self._desk.announce(_("You work as {name}.", name=surroundings.author))

    def set_marking(self) -> None:
        """Choose the brief's own marking."""
        self._desk.pending.commit()
        session = self._desk.session
        if session is None:
            return
        library = self._desk.workspace.library
        template = self._desk.workspace.held_template(session.brief.template).template
        dialog = MarkingDialog(
            _("The brief's marking"),
            library.schemes,
            session.brief.marking,
            template.default_scheme or library.settings.default_scheme,
            self._window,
        )
        if dialog.exec():
            operations.set_marking(session, marking=dialog.marking)

    def set_language(self) -> None:
        """Choose the language of the brief's printed words."""
        self._desk.pending.commit()
        if (session := self._desk.session) is None:
            return
        template = self._desk.workspace.held_template(session.brief.template).template
        dialog = BriefLanguageDialog(template, session.brief.lang, self._window)
        if dialog.exec():
            operations.set_language(session, template, lang=str(dialog.box.currentData()))

    @Slot(str)
    def set_clearances(self, office: str | None = None) -> None:
        """Show who was asked to clear the brief, one office first."""
        self._desk.pending.commit()
        if self._desk.session is not None:
            ClearancesDialog(self._desk, self._theme, office, self._window).exec()
