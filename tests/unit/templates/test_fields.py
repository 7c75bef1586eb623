"""Whatever is filled in of a form and whatever is not, each word of it is printed."""

import html
import itertools
import re
from collections.abc import Iterator

import pytest

from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.templates import FieldSpec, LoadedTemplate
from briefbuilder.render.audit import audit
from briefbuilder.render.html import render_html
from briefbuilder.render.job import make_job
from briefbuilder.render.passages import letters
from briefbuilder.render.pdf import PdfMaker
from helpers.render_samples import Copy, order
from helpers.template_samples import FORMS, every_kind, shipped

UNPRINTED = re.compile(r"<(style|title)\b.*?</\1>|<[^>]*>", re.DOTALL)
ODD = (
    "   ",
    "\u200b",
    "—",
    "<b>&amp;</b> {{ title }} {% if %}",
    "*",
    "![",
    "[@nobody, p. 1]",
    "a" * 400,
    "Words. " * 60,
    "31 June",
    "0000-00-00",
)


@pytest.fixture(scope="module", params=FORMS)
def form(request: pytest.FixtureRequest) -> LoadedTemplate:
    return shipped().load(request.param)


def filled(form: LoadedTemplate, names: frozenset[str]) -> Brief:
    """A short brief of a form in which just these fields are filled in, each with its own words."""
    said = tuple(
        (spec.name, value_of(spec, number))
        for number, spec in enumerate(form.template.fields, start=1)
        if spec.name in names
    )
    return short(form, said)


def short(form: LoadedTemplate, said: tuple[tuple[str, str], ...]) -> Brief:
    whole = every_kind(form.template)
    bare = {"sections": whole.sections[:1], "pins": (), "media": (), "clearances": ()}
    return whole.model_copy(update={**bare, "fields": said})


def value_of(spec: FieldSpec, number: int) -> str:
    if spec.kind == "date":
        return f"2026-11-{number:02}"
    return f"Said of {spec.name.replace('-', ' ')}."


def numbered(name: str, count: int) -> str:
    """Many words, each different, so that none that is lost is taken for another."""
    return " ".join(f"{name}{number}" for number in range(count))


def subsets(form: LoadedTemplate) -> Iterator[frozenset[str]]:
    names = [spec.name for spec in form.template.fields]
    for count in range(len(names) + 1):
        yield from map(frozenset, itertools.combinations(names, count))


def lacking(brief: Brief, form: LoadedTemplate) -> list[str]:
    """What a brief says and its HTML does not."""
    made = render_html(brief, form, order(Copy.DRAFT))
    there = letters(html.unescape(UNPRINTED.sub(" ", made.html)))
    return [one.text for one in made.expected.passages if letters(one.text) not in there]


@pytest.mark.slow
def test_each_choice_of_fields_is_printed(form: LoadedTemplate) -> None:
    for names in subsets(form):
        assert lacking(filled(form, names), form) == [], sorted(names)


@pytest.mark.slow
def test_odd_words_in_a_field_are_printed(form: LoadedTemplate) -> None:
    for value in ODD:
        said = tuple((spec.name, value) for spec in form.template.fields)
        assert lacking(short(form, said), form) == [], value


@pytest.mark.slow
def test_the_fields_at_their_ends_are_laid_out(form: LoadedTemplate) -> None:
    maker = PdfMaker()
    names = [spec.name for spec in form.template.fields]
    last = filled(form, frozenset(names[-1:]))
    title = ("The reinforced battalion " * 13)[:300].strip()
    for brief in (
        filled(form, frozenset()),
        last.model_copy(update={"title": title}),
        short(form, tuple((name, numbered(name, 50)) for name in names)),
        short(form, tuple((name, numbered(name, 600)) for name in names[-2:])),
    ):
        made = maker.make(make_job(brief, form, order(Copy.RELEASE)))
        assert audit(made.pdf, made.expected) == ()
