"""A layout worker without a process: blank pages at once, with the measures that a test sets."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2

from briefbuilder.domain.layout import BlockPlace, Layout, PageSize, SectionMeasure
from briefbuilder.errors import BriefbuilderError
from briefbuilder.render.wire import LaidOut, LayoutJob

A4 = PageSize(595.0, 842.0)


def blank_pdf(pages: int = 1) -> bytes:
    """A PDF of empty A4 pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(A4.width, A4.height)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


class FakeLayoutWorker:
    """Answers every job with one blank page, and `behind` pages of annex after it.

    `lines` are the lengths of sections by id, `places` are where things stand, and `fault` is
    raised instead of any answer.
    """

    def __init__(self, limits: object = None) -> None:
        del limits  # it uses nothing
        self.lines: dict[str, int] = {}
        self.places: tuple[BlockPlace, ...] = ()
        self.fault: BriefbuilderError | None = None
        self.jobs: list[LayoutJob] = []
        self.behind = 0

    def start(self) -> None:
        """Nothing to start."""

    def layout(
        self,
        job: LayoutJob,
        cancelled: Callable[[], bool] | None = None,
        *,
        live: bool = False,
        written: bool = True,
    ) -> LaidOut:
        del cancelled, live, written  # it brings no facts for single pages, and pages always
        self.jobs.append(job)
        if self.fault is not None:
            raise self.fault
        measures = tuple(
            SectionMeasure(name, lines, lines / 40) for name, lines in self.lines.items()
        )
        pages = 1 + self.behind
        layout = Layout((A4,) * pages, self.places, measures, body_pages=1.0, body_count=1)
        return LaidOut(blank_pdf(pages), layout)

    def close(self) -> None:
        """Nothing to end."""
