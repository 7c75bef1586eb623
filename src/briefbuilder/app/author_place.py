"""Where in the open brief somebody writes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuthorPlace:
    """The target that somebody writes in, and how far into it, from 0 to 1, if that is known."""

    target: str
    share: float | None = None
