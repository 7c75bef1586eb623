"""After a crash: what was put aside is offered, one question after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from briefbuilder.app.opening import resume_session
from briefbuilder.app.recovering import (
    age,
    left_behind,
    still_waiting,
    story_of,
    unsaved_sentence,
    were_open,
)
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.presenter import choose, guarded
from briefbuilder.language.interface import _


class LeftBehind:
    """Unsaved briefs, and the words of dialogs; `may_leave` asks for the brief that is open."""

    def __init__(self, desk: Desk, may_leave: Callable[[], bool], window: QWidget) -> None:
        self._desk = desk
        self._may_leave = may_leave
        self._window = window

    def offer(self) -> None:
        """After a crash: offer what was put aside, one question after the other."""
        self.offer_recovery()
        self.offer_dialog_words()

    def offer_recovery(self) -> None:
        """After a crash: offer what was put aside, by file, age and first changed words."""
        store, now = self._desk.recovery, self._desk.surroundings.now()
        found = left_behind(store)
        for number, recovered in enumerate(found, start=1):
            if recovered.brief is None:
                self._desk.announce(_("{file} could not be recovered.", file=recovered.file.name))
                continue
            answer = choose(
                self._window,
                _("Unsaved work was found"),
                f"{unsaved_sentence(recovered.brief.title)} {story_of(recovered, now)}",
                (_("Recover it"), _("Delete it")),
            )
            if answer == 0:
                if self._may_leave():
                    session = resume_session(recovered, self._desk.workspace, store)
                    self._desk.replace_session(session)
                    self._desk.note_unsaved()
                if waiting := len(found) - number:
                    self._desk.announce(still_waiting(waiting))
                return
            if answer == 1:
                guarded(self._window, _("The copy stays"), partial(store.discard, recovered.file))

    def offer_dialog_words(self) -> None:
        """After a crash: give back what was typed into a dialog that was open."""
        store, now = self._desk.dialog_words, self._desk.surroundings.now()
        for left in store.pending():
            words = "\n".join(str(one) for one in left.dialogs)
            answer = choose(
                self._window,
                _("Words from a dialog were found"),
                f"{were_open([one.title for one in left.dialogs], age(left.at, now))}\n{words}",
                (_("Copy them"), _("Delete them")),
            )
            if answer == 0:
                QGuiApplication.clipboard().setText(words)
                self._desk.announce(_("The words are in the clipboard."))
            if answer is not None:
                guarded(self._window, _("The words stay"), partial(store.discard, left))
