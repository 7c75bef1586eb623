"""The parser of the command line, made of the tables of its grammar, with words in one's language.

It imports nothing slow: the window starts here, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from briefbuilder import __version__
from briefbuilder.cli.grammar import brief_commands
from briefbuilder.cli.grammar.library_commands import LIBRARY_COMMANDS
from briefbuilder.cli.grammar.program import DOCTOR, OPEN, TEMPLATES
from briefbuilder.cli.grammar.table import Argument, Either, Subcommand
from briefbuilder.cli.language_option import OPTION
from briefbuilder.cli.own_argparse import argparse
from briefbuilder.language.interface import _, spoken
from briefbuilder.language.marks import N_

_COMMANDS = (
    OPEN,
    *(
        brief_commands.NEW,
        brief_commands.SHOW,
        brief_commands.CHECK,
        brief_commands.EXPORT,
        brief_commands.ANSWER,
        brief_commands.CLEAR,
    ),
    *(brief_commands.UPDATE, brief_commands.VERIFY),
    LIBRARY_COMMANDS,
    *(TEMPLATES, DOCTOR),
)
_FILTERS = "kind: tag: region: actor: period: status:"
_EXAMPLES = N_(
    """\
examples:
  briefbuilder                                     open the window
  briefbuilder templates                           what a brief can be made from
  briefbuilder new crisis.brief --template uk-ministerial-submission --title "A crisis" \\
      --place cuban-missile-crisis:summary --in background
  briefbuilder check crisis.brief
  briefbuilder export crisis.brief -o crisis.pdf
  briefbuilder library search 'quarantine kind:case-study'

exit status: 0 done, 1 findings or problems of severity error, 2 wrong usage
"""
)


class _Parser(argparse.ArgumentParser):
    """An argument parser that complains as the rest of the program does, and guesses nothing."""

    def __init__(self, **told: Any) -> None:  # noqa: ANN401 — handed on as it is
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **told
        )

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        # argparse quotes as Python does, by repr; a person reads the marks of the language.
        if action.choices is not None and value not in action.choices:
            said = _(
                "{value} is not allowed (choose from {choices})",
                value=spoken().quoted(str(value)),
                choices=", ".join(map(str, action.choices)),
            )
            raise argparse.ArgumentError(action, said)

    def error(self, message: str) -> NoReturn:
        complaint = f"{message[:1].upper()}{message[1:]}".rstrip(".")
        where_to_look = _("See {command}.", command=f"{self.prog} --help")
        self.exit(2, f"{self.prog}: {complaint}. {where_to_look}\n")


if TYPE_CHECKING:
    _SubCommands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 - it has no public name


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, in the language that is spoken."""
    parser = _Parser(
        prog="briefbuilder",
        description=_(
            "Assemble, check and print briefings on the use of armed forces in diplomacy."
        ),
        epilog=_(_EXAMPLES),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"%(prog)s {__version__}",
        help=_("show program's version number and exit"),
    )
    parser.add_argument(
        "--debug",
        action="store_true",
        help=_("say on standard error what the program does, and where a fault is"),
    )
    parser.add_argument(
        OPTION,
        default="",
        metavar=_("TAG"),
        help=_("speak this language, and not the system's or the one that is set: en, en-US, fr"),
    )
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser)
    for command in _COMMANDS:
        _add(command, commands)
    return parser


def _add(command: Subcommand, commands: _SubCommands) -> None:
    says = _(command.says)
    parser = commands.add_parser(
        command.name,
        help=says,
        description=f"{says[:1].upper()}{says[1:]}.",
        epilog=_examples(command.examples),
    )
    for one in command.arguments:
        if isinstance(one, Either):
            choice = parser.add_mutually_exclusive_group()
            _add_arguments(one.of, choice)
        else:
            _add_arguments([one], parser)
    if command.actions:
        actions = parser.add_subparsers(
            dest="action", metavar=_("ACTION"), required=True, parser_class=_Parser
        )
        for action in command.actions:
            _add(action, actions)


def _examples(examples: Iterable[str]) -> str | None:
    lines = "".join(f"  {_(example)}\n" for example in examples)
    heading = _("examples:")
    return f"{heading}\n{lines}" if lines else None


def _add_arguments(
    arguments: Iterable[Argument],
    parser: argparse.ArgumentParser | argparse._MutuallyExclusiveGroup,
) -> None:
    for one in arguments:
        told = dict(one.told)
        if "metavar" in told:
            told["metavar"] = _(told["metavar"])
        # Their colons stay as they are typed, in whatever language.
        says = _(one.says, filters=_FILTERS) if one.says else None
        parser.add_argument(*one.names, help=says, **told)
