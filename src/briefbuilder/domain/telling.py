"""Which words tell of the machine that they were written on: folders, home folders, file addresses.

A path may be broken over two lines, with a hyphen or without, and is found all the same. An
address of the web such as `https://example.org/home/page` is no path of a machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_BREAK = "(?:[-\u00ad\u2010\ufffe]?[ \t]*\r?\n[ \t]*|[\u00ad\u200b\u2060\ufeff])?"
"""What may stand between two letters of a path: the end of a line, or a mark that nobody sees."""
_BETWEEN = re.compile("[ \t]*\r?\n[ \t]*|[\u00ad\u200b\u2060\ufeff]")
_NO_WORD_BEFORE = r"(?<![\w.~-])"
_REST = r"[^\s\"'<>|*?]+"
_HOMES = ("/home/", "/Users/", "/root/", "/var/home/", "/export/home/")
_PLACES = ("/Volumes/", "/var/folders/", "/run/user/", "/run/media/")
_SCRATCH = ("/tmp/", "/var/tmp/")  # noqa: S108 — looked for, never written to
_DRIVES = ("/mnt/", "/cygdrive/")
"""Where a drive of Windows has a folder of its own, named by its letter."""
_WINDOWS_HOMES = ("Users", "Documents and Settings")
_SHARES = ("file", "smb", "cifs", "nfs", "afp", "sftp", "ssh", "dav", "davs")
"""What an address of a machine or of a share of one begins with."""
_WINDOWS_VARIABLES = (
    *("USERPROFILE", "HOMEPATH", "HOMEDRIVE", "HOMESHARE", "APPDATA", "LOCALAPPDATA", "TEMP"),
    *("USERNAME", "COMPUTERNAME", "LOGONSERVER", "OneDrive"),
)
_VARIABLES = ("HOME", "USER", "LOGNAME", "HOSTNAME", "TMPDIR", "XDG_RUNTIME_DIR")
_MOST_KEPT = 64


def _spelt(words: str) -> str:
    """A pattern for words that may be broken anywhere."""
    return _BREAK.join(re.escape(char) for char in words)


def _patterns() -> Iterator[str]:
    yield from _patterns_of_folders()
    yield from _patterns_of_drives()
    yield from _patterns_of_shares()
    yield from _patterns_of_variables()


def _patterns_of_folders() -> Iterator[str]:
    for home in _HOMES:
        yield rf"{_NO_WORD_BEFORE}{_spelt(home)}{_BREAK}[\w$%](?:{_REST})?"
    for place in (*_PLACES, *_SCRATCH):
        yield rf"{_NO_WORD_BEFORE}{_spelt(place)}{_BREAK}\w{{3}}(?:{_REST})?"
    yield rf"{_NO_WORD_BEFORE}{_spelt('/media/')}{_BREAK}\w[\w.-]+{_BREAK}/{_BREAK}\w{_REST}"
    yield rf"(?<![\w/.~-])~/{_BREAK}\w[\w.-]{{4,}}(?:{_REST})?"


def _patterns_of_drives() -> Iterator[str]:
    for folder in _DRIVES:
        yield rf"{_NO_WORD_BEFORE}{_spelt(folder)}{_BREAK}[a-z]{_BREAK}/{_BREAK}\w{{2}}{_REST}"
    for home in _WINDOWS_HOMES:
        slash = rf"{_BREAK}[\\/]{{1,2}}{_BREAK}"
        yield rf"(?<!\w)[A-Za-z]:{slash}{_spelt(home)}{slash}{_REST}"
    # Names of three letters at least, as packed pictures and fonts spell shorter ones by chance.
    yield rf"(?<!\w)[A-Za-z]:{_BREAK}\\{{1,2}}{_BREAK}\w[\w -]{{2,}}{_BREAK}[\\.]{_BREAK}{_REST}"
    yield rf"(?<!\w)[A-Za-z]:{_BREAK}/{_BREAK}\w[\w-]{{2,}}{_BREAK}[/.]{_BREAK}\w{_REST}"


def _patterns_of_shares() -> Iterator[str]:
    yield rf"(?<![\\\w])\\\\{_BREAK}\w[\w.$@-]*{_BREAK}\\{_BREAK}[\w$]{_REST}"
    yield rf"(?<![\\\w])\\\\\?\\{_BREAK}\w{_REST}"
    # What a line's end or a scheme stands before may be an address of the web: see `_of_the_web`.
    yield (
        rf"(?<![\w:/\\.~+=-])//{_BREAK}\w[\w.-]*\w{_BREAK}/{_BREAK}[\w$][\w $-]*?\w{_BREAK}"
        rf"/{_BREAK}\w(?:{_REST})?"
    )
    for scheme in _SHARES:
        yield rf"{_spelt(scheme + '://')}(?:{_REST})?"
    start = rf"(?<![\w-]){_spelt('file:')}{_BREAK}"
    yield rf"{start}(?:[/\\]|[A-Za-z][:|]{_BREAK}[/\\]){_REST}"


def _patterns_of_variables() -> Iterator[str]:
    for variable in _WINDOWS_VARIABLES:
        yield rf"{_spelt(f'%{variable}%')}(?:{_REST})?"
        yield rf"{_spelt(f'$env:{variable}')}(?!\w)(?:{_REST})?"
    for variable in _VARIABLES:
        for spelt in (_spelt(f"${variable}"), _spelt(f"${{{variable}}}")):
            yield rf"{spelt}{_BREAK}[\\/]{_BREAK}\w(?:{_REST})?"


@cache
def _of_any_machine() -> re.Pattern[str]:
    """One pattern of them all. It takes so long to make that only who looks has it made."""
    return re.compile("|".join(_patterns()), re.IGNORECASE)


@lru_cache(maxsize=_MOST_KEPT)
def _of_folder(folder: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_spelt(folder)}(?!\w)")


def told_paths(text: str, folders: Iterable[str] = ()) -> tuple[str, ...]:
    """The paths of a machine in `text`, each once, in order; `folders` are some to look for."""
    found = [(one, folder) for folder in folders for one in _of_folder(folder).finditer(text)]
    found += [
        (one, _whole(one[0]))
        for one in _of_any_machine().finditer(text)
        if not _of_the_web(text, one)
    ]
    found.sort(key=lambda one: (one[0].start(), -one[0].end()))
    told: dict[str, None] = {}
    end = -1
    for match, path in found:
        if match.start() >= end:  # a folder inside a path that was told already is not told again
            told[path] = None
            end = match.end()
    return tuple(told)


_SCHEME = re.compile(r"https?:[\s\u00ad\u200b\u2060\ufeff\ufffe-]*$", re.IGNORECASE)


def _of_the_web(text: str, match: re.Match[str]) -> bool:
    """Whether two slashes go on with an address of the web whose scheme ends the line before."""
    before = text[max(0, match.start() - 40) : match.start()]
    return match[0].startswith("//") and _SCHEME.search(before) is not None


def _whole(path: str) -> str:
    """A path in one line; a hyphen at a line's end may be its own and stays."""
    return _BETWEEN.sub("", path).rstrip(".,;:)]}”’")
