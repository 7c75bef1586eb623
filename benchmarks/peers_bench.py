"""The same pages by others: cold, and after a word was changed; who is not installed is left out.

Told beside bare WeasyPrint and not judged: each of them does another thing. Typst sets the same
words without notes, figures and tags. LibreOffice is given our Word copy and Chromium our HTML, so
that they have only to lay out what is written already. After a word was changed each of them begins
anew, which costs what it did before. None of them audits what it made. All that a
process takes of the processor counts, and that of those it starts.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.elsewhere import processor_time, processor_time_here, processor_time_of
from benchmarks.exporting_bench import cold_floor
from benchmarks.long_brief import FORM, SIZES, long_brief
from benchmarks.measuring import NO_GOAL, Comparison, Measure
from benchmarks.printing_bench import JobFetcher
from briefbuilder.app.exporting import ExportOrder, Format, export, run
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import start_session
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, ItemBlock, TextBlock
from briefbuilder.domain.edits import set_text
from briefbuilder.domain.item_sections import part_text
from briefbuilder.render.job import Copy
from briefbuilder.render.live.patching import changes_of
from briefbuilder.render.worker import LayoutWorker

_SPECIAL = re.compile(r"([\\#$@<>*_`\[\]=~/+-])")
_PAGES = {
    "uk-ministerial-submission": '#set page(paper: "a4", margin: 25mm)\n#set text(size: 11pt)\n',
}


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Each peer that is there, on ten pages and on forty."""
    here = Surroundings.of_this_machine()
    folders = replace(here.folders, cache=folder / "cache", state=folder / "state")
    workspace = Workspace.open(replace(here, folders=folders), keep_index=False)
    for pages in SIZES:
        own = folder / f"{pages}-pages"
        own.mkdir()
        yield from _of(long_brief(workspace, pages, FORM), pages, workspace, own)
    workspace.close()


def _of(brief: Brief, pages: int, workspace: Workspace, folder: Path) -> Iterator[Comparison]:
    job = layout_job(brief, workspace, Copy.DRAFT, annex=True)
    edited = _with_a_word_more(brief)
    again = replace(layout_job(edited, workspace, Copy.DRAFT, annex=True), variant=None)
    saved = folder / "brief.brief"
    start_session(brief, workspace).save_as(saved)
    with LayoutWorker() as worker:
        html = worker.html(job)
        fonts = FontConfiguration()
        for to in (Format.DOCX, Format.HTML):
            out = folder / f"copy.{to.value}"
            run(export(brief, workspace, worker, ExportOrder(out=out, to=to)))

        def bare() -> None:
            source = weasyprint.HTML(string=html, url_fetcher=JobFetcher(job))
            source.write_pdf(folder / "bare.pdf", font_config=fonts, pdf_variant=job.variant)

        cold = cold_floor(folder, job, html)
        tell = partial(_told, pages=pages)
        own = str(folder / "own.pdf")
        command = ("-m", "briefbuilder", "export", str(saved), "-o", own, "--overwrite")
        yield tell("our export, cold", cold, processor_time(folder, *command))
        yield from (tell(f"{name}, cold", cold, one) for name, one in _peers(brief, folder))
        warm = processor_time_here(bare)
        order = ExportOrder(out=folder / "warm.pdf", overwrite=True)
        ours = processor_time_here(lambda: run(export(brief, workspace, worker, order)))
        yield tell("our export, warm", warm, ours, beside="bare WeasyPrint, warm")
        whole = worker.layout(replace(job, variant=None), live=True)
        if whole.live is not None:
            worker.adopt(replace(job, variant=None), whole.live)
            changes = changes_of(job.context, again.context)
            page = processor_time_here(lambda: worker.pages(changes))
            beside = "bare WeasyPrint, warm"
            yield tell("our page after one word", warm, page, beside=beside)


def _told(
    name: str, floor: Measure, ours: Measure, *, pages: int, beside: str = "bare WeasyPrint, cold"
) -> Comparison:
    return Comparison(
        f"peers {pages} pages: {name}", beside, ours=ours, floor=floor, goal=NO_GOAL, rounds=3
    )


def _peers(brief: Brief, folder: Path) -> Iterator[tuple[str, Measure]]:
    """Those that are installed; the others are named on standard error."""
    typst = folder / "brief.typ"
    typst.write_text(_as_typst(brief), encoding="utf-8")
    page = (folder / "copy.html").as_uri()
    print_it = f"--print-to-pdf={folder / 'chromium.pdf'}"
    chromium = ("--headless", "--no-sandbox", "--disable-gpu", print_it, page)
    office = ("--headless", "--convert-to", "pdf", "--outdir", str(folder), "copy.docx")
    peers = {
        "Typst": (("typst",), ("compile", typst.name, "typst.pdf")),
        "LibreOffice from our Word copy": (("soffice", "libreoffice"), office),
        "Chromium from our HTML": (("chromium", "chromium-browser", "google-chrome"), chromium),
    }
    for name, (programs, arguments) in peers.items():
        program = next(filter(None, map(shutil.which, programs)), None)
        if program is not None:
            yield name, processor_time_of(folder, program, *arguments)
        else:
            print(f"left out, as it is not installed: {name}", file=sys.stderr)


def _with_a_word_more(brief: Brief) -> Brief:
    """The brief with a word more in the middle of its texts."""
    texts = [one for one in brief.blocks() if isinstance(one, TextBlock)]
    block = texts[len(texts) // 2]
    return set_text(brief, block.id, f"{block.text[:60]} more{block.text[60:]}")


def _as_typst(brief: Brief) -> str:
    """The words of a brief as Typst reads them: headings, paragraphs and lists."""
    lines = [_PAGES[FORM], f"= {_plain(brief.title)}"]
    for section in brief.sections:
        lines.append(f"== {_plain(section.heading)}")
        for block in section.blocks:
            if isinstance(block, TextBlock):
                lines += _paragraphs(block.text)
            elif isinstance(block, ItemBlock):
                item = brief.pin_of(block).item
                lines.append(f"=== {_plain(item.title)}")
                for part in brief.parts_shown(block):
                    lines += _paragraphs(part_text(item, part))
    return "\n\n".join(lines)


def _paragraphs(text: str) -> list[str]:
    return [_plain(one) for one in text.split("\n\n")]


def _plain(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
