"""The shipped examples: each is what its recipe gives, has nothing to mend, and exports."""

import json
import subprocess
import sys
from pathlib import Path

import page
import pytest

from briefbuilder.domain.briefs import Brief
from briefbuilder.storage.brief_file import read_brief
from helpers.cli_samples import Terminal
from helpers.surroundings import ROOT, make_surroundings

pytestmark = pytest.mark.slow

EXAMPLES = sorted((ROOT / "examples").glob("*.brief"))
NAMES = [example.stem for example in EXAMPLES]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, made from their recipes just now."""
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run(
        [sys.executable, ROOT / "tools" / "make_examples.py", "--out", folder],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal with the shipped library and templates, on the day of the examples."""
    folder = tmp_path_factory.mktemp("officer")
    return Terminal(folder, make_surroundings(folder), [])


def brief_of(path: Path) -> Brief:
    return read_brief(path).brief


def test_every_recipe_has_its_example_and_every_example_its_recipe():
    recipes = (ROOT / "examples" / "recipes").glob("*.yaml")
    assert sorted(recipe.stem for recipe in recipes) == NAMES


def test_together_they_use_every_form_and_every_kind_of_block():
    briefs = [brief_of(example) for example in EXAMPLES]
    forms = {folder.parent.name for folder in (ROOT / "templates").glob("*/template.yaml")}
    assert {brief.template for brief in briefs} == forms
    kinds = {block.type for brief in briefs for block in brief.blocks()}
    assert kinds == {"text", "item", "figure", "timeline", "table"}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_what_its_recipe_gives(name: str, fresh: Path):
    shipped = ROOT / "examples" / f"{name}.brief"
    assert brief_of(shipped) == brief_of(fresh / f"{name}.brief"), "run tools/make_examples.py"


@pytest.mark.parametrize("name", NAMES)
def test_an_example_says_that_its_case_is_invented(name: str):
    fields = brief_of(ROOT / "examples" / f"{name}.brief").fields
    assert any("(an invented case)" in text for _, text in fields)


def test_no_example_has_anything_to_mend(officer: Terminal):
    reports = json.loads(officer.done("check", "--quick", "--json", *EXAMPLES))
    assert [report["findings"] for report in reports] == [[]] * len(EXAMPLES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_keeps_to_its_form_and_can_be_read_by_everybody(name: str, officer: Terminal):
    pdf = officer.folder / f"{name}.pdf"
    example = ROOT / "examples" / f"{name}.brief"
    said = officer.done("export", example, "--copy", "draft", "-o", pdf)
    assert said.endswith("nothing to mend.\n"), "lengths are known once the pages are laid out"
    report = page.validate_pdf_bytes(pdf.read_bytes(), profile="ua1")
    assert [failure.message for failure in report.failures] == []
