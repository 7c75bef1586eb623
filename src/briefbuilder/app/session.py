"""An open brief: its history, its file, and who wants to hear of its changes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefbuilder.app.file_state import FileState
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.changes import Changes, changes_between
from briefbuilder.domain.drafts import DraftRecord, recorded
from briefbuilder.domain.history import History, HistoryStatus
from briefbuilder.errors import BriefbuilderError, FileChangedError, UserInputError
from briefbuilder.language.interface import _
from briefbuilder.storage.brief_file import read_brief, write_brief
from briefbuilder.storage.looking import is_there, real_path
from briefbuilder.storage.recovery import Recovered, RecoveryStore
from briefbuilder.storage.stamps import Stamp, stamp_of
from briefbuilder.traces import kind_of

_LOG = logging.getLogger(__name__)
Listener = Callable[[Changes], None]
Completion = Callable[[Brief], Brief]


@dataclass(frozen=True, slots=True)
class SaveJob:
    """One save, ready to be written: it may run on another thread, as it touches no session."""

    brief: Brief
    path: Path
    expected: Stamp | None

    def write(self) -> Stamp:
        """Write the file; raises as `write_brief`."""
        try:
            stamp = write_brief(self.path, self.brief, self.expected)
        except BriefbuilderError as error:
            _LOG.info("Brief %s not saved: %s", self.brief.id, kind_of(error))
            raise
        _LOG.info("Brief %s saved, %d bytes", self.brief.id, stamp.size)
        return stamp


class BriefSession:
    """One open brief.

    Every edit goes through `apply`, which records it in the history, tells the listeners what
    changed, and returns the same `Changes`. `complete` is asked before each save for a brief that
    holds all it needs to be read without the library.
    """

    def __init__(
        self,
        brief: Brief,
        *,
        surroundings: Surroundings,
        path: Path | None = None,
        stamp: Stamp | None = None,
        recovery: RecoveryStore | None = None,
        complete: Completion | None = None,
    ) -> None:
        self._complete = complete
        self._surroundings = surroundings
        self._history = History.opened(brief) if path else History(current=brief)
        self._path = path
        self._stamp = stamp
        self._recovery = recovery
        self._recovered: Brief | None = None
        self._copies: set[Path] = set()
        self._listeners: list[Listener] = []

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        surroundings: Surroundings,
        recovery: RecoveryStore | None = None,
        complete: Completion | None = None,
    ) -> BriefSession:
        """Read a brief; `InvalidFileError` and `UnknownVersionError` say what is wrong."""
        opened = read_brief(path)
        _LOG.info("Brief %s opened, %d bytes", opened.brief.id, opened.stamp.size)
        return cls(
            opened.brief,
            surroundings=surroundings,
            path=path,
            stamp=opened.stamp,
            recovery=recovery,
            complete=complete,
        )

    @classmethod
    def resume(
        cls,
        recovered: Recovered,
        *,
        surroundings: Surroundings,
        recovery: RecoveryStore,
        complete: Completion | None = None,
    ) -> BriefSession:
        """Go on with work that a crash left behind, as a change to the file it came from.

        A save compares with the file as that work knew it: what somebody else has saved since is
        a conflict, and is not replaced.
        """
        if recovered.brief is None:
            raise UserInputError(
                _(
                    "{file} cannot be read: {problem}",
                    file=recovered.file.name,
                    problem=recovered.problem,
                )
            )
        _LOG.info("Recovered work on brief %s taken up", recovered.brief.id)
        session = cls(
            recovered.brief, surroundings=surroundings, recovery=recovery, complete=complete
        )
        if not recovered.elsewhere:
            session._copies.add(recovered.file)  # until the work is saved, or put aside anew
        try:
            opened = read_brief(recovered.origin) if recovered.origin is not None else None
        except UserInputError:
            opened = None  # gone or damaged: the recovered brief is all that there is
        if opened is None:
            return session
        at = surroundings.seconds()
        history = History.opened(opened.brief)
        session._history = history.do(_("Recover unsaved work"), recovered.brief, at=at)
        session._path = recovered.origin
        session._stamp = replace(opened.stamp, sha256=recovered.base or opened.stamp.sha256)
        return session

    @property
    def brief(self) -> Brief:
        """The brief as it is now."""
        return self._history.current

    @property
    def path(self) -> Path | None:
        """Where it is saved, or None for a brief that never was."""
        return self._path

    @property
    def status(self) -> HistoryStatus:
        """The names behind Undo and Redo, and whether there is anything to save."""
        return self._history.status()

    @property
    def is_clean(self) -> bool:
        """Whether the brief equals what is on disk."""
        return self._history.is_clean

    @property
    def surroundings(self) -> Surroundings:
        """The clock, the user and fresh ids, for the operations."""
        return self._surroundings

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change; the returned function ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def apply(
        self, label: str, after: Brief, *, merge_key: str | None = None, initiator: str = ""
    ) -> Changes:
        """Make `after` the present brief, as one gesture named `label`."""
        at = self._surroundings.seconds()
        return self._become(self._history.do(label, after, at=at, merge_key=merge_key), initiator)

    def record_draft(self, record: DraftRecord | None) -> SaveJob | None:
        """Remember a draft copy that was made; returns the save that writes it to the file.

        There is none where the brief says so already, has no file, or has other unsaved words. A
        copy of another brief is none of this session's. Undo does not take the number back: the
        copy has left.
        """
        if record is None or record.brief != self.brief.id:
            return None
        before, was_saved = self._history, self.is_clean and self._path is not None
        self._become(before.throughout(partial(recorded, record=record)), "")
        is_new = self._history.current != before.current
        return self.saving() if is_new and was_saved else None

    def undo(self, initiator: str = "") -> Changes:
        """Take the last gesture back."""
        return self._become(self._history.undo(), initiator)

    def redo(self, initiator: str = "") -> Changes:
        """Do again what was taken back."""
        return self._become(self._history.redo(), initiator)

    def save(self) -> None:
        """Write the brief to its file; `FileChangedError` when somebody else wrote there since."""
        self._carry_out(self.saving())

    def save_as(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the brief to another file and go on there."""
        self._carry_out(self.saving_as(path, overwrite=overwrite))

    def overwrite(self) -> None:
        """Write over whatever the file holds now: the author has seen that it changed."""
        self._carry_out(self.overwriting())

    def saving(self) -> SaveJob:
        """The save of the brief to its file, for whoever writes it; then `finish_save`."""
        return self._job(self._own_path(), self._stamp)

    def saving_as(self, path: Path, *, overwrite: bool = False) -> SaveJob:
        """The save of the brief to another file. What it becomes there is a brief of its own."""
        expected = stamp_of(path) if overwrite else None
        if expected is None and is_there(path):
            raise FileChangedError(_("{file} exists already; it was not overwritten.", file=path))
        job = self._job(path, expected)
        if self._path is None or real_path(path) == real_path(self._path):
            return job
        other = job.brief.model_copy(update={"id": self._surroundings.new_id()})
        return replace(job, brief=other)

    def overwriting(self) -> SaveJob:
        """The save of the brief over whatever its file holds now."""
        return self._job(self._own_path(), stamp_of(self._own_path()))

    def finish_save(self, job: SaveJob, stamp: Stamp) -> None:
        """Go on with a brief whose save has been written; what was typed since stays unsaved."""
        self._stamp = stamp
        self._path = job.path
        if job.brief.id != self.brief.id:
            self._history = self._history.throughout(partial(_with_id, brief_id=job.brief.id))
        self._history = self._history.mark_saved(job.brief)
        self._recovered = None
        if self.is_clean:
            self._forget_copies()
        self._tell(Changes())

    def reload(self) -> Changes:
        """Read the file again; what was here becomes one step back in the history."""
        if self._path is None:
            raise UserInputError(_("The brief has no file yet."))
        opened = read_brief(self._path)
        at = self._surroundings.seconds()
        history = self._history.do(_("Read the file again"), opened.brief, at=at).mark_saved()
        self._stamp = opened.stamp
        return self._become(history, "")

    def file_state(self) -> FileState:
        """Whether somebody else has written or removed the file."""
        if self._path is None:
            return FileState.NEW
        stamp = stamp_of(self._path)
        if stamp is None:
            return FileState.GONE
        same = self._stamp is not None and stamp.sha256 == self._stamp.sha256
        return FileState.SAME if same else FileState.CHANGED

    def autosave(self) -> bool:
        """Put unsaved work into the recovery folder; True when something was written."""
        write = self.recovery_copy()
        if write is not None:
            write()
        return write is not None

    def recovery_copy(self) -> Callable[[], None] | None:
        """What puts unsaved work aside, on any thread; None where there is nothing new to put."""
        recovery, brief = self._recovery, self.brief
        if recovery is None or brief is self._recovered:
            return None
        if self.is_clean:
            self._forget_copies()  # everything was taken back
            return None
        self._recovered = brief
        saving = recovery.saving(brief, self._path, self._surroundings.now(), base=self._stamp)
        copy = recovery.copy_of(brief.id, self._path)
        before = self._copies - {copy}
        self._copies.add(copy)

        def write() -> None:
            try:
                saving()
            except BaseException as error:
                self._recovered = None
                _LOG.info("Brief %s not put aside: %s", brief.id, kind_of(error))
                raise
            for older in before:
                recovery.discard(older)
            _LOG.debug("Unsaved work on brief %s put aside", brief.id)

        return write

    def close(self) -> None:
        """Forget the recovery copy: the author has saved, or does not want it."""
        self._forget_copies()
        self._listeners.clear()

    def _own_path(self) -> Path:
        if self._path is None:
            raise UserInputError(_("The brief has no file yet; choose one with Save as."))
        return self._path

    def _job(self, path: Path, expected: Stamp | None) -> SaveJob:
        if self._complete is not None:
            self._history = self._history.amend(self._complete(self.brief))
        return SaveJob(self.brief, path, expected)

    def _forget_copies(self) -> None:
        if self._recovery is not None:
            for copy in self._copies:
                self._recovery.discard(copy)
        self._copies = set()
        self._recovered = None  # what is done again has no copy any more

    def _carry_out(self, job: SaveJob) -> None:
        self.finish_save(job, job.write())

    def _become(self, history: History, initiator: str) -> Changes:
        changes = changes_between(self._history.current, history.current, initiator)
        self._history = history
        self._tell(changes)
        return changes

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)


def _with_id(brief: Brief, *, brief_id: str) -> Brief:
    return brief.model_copy(update={"id": brief_id})
