"""The way in: the command line, with the window as one of the things it can be asked for.

This module stands above `cli` and `gui`, which do not know each other, and joins them.
"""

import sys
from pathlib import Path

from briefbuilder.cli.main import main as run_command


def open_window(file: Path | None, library: Path | None) -> int:
    """Open the window on a brief, or on none; return the exit code."""
    # Qt is imported only here: a terminal command needs neither the time nor the libraries.
    from briefbuilder.gui.application import run  # noqa: PLC0415

    return run(file, library)


def main() -> int:
    """Run the command given on the command line; return the exit code."""
    return run_command(sys.argv[1:], open_window=open_window)


if __name__ == "__main__":
    sys.exit(main())
