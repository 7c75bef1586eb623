"""What is told of a PDF: by the register, by its seal, and by the brief that it carries."""

import hashlib
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from briefbuilder.app.any_brief import brief_in
from briefbuilder.app.exporting import ExportOrder, export, run
from briefbuilder.app.opening import open_session
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.verifying import Verdict, Verification, verify
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import InvalidFileError
from briefbuilder.render.job import Copy
from briefbuilder.render.seal import Seal, seal_of
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.brief_file import brief_to_bytes, read_brief
from helpers.surroundings import ROOT, make_surroundings, open_workspace

pytestmark = pytest.mark.slow

EXAMPLE = ROOT / "examples" / "strait-port-visit.brief"


@dataclass(frozen=True)
class Issued:
    """A record and a release copy of the example, and the workspace that issued them."""

    workspace: Workspace
    brief: Brief
    record: Path
    release: Path


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issued]:
    folder = tmp_path_factory.mktemp("issued")
    workspace, brief = open_workspace(folder), read_brief(EXAMPLE).brief
    made = Issued(workspace, brief, folder / "record.pdf", folder / "release.pdf")
    with LayoutWorker() as worker:
        for copy, out in ((Copy.RECORD, made.record), (Copy.RELEASE, made.release)):
            run(export(brief, workspace, worker, ExportOrder(out=out, copy=copy)))
    yield made
    workspace.close()


@pytest.fixture
def here(issued: Issued) -> Surroundings:
    return issued.workspace.surroundings


@pytest.fixture
def elsewhere(tmp_path: Path) -> Surroundings:
    """Another login, or another machine: a register of its own, and it is empty."""
    return make_surroundings(tmp_path / "other-desk")


def told(data: bytes, folder: Path, surroundings: Surroundings) -> Verification:
    path = folder / "received.pdf"
    path.write_bytes(data)
    return verify(path, surroundings)


def sealed_again(data: bytes) -> bytes:
    """What somebody does who knows the recipe and wants a changed file to look whole."""
    (match,) = re.finditer(rb"/ID \[<[0-9a-f]+> <([0-9a-f]{64})>\]", data)
    blank = data[: match.start(1)] + b"0" * 64 + data[match.end(1) :]
    digits = hashlib.sha256(blank).hexdigest().encode()
    return data[: match.start(1)] + digits + data[match.end(1) :]


def test_a_genuine_copy_is_known_where_it_was_issued(issued: Issued, here: Surroundings) -> None:
    for path, words in ((issued.record, "the record copy"), (issued.release, "the release copy")):
        found = verify(path, here)
        assert found.verdict is Verdict.INTACT
        assert words in found.sentence
        assert len(found.pins) == len(issued.brief.pins)


def test_a_genuine_copy_is_whole_wherever_it_comes_and_nobody_is_named(
    issued: Issued, elsewhere: Surroundings
) -> None:
    record, release = verify(issued.record, elsewhere), verify(issued.release, elsewhere)
    assert (record.verdict, release.verdict) == (Verdict.WHOLE, Verdict.WHOLE)
    assert "the brief that it carries is the one that it was made from" in record.sentence
    assert "carries" not in release.sentence
    for found in (record, release):
        assert found.sentence.startswith("Its bytes are those that were written")
        assert "who issued it is not told here" in found.sentence
    assert len(record.pins) == len(issued.brief.pins)


def flipped(data: bytes, place: int, bit: int) -> bytes:
    """The bytes with one bit the other way round."""
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def test_any_alteration_is_noticed_on_any_machine(
    issued: Issued, here: Surroundings, elsewhere: Surroundings, tmp_path: Path
) -> None:
    choose, data = random.Random(7), issued.release.read_bytes()
    places = [choose.randrange(len(data)) for _ in range(120)]
    altered = [flipped(data, at, choose.randrange(8)) for at in places]
    altered += [data + b"\n", data + b"% more\n", data[:-1], data[:-200], data[1:]]
    for number, changed in enumerate(altered):
        for desk in (here, elsewhere):
            try:
                found = told(changed, tmp_path, desk)
            except InvalidFileError:
                continue  # it is no PDF any more
            assert not found.verdict.is_good, number


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        ("saved again", ("carries is the one that was issued", "it bears no seal")),
        ("stripped", ("has been taken out", "bears no seal")),
        ("another", ("is not the one that was issued", "not the one that it was made from")),
        ("broken", ("carries has been altered", "carries has been altered")),
    ],
)
def test_what_became_of_a_record_copy_is_told(
    issued: Issued,
    elsewhere: Surroundings,
    tmp_path: Path,
    change: str,
    sentences: tuple[str, str],
) -> None:
    altered = tmp_path / "renamed.pdf"
    with pikepdf.open(issued.record) as document:
        held = {name: one.get_file().read_bytes() for name, one in document.attachments.items()}
        if change != "saved again":
            for name in held:
                del document.attachments[name]
        if change == "another":
            another = brief_to_bytes(edits.set_title(issued.brief, "Another"))
            document.attachments["x.brief"] = another
        if change == "broken":
            document.attachments["x.brief"] = next(iter(held.values()))[:-200]
        document.save(altered)
    known = verify(altered, issued.workspace.surroundings)
    assert known.verdict is Verdict.ALTERED
    assert sentences[0] in known.sentence
    unknown = verify(altered, elsewhere)
    assert not unknown.verdict.is_good
    assert sentences[1] in unknown.sentence


def test_a_file_that_only_looks_like_an_issued_copy_is_not_called_one(
    issued: Issued, here: Surroundings, tmp_path: Path
) -> None:
    data = issued.record.read_bytes()
    changed = sealed_again(data + b"% more\n")
    assert seal_of(changed) is Seal.WHOLE
    found = told(changed, tmp_path, here)
    assert found.verdict is Verdict.UNKNOWN
    assert "made from the same brief as the record copy" in found.sentence
    assert "is another file" in found.sentence


def test_a_pdf_of_another_program_is_unknown(elsewhere: Surroundings, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path)
    found = verify(path, elsewhere)
    assert found.verdict is Verdict.UNKNOWN
    assert "bears no seal" in found.sentence


def test_a_damaged_register_is_told(
    issued: Issued, here: Surroundings, elsewhere: Surroundings
) -> None:
    register = elsewhere.folders.state / "register"
    shutil.copytree(here.folders.state / "register", register)
    assert verify(issued.record, elsewhere).verdict is Verdict.INTACT
    for path in register.iterdir():
        path.write_text("format: briefbuilder-register\nversion: 1\nbrief: [")
    found = verify(issued.record, elsewhere)
    assert found.verdict is Verdict.WHOLE
    assert "2 entries of the register cannot be read, and it may be among them." in found.sentence
    assert {problem.place.file for problem in found.problems} == {
        p.name for p in register.iterdir()
    }


def test_a_record_copy_opens_as_a_new_brief_and_stays_as_it_is(
    issued: Issued, tmp_path: Path
) -> None:
    before = issued.record.read_bytes()
    session = open_session(issued.record, issued.workspace)
    assert session.path is None
    assert not session.is_clean
    assert session.brief.id != issued.brief.id
    assert session.brief.sections == issued.brief.sections
    session.save_as(tmp_path / "again.brief")
    assert read_brief(tmp_path / "again.brief").brief.id == session.brief.id
    assert issued.record.read_bytes() == before


def test_a_pdf_without_a_brief_says_so(issued: Issued) -> None:
    with pytest.raises(InvalidFileError, match="carries no brief") as caught:
        brief_in(issued.release)
    assert "Only a record copy" in caught.value.problems[0].remedy
