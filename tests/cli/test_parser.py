"""The grammar of the command line, and its help."""

import ast
import importlib
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbuilder import __version__
from briefbuilder.app.exporting import Format
from briefbuilder.cli.dispatch import COMMANDS
from briefbuilder.cli.grammar import choices
from briefbuilder.cli.own_argparse import SENTENCES, argparse
from briefbuilder.cli.parser import make_parser
from briefbuilder.domain.clearances import ClearanceOutcome
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.items import Kind, Status
from briefbuilder.language import interface
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


ALL = list(commands(make_parser()))


@pytest.mark.parametrize(
    ("spelled", "meant"),
    [
        (choices.ANSWERS, AnswerValue),
        (choices.FORMATS, Format),
        (choices.COPIES, Copy),
        (choices.STATUSES, Status),
        (choices.OUTCOMES, ClearanceOutcome),
    ],
)
def test_the_choices_are_those_of_the_domain(spelled, meant):
    assert list(spelled) == [one.value for one in meant]


def test_every_command_is_there_to_be_run():
    assert set(ALL) - {"open"} == set(COMMANDS)
    for module in COMMANDS.values():
        assert callable(importlib.import_module(f"briefbuilder.cli.commands.{module}").run)


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
        env={**os.environ, "PYTHONPATH": str(Path(choices.__file__).parents[3])},
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


# What argparse says to whoever writes a parser, or of what ours has not: numbers of values, files.
# Of a wrong choice ours speaks itself.
FOR_DEVELOPERS = """
    %(heading)s: | %(prog)s: error: %(message)s | %r is not callable
    .__call__() not defined | 'required' is an invalid argument for positionals
    argument "-" with mode %r | can't open '%(filename)s': %(error)s
    cannot have multiple subparser arguments | cannot merge actions - two groups are named %r
    conflicting option string: %s | conflicting option strings: %s | conflicting subparser: %s
    conflicting subparser alias: %s | dest= is required for options like %r
    expected %s argument | expected %s arguments | invalid conflict_resolution value: %r
    invalid option string %(option)r: must start with a character %(prefix_chars)r
    mutually exclusive arguments must be optional | unexpected option string: %s
    unknown parser %(parser_name)r (choices: %(choices)s) | title | description | subcommands
    argument '%(argument_name)s' is deprecated | command '%(parser_name)s' is deprecated
    option '%(option)s' is deprecated | action=%r is not callable | unknown action %r
    invalid choice: %(value)r (choose from %(choices)s) | invalid choice: %(value)r
    %(prog)s: warning: %(message)s | (default: %(default)s) | show program's version number and exit
"""


def test_every_sentence_of_argparse_that_ours_can_say_is_in_the_catalogue():
    said = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
            texts = (one for arg in node.args for one in ast.walk(arg))
            said |= {
                one.value.strip("\n")
                for one in texts
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    left_out = {one.strip() for line in FOR_DEVELOPERS.splitlines() for one in line.split(" | ")}

    assert {one for one in said if one.strip() not in left_out} <= set(SENTENCES)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "nope",
            "briefbuilder: Argument COMMANDE : « nope » n’est pas admis (à choisir parmi open,",
        ),
        (
            "export a --to gif",
            "Argument --to : « gif » n’est pas admis (à choisir parmi pdf, docx,",
        ),
        ("library list x", "Argument items|sources|checklists|markings : « x » n’est pas admis"),
        ("library status a x", "Argument draft|in-review|approved|withdrawn : « x » n’est pas"),
        ("check", "briefbuilder check: Il manque ces arguments : FICHIER.brief."),
        ("library", "briefbuilder library: Il manque ces arguments : ACTION."),
        ("templates --js", "briefbuilder: Arguments inconnus : --js."),
        ("export a --draft 0", "Argument --draft : « 0 » n’est pas un nombre de 1 à 9999."),
        ("export a --draft", "Argument --draft : une valeur est attendue."),
        ("update a --keep", "Argument --keep : au moins une valeur est attendue."),
        ("update a --all --keep b", "Argument --keep : incompatible avec l’argument --all."),
        ("show a --json=1", "cette option ne prend pas de valeur, et « 1 » lui est donnée."),
        ("library search --limit=0", "Argument --limit : « 0 » n’est pas un nombre supérieur à 0."),
    ],
)
def test_a_line_that_is_wrong_is_told_so_in_french(terminal: Terminal, line: str, complaint: str):
    ran = terminal.run("--language=fr", *line.split())
    told = ran.err.replace("\u00a0", " ")

    assert (ran.code, ran.out) == (2, "")
    assert complaint in told
    assert told.endswith(" --help.\n")
    assert " Voir briefbuilder" in told


def test_a_tag_that_is_missing_is_asked_for(terminal: Terminal):
    assert "argument --language: expected one argument" in terminal.run("--language").err.lower()


def test_the_process_keeps_its_own_argparse():
    theirs = importlib.import_module("argparse")
    interface.speak("fr")
    make_parser()

    assert theirs is not argparse
    assert theirs.ArgumentParser(prog="x").format_usage() == "usage: x [-h]\n"


# Lines of examples, which are typed as they stand; and words that no French sentence has.
TYPED = re.compile(r"^ +briefbuilder .*$|--[\w-]+", re.MULTILINE)
ENGLISH = re.compile(r"\b(the|of|and|with|for|what|how|its|whether|default|options:|usage)\b")


@pytest.mark.parametrize("command", ALL)
def test_no_help_in_french_has_an_english_word_of_ours(terminal: Terminal, command: str):
    out = terminal.done("--language=fr", *command.split(), "--help")

    assert out.startswith(f"utilisation\u00a0: briefbuilder {command}")
    assert not ENGLISH.search(TYPED.sub("", out)), out
