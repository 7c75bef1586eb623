"""What a curator does to an item, with the questions that it takes: new, save, check, withdraw."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from briefbuilder.app import curating
from briefbuilder.app.curation import is_item_file
from briefbuilder.app.on_disk import FileState
from briefbuilder.domain.items import Status
from briefbuilder.domain.statements import Statement
from briefbuilder.errors import (
    BriefbuilderError,
    FileChangedError,
    InvalidFileError,
    WriteFailedError,
)
from briefbuilder.gui.library.check_dialog import CheckDialog
from briefbuilder.gui.library.conflict_dialog import ConflictDialog, WayOn
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.item_dialogs import CopyDialog, NewItemDialog
from briefbuilder.gui.library.status_dialog import StatusDialog
from briefbuilder.gui.library.survey import Survey
from briefbuilder.gui.shared.hub import Desk
from briefbuilder.gui.shared.presenter import ask, choose, show_error
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
        survey: Survey,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._theme = theme
        self._drafts = curation.session
        self._survey = survey
        self._window = window

    def new_item(self) -> None:
        """Ask for kind and title, and start a draft."""
        self._desk.pending.commit()
        dialog = NewItemDialog(self._desk.workspace.library, self._desk.pending, self._window)
        if dialog.exec():
            self._guard(
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
        self._desk.pending.commit()
        draft = self._drafts.draft
        if draft is None or not is_item_file(draft.file):
            return False
        if not draft.is_dirty and not self._drafts.is_outdated:
            self._desk.announce(_("Nothing to save."))
            return True
        return self._save_guarded(self._drafts.save)

    def may_leave(self) -> bool:
        """Whether every draft is saved, or given up by word."""
        self._desk.pending.commit()
        unsaved = self._drafts.unsaved
        if not unsaved:
            return True
        names = [one.item.title if one.item is not None else one.file for one in unsaved]
        listed = "\n".join(f"• {name}" for name in names)
        answer = choose(
            self._window,
            _("Unsaved items"),
            f"{_('These items of the library have changes that are not saved:')}\n{listed}",
            (_("Save"), _("Discard the changes")),
        )
        if answer == 0:
            return self._save_all()
        if answer == 1:
            self._drafts.give_up()
        return answer == 1

    def _save_all(self) -> bool:
        """Save what is shown and then what waits, one by one; True when nothing is left over."""
        while True:
            shown, unsaved = self._drafts.draft, self._drafts.unsaved
            if not unsaved:
                return True
            if shown is None or not shown.is_dirty:
                self._drafts.open_file(unsaved[0].file)
            if not self.save():
                return False

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
            self._guard(
                _("The check was not recorded"),
                lambda: self._drafts.check(statement.hash, dialog.grade, dialog.address),
            )
        self._desk.pending.let_go(dialog)

    def solve_conflict(self) -> bool:
        """Show what somebody else wrote, and do what the user chooses; True when all is saved."""
        draft = self._drafts.draft
        if draft is None:
            return False
        try:
            there = self._drafts.look()
        except BriefbuilderError as error:
            show_error(self._window, _("The file could not be read"), error)
            return False
        dialog = ConflictDialog(draft, there, self._theme.colours, self._window)
        dialog.exec()
        self._desk.pending.let_go(dialog)
        match dialog.way_on:
            case WayOn.KEEP_EDITING:
                return False
            case WayOn.LOAD_THEIRS if there.draft is not None:
                self._drafts.take_over(there.draft)
                self._desk.announce(_("Their text is shown; Undo in the Text tab has yours."))
                return True
            case WayOn.SAVE_COPY:
                return self._save_copy()
            case WayOn.DISCARD_MINE:
                self._drafts.discard()
                return True
            case _:
                return self._save_guarded(lambda: self._drafts.write_over(there.stamp))

    def _save_copy(self) -> bool:
        draft = self._drafts.draft
        if draft is None:
            return False
        if draft.item is None:
            self.text_requested.emit()
            self._desk.announce(_("Mend the text first: it cannot be read as an item."))
            return False
        dialog = CopyDialog(self._desk.workspace.library, draft.item.id, self._window)
        chosen = dialog.exec()
        self._desk.pending.let_go(dialog)
        return bool(chosen) and self._save_guarded(lambda: self._drafts.save_copy(dialog.item_id))

    def _save_guarded(self, save: Callable[[], None]) -> bool:
        before = self._status
        try:
            save()
        except FileChangedError:
            return self.solve_conflict()
        except WriteFailedError as error:
            if self._can_be_read():
                show_error(self._window, _("The item was not saved"), error)
                return False
            return self.solve_conflict()
        except InvalidFileError as error:
            self.text_requested.emit()
            show_error(self._window, _("The item was not saved"), error)
            return False
        except BriefbuilderError as error:
            show_error(self._window, _("The item was not saved"), error)
            return False
        now = self._desk.surroundings.now()
        hour, minute = f"{now:%H}", f"{now:%M}"
        told = _("Saved {hour}:{minute}.", hour=hour, minute=minute)
        if before is Status.APPROVED and self._status is Status.IN_REVIEW:
            again = _("The item is in review again: its approval was of another text.")
            told = f"{told} {again}"
        self._desk.announce(told)
        return True

    @property
    def _status(self) -> Status | None:
        draft = self._drafts.draft
        return draft.item.status if draft is not None and draft.item is not None else None

    def _can_be_read(self) -> bool:
        """Whether the draft's file is nothing that stands in the way of a save by what it is."""
        try:
            return self._drafts.look().state is not FileState.UNREADABLE
        except BriefbuilderError:
            return True  # the folder is away: another matter

    def _ask_for_status(self, title: str, wanted: Status | None) -> None:
        self._desk.pending.commit()
        draft = self._drafts.draft
        if draft is None:
            return
        if draft.item is None:
            self.text_requested.emit()
            self._desk.announce(_("Mend the text first: it cannot be read as an item."))
            return
        errors = curating.errors_of(draft, self._survey.overview)
        dialog = StatusDialog(
            title, draft.item, wanted, self._desk.pending, self._window, errors=errors
        )
        if dialog.exec():
            self._guard(
                _("The status was not changed"),
                lambda: self._drafts.set_status(dialog.status, dialog.why),
            )
        self._desk.pending.let_go(dialog)

    def _guard(self, title: str, action: Callable[[], object]) -> None:
        try:
            action()
        except BriefbuilderError as error:
            show_error(self._window, title, error)
