"""No line ends after its first word because a space at its end finds no room."""

from __future__ import annotations

import itertools

from weasyprint import HTML

from briefbuilder.render import pdf  # noqa: F401 — puts our functions in WeasyPrint's place

WIDTHS = range(190, 330)  # points, in steps of less than a space
TEXTS = (
    "“Amid Western concerns, Belarus says, the drills comply,” <em>Radio</em>, 3 May 2017",
    "<b>No.</b> Three ships, a tender and the band of the fleet <a href='x'>called</a> there",
    "One two three<br>four five six seven eight nine ten eleven <em>twelve thirteen</em>",
)


def lines_of(html: str) -> list[list[str]]:
    """The words of each line of each paragraph."""
    boxes = [
        box
        for page in HTML(string=html).render().pages
        for box in page._page_box.descendants()
        if box.element_tag == "p" and type(box).__name__ == "BlockBox"
    ]
    return [
        ["".join(getattr(one, "text", "") for one in line.descendants()) for line in box.children]
        for box in boxes
    ]


def test_words_stay_on_a_line_that_their_last_space_does_not_fit() -> None:
    style = "@page{size:700pt 20000pt} p{font:9pt Brief,sans-serif;margin:0;%s}"
    for indent, text in itertools.product(("", "text-indent:-20pt;padding-left:20pt"), TEXTS):
        paragraphs = "".join(f"<p style='width:{width}pt'>{text}</p>" for width in WIDTHS)
        found = lines_of(f"<style>{style % indent}</style>{paragraphs}")
        assert len(found) == len(WIDTHS)
        for narrower, wider in itertools.pairwise(found):
            # More room never makes more lines, nor a first line shorter.
            assert len(wider) <= len(narrower)
            assert len(wider[0]) >= len(narrower[0])
