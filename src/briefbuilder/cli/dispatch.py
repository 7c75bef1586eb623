"""Which module does what the command line asks for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from briefbuilder.app.surroundings import Surroundings
from briefbuilder.cli.commands import (
    answer,
    check,
    clear,
    doctor,
    export,
    library_check,
    library_coverage,
    library_list,
    library_proof,
    library_search,
    library_show,
    library_status,
    library_where_used,
    new,
    show,
    templates,
    update,
    verify,
)
from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation

COMMANDS: Mapping[str, Callable[[Invocation], int]] = {
    "new": new.run,
    "show": show.run,
    "check": check.run,
    "export": export.run,
    "answer": answer.run,
    "clear": clear.run,
    "update": update.run,
    "verify": verify.run,
    "doctor": doctor.run,
    "templates": templates.run,
    "library check": library_check.run,
    "library coverage": library_coverage.run,
    "library proof": library_proof.run,
    "library search": library_search.run,
    "library show": library_show.run,
    "library list": library_list.run,
    "library where-used": library_where_used.run,
    "library status": library_status.run,
}


def run_command(
    args: argparse.Namespace, console: Console, surroundings: Surroundings | None
) -> int:
    """Do what `args` ask for, and return the exit code."""
    action = getattr(args, "action", None)
    name = f"{args.command} {action}" if action else args.command
    return COMMANDS[name](Invocation(args, console, surroundings))
