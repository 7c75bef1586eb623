"""A colleague at another desk: adds lines to a file, each only to what it has just read.

counting_writer.py FILE NAME COUNT
"""

import sys
from pathlib import Path

from briefbuilder.errors import FileChangedError, FileLockedError
from briefbuilder.storage.atomic import write_atomically
from briefbuilder.storage.stamps import stamp_of


def add_line(file: Path, line: str) -> None:
    """Try until nobody else has written between our reading and our writing."""
    while True:
        stamp = stamp_of(file)
        data = file.read_bytes()
        if stamp is None or stamp != stamp_of(file):
            continue
        try:
            write_atomically(file, data + line.encode(), expected=stamp)
        except (FileChangedError, FileLockedError):
            continue
        return


def main(path: str, name: str, count: str) -> None:
    """Add `count` lines."""
    for number in range(int(count)):
        add_line(Path(path), f"{name}{number}\n")


main(*sys.argv[1:])
