"""The way in: the command line, with the window as one of the things it can be asked for.

This module stands above `cli` and `gui`, which do not know each other, and joins them. It imports
nothing of either before it is ready for somebody who stops it at once.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STOPPED = 130


def open_window(file: Path | None, library: Path | None) -> int:
    """Open the window on a brief, or on none; return the exit code."""
    # What is loaded is no garbage: looking through it for some takes a fifth of the loading. The
    # window looks by itself.
    gc.disable()
    try:
        from briefbuilder.app.core_first import load_core  # noqa: PLC0415

        load_core()
        # Qt is imported only here: a terminal command needs neither the time nor the libraries.
        from briefbuilder.gui.application import run  # noqa: PLC0415

        return run(file, library)
    finally:
        gc.enable()


def main() -> int:
    """Run the command given on the command line; return the exit code."""
    try:
        from briefbuilder.cli.main import main as run_command  # noqa: PLC0415

        return run_command(sys.argv[1:], open_window=open_window)
    except KeyboardInterrupt:  # before the command line is there to say so
        from briefbuilder.language.interface import _  # noqa: PLC0415

        if sys.stderr is not None:
            stopped = _("Stopped.")
            sys.stderr.write(f"briefbuilder: {stopped}\n")
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
