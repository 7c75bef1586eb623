"""A morning in French: the three rooms with the keyboard alone, and no word of our English.

What is typed has no accents: xdotool loses some of them on a keyboard that has none.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from briefbuilder.domain.briefs import Brief, ItemBlock, TextBlock
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.render.inspect import inspect_pdf
from briefbuilder.storage.brief_file import read_brief
from e2e.desktop import Desktop, open_desktop
from helpers.surroundings import SHIPPED_LIBRARY

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

CATALOGUE = Path(__file__).parents[2] / "src/briefbuilder/language/catalogues/fr/interface.po"
CASE = "cuban-missile-crisis"
_SLOT = re.compile(r"\\\{\w+\\\}")


def english_of_ours() -> re.Pattern[str]:
    """Whatever the program says in English and has another word for in French."""
    texts: set[str] = set()
    said_in_french: set[str] = set()
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        texts |= set(_forms(message.id))
        said_in_french |= set(_forms(message.string))
    told = [one for one in texts - said_in_french if _is_telling(one)]
    return re.compile("|".join(_SLOT.sub(".+", re.escape(one)) for one in told))


def _forms(text: object) -> list[str]:
    """One form of a text, or one for each number."""
    forms = text if isinstance(text, list | tuple) else [text]
    return [str(one).replace("&", "") for one in forms]


def _is_telling(text: str) -> bool:
    """Whether a text is English for certain: two words of its own, or one that begins a label."""
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", text))
    return len(words) > 1 or ("{" not in text and text[:1].isupper() and len(text) > 2)


@dataclass
class Walk:
    """A person at the desk, who looks round after each step."""

    desk: Desktop
    english: re.Pattern[str] = field(default_factory=english_of_ours)
    seen: set[str] = field(default_factory=set)

    def to(self, name: str, key: str = "Tab", most: int = 40) -> None:
        """Go on with a key until something has the keyboard."""
        for _step in range(most):
            if name in self._focused():
                return
            self.desk.key(key)
        raise AssertionError(f"{name} cannot be reached with {key}")

    def at(self, name: str) -> None:
        """Wait until something has the keyboard."""
        self.desk.wait(lambda: name in self._focused(), name)

    def words(self) -> str:
        """What stands in the field that has the keyboard."""
        focused = self.desk.ask(focus=True)
        return str(focused["text"]) if focused else ""

    def _focused(self) -> list[str]:
        focused = self.desk.ask(focus=True)
        return focused["names"] if focused else []

    def look(self) -> None:
        """Note what is English of ours among all that can be read at the moment."""
        said = {*self.desk.ask(list=True), *self.desk.ask(windows=True)}
        self.seen |= {one for one in said if self.english.fullmatch(one.replace("[*]", ""))}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED_LIBRARY, tmp_path / "library")


@pytest.fixture
def walk(home: Path, library: Path) -> Iterator[Walk]:
    with open_desktop(home, "--language", "fr", "--library", str(library)) as desk:
        yield Walk(desk)


def wait_for_window(desk: Desktop, title: str) -> None:
    desk.wait(lambda: any(title in one for one in desk.ask(windows=True)), f"the window {title!r}")


def test_a_morning_in_french_with_the_keyboard_alone(walk: Walk, home: Path, library: Path) -> None:
    desk = walk.desk
    new_submission(walk)
    write_and_cite(walk)
    answer_and_override(walk)
    mark(walk)
    copy = export_draft(walk)
    speak_german_in_the_brief(walk)
    brief = save(walk, home / "escale.brief")
    edit_item_that_somebody_else_edits(walk, library)
    desk.key("ctrl+q")
    desk.wait_for_end()

    assert walk.seen == set()
    assert_written(brief)
    assert inspect_pdf(copy.read_bytes(), copy.name).lang == "fr"


def new_submission(walk: Walk) -> None:
    desk = walk.desk
    walk.look()
    desk.key("ctrl+n")
    walk.at("title")
    walk.to("template", "shift+Tab")
    desk.key("Down")
    walk.to("title")
    desk.type("Escale au port")
    walk.to("Niveau")
    desk.type("OFF")
    walk.to("field-to")
    desk.type("La ministre")
    walk.look()
    desk.key("Return")
    wait_for_window(desk, "Escale au port")


def write_and_cite(walk: Walk) -> None:
    desk = walk.desk
    desk.key("ctrl+f")
    desk.type("cuban missile")
    desk.see_row("Cuban Missile Crisis")
    desk.key("Return")
    desk.see("Actions sur «\u00a0Cuban Missile Crisis\u00a0»")
    walk.to("Texte de «\u00a0Objet\u00a0»")
    desk.type("Faut-il proposer une escale")
    desk.key("ctrl+shift+c")
    wait_for_window(desk, "Citer une source")
    desk.type("corfu")
    walk.look()
    desk.key("Return", "End")
    desk.wait(lambda: "[@" in walk.words(), "the citation")
    desk.type(" ?")
    walk.look()


def answer_and_override(walk: Walk) -> None:
    desk = walk.desk
    desk.key("ctrl+2")
    walk.at("answer-yes")
    desk.key("n")
    walk.to("Passer outre…")
    walk.look()
    desk.key("space")
    walk.at("Qui passe outre")
    walk.look()
    desk.type("J. Dubois")
    walk.to("Motif")
    desk.type("Ordre oral.")
    walk.to("go")
    desk.key("Return")
    desk.see("Retirer")
    walk.look()


def mark(walk: Walk) -> None:
    desk = walk.desk
    desk.key("ctrl+1", "ctrl+m")
    walk.to("SENSITIVE")
    desk.key("space")
    walk.look()
    walk.to("go")
    desk.key("Return")
    desk.see("OFFICIAL-SENSITIVE")


def export_draft(walk: Walk) -> Path:
    desk = walk.desk
    desk.key("F7")
    walk.look()
    desk.key("ctrl+e")
    walk.to("copy-draft")
    desk.key("space")
    path = Path(desk.see("path")["text"])
    walk.look()
    walk.to("go")
    desk.key("Return")
    wait_for_window(desk, "Exportation terminée")
    walk.look()
    desk.key("Escape")
    return path


def speak_german_in_the_brief(walk: Walk) -> None:
    desk = walk.desk
    desk.key("alt+n")
    desk.wait(lambda: desk.ask(menu=True), "the menu")
    desk.key("l")
    walk.at("language")
    desk.type("Deu")
    walk.look()
    walk.to("go")
    desk.key("Return")
    desk.see("Section 1, Gegenstand")


def save(walk: Walk, path: Path) -> Brief:
    walk.desk.key("ctrl+s")
    walk.look()
    walk.desk.type(str(path))
    walk.desk.key("Return")
    walk.desk.wait(path.exists, "the saved brief")
    return read_brief(path).brief


def edit_item_that_somebody_else_edits(walk: Walk, library: Path) -> None:
    desk, file = walk.desk, library / "case-studies" / f"{CASE}.md"
    desk.key("ctrl+3", "ctrl+f")
    desk.type("cuban missile")
    desk.see_row("Cuban Missile Crisis")
    desk.key("Return")
    desk.see(f"case-studies/{CASE}.md")
    walk.look()
    desk.key("alt+m")
    walk.to("Résumé")
    desk.key("ctrl+a")
    desk.type("Un accord secret.")
    walk.look()
    theirs = file.read_text()
    file.write_text(theirs.replace("## What happened\n", "## What happened\n\nPlus.\n"))
    desk.key("ctrl+s")
    mine = "Remplacer l’autre texte par le mien"
    desk.see(mine)
    walk.look()
    walk.to(mine)
    desk.key("Return")
    desk.wait(lambda: "Un accord secret." in file.read_text(), "my text")


def assert_written(brief: Brief) -> None:
    issue = brief.section("issue").blocks
    said = next(one.text for one in issue if isinstance(one, TextBlock))
    assert said.startswith("Faut-il proposer une escale")
    assert [one.item for one in brief.blocks() if isinstance(one, ItemBlock)] == [CASE]
    assert brief.lang == "de"
    assert brief.answers[0].value is AnswerValue.NO
