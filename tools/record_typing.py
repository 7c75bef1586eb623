"""Record somebody who types for a minute in a brief of forty pages, and say how the pages follow.

    python -m tools.record_typing FOLDER [--pages 40] [--seconds 60]

The window is real, drawn off the screen. Ten times a second a picture of it goes into FOLDER; in
the end it is said how many states the page showed, and for how long it stood still at most.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.long_brief import save_long_brief
from benchmarks.typist import Typist

from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace

EACH_S = 0.1


def main() -> None:
    """Type, take pictures, and print what was seen."""
    parser = argparse.ArgumentParser(prog="python -m tools.record_typing", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, choices=(10, 40), default=40)
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    brief = asked.folder / "typed.brief"
    brief.unlink(missing_ok=True)
    with closing(Workspace.open(Surroundings.of_this_machine(None), keep_index=False)) as workspace:
        save_long_brief(brief, workspace, asked.pages)
    print(record(Typist(brief, asked.folder / "window.ini"), asked.folder, asked.seconds))
    sys.stdout.flush()
    os._exit(0)  # the threads and processes of layouts need not end in order


def record(typist: Typist, folder: Path, seconds: float) -> str:
    """Type for so long; a sentence on what the pages did meanwhile."""
    began = time.perf_counter()
    next_key = next_picture = began
    keys = pictures = 0
    states: list[float] = []
    last: list[int] = []
    while (now := time.perf_counter()) < began + seconds:
        typist.application.processEvents()
        if now >= next_key:
            typist.press(typist.editor, typist.letter())
            keys, next_key = keys + 1, now + typist.pause()
        seen = _page(typist)
        if seen != last:
            last = seen
            states.append(time.perf_counter() - began)
        if now >= next_picture:
            typist.window.grab().save(str(folder / f"{pictures:04}.jpg"))
            pictures, next_picture = pictures + 1, now + EACH_S
        time.sleep(0.002)
    gaps = [after - before for before, after in zip(states, [*states[1:], seconds], strict=True)]
    whole = len({sha256(one.read_bytes()).digest() for one in folder.glob("*.jpg")})
    return (
        f"{keys} keys in {seconds:.0f} s; the pages in view were in {len(states)} states, each for "
        f"{median(gaps):.2f} s in the middle and {max(gaps):.2f} s at most; {pictures} pictures of "
        f"the window, {whole} of them different."
    )


def _page(typist: Typist) -> list[int]:
    """Which pictures of pages are in view: an image that is changed has another key."""
    view = typist.window.pages.view
    return [view.picture_of(page).cacheKey() for page in view.pages_in_view]


if __name__ == "__main__":
    main()
