"""Which words tell of the machine that they were written on: folders, home folders, file addresses.

A path may be broken over two lines, with a hyphen or without, and is found all the same. An
address of the web such as `https://example.org/home/page` is no path of a machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_BREAK = "(?:[-\u00ad\u2010\ufffe]?[ \t]*\r?\n[ \t]*|[\u00ad\u200b\u2060\ufeff])?"
"""What may stand between two letters of a path: the end of a line, or a mark that nobody sees."""
_BETWEEN = re.compile("[ \t]*\r?\n[ \t]*|[\u00ad\u200b\u2060\ufeff]")
_NO_WORD_BEFORE = r"(?<![\w.~-])"
_REST = r"[^\s\"'<>|*?]+"
_HOMES = ("/home/", "/Users/", "/root/", "/mnt/c/Users/", "/var/home/", "/export/home/")
_WINDOWS_HOMES = ("Users", "Documents and Settings")
_FILE_ADDRESSES = ("file://", "smb://")
_VARIABLES = ("%USERPROFILE%", "%HOMEPATH%", "%APPDATA%")
_MOST_KEPT = 64


def _spelt(words: str) -> str:
    """A pattern for words that may be broken anywhere."""
    return _BREAK.join(re.escape(char) for char in words)


def _patterns() -> Iterator[str]:
    for home in _HOMES:
        yield rf"{_NO_WORD_BEFORE}{_spelt(home)}{_BREAK}\w(?:{_REST})?"
    for home in _WINDOWS_HOMES:
        slash = rf"{_BREAK}[\\/]{{1,2}}{_BREAK}"
        yield rf"(?<!\w)[A-Za-z]:{slash}{_spelt(home)}{slash}{_REST}"
    # Names of three letters at least, as packed pictures and fonts spell shorter ones by chance.
    yield rf"(?<!\w)[A-Za-z]:{_BREAK}\\{{1,2}}{_BREAK}\w[\w -]{{2,}}{_BREAK}[\\.]{_BREAK}{_REST}"
    yield rf"(?<![\w/.~-])~/{_BREAK}\w[\w.-]{{4,}}(?:{_REST})?"
    yield rf"(?<![\\\w])\\\\{_BREAK}\w[\w.$-]*{_BREAK}\\{_BREAK}[\w$]{_REST}"
    for start in _FILE_ADDRESSES:
        yield rf"{_spelt(start)}(?:{_REST})?"
    for variable in _VARIABLES:
        yield rf"{_spelt(variable)}(?:{_REST})?"


_OF_ANY_MACHINE = re.compile("|".join(_patterns()), re.IGNORECASE)


@lru_cache(maxsize=_MOST_KEPT)
def _of_folder(folder: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_spelt(folder)}(?!\w)")


def told_paths(text: str, folders: Iterable[str] = ()) -> tuple[str, ...]:
    """The paths of a machine in `text`, each once, in order; `folders` are some to look for."""
    found = [(one, folder) for folder in folders for one in _of_folder(folder).finditer(text)]
    found += [(one, _whole(one[0])) for one in _OF_ANY_MACHINE.finditer(text)]
    found.sort(key=lambda one: (one[0].start(), -one[0].end()))
    told: dict[str, None] = {}
    end = -1
    for match, path in found:
        if match.start() >= end:  # a folder inside a path that was told already is not told again
            told[path] = None
            end = match.end()
    return tuple(told)


def _whole(path: str) -> str:
    """A path in one line; a hyphen at a line's end may be its own and stays."""
    return _BETWEEN.sub("", path).rstrip(".,;:)]}”’")
