"""What is cut out after an edit is what a whole pass of the edited brief has, on small pages.

Here the edits are those that a slice may get wrong: at a page's head, over its end, at the very end
of the brief. `./dev bench live` tries many at random, in each form.
"""

from dataclasses import replace

import pytest

from briefbuilder.domain.briefs import Section, TextBlock
from briefbuilder.render.job import LayoutJob, make_job
from briefbuilder.render.live.patching import changes_of
from briefbuilder.render.live.sliced_pages import SlicedPages
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.wire import LaidOut
from helpers.render_samples import Copy, order, plain_template, sample_brief

HTML = """<!DOCTYPE html>
<html lang="{{ lang }}"><head><title>{{ title }}</title><style>
@page { size: 240pt 200pt; margin: 20pt; @bottom-center { content: counter(page) } }
body { font: 10pt/12pt "Source Sans 3"; margin: 0 }
p { margin: 0 0 6pt; orphans: 2; widows: 2 }
.whole { break-inside: avoid }
</style></head><body>{% for block in sections[0].blocks %}
<div class="{% if loop.index > 12 %}whole{% endif %}" data-block="{{ block.id }}">{{ block.html }}
</div>{% endfor %}</body></html>
"""
WORDS = "Some words of a brief that fill the lines of a small page one after the other. "
TEXTS = [WORDS * (2 + number % 3) for number in range(14)]


def job_of(texts: list[str]) -> LayoutJob:
    blocks = tuple(TextBlock(id=f"block{place:02}", text=text) for place, text in enumerate(texts))
    section = Section(id="issue", heading="Issue", blocks=blocks)
    brief = sample_brief().model_copy(update={"sections": (section,)})
    return replace(make_job(brief, plain_template(html=HTML), order(Copy.RELEASE)), variant=None)


@pytest.fixture(scope="module")
def before(maker: PdfMaker) -> tuple[LayoutJob, LaidOut]:
    job = job_of(TEXTS)
    return job, maker.make(job, live=True)


def with_text(place: int, text: str) -> list[str]:
    return [*TEXTS[:place], text, *TEXTS[place + 1 :]]


EDITS = {
    "a word in the middle": with_text(5, "One word. " + TEXTS[5]),
    "a block over the end of its page": with_text(4, TEXTS[4] + WORDS * 9),
    "a block that is nearly gone": with_text(6, "Gone."),
    "the first words": with_text(0, "First. " + TEXTS[0]),
    "the last words": with_text(13, TEXTS[13] + "Last."),
    "a block more": [*TEXTS[:8], WORDS * 3, *TEXTS[8:]],
    "a block fewer": [*TEXTS[:8], *TEXTS[9:]],
    "a last block that needs a page of its own": with_text(13, TEXTS[13] + WORDS * 3),
}


@pytest.mark.parametrize("name", EDITS)
def test_pages_after_an_edit_are_those_of_a_whole_pass(
    before: tuple[LayoutJob, LaidOut], maker: PdfMaker, name: str
) -> None:
    job, whole = before
    after = job_of(EDITS[name])
    assert whole.live is not None
    pages = SlicedPages(maker)
    assert pages.adopt(job, whole.live) == ""
    cut = pages.pages(changes_of(job.context, after.context), lambda: None)
    now = maker.make(after, live=True)
    assert cut, "some page is cut out"
    assert len({page.number for page in cut}) == len(cut)
    ended = pixels(now.pdf)
    for page in cut:
        assert pixels(page.pdf)[0][1:] == ended[page.number][1:], f"page {page.number + 1}"
        assert {(one.target, one.x, one.y, one.height) for one in page.layout.places} == {
            (one.target, one.x, one.y, one.height)
            for one in now.layout.places
            if one.page == page.number
        }


def pixels(pdf: bytes) -> list[tuple[int, bytes]]:
    with PageImages(pdf) as images:
        return [(page, images.image(page, 1.0).rgba) for page in range(images.count)]
