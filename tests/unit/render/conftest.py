"""What the tests of the render room share: finished pages, made once."""

import pytest

from briefbuilder.render.job import make_job
from briefbuilder.render.pdf import PdfMaker, make_pdf
from briefbuilder.render.wire import LaidOut
from helpers.render_samples import Copy, order, plain_template, sample_brief


@pytest.fixture(scope="session")
def maker() -> PdfMaker:
    """One maker, so that the fonts are read once."""
    return PdfMaker()


@pytest.fixture(scope="session")
def endnotes() -> LaidOut:
    """The sample brief as a draft copy, with endnotes."""
    return make_pdf(make_job(sample_brief(), plain_template(), order(Copy.DRAFT)))


@pytest.fixture(scope="session")
def footnotes() -> LaidOut:
    """The sample brief as a draft copy, with footnotes."""
    template = plain_template(citation_style="footnotes")
    return make_pdf(make_job(sample_brief(), template, order(Copy.DRAFT)))


@pytest.fixture(scope="session")
def release() -> LaidOut:
    """The sample brief as a release copy."""
    return make_pdf(make_job(sample_brief(), plain_template(), order(Copy.RELEASE)))
