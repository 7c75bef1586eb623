"""The brief's history: bounded, named, mergeable; itself a frozen value.

One gesture is one entry. Typing in one place merges into one entry while the merge key stays the
same and no pause is longer than `MERGE_PAUSE`; the caller gives the time, so that tests need no
clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefbuilder.domain.briefs import Brief

LIMIT = 100
MERGE_PAUSE = 2.0
"""Seconds without a keystroke after which typing starts a new entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One gesture: its name for people, and the brief before and after it."""

    label: str
    before: Brief
    after: Brief
    merge_key: str | None
    at: float


@dataclass(frozen=True, slots=True)
class HistoryStatus:
    """What the shell mirrors: the names behind Undo and Redo (None = nothing to do)."""

    undo_label: str | None
    redo_label: str | None
    is_clean: bool


@dataclass(frozen=True, slots=True)
class History:
    """The brief as it is now, the gestures that led to it, and those taken back."""

    current: Brief
    saved: Brief | None = None
    done: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()

    @classmethod
    def opened(cls, brief: Brief) -> History:
        """The history of a brief just read from disk: nothing to undo, clean."""
        return cls(current=brief, saved=brief)

    def do(self, label: str, after: Brief, *, at: float, merge_key: str | None = None) -> History:
        """Record a gesture at time `at` (seconds). Nothing is recorded when nothing changed."""
        if after == self.current:
            return self
        last = self.done[-1] if self.done else None
        if last is not None and _merges(last, merge_key, at):
            if after == last.before:  # typed, and taken out again: there is nothing to go back to
                return replace(self, current=after, done=self.done[:-1], undone=())
            entry = replace(last, after=after, at=at)
            return replace(self, current=after, done=(*self.done[:-1], entry), undone=())
        entry = Entry(label, self.current, after, merge_key, at)
        return replace(self, current=after, done=(*self.done, entry)[-LIMIT:], undone=())

    def undo(self) -> History:
        """Take the last gesture back; the same history when there is none."""
        if not self.done:
            return self
        entry = self.done[-1]
        return replace(
            self, current=entry.before, done=self.done[:-1], undone=(*self.undone, entry)
        )

    def redo(self) -> History:
        """Do the last gesture taken back again; the same history when there is none."""
        if not self.undone:
            return self
        entry = replace(self.undone[-1], merge_key=None)
        return replace(self, current=entry.after, done=(*self.done, entry), undone=self.undone[:-1])

    def amend(self, current: Brief) -> History:
        """Complete the present brief without a gesture: what is added is not the author's doing."""
        return replace(self, current=current)

    def throughout(self, change: Callable[[Brief], Brief]) -> History:
        """Make a change to the present brief and to all that can be gone back to.

        It is no gesture: going back does not take it back.
        """

        def changed(entry: Entry) -> Entry:
            return replace(entry, before=change(entry.before), after=change(entry.after))

        return replace(
            self,
            current=change(self.current),
            done=tuple(map(changed, self.done)),
            undone=tuple(map(changed, self.undone)),
        )

    def mark_saved(self, saved: Brief | None = None) -> History:
        """Remember `saved`, or the present brief, as the one on disk; typing starts a new entry."""
        done = self.done
        if done:
            done = (*done[:-1], replace(done[-1], merge_key=None))
        return replace(self, saved=saved or self.current, done=done)

    @property
    def is_clean(self) -> bool:
        """Whether the present brief equals the one on disk; undoing back to it is clean."""
        return self.saved is not None and self.current == self.saved

    def status(self) -> HistoryStatus:
        """What the shell shows."""
        return HistoryStatus(
            self.done[-1].label if self.done else None,
            self.undone[-1].label if self.undone else None,
            self.is_clean,
        )


def _merges(last: Entry, merge_key: str | None, at: float) -> bool:
    return (
        merge_key is not None and last.merge_key == merge_key and 0 <= at - last.at <= MERGE_PAUSE
    )
