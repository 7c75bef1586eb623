"""Pages as pictures and as searched words, and what a PDF says of itself."""

import threading

import pytest

from briefbuilder.errors import InvalidFileError, NotFoundError, RenderError
from briefbuilder.render.audit import audit
from briefbuilder.render.inspect import inspect_pdf
from briefbuilder.render.pages import PageImages
from briefbuilder.render.wire import LaidOut


@pytest.mark.slow
def test_a_page_is_drawn_in_four_bytes_a_pixel(endnotes: LaidOut) -> None:
    with PageImages(endnotes.pdf) as pages:
        assert pages.count == len(endnotes.layout.pages)
        assert pages.size(0) == pytest.approx((595.3, 841.9), abs=0.1)
        image = pages.image(0, 0.5)
    assert (image.width, image.height) == (298, 421)
    assert image.stride >= 4 * image.width
    assert len(image.rgba) == image.stride * image.height
    assert image.rgba[:4] == b"\xff\xff\xff\xff"
    assert any(image.rgba[place] < 100 for place in range(0, len(image.rgba), 4))


def test_red_is_red(endnotes: LaidOut) -> None:
    # The scheme's plate is #334155: less red than blue.
    with PageImages(endnotes.pdf) as pages:
        image = pages.image(0, 1.0)
    pixels = {image.rgba[place : place + 4] for place in range(0, len(image.rgba), 4)}
    assert bytes((0x33, 0x41, 0x55, 0xFF)) in pixels


def test_words_are_found_with_their_places(endnotes: LaidOut) -> None:
    with PageImages(endnotes.pdf) as pages:
        hits = pages.find("a QUARANTINE  at sea")
        assert len(hits) == 3  # the heading, and two tables of the annex
        page, (rect,) = hits[0]
        assert page == 0
        assert 0 < rect.x < 595
        assert 0 < rect.y < 842
        assert rect.width > rect.height > 5
        assert pages.find("no such words") == ()
        assert pages.find("  ") == ()


def test_a_page_that_is_not_there_is_an_error(endnotes: LaidOut) -> None:
    with PageImages(endnotes.pdf) as pages, pytest.raises(NotFoundError, match="no page 100"):
        pages.image(99, 1.0)


def test_what_is_no_pdf_is_an_error() -> None:
    with pytest.raises(RenderError):
        PageImages(b"no PDF")
    with pytest.raises(InvalidFileError, match=r"letter\.pdf: This is not a PDF"):
        inspect_pdf(b"no PDF", "letter.pdf")


@pytest.mark.slow
def test_pages_are_drawn_while_an_audit_runs_in_another_thread(endnotes: LaidOut) -> None:
    results: list[object] = []

    def audits() -> None:
        results.extend(audit(endnotes.pdf, endnotes.expected) for _ in range(5))

    thread = threading.Thread(target=audits)
    thread.start()
    with PageImages(endnotes.pdf) as pages:
        drawn = {pages.image(0, 0.3).rgba for _ in range(20)}
    thread.join()
    assert len(drawn) == 1
    assert results == [()] * 5
