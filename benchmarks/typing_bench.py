"""What somebody waits for who types: a letter, the brief, the page; layouts run beside."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.elsewhere import environment
from benchmarks.long_brief import save_long_brief
from benchmarks.measuring import Comparison, Measure, percentile
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import open_session
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.render.job import Copy
from briefbuilder.render.worker import LayoutWorker

LONG, SHORT = 40, 10
COMMIT_S = 0.002
LETTER_S = 0.016
PATIENCE_S = 900


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The comparisons; none where there is no toolkit for windows."""
    if importlib.util.find_spec("PySide6") is None:
        return
    here = Surroundings.of_this_machine()
    surroundings = replace(
        here, folders=replace(here.folders, cache=folder / "cache", state=folder / "state")
    )
    workspace = Workspace.open(surroundings)
    briefs = {
        pages: save_long_brief(folder / f"pages-{pages}.brief", workspace, pages)
        for pages in (SHORT, LONG)
    }
    keys = _Typed("keys", briefs[LONG], 150, folder)
    for share, goal in ((0.5, 2.0), (0.99, 2.0)):
        yield Comparison(
            f"typing: key to letter, {LONG} pages, p{share * 100:.0f}",
            "an empty QTextEdit, same layouts beside",
            ours=keys.part("ours", share),
            floor=keys.part("floor", share),
            goal=goal,
            rounds=3,
        )
    yield Comparison(
        f"typing: key to letter, {LONG} pages, p99",
        f"{LETTER_S * 1000:.0f} ms",
        ours=keys.part("ours", 0.99),
        floor=lambda: LETTER_S,
        goal=1.0,
        rounds=3,
    )
    yield Comparison(
        f"typing: one key handed to the brief, {LONG} pages, p99",
        f"{COMMIT_S * 1000:.0f} ms of CPU",
        ours=_Typed("commits", briefs[LONG], 150, folder).part("ours", 0.99),
        floor=lambda: COMMIT_S,
        goal=1.0,
        rounds=3,
    )
    for pages, goal in ((SHORT, 0.25), (LONG, 0.06)):
        typed = _Typed("pages", briefs[pages], 40, folder)
        for share in (0.5, 0.95):
            yield Comparison(
                f"typing: key to painted page, {pages} pages, p{share * 100:.0f}",
                "the whole laid out and written once",
                ours=typed.part("ours", share),
                floor=_whole(briefs[pages], workspace),
                goal=goal,
                rounds=3,
            )
    workspace.close()


class _Typed:
    """Runs of a typist, each in a process of its own; what is measured of one is taken in turn."""

    def __init__(self, what: str, brief: Path, number: int, folder: Path) -> None:
        self._command = [
            *(sys.executable, "-m", "benchmarks.typist"),
            *(what, str(brief), str(number)),
        ]
        self._folder = folder
        self._runs: list[dict[str, list[float]]] = []

    def part(self, name: str, share: float) -> Measure:
        """A percentile of one of the series that a run measures, run by run."""
        turns = count()

        def measure() -> float:
            turn = next(turns)
            if turn == len(self._runs):
                self._runs.append(self._run())
            return percentile(self._runs[turn][name], share)

        return measure

    def _run(self) -> dict[str, list[float]]:
        ran = subprocess.run(
            self._command,
            env=environment(self._folder),
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE_S,
        )
        took: dict[str, list[float]] = json.loads(ran.stdout.splitlines()[-1])
        return took


def _whole(brief: Path, workspace: Workspace) -> Measure:
    """The layout and writing of all pages, untagged, in a process that has done it before."""
    job = layout_job(open_session(brief, workspace).brief, workspace, Copy.DRAFT, annex=True)

    def measure() -> float:
        with LayoutWorker() as worker:
            worker.layout(replace(job, variant=None))
            start = os.times()
            worker.layout(replace(job, variant=None))
            return os.times().elapsed - start.elapsed

    return measure
