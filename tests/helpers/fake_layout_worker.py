"""A layout worker without a process: blank pages at once, with the measures that a test sets."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2

from briefbuilder.domain.layout import Layout, PageSize, SectionMeasure
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
    """Answers every job with one blank page; `lines` are the lengths of sections by id."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self.jobs: list[LayoutJob] = []
        self._pdf = blank_pdf()

    def layout(self, job: LayoutJob, cancelled: Callable[[], bool] | None = None) -> LaidOut:
        self.jobs.append(job)
        measures = tuple(
            SectionMeasure(name, lines, lines / 40) for name, lines in self.lines.items()
        )
        return LaidOut(self._pdf, Layout((A4,), (), measures, body_pages=1.0))

    def close(self) -> None:
        """Nothing to end."""
