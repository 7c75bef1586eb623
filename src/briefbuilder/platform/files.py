"""Opening, making, replacing and flushing files: what each system promises of it.

All functions raise `OSError`; the callers know who is told of it, and how.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from briefbuilder.platform.systems import SYSTEM, System


class _Side(Protocol):
    """What a system has to have."""

    def open_to_read(self, path: Path, *, follow_links: bool) -> int: ...
    def open_inside(self, root: Path, names: Sequence[str]) -> int: ...
    def open_new(self, path: Path, mode: int) -> int: ...
    def keep_access(self, descriptor: int, old: os.stat_result) -> None: ...
    def replace(self, new: Path, old: Path) -> None: ...
    def flush_file(self, descriptor: int) -> None: ...
    def flush_folder(self, folder: Path) -> None: ...
    def is_ours_alone(self, path: Path) -> bool: ...


_side: _Side
if SYSTEM is System.WINDOWS:
    from briefbuilder.platform import windows_files

    _side = windows_files
elif SYSTEM is System.MACOS:
    from briefbuilder.platform import macos_files

    _side = macos_files
else:
    from briefbuilder.platform import posix_files

    _side = posix_files


def open_to_read(path: Path, *, follow_links: bool) -> int:
    """Open a file to read its bytes as they are, without waiting; returns its descriptor.

    Not everything that opens is a regular file: the caller looks. Without `follow_links` a link in
    the last place fails with ELOOP.

    POSIX and macOS: a named pipe does not wait for its other end, and the link is refused by the
    same call that opens. Windows: what is no regular file is refused here (EISDIR, ELOOP, ENXIO),
    by a look before and after; a link put there between the two is seen by the second.
    """
    return _side.open_to_read(path, follow_links=follow_links)


def open_inside(root: Path, names: Sequence[str]) -> int:
    """Open a file that lies in `root` under folders and a name, with no link on the way.

    POSIX and macOS: folder by folder, each from the one before, so that nobody can put a link in
    between. Windows, which has no such call: every step is looked at before and after the opening;
    who changes a folder into a link, and back, within that moment is not seen.
    """
    return _side.open_inside(root, names)


def open_new(path: Path, mode: int) -> int:
    """Make a file that must not be there yet, to write to; no child process inherits it.

    POSIX and macOS: with `mode`, less the user's umask. Windows: with the rights of its folder.
    """
    return _side.open_new(path, mode)


def keep_access(descriptor: int, old: os.stat_result) -> None:
    """Give an open file the group and mode of the one that it will replace, as far as allowed.

    Windows: nothing is done. A new file takes the rights of its folder; rights that somebody gave
    to the single file are lost when it is replaced.
    """
    _side.keep_access(descriptor, old)


def replace(new: Path, old: Path) -> None:
    """Put one file in the place of another, in one step: a reader sees the old one or the new one.

    Windows cannot replace a file that another program has open: that is tried for a second, as a
    virus scanner lets go by itself, and then fails with EBUSY.
    """
    _side.replace(new, old)


def flush_file(descriptor: int) -> None:
    """See a file's bytes to the disk itself.

    macOS: also out of the drive's own memory, where the drive can do that.
    """
    _side.flush_file(descriptor)


def flush_folder(folder: Path) -> None:
    """See the names in a folder to the disk.

    POSIX and macOS: where the drive can; some network drives cannot. Windows has no such call: NTFS
    keeps a journal of names, so that after a power cut a file has its old or its new bytes, but a
    replacing of the last moments may be undone.
    """
    _side.flush_folder(folder)


def is_ours_alone(path: Path) -> bool:
    """Whether a file and the folder that it is in are the user's, and nobody else may write there.

    Windows: not asked; the user's own folders there have rights of their own.
    """
    return _side.is_ours_alone(path)
