"""How long an export takes, beside bare WeasyPrint on the same HTML with the same options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from benchmarks.measuring import Comparison, timed
from briefbuilder.app.exporting import ExportOrder, export, run
from briefbuilder.app.exporting_many import WrittenCopy, export_many
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import example_briefs, open_session
from briefbuilder.app.session import BriefSession
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.render.job import Copy, LayoutJob
from briefbuilder.render.worker import LayoutWorker

_A_BATCH = 20


class JobFetcher(URLFetcher):  # type: ignore[misc] # no types there
    """Serves a job's own bytes, as the program does."""

    def __init__(self, job: LayoutJob) -> None:
        super().__init__()
        self._assets = job.assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind an address."""
        del headers
        data, kind = self._assets[url.removeprefix("library://")]
        return URLFetcherResponse(url, data, {"Content-Type": kind})


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The comparisons for the first shipped example; nothing when there is none."""
    example = next(iter(example_briefs()), None)
    if example is None:
        return
    here = Surroundings.of_this_machine()
    surroundings = replace(
        here, folders=replace(here.folders, cache=folder / "cache", state=folder / "state")
    )
    workspace = Workspace.open(surroundings)
    brief = open_session(example, workspace).brief
    job = layout_job(brief, workspace, Copy.DRAFT, annex=True)
    order = ExportOrder(out=folder / "out.pdf", overwrite=True)
    with LayoutWorker() as worker:
        html = worker.html(job)
        fonts = FontConfiguration()

        def bare() -> None:
            source = weasyprint.HTML(string=html, url_fetcher=JobFetcher(job))
            (folder / "bare.pdf").write_bytes(
                source.write_pdf(font_config=fonts, pdf_variant=job.variant)
            )

        yield Comparison(
            f"print {example.stem}: lay out",
            "bare WeasyPrint, same HTML",
            ours=timed(lambda: worker.layout(job)),
            floor=timed(bare),
            goal=1.05,
            rounds=5,
        )
        yield Comparison(
            f"print {example.stem}: export, counted and written",
            "bare WeasyPrint, same HTML",
            ours=timed(lambda: run(export(brief, workspace, worker, order))),
            floor=timed(bare),
            goal=1.15,
            rounds=5,
        )
    session = BriefSession(brief, surroundings=surroundings)

    def exported(lanes: int) -> None:
        orders = [replace(order, out=folder / f"{number}.pdf") for number in range(_A_BATCH)]
        asked = [(session, one) for one in orders]
        for outcome in export_many(asked, workspace, lanes=lanes):
            if not isinstance(outcome, WrittenCopy):
                raise outcome

    yield Comparison(
        f"print {example.stem}: export {_A_BATCH} copies, two at a time",
        "the same, one after another",
        ours=timed(lambda: exported(2)),
        floor=timed(lambda: exported(1)),
        goal=0.56,
        rounds=2,
    )
    workspace.close()
