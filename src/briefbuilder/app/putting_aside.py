"""What holds unsaved work, and how all of it is put aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Writing = Callable[[], None]
Keeper = Callable[[], Writing | None]
"""What holds unsaved work: it gives what writes a copy of it, or None where there is none."""


def write_all(writings: Sequence[Writing]) -> None:
    """Do them all; one that fails keeps no other from being done."""
    if writings:
        try:
            writings[0]()
        finally:
            write_all(writings[1:])
