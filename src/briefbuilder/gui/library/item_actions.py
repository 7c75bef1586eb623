"""What a curator does to an item, with the questions that it takes: new, save, check, withdraw."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from briefbuilder.app import curating
from briefbuilder.app.draft_saving import OpenDrafts
from briefbuilder.app.file_state import FileState
from briefbuilder.app.guarded_save import GuardedSave, LeavingAnswer, WayOn
from briefbuilder.app.on_disk import OnDisk
from briefbuilder.domain.items import Item, Status
from briefbuilder.domain.statements import Statement
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.library.check_dialog import CheckDialog
from briefbuilder.gui.library.conflict_dialog import ConflictDialog
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.item_dialogs import CopyDialog, NewItemDialog
from briefbuilder.gui.library.overview_signals import OverviewSignals
from briefbuilder.gui.library.status_dialog import StatusDialog
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.presenter import ask, guarded, show_error
from briefbuilder.gui.shared.saving import choose_leaving
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.language.interface import _


class ItemActions(QObject):
    """The commands on items. Typing is handed over before anything is done with the draft.

    Signals:
        text_requested: the draft cannot be saved or read; its faults should be shown.
        writing_requested: a new item was started; its author wants to write.
    """

    text_requested = Signal()
    writing_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        curation: CurationSignals,
        overview: OverviewSignals,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._theme = theme
        self._drafts = curation.session
        self._overview = overview
        self._window = window
        self._work = OpenDrafts(self._drafts, desk.pending.commit)
        self._saving = GuardedSave(self._work, self, desk.surroundings.now)

    def new_item(self) -> None:
        """Ask for kind and title, and start a draft."""
        self._desk.pending.commit()
        dialog = NewItemDialog(self._desk.workspace.library, self._desk.pending, self._window)
        if dialog.exec():
            guarded(
                self._window,
                _("The item could not be started"),
                lambda: self._drafts.start(dialog.kind, dialog.title),
            )
            self.writing_requested.emit()
        self._desk.pending.let_go(dialog)

    def change_status(self) -> None:
        """Ask for another status; it stands in the draft until that is saved."""
        self._ask_for_status(_("Change status"), None)

    def withdraw(self) -> None:
        """Ask why, and set the status to withdrawn."""
        self._ask_for_status(_("Withdraw"), Status.WITHDRAWN)

    def revert(self) -> None:
        """Go back to the saved text, after a question."""
        self._desk.pending.commit()
        draft = self._drafts.draft
        if draft is None or not draft.is_dirty:
            return
        name = draft.item.title if draft.item is not None else draft.file
        question = _("“{item}” has changes that are not saved.", item=name)
        if draft.stamp is None:
            question = _(
                "“{item}” was never saved. Without a file it goes away altogether.", item=name
            )
        elif self._drafts.file_state is FileState.GONE:
            question = _(
                "The file of “{item}” has been removed: nothing of it will be left here.", item=name
            )
        wanted = ask(
            self._window,
            _("Revert"),
            question,
            yes=_("Give the changes up"),
            no=_("Keep them"),
            loses=True,
        )
        if wanted:
            self._drafts.revert()

    def save(self) -> bool:
        """Save what is shown; True when it is on disk afterwards."""
        return self._saving.save()

    def may_leave(self) -> bool:
        """Whether every draft is saved, or given up by word."""
        return self._saving.may_leave()

    def solve_conflict(self) -> bool:
        """Show what somebody else wrote, and do what the user chooses; True when all is saved."""
        return self._saving.solve_conflict()

    def check(self, statement: Statement) -> None:
        """Ask for grade and address, and record that the user has read the source."""
        self._desk.pending.commit()
        user = self._desk.surroundings.author
        library = self._desk.workspace.library
        dialog = CheckDialog(
            statement,
            library,
            self._desk.pending,
            self._window,
            user=user,
            today=self._desk.surroundings.today(),
        )
        if dialog.exec():
            guarded(
                self._window,
                _("The check was not recorded"),
                lambda: self._drafts.check(statement.hash, dialog.grade, dialog.address),
            )
        self._desk.pending.let_go(dialog)

    def announce(self, sentence: str) -> None:
        """Tell in passing: a save has ended, or there was nothing to save."""
        self._desk.announce(sentence)

    def show_error(self, title: str, error: BriefbuilderError) -> None:
        """Tell what was refused, and why."""
        show_error(self._window, title, error)

    def show_problems(self) -> None:
        """Show the text, whose faults stand beside it."""
        self.text_requested.emit()

    def choose_leaving(self, unsaved: tuple[str, ...]) -> LeavingAnswer:
        """Ask what becomes of the drafts."""
        told = _("These items of the library have changes that are not saved:")
        listed = "\n".join((told, *(f"• {name}" for name in unsaved)))
        return choose_leaving(self._window, _("Unsaved items"), listed)

    def choose_way(self, found: OnDisk) -> WayOn:
        """Show what stands there beside the draft, and ask what to do."""
        draft = self._drafts.draft
        if draft is None:
            return WayOn.KEEP_EDITING
        dialog = ConflictDialog(draft, found, self._theme.colours, self._window)
        dialog.exec()
        self._desk.pending.let_go(dialog)
        return dialog.way_on

    def save_elsewhere(self) -> bool:
        """Ask for another id, and save a copy there."""
        item = self._readable_item()
        if item is None:
            return False
        dialog = CopyDialog(self._desk.workspace.library, item.id, self._window)
        chosen = dialog.exec()
        self._desk.pending.let_go(dialog)
        return bool(chosen) and self._saving.save_to_another(
            partial(self._work.save_copy, dialog.item_id)
        )

    def _readable_item(self) -> Item | None:
        """The item that is shown; where its text cannot be read, the user is told."""
        draft = self._drafts.draft
        if draft is not None and draft.item is None:
            self.show_problems()
            self._desk.announce(_("Mend the text first: it cannot be read as an item."))
        return draft.item if draft is not None else None

    def _ask_for_status(self, title: str, wanted: Status | None) -> None:
        self._desk.pending.commit()
        item, draft = self._readable_item(), self._drafts.draft
        if item is None or draft is None:
            return
        errors = curating.errors_of(draft, self._overview.now.seen)
        dialog = StatusDialog(title, item, wanted, self._desk.pending, self._window, errors=errors)
        if dialog.exec():
            guarded(
                self._window,
                _("The status was not changed"),
                lambda: self._drafts.set_status(dialog.status, dialog.why),
            )
        self._desk.pending.let_go(dialog)
