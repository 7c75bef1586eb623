"""Doing one job in the layout process, and putting its outcome into an answer."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefbuilder.errors import RenderError
from briefbuilder.language.interface import _
from briefbuilder.platform.limits import lacks_memory, resident_bytes
from briefbuilder.render.flow import pack_pieces
from briefbuilder.render.live.page_starts import pack_facts, unpack_facts
from briefbuilder.render.live.patching import Change
from briefbuilder.render.live.sliced_pages import SlicedPages
from briefbuilder.render.pdf import PdfMaker, failed_inside
from briefbuilder.render.sandbox import render_template
from briefbuilder.render.wire import (
    LayoutJob,
    pack_layout,
    pack_problems,
    unpack_changes,
    unpack_job,
)
from briefbuilder.traces import trace_of

Answer = tuple[dict[str, Any], list[bytes]]


class Server:
    """Answers jobs; `check` raises `cancelled` when nobody wants the answer any more."""

    def __init__(self, check: Callable[[], None], cancelled: type[Exception]) -> None:
        self._check = check
        self._cancelled = cancelled
        self._maker = PdfMaker()
        self._sliced = SlicedPages(self._maker)

    def serve(self, request: Mapping[str, Any], blobs: Sequence[bytes]) -> Answer:
        """The answer to a request.

        Its `product` is `pdf`, `live`, `measured`, `html` or `flow` of a job, `adopted` for a job
        whose pages are to be cut out of what a full pass has found, or `pages` for those that
        changes touch.
        """
        try:
            if request["product"] == "pages":
                answer, data = self._pages(unpack_changes(request["changes"]))
            else:
                job = unpack_job(request["job"], blobs)
                answer, data = self._do(str(request["product"]), job, request)
        except self._cancelled:
            answer, data = {"kind": "cancelled"}, []
        except RenderError as error:
            answer, data = _failure("error", error.message, error), []
        except Exception as error:  # noqa: BLE001 — the boundary of a job: the next one must run
            if lacks_memory(error):
                answer, data = _failure("memory", _("The layout ran out of memory.")), []
            else:
                answer, data = _failure("error", failed_inside(error)), []
                answer["trace"] = trace_of(error)
        return {**answer, "resident_bytes": resident_bytes()}, data

    def _do(self, product: str, job: LayoutJob, request: Mapping[str, Any]) -> Answer:
        if product == "html":
            html = render_template(job.sources, job.context)
            return {"kind": "html"}, [html.encode("utf-8")]
        if product == "flow":
            return self._flow(job)
        if product == "adopted":
            why = self._sliced.adopt(job, unpack_facts(request["facts"]))
            gc.collect()  # now, and not in the middle of the next page
            return {"kind": "adopted", "why": why}, []
        done = self._maker.make(
            job, self._check, live=product == "live", written=product != "measured"
        )
        answer = {
            "kind": "pdf",
            "layout": pack_layout(done.layout),
            "problems": pack_problems(done.problems),
            "was_wide": done.was_wide,
            "facts": pack_facts(done.live) if done.live is not None else None,
        }
        return answer, [done.pdf]

    def _pages(self, changes: list[Change]) -> Answer:
        gc.disable()  # what a page leaves behind can wait until it is shown
        try:
            pages = self._sliced.pages(changes, self._check)
        finally:
            gc.enable()
        told = [{"number": one.number, "layout": pack_layout(one.layout)} for one in pages]
        answer = {"kind": "pages", "pages": told, "ready": self._sliced.is_ready}
        return answer, [one.pdf for one in pages]

    def _flow(self, job: LayoutJob) -> Answer:
        flow = self._maker.flow(job, self._check)
        edges = {"pieces": flow.pieces, "top": flow.top, "bottom": flow.bottom}
        packed: dict[str, Any] = {name: pack_pieces(pieces) for name, pieces in edges.items()}
        packed["faces"] = [[one.family, one.weight, one.italic] for one in flow.faces]
        data = json.dumps(packed, ensure_ascii=False).encode("utf-8")
        answer = {"kind": "flow", "problems": pack_problems(flow.problems)}
        return answer, [data, *flow.drawn]


def _failure(kind: str, message: str, error: RenderError | None = None) -> dict[str, Any]:
    problems = pack_problems(error.problems) if error is not None else []
    return {"kind": kind, "message": message, "problems": problems}
