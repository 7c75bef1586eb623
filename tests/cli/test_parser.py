"""The grammar of the command line, and its help."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbuilder import __version__
from briefbuilder.app.exporting import Format
from briefbuilder.cli import parser as grammar
from briefbuilder.cli.dispatch import COMMANDS
from briefbuilder.domain.clearances import ClearanceOutcome
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Kind, Status
from briefbuilder.render.job import Copy
from helpers.cli_samples import Terminal


def commands(parser: argparse.ArgumentParser, name: str = "") -> Iterator[str]:
    """Every command that the parser knows, with the words that lead to it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from commands(inner, f"{name} {word}".strip())
            return
    yield name


ALL = list(commands(grammar.make_parser()))


@pytest.mark.parametrize(
    ("spelled", "meant"),
    [
        (grammar.ANSWERS, AnswerValue),
        (grammar.FORMATS, Format),
        (grammar.COPIES, Copy),
        (grammar.STATUSES, Status),
        (grammar.OUTCOMES, ClearanceOutcome),
    ],
)
def test_the_choices_are_those_of_the_domain(spelled, meant):
    assert list(spelled) == [one.value for one in meant]


def test_every_command_is_there_to_be_run():
    assert set(ALL) - {"open"} == set(COMMANDS)


@pytest.mark.parametrize("command", ALL)
def test_every_command_has_help(terminal: Terminal, command: str):
    out = terminal.done(*command.split(), "--help")

    assert out.startswith(f"usage: briefbuilder {command}")


def test_the_help_of_the_whole_shows_examples_and_exit_codes(terminal: Terminal):
    out = terminal.done("--help")

    assert "examples:\n  briefbuilder " in out
    assert "exit status: 0 done, 1 findings or problems of severity error, 2 wrong usage" in out


def test_the_version_is_printed(terminal: Terminal):
    assert terminal.done("--version") == f"briefbuilder {__version__}\n"


def test_options_are_not_guessed_from_their_beginnings(terminal: Terminal):
    assert terminal.run("templates", "--js").code == 2


def test_the_window_does_not_wait_for_what_only_commands_need():
    code = (
        "import sys, briefbuilder.cli.main as m; m.main([], open_window=lambda *_: 0);"
        "print({'pydantic', 'jinja2', 'markdown_it', 'weasyprint'} & sys.modules.keys())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(grammar.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == "set()\n", ran.stderr


def test_kinds_are_named_in_the_help_of_the_search(terminal: Terminal):
    assert "kind: tag: region: actor: period: status:" in " ".join(
        terminal.done("library", "search", "--help").split()
    )
    assert len(Kind) == 4
