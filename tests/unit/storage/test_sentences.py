"""Whatever is wrong with a file is told in our sentences, in the language that is spoken."""

import errno
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from briefbuilder.errors import BriefbuilderError
from briefbuilder.language import interface
from briefbuilder.storage import formats, refusals
from briefbuilder.storage.brief_file import brief_from_bytes
from briefbuilder.storage.checked_zip import pack
from briefbuilder.storage.coverage_file import COVERAGE
from briefbuilder.storage.formats import FileFormat
from briefbuilder.storage.images import clean_image
from briefbuilder.storage.item_file import parse_item, split_item
from briefbuilder.storage.library_folder import LibraryFolder
from briefbuilder.storage.recovery import RECOVERY
from briefbuilder.storage.register import REGISTER
from briefbuilder.storage.safe_read import decode, read_bytes_safely, size_in_words
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.template_folder import TemplateFolder
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump

SAMPLES = Path(__file__).parents[2] / "formats"
# Words of English that French does not have, and what pydantic says.
ENGLISH = re.compile(
    r"\b(the|this|is|are|has|have|of|not|must|may|cannot|which|here|with|to|and|stands)\b",
    re.IGNORECASE,
)
PYDANTICS = re.compile(r"\b(inputs?|argument|valid|unable|extra|decimal)\b", re.IGNORECASE)
# One text for each message of libyaml's that a text can cause.
BROKEN_YAML = (
    *("%FOO bar\n---\na: b", "% x\n---\n", "%YAML 2.0\n---\na: 1", "%YAML x\n", "%TAG !\n"),
    *("%YAML 1.1\n%YAML 1.1\n---\n", "%YAML 1.1111111111111111\n---\n", "%TAG ! x\na: b"),
    *("a: &\n", "a: *\n", "a: !<x\n", "a: !%zz b", "a: !y!z b", "a: |0\n x", "a: | x\n"),
    *("a: |\n\t x\n b", 'a: "x\n---\ny"', 'a: "\\xzz"', 'a: "\\ud800"', 'a: "\\q"', "a: [:: x]"),
    *("a: }", "a: b\n]", "- a: - b", "a: ? b", "a: b\n...\nc: d\ne", "{a: b} c", "- a\nb: c"),
    *("a:\n\t- b", "'a", "a: \ufffe", "a: 1\n\tb: 2", "a: [1, 2\nb: 3", "a: {b: 1, c: 2"),
    *("a:\n  - b\n c: d", "a:\n  - b\n  c: d", "a: x: y", "a: &b c", "a: *b", "a: !!int 5"),
    *("a: 1\na: 2", "? [a]\n: b", "---\na: 1\n---\nb: 2", "", "- a", "a: 1\n<<<<<<< HEAD\n"),
)
INSTEAD: tuple[Any, ...] = (
    None,
    "x",
    "5",
    "9" * 400,
    "",
    [],
    ["x"],
    {},
    {"x": "y"},
    [{"x": "y"}],
    "2026-13-41",
)


@pytest.fixture
def french():
    before = interface.spoken().language
    interface.speak("fr")
    yield
    interface.speak(before)


def english_in(sentence: str) -> list[str]:
    """Our English in a sentence that should be French, names and quotations aside."""
    ours = re.sub(r"«[^»]*»|<\w+>|\([A-Z -]+\)|\S*[/_.]\w\S*|\b[a-z]+-[a-z]+\b", "", sentence)
    return ENGLISH.findall(re.sub(r"(connues ici sont|possibles(?: sont|\s:)).*", "", ours))


def refusal(work) -> str:
    with pytest.raises(BriefbuilderError) as caught:
        work()
    problems = caught.value.problems
    return " ".join(f"{one.sentence} {one.remedy}" for one in problems) or str(caught.value)


@pytest.mark.parametrize("text", BROKEN_YAML)
def test_broken_yaml_is_told_in_our_words(text, french):
    sentence = refusal(lambda: load(text, "x.yaml"))

    assert english_in(sentence) == []
    assert "À partir d’ici" not in sentence, "a message of libyaml's that has no sentence"


def newest(fmt: FileFormat) -> dict[str, Any]:
    """The plain data of a stored sample."""
    folder = SAMPLES / fmt.name.removeprefix("briefbuilder-") / f"v{fmt.version}"
    sample = min(folder.iterdir())
    if sample.suffix == ".brief":
        with zipfile.ZipFile(sample) as archive:
            name = "recovery.yaml" if fmt is RECOVERY else "brief.yaml"
            text = archive.read(name).decode("utf-8")
    else:
        text = sample.read_text(encoding="utf-8")
    return load(split_item(text, "").head if fmt is formats.ITEM else text, "x.yaml").value


def variants(value, path=()):
    """Each place in a file's data, and the data with something else there."""
    if path:
        yield from ((path, one) for one in INSTEAD)
    if isinstance(value, dict):
        yield (*path, "unheard_of"), "x"
        for key, inner in value.items():
            yield from variants(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value[:2]):
            yield from variants(inner, (*path, at))


def with_at(value, path, new):
    if not path:
        return new
    step, *rest = path
    if isinstance(value, dict):
        return {**value, step: with_at(value.get(step), rest, new)}
    return [with_at(one, rest, new) if at == step else one for at, one in enumerate(value)]


def sentences_about(fmt: FileFormat, data: dict[str, Any]) -> list[str]:
    more = {"body": ""} if fmt is formats.ITEM else None
    try:
        validated(load(dump(data), "x.yaml"), fmt, more=more)
    except BriefbuilderError as error:
        return [one.sentence for one in error.problems]
    return []


def all_sentences_about(fmt: FileFormat) -> set[str]:
    """What is said of a sample with each value in turn replaced by each other kind of value."""
    data = newest(fmt)
    changed = (with_at(data, path, new) for path, new in variants(data))
    return {sentence for one in changed for sentence in sentences_about(fmt, one)}


FORMATS = (
    *(formats.ITEM, formats.SOURCES, formats.CHECKLIST, formats.MARKING_SCHEME, formats.LIBRARY),
    *(COVERAGE, formats.BRIEF, formats.TEMPLATE, RECOVERY, REGISTER),
)


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
def test_no_fault_of_a_value_is_told_in_pydantics_words(fmt):
    told = all_sentences_about(fmt)

    assert len(told) > 3
    assert [one for one in told if PYDANTICS.search(one)] == []


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
def test_every_fault_of_a_value_is_told_in_french(fmt, french):
    told = all_sentences_about(fmt)

    assert [one for one in told if english_in(one)] == []


TELLERS = (
    *(refusals.not_written, refusals.not_confirmed, refusals.not_read),
    *(refusals.folder_not_read, refusals.not_seen),
)


@pytest.mark.parametrize("tell", TELLERS, ids=lambda tell: tell.__name__)
def test_no_refusal_of_the_system_is_told_in_its_words(tell, french):
    for number in (0, *errno.errorcode):
        sentence = tell(OSError(number, os.strerror(number)))
        assert os.strerror(number) not in sentence
        assert english_in(sentence) == []
        assert sentence.endswith(".")


def archive(*entries):
    whole = {"mimetype": b"application/vnd.briefbuilder.brief+zip", **dict(entries)}
    return pack(whole)


OTHER_FILES = (
    *(b"", b"words", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\x89PNG"),
    *(b"<html>", b"SQLite format 3\0", pack({"a.txt": b"x"}), pack({"word/document.xml": b""})),
    *(pack({"[Content_Types].xml": b"", name: b""}) for name in ("word/a", "xl/a", "ppt/a", "b")),
    *(
        pack({"mimetype": b"application/vnd.oasis.opendocument." + kind})
        for kind in (b"text", b"x")
    ),
    *(archive(), archive(("brief.yaml", b"")), archive(("brief.yaml", b""), ("x.txt", b""))),
    *(archive(("brief.yaml", b""))[:60], archive(("pins/a@0123456789ab.md", b"x"))),
)


@pytest.mark.parametrize("data", OTHER_FILES, ids=range(len(OTHER_FILES)))
def test_what_is_no_brief_is_told_in_french(data, french):
    assert english_in(refusal(lambda: brief_from_bytes(data, "x.brief"))) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
PICTURES = (
    *(b"words", b"\x89PNG\r\n\x1a\n" + bytes(40), b"\xff\xd8\xff\xe0" + bytes(40)),
    *(b"<svg>\xff", b"<svg", b"<html/>", b"<!DOCTYPE svg>" + SVG.encode(), bytes(9 << 20)),
    *(
        SVG.format(inside).encode()
        for inside in (
            *(
                "<script/>",
                '<rect onclick="x"/>',
                '<rect fill="url(http://x)"/>',
                '<rect x="1e999"/>',
            ),
            *("<g>" * 120 + "</g>" * 120, "<g/>" * 20_001),
            '<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>',
            '<pattern id="p"><text>a</text></pattern><rect fill="url(#p)"/>',
        )
    ),
)


@pytest.mark.parametrize("data", PICTURES, ids=range(len(PICTURES)))
def test_a_picture_that_cannot_be_taken_is_told_of_in_french(data, french):
    assert english_in(refusal(lambda: clean_image(data, "x.png"))) == []


def test_files_and_folders_are_told_of_in_french(tmp_path, french):
    (tmp_path / "folder").mkdir()
    (tmp_path / "large").write_bytes(bytes(2048))
    library = tmp_path / "library"
    (library / "sources").mkdir(parents=True)
    (library / "sources" / "a.txt").touch()
    (library / "media").mkdir()
    (library / "media" / "é.png").touch()
    (library / "tools").mkdir()
    (library / "tools" / "a.md").write_text("---\nid: a\n")
    told = [
        refusal(lambda: read_bytes_safely(tmp_path / "none", limit=1024)),
        refusal(lambda: read_bytes_safely(tmp_path / "folder", limit=1024)),
        refusal(lambda: read_bytes_safely(tmp_path / "large", limit=1024)),
        refusal(lambda: read_bytes_safely(Path("../x"), root=tmp_path, limit=1024)),
        refusal(lambda: decode(b"\xff", "x")),
        refusal(lambda: LibraryFolder(tmp_path / "none").scan()),
        refusal(lambda: TemplateFolder((tmp_path,)).load("none")),
        refusal(lambda: parse_item("no head", "tools/a.md")),
        *(one.sentence for one in LibraryFolder(library).scan().library.problems),
    ]

    assert [one for one in told if english_in(one)] == []
    assert len(told) > 11
    assert size_in_words(1536) == "1,5\xa0Kio"
    assert size_in_words(8 << 30) == "8\u202f192\xa0Mio"
    assert size_in_words(1) == "1 octet"
