"""Which operating system this is: the one question that decides which side stands behind a door."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Final


class System(Enum):
    """The systems that are told apart. Whatever is neither Windows nor macOS counts as POSIX."""

    POSIX = "posix"
    MACOS = "macos"
    WINDOWS = "windows"


_NAMES = {"win32": System.WINDOWS, "darwin": System.MACOS}

SYSTEM: Final = _NAMES.get(sys.platform, System.POSIX)
