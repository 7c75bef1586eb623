"""One word per thing: the names in the code are those of the glossary, and of nothing else."""

from __future__ import annotations

import ast
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "briefbuilder"
PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?=[A-Z]|$)")


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """The words of one row, which belong together, and those that would say the same.

    With `rooms`, names have the words in these places only.
    """

    words: tuple[str, ...]
    others: tuple[str, ...]
    rooms: tuple[str, ...] = ()


def glossary(page: str) -> tuple[GlossaryRow, ...]:
    """The table under "The words"."""
    return tuple(
        GlossaryRow(_listed(words), _listed(others), _listed(rooms.replace("`", "")))
        for words, _meaning, others, rooms in _table(page, "| word |")
    )


def told_otherwise(page: str) -> dict[str, str]:
    """Words of the code, each with the one that people read in the window and on pages."""
    return {code.strip(): read.strip() for code, read in _table(page, "| in the code |")}


def _table(page: str, head: str) -> list[list[str]]:
    """The rows below a head."""
    lines = page.split(f"\n{head}", 1)[1].splitlines()[2:]
    return [
        line.strip("|").split("|") for line in takewhile(lambda one: one.startswith("|"), lines)
    ]


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


def names_in(source: Path) -> Iterator[tuple[str, str]]:
    """Each file, class and public function, with where it is."""
    for path in sorted(source.rglob("*.py")):
        place = str(path.relative_to(source))
        yield place, path.stem
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield place, node.name


def second_names(rows: tuple[GlossaryRow, ...], source: Path) -> list[str]:
    """Names that hold another word for what the glossary has a word for."""
    plain = {other: row.words[0] for row in rows for other in row.others}
    found = []
    for place, name in names_in(source):
        for piece in PIECES.findall(name):
            word = piece.lower()
            said = plain.get(word) or plain.get(word.removesuffix("s"))
            if said is not None:
                found.append(f"{place}: {name} ({said})")
    return found


def strays(rows: tuple[GlossaryRow, ...], source: Path) -> list[str]:
    """Names with a word that the glossary has for other rooms only."""
    rooms = {word: row.rooms for row in rows for word in row.words if row.rooms}
    found = []
    for place, name in names_in(source):
        for piece in PIECES.findall(name):
            word = piece.lower()
            allowed = rooms.get(word) or rooms.get(word.removesuffix("s"))
            if allowed and not place.startswith(allowed):
                found.append(f"{place}: {name}")
    return found


WRAPPING = ({"app/operations.py", "domain/edits.py"}, {"app/opening.py", "domain/edits.py"})
"""An operation has the name of the edit that it does in the session's history."""
ENTRIES = frozenset({"main", "run"})
"""How a process and a command of the terminal begin; `run` drives a generator, too."""


def given_twice(source: Path) -> list[str]:
    """Names of classes and public functions that two modules have for different jobs.

    The rooms of the operating systems have the same functions: one job, done in several ways.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for path in sorted(source.rglob("*.py")):
        place = path.relative_to(source).as_posix()
        if place.startswith("platform/"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                places[node.name].add(place)
    return [
        f"{name}: {', '.join(sorted(found))}"
        for name, found in sorted(places.items())
        if len(found) > 1 and found not in WRAPPING and name not in ENTRIES
    ]


def read_in_the_window() -> Iterator[str]:
    """Every text of the window, and every one that is printed."""
    for catalogue, rooms in (("interface", WINDOW), ("pages", ("src/briefbuilder/",))):
        file = SOURCE / "language" / "catalogues" / "fr" / f"{catalogue}.po"
        for message in read_po(io.BytesIO(file.read_bytes())):
            told = (message.id,) if isinstance(message.id, str) else message.id
            if any(place.startswith(rooms) for place, _line in message.locations):
                yield " ".join(told)


WINDOW = ("src/briefbuilder/gui/", "src/briefbuilder/app/window_commands.py")
OF_FOLDERS = "Code under the MIT licence, library and templates under CC BY 4.0"
"""It tells of folders as they are called on the disk."""


def the_glossary() -> tuple[GlossaryRow, ...]:
    return glossary((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))


def test_nothing_in_the_code_has_a_second_name() -> None:
    assert second_names(the_glossary(), SOURCE) == []


def test_a_word_that_is_close_to_another_keeps_to_its_rooms() -> None:
    assert strays(the_glossary(), SOURCE) == []


def test_no_name_is_given_to_two_jobs() -> None:
    assert given_twice(SOURCE) == []


def test_people_read_one_word_for_what_the_code_calls_otherwise() -> None:
    told = told_otherwise((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    words = re.compile(rf"\b({'|'.join(told)})s?\b", re.IGNORECASE)
    found = [text for text in read_in_the_window() if words.search(text)]
    assert [text for text in found if not text.startswith(OF_FOLDERS)] == []
    assert len(told) > 1


def test_the_glossary_has_each_word_once_and_none_that_it_refuses() -> None:
    rows = the_glossary()
    words = [word for row in rows for word in row.words]
    refused = [other for row in rows for other in row.others]
    assert len(words) == len(set(words))
    assert len(refused) == len(set(refused))
    assert set(words) & set(refused) == set()
    assert len(rows) > 20


def test_a_second_name_is_found_in_files_classes_and_functions(tmp_path: Path) -> None:
    rows = (GlossaryRow(("overview",), ("survey", "heap")),)
    (tmp_path / "survey.py").write_text("class HeapList:\n    def show_heaps(self): ...\n")
    (tmp_path / "cheap.py").write_text("class Overview: ...\n")
    assert second_names(rows, tmp_path) == [
        "survey.py: survey (overview)",
        "survey.py: HeapList (overview)",
        "survey.py: show_heaps (overview)",
    ]


def test_a_stray_word_and_a_name_that_is_given_twice_are_found(tmp_path: Path) -> None:
    rows = (GlossaryRow(("image",), (), ("storage/",)),)
    for room in ("storage", "app", "domain"):
        (tmp_path / room).mkdir()
    (tmp_path / "storage" / "images.py").write_text("def read_image(): ...\n")
    (tmp_path / "app" / "words.py").write_text("def add_image(): ...\ndef severity_word(): ...\n")
    (tmp_path / "domain" / "words.py").write_text("def severity_word(): ...\n")
    assert strays(rows, tmp_path) == ["app/words.py: add_image"]
    assert given_twice(tmp_path) == ["severity_word: app/words.py, domain/words.py"]
