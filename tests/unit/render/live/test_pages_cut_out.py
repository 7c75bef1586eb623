"""Each page of a brief, cut out and laid out alone, is to the pixel that of the whole.

When a new WeasyPrint breaks pages in another way than `render/live` repeats, it is told here.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import open_session
from briefbuilder.app.workspace import Workspace
from briefbuilder.render.job import Copy
from briefbuilder.render.live.sliced_pages import SlicedPages
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.wire import LayoutJob
from helpers.surroundings import open_workspace

ROOT = Path(__file__).parents[4]
EXAMPLES = sorted((ROOT / "examples").glob("*.brief"))
FORMS = ("uk-ministerial-submission", "think-tank-policy-brief", "us-army-information-paper")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory):
    opened = open_workspace(tmp_path_factory.mktemp("shipped"))
    yield opened
    opened.close()


def job_of(workspace: Workspace, example: Path, form: str) -> LayoutJob:
    brief = open_session(example, workspace).brief.model_copy(update={"template": form})
    return replace(layout_job(brief, workspace, Copy.DRAFT, annex=True), variant=None)


def pixels(pdf: bytes, number: int = 0) -> bytes:
    images = PageImages(pdf)
    try:
        return images.image(number, 1.0).rgba
    finally:
        images.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("example", "form"),
    # Each form once; `./dev bench live` tries each example in each.
    [(EXAMPLES[2 * number], form) for number, form in enumerate(FORMS)],
    ids=lambda value: value.stem if isinstance(value, Path) else value,
)
def test_every_page_cut_out_is_that_of_the_whole(
    shipped: Workspace, maker: PdfMaker, example: Path, form: str
) -> None:
    job = job_of(shipped, example, form)
    whole = maker.make(job, live=True)
    assert whole.live is not None
    pages = SlicedPages(maker)
    assert pages.adopt(job, whole.live) == ""
    for number in range(len(whole.layout.pages)):
        page = pages.page(number)
        assert page is not None, f"page {number + 1}: {whole.live.starts[number].fault}"
        assert pixels(page.pdf) == pixels(whole.pdf, number), f"page {number + 1}"
        assert {
            (one.target, one.x, one.y, one.width, one.height) for one in page.layout.places
        } == {
            (one.target, one.x, one.y, one.width, one.height)
            for one in whole.layout.places
            if one.page == number
        }
