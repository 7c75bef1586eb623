"""Edits by chance while pages are made beside, as in the window: is what ends there what prints?

    .venv/bin/python -m benchmarks.live_journey 100           so many edits in each form
    .venv/bin/python -m benchmarks.live_journey 100 --harm    and both processes harmed meanwhile

Each edit asks for pages as a key does, some at once after the last one and some a moment later.
When all is quiet, the pages that stand are compared, pixel by pixel, with an export made afresh.
Single pages that were shown on the way are compared with a whole pass of the very text that they
are of; where they differ, all of their words must stand in that text, in that order. No error may
be shown unless a process was harmed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.elsewhere import children
from benchmarks.live_edits import FORMS, edited, pixels
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import example_briefs, open_session
from briefbuilder.app.preview import PreviewResult, PreviewRunner
from briefbuilder.app.standing_pages import StandingPages
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.render.job import Copy, LayoutJob
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.worker import SINGLE_PAGES, LayoutWorker

_PATIENCE_S = 300.0
_AFRESH = 25  # edits until the brief is as it was: texts neither grow nor wither without end
_COMPARED = 12  # single pages of a form that are compared with a whole pass of their text
_A_WORD = re.compile(r"[^\W\d]+")  # the number of pages may be an older one


@dataclass
class Shown:
    """What a window would show: the whole document, and single pages over it."""

    standing: StandingPages = field(default_factory=StandingPages)
    pdf: bytes = b""
    over: dict[int, bytes] = field(default_factory=dict)
    single: list[PreviewResult] = field(default_factory=list)
    wholes: int = 0
    errors: int = 0
    whole_of: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def take(self, result: PreviewResult) -> None:
        """Show a result as the window does."""
        with self.changed:
            self._take(result)
            self.over = {at: self.over[at] for at in self.standing.newer if at in self.over}
            self.changed.notify()

    def _take(self, result: PreviewResult) -> None:
        if result.same_as is not None:
            self.standing = self.standing.with_same(result.same_as, result.request)
        elif result.page is not None:
            page = result.page
            standing = self.standing.with_page(page.number, result.request, page.layout.places)
            if standing is not None:
                self.standing = standing
                self.over[page.number] = page.pdf
                self.single.append(result)
        elif result.laid_out is not None:
            self.standing = self.standing.with_whole(result.laid_out.layout, result.request)
            self.pdf, self.whole_of = result.laid_out.pdf, result.request
            self.wholes += 1
        else:
            self.errors += 1

    def await_whole(self, request: int) -> bool:
        """Wait until the whole document is of a request, and no page over it is older."""
        with self.changed:
            return self.changed.wait_for(lambda: self.whole_of >= request, _PATIENCE_S)

    def pages(self) -> list[bytes]:
        """The pictures of the pages as they stand."""
        count = len(read_pdf(self.pdf).pages)
        return [
            pixels(self.over[at], 0) if at in self.over else pixels(self.pdf, at)
            for at in range(count)
        ]


def ended(process: int) -> None:
    """Kill a process."""
    os.kill(process, signal.SIGKILL)


def stopped(process: int) -> None:
    """Let a process hang."""
    os.kill(process, signal.SIGSTOP)


def without_memory(process: int) -> None:
    """Let a process have no more memory than it has."""
    resource.prlimit(process, resource.RLIMIT_AS, (2**20, 2**20))


HARMS: tuple[Callable[[int], None], ...] = (ended, stopped, without_memory)


def journey(
    form: str, edits: int, seed: int, workspace: Workspace, *, harm: bool
) -> tuple[str, bool]:
    """What became of a form's pages after so many edits, and whether all is as it must be."""
    chance = random.Random(seed)
    first = open_session(example_briefs()[-1], workspace).brief
    start = first.model_copy(update={"template": form})
    shown, said = Shown(), Counter[str]()
    patient = replace(SINGLE_PAGES, wall_seconds=8.0)
    with LayoutWorker() as worker, LayoutWorker(patient) as pages:
        before = children()
        pages.start()
        worker.start()
        runner = PreviewRunner(workspace, worker, shown.take, annex=False, pages=pages)
        brief = start
        shown.await_whole(runner.request(brief))
        for number in range(1, edits + 1):
            name, brief = edited(start if number % _AFRESH == 0 else brief, chance)
            said[name] += 1
            newest = runner.request(brief)
            if harm and number % 10 == 0 and (there := sorted(children() - before)):
                chance.choice(HARMS)(chance.choice(there))
                said["harmed"] += 1
            time.sleep(chance.choice([0.0, 0.02, 0.4, 1.5]))
            if number % _AFRESH == _AFRESH - 1:
                shown.await_whole(newest)  # as somebody who stops and reads
        arrived = shown.await_whole(newest)
        runner.close()
    fresh = _fresh(brief, workspace, PdfMaker())
    same = arrived and shown.pages() == [pixels(fresh, at) for at in range(_count(fresh))]
    exact, true, compared = _compared(shown.single, workspace, chance)
    told = ", ".join(f"{name} {number}" for name, number in sorted(said.items()))
    line = (
        f"{form}: {edits} edits ({told}); {shown.wholes} wholes, {len(shown.single)} single pages "
        f"shown, {shown.errors} errors; the end is {'' if same else 'NOT '}that of a fresh export; "
        f"of {compared} single pages {exact} are those of a whole pass of their text to the pixel, "
        f"{true} are of that text"
    )
    return line, same and true == compared and (harm or not shown.errors)


def _compared(
    single: Sequence[PreviewResult], workspace: Workspace, chance: random.Random
) -> tuple[int, int, int]:
    chosen = chance.sample(list(single), min(_COMPARED, len(single)))
    maker = PdfMaker()
    exact = true = 0
    for result in chosen:
        page = result.page
        assert page is not None
        whole = maker.make(_job(result.brief, workspace)).pdf
        same = pixels(page.pdf, 0) == pixels(whole, page.number)
        exact += same
        there = iter(_A_WORD.findall(" ".join(one.text for one in read_pdf(whole).pages)))
        words = _A_WORD.findall(read_pdf(page.pdf).pages[0].text)
        true += same or all(word in there for word in words)  # each behind the last
    return exact, true, len(chosen)


def _fresh(brief: Brief, workspace: Workspace, maker: PdfMaker) -> bytes:
    return maker.make(_job(brief, workspace)).pdf


def _job(brief: Brief, workspace: Workspace) -> LayoutJob:
    return layout_job(brief, workspace, Copy.DRAFT, annex=False)


def _count(pdf: bytes) -> int:
    return len(read_pdf(pdf).pages)


def main(arguments: Sequence[str]) -> int:
    """Try it in each form; 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edits", type=int, nargs="?", default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", nargs="+", default=FORMS)
    parser.add_argument("--harm", action="store_true", help="kill, hang or starve processes")
    asked = parser.parse_args(arguments)
    workspace = Workspace.open(Surroundings.of_this_machine(), keep_index=False)
    well = True
    for form in asked.forms:
        line, fine = journey(form, asked.edits, asked.seed, workspace, harm=asked.harm)
        well = well and fine
        print(line, flush=True)
    workspace.close()
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
