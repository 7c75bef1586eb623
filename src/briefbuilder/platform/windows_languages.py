"""The languages of Windows: those chosen for its own menus, which only its library knows.

Where the library says no, nothing is known. It was never run on Windows; the tests look at the
calls.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Any

_BY_NAME = 0x8  # MUI_LANGUAGE_NAME: fr-FR, and not 040C


def wanted_languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """See `languages.wanted_languages`."""
    del environment
    make = getattr(ctypes, "WinDLL", None)
    return languages_of(make("kernel32")) if make is not None else ()


def languages_of(library: Any) -> tuple[str, ...]:  # noqa: ANN401 — ctypes has no type for one
    """What GetUserPreferredUILanguages says: names one after another, each ended by a NUL."""
    count, length = ctypes.c_ulong(0), ctypes.c_ulong(0)
    ask = library.GetUserPreferredUILanguages
    if not ask(_BY_NAME, ctypes.byref(count), None, ctypes.byref(length)):
        return ()
    names = ctypes.create_unicode_buffer(length.value)
    if not ask(_BY_NAME, ctypes.byref(count), names, ctypes.byref(length)):
        return ()
    return tuple(one for one in "".join(names[: length.value]).split("\0") if one)
