"""Sentences in the sources that a person could read and no catalogue can have.

A text that is shown goes through `_`, `n_`, `p_` (said at once) or `N_`, `P_` (said where a table's
word is shown), or through the words of a page. What looks like a sentence and goes through none of
them is found here; the test of the catalogues asks for it room by room.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SAYING = frozenset(
    {"_", "n_", "p_", "N_", "P_", "gettext", "ngettext", "pgettext", "npgettext"}
)  # fmt: skip
# Calls whose text is for a program, a developer or a log, and arguments that name such a text.
_NOT_SHOWN = frozenset(
    """debug info warning error exception critical log compile match search fullmatch sub split
    findall finditer setObjectName setProperty property objectName getattr setattr hasattr
    TypeVar NewType cast Literal InternalError AssertionError getLogger execute executemany
    executescript connect encode decode startswith endswith removeprefix removesuffix strftime
    strptime fromisoformat register setStyleSheet import_module open write_bytes
    read_text QSettings find iter findtext Pattern""".split()
)
_NOT_SHOWN_KEYWORDS = frozenset({"pattern", "encoding", "alias", "dest", "action", "key", "mode"})
# Two words in a row, or one that is written like a label of a window.
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,.;:!?”’)…]* [“‘(]*[A-Za-z]|[a-z] \{|\} [a-z]")
# Two values joined by a mark that other languages space in another way: "a: b", in French "a : b".
_JOINED = re.compile(r"\}[:;] \{")
_LABEL = re.compile(r"&?[A-Z][a-z]+[a-z…:.]*")
# A tag says nothing to a person, unless it has words of its own.
_TAG = re.compile(r"<(?![^<>]*\b(?:alt|title|aria-label)=)[/!?]?\w[^<>]*>")


@dataclass(frozen=True, order=True, slots=True)
class Unspoken:
    """A text that nothing looks up: its file, counted from the package, its line, and itself."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text!r}"


def unspoken(path: Path, package: Path) -> list[Unspoken]:
    """What one source file could show and no catalogue can have."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = path.relative_to(package).as_posix()
    return sorted({Unspoken(name, line, text) for line, text in _texts(tree, shown=True)})


def _texts(node: ast.AST, *, shown: bool) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant | ast.JoinedStr):
        text = _text_of(node)
        joined = isinstance(node, ast.JoinedStr) and _JOINED.search(_text_of(node))
        if shown and (joined or _SENTENCE.search(_TAG.sub("", text)) or _LABEL.fullmatch(text)):
            yield node.lineno, text
        return
    for child in _children(node):
        yield from _texts(child, shown=shown and not _is_silent(node, child))


def _text_of(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    parts = [one.value if isinstance(one, ast.Constant) else "{}" for one in node.values]
    return "".join(str(one) for one in parts)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What may hold a text: neither docstrings nor annotations nor decorators."""
    body = getattr(node, "body", None)
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_params", "ops"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            is_docstring = (
                isinstance(body, list)
                and field == "body"
                and isinstance(child, ast.Expr)
                and isinstance(child.value, ast.Constant)
            )
            if isinstance(child, ast.AST) and not is_docstring:
                yield child


def _is_silent(node: ast.AST, child: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in _NOT_SHOWN_KEYWORDS
    if isinstance(node, ast.Expr):  # a text below an attribute is its docstring
        return isinstance(child, ast.Constant)
    if isinstance(node, ast.Compare | ast.Subscript | ast.MatchValue):
        return True
    if isinstance(node, ast.Dict):
        return child in node.keys
    if isinstance(node, ast.Assign):  # the names that a module gives out
        return any(isinstance(one, ast.Name) and one.id == "__all__" for one in node.targets)
    if isinstance(node, ast.Attribute):  # "a b c".split() is a list of words for the program
        return node.attr == "split"
    if not isinstance(node, ast.Call) or child is node.func:
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return name in SAYING | _NOT_SHOWN


def room_of(file: str) -> str:
    """The room of a file: `gui/align` in the window, else the first folder, or the file itself."""
    first, *others = file.split("/")
    return f"{first}/{others[0]}" if first == "gui" and others[1:] else first
