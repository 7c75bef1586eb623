"""One word per thing: the names in the code are those of the glossary, and of nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "briefbuilder"
PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?=[A-Z]|$)")


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """The words of one row, which belong together, and those that would say the same."""

    words: tuple[str, ...]
    others: tuple[str, ...]


def glossary(page: str) -> tuple[GlossaryRow, ...]:
    """The table under "The words"."""
    table = page.split("## The words", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    return tuple(
        GlossaryRow(_listed(words), _listed(others)) for words, _meaning, others in rows[2:]
    )


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


def the_glossary() -> tuple[GlossaryRow, ...]:
    return glossary((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))


def test_nothing_in_the_code_has_a_second_name() -> None:
    assert second_names(the_glossary(), SOURCE) == []


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
