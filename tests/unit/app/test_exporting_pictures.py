"""What pictures bring with them stays out of every copy, and a broken one stops each of them."""

import base64
import functools
import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from briefbuilder.app.exporting import ExportOrder, Format, export, run
from briefbuilder.app.opening import new_brief
from briefbuilder.app.redacting import Bounds
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Brief, FigureBlock, ItemBlock, Media, TextBlock
from briefbuilder.domain.markings import Marking
from briefbuilder.errors import OutputMismatchError
from briefbuilder.render.job import Copy
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.brief_file import brief_from_bytes, brief_to_bytes, read_brief
from helpers.picture_samples import SECRET, told_drawing, told_jpeg, told_png
from helpers.surroundings import ROOT

TOLD = {
    "a.png": ("image/png", told_png()),
    "b.jpg": ("image/jpeg", told_jpeg()),
    "c.svg": ("image/svg+xml", told_drawing()),
}
EXAMPLE = ROOT / "examples" / "hotline-proposal.brief"


def short() -> Brief:
    """An example with room for pictures: of the items that it placed it keeps the first.

    Nobody has cleared it, for a clearance lapses with the words.
    """
    brief = edits.set_clearances(read_brief(EXAMPLE).brief, ())
    _, *others = (block.id for block in brief.blocks() if isinstance(block, ItemBlock))
    return functools.reduce(edits.remove_block, others, brief)


def sent(brief: Brief, pictures: dict[str, tuple[str, bytes]]) -> Brief:
    """A brief with pictures as somebody else's program has put them in, opened here."""
    for number, (name, (media_type, data)) in enumerate(pictures.items()):
        media = Media(name=name, media_type=media_type, data=data)  # type: ignore[arg-type]
        block = FigureBlock(id=f"told{number}", media=name, alt="A map of the strait")
        brief = edits.add_figure(brief, brief.sections[-1].id, block, media)
    return brief_from_bytes(brief_to_bytes(brief), "sent.brief")


def parts_of(file: Path) -> bytes:
    """Everything that a copy holds, unpacked."""
    data = file.read_bytes()
    match file.suffix:
        case ".pdf":
            with pikepdf.open(file) as document:
                streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
                return data + b"".join(_unpacked(one) for one in streams)
        case ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return b"".join(archive.read(name) for name in archive.namelist())
        case _:
            held = re.findall(rb"base64,([A-Za-z0-9+/=]+)", data)
            return data + b"".join(base64.b64decode(one) for one in held)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture that is packed as a JPEG
        return stream.read_raw_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("to", Format)
def test_a_release_copy_holds_nothing_that_a_picture_brought_along(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path, to: Format
) -> None:
    brief = sent(short(), TOLD)
    order = ExportOrder(out=tmp_path / f"out.{to.value}", to=to, copy=Copy.RELEASE)
    receipt = run(export(brief, shipped, worker, order))

    held = parts_of(receipt.path)
    assert SECRET not in held
    assert "SECRETWORD".encode("utf-16-be") not in held
    assert b"/home/alice" not in held


@pytest.mark.slow
@pytest.mark.parametrize("to", Format)
def test_a_picture_that_is_damaged_stops_every_copy_by_its_name(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path, to: Format
) -> None:
    marking = Marking(scheme="uk-gsc", level="OFFICIAL")
    plain = new_brief(
        shipped, template_id="think-tank-policy-brief", title="A title", marking=marking
    )
    brief = sent(plain, {"map.png": ("image/png", told_png()[:200])})
    order = ExportOrder(out=tmp_path / f"out.{to.value}", to=to)

    with pytest.raises(OutputMismatchError, match=r'"map\.png" in .*damaged: it breaks off'):
        run(export(brief, shipped, worker, order))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_damaged_picture_stops_no_copy_that_leaves_it_out(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    official, secret = (Marking(scheme="uk-gsc", level=one) for one in ("OFFICIAL", "SECRET"))
    plain = new_brief(
        shipped, template_id="think-tank-policy-brief", title="A title", marking=official
    )
    said = edits.insert_block(plain, plain.sections[0].id, TextBlock(id="said", text="Said."))
    brief = sent(said, {"map.png": ("image/png", told_png()[:200])})
    brief = edits.set_block_marking(brief, "told0", secret)
    order = ExportOrder(out=tmp_path / "out.pdf", bounds=Bounds(ceiling="OFFICIAL"))

    receipt = run(export(brief, shipped, worker, order))
    assert [one.name for one in receipt.left_out] == ["a figure"]


@pytest.mark.slow
def test_the_brief_in_a_record_copy_has_clean_pictures(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    brief = sent(short(), TOLD)
    order = ExportOrder(out=tmp_path / "out.pdf", copy=Copy.RECORD)
    receipt = run(export(brief, shipped, worker, order))

    with pikepdf.open(receipt.path) as document:
        held = [one.get_file().read_bytes() for one in document.attachments.values()]
    assert [brief_from_bytes(one, "held.brief", as_issued=True).media for one in held] == [
        brief.media
    ]
    assert SECRET not in parts_of(receipt.path)
