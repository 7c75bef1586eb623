"""What copies take of the processor, warm in each format and cold from the terminal.

Both processes count, the one that asks and the one that lays out. The floor is bare WeasyPrint
with the same options on the same HTML: warm in this process, cold in one of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.elsewhere import processor_time, processor_time_here
from benchmarks.measuring import Comparison, Measure
from benchmarks.printing_bench import JobFetcher
from briefbuilder.app.exporting import ExportOrder, Format, export, run
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import example_briefs, open_session
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.render.job import Copy, LayoutJob
from briefbuilder.render.worker import LayoutWorker

_NAMES = {Format.PDF: "PDF, tagged", Format.DOCX: "Word", Format.HTML: "HTML"}
# What a copy is worth beside the pages: PDF is counted and looked at; Word needs no pages but for
# the lengths of sections; HTML is laid out as on a screen and as on paper, to be looked at.
_GOALS = {Format.PDF: 1.05, Format.DOCX: 1.5, Format.HTML: 3.0}
_BARE = """
import json, sys
from pathlib import Path
import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

folder = Path(sys.argv[1])
kinds = json.loads((folder / "kinds.json").read_text())

class Fetcher(URLFetcher):
    def fetch(self, url, headers=None):
        number, kind = kinds[url.removeprefix("library://")]
        return URLFetcherResponse(url, (folder / number).read_bytes(), {"Content-Type": kind})

source = weasyprint.HTML(string=(folder / "page.html").read_text(), url_fetcher=Fetcher())
source.write_pdf(folder / "bare.pdf", pdf_variant=sys.argv[2] or None)
"""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The comparisons for the first shipped example; nothing when there is none."""
    example = next(iter(example_briefs()), None)
    if example is None:
        return
    here = Surroundings.of_this_machine()
    folders = replace(here.folders, cache=folder / "cache", state=folder / "state")
    workspace = Workspace.open(replace(here, folders=folders))
    brief = open_session(example, workspace).brief
    job = layout_job(brief, workspace, Copy.DRAFT, annex=True)
    with LayoutWorker() as worker:
        html = worker.html(job)
        fonts = FontConfiguration()

        def bare(variant: str | None) -> None:
            source = weasyprint.HTML(string=html, url_fetcher=JobFetcher(job))
            source.write_pdf(folder / "bare.pdf", font_config=fonts, pdf_variant=variant)

        def copied(order: ExportOrder) -> None:
            run(export(brief, workspace, worker, order))

        floor = processor_time_here(partial(bare, job.variant))
        for to, name in _NAMES.items():
            order = ExportOrder(out=folder / f"out.{to.value}", to=to, overwrite=True)
            yield Comparison(
                f"export {example.stem}: {name}, warm",
                "bare WeasyPrint, same HTML",
                ours=processor_time_here(partial(copied, order)),
                floor=floor,
                goal=_GOALS[to],
                rounds=5,
            )
    workspace.close()
    cold = cold_floor(folder, job, html)
    out = str(folder / "cold.pdf")
    yield Comparison(
        f"export {example.stem}: from the terminal",
        "bare WeasyPrint in a process of its own",
        ours=processor_time(
            folder, "-m", "briefbuilder", "export", str(example), "-o", out, "--overwrite"
        ),
        floor=cold,
        goal=1.15,
        rounds=5,
    )
    yield Comparison(
        f"export {example.stem}: check, from the terminal",
        "bare WeasyPrint in a process of its own",
        ours=processor_time(folder, "-m", "briefbuilder", "check", str(example)),
        floor=cold,
        goal=1.15,
        rounds=5,
    )


def cold_floor(folder: Path, job: LayoutJob, html: str) -> Measure:
    """A measure of bare WeasyPrint in a process of its own, with all that the job brings along."""
    bare = folder / "bare"
    bare.mkdir()
    (bare / "page.html").write_text(html, encoding="utf-8")
    kinds = {}
    for number, (name, (data, kind)) in enumerate(job.assets.items()):
        (bare / str(number)).write_bytes(data)
        kinds[name] = (str(number), kind)
    (bare / "kinds.json").write_text(json.dumps(kinds), encoding="utf-8")
    return processor_time(folder, "-c", _BARE, str(bare), job.variant or "")
