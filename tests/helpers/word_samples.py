"""Word documents of samples, made in this process, and their parts."""

import io
import zipfile
from dataclasses import replace

import docx
from docx.document import Document

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.render.flow import Flow
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.order import PrintOrder
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.word.document import make_docx


def word_of(
    brief: Brief, loaded: LoadedTemplate, order: PrintOrder, maker: PdfMaker | None = None
) -> tuple[bytes, LayoutJob, Flow]:
    """The Word document of a brief, with the job and the flow that it was made of."""
    template = loaded.template.model_copy(update={"citation_style": "endnotes"})
    job = make_job(brief, replace(loaded, template=template), order)
    flow = (maker or PdfMaker()).flow(job)
    return make_docx(job, flow), job, flow


def opened(data: bytes) -> Document:
    """A document as python-docx sees it."""
    return docx.Document(io.BytesIO(data))


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every entry of a document's file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(data: bytes, name: str, words: bytes) -> bytes:
    """A document with one entry in other words."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for kept, held in {**parts_of(data), name: words}.items():
            archive.writestr(kept, held)
    return stream.getvalue()
