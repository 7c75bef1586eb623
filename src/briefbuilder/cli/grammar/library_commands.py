"""Commands that read and keep the library: `briefbuilder library ACTION`."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.cli.grammar.choices import SHELVES, STATUSES, positive
from briefbuilder.cli.grammar.table import (
    JSON,
    LIBRARY,
    TEMPLATES,
    Subcommand,
    argument,
    flag,
    one_of,
    words,
)
from briefbuilder.language.marks import N_

_ALWAYS = (LIBRARY, JSON)
_FORM = words(
    "--template", "ID", N_("the form to print in (default: proof_template of library.yaml)")
)

_CHECK = Subcommand(
    "check",
    N_("print what is to be mended in the library, where, and by which rule"),
    (
        flag("--advice", says=N_("print advice as well as count it")),
        flag("--quick", says=N_("do not print the items; says nothing about lengths")),
        *(_FORM, TEMPLATES, *_ALWAYS),
    ),
    (
        "briefbuilder library check",
        "briefbuilder library check --advice",
        "briefbuilder library check --quick",
    ),
)
_PROOF = Subcommand(
    "proof",
    N_("print items alone, each to a PDF, and say how long each is"),
    (
        argument("items", nargs="*", metavar=N_("ITEM"), says=N_("the items (default: all)")),
        argument(
            "-o",
            "--out",
            type=Path,
            required=True,
            metavar=N_("FOLDER"),
            says=N_("where the PDFs go"),
        ),
        flag("--overwrite", says=N_("replace PDFs that are there")),
        *(_FORM, TEMPLATES, *_ALWAYS),
    ),
    (
        "briefbuilder library proof vietnam-war -o proofs",
        "briefbuilder library proof -o proofs --template uk-ministerial-submission",
    ),
)
_SEARCH = Subcommand(
    "search",
    N_("find items"),
    (
        argument(
            "words",
            nargs="*",
            metavar=N_("WORD"),
            says=N_("words, and filters: {filters}"),
        ),
        words("--limit", "N", N_("at most N items"), type=positive, default=50),
        *_ALWAYS,
    ),
    (
        "briefbuilder library search naval quarantine",
        "briefbuilder library search 'actor:\"United States\" period:1960..1970'",
        "briefbuilder library search status:overdue",
    ),
)
_SHOW = Subcommand(
    "show",
    N_("print an item, with what is known of its statements"),
    (argument("item", metavar=N_("ITEM")), *_ALWAYS),
)
_LIST = Subcommand(
    "list",
    N_("list what the library holds"),
    (one_of("shelf", SHELVES, default="items"), *_ALWAYS),
)
_WHERE_USED = Subcommand(
    "where-used",
    N_("print what leans on an item or a source"),
    (
        argument("name", metavar=N_("ITEM|SOURCE")),
        words("--briefs", N_("FILE.brief"), N_("look here, too"), nargs="+", type=Path, default=[]),
        *_ALWAYS,
    ),
    ("briefbuilder library where-used vietnam-war --briefs *.brief",),
)
_STATUS = Subcommand(
    "status",
    N_("print how the library stands; of one item, print or change its status"),
    (
        argument("item", nargs="?", metavar=N_("ITEM")),
        one_of("status", STATUSES),
        argument(
            "--why",
            "--because",
            default="",
            metavar="T",
            says=N_("why: no status is changed without a reason"),
        ),
        *_ALWAYS,
    ),
    (
        "briefbuilder library status",
        "briefbuilder library status vietnam-war",
        N_("briefbuilder library status vietnam-war withdrawn --why 'Superseded'"),
    ),
)
_COVERAGE = Subcommand(
    "coverage",
    N_("print what the library treats and how each item is found"),
    (
        flag("--write", says=N_("write it to COVERAGE.md in the library's folder")),
        *_ALWAYS,
    ),
    ("briefbuilder library coverage", "briefbuilder library coverage --write"),
)

LIBRARY_COMMANDS = Subcommand(
    "library",
    N_("read and keep the library of items"),
    examples=(
        "briefbuilder library check",
        "briefbuilder library search 'naval tag:deterrence period:1960..1990'",
        "briefbuilder library show cuban-missile-crisis",
        "briefbuilder library where-used frus-1961-63-xi",
        N_("briefbuilder library status vietnam-war approved --why 'Read by two'"),
    ),
    actions=(_CHECK, _PROOF, _SEARCH, _SHOW, _LIST, _WHERE_USED, _STATUS, _COVERAGE),
)
