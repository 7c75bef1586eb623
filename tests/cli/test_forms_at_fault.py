"""Mistakes of whoever copies a form: each is named with its file and line, and none is silent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.cli_samples import Terminal
from helpers.surroundings import SHIPPED_TEMPLATES

BASE = "think-tank-policy-brief"


def copied(terminal: Terminal, file: str = "template.yaml", old: str = "", new: str = "") -> Path:
    """A copy of a shipped form named house, in which some words of a file are changed."""
    house = terminal.folder / "forms" / "house"
    shutil.copytree(SHIPPED_TEMPLATES / BASE, house)
    described = house / "template.yaml"
    described.write_text(described.read_text().replace(f"id: {BASE}", "id: house"))
    changed = house / file
    text = changed.read_text()
    assert old in text
    changed.write_text(text.replace(old, new, 1) if old else text + new)
    return house


def line_of(house: Path, words: str, file: str = "template.yaml") -> int:
    lines = (house / file).read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def options(house: Path) -> tuple[str, str]:
    return "--templates", str(house.parent)


def test_a_wrong_checklist_is_an_error_with_its_line_in_the_list_and_in_a_new_brief(
    terminal: Terminal,
) -> None:
    house = copied(terminal, old="civil-military-alignment", new="civil-military-alignmnt")
    place = f"house/template.yaml:{line_of(house, 'checklist')}:1: "
    listed = terminal.run("templates", *options(house))
    made = terminal.run("new", "a.brief", "--template", "house", "--title", "T", *options(house))
    for ran in (listed, made):
        assert ran.code == 1
        (said,) = [line for line in ran.err.splitlines() if "alignmnt" in line]
        assert said.startswith(place)
        assert 'Did you mean "civil-military-alignment"?' in said
    assert not Path("a.brief").exists()
    named = ("--checklist", "civil-military-alignment")
    terminal.done("new", "a.brief", "--template", "house", "--title", "T", *named, *options(house))


@pytest.mark.slow
def test_a_brief_whose_form_went_wrong_says_so_when_it_is_checked(terminal: Terminal) -> None:
    house = copied(terminal)
    terminal.done("new", "a.brief", "--template", "house", "--title", "T", *options(house))
    described = house / "template.yaml"
    described.write_text(described.read_text().replace("-alignment\n", "-alignmnt\n"))
    ran = terminal.run("check", "a.brief", *options(house))
    place = f"house/template.yaml:{line_of(house, 'checklist')}:1"
    assert f"The form is at fault ({place})" in ran.out


def test_a_slip_in_the_name_of_a_marking_scheme_is_an_error_with_its_line(
    terminal: Terminal,
) -> None:
    house = copied(terminal, old="default_scheme: open", new="default_scheme: test-sheme")
    ran = terminal.run("templates", *options(house))
    line = line_of(house, "default_scheme")
    assert ran.code == 1
    assert (
        f'house/template.yaml:{line}:1: The library has no marking scheme "test-sheme"' in ran.err
    )
    new = ("new", "a.brief", "--template", "house", "--title", "T", "--marking", "PUBLIC")
    assert f"house/template.yaml:{line}:1: " in terminal.run(*new, *options(house)).err


LANGUAGES = """
languages:
  fr:
    name: Note
    fields: {tone: {label: Ton}}
  en-GB: {name: Brief}
  french_: {name: Note}
"""


def test_what_a_form_says_in_a_language_that_it_cannot_is_named_with_its_line(
    terminal: Terminal,
) -> None:
    house = copied(terminal)
    described = house / "template.yaml"
    text = described.read_text().partition("languages:")[0]
    described.write_text(text + LANGUAGES.lstrip())
    ran = terminal.run("templates", *options(house))

    assert ran.code == 1
    for words, sentence in (
        ("tone:", 'The form has no "tone" among its fields.'),
        ("en-GB: {", '"en-GB" is the language that the form itself is in.'),
        ("french_:", '"french_" is not the tag of a language.'),
    ):
        assert f"house/template.yaml:{line_of(house, words)}:" in ran.err
        assert sentence in ran.err


def test_what_a_form_leaves_unsaid_in_a_language_is_told_with_its_line(terminal: Terminal) -> None:
    house = copied(terminal, old="      in-brief:\n        heading: L’essentiel\n", new="")
    described = house / "template.yaml"
    described.write_text(described.read_text().replace("  es:\n", "  it:\n"))
    unsaid = described.read_text().replace('        prompt: "Trois à cinq', "      #")
    described.write_text(unsaid)
    ran = terminal.run("templates", *options(house))

    assert ran.code == 0
    french, italian = line_of(house, "  fr:"), line_of(house, "  it:")
    assert f"house/template.yaml:{french}:3: " in ran.err
    assert 'In "fr" the form has no words for sections.in-brief.heading and' in ran.err
    assert f"house/template.yaml:{italian}:3: " in ran.err
    assert 'The program has no printed words in "it"' in ran.err


def test_a_section_that_stands_twice_is_named_with_both_lines(terminal: Terminal) -> None:
    house = copied(terminal, old="- id: evidence", new="- id: problem")
    ran = terminal.run("templates", *options(house))
    first = line_of(house, "id: problem")
    said = f'The section "problem" is there already, in line {first}. Give each its own.'
    assert any(
        line.startswith("house/template.yaml:") and line.endswith(said)
        for line in ran.err.splitlines()
    )


def exported(terminal: Terminal, house: Path) -> str:
    """What is said to the export of a brief with words in a section; nothing may be written."""
    terminal.done("new", "a.brief", "--template", "house", "--title", "T", *options(house),
                  "--place", "suez-1956", "--in", "precedent")  # fmt: skip
    ran = terminal.run("export", "a.brief", "-o", "a.pdf", "--no-annex", *options(house))
    assert ran.code == 1
    assert not Path("a.pdf").exists()
    assert "Traceback" not in ran.err
    return ran.err


def lost_block(house: Path) -> None:
    change(house, 'data-block="{{ block.id }}"', "")


def skipped_level(house: Path) -> None:
    change(house, "<h2>", "<h4>")
    change(house, "</h2>", "</h4>")


def lost_logo(house: Path) -> None:
    style = house / "style.css"
    logo = ".head { background: url(library://template/logo.png) }\n"
    style.write_text(style.read_text() + logo)


def unknown_name(house: Path) -> None:
    change(house, "{{ title }}</h1>", "{{ titel }}</h1>")


def pale_words(house: Path) -> None:
    style = house / "style.css"
    style.write_text(style.read_text() + ".words { color: white }\n")


def hidden_marking(house: Path) -> None:
    style = house / "style.css"
    hidden = ".run-marking, .foot-marking { font-size: 2pt } .marking-plate { color: white }"
    style.write_text(style.read_text() + hidden)


def change(house: Path, old: str, new: str) -> None:
    page = house / "brief.html.j2"
    assert old in page.read_text()
    page.write_text(page.read_text().replace(old, new, 1))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("harm", "file", "words", "said"),
    [
        (lost_block, "", "", "The form does not say where “"),
        (skipped_level, "brief.html.j2", "<h4>", "in level 4, after one of level 1"),
        (lost_logo, "style.css", "logo.png", 'the file "logo.png", which its folder does not have'),
        (unknown_name, "brief.html.j2", "titel", "'titel' is undefined"),
        (pale_words, "", "", "cannot be seen on page"),
        (hidden_marking, "", "", "lacks the marking"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_form_at_fault_stops_the_export_with_its_place(
    terminal: Terminal, harm: Callable[[Path], None], file: str, words: str, said: str
) -> None:
    house = copied(terminal)
    harm(house)
    found = exported(terminal, house)
    assert said in found
    if file:
        assert f"house/{file}:{line_of(house, words, file)}" in found
