"""Names that a system refuses, or takes and makes another of."""

from __future__ import annotations

import re
from pathlib import Path

from briefbuilder.language.interface import _
from briefbuilder.platform.systems import SYSTEM, System

_FORBIDDEN = '<>:"|?*/\\'
# With an ending they are devices as well: "nul.brief" is written to nowhere.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def fault_of_name(path: Path) -> str:
    """Why the system does not take the last part of a path, in a sentence; "" when it does.

    Windows: see `fault_on_windows`. POSIX and macOS take whatever has no slash and no NUL, which no
    last part has.
    """
    return fault_on_windows(path.name) if SYSTEM is System.WINDOWS else ""


def fault_on_windows(name: str) -> str:
    """Why a file of a name is not written on Windows, in a sentence; "" when it is.

    Some it would take, and write elsewhere: "a:b" goes into a hidden stream of the file "a", "nul"
    into nothing, and "a." becomes "a".
    """
    if _DEVICES.fullmatch(name.split(".", maxsplit=1)[0].rstrip()):
        return _("The file could not be written: Windows keeps this name for a device.")
    for character in name:
        if character in _FORBIDDEN:
            return _(
                "The file could not be written: Windows does not allow {character} in a name.",
                character=character,
            )
        if ord(character) < ord(" "):
            return _(
                "The file could not be written: Windows does not allow characters that are not "
                "seen in a name."
            )
    if name.endswith((".", " ")):
        return _(
            "The file could not be written: Windows takes away a full stop or a space at the end "
            "of a name."
        )
    return ""
