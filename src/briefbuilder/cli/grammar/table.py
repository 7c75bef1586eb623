"""How a command is written down: its name, what it does, its arguments and some examples.

A row says its words as the program stores them; they are looked up when the parser is made. No
slow module is imported by these tables: the window starts by way of the command line, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefbuilder.language.marks import N_


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument or option: its names, its words, and what argparse is told of it."""

    names: tuple[str, ...]
    says: str
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Either:
    """Options of which a line may have one."""

    of: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A command, or a group of them; `says` begins in lower case and has no full stop."""

    name: str
    says: str
    arguments: tuple[Argument | Either, ...] = ()
    examples: tuple[str, ...] = ()
    actions: tuple[Subcommand, ...] = ()


def argument(*names: str, says: str = "", **told: object) -> Argument:
    """An argument as argparse knows it; `says` is its help."""
    return Argument(names, says, told)


def one_of(name: str, choices: Sequence[str], default: str | None = None) -> Argument:
    """An argument that may be left out, called by what it may be, as a complaint calls it."""
    metavar = "|".join(choices)
    return argument(name, nargs="?", choices=choices, metavar=metavar, default=default)


def flag(*names: str, says: str) -> Argument:
    """An option that is there or not."""
    return Argument(names, says, {"action": "store_true"})


def words(name: str, metavar: str, says: str, **told: object) -> Argument:
    """An option with a text, which is None where it is not given."""
    return Argument((name,), says, {"metavar": metavar, **told})


def several(name: str, metavar: str, says: str, **told: object) -> Argument:
    """An option that may be given again."""
    return Argument((name,), says, {"metavar": metavar, "action": "append", "default": [], **told})


LIBRARY = words(
    "--library", N_("DIR"), N_("the library's folder (default: the shipped one)"), type=Path
)
TEMPLATES = several(
    "--templates",
    N_("DIR"),
    N_("a folder of templates to look in before the shipped ones; may be given again"),
    type=Path,
)
FOLDERS = (LIBRARY, TEMPLATES)
JSON = flag("--json", says=N_("print the result as JSON"))
BRIEF_FILE = argument("file", type=Path, metavar=N_("FILE.brief"))
