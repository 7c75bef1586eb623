"""docs/PROMISES.md: each sentence of what must never happen is held by tests that exist and run."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "PROMISES.md"
HOW_MANY = 10
"""Promises there are; one more is added here together with its section."""

_SECTION = re.compile(r"^## (\d+)\. \S")
_TEST = re.compile(r"^- `([^`]+)`$")
_NEVER_RUNS = {"skip", "xfail"}


def promises():
    """The page as {promise number: {sentence: [test, …]}}; a line that is none of these fails."""
    found = {}
    _introduction, _, body = PAGE.read_text(encoding="utf-8").partition("\n## ")
    for line in f"## {body}".splitlines():
        if match := _SECTION.match(line):
            sentences = found.setdefault(int(match[1]), {})
        elif line.startswith("### "):
            tests = sentences.setdefault(line.removeprefix("### "), [])
        elif match := _TEST.match(line):
            tests.append(match[1])
        else:
            assert not line.strip(), f"neither a promise, a sentence nor a test: {line}"
    return found


def functions_of(path):
    """The test functions of a file by name, those in classes as `Class::name`."""
    found = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            inner = (one for one in node.body if isinstance(one, ast.FunctionDef))
            found |= {f"{node.name}::{one.name}": one for one in inner}
    return found


def test_the_promises_are_all_there():
    assert list(promises()) == list(range(1, HOW_MANY + 1))


def test_no_sentence_is_without_a_test():
    bare = [
        (number, sentence)
        for number, sentences in promises().items()
        for sentence, tests in (sentences or {"(no sentence)": []}).items()
        if not tests
    ]
    assert bare == []


ALL = sorted({test for said in promises().values() for tests in said.values() for test in tests})


@pytest.mark.parametrize("test", ALL)
def test_every_test_that_is_named_exists_and_runs(test):
    file, _, name = test.partition("::")
    assert (ROOT / file).is_file(), f"{file} is not there"
    function = functions_of(ROOT / file).get(name)
    assert function is not None, f"{file} has no {name}"
    assert name.rpartition("::")[2].startswith("test_")
    marks = {
        node.attr
        for decorator in function.decorator_list
        for node in ast.walk(decorator)
        if isinstance(node, ast.Attribute)
    }
    assert not marks & _NEVER_RUNS, f"{test} does not run"
