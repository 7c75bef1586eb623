"""What went wrong, as a log may keep it: of which kind and where in the code, and no more.

The message of an exception may hold anything that a person wrote, a title or a name; a path may
hold a login. So neither is told: the kind, the number of a refusal by the system, and the places in
the program do for who looks for a fault.
"""

from __future__ import annotations

import errno
import re
import traceback
from collections.abc import Iterator
from pathlib import PurePath
from types import TracebackType

_LIBRARIES = ("site-packages", "dist-packages", "src")
_MOST_FRAMES = 30
_MOST_CAUSES = 5
_FRAME = re.compile(
    r'\s*File "(?P<file>[^"]*)", line (?P<line>\d+)(?:,? in (?P<function>[\w<>.]+))?'
)
_KIND = re.compile(
    r"(?P<kind>(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Warning))\b"
)
_HEADINGS = re.compile(
    r"Traceback \(most recent call last\):"
    r"|(?:Current thread|Thread) 0x[0-9a-f]+ \(most recent call first\):"
    r"|Fatal Python error: (?:Segmentation fault|Aborted|Bus error|Floating-point exception"
    r"|Illegal instruction)"
)


def trace_of(error: BaseException) -> str:
    """The kind of an error, its places in the code, innermost last, and what it came from."""
    lines: list[str] = []
    for depth, one in enumerate(_chain(error)):
        if depth:
            lines.append("which came from")
        lines += [*_places(one.__traceback__), kind_of(one)]
    return "\n".join(lines)


def kind_of(error: BaseException) -> str:
    """The name of an error's class, with the number of the system's refusal."""
    kind = type(error)
    shown = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    number = error.errno if isinstance(error, OSError) else None
    return f"{shown} {errno.errorcode.get(number, str(number))}" if number else shown


def only_traces(printed: str) -> str:
    """Of what a process printed before its end the places in the code and the kinds of errors."""
    kept: list[str] = []
    left_out = 0
    for line in printed.splitlines():
        told = _told(line)
        if told:
            kept.append(told)
        elif line.strip():
            left_out += 1
    if left_out:
        kept.append(f"({left_out} other lines are left out)")
    return "\n".join(kept)


def short_path(path: str) -> str:
    """A path in the program or a library without the folders that it is installed in."""
    parts = PurePath(path).parts
    for number in range(len(parts) - 1, -1, -1):
        if parts[number] in _LIBRARIES or re.fullmatch(r"python3(\.\d+)?", parts[number]):
            return "/".join(parts[number + 1 :])
    return parts[-1] if parts else ""


def _told(line: str) -> str:
    if frame := _FRAME.match(line):
        return f"  {short_path(frame['file'])}:{frame['line']} in {frame['function'] or '?'}"
    if heading := _HEADINGS.match(line):
        return heading.group()
    if kind := _KIND.match(line):
        return kind["kind"]
    return ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if seen is None:
            return
        yield seen
        hidden = seen.__suppress_context__
        seen = seen.__cause__ or (None if hidden else seen.__context__)


def _places(trace: TracebackType | None) -> list[str]:
    frames = list(traceback.walk_tb(trace))[-_MOST_FRAMES:]
    return [
        f"  {short_path(frame.f_code.co_filename)}:{line} in {frame.f_code.co_qualname}"
        for frame, line in frames
    ]
