"""The command line's grammar and its help. It imports nothing slow: the window starts here, too."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from briefbuilder import __version__
from briefbuilder.cli.language_option import OPTION

# Spelled out because the domain takes long to import; tests/cli compares them with its values.
ANSWERS = ("yes", "partly", "no", "unknown", "n/a")
OUTCOMES = ("asked", "concur", "non-concur", "no-reply", "not-required")
FORMATS = ("pdf", "docx", "html")
COPIES = ("draft", "record", "release")
MOST_DRAFTS = 9999
STATUSES = ("draft", "in-review", "approved", "withdrawn")
SHELVES = ("items", "sources", "checklists", "markings")

_EXAMPLES = """\
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


class _Parser(argparse.ArgumentParser):
    """An argument parser that complains as the rest of the program does, and guesses nothing."""

    def error(self, message: str) -> NoReturn:
        sentence = f"{message[:1].upper()}{message[1:]}".rstrip(".")
        self.exit(2, f"{self.prog}: {sentence}. See {self.prog} --help.\n")


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 - it has no public name


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(
        prog="briefbuilder",
        description="Assemble, check and print briefings on the use of armed forces in diplomacy.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument(
        "--debug",
        action="store_true",
        help="say on standard error what the program does, and where a fault is",
    )
    parser.add_argument(
        OPTION,
        default="",
        metavar="TAG",
        help="speak this language, and not the system's or the one that is set: en, en-US, fr",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_open(commands)
    _add_new(commands)
    _add_show(commands)
    _add_check(commands)
    _add_export(commands)
    _add_answer(commands)
    _add_clear(commands)
    _add_update(commands)
    _add_verify(commands)
    _add_library(commands)
    _add_templates(commands)
    _add_doctor(commands)
    return parser


def _command(
    commands: _Commands,
    name: str,
    help_line: str,
    examples: Sequence[str] = (),
) -> _Parser:
    lines = "".join(f"  {example}\n" for example in examples)
    return commands.add_parser(
        name,
        help=help_line,
        description=f"{help_line[:1].upper()}{help_line[1:]}.",
        epilog=f"examples:\n{lines}" if lines else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_library_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="the library's folder (default: the shipped one)",
    )


def _add_folder_options(parser: argparse.ArgumentParser) -> None:
    _add_library_option(parser)
    _add_templates_option(parser)


def _add_templates_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--templates",
        type=Path,
        metavar="DIR",
        action="append",
        default=[],
        help="a folder of templates to look in before the shipped ones; may be given again",
    )


def _add_json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _add_open(commands: _Commands) -> None:
    parser = _command(commands, "open", "open the window, on a brief or a record copy if named")
    parser.add_argument("file", type=Path, metavar="FILE.brief", nargs="?")
    _add_library_option(parser)


def _add_doctor(commands: _Commands) -> None:
    parser = _command(
        commands,
        "doctor",
        "say how this installation stands, for whoever helps with it; no word of a brief is told",
        ["briefbuilder doctor", "briefbuilder doctor --json > for-the-helper.json"],
    )
    _add_folder_options(parser)
    _add_json_option(parser)


def _add_new(commands: _Commands) -> None:
    parser = _command(
        commands,
        "new",
        "start a brief from a template",
        [
            'briefbuilder new a.brief --template think-tank-policy-brief --title "A title"',
            'briefbuilder new a.brief --template uk-ministerial-submission --title "A title" \\',
            '    --marking OFFICIAL --field to="The Minister" \\',
            "    --place cuban-missile-crisis:summary --in background \\",
            "    --place naval-presence-port-visits --in options",
        ],
    )
    parser.add_argument("out", type=Path, metavar="OUT.brief")
    parser.add_argument(
        "--template", required=True, metavar="ID", help="see briefbuilder templates"
    )
    parser.add_argument("--title", required=True, metavar="T")
    parser.add_argument("--marking", metavar="LEVEL", help="its protective marking, with caveats")
    parser.add_argument("--scheme", metavar="ID", help="the scheme that the marking is of")
    parser.add_argument(
        "--checklist", metavar="ID", help="walk this checklist instead of the template's"
    )
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="NAME=TEXT",
        help="fill in a line of the form's head; may be given again",
    )
    parser.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="ITEM[:PARTS]",
        help="place a library item, whole or in parts (summary, timeline, the name of a section); "
        "each --place is followed by its --in",
    )
    parser.add_argument(
        "--in",
        action="append",
        default=[],
        dest="sections",
        metavar="SECTION",
        help="the section that the item before it goes to",
    )
    _add_folder_options(parser)


def _add_show(commands: _Commands) -> None:
    parser = _command(
        commands,
        "show",
        "print a brief's outline, the texts it holds and its answers",
        [
            "briefbuilder show a.brief",
            "briefbuilder show a.brief --json",
            "briefbuilder show record.pdf",
        ],
    )
    parser.add_argument("file", type=Path, metavar="FILE.brief")
    _add_json_option(parser)


def _add_check(commands: _Commands) -> None:
    parser = _command(
        commands,
        "check",
        "print what is to be mended before a brief goes forward",
        ["briefbuilder check a.brief", "briefbuilder check --quick *.brief"],
    )
    parser.add_argument("files", type=Path, metavar="FILE.brief", nargs="+")
    parser.add_argument(
        "--quick", action="store_true", help="do not lay out the pages; says nothing about lengths"
    )
    _add_folder_options(parser)
    _add_json_option(parser)


def _add_export(commands: _Commands) -> None:
    parser = _command(
        commands,
        "export",
        "write a brief as PDF, Word or HTML",
        [
            "briefbuilder export a.brief",
            "briefbuilder export a.brief -o a.docx",
            "briefbuilder export a.brief --copy release --ceiling OFFICIAL -o out/",
            "briefbuilder export a.brief --without NOFORN --title 'A port visit' -o allies.pdf",
        ],
    )
    parser.add_argument("file", type=Path, metavar="FILE.brief")
    parser.add_argument(
        "-o", "--out", type=Path, metavar="OUT", help="a file, or a folder to put it in"
    )
    parser.add_argument("--to", choices=FORMATS, help="default: what OUT ends in, or pdf")
    parser.add_argument(
        "--copy",
        choices=COPIES,
        default="draft",
        help="draft: for work; record: for the file, with the brief inside; "
        "release: leaves the building, nothing hidden in it",
    )
    parser.add_argument(
        "--annex",
        action=argparse.BooleanOptionalAction,
        help="print the checklist's answers; default: in a draft and a record copy",
    )
    parser.add_argument(
        "--ceiling",
        metavar="MARKING",
        help="include only what is marked no higher, and without caveats that are not named: "
        "OFFICIAL, OFFICIAL-SENSITIVE, SECRET//NOFORN; what has no marking counts as the brief's",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="CAVEAT",
        help="leave out what bears this caveat; may be given again",
    )
    parser.add_argument(
        "--title",
        default="",
        metavar="T",
        help="a title for such a copy, fit for it; without one a withheld title is said to be so",
    )
    parser.add_argument(
        "--draft",
        type=_draft_number,
        metavar="N",
        help="the number of a draft copy; by itself it rises when the brief says something new",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    _add_folder_options(parser)
    _add_json_option(parser)


def _draft_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= MOST_DRAFTS):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number from 1 to {MOST_DRAFTS}')
    return int(text)


def _add_answer(commands: _Commands) -> None:
    parser = _command(
        commands,
        "answer",
        "answer a question of the checklist, or say how the questions stand",
        [
            "briefbuilder answer a.brief                      how each question stands",
            "briefbuilder answer a.brief A1                   one question, in full",
            "briefbuilder answer a.brief A1 yes --evidence 'Cabinet minute of 3 May'",
            "briefbuilder answer a.brief C4 n/a --reason 'No forces are deployed'",
            "briefbuilder answer a.brief D1 no --override-by 'Minister of State' \\",
            "    --override-reason 'The evacuation cannot wait for the opinion'",
            "briefbuilder answer a.brief D1 --withdraw-override",
        ],
    )
    parser.add_argument("file", type=Path, metavar="FILE.brief")
    parser.add_argument("question", nargs="?", metavar="QUESTION")
    parser.add_argument("value", nargs="?", choices=ANSWERS, metavar="|".join(ANSWERS))
    parser.add_argument("--take-back", action="store_true", help="take the answer back")
    parser.add_argument(
        "--again",
        action="store_true",
        help="give the answer that lapsed to the question's present words",
    )
    parser.add_argument("--evidence", metavar="T", help="what the answer rests on")
    parser.add_argument("--reason", metavar="T", help="why; needed for n/a")
    parser.add_argument("--detail", metavar="T", help="the answer in words")
    parser.add_argument("--closes", metavar="WHO", help="who closes the gap")
    parser.add_argument("--due", metavar="WHEN", help="by when")
    parser.add_argument(
        "--override-by",
        default="",
        metavar="NAME",
        help="who lets a blocking gap go forward, as it is answered; the record copy says so",
    )
    parser.add_argument(
        "--override-reason", default="", metavar="T", help="why; needed with a name"
    )
    parser.add_argument("--override-on", metavar="DATE", help="on which day (default: today)")
    parser.add_argument(
        "--withdraw-override",
        action="store_true",
        help="take back that the gap may go forward; the answer stays",
    )
    _add_folder_options(parser)
    _add_json_option(parser)


def _add_clear(commands: _Commands) -> None:
    parser = _command(
        commands,
        "clear",
        "record who was asked to clear a brief, and what they said of which words",
        [
            "briefbuilder clear a.brief                       how each clearance stands",
            "briefbuilder clear a.brief 'Legal Advisers' asked --due 2026-12-04",
            "briefbuilder clear a.brief 'Legal Advisers' concur --name 'A. Counsel'",
            "briefbuilder clear a.brief 'Legal Advisers' --still   (the same of the new text)",
            "briefbuilder clear a.brief 'Legal Advisers' --due '4 December 2026' --remark ''",
            "briefbuilder clear a.brief Personnel non-concur --of bottom-line --answered-in t001",
        ],
    )
    parser.add_argument("file", type=Path, metavar="FILE.brief")
    parser.add_argument("office", nargs="?", metavar="OFFICE")
    parser.add_argument("outcome", nargs="?", choices=OUTCOMES, metavar="|".join(OUTCOMES))
    parser.add_argument("--name", metavar="N", help="the person in that office")
    parser.add_argument("--asked", metavar="DATE", help="when they were asked")
    parser.add_argument("--due", metavar="DATE", help="the day by which they are to reply")
    parser.add_argument(
        "--on", metavar="DATE", help="when they replied (default: today, with a reply)"
    )
    parser.add_argument(
        "--of",
        nargs="+",
        metavar="SECTION",
        help="what they clear: sections by id, or all (default: as before, or all)",
    )
    parser.add_argument("--remark", metavar="T", help="what they said beside it")
    parser.add_argument(
        "--answered-in", metavar="BLOCK", help="the block that answers a non-concurrence"
    )
    parser.add_argument("--rename", metavar="OFFICE", help="give the office another name")
    parser.add_argument(
        "--still", action="store_true", help="they say the same of the present text, as of today"
    )
    parser.add_argument("--remove", action="store_true", help="take the clearance out")
    _add_folder_options(parser)
    _add_json_option(parser)


def _add_update(commands: _Commands) -> None:
    parser = _command(
        commands,
        "update",
        "print where the library has newer texts than a brief, and take or decline them",
        [
            "briefbuilder update a.brief",
            "briefbuilder update a.brief --accept cuban-missile-crisis",
            "briefbuilder update a.brief --keep vietnam-war --reason 'Cleared as it stands'",
        ],
    )
    parser.add_argument("file", type=Path, metavar="FILE.brief")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--accept", nargs="+", default=[], metavar="ITEM", help="take the newer text"
    )
    choice.add_argument("--keep", nargs="+", default=[], metavar="ITEM", help="keep the one it has")
    choice.add_argument("--all", action="store_true", help="take every newer text")
    parser.add_argument("--reason", default="", metavar="T", help="why a text is kept")
    _add_folder_options(parser)
    _add_json_option(parser)


def _add_verify(commands: _Commands) -> None:
    parser = _command(
        commands,
        "verify",
        "say which brief a PDF came from, and whether it is as it was issued",
        ["briefbuilder verify received.pdf"],
    )
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    _add_json_option(parser)


def _add_library(commands: _Commands) -> None:
    library = _command(
        commands,
        "library",
        "read and keep the library of items",
        [
            "briefbuilder library check",
            "briefbuilder library search 'naval tag:deterrence period:1960..1990'",
            "briefbuilder library show cuban-missile-crisis",
            "briefbuilder library where-used frus-1961-63-xi",
            "briefbuilder library status vietnam-war approved --why 'Read by two'",
        ],
    )
    actions = library.add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=_Parser
    )
    check = _command(
        actions,
        "check",
        "print what is to be mended in the library, where, and by which rule",
        [
            "briefbuilder library check",
            "briefbuilder library check --advice",
            "briefbuilder library check --quick",
        ],
    )
    check.add_argument("--advice", action="store_true", help="print advice as well as count it")
    check.add_argument(
        "--quick", action="store_true", help="do not print the items; says nothing about lengths"
    )
    proof = _command(
        actions,
        "proof",
        "print items alone, each to a PDF, and say how long each is",
        [
            "briefbuilder library proof vietnam-war -o proofs",
            "briefbuilder library proof -o proofs --template uk-ministerial-submission",
        ],
    )
    proof.add_argument("items", nargs="*", metavar="ITEM", help="the items (default: all)")
    proof.add_argument(
        "-o", "--out", type=Path, required=True, metavar="FOLDER", help="where the PDFs go"
    )
    proof.add_argument("--overwrite", action="store_true", help="replace PDFs that are there")
    for parser in (check, proof):
        parser.add_argument(
            "--template",
            metavar="ID",
            help="the form to print in (default: proof_template of library.yaml)",
        )
        _add_templates_option(parser)
    search = _command(
        actions,
        "search",
        "find items",
        [
            "briefbuilder library search naval quarantine",
            "briefbuilder library search 'actor:\"United States\" period:1960..1970'",
            "briefbuilder library search status:overdue",
        ],
    )
    search.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="words, and filters: kind: tag: region: actor: period: status:",
    )
    search.add_argument("--limit", type=_positive, default=50, metavar="N", help="at most N items")
    show = _command(actions, "show", "print an item, with what is known of its statements")
    show.add_argument("item", metavar="ITEM")
    listing = _command(actions, "list", "list what the library holds")
    listing.add_argument("shelf", nargs="?", choices=SHELVES, default="items")
    where = _command(
        actions,
        "where-used",
        "print what leans on an item or a source",
        ["briefbuilder library where-used vietnam-war --briefs *.brief"],
    )
    where.add_argument("name", metavar="ITEM|SOURCE")
    where.add_argument(
        "--briefs", nargs="+", type=Path, default=[], metavar="FILE.brief", help="look here, too"
    )
    status = _command(
        actions,
        "status",
        "print how the library stands; of one item, print or change its status",
        [
            "briefbuilder library status",
            "briefbuilder library status vietnam-war",
            "briefbuilder library status vietnam-war withdrawn --why 'Superseded'",
        ],
    )
    status.add_argument("item", nargs="?", metavar="ITEM")
    status.add_argument("status", nargs="?", choices=STATUSES)
    status.add_argument(
        "--why",
        "--because",
        default="",
        metavar="T",
        help="why: no status is changed without a reason",
    )
    coverage = _command(
        actions,
        "coverage",
        "print what the library treats and how each item is found",
        ["briefbuilder library coverage", "briefbuilder library coverage --write"],
    )
    coverage.add_argument(
        "--write", action="store_true", help="write it to COVERAGE.md in the library's folder"
    )
    for parser in (check, proof, search, show, listing, where, status, coverage):
        _add_library_option(parser)
        _add_json_option(parser)


def _add_templates(commands: _Commands) -> None:
    parser = _command(commands, "templates", "list the templates and what each section asks for")
    _add_folder_options(parser)
    _add_json_option(parser)


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        msg = f"{text!r} is not a number above 0"
        raise argparse.ArgumentTypeError(msg)
    return number
