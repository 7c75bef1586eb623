"""One guarded save, of a brief as of the library's items: nothing is lost, nobody is overwritten.

What is open is an `OpenWork`, and a person a `WhoSaves`; what happens between the two is
decided here, once: when there is nothing to save, what follows when somebody else has written the
file, and whether what is open may be left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar, assert_never

from briefbuilder.errors import (
    BriefbuilderError,
    FileChangedError,
    InvalidFileError,
    WriteFailedError,
)
from briefbuilder.language.interface import _, clock

Found = TypeVar("Found")
"""What a look at the file tells: as much as the person has to be shown."""
Shown_contra = TypeVar("Shown_contra", contravariant=True)
Write = Callable[[], str]
"""A save; what it returns is one more sentence for the person, or ""."""


class Standing(Enum):
    """How what is open stands beside its file."""

    NOTHING_OPEN = auto()
    NO_FILE_YET = auto()
    SAVED = auto()
    UNSAVED = auto()


class WayOn(Enum):
    """What a person chooses where somebody else has written the file."""

    KEEP_EDITING = auto()
    LOAD_THEIRS = auto()
    SAVE_COPY = auto()
    WRITE_MINE = auto()
    DISCARD_MINE = auto()


class LeavingAnswer(Enum):
    """What a person chooses who leaves unsaved work."""

    SAVE = auto()
    DISCARD = auto()
    STAY = auto()


class OpenWork(Protocol[Found]):
    """What is open and can be saved: a brief, or the drafts of items."""

    @property
    def not_saved(self) -> str:
        """The title over a refusal."""

    @property
    def standing(self) -> Standing:
        """How it stands; raises `StorageError` where the file cannot be looked at."""

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The names of all that is not saved."""

    def gather(self) -> None:
        """Have everything that was typed."""

    def save(self) -> str:
        """Write what is shown to its file."""

    def save_over(self, found: Found) -> str:
        """Write what is shown over what was found there."""

    def look(self) -> Found:
        """Look at the file now."""

    def is_blocked(self) -> bool:
        """Whether what stands in the place of the file is nothing that a save could replace."""

    def take_theirs(self, found: Found) -> str:
        """Go on with what the file says."""

    def discard(self) -> None:
        """Drop what is shown."""

    def give_up(self) -> None:
        """Drop all that is not saved."""

    def show_unsaved(self) -> None:
        """Show one that is not saved, unless that is the case."""


class WhoSaves(Protocol[Shown_contra]):
    """Who saves: what they are told and asked."""

    def announce(self, sentence: str) -> None:
        """Tell in passing."""

    def show_error(self, title: str, error: BriefbuilderError) -> None:
        """Tell what was refused, and why."""

    def show_problems(self) -> None:
        """Show the text that has to be mended first."""

    def choose_way(self, found: Shown_contra) -> WayOn:
        """Show what somebody else wrote, and ask what to do."""

    def choose_leaving(self, unsaved: tuple[str, ...]) -> LeavingAnswer:
        """Ask what becomes of unsaved work."""

    def save_elsewhere(self) -> bool:
        """Ask for another place, and save there; True when it is on disk afterwards."""


class GuardedSave(Generic[Found]):
    """Saves `work` for `person`. Each question answers True when all is on disk, or may go."""

    def __init__(
        self, work: OpenWork[Found], person: WhoSaves[Found], now: Callable[[], dt.datetime]
    ) -> None:
        self._work = work
        self._person = person
        self._now = now

    def save(self) -> bool:
        """Save what is shown, where there is anything to save."""
        self._work.gather()
        try:
            standing = self._work.standing
        except BriefbuilderError as error:
            return self._refuse(error)
        match standing:
            case Standing.NOTHING_OPEN:
                return False
            case Standing.NO_FILE_YET:
                return self._person.save_elsewhere()
            case Standing.SAVED:
                self._person.announce(_("Nothing to save."))
                return True
            case Standing.UNSAVED:
                return self._write(self._work.save)
            case _:
                assert_never(standing)

    def save_to_another(self, write: Write) -> bool:
        """Save in a place that was asked for: what stands there is not the work's own file."""
        try:
            return self._tell_saved(write())
        except BriefbuilderError as error:
            return self._refuse(error)

    def solve_conflict(self) -> bool:
        """Show what somebody else wrote, and do what the person chooses."""
        try:
            if self._work.standing is Standing.NOTHING_OPEN:
                return False
            found = self._work.look()
            return self._go_on(self._person.choose_way(found), found)
        except BriefbuilderError as error:
            self._person.show_error(_("The file could not be read"), error)
            return False

    def may_leave(self) -> bool:
        """Whether what is open may be left: saved, given up by word, or nothing to save."""
        self._work.gather()
        unsaved = self._work.unsaved
        if not unsaved:
            return True
        leaving = self._person.choose_leaving(unsaved)
        match leaving:
            case LeavingAnswer.SAVE:
                return self._save_all()
            case LeavingAnswer.DISCARD:
                self._work.give_up()
                return True
            case LeavingAnswer.STAY:
                return False
            case _:
                assert_never(leaving)

    def _save_all(self) -> bool:
        """Save what is shown and then what waits, one by one, until nothing is left over."""
        while self._work.unsaved:
            self._work.show_unsaved()
            if not self.save():
                return False
        return True

    def _write(self, write: Write) -> bool:
        try:
            return self._tell_saved(write())
        except FileChangedError:
            return self.solve_conflict()
        except WriteFailedError as error:
            return self.solve_conflict() if self._work.is_blocked() else self._refuse(error)
        except InvalidFileError as error:
            self._person.show_problems()
            return self._refuse(error)
        except BriefbuilderError as error:
            return self._refuse(error)

    def _go_on(self, way: WayOn, found: Found) -> bool:
        match way:
            case WayOn.KEEP_EDITING:
                return False
            case WayOn.LOAD_THEIRS:
                if told := self._work.take_theirs(found):
                    self._person.announce(told)
                return True
            case WayOn.SAVE_COPY:
                return self._person.save_elsewhere()
            case WayOn.WRITE_MINE:
                return self._write(lambda: self._work.save_over(found))
            case WayOn.DISCARD_MINE:
                self._work.discard()
                return True
            case _:
                assert_never(way)

    def _tell_saved(self, more: str) -> bool:
        told = _("Saved {time}.", time=clock(self._now()))
        self._person.announce(f"{told} {more}".rstrip())
        return True

    def _refuse(self, error: BriefbuilderError) -> bool:
        self._person.show_error(self._work.not_saved, error)
        return False
