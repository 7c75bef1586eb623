"""Whatever stands in a key of any format, it is read or refused in a sentence with its place."""

import copy
import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefbuilder.domain.brief_check.check_context import CheckContext
from briefbuilder.domain.brief_check.findings import find
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError, InvalidFileError, Problem
from briefbuilder.render.job import make_job
from briefbuilder.render.order import Copy, PrintOrder
from briefbuilder.render.sandbox import render_template
from briefbuilder.storage.brief_file import brief_from_bytes, brief_to_bytes
from briefbuilder.storage.checklist_file import parse_checklist
from briefbuilder.storage.coverage_file import parse_coverage
from briefbuilder.storage.formats import BRIEF
from briefbuilder.storage.item_file import parse_item
from briefbuilder.storage.library_file import parse_library_settings
from briefbuilder.storage.marking_file import parse_marking_scheme
from briefbuilder.storage.register import parse_register_entry
from briefbuilder.storage.source_file import parse_sources
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.template_folder import parse_template
from briefbuilder.storage.validation import validated
from helpers.storage_samples import entries_of_zip, zipped
from helpers.template_samples import shipped

SAMPLES = Path(__file__).parents[2] / "formats"
pytestmark = pytest.mark.slow

TODAY = dt.date(2026, 11, 23)
HOSTILE: dict[str, Any] = {
    "huge": 10**30,
    "five thousand digits": "9" * 5000,
    "negative": -1,
    "zero": 0,
    "a fraction": "1.5",
    "no number": ".nan",
    "without end": "1e999",
    "empty": "",
    "white space": " \t ",
    "words": "zwei Wörter",
    "a long word": "x" * 2_000,
    "other digits": "٣٤",
    "no day": "0000-00-00",
    "the first day": "0000-01-01",
    "the last day": "9999-12-31",
    "a path": "../../etc/passwd",
    "markup": "<b>{{ 7 * 7 }}</b>]]>&",
    "a null": None,
    "a list": [],
    "a list of lists": [[[["x"]]]],
    "a mapping": {},
    "another mapping": {"x": {"y": "z"}},
}


def keys(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Each place of a document at which a value stands; of a list its first entry."""
    if path:
        yield path
    if isinstance(data, dict):
        for key, inner in data.items():
            yield from keys(inner, (*path, key))
    elif isinstance(data, list):
        for number, inner in enumerate(data[:1]):
            yield from keys(inner, (*path, number))


def with_value(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    made = copy.deepcopy(data)
    here = made
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return made


def written(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def plain(text: str) -> Any:
    """A document with every scalar as text, so that dates stay as they were written."""
    return load(text, "x.yaml").value


def is_for_people(problem: Problem) -> bool:
    told = problem.sentence
    return (
        bool(problem.place.file)
        and len(told) < 1500
        and told.endswith((".", ":", "”"))
        and not any(
            word in told for word in ("Input should", "Value error", "pydantic", "Traceback")
        )
    )


def refused_or_read(parse: Callable[[], object], what: str) -> object | None:
    try:
        return parse()
    except InvalidFileError as error:
        wrong = [str(one) for one in error.problems if not is_for_people(one)]
        assert not wrong, f"{what}: {wrong}"
    except BriefbuilderError:
        pass
    return None


PARSERS: dict[str, Callable[[str, str], object]] = {
    "checklist/v1/short.yaml": parse_checklist,
    "coverage/v1/coverage.yaml": parse_coverage,
    "library/v1/library.yaml": parse_library_settings,
    "marking-scheme/v1/uk-gsc.yaml": parse_marking_scheme,
    "register/v1/20261122103000-cdcdcdcdcdcdcdcd.yaml": parse_register_entry,
    "sources/v1/naval.yaml": parse_sources,
    "template/v1/template.yaml": parse_template,
}


@pytest.mark.parametrize("name", PARSERS)
def test_no_value_of_any_key_ends_in_a_traceback(name: str) -> None:
    data = plain((SAMPLES / name).read_text(encoding="utf-8"))
    for path in keys(data):
        for called, value in HOSTILE.items():
            text = written(with_value(data, path, value))
            refused_or_read(partial(PARSERS[name], text, "x.yaml"), f"{path} {called}")


@pytest.mark.parametrize("name", ["flag-visit", "kent-state-visit"])
def test_no_value_of_any_key_of_an_item_ends_in_a_traceback(name: str) -> None:
    text = (SAMPLES / f"item/v1/{name}.md").read_text(encoding="utf-8")
    _, head, body = text.split("---\n", 2)
    data = plain(head)
    for path in keys(data):
        for called, value in HOSTILE.items():
            made = f"---\n{written(with_value(data, path, value))}---\n{body}"
            refused_or_read(partial(parse_item, made, "x.md"), f"{path} {called}")


def head_of_brief(text: str) -> object:
    return validated(load(text, "x.yaml", limit=4_000_000), BRIEF)


PRINTED = ("markup", "the last day")
"""The values that are tried on paper; every other is only read."""


@pytest.mark.parametrize("name", ["visit", "rows"])
def test_a_brief_is_refused_or_can_be_checked_saved_and_printed(name: str) -> None:
    entries = entries_of_zip((SAMPLES / f"brief/v2/{name}.brief").read_bytes())
    data = plain(entries["brief.yaml"].decode())
    form = shipped().load("uk-ministerial-submission")
    printed = 0
    for path in keys(data):
        for called, value in HOSTILE.items():
            what, head = f"{path} {called}", written(with_value(data, path, value))
            read = refused_or_read(partial(head_of_brief, head), what)
            if read is None or called not in PRINTED:
                continue
            made = zipped({**entries, "brief.yaml": head.encode()}.items())
            brief = refused_or_read(partial(brief_from_bytes, made, "x.brief"), what)
            if isinstance(brief, Brief):
                assert brief_from_bytes(brief_to_bytes(brief), "x.brief") == brief, what
                find(CheckContext(brief, form.template, today=TODAY))
                job = make_job(brief, form, PrintOrder(copy=Copy.RECORD, annex=True, today=TODAY))
                render_template(job.sources, job.context)
                printed += 1
    assert printed


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("lang", "the Queen's", '"the Queen\'s" is not a language: write its code'),
        ("lang", "", "is not a language"),
        ("draft", str(10**30), "is more than 9999."),
        ("draft", "-3", '"-3" is less than 1.'),
        ("draft", "0", '"0" is less than 1.'),
        ("draft", "the third", '"the third" is not a whole number.'),
        ("draft", "1.5", '"1.5" is not a whole number.'),
        ("drafted", "yes", "is not a hash of 64 hexadecimal digits"),
        ("version", "9" * 5000, "must say which version of its format it has"),
    ],
)
def test_what_a_brief_says_of_itself_is_checked_in_its_place(
    key: str, value: str, sentence: str
) -> None:
    entries = entries_of_zip((SAMPLES / "brief/v2/visit.brief").read_bytes())
    data = plain(entries["brief.yaml"].decode()) | {key: value}
    head = written(data)
    line = next(n for n, one in enumerate(head.splitlines(), 1) if one.startswith(f"{key}:"))
    with pytest.raises(InvalidFileError) as caught:
        brief_from_bytes(zipped({**entries, "brief.yaml": head.encode()}.items()), "x.brief")

    (problem,) = caught.value.problems
    assert sentence in problem.sentence
    assert (problem.place.file, problem.place.line) == ("x.brief/brief.yaml", line)
    assert len(problem.sentence) < 200
