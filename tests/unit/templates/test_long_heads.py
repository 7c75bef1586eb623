"""However long the head of a brief is, its first page leads to the brief itself."""

import pytest

from briefbuilder.domain.clearances import Clearance, ClearanceOutcome
from briefbuilder.render.audit import audit
from briefbuilder.render.job import make_job
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.pdf_reading import read_pdf
from helpers.render_samples import order
from helpers.template_samples import FORMS, every_kind, shipped

pytestmark = pytest.mark.slow

PEOPLE = "; ".join(f"Under-Secretary {number}, Directorate {number}" for number in range(40))
LONG = {
    **dict.fromkeys(("author", "to", "from", "copy-to", "thru", "for"), PEOPLE),
    **dict.fromkeys(("reference", "office-symbol"), ("FCDO/2026/NORTHERN-APPROACHES/" * 4)[:120]),
}
FIRST = {  # of each form: what has to begin on its first page
    "think-tank-policy-brief": "section:in-brief",
    "uk-ministerial-submission": "section:recommendation",
    "us-army-information-paper": "section:bottom-line",
}


@pytest.mark.parametrize("name", FORMS)
def test_forty_names_and_a_long_title_leave_room_for_the_brief(name: str) -> None:
    form = shipped().load(name)
    brief = every_kind(form.template)
    heading = ("Why the strait matters and to whom " * 6)[:200]
    second = brief.sections[1].model_copy(update={"heading": heading})
    cleared = Clearance(office="Legal adviser", outcome=ClearanceOutcome.CONCUR)
    brief = brief.model_copy(
        update={
            "title": ("Strait talks and what an announced port call can do " * 6)[:300],
            "fields": tuple((one, LONG.get(one, text)) for one, text in brief.fields),
            "sections": (brief.sections[0], second, *brief.sections[2:]),
            "clearances": (cleared,) * 20,
        }
    )
    made = PdfMaker().make(make_job(brief, form, order()))
    assert audit(made.pdf, made.expected, made.layout.places) == ()
    assert FIRST[name] in {place.target for place in made.layout.places if place.page == 0}
    pages = [" ".join(page.text.split()) for page in read_pdf(made.pdf).pages]
    assert "In full at the end." in pages[0]
    assert "Directorate 39" not in pages[0]
    assert any("Directorate 39" in page for page in pages[1:])
