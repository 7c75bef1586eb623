"""Why the system said no, in whole sentences of ours: told by the number of its error.

The system's own words are English, or of a language that nobody has chosen here. What is rare
enough to have no sentence is named by the error's name, which whoever looks after the machine
knows.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

Sentences = Mapping[int, str]

_RIGHTS = (errno.EACCES, errno.EPERM)
_DRIVE_GONE = (errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTDOWN)
_FOLDER_GONE = (errno.ENOENT, errno.ENOTDIR)

_NOT_WRITTEN: Sentences = {
    errno.ENOSPC: N_("The file could not be written: the disk is full."),
    errno.EDQUOT: N_("The file could not be written: your share of the disk is full."),
    **dict.fromkeys(_RIGHTS, N_("The file could not be written: you may not write there.")),
    errno.EROFS: N_("The file could not be written: the drive is read-only."),
    **dict.fromkeys(_FOLDER_GONE, N_("The file could not be written: its folder is not there.")),
    errno.EISDIR: N_("The file could not be written: there is a folder of this name."),
    errno.ENAMETOOLONG: N_("The file could not be written: its name is too long."),
    errno.EIO: N_("The file could not be written: the disk reports an error."),
    errno.EBUSY: N_(
        "The file could not be written: another program has it open; close it there, "
        "and save again."
    ),
    **dict.fromkeys(
        _DRIVE_GONE, N_("The file could not be written: the network drive has gone away.")
    ),
}
_NOT_CONFIRMED: Sentences = {
    **dict.fromkeys(
        (errno.ENOSPC, errno.EDQUOT),
        N_("The file was written, but the disk did not confirm it: the disk is full."),
    ),
    errno.EIO: N_(
        "The file was written, but the disk did not confirm it: the disk reports an error."
    ),
    **dict.fromkeys(
        _DRIVE_GONE,
        N_(
            "The file was written, but the disk did not confirm it: the network drive has gone "
            "away."
        ),
    ),
}
_NOT_READ: Sentences = {
    **dict.fromkeys(_RIGHTS, N_("The file cannot be read: you may not read it.")),
    errno.EIO: N_("The file cannot be read: the disk reports an error."),
    errno.EBUSY: N_(
        "The file cannot be read: another program has it open; close it there, and try again."
    ),
    **dict.fromkeys(_DRIVE_GONE, N_("The file cannot be read: the network drive has gone away.")),
}
_FOLDER_NOT_READ: Sentences = {
    **dict.fromkeys(_RIGHTS, N_("The folder cannot be read: you may not look into it.")),
    errno.ENOTDIR: N_("The folder cannot be read: it is not a folder."),
    errno.EIO: N_("The folder cannot be read: the disk reports an error."),
    **dict.fromkeys(_DRIVE_GONE, N_("The folder cannot be read: the network drive has gone away.")),
}
_NOT_SEEN: Sentences = {
    errno.ELOOP: N_("It cannot be seen what is here: the links lead in a circle."),
    errno.EIO: N_("It cannot be seen what is here: the disk reports an error."),
    **dict.fromkeys(
        _DRIVE_GONE, N_("It cannot be seen what is here: the network drive has gone away.")
    ),
}


def not_written(error: OSError) -> str:
    """Why a file or folder could not be written."""
    if sentence := _NOT_WRITTEN.get(error.errno or 0):
        return _(sentence)
    return _(
        "The file could not be written: the system reports the error {error}.", error=_name(error)
    )


def not_confirmed(error: OSError) -> str:
    """Why it is not known whether a file that was written is on the disk."""
    if sentence := _NOT_CONFIRMED.get(error.errno or 0):
        return _(sentence)
    return _(
        "The file was written, but the disk did not confirm it: the system reports the error "
        "{error}.",
        error=_name(error),
    )


def not_read(error: OSError) -> str:
    """Why a file cannot be read."""
    if sentence := _NOT_READ.get(error.errno or 0):
        return _(sentence)
    return _("The file cannot be read: the system reports the error {error}.", error=_name(error))


def folder_not_read(error: OSError) -> str:
    """Why the names in a folder cannot be read."""
    if sentence := _FOLDER_NOT_READ.get(error.errno or 0):
        return _(sentence)
    return _("The folder cannot be read: the system reports the error {error}.", error=_name(error))


def not_seen(error: OSError) -> str:
    """Why it cannot be seen what stands at a path."""
    if sentence := _NOT_SEEN.get(error.errno or 0):
        return _(sentence)
    return _(
        "It cannot be seen what is here: the system reports the error {error}.", error=_name(error)
    )


def _name(error: OSError) -> str:
    """The name that systems give an error, such as EXDEV; its number where it has none."""
    number = error.errno or 0
    return errno.errorcode.get(number, str(number))
