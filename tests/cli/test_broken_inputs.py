"""Whatever is wrong with what it is given, a command says so in a sentence with its place.

No traceback is shown, nothing of the outside is read, and the exit code tells a faulty file (1)
from a wrong command line (2).
"""

import io
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.cli_samples import Ran, Terminal, change

SECRET = "the content of a file outside"

Spoil = Callable[[Path], None]


def assert_said(ran: Ran, code: int, place: str, words: str) -> None:
    """The exit code is right, and standard error is lines of `place: sentence`."""
    assert ran.code == code, ran
    assert "Traceback" not in ran.err + ran.out
    assert SECRET not in ran.err + ran.out
    lines = [line for line in ran.err.splitlines() if words in line]
    assert lines, f"{words!r} is not in:\n{ran.err}"
    assert re.match(place, lines[0]), f"{place!r} does not begin: {lines[0]}"
    for line in ran.err.splitlines():
        assert re.fullmatch(r"\S.*: \S.*[.!?…)]", line), f"no place and sentence: {line}"


def replaced(old: str, new: str) -> Spoil:
    """Change the words of a text file."""
    return lambda path: change(path, old, new)


def written(data: bytes | str) -> Spoil:
    """Put something else into the file."""

    def spoil(path: Path) -> None:
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    return spoil


def linked_outside(path: Path) -> None:
    """Make the file a link to one outside."""
    secret = path.parents[2] / "secret.txt"
    secret.write_text(SECRET)
    path.unlink()
    path.symlink_to(secret)


def a_pipe(path: Path) -> None:
    """Make the file a pipe that nobody writes into."""
    path.unlink()
    os.mkfifo(path)


def gone(path: Path) -> None:
    """Take the file away."""
    path.unlink()


# The library

ITEM = "case-studies/suez-1956.md"
CHECKLIST = "checklists/civil-military-alignment.yaml"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


@dataclass(frozen=True)
class Broken:
    """A file, what is done to it, and what is said of it where."""

    file: str
    spoil: Spoil
    words: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.file}-{self.words}"


LIBRARY = [
    Broken(ITEM, written(""), "three hyphens"),
    Broken(ITEM, replaced("---\n", ""), "head"),
    Broken(ITEM, replaced("title: Suez Crisis", "title: [Suez"), "not closed"),
    Broken(ITEM, replaced("title: Suez Crisis", "\ttitle: Suez"), "tab"),
    Broken(ITEM, replaced("owner: History desk", "owner: A\nowner: B"), "twice"),
    Broken(ITEM, replaced("owner: History desk", "ovner: A"), "ovner"),
    Broken(ITEM, replaced("owner: History desk", "owner: !!python/object:os.system A"), "tag"),
    Broken(ITEM, replaced("owner: History desk", "owner: &o A"), "Anchors"),
    Broken(ITEM, replaced("title: Suez Crisis", "title:"), "title"),
    Broken(ITEM, replaced("kind: case-study", "kind: novel"), "kind"),
    Broken(ITEM, replaced("as_at: 2026-11-01", "as_at: yesterday"), "yesterday"),
    Broken(ITEM, replaced("review_by: 2027-11-01", "review_by: 2020-01-01"), "review_by"),
    Broken(ITEM, replaced("period: {from: 1956-10-29", "period: {from: 1956-02-31"), "calendar"),
    Broken(ITEM, replaced("version: 1", "version: 99"), "newer"),
    Broken(ITEM, replaced("format: briefbuilder-item", "format: novel"), "format"),
    Broken(ITEM, replaced("id: suez-1956", "id: suez"), "name of the file"),
    Broken(ITEM, replaced("## Legal basis", "## Illegal basis"), "Illegal basis"),
    Broken(ITEM, replaced("## Legal basis", "# Legal basis"), "##"),
    Broken(ITEM, written(b"---\ntitle: \xff\xfe\n---\n"), "UTF-8"),
    Broken(ITEM, written(b"x" * 3_000_000), "more than"),
    Broken(ITEM, replaced("[@kyle-2011, p. 4]", "[@nobody]"), "@nobody"),
    Broken(ITEM, replaced("related: [naval-presence]", "related: [nothing]"), "nothing"),
    Broken(ITEM, linked_outside, "link"),
    Broken(ITEM, a_pipe, "named pipe"),
    Broken("library.yaml", gone, "library.yaml"),
    Broken("library.yaml", written("format: briefbuilder-library\nversion: 1\n"), "id"),
    Broken("library.yaml", written(BOMB), "Anchors"),
    Broken("sources/books.yaml", replaced("type: book", "type: rumour"), "rumour"),
    Broken("sources/books.yaml", replaced("issued: 2011", "issued: soon"), "soon"),
    Broken(CHECKLIST, replaced("severity: advisory", "severity: fatal"), "fatal"),
    Broken(CHECKLIST, replaced("id: A2", "id: A1"), "A1"),
    Broken(CHECKLIST, replaced("recommend: [naval-presence]", "recommend: [nothing]"), "nothing"),
    Broken("markings/test-scheme.yaml", replaced("portion: (L)", "colour: red"), "colour"),
]


@pytest.mark.parametrize("broken", LIBRARY, ids=str)
def test_a_broken_library_is_reported_at_its_place(terminal: Terminal, broken: Broken):
    path = terminal.library / broken.file
    path.parent.mkdir(exist_ok=True)
    broken.spoil(path)

    ran = terminal.run("library", "check")

    assert_said(ran, 1, re.escape(f"{terminal.library}/{broken.file}"), broken.words)


# Briefs


def entries(path: Path) -> dict[str, bytes]:
    """What a brief's ZIP holds."""
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(path: Path, held: Mapping[str, bytes]) -> None:
    """Write a brief's ZIP, its type first and stored."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in held.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr(zipfile.ZipInfo(name), data, compress_type=kind)
    path.write_bytes(made.getvalue())


def with_entry(name: str, data: bytes | None) -> Spoil:
    """Add an entry, replace it, or take it away."""

    def spoil(path: Path) -> None:
        held = {key: value for key, value in entries(path).items() if key != name}
        zipped(path, held if data is None else {**held, name: data})

    return spoil


def with_words(entry: str, old: bytes, new: bytes) -> Spoil:
    """Change the words of an entry; `entry` is how its name begins."""

    def spoil(path: Path) -> None:
        held = entries(path)
        (name,) = [key for key in held if key.startswith(entry)]
        assert old in held[name]
        zipped(path, {**held, name: held[name].replace(old, new)})

    return spoil


def cut(path: Path) -> None:
    """Lose the second half of the file."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def a_folder(path: Path) -> None:
    """Make the file a folder."""
    path.unlink()
    path.mkdir()


BRIEFS = [
    Broken("", written(b""), ""),
    Broken("", written("Dear Minister"), ""),
    Broken("", cut, ""),
    Broken("", a_pipe, "named pipe"),
    Broken("", with_entry("mimetype", None), "not a brief"),
    Broken("", with_entry("mimetype", b"application/zip"), "not a brief"),
    Broken("", with_entry("brief.yaml", None), "brief.yaml"),
    Broken("", with_entry("brief.yaml", b"\xff\xfe"), "UTF-8"),
    Broken("", with_entry("brief.yaml", b"{" * 5000), "brief.yaml"),
    Broken("", with_words("brief.yaml", b"version: 2", b"version: 99"), "newer"),
    Broken("", with_words("brief.yaml", b"title: Port visit", b"titel: Port visit"), "titel"),
    Broken("", with_words("brief.yaml", b"item: suez-1956", b"item: suez-1957"), "suez-1957"),
    Broken("", with_words("pins/", b"26 July", b"27 July"), "altered"),
    Broken("", with_words("sources.yaml", b"type: book", b"type: rumour"), "rumour"),
    Broken("", with_entry("../../escaped", b"x"), "escaped"),
    Broken("", with_entry("/etc/passwd", b"x"), "passwd"),
    Broken("", with_entry("extra.exe", b"MZ"), "extra.exe"),
    Broken("", with_entry("media/zeros.png", b"\0" * 80_000_000), "zeros.png"),
    Broken("", with_entry("media/map.png", b"not a picture"), "map.png"),
    Broken(
        "",
        with_entry("media/map.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        "map.svg",
    ),
]


@pytest.mark.parametrize("broken", BRIEFS, ids=str)
@pytest.mark.parametrize("command", [["show"], ["check", "--quick"], ["export"]])
def test_a_broken_brief_is_refused(terminal: Terminal, broken: Broken, command: list[str]):
    brief = terminal.new_brief()
    broken.spoil(brief)

    ran = terminal.run(*command, brief)

    assert_said(ran, 1, re.escape(f"{brief}"), broken.words)
    assert {path.name for path in terminal.folder.iterdir()} <= {"a.brief", "library", "cache"}


# Templates


FORM = """\
format: briefbuilder-template
version: 1
id: form
name: A form
sections:
  - {id: issue, heading: Issue}
"""


def write_form(terminal: Terminal, files: Mapping[str, str | None]) -> Path:
    """A folder with one template, of which some files are replaced or taken away."""
    folder = terminal.folder / "forms" / "form"
    folder.mkdir(parents=True)
    page = "<html><body><main data-body><p>Words</p></main></body></html>"
    whole = {"template.yaml": FORM, "brief.html.j2": page, "style.css": ""}
    for name, text in {**whole, **files}.items():
        if text is not None:
            (folder / name).write_text(text)
    return folder.parent


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"template.yaml": None}, "template.yaml"),
        ({"template.yaml": FORM.replace("name: A form", "nome: A form")}, "nome"),
        ({"template.yaml": FORM.replace("version: 1", "version: 99")}, "newer"),
        ({"template.yaml": FORM.replace("id: form", "id: other")}, "folder"),
        ({"template.yaml": FORM + "  - {id: issue, heading: Again}\n"}, "there already, in line 6"),
    ],
)
def test_a_broken_template_is_reported(terminal: Terminal, files, words: str):
    forms = write_form(terminal, files)

    ran = terminal.run("templates", "--templates", forms)

    assert_said(ran, 1, "form", words)
    assert "think-tank-policy-brief" in ran.out


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (None, "brief.html.j2"),
        ("<p>{{ title", "well formed"),
        ("{{ nothing.such }}", "nothing"),
        ("{{ ''.__class__.__mro__ }}", ""),
        ("{% include '/etc/passwd' %}", "passwd"),
        ("{{ 1 / 0 }}", ""),
        ("<p>No brief in here</p>", ""),
    ],
)
@pytest.mark.slow
def test_a_template_that_does_not_work_stops_the_export(terminal: Terminal, page, words: str):
    forms = write_form(terminal, {})
    options = ("--templates", str(forms))
    terminal.done("new", "a.brief", "--template", "form", "--title", "T", *options)
    terminal.done("answer", "a.brief", "A2", "yes", *options)
    if page is None:
        (forms / "form" / "brief.html.j2").unlink()
    else:
        (forms / "form" / "brief.html.j2").write_text(page)

    ran = terminal.run("export", "a.brief", "-o", "a.pdf", *options)

    assert_said(ran, 1, r"form/|brief\.html\.j2|a\.brief", words)
    assert not Path("a.pdf").exists()


# Command lines

NEW = "new b.brief --template think-tank-policy-brief --title T"
LINES = [
    ("bogus", "briefbuilder: ", "‘bogus’"),
    ("--bogus", "briefbuilder: ", "--bogus"),
    ("library", "briefbuilder library: ", "ACTION"),
    ("library bogus", "briefbuilder library: ", "‘bogus’"),
    ("show", "briefbuilder show: ", "FILE.brief"),
    ("show nothing.brief", "nothing.brief: ", "no such file"),
    ("show library", "library: ", "folder"),
    ("check nothing.brief", "nothing.brief: ", "no such file"),
    ("export nothing.brief", "nothing.brief: ", "no such file"),
    ("verify nothing.pdf", "nothing.pdf: ", "no such file"),
    ("open nothing.brief", "nothing.brief: ", "no such file"),
    ("open --library nowhere", "nowhere: ", "no such folder"),
    (f"show {'n' * 300}.brief", "n+.brief: ", "no such file"),
    ("show a\0b.brief", "a.*b.brief: ", "no such file"),
    ("library check --library nowhere", "nowhere: ", "no such folder"),
    ("library check --library a.brief", "a.brief: ", "no such folder"),
    ("templates --templates nowhere", "nowhere: ", "no such folder"),
    ("new b.brief --template T", "briefbuilder new: ", "--title"),
    ("new b.txt --template think-tank-policy-brief --title T", "b.txt: ", ".brief"),
    ("new b.brief --template nothing --title T", "b.brief: ", '"nothing"'),
    ("new b.brief --template ../../library --title T", "b.brief: ", "template"),
    (f"{NEW} --place suez-1956", "--place: ", "--in"),
    (f"{NEW} --place nothing --in problem", "b.brief: ", '"nothing"'),
    (f"{NEW} --place suez-1956: --in problem", "--place suez-1956:: ", "summary"),
    (f"{NEW} --place suez-1956:poem --in problem", "--place suez-1956: ", '"poem"'),
    (f"{NEW} --place suez-1956 --in nowhere", "b.brief: ", '"nowhere"'),
    (f"{NEW} --field author", "--field author: ", "NAME=TEXT"),
    (f"{NEW} --field poet=me", "b.brief: ", '"poet"'),
    (f"{NEW} --marking LOUD --scheme test-scheme", "b.brief: ", '"LOUD"'),
    (f"{NEW} --marking LOW --scheme nothing", "b.brief: ", '"nothing"'),
    ("answer a.brief A1 maybe", "briefbuilder answer: ", "‘maybe’"),
    ("answer a.brief A9 yes", "QUESTION: ", '"A9"'),
    ("answer a.brief A1 n/a", "a.brief: ", "why"),
    ("update a.brief --accept suez-1956", "a.brief: ", '"suez-1956"'),
    ("update a.brief --accept nothing", "a.brief: ", '"nothing"'),
    ("update a.brief --all --keep suez-1956", "briefbuilder update: ", "--keep"),
    ("export a.brief -o a.txt", "a.txt: ", "--to"),
    ("export a.brief -o nowhere/a.pdf", "nowhere: ", "no such folder"),
    ("export a.brief --to odt", "briefbuilder export: ", "‘odt’"),
    ("export a.brief --copy release --annex", "--annex: ", "release copy"),
    ("export a.brief --ceiling LOUD", "a.brief: ", '"LOUD"'),
    ("library search kind:novel", "briefbuilder library search: kind:novel: ", "case-study"),
    ("library search period:soon", "briefbuilder library search: period:soon: ", "YYYY"),
    ("library search --limit 0 x", "briefbuilder library search: ", "above 0"),
    ("library search --limit ² x", "briefbuilder library search: ", "above 0"),
    ("library show nothing", "briefbuilder library show: ", '"nothing"'),
    ("library list shelves", "briefbuilder library list: ", "‘shelves’"),
    ("library where-used nothing", "briefbuilder library where-used: ", '"nothing"'),
    ("library status nothing", "briefbuilder library status: ", '"nothing"'),
    ("library status suez-1956 lost", "briefbuilder library status: ", "‘lost’"),
    ("library status suez-1956 withdrawn", "briefbuilder library status: ", "why"),
]


@pytest.mark.parametrize(("line", "place", "words"), LINES, ids=[line[:60] for line, _, _ in LINES])
def test_a_wrong_command_line_is_told_what_is_wrong(
    terminal: Terminal, line: str, place: str, words: str
):
    terminal.new_brief()
    before = {path: path.read_bytes() for path in terminal.folder.rglob("*.brief")}

    ran = terminal.run(*line.split(" "))

    assert_said(ran, 2, place, words)
    assert ran.out == ""
    assert {path: path.read_bytes() for path in terminal.folder.rglob("*.brief")} == before


def test_a_title_of_spaces_is_no_title(terminal: Terminal):
    ran = terminal.run("new", "b.brief", "--template", "think-tank-policy-brief", "--title", " ")

    assert_said(ran, 2, "b.brief: ", "title")


def test_a_brief_that_is_there_is_not_started_again(terminal: Terminal):
    brief = terminal.new_brief()
    before = brief.read_bytes()

    ran = terminal.run(*NEW.replace("b.brief", "a.brief").split())

    assert_said(ran, 1, "a.brief: ", "exists already")
    assert brief.read_bytes() == before


@pytest.mark.slow
def test_a_release_copy_of_an_unfinished_brief_is_refused(terminal: Terminal):
    brief = terminal.new_brief()

    ran = terminal.run("export", brief, "--copy", "release", "-o", "a.pdf")

    assert_said(ran, 1, re.escape(f"{brief}: "), "A release copy needs a brief without errors")
    assert "question A1: Question A1 blocks the brief" in ran.err
    assert not Path("a.pdf").exists()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nand then nothing", b"Dear Minister"])
def test_what_is_no_pdf_cannot_be_verified(terminal: Terminal, data: bytes):
    Path("a.pdf").write_bytes(data)

    assert_said(terminal.run("verify", "a.pdf"), 1, "a.pdf: ", "PDF")


def test_a_folder_that_cannot_be_written_to_is_named(terminal: Terminal):
    ran = terminal.run(*NEW.replace("b.brief", "nowhere/b.brief").split())

    assert_said(ran, 1, "nowhere/b.brief: ", "")


def test_there_are_at_least_forty():
    assert len(LIBRARY) + len(BRIEFS) + len(LINES) >= 100
