"""The program's own log, and what a crash leaves behind, in the user's state folder."""

from __future__ import annotations

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_BYTES = 512 * 1024


def keep_log(folder: Path) -> None:
    """Write warnings, and the stack of a crash, to small files in `folder`.

    A folder that cannot be written to is no reason not to start: then nothing is kept.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "briefbuilder.log", maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8"
        )
        crashes = (folder / "crash.log").open("w", encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    faulthandler.enable(crashes)
