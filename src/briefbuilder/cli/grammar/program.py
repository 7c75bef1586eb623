"""Commands that are about the program itself."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.cli.grammar.table import FOLDERS, JSON, LIBRARY, Subcommand, argument
from briefbuilder.language.marks import N_

OPEN = Subcommand(
    "open",
    N_("open the window, on a brief or a record copy if named"),
    (argument("file", type=Path, metavar=N_("FILE.brief"), nargs="?"), LIBRARY),
)
TEMPLATES = Subcommand(
    "templates", N_("list the templates and what each section asks for"), (*FOLDERS, JSON)
)
DOCTOR = Subcommand(
    "doctor",
    N_("say how this installation stands, for whoever helps with it; no word of a brief is told"),
    (*FOLDERS, JSON),
    ("briefbuilder doctor", N_("briefbuilder doctor --json > for-the-helper.json")),
)
