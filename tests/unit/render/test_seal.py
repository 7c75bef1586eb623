"""A PDF tells by its seal whether its bytes are those that were written."""

import io

import pikepdf
import pytest

from briefbuilder.errors import RenderError
from briefbuilder.render.inspect import inspect_pdf
from briefbuilder.render.job import make_job
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.seal import Seal, seal_of, sealed
from briefbuilder.render.wire import LaidOut
from helpers.render_samples import order, plain_template, sample_brief


def test_every_finished_pdf_is_sealed(release: LaidOut) -> None:
    assert seal_of(release.pdf) is Seal.WHOLE


@pytest.mark.parametrize("change", [b"\n", b"% more\n"])
def test_what_is_added_behind_breaks_the_seal(release: LaidOut, change: bytes) -> None:
    assert seal_of(release.pdf + change) is Seal.BROKEN


def test_a_changed_digit_of_the_seal_breaks_it(release: LaidOut) -> None:
    with pikepdf.open(io.BytesIO(release.pdf)) as document:
        digits = bytes(document.trailer.ID[1]).hex().encode()
    other = bytes([digits[0] ^ 1]) + digits[1:]
    assert seal_of(release.pdf.replace(digits, other)) is Seal.BROKEN


def test_a_pdf_that_another_program_wrote_bears_none(release: LaidOut) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(release.pdf)) as document:
        document.save(stream)
    assert seal_of(stream.getvalue()) is Seal.NONE
    assert seal_of(b"") is Seal.NONE


@pytest.mark.slow
def test_an_identifier_of_any_bytes_is_read_back(maker: PdfMaker) -> None:
    # As raw bytes a carriage return becomes a line feed, and a bracket needs a backslash.
    identifier = "0d0a5c28" * 4
    made = maker.make(make_job(sample_brief(), plain_template(), order(identifier=identifier)))
    assert inspect_pdf(made.pdf, "x").identifier == identifier
    assert seal_of(made.pdf) is Seal.WHOLE


def test_pages_without_an_identifier_are_refused() -> None:
    with pytest.raises(RenderError, match="cannot be told apart"):
        sealed(b"%PDF-1.7\n%%EOF\n", b"0" * 16)
