"""The menu in which one says which language the window speaks from the next start."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from briefbuilder.app.own_language import LANGUAGE_VARIABLE
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.presenter import guarded
from briefbuilder.language.interface import _
from briefbuilder.language.tags import INTERFACE_LANGUAGES, NAMES, interface_language_of

SYSTEM = ""
"""The tag of whatever the system speaks."""


class LanguageMenu(QMenu):
    """The system's language and each that the program speaks, called as it calls itself."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(_("Lang&uage"), parent)
        self._desk = desk
        self._window = parent
        self._own = desk.surroundings.language
        group = QActionGroup(self)
        named = {SYSTEM: _("&System's language")} | {one: NAMES[one] for one in INTERFACE_LANGUAGES}
        kept = interface_language_of(self._own.kept) or SYSTEM
        for tag, name in named.items():
            action = self.addAction(name)
            action.setObjectName(f"language-{tag or 'system'}")
            action.setCheckable(True)
            action.setChecked(tag == kept)
            action.triggered.connect(partial(self._keep, tag))
            group.addAction(action)
        self.addSeparator()
        self.addAction(self._when).setEnabled(False)

    @property
    def _when(self) -> str:
        """From when on a choice holds, or what has the last word."""
        if self._own.given:
            return _("{variable} is set, and has the last word.", variable=LANGUAGE_VARIABLE)
        return _("The choice holds from the next start.")

    def _keep(self, tag: str, _checked: bool = False) -> None:
        if guarded(self._window, _("The language was not kept"), partial(self._own.keep, tag)):
            self._desk.announce(self._when)
