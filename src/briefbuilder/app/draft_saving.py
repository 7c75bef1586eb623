"""The curator's drafts, as the guarded save knows them."""

from __future__ import annotations

from collections.abc import Callable

from briefbuilder.app.curation import CurationSession, is_item_file
from briefbuilder.app.file_state import FileState
from briefbuilder.app.guarded_save import Standing
from briefbuilder.app.on_disk import OnDisk
from briefbuilder.domain.items import Status
from briefbuilder.errors import BriefbuilderError
from briefbuilder.language.interface import _


class OpenDrafts:
    """The draft that is shown, and those that wait. `gather` has what was typed handed over."""

    def __init__(self, session: CurationSession, gather: Callable[[], object]) -> None:
        self._session = session
        self._gather = gather

    @property
    def not_saved(self) -> str:
        """The title over a refusal."""
        return _("The item was not saved")

    @property
    def standing(self) -> Standing:
        """How the draft that is shown stands; what is no item is never saved from here."""
        draft = self._session.draft
        if draft is None or not is_item_file(draft.file):
            return Standing.NOTHING_OPEN
        is_saved = not draft.is_dirty and not self._session.is_outdated
        return Standing.SAVED if is_saved else Standing.UNSAVED

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The title of each draft with unsaved changes, or its file where it cannot be read."""
        return tuple(
            one.item.title if one.item is not None else one.file for one in self._session.unsaved
        )

    def gather(self) -> None:
        """Have everything that was typed."""
        self._gather()

    def save(self) -> str:
        """Write the draft to its file; tells where its approval lapsed."""
        return self._telling(self._session.save)

    def save_copy(self, item_id: str) -> str:
        """Write the draft as an item of another id, and go on with that one."""
        return self._telling(lambda: self._session.save_copy(item_id))

    def save_over(self, found: OnDisk) -> str:
        """Write the draft over what was looked at, and over nothing else."""
        return self._telling(lambda: self._session.write_over(found.stamp))

    def look(self) -> OnDisk:
        """What stands at the draft's place now."""
        return self._session.look()

    def is_blocked(self) -> bool:
        """Whether something that cannot be read stands there; a folder that is away is not that."""
        try:
            return self._session.look().state is FileState.UNREADABLE
        except BriefbuilderError:
            return False

    def take_theirs(self, found: OnDisk) -> str:
        """Show what the file says."""
        if found.draft is None:
            return ""
        self._session.take_over(found.draft)
        return _("Their text is shown; Undo in the Text tab has yours.")

    def discard(self) -> None:
        """Drop the draft that is shown."""
        self._session.discard()

    def give_up(self) -> None:
        """Drop every draft that is not saved."""
        self._session.give_up()

    def show_unsaved(self) -> None:
        """Show a draft that waits, unless the one that is shown is not saved itself."""
        shown, unsaved = self._session.draft, self._session.unsaved
        if unsaved and (shown is None or not shown.is_dirty):
            self._session.open_file(unsaved[0].file)

    def _telling(self, write: Callable[[], None]) -> str:
        before = self._status
        write()
        if before is Status.APPROVED and self._status is Status.IN_REVIEW:
            return _("The item is in review again: its approval was of another text.")
        return ""

    @property
    def _status(self) -> Status | None:
        draft = self._session.draft
        return draft.item.status if draft is not None and draft.item is not None else None
