"""No word above the ceiling stands in a copy: in any format, any part of the file, or its name."""

import io
import random
import re
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefbuilder.app.exporting import ExportOrder, Format, export, offered_name, run
from briefbuilder.app.redacting import Bounds, choices, within
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain import edits
from briefbuilder.domain.briefs import Brief, ItemBlock, KeptPin, TextBlock
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.redaction import Ceiling
from briefbuilder.errors import NotClearError, UserInputError
from briefbuilder.render.inspect import inspect_pdf
from briefbuilder.render.job import Copy
from briefbuilder.render.pdf_reading import read_pdf
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.brief_file import brief_from_bytes, read_brief
from helpers.render_samples import small_picture
from helpers.secret_words import WORD, secret_brief
from helpers.surroundings import ROOT

EXAMPLE = ROOT / "examples" / "strait-port-visit.brief"
FORM = "uk-ministerial-submission"
BOUNDS = (
    ("uk-gsc", Bounds("OFFICIAL-SENSITIVE")),
    ("us-class", Bounds("SECRET")),
    ("nato", Bounds("NATO RESTRICTED")),
    ("uk-gsc", Bounds("TOP SECRET", ("SENSITIVE",), "A visit")),
)


def everything_in(path: Path) -> str:
    """All the words that a file holds: as printed, unpacked, and in what it says of itself."""
    data = path.read_bytes()
    if path.suffix != ".pdf":
        return unpacked(data)
    found = read_pdf(data)
    words = [page.text for page in found.pages]
    words += [*found.bookmarks, *found.attachments, *(value for _, value in found.metadata)]
    words += [unpacked(one) for one in inspect_pdf(data, path.name).attachments.values()]
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    words += [inflated(one).decode("latin-1") for one in streams]
    with pikepdf.open(path) as document:
        words += [str(value) for value in document.docinfo.values()]
        words += [str(one) for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    return "\n".join([*words, data.decode("latin-1"), data.decode("utf-16-be", "replace")])


def unpacked(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(
            f"{name}\n{archive.read(name).decode('utf-8', 'replace')}"
            for name in archive.namelist()
        )


def inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data


@pytest.mark.slow
@pytest.mark.parametrize("to", Format)
def test_no_word_above_the_ceiling_is_in_a_copy(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path, to: Format
) -> None:
    form = shipped.template(FORM).template
    kinds: set[str] = set()
    for seed, (name_of_scheme, bounds) in enumerate(BOUNDS):
        scheme = shipped.scheme(name_of_scheme)
        choose, picture = random.Random(seed), small_picture()
        secret = secret_brief(scheme, choose, form=form, blocks=20, picture=picture)
        limit = None if bounds.ceiling is None else scheme.read(bounds.ceiling)
        above = secret.above(Ceiling(scheme, limit, frozenset(bounds.without)).admits)
        order = ExportOrder(out=tmp_path, to=to, bounds=bounds)
        name = offered_name(secret.brief, shipped, order)
        out = tmp_path / name
        receipt = run(export(secret.brief, shipped, worker, replace(order, out=out)))
        there = set(WORD.findall(everything_in(out))) | set(WORD.findall(name))
        places = secret.words.places
        assert sorted(places[word] for word in there & above) == []
        assert receipt.left_out
        kinds |= {places[word] for word in there}
    # That the test can see: what may stay is found in the text, and behind the pictures.
    assert {"TextBlock.text", "FigureBlock.alt", "Item.body", "Source.cite_as"} <= kinds


def sealed_visit(shipped: Workspace) -> Brief:
    """The example marked SECRET, with a word in each place that is only SECRET, and clear."""
    brief = edits.set_marking(read_brief(EXAMPLE).brief, shipped.marking("SECRET", "uk-gsc"))
    official = shipped.marking("OFFICIAL", "uk-gsc")
    for block in list(brief.blocks()):
        if isinstance(block, TextBlock):
            brief = edits.set_block_marking(brief, block.id, official)
    brief = edits.set_title(brief, f"{brief.title} zqtitlexx")
    brief = edits.set_field(brief, "reference", "zqreferex")
    brief = edits.set_heading(brief, "background", "Background zqheadinx")
    brief = edits.set_answer(
        brief, brief.answers[0].model_copy(update={"evidence": "Telegram zqanswerx"})
    )
    brief = edits.set_clearances(brief, [Clearance(office="Legal zqcleared", remark="zqcommenx")])
    item = next(block for block in brief.blocks() if isinstance(block, ItemBlock))
    kept = KeptPin(item=item.item, declined="0" * 64, reason="zqreasonx", by="zqauthorx")
    brief = edits.keep_pin(brief, kept)
    plan = TextBlock(id="plan1", text="The plan, zqwordsxx [@uniform-interpretation-1989].")
    return edits.insert_block(brief, "background", plan)


@pytest.mark.slow
def test_a_record_copy_under_a_ceiling_carries_only_what_it_prints(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    brief, out = sealed_visit(shipped), tmp_path / "record.pdf"
    order = ExportOrder(out=out, copy=Copy.RECORD, bounds=Bounds("OFFICIAL"))
    receipt = run(export(brief, shipped, worker, order))
    assert re.findall(r"zq\w+", everything_in(out)) == []
    assert receipt.banner == "OFFICIAL"
    facts = inspect_pdf(out.read_bytes(), out.name)
    assert facts.title == "UK ministerial submission (title withheld)"
    ((name, data),) = facts.attachments.items()
    carried = brief_from_bytes(data, name)
    assert carried.marking == shipped.marking("OFFICIAL", "uk-gsc")
    (entry,) = (shipped.surroundings.folders.state / "register").glob("*.yaml")
    assert "zq" not in entry.read_text()
    assert "Alignment" not in " ".join(page.text for page in read_pdf(out.read_bytes()).pages)


@pytest.mark.slow
def test_a_copy_above_the_briefs_marking_is_the_brief(shipped: Workspace) -> None:
    brief = read_brief(EXAMPLE).brief
    made = within(brief, shipped, Bounds("SECRET"))
    assert made.brief.sections == brief.sections
    assert made.brief.marking == brief.marking
    assert made.left_out == ()


def test_a_ceiling_of_official_leaves_nothing_sensitive(shipped: Workspace) -> None:
    brief = read_brief(EXAMPLE).brief  # OFFICIAL-SENSITIVE, and no part is marked otherwise
    for bounds in (Bounds("OFFICIAL"), Bounds(without=("SENSITIVE",))):
        with pytest.raises(UserInputError, match="Nothing of this brief would be left"):
            within(brief, shipped, bounds)
    for words in ("OFFICIAL-SENSITIVE", "official + sensitive", "SECRET"):
        assert within(brief, shipped, Bounds(words)).left_out == ()


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds("CONFIDENTIAL"), 'no level "CONFIDENTIAL"; it has OFFICIAL, SECRET, TOP SECRET'),
        (Bounds("OFFICIAL - UK EYES ONLY"), "needs the level SECRET"),
        (Bounds(without=("NOFORN",)), 'no caveat "NOFORN"; it has SENSITIVE, UK EYES ONLY'),
        (Bounds(title="A visit"), "together with a ceiling"),
    ],
)
def test_bounds_that_mean_nothing_are_refused(
    shipped: Workspace, bounds: Bounds, words: str
) -> None:
    with pytest.raises(UserInputError, match=words):
        within(read_brief(EXAMPLE).brief, shipped, bounds)


def test_a_release_list_is_no_caveat_to_do_without(shipped: Workspace) -> None:
    brief = edits.set_marking(
        read_brief(EXAMPLE).brief, shipped.marking("SECRET//REL TO USA, FVEY", "us-class")
    )
    with pytest.raises(UserInputError, match="says who may read a part"):
        within(brief, shipped, Bounds(without=("REL TO FVEY",)))


def test_an_error_that_only_the_whole_brief_has_still_stops_a_release(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    brief = read_brief(EXAMPLE).brief
    part = TextBlock(id="plan1", text="A plan.", marking=shipped.marking("SECRET", "uk-gsc"))
    brief = edits.insert_block(brief, "background", part)
    out = tmp_path / "out.pdf"
    order = ExportOrder(out=out, copy=Copy.RELEASE, bounds=Bounds("OFFICIAL-SENSITIVE"))
    with pytest.raises(NotClearError, match="higher than the brief's OFFICIAL-SENSITIVE"):
        run(export(brief, shipped, worker, order))
    assert not out.exists()


@pytest.mark.slow
def test_the_choices_are_those_that_make_a_difference(shipped: Workspace) -> None:
    brief = read_brief(EXAMPLE).brief
    part = TextBlock(id="plan1", text="A plan.", marking=shipped.marking("SECRET", "uk-gsc"))
    brief = edits.insert_block(brief, "background", part)
    assert [words for words, _ in choices(brief, shipped)] == [
        "Up to OFFICIAL",
        "Up to OFFICIAL-SENSITIVE",
        "Up to SECRET",
        "Everything without SENSITIVE",
    ]
    assert choices(edits.set_marking(brief, None), shipped) == ()


@pytest.mark.slow
def test_a_copy_without_its_clearances_does_not_say_that_there_were_none(
    shipped: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    brief = read_brief(ROOT / "examples" / "peacekeeping-contribution.brief").brief
    assert brief.clearances
    brief = edits.set_marking(brief, shipped.marking("SECRET", "us-class"))
    low = shipped.marking("UNCLASSIFIED", "us-class")
    brief = edits.insert_block(brief, "facts", TextBlock(id="low1", text="Known.", marking=low))
    order = ExportOrder(out=tmp_path / "out.pdf", bounds=Bounds("UNCLASSIFIED"))
    run(export(brief, shipped, worker, order))
    words = " ".join(page.text for page in read_pdf(order.out.read_bytes()).pages)
    assert "Not part of this copy." in words
    assert "None recorded." not in words
