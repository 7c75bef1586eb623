"""Whether a folder can be used, tried and not guessed: rights alone do not tell on every drive."""

from __future__ import annotations

import secrets
from pathlib import Path

from briefbuilder.errors import BriefbuilderError
from briefbuilder.language.interface import _
from briefbuilder.storage.atomic import PRIVATE, make_folder, remove_file, write_atomically
from briefbuilder.storage.looking import entries_of, is_folder


def fault_of_reading(folder: Path) -> str:
    """Why the names in a folder cannot be read, as a sentence; "" when they can."""
    try:
        if not is_folder(folder):
            return _("There is no such folder.")
        entries_of(folder)
    except BriefbuilderError as error:
        return _sentence(error)
    return ""


def fault_of_writing(folder: Path) -> str:
    """Why no file can be written in a folder, as a sentence; "" when it can.

    A folder that is not there is made, as the program would make it; the file is taken away again.
    """
    file = folder / f".briefbuilder-trial-{secrets.token_hex(4)}"
    try:
        make_folder(folder, mode=PRIVATE)
        write_atomically(file, b"trial\n", expected=None)
        remove_file(file)
    except BriefbuilderError as error:
        return _sentence(error)
    return ""


def _sentence(error: BriefbuilderError) -> str:
    return error.problems[0].sentence if error.problems else error.message
