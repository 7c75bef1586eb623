"""The open brief, as the guarded save knows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefbuilder.app.file_state import FileState
from briefbuilder.app.guarded_save import Standing
from briefbuilder.app.session import BriefSession, SaveJob
from briefbuilder.errors import UserInputError
from briefbuilder.language.interface import _
from briefbuilder.storage.stamps import Stamp


class OpenBrief:
    """The brief of `session_now`, if there is one.

    `gather` has what was typed handed over; `carry_out` writes a job, on whichever thread, and
    returns the stamp of what it wrote.
    """

    def __init__(
        self,
        session_now: Callable[[], BriefSession | None],
        gather: Callable[[], object],
        carry_out: Callable[[SaveJob], Stamp],
    ) -> None:
        self._session_now = session_now
        self._gather = gather
        self._carry_out = carry_out

    @property
    def not_saved(self) -> str:
        """The title over a refusal."""
        return _("The brief was not saved")

    @property
    def standing(self) -> Standing:
        """How it stands; a clean brief whose file was removed or changed has to be saved, too."""
        session = self._session_now()
        if session is None:
            return Standing.NOTHING_OPEN
        if session.path is None:
            return Standing.NO_FILE_YET
        is_saved = session.is_clean and session.file_state() is FileState.SAME
        return Standing.SAVED if is_saved else Standing.UNSAVED

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The brief's title, where it has unsaved changes."""
        session = self._session_now()
        return () if session is None or session.is_clean else (session.brief.title,)

    def gather(self) -> None:
        """Have everything that was typed."""
        self._gather()

    def save(self) -> str:
        """Write the brief to its file."""
        return self._write(self._session.saving())

    def save_as(self, path: Path) -> str:
        """Write the brief to another file, over what is there, and go on with that one."""
        return self._write(self._session.saving_as(path, overwrite=True))

    def save_over(self, _found: FileState) -> str:
        """Write the brief over whatever its file holds now."""
        return self._write(self._session.overwriting())

    def look(self) -> FileState:
        """How the file stands now."""
        return self._session.file_state()

    def is_blocked(self) -> bool:
        """Never: what stands in a brief's way is told by the refused write."""
        return False

    def take_theirs(self, _found: FileState) -> str:
        """Read the file again; what was here is one step back in the history."""
        self._session.reload()
        return ""

    def discard(self) -> None:
        """Drop nothing: whoever leaves the brief puts another in its place."""

    def give_up(self) -> None:
        """Drop nothing: whoever leaves the brief puts another in its place."""

    def show_unsaved(self) -> None:
        """The brief is what is shown."""

    @property
    def _session(self) -> BriefSession:
        session = self._session_now()
        if session is None:
            raise UserInputError(_("No brief is open."))
        return session

    def _write(self, job: SaveJob) -> str:
        self._session.finish_save(job, self._carry_out(job))
        return ""
