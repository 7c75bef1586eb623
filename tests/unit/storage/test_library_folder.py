"""A scan reads what it can, reports every problem with its place, and re-reads what changed."""

import os
import shutil

import pytest

from briefbuilder.domain.markings import Marking
from briefbuilder.errors import (
    FileChangedError,
    InvalidFileError,
    NotFoundError,
    Severity,
    UnknownVersionError,
)
from briefbuilder.storage import library_folder
from briefbuilder.storage.item_file import format_item
from briefbuilder.storage.library_folder import LibraryFolder
from helpers.picture_samples import SECRET, told_png
from helpers.storage_samples import LIBRARY, PNG, TOOL, tool

SETTINGS = "format: briefbuilder-library\nversion: 1\nid: test\ntitle: Test library\n"
SOURCES = """\
format: briefbuilder-sources
version: 1
sources:
  - {id: log-1907, type: manuscript, title: The log}
  - {id: unclos, type: treaty, title: Law of the Sea}
"""
SCHEME = """\
format: briefbuilder-marking-scheme
version: 1
id: open
title: Open
levels:
  - {id: OPEN, banner: OPEN, portion: (O)}
"""


@pytest.fixture
def root(tmp_path):
    library = tmp_path / "library"
    for folder in ("tools", "sources", "markings", "media"):
        (library / folder).mkdir(parents=True)
    write(library / "library.yaml", SETTINGS)
    write(library / "tools" / "flag-visit.md", TOOL)
    write(library / "sources" / "naval.yaml", SOURCES)
    write(library / "markings" / "open.yaml", SCHEME)
    (library / "media" / "map.png").write_bytes(PNG)
    return library


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def another_tool(number):
    return format_item(tool().model_copy(update={"id": f"tool-{number:04}"}))


def problems_of(root):
    return [str(problem) for problem in LibraryFolder(root).scan().library.problems]


def test_everything_in_the_folder_is_read(root):
    library = LibraryFolder(root).scan().library

    assert library.settings.title == "Test library"
    assert library.entry("flag-visit").item == tool()
    assert library.entry("flag-visit").file == "tools/flag-visit.md"
    assert library.entry("flag-visit").text == TOOL
    assert list(library.sources) == ["log-1907", "unclos"]
    assert list(library.schemes) == ["open"]
    assert library.media == ("map.png",)
    assert library.problems == ()


@pytest.mark.slow
def test_the_shipped_library_has_no_faults():
    library = LibraryFolder(LIBRARY).scan().library

    assert [str(p) for p in library.problems] == []
    assert len(library.entries) == len(list(LIBRARY.glob("*/*.md")))
    assert library.settings.default_checklist in library.checklists
    assert library.settings.default_scheme in library.schemes


def test_one_broken_item_hides_no_other(root):
    for number in range(200):
        write(root / "tools" / f"tool-{number:04}.md", another_tool(number))
    write(root / "tools" / "tool-0100.md", TOOL.replace("status: in-review", "status: [new]"))

    library = LibraryFolder(root).scan().library

    assert len(library.entries) == 200
    assert [str(problem.place) for problem in library.problems] == ["tools/tool-0100.md:9:1"]


@pytest.mark.posix
def test_all_problems_of_all_files_are_collected(root):
    write(root / "tools" / "a.md", "no head")
    write(root / "tools" / "b.md", "---\nid: [\n---\n")
    (root / "tools" / "c.md").write_bytes("---\ntitle: café\n".encode("latin-1"))
    os.mkfifo(root / "tools" / "d.md")
    (root / "tools" / "e.md").symlink_to("/dev/zero")
    (root / "tools" / "f.md").mkdir()
    (root / "tools" / "g.md").write_bytes(b"x" * (1 << 20) + b"x")
    write(
        root / "sources" / "h.yaml",
        SOURCES.replace("log-1907", "log-1908").replace("treaty", "novel"),
    )
    write(root / "checklists" / "i.yaml", "format: briefbuilder-checklist\nversion: 2\n")

    scanned = LibraryFolder(root).scan()

    assert [str(problem).split(". ")[0] for problem in scanned.library.problems] == [
        "tools/a.md:1:1: An item file begins with a line of three hyphens, and then its head.",
        "tools/b.md:3:1: Here a value was expected",
        "tools/c.md:2:1: The file is not UTF-8: byte 15 cannot be read as text",
        "tools/d.md: This is a named pipe, not a regular file.",
        "tools/e.md: This is a link; links are not followed here.",
        "tools/f.md: This is a folder, not a regular file.",
        "tools/g.md: The file has 1 MiB, which is more than the 1 MiB allowed.",
        (
            'sources/h.yaml:5:18: "novel" is not one of article-journal, article-newspaper, '
            "book, chapter, document, hearing, legal_case, legislation, manuscript, report, "
            "speech, treaty, webpage."
        ),
        (
            "checklists/i.yaml:2:1: The file has version 2 of the format briefbuilder-checklist, "
            "and this program knows versions up to 1"
        ),
    ]
    assert list(scanned.library.entries) == ["flag-visit"]


def test_a_faulty_source_hides_only_itself(root):
    write(root / "sources" / "naval.yaml", SOURCES.replace("type: treaty", "type: novel"))

    library = LibraryFolder(root).scan().library

    assert [str(one.place) for one in library.problems] == ["sources/naval.yaml:5:18"]
    assert list(library.sources) == ["log-1907"]
    assert list(library.left_out) == [("source", "unclos")]


def test_the_sources_of_a_file_that_is_no_yaml_are_known_to_be_left_out(root):
    write(root / "sources" / "naval.yaml", SOURCES + "  - [\n")

    library = LibraryFolder(root).scan().library

    assert len(library.problems) == 1
    assert library.sources == {}
    assert set(library.left_out) == {("source", "log-1907"), ("source", "unclos")}


QUESTIONS = """\
format: briefbuilder-checklist
version: 1
id: hour
title: Within the hour
groups:
  - id: A
    title: First
    questions:
      - {id: A1, text: Is it so?, why: Because., evidence: A paper., severity: major}
      - {id: A2, text: Is it so?, why: Because., evidence: A paper., severity: grave}
      - {id: A1, text: Again?, why: Because., evidence: A paper., severity: major}
  - id: B
    title: Second
    questions:
      - {id: B1, text: Is it so?, evidence: A paper., severity: blocking}
  - id: C
    questions:
      - {id: C1, text: Is it so?, why: Because., evidence: A paper., severity: major}
"""


def test_a_faulty_question_hides_only_itself(root):
    write(root / "checklists" / "hour.yaml", QUESTIONS)

    library = LibraryFolder(root).scan().library

    assert [str(one.place) for one in library.problems] == [
        f"checklists/hour.yaml:{place}" for place in ("10:70", "11:10", "15:9", "16:5")
    ]
    assert [one.id for one in library.checklists["hour"].questions] == ["A1"]
    left_out = [("question", key) for key in ("A2", "groups[1].questions[3]", "B1", "C1")]
    assert {key for key in library.left_out if key[0] == "question"} == set(left_out)


LEVELS = """\
format: briefbuilder-marking-scheme
version: 1
id: ranks
title: Ranks
levels:
  - {id: LOW, banner: LOW, portion: (L)}
  - {id: MIDDLE, banner: MIDDLE, portion: (M), colour: grey}
  - {id: HIGH, banner: HIGH, portion: (H)}
  - {id: ODD, banner: ODD, portion: (O)}
  - {id: ODD, banner: ODD TWO, portion: (O2)}
caveats:
  - {id: EYES, banner: EYES, portion: E}
  - {id: NEAR, banner: NEAR, portion: N, needs_level: MIDDLE}
  - {id: FAR, banner: FAR, portion: F, highest_level: HIHG}
"""


def test_a_faulty_level_is_left_out_and_the_others_keep_their_rank(root):
    write(root / "markings" / "ranks.yaml", LEVELS)

    library = LibraryFolder(root).scan().library
    scheme = library.schemes["ranks"]

    assert [str(one.place) for one in library.problems] == [
        f"markings/ranks.yaml:{place}" for place in ("7:48", "10:6", "14:40")
    ]
    assert [level.id for level in scheme.levels] == ["LOW", "HIGH"]
    assert [caveat.id for caveat in scheme.caveats] == ["EYES"]
    assert set(library.left_out) == {
        ("level", "ranks MIDDLE"),
        ("level", "ranks ODD"),
        ("level", "ranks levels[5]"),
        ("caveat", "ranks NEAR"),
        ("caveat", "ranks FAR"),
    }
    for lost in (
        Marking(scheme="ranks", level="MIDDLE"),
        Marking(scheme="ranks", level="ODD"),
        Marking(scheme="ranks", level="HIGH", caveats=("NEAR",)),
    ):
        assert scheme.problems_of(lost)
        assert not scheme.knows(lost)


def test_an_id_that_stands_twice_is_reported_at_the_second(root):
    write(root / "sources" / "zz.yaml", SOURCES)
    write(root / "markings" / "zz.yaml", SCHEME)

    assert problems_of(root) == [
        'sources/zz.yaml:4:6: The source "log-1907" stands already in sources/naval.yaml.',
        'sources/zz.yaml:5:6: The source "unclos" stands already in sources/naval.yaml.',
        'markings/zz.yaml:3:1: The marking scheme "open" stands already in markings/open.yaml.',
    ]


def test_an_item_of_the_same_id_and_another_kind_is_reported(root):
    body = "## In brief\nx\n\n## What is known\ny\n\n## What it means for a brief\nz\n"
    head = TOOL.partition("## What it is")[0].replace("kind: tool", "kind: background")
    write(root / "background" / "flag-visit.md", head.replace("escalation_risk: low\n", "") + body)

    assert problems_of(root) == [
        'background/flag-visit.md:4:1: The item "flag-visit" stands already in tools/flag-visit.md.'
    ]


def test_a_source_that_stands_twice_in_one_file_is_reported(root):
    write(root / "sources" / "naval.yaml", SOURCES.replace("id: unclos", "id: log-1907"))

    assert problems_of(root) == [
        'sources/naval.yaml:5:6: The source "log-1907" stands twice; the first is on line 4.'
    ]


def test_an_item_under_a_changed_file_name_is_known_to_be_left_out(root):
    file = root / "tools" / "flag-visit.md"
    file.rename(file.with_name("port-visit.md"))

    library = LibraryFolder(root).scan().library

    assert set(library.left_out) == {("item", "port-visit"), ("item", "flag-visit")}


def test_a_library_without_settings_is_read_with_the_programs_own(root):
    (root / "library.yaml").unlink()

    library = LibraryFolder(root).scan().library

    assert (library.settings.id, library.settings.title) == ("library", "library")
    assert "flag-visit" in library.entries
    assert [str(problem.place) for problem in library.problems] == ["library.yaml"]


def test_files_that_are_not_read_are_said(root):
    write(root / "tools" / "notes.txt", "x")
    write(root / "sources" / "old.yml", SOURCES)
    write(root / "tools" / "README.md", "for people")
    write(root / "tools" / ".hidden.md", "x")
    write(root / "media" / "two words.png", "x")

    library = LibraryFolder(root).scan().library

    assert [str(problem.place) for problem in library.problems] == [
        "tools/notes.txt",
        "sources/old.yml",
        "media/two words.png",
    ]
    assert library.problems[0].severity is Severity.WARNING


def test_a_folder_that_is_a_link_is_not_entered(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(root / "tools" / "flag-visit.md", tmp_path / "elsewhere" / "flag-visit.md")
    shutil.rmtree(root / "tools")
    (root / "tools").symlink_to(tmp_path / "elsewhere")

    assert problems_of(root) == [
        "tools: This folder is a link; links are not followed in a library."
    ]


def test_a_missing_library_is_named(tmp_path):
    with pytest.raises(NotFoundError, match="There is no such library folder"):
        LibraryFolder(tmp_path / "none").scan()


def test_only_files_that_changed_are_read_again(root, monkeypatch):
    for number in range(10):
        write(root / "tools" / f"tool-{number:04}.md", another_tool(number))
    folder = LibraryFolder(root)
    before = folder.scan()
    read = []
    real = library_folder.read_bytes_safely

    def counted(path, **options):
        read.append(str(path))
        return real(path, **options)

    monkeypatch.setattr(library_folder, "read_bytes_safely", counted)
    write(root / "tools" / "tool-0003.md", another_tool(3).replace("Interest.", "Resolve."))
    (root / "tools" / "tool-0004.md").unlink()
    write(root / "tools" / "tool-0010.md", another_tool(10))

    after = folder.scan(before)

    assert read == ["tools/tool-0003.md", "tools/tool-0010.md"]
    assert after.library == LibraryFolder(root).scan().library
    assert after.library.entries["tool-0005"].item is before.library.entries["tool-0005"].item


def test_a_look_that_finds_everything_as_it_was_is_the_one_before(root):
    folder = LibraryFolder(root)
    first = folder.scan()
    assert folder.scan(first) is first

    write(root / "tools" / "flag-visit.md", (root / "tools" / "flag-visit.md").read_text() + "\n")
    written = folder.scan_written(first, "tools/flag-visit.md")
    assert written.library != first.library
    assert folder.scan(written) is written

    write(root / "tools" / "notes.txt", "Not read.")
    strayed = folder.scan(written)
    assert strayed.library.problems != written.library.problems
    (root / "media").mkdir(exist_ok=True)
    (root / "media" / "other.png").write_bytes(PNG)
    assert folder.scan(strayed).library.media != strayed.library.media
    assert folder.scan(strayed).library == folder.scan().library


def test_a_change_of_the_same_length_and_time_is_seen(root):
    folder = LibraryFolder(root)
    file = root / "tools" / "flag-visit.md"
    before = folder.scan()
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    write(file, TOOL.replace("Interest.", "Interesz."))
    os.utime(file, ns=times)

    after = folder.scan(before)

    assert "Interesz." in after.library.entry("flag-visit").item.body


def test_a_problem_stays_until_its_file_is_mended(root):
    folder = LibraryFolder(root)
    file = root / "tools" / "flag-visit.md"
    write(file, TOOL.replace("kind: tool", "kind: tol"))
    broken = folder.scan()
    still = folder.scan(broken)
    write(file, TOOL)

    assert len(broken.library.problems) == len(still.library.problems) == 1
    assert folder.scan(still).library.problems == ()


def test_an_item_is_read_with_its_stamp_and_written_with_it(root):
    folder = LibraryFolder(root)
    text, stamp = folder.read_item("tools/flag-visit.md")
    assert (text, stamp) == (TOOL, folder.scan().stamps["tools/flag-visit.md"])

    newer = folder.write_item("tools/flag-visit.md", TOOL.replace("low", "high"), stamp)

    assert folder.scan().stamps["tools/flag-visit.md"] == newer
    with pytest.raises(FileChangedError):
        folder.write_item("tools/flag-visit.md", TOOL.replace("low", "medium"), stamp)


def test_a_new_item_makes_its_folder(root):
    folder = LibraryFolder(root)
    shutil.rmtree(root / "tools")

    folder.write_item(folder.path_for(tool()), TOOL, None)

    assert (root / "tools" / "flag-visit.md").read_text(encoding="utf-8") == TOOL
    with pytest.raises(FileChangedError, match="already a file of this name"):
        folder.write_item(folder.path_for(tool()), TOOL + "\n", None)


@pytest.mark.parametrize(
    ("file", "text", "error"),
    [
        ("tools/flag-visit.md", TOOL.replace("kind: tool", "kind: tol"), InvalidFileError),
        ("tools/other.md", TOOL, InvalidFileError),
        ("legal/flag-visit.md", TOOL, InvalidFileError),
        ("../flag-visit.md", TOOL, InvalidFileError),
        ("/tmp/flag-visit.md", TOOL, InvalidFileError),
        ("tools/flag-visit.md", TOOL.replace("version: 1", "version: 9"), UnknownVersionError),
    ],
)
def test_what_is_no_item_of_that_place_is_not_written(root, file, text, error):
    folder = LibraryFolder(root)
    _, stamp = folder.read_item("tools/flag-visit.md")

    with pytest.raises(error):
        folder.write_item(file, text, stamp)

    assert (root / "tools" / "flag-visit.md").read_text(encoding="utf-8") == TOOL


def test_a_folder_whose_name_is_no_text_holds_a_library(root):
    named = root.with_name("lib\udcff")
    root.rename(named)
    (named / "library.yaml").unlink()

    library = LibraryFolder(named).scan().library

    assert library.settings.title == "lib\N{REPLACEMENT CHARACTER}"
    assert "flag-visit" in library.entries


def test_pictures_are_read_from_media_alone(root, tmp_path):
    (tmp_path / "secret.png").write_bytes(b"secret")
    (root / "media" / "link.png").symlink_to(tmp_path / "secret.png")
    folder = LibraryFolder(root)

    assert folder.read_media("map.png") == PNG
    (root / "media" / "told.png").write_bytes(told_png())
    assert SECRET not in folder.read_media("told.png")
    for name in ("../library.yaml", "link.png", "/etc/passwd"):
        with pytest.raises(InvalidFileError):
            folder.read_media(name)


def test_leftovers_of_killed_writers_are_swept(root):
    leftover = root / "tools" / ".0123456789abcdef.briefbuilder-part"
    leftover.write_bytes(b"half")

    assert LibraryFolder(root).sweep() == [leftover]
    assert LibraryFolder(root).scan().library.problems == ()


def test_after_a_save_only_the_written_file_is_read(root, monkeypatch):
    write(root / "tools" / "tool-0001.md", another_tool(1))
    folder = LibraryFolder(root)
    first = folder.scan()
    write(root / "tools" / "flag-visit.md", TOOL.replace("title: ", "title: Another "))
    write(root / "tools" / "tool-0001.md", "by a colleague")
    looked_at = []
    look = library_folder.look
    monkeypatch.setattr(
        library_folder, "look", lambda path, **how: looked_at.append(path.name) or look(path, **how)
    )
    now = folder.scan_written(first, "tools/flag-visit.md")
    assert looked_at == ["flag-visit.md"]
    assert now.library.entry("flag-visit").item.title.startswith("Another ")
    assert now.library.entry("tool-0001") == first.library.entry("tool-0001")

    after = folder.scan(now)
    assert "tool-0001" not in after.library.entries
    assert after.library.entry("flag-visit") == now.library.entry("flag-visit")


@pytest.mark.parametrize("text", [another_tool(1), "no item", None])
def test_what_no_longer_holds_the_same_item_is_found_by_a_whole_scan(root, text):
    folder = LibraryFolder(root)
    first = folder.scan()
    file = root / "tools" / "flag-visit.md"
    if text is None:
        file.unlink()
    else:
        write(file, text)
    assert folder.scan_written(first, "tools/flag-visit.md") == folder.scan()
