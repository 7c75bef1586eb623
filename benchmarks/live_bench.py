"""From a change of a word to the bytes and the picture of its page, in CPU seconds.

`benchmarks/live_edits.py` says how often that page is already the final one.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.measuring import Comparison, Measure
from benchmarks.printing_bench import JobFetcher
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import example_briefs, open_session
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, TextBlock
from briefbuilder.render.job import Copy, LayoutJob
from briefbuilder.render.live.patching import changes_of
from briefbuilder.render.live.sliced_pages import SlicedPages
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.wire import LivePage

_SHORTEST = 100  # characters of a text that is typed in
_GOALS = {1: (0.25, 0.4), 9: (0.06, 0.1)}
"""By how often an example's sections stand in the brief: for one page, and for two."""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The comparisons for a shipped example as it is, and for one several times as long."""
    example = next(iter(example_briefs()), None)
    if example is None:
        return
    here = Surroundings.of_this_machine()
    surroundings = replace(
        here, folders=replace(here.folders, cache=folder / "cache", state=folder / "state")
    )
    workspace = Workspace.open(surroundings)
    first = open_session(example, workspace).brief
    for times, (one_page, two_pages) in _GOALS.items():
        brief = _longer(first, times)
        typed = _Typed(brief, workspace)
        name = f"live {typed.count} pages: a key to its page"
        floor = _cpu(typed.bare)
        floor_name = "bare layout and write, same HTML"
        yield Comparison(name, floor_name, _cpu(typed.page), floor, one_page, rounds=7)
        yield Comparison(
            f"{name} and the next", floor_name, _cpu(typed.spread), floor, two_pages, rounds=5
        )
    workspace.close()


class _Typed:
    """A brief in whose middle somebody types, and the last full pass of it."""

    def __init__(self, brief: Brief, workspace: Workspace) -> None:
        self._workspace = workspace
        self._brief = brief
        self._keys = itertools.cycle("enarist ")
        texts = [
            one
            for one in brief.blocks()
            if isinstance(one, TextBlock) and len(one.text) > _SHORTEST
        ]
        self._block = texts[len(texts) // 2]
        self._fonts = FontConfiguration()
        self._job = self._job_of(brief)
        maker = PdfMaker()
        whole = maker.make(self._job, live=True)
        self.count = len(whole.layout.pages)
        self._pages = SlicedPages(maker)
        assert whole.live is not None
        assert self._pages.adopt(self._job, whole.live) == ""

    def page(self) -> None:
        """One key more, to the picture of its page."""
        for page in self._cut():
            images = PageImages(page.pdf)
            images.image(0, 1.0)
            images.close()

    def spread(self) -> None:
        """The same, and the next page."""
        pages = self._cut()
        self._pages.page(min(pages[0].number + 1, self.count - 1))

    def bare(self) -> None:
        """All pages, tagged, as an export has them."""
        html = render_template(self._job.sources, self._job.context)
        source = weasyprint.HTML(string=html, url_fetcher=JobFetcher(self._job))
        source.write_pdf(font_config=self._fonts, pdf_variant="pdf/ua-1")

    def _cut(self) -> list[LivePage]:
        block = self._block
        text = f"{block.text[:60]}{next(self._keys)}{block.text[60:]}"
        self._block = block.model_copy(update={"text": text})
        sections = tuple(
            section.model_copy(
                update={
                    "blocks": tuple(
                        self._block if one.id == block.id else one for one in section.blocks
                    )
                }
            )
            for section in self._brief.sections
        )
        self._brief = self._brief.model_copy(update={"sections": sections})
        job = self._job_of(self._brief)
        pages = self._pages.pages(changes_of(self._job.context, job.context), lambda: None)
        assert pages
        return pages

    def _job_of(self, brief: Brief) -> LayoutJob:
        return layout_job(brief, self._workspace, Copy.DRAFT, annex=True)


def _longer(brief: Brief, times: int) -> Brief:
    """The brief with its sections' blocks so many times."""
    return brief.model_copy(
        update={
            "sections": tuple(
                section.model_copy(
                    update={
                        "blocks": tuple(
                            block.model_copy(update={"id": f"{block.id}{turn or ''}"})
                            for turn in range(times)
                            for block in section.blocks
                        )
                    }
                )
                for section in brief.sections
            )
        }
    )


def _cpu(work: Callable[[], object]) -> Measure:
    def measure() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return measure
