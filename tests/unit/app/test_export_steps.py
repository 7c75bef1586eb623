"""The corridor of an export: each value is made once and handed on; only the last step writes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from briefbuilder.app import redacting
from briefbuilder.app.checking import check
from briefbuilder.app.export_steps.checked import check_copy
from briefbuilder.app.export_steps.composed import compose_copy
from briefbuilder.app.export_steps.issued import write_copy
from briefbuilder.app.export_steps.made import PdfCopy, make_copy
from briefbuilder.app.export_steps.proved import prove_copy
from briefbuilder.app.exporting import ExportOrder, Format, export, run
from briefbuilder.app.identifiers import identifier_of_bytes
from briefbuilder.app.self_contained import self_contained
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, TextBlock
from briefbuilder.errors import OutputMismatchError
from briefbuilder.render import context
from briefbuilder.render.job import make_job
from briefbuilder.render.order import Copy
from briefbuilder.render.web.page import in_one_file
from briefbuilder.render.word.document import make_docx
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.brief_file import brief_to_bytes, read_brief
from helpers.call_counter import CallCounter
from helpers.fake_layout_worker import blank_pdf
from helpers.surroundings import ROOT, SHIPPED_TEMPLATES, make_surroundings, open_workspace


@pytest.fixture
def brief() -> Brief:
    return read_brief(ROOT / "examples" / "hotline-proposal.brief").brief


@pytest.fixture
def short(brief: Brief) -> Brief:
    """A brief of a few lines, without errors."""
    sections = tuple(
        one.model_copy(update={"blocks": tuple(b for b in one.blocks if isinstance(b, TextBlock))})
        for one in brief.sections
    )
    return brief.model_copy(update={"sections": sections, "clearances": ()})


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace whose register is the test's own."""
    workspace = open_workspace(tmp_path / "own")
    yield workspace
    workspace.close()


@pytest.mark.slow
@pytest.mark.parametrize("to", Format)
def test_nothing_is_packed_or_composed_twice(
    to: Format, short: Brief, own: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    order = ExportOrder(out=tmp_path / f"out.{to.value}", to=to, copy=Copy.RECORD, annex=False)
    once = (
        self_contained,
        redacting.within,
        Workspace.template,
        brief_to_bytes,
        make_job,
        context.compose,
        check,
    )
    with CallCounter(*once, make_docx, in_one_file) as counter:
        receipt = run(export(short, own, worker, order))
    made = {
        make_docx.__qualname__: int(to is Format.DOCX),
        in_one_file.__qualname__: int(to is Format.HTML),
    }
    assert counter.calls == {**{one.__qualname__: 1 for one in once}, **made}
    assert receipt.sha256 == hashlib.sha256(order.out.read_bytes()).hexdigest()


@pytest.mark.slow
def test_the_bytes_that_name_a_record_copy_are_those_it_carries(
    brief: Brief, shipped: Workspace, tmp_path: Path
) -> None:
    order = ExportOrder(out=tmp_path / "out.pdf", copy=Copy.RECORD)
    composed = compose_copy(brief, shipped, order)
    (carried,) = composed.pages.attachments
    assert identifier_of_bytes(carried.data, Copy.RECORD) == composed.pages.identifier
    assert brief_to_bytes(composed.shown) == carried.data


@pytest.mark.slow
@pytest.mark.parametrize("style", ["endnotes", "footnotes"])
@pytest.mark.parametrize("to", Format)
def test_a_copy_without_pages_is_composed_anew_only_where_its_notes_move(
    to: Format, style: str, brief: Brief, tmp_path: Path
) -> None:
    with closing(with_notes_as(style, brief, tmp_path)) as workspace:
        composed = compose_copy(brief, workspace, ExportOrder(out=tmp_path / "out", to=to))
    moves = style == "footnotes" and to is not Format.PDF
    assert (composed.copy is composed.pages) is not moves
    assert bool(composed.pages.context["notes"]["html"]) is (style == "endnotes")
    assert bool(composed.copy.context["notes"]["html"]) is (style == "endnotes" or moves)


def with_notes_as(style: str, brief: Brief, folder: Path) -> Workspace:
    """A workspace whose form of a brief puts its notes where `style` says."""
    forms = folder / "forms"
    shutil.copytree(SHIPPED_TEMPLATES, forms)
    file = forms / brief.template / "template.yaml"
    lines = file.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("citation_style:")]
    file.write_text("\n".join([*kept, f"citation_style: {style}", ""]), "utf-8")
    surroundings = make_surroundings(folder / "own")
    folders = replace(surroundings.folders, templates=(forms,))
    return Workspace.open(replace(surroundings, folders=folders), keep_index=False)


@pytest.mark.slow
@pytest.mark.parametrize("to", Format)
def test_pages_are_written_for_a_copy_that_has_pages(
    to: Format, brief: Brief, own: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    composed = compose_copy(brief, own, ExportOrder(out=tmp_path / "out", to=to))
    pages = check_copy(composed, own, worker).pages
    assert pages.layout.pages
    assert bool(pages.pdf) is (to is Format.PDF)


@pytest.mark.slow
def test_only_the_last_step_leaves_anything_behind(
    brief: Brief, own: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    register = own.surroundings.folders.state / "register"
    order = ExportOrder(out=tmp_path / "out.pdf", copy=Copy.RELEASE)
    composed = compose_copy(brief, own, order)
    made = make_copy(check_copy(composed, own, worker), worker)
    blank = PdfCopy(replace(made.checked.pages, pdf=blank_pdf()))
    with pytest.raises(OutputMismatchError, match="do not hold all"):
        prove_copy(replace(made, copy=blank), own)
    proved = prove_copy(made, own)
    assert not order.out.exists()
    assert not register.exists() or not any(register.iterdir())
    receipt = write_copy(proved, own)
    assert receipt.sha256 == hashlib.sha256(order.out.read_bytes()).hexdigest()
    assert len(list(register.iterdir())) == 1
