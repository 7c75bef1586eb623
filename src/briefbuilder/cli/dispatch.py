"""Which module does what the command line asks for.

It is loaded by its name when its command is asked for, and no other: what a command does not need
it does not wait for.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation

if TYPE_CHECKING:
    from briefbuilder.app.surroundings import Surroundings

COMMANDS: Mapping[str, str] = {
    "new": "new",
    "show": "show",
    "check": "check",
    "export": "export",
    "answer": "answer",
    "clear": "clear",
    "update": "update",
    "verify": "verify",
    "doctor": "doctor",
    "templates": "templates",
    "library check": "library_check",
    "library coverage": "library_coverage",
    "library proof": "library_proof",
    "library search": "library_search",
    "library show": "library_show",
    "library list": "library_list",
    "library where-used": "library_where_used",
    "library status": "library_status",
}
"""The module in `cli/commands/` of each command; its `run` takes the task and tells the code."""


def run_command(
    args: argparse.Namespace, console: Console, surroundings: Surroundings | None
) -> int:
    """Do what `args` ask for, and return the exit code."""
    action = getattr(args, "action", None)
    name = f"{args.command} {action}" if action else args.command
    gc.disable()  # what is loaded is no garbage
    try:
        module = import_module(f"briefbuilder.cli.commands.{COMMANDS[name]}")
    finally:
        gc.enable()
    code: int = module.run(Invocation(args, console, surroundings))
    return code
