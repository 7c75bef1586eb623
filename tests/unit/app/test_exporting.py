import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefbuilder.app import exporting, operations
from briefbuilder.app.checking import check
from briefbuilder.app.exporting import ExportOrder, ExportReceipt, Format, export, run
from briefbuilder.app.opening import new_brief, start_session
from briefbuilder.app.progress import Progress
from briefbuilder.app.session import BriefSession
from briefbuilder.app.verifying import Verdict, verify
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Brief, FigureBlock, Media, TextBlock
from briefbuilder.domain.drafts import DraftRecord, as_draft
from briefbuilder.domain.markings import Marking
from briefbuilder.errors import (
    CancelledError,
    FileChangedError,
    NotClearError,
    OutputMismatchError,
    WriteFailedError,
)
from briefbuilder.render.expectation import Passage
from briefbuilder.render.inspect import inspect_pdf
from briefbuilder.render.job import Copy
from briefbuilder.render.passages import letters
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.brief_file import brief_from_bytes, brief_to_bytes, read_brief
from helpers.surroundings import ROOT, open_workspace

pytestmark = pytest.mark.slow

EXAMPLE = ROOT / "examples" / "strait-port-visit.brief"


@pytest.fixture
def brief() -> Brief:
    return read_brief(EXAMPLE).brief


def written(
    brief: Brief, workspace: Workspace, worker: LayoutWorker, out: Path, **order: object
) -> ExportReceipt:
    return run(export(brief, workspace, worker, ExportOrder(out=out, **order)))  # type: ignore[arg-type]


def words_of(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_a_draft_copy_says_so_and_is_marked_on_every_page(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    receipt = written(brief, shipped, worker, tmp_path / "out.pdf")
    pages = words_of(receipt.path)
    assert receipt.findings.is_clear
    assert len(pages) == receipt.pages
    for number, page in enumerate(pages, start=1):
        assert page.upper().count("OFFICIAL-SENSITIVE") >= 2, number
        assert "DRAFT1" in page.upper().replace(" ", ""), number
        assert f"page {number} of {len(pages)}" in page
    assert "Alignment" in " ".join(pages)


def test_a_record_copy_carries_the_brief_and_can_be_verified(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    receipt = written(brief, shipped, worker, tmp_path / "record.pdf", copy=Copy.RECORD)
    facts = inspect_pdf(receipt.path.read_bytes(), "record.pdf")
    (name,) = facts.attachments
    assert brief_from_bytes(facts.attachments[name], name).sections == brief.sections
    found = verify(receipt.path, shipped.surroundings)
    assert found.verdict is Verdict.INTACT
    assert len(found.pins) == len(brief.pins)


def test_a_release_copy_holds_nothing_hidden(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    secret = edits.set_answer(
        brief, brief.answers[0].model_copy(update={"evidence": "Zanzibar telegram"})
    )
    receipt = written(secret, shipped, worker, tmp_path / "release.pdf", copy=Copy.RELEASE)
    assert inspect_pdf(receipt.path.read_bytes(), "release.pdf").attachments == {}
    text = " ".join(words_of(receipt.path))
    assert "Zanzibar" not in text
    assert "DRAFT" not in text
    with pikepdf.open(receipt.path) as pdf:
        assert "/Names" not in pdf.Root or "/EmbeddedFiles" not in pdf.Root.Names
        assert "A. Clerk" not in str(pdf.docinfo)
        assert str(tmp_path).encode() not in receipt.path.read_bytes()


@pytest.mark.parametrize("copy", [Copy.RECORD, Copy.RELEASE])
def test_only_a_clear_brief_becomes_a_record_or_release_copy(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path, copy: Copy
) -> None:
    unfinished = edits.set_marking(brief, None)
    with pytest.raises(NotClearError, match="marking") as caught:
        written(unfinished, shipped, worker, tmp_path / "out.pdf", copy=copy)
    assert caught.value.problems
    assert not (tmp_path / "out.pdf").exists()


def test_the_same_brief_gives_the_same_bytes_in_two_folders(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    first = written(brief, shipped, worker, tmp_path / "a.pdf", copy=Copy.RECORD)
    second = written(brief, shipped, worker, tmp_path / "elsewhere" / "b.pdf", copy=Copy.RECORD)
    assert first.sha256 == second.sha256


def test_an_existing_file_is_replaced_only_by_word(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    out.write_text("mine")
    with pytest.raises(FileChangedError, match="exists already"):
        written(brief, shipped, worker, out)
    assert out.read_text() == "mine"
    assert written(brief, shipped, worker, out, overwrite=True).pages


def test_pages_that_lack_something_are_not_written(
    brief: Brief, shipped: Workspace, tmp_path: Path
) -> None:
    class Forgetful(LayoutWorker):
        """Lays out faithfully, but is asked for a sentence that was never there."""

        def layout(self, job, cancelled=None, **asked):
            laid_out = super().layout(job, cancelled, **asked)
            lost = Passage("block:lost1", "A sentence that got lost on the way to the page.")
            expected = laid_out.expected
            passages = (*expected.passages, lost)
            return replace(laid_out, expected=replace(expected, passages=passages))

    with (
        Forgetful() as worker,
        pytest.raises(OutputMismatchError, match="A sentence that got lost"),
    ):
        written(brief, shipped, worker, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_a_copy_that_could_not_be_written_is_not_in_the_register(
    brief: Brief, tmp_path: Path, worker: LayoutWorker
) -> None:
    workspace = open_workspace(tmp_path)
    register = workspace.surroundings.folders.state / "register"
    out = tmp_path / "no-such-folder" / "out.pdf"
    try:
        with pytest.raises(WriteFailedError):
            written(brief, workspace, worker, out, copy=Copy.RELEASE)
        assert list(register.iterdir()) == []
        written(brief, workspace, worker, tmp_path / "out.pdf", copy=Copy.RELEASE)
        assert len(list(register.iterdir())) == 1
    finally:
        workspace.close()


def test_work_that_is_stopped_writes_nothing(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    steps: list[Progress] = []
    work = export(brief, shipped, worker, ExportOrder(out=tmp_path / "out.pdf"))
    with pytest.raises(CancelledError):
        run(work, steps.append, cancelled=lambda: len(steps) >= 3)
    assert [step.done for step in steps] == [0, 1, 2]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    with pytest.raises(WriteFailedError, match="no-such-folder"):
        written(brief, shipped, worker, tmp_path / "no-such-folder" / "out.pdf")


def test_word_and_html_hold_the_same_words(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    word = written(brief, shipped, worker, tmp_path / "out.docx", to=Format.DOCX)
    html = written(brief, shipped, worker, tmp_path / "out.html", to=Format.HTML)
    with zipfile.ZipFile(word.path) as archive:
        document = archive.read("word/document.xml").decode()
        core = archive.read("docProps/core.xml").decode()
    page = html.path.read_text()
    for words in ("A visit reassures; it does not bargain.", "Response", "OFFICIAL-SENSITIVE"):
        assert words in page
    assert "A visit reassures; it does not bargain." in document
    assert "python-docx" not in core
    assert "://" not in page.split("<body", 1)[0]


def edges_of(path: Path) -> list[str]:
    """What stands at the edges of each page; of Word and HTML, the parts that repeat."""
    match path.suffix:
        case ".pdf":
            found = read_pdf(path.read_bytes()).pages
            return [edge for page in found for edge in (page.top, page.bottom)]
        case ".docx":
            with zipfile.ZipFile(path) as archive:
                parts = [one for one in archive.namelist() if re.search("header1|footer1", one)]
                return [re.sub("<[^>]+>", "", archive.read(one).decode()) for one in parts]
        case _:
            return re.findall(r'class="marking-plate[^"]*">([^<]+)<', path.read_text())


@pytest.mark.slow
@pytest.mark.parametrize("to", Format)
def test_a_draft_bears_the_banner_of_its_highest_part_and_says_when_none_is_set(
    session: BriefSession, shipped: Workspace, worker: LayoutWorker, tmp_path: Path, to: Format
) -> None:
    part = TextBlock(id="part1", text="A plan.", marking=shipped.marking("SECRET", "uk-gsc"))
    raised = edits.insert_block(session.brief, "background", part)
    unset = edits.set_marking(session.brief, None)
    for brief, banner in ((raised, "SECRET"), (unset, "MARKING NOT SET")):
        out = tmp_path / f"{banner}.{to.value}"
        receipt = written(brief, shipped, worker, out, to=to, annex=False)
        edges = edges_of(receipt.path)
        assert len(edges) >= 2
        assert all(letters(banner) in letters(edge) for edge in edges), edges
        assert not receipt.findings.is_clear


def test_the_file_name_tells_reference_level_caveats_and_copy(
    brief: Brief, shipped: Workspace
) -> None:
    def name(marking: Marking | None, *parts: Marking) -> str:
        said = as_draft(edits.set_marking(brief, marking), 1)
        for number, part in enumerate(parts):
            block = TextBlock(id=f"words{number}", text="Words.", marking=part)
            said = edits.insert_block(said, "background", block)
        return exporting.file_name(said, shipped.schemes_of(said), Format.PDF, Copy.DRAFT)

    reference = "mp-2026-114-an-invented-case"
    secret = shipped.marking("SECRET - UK EYES ONLY", "uk-gsc")
    assert name(brief.marking) == f"{reference}-official-sensitive-draft-1.pdf"
    assert name(brief.marking, secret) == f"{reference}-secret-uk-eyes-only-draft-1.pdf"
    assert name(None) == f"{reference}-marking-not-set-draft-1.pdf"
    assert name(None, secret) == f"{reference}-marking-not-set-secret-uk-eyes-only-draft-1.pdf"


def test_the_file_name_says_the_copy_in_the_briefs_language(
    brief: Brief, shipped: Workspace
) -> None:
    said = as_draft(brief, 1).model_copy(update={"lang": "fr"})
    schemes = shipped.schemes_of(said)
    names = [exporting.file_name(said, schemes, Format.PDF, copy) for copy in Copy]
    assert [name.partition("sensitive-")[2] for name in names] == [
        "projet-1.pdf",
        "archive.pdf",
        "definitif.pdf",
    ]


def test_a_brief_exports_with_no_library_at_hand(
    brief: Brief, worker: LayoutWorker, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "library.yaml").write_text(
        "format: briefbuilder-library\nversion: 1\nid: empty\ntitle: Empty\n"
    )
    workspace = open_workspace(tmp_path, library=empty)
    try:
        receipt = written(brief, workspace, worker, tmp_path / "out.pdf")
    finally:
        workspace.close()
    rules = {finding.rule for finding in receipt.findings.findings}
    assert rules == {"item-gone", "scheme-of-the-brief", "checklist-of-the-brief"}
    assert "OFFICIAL-SENSITIVE" in words_of(receipt.path)[0].upper()
    assert "Alignment" in " ".join(words_of(receipt.path))


def with_words(brief: Brief, text: str) -> Brief:
    return edits.insert_block(brief, brief.sections[0].id, TextBlock(id="words1", text=text))


def test_what_no_font_has_stops_a_release_and_is_named_in_a_draft(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    said = with_words(brief, "Peace is \u05e9\u05dc\u05d5\u05dd, and not \U0001f600.")
    with pytest.raises(NotClearError, match=r"U\+1F600"):
        written(said, shipped, worker, tmp_path / "out.pdf", copy=Copy.RELEASE)
    assert list(tmp_path.iterdir()) == []
    receipt = written(said, shipped, worker, tmp_path / "out.pdf")
    (told,) = [f for f in receipt.findings.findings if f.rule == "unprintable-characters"]
    assert "U+1F600" in told.sentence
    assert "U+05E9" not in told.sentence


@pytest.mark.parametrize("to", Format)
def test_what_is_not_seen_stops_no_export(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path, to: Format
) -> None:
    said = with_words(brief, "Pasted\x00 \x1b[1mwords\x0bwith \u202emarks\u2028and \ud83d halves.")
    said = edits.set_title(said, "A title\x07 with a bell")
    receipt = written(said, shipped, worker, tmp_path / f"out.{to.value}", to=to)
    assert "hidden-characters" in {one.rule for one in receipt.findings.findings}


@pytest.mark.parametrize(
    "case",
    [
        (b"\x89PNG\r\n\x1a\nbroken", Format.PDF),
        (b"\x89PNG\r\n\x1a\n", Format.PDF),
        (b"\x89PNG\r\n\x1a\nbroken", Format.DOCX),
    ],
)
def test_a_picture_that_cannot_be_drawn_stops_the_export(
    brief: Brief,
    shipped: Workspace,
    worker: LayoutWorker,
    tmp_path: Path,
    case: tuple[bytes, Format],
) -> None:
    data, to = case
    block = FigureBlock(id="figure1", media="map.png", alt="A map of the strait")
    media = Media(name="map.png", media_type="image/png", data=data)
    drawn = edits.add_figure(brief, brief.sections[0].id, block, media)
    said = brief_from_bytes(brief_to_bytes(drawn), "x.brief")
    assert "figure-damaged" in {one.rule for one in check(said, shipped).findings}
    with pytest.raises(OutputMismatchError, match=r"map\.png"):
        written(said, shipped, worker, tmp_path / f"out.{to.value}", to=to)


def test_pages_that_would_stand_out_of_order_are_broken_in_another_way(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    # WeasyPrint 70 prints the fifth of these in two halves, before and after the sixth, and the
    # count of headings would stop the export.
    brief = new_brief(shipped, template_id="think-tank-policy-brief", title="A title")
    session = start_session(brief, shipped)
    placed = (
        "hotlines-deconfliction-lines",
        "no-fly-zone",
        "training-capacity-building",
        "arms-trade-treaty",
        "detention-transfer",
        "ethics-honest-purpose",
    )
    for item in placed:
        section = brief.sections[0].id
        operations.place_item(session, shipped, item_id=item, section_id=section)
    receipt = written(session.brief, shipped, worker, tmp_path / "out.pdf", annex=False)
    with pikepdf.open(receipt.path) as document, document.open_outline() as outline:
        inside = outline.root[0].children[0].children
        assert [one.title for one in inside] == [
            shipped.library.entry(item).item.title for item in placed
        ]


def test_a_release_copy_may_name_its_author_but_no_folder_of_the_machine(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    user = shipped.surroundings.user
    brief = edits.set_clearances(brief, ())  # other words would make them lapse
    named = edits.set_title(with_words(brief, f"{user} wrote this, see /tmp."), f"What {user} said")
    written(named, shipped, worker, tmp_path / "named.pdf", copy=Copy.RELEASE)
    told = with_words(brief, f"The file is in {tmp_path}.")
    for to in Format:
        with pytest.raises(OutputMismatchError, match="must not tell of the machine"):
            written(told, shipped, worker, tmp_path / f"told.{to.value}", copy=Copy.RELEASE, to=to)


def test_each_new_draft_has_the_next_number_on_its_pages(
    brief: Brief, shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    session = BriefSession(brief, surroundings=shipped.surroundings)
    first = written(session.brief, shipped, worker, tmp_path / "a.pdf")
    assert first.drafted is not None
    session.record_draft(first.drafted)
    again = written(session.brief, shipped, worker, tmp_path / "b.pdf")
    operations.set_title(session, title="Another title")
    operations.set_clearances(session, shipped, clearances=())  # of the words before
    second = written(session.brief, shipped, worker, tmp_path / "c.pdf")
    chosen = written(session.brief, shipped, worker, tmp_path / "d.pdf", draft=9)
    released = written(session.brief, shipped, worker, tmp_path / "e.pdf", copy=Copy.RELEASE)
    numbers = [one.drafted and one.drafted.number for one in (first, again, second, chosen)]
    assert numbers == [1, 1, 2, 9]
    assert released.drafted is None
    pages = {name: words_of(tmp_path / f"{name}.pdf") for name in "abcd"}
    for name, number in zip("abcd", numbers, strict=True):
        assert f"DRAFT{number}" in pages[name][0].replace(" ", "")  # it is set in spaced letters
    assert pages["a"] == pages["b"]


def test_a_record_of_another_brief_is_not_taken(brief: Brief, shipped: Workspace) -> None:
    session = BriefSession(brief, surroundings=shipped.surroundings)
    assert not session.record_draft(DraftRecord("0" * 32, 5, "0" * 64))
    assert session.brief is brief
