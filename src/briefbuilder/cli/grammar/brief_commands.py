"""Commands that make, read, change and print a brief."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.cli.grammar.choices import ANSWERS, COPIES, FORMATS, OUTCOMES, draft_number
from briefbuilder.cli.grammar.table import (
    BRIEF_FILE,
    FOLDERS,
    JSON,
    Either,
    Subcommand,
    argument,
    flag,
    several,
    words,
)
from briefbuilder.cli.own_argparse import argparse
from briefbuilder.language.marks import N_

NEW = Subcommand(
    "new",
    N_("start a brief from a template"),
    (
        argument("out", type=Path, metavar=N_("OUT.brief")),
        words("--template", "ID", N_("see briefbuilder templates"), required=True),
        argument("--title", required=True, metavar="T"),
        words("--marking", N_("LEVEL"), N_("its protective marking, with caveats")),
        words("--scheme", "ID", N_("the scheme that the marking is of")),
        words("--checklist", "ID", N_("walk this checklist instead of the template's")),
        words(
            "--lang",
            N_("TAG"),
            N_("the language of the brief, as in fr; the template's if it is not given"),
        ),
        several(
            "--field",
            N_("NAME=TEXT"),
            N_("fill in a line of the form's head; may be given again"),
        ),
        several(
            "--place",
            N_("ITEM[:PARTS]"),
            N_(
                "place a library item, whole or in parts (summary, timeline, the name of a "
                "section); each --place is followed by its --in"
            ),
        ),
        several(
            "--in",
            N_("SECTION"),
            N_("the section that the item before it goes to"),
            dest="sections",
        ),
        *FOLDERS,
    ),
    (
        N_('briefbuilder new a.brief --template think-tank-policy-brief --title "A title"'),
        N_('briefbuilder new a.brief --template uk-ministerial-submission --title "A title" \\'),
        N_('    --marking OFFICIAL --field to="The Minister" \\'),
        "    --place cuban-missile-crisis:summary --in background \\",
        "    --place naval-presence-port-visits --in options",
    ),
)
SHOW = Subcommand(
    "show",
    N_("print a brief's outline, the texts it holds and its answers"),
    (BRIEF_FILE, JSON),
    (
        "briefbuilder show a.brief",
        "briefbuilder show a.brief --json",
        "briefbuilder show record.pdf",
    ),
)
CHECK = Subcommand(
    "check",
    N_("print what is to be mended before a brief goes forward"),
    (
        argument("files", type=Path, metavar=N_("FILE.brief"), nargs="+"),
        flag("--quick", says=N_("do not lay out the pages; says nothing about lengths")),
        *FOLDERS,
        JSON,
    ),
    ("briefbuilder check a.brief", "briefbuilder check --quick *.brief"),
)
EXPORT = Subcommand(
    "export",
    N_("write briefs as PDF, Word or HTML"),
    (
        argument("files", type=Path, metavar=N_("FILE.brief"), nargs="+"),
        argument(
            "-o",
            "--out",
            type=Path,
            metavar=N_("OUT"),
            says=N_("a file, or a folder to put it in"),
        ),
        argument("--to", choices=FORMATS, says=N_("default: what OUT ends in, or pdf")),
        argument(
            "--copy",
            choices=COPIES,
            default="draft",
            says=N_(
                "draft: for work; record: for the file, with the brief inside; release: leaves "
                "the building, nothing hidden in it"
            ),
        ),
        argument(
            "--annex",
            action=argparse.BooleanOptionalAction,
            says=N_("print the checklist's answers; default: in a draft and a record copy"),
        ),
        words(
            "--ceiling",
            N_("MARKING"),
            N_(
                "include only what is marked no higher, and without caveats that are not named: "
                "OFFICIAL, OFFICIAL-SENSITIVE, SECRET//NOFORN; what has no marking counts as the "
                "brief's"
            ),
        ),
        several(
            "--without",
            N_("CAVEAT"),
            N_("leave out what bears this caveat; may be given again"),
        ),
        words(
            "--title",
            "T",
            N_(
                "a title for such a copy, fit for it; without one a withheld title is said to be so"
            ),
            default="",
        ),
        words(
            "--draft",
            "N",
            N_("the number of a draft copy; by itself it rises when the brief says something new"),
            type=draft_number,
        ),
        flag("--overwrite", says=N_("replace a file that is there")),
        *FOLDERS,
        JSON,
    ),
    (
        "briefbuilder export a.brief",
        "briefbuilder export a.brief -o a.docx",
        "briefbuilder export *.brief -o out/",
        "briefbuilder export a.brief --copy release --ceiling OFFICIAL -o out/",
        N_("briefbuilder export a.brief --without NOFORN --title 'A port visit' -o allies.pdf"),
    ),
)
ANSWER = Subcommand(
    "answer",
    N_("answer a question of the checklist, or say how the questions stand"),
    (
        BRIEF_FILE,
        argument("question", nargs="?", metavar=N_("QUESTION")),
        argument("value", nargs="?", choices=ANSWERS, metavar="|".join(ANSWERS)),
        flag("--take-back", says=N_("take the answer back")),
        flag("--again", says=N_("give the answer that lapsed to the question's present words")),
        words("--evidence", "T", N_("what the answer rests on")),
        words("--reason", "T", N_("why; needed for n/a")),
        words("--detail", "T", N_("the answer in words")),
        words("--closes", N_("WHO"), N_("who closes the gap")),
        words("--due", N_("WHEN"), N_("by when")),
        words(
            "--override-by",
            N_("NAME"),
            N_("who lets a blocking gap go forward, as it is answered; the record copy says so"),
            default="",
        ),
        words("--override-reason", "T", N_("why; needed with a name"), default=""),
        words("--override-on", N_("DATE"), N_("on which day (default: today)")),
        flag(
            "--withdraw-override",
            says=N_("take back that the gap may go forward; the answer stays"),
        ),
        *FOLDERS,
        JSON,
    ),
    (
        N_("briefbuilder answer a.brief                      how each question stands"),
        N_("briefbuilder answer a.brief A1                   one question, in full"),
        N_("briefbuilder answer a.brief A1 yes --evidence 'Cabinet minute of 3 May'"),
        N_("briefbuilder answer a.brief C4 n/a --reason 'No forces are deployed'"),
        N_("briefbuilder answer a.brief D1 no --override-by 'Minister of State' \\"),
        N_("    --override-reason 'The evacuation cannot wait for the opinion'"),
        "briefbuilder answer a.brief D1 --withdraw-override",
    ),
)
CLEAR = Subcommand(
    "clear",
    N_("record who was asked to clear a brief, and what they said of which words"),
    (
        BRIEF_FILE,
        argument("office", nargs="?", metavar=N_("OFFICE")),
        argument("outcome", nargs="?", choices=OUTCOMES, metavar="|".join(OUTCOMES)),
        words("--name", "N", N_("the person in that office")),
        words("--asked", N_("DATE"), N_("when they were asked")),
        words("--due", N_("DATE"), N_("the day by which they are to reply")),
        words("--on", N_("DATE"), N_("when they replied (default: today, with a reply)")),
        words(
            "--of",
            N_("SECTION"),
            N_("what they clear: sections by id, or all (default: as before, or all)"),
            nargs="+",
        ),
        words("--remark", "T", N_("what they said beside it")),
        words("--answered-in", N_("BLOCK"), N_("the block that answers a non-concurrence")),
        words("--rename", N_("OFFICE"), N_("give the office another name")),
        flag("--still", says=N_("they say the same of the present text, as of today")),
        flag("--remove", says=N_("take the clearance out")),
        *FOLDERS,
        JSON,
    ),
    (
        N_("briefbuilder clear a.brief                       how each clearance stands"),
        N_("briefbuilder clear a.brief 'Legal Advisers' asked --due 2026-12-04"),
        N_("briefbuilder clear a.brief 'Legal Advisers' concur --name 'A. Counsel'"),
        N_("briefbuilder clear a.brief 'Legal Advisers' --still   (the same of the new text)"),
        N_("briefbuilder clear a.brief 'Legal Advisers' --due '4 December 2026' --remark ''"),
        N_("briefbuilder clear a.brief Personnel non-concur --of bottom-line --answered-in t001"),
    ),
)
UPDATE = Subcommand(
    "update",
    N_("print where the library has newer texts than a brief, and take or decline them"),
    (
        BRIEF_FILE,
        Either(
            (
                words("--accept", N_("ITEM"), N_("take the newer text"), nargs="+", default=[]),
                words("--keep", N_("ITEM"), N_("keep the one it has"), nargs="+", default=[]),
                flag("--all", says=N_("take every newer text")),
            )
        ),
        words("--reason", "T", N_("why a text is kept"), default=""),
        *FOLDERS,
        JSON,
    ),
    (
        "briefbuilder update a.brief",
        "briefbuilder update a.brief --accept cuban-missile-crisis",
        N_("briefbuilder update a.brief --keep vietnam-war --reason 'Cleared as it stands'"),
    ),
)
VERIFY = Subcommand(
    "verify",
    N_("say which brief a PDF came from, and whether it is as it was issued"),
    (argument("file", type=Path, metavar=N_("FILE.pdf")), JSON),
    (N_("briefbuilder verify received.pdf"),),
)
