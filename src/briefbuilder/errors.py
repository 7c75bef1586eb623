"""Every error that Briefbuilder raises on purpose, and the problems that errors carry.

BriefbuilderError              raised on purpose; the message is for people
├── UserInputError             the input has to change
│   ├── InvalidFileError       one file, or several, with a Problem for each fault
│   ├── UnknownVersionError    the file is newer than this program
│   └── NotFoundError          no such item, section, block, question, template …
├── StorageError               the input was fine, the disk was not
│   ├── FileChangedError       somebody else has written the file since it was read
│   ├── FileLockedError        somebody else is writing it now
│   └── WriteFailedError       the write failed; the old file is whole
├── RenderError                the pages could not be made; carries Problems
│   ├── RenderLimitError       it took more time or memory than is allowed
│   ├── WorkerDiedError        the layout process ended by itself
│   └── OutputMismatchError    what went in did not all come out
├── NotClearError              what was asked for needs a brief or an item without open errors
├── CancelledError             a person stopped the work
└── InternalError              our fault; only the outermost presenter catches it
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem or a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for an error, larger for what matters less: a key to sort by."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong: a file, a line and a column (both counted from 1), a key path."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    key: str = ""

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        place = ":".join(parts)
        if self.key and self.line is None:
            return f"{place}: {self.key}" if place else self.key
        return place


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in an input: a whole sentence, its place, and what to do about it.

    `rule` names the rule of the library check that is broken; "" for the faults of a single file.
    `lost_source` is the key of the source whose lack is the fault; "" for any other fault.
    """

    sentence: str
    place: Place = field(default_factory=Place)
    severity: Severity = Severity.ERROR
    remedy: str = ""
    rule: str = ""
    lost_source: str = ""

    @property
    def named(self) -> str:
        """The sentence, with the key before it where it does not name the key itself."""
        key = self.place.key
        name = key.rpartition(".")[2].partition("[")[0]
        return self.sentence if name in self.sentence else f"{key}: {self.sentence}"

    def __str__(self) -> str:
        text = f"{self.sentence} {self.remedy}".strip()
        place = str(self.place)
        return f"{place}: {text}" if place else text


class BriefbuilderError(Exception):
    """Anything raised on purpose. `str(error)` is a sentence for people."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems

    def __str__(self) -> str:
        return self.message


class UserInputError(BriefbuilderError):
    """The input has to change before the work can be done."""


class InvalidFileError(UserInputError):
    """A file does not say what its format asks; `problems` names each fault with its place."""

    @classmethod
    def of(cls, *problems: Problem) -> InvalidFileError:
        """The error whose message lists `problems`, one on a line."""
        return cls("\n".join(str(problem) for problem in problems), problems)


class UnknownVersionError(UserInputError):
    """The file was written by a newer program; it is left untouched."""


class NotFoundError(UserInputError):
    """Something was named that is not there."""


class StorageError(BriefbuilderError):
    """Reading or writing failed for a reason outside the content."""


class FileChangedError(StorageError):
    """The file on disk is no longer the one that was read; nothing was written."""


class FileLockedError(StorageError):
    """Somebody else is writing the file at this moment; nothing was written."""


class WriteFailedError(StorageError):
    """The write failed; the file that was there before is whole."""


class RenderError(BriefbuilderError):
    """The brief could not be turned into pages."""


class RenderLimitError(RenderError):
    """The layout took more time or memory than it is allowed."""


class WorkerDiedError(RenderError):
    """The layout process ended before it answered."""


class OutputMismatchError(RenderError):
    """The finished document lacks something that the brief holds; it was not written."""


class NotClearError(BriefbuilderError):
    """A record or release copy, or an approval, was asked of what still has errors."""


class CancelledError(BriefbuilderError):
    """A person stopped the work; nothing was changed."""


class InternalError(BriefbuilderError):
    """A fault of the program itself."""
