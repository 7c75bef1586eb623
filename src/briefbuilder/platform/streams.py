"""In which encoding what is printed leaves the program."""

from __future__ import annotations

from briefbuilder.platform.systems import SYSTEM, System


def encoding_of_output(*, is_console: bool) -> str | None:
    """The encoding that standard output and error must be given; None where theirs is right.

    POSIX and macOS: the locale's, which whoever reads a pipe knows as well. Windows: its console
    shows every character by itself, but a file or a pipe would get the code page of the country,
    which lacks most of them; there it is UTF-8.
    """
    return "utf-8" if SYSTEM is System.WINDOWS and not is_console else None
