"""How a file stands beside what was read from it: one word for briefs and for items."""

from __future__ import annotations

from enum import StrEnum


class FileState(StrEnum):
    """The file of a brief or of a draft, beside what the brief or the draft was read from."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"
