"""Letters that join stand joined wherever a form spaces its letters."""

from __future__ import annotations

import pytest
from PIL import Image, ImageOps

from briefbuilder.render.joined_letters import joined_runs
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.script_faces import faces_for
from briefbuilder.render.wire import LayoutJob

STYLE = '@page { size: 90mm 30mm } p { margin: 0; font: 20pt "Brief Arabic", "Brief Devanagari" }'


def width(word: str, spaced: str, maker: PdfMaker) -> int:
    """How many pixels wide a word stands."""
    page = f'<style>{STYLE}</style><p style="letter-spacing: {spaced}">{word}</p>'
    job = LayoutJob(
        sources={MAIN: page},
        context={},
        assets=dict(faces_for(set(map(ord, word)))),
        title="T",
        lang="en",
        variant=None,
        when_wide="",
    )
    with PageImages(maker.make(job).pdf) as pages:
        page_seen = pages.image(0, 2.0)
    size = (page_seen.width, page_seen.height)
    image = Image.frombytes("RGBA", size, page_seen.rgba, "raw", "RGBA", page_seen.stride)
    left, _top, right, _bottom = ImageOps.invert(image.convert("L")).getbbox() or (0, 0, 0, 0)
    return right - left


@pytest.mark.parametrize("word", ["السَّلام", "पाकिस्तान"])
def test_letters_that_join_are_not_spaced_out(word: str, maker: PdfMaker) -> None:
    assert abs(width(word, ".2em", maker) - width(word, "normal", maker)) <= 1


def test_letters_that_stand_alone_are_spaced_as_the_form_says(maker: PdfMaker) -> None:
    assert width("NAVY", ".2em", maker) > width("NAVY", "normal", maker) + 10


def test_runs_begin_and_end_with_letters_that_join() -> None:
    text = "A سلام नीति שלום"
    assert [text[start:end] for start, end in joined_runs(text)] == ["سلام", "नीति"]
    assert list(joined_runs("plain")) == []
