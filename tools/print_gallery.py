"""Prints one brief in each of the shipped forms, as a PDF and as a picture of each page.

    .venv/bin/python tools/print_gallery.py OUT [BRIEF] [--copy draft|record|release] [--scale 1.2]

The pictures are for looking at: after a change to a form, to its styles or to the layout engine.
A brief is written for one form; for the others its sections are poured into those that hold the
same kind of thing, so the length of a section says nothing there.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from PIL import Image

from briefbuilder.domain.briefs import Block, Brief, Section
from briefbuilder.domain.library import Library
from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.domain.templates import LoadedTemplate, Template
from briefbuilder.errors import Problem
from briefbuilder.render.audit import audit
from briefbuilder.render.job import Copy, PrintOrder, make_job
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import make_pdf
from briefbuilder.storage.brief_file import read_brief
from briefbuilder.storage.library_folder import LibraryFolder
from briefbuilder.storage.template_folder import TemplateFolder

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "strait-port-visit.brief"
TODAY = dt.date(2026, 11, 23)

_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"issue", "purpose", "problem"}),
    frozenset({"recommendation", "bottom-line", "recommendations"}),
    frozenset({"timing", "assumptions", "in-brief"}),
    frozenset({"background", "facts", "precedent"}),
    frozenset({"argument", "impact", "evidence"}),
    frozenset({"presentation", "impact", "options"}),
)
"""Sections of the three forms that hold much the same."""

_FIELDS_ALIKE: Mapping[str, tuple[str, ...]] = {
    "author": ("from", "drafted-by"),
    "drafted-by": ("from", "author"),
    "for": ("to",),
    "from": ("author", "drafted-by"),
    "office-symbol": ("reference",),
    "standfirst": ("urgent-because",),
    "to": ("for",),
}


def recast(brief: Brief, template: Template, schemes: Mapping[str, Scheme]) -> Brief:
    """The same blocks in the sections of another form, under the lowest level of its scheme."""
    if brief.template == template.id:
        return brief
    homes = {section.id: _home(section.id, template) for section in brief.sections}
    sections = tuple(
        Section(id=one.id, heading=one.heading, blocks=tuple(_poured(brief, homes, one.id)))
        for one in template.sections
    )
    fields = tuple(
        (spec.name, text) for spec in template.fields if (text := _field(brief, spec.name))
    )
    marking = brief.marking
    scheme = schemes.get(template.default_scheme or "")
    if marking is not None and scheme is not None:
        marking = Marking(scheme=scheme.id, level=scheme.levels[0].id)
    changes = {"template": template.id, "sections": sections, "fields": fields, "marking": marking}
    return brief.model_copy(update={**changes, "lang": template.lang})


def _home(section_id: str, template: Template) -> str:
    alike = next((group for group in _ALIKE if section_id in group), frozenset())
    return next((one.id for one in template.sections if one.id in alike), template.sections[-1].id)


def _poured(brief: Brief, homes: Mapping[str, str], section_id: str) -> Iterable[Block]:
    for section in brief.sections:
        if homes[section.id] == section_id:
            yield from section.blocks


def _field(brief: Brief, name: str) -> str:
    names = (name, *_FIELDS_ALIKE.get(name, ()))
    return next((text for one in names if (text := brief.field(one))), "")


def print_one(
    brief: Brief,
    loaded: LoadedTemplate,
    library: Library,
    *,
    copy: Copy,
    folder: Path,
    scale: float,
) -> tuple[Problem, ...]:
    """Write the PDF and the pictures of a brief; what the audit has to say about them."""
    order = PrintOrder(
        copy=copy,
        today=TODAY,
        annex=copy is not Copy.RELEASE,
        scheme=library.schemes.get(brief.marking.scheme) if brief.marking else None,
        checklist=library.checklists.get(brief.checklist) if brief.checklist else None,
        statuses={
            key: entry.item.status.value.replace("-", " ") for key, entry in library.entries.items()
        },
    )
    laid = make_pdf(make_job(brief, loaded, order))
    name = loaded.template.id
    (folder / f"{name}.pdf").write_bytes(laid.pdf)
    with PageImages(laid.pdf) as pages:
        for number in range(pages.count):
            drawn = pages.image(number, scale)
            picture = Image.frombuffer(
                "RGBA", (drawn.width, drawn.height), drawn.rgba, "raw", "RGBA", drawn.stride, 1
            )
            picture.convert("RGB").save(folder / f"{name}-{number + 1:02}.png")
        print(f"{name}: {pages.count} pages, of which the brief itself {laid.layout.body_pages}")
    return (*laid.problems, *audit(laid.pdf, laid.expected))


def main() -> int:
    """Print the gallery; 1 when a page lacks something that the brief holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the PDFs and pictures go")
    parser.add_argument("brief", type=Path, nargs="?", default=EXAMPLE)
    parser.add_argument("--copy", type=Copy, default=Copy.DRAFT, choices=list(Copy))
    parser.add_argument("--scale", type=float, default=1.2, help="pixels to a point")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    library = LibraryFolder(ROOT / "library").scan().library
    templates = TemplateFolder((ROOT / "templates",))
    brief = read_brief(asked.brief).brief
    failed = False
    for template in templates.list():
        problems = print_one(
            recast(brief, template, library.schemes),
            templates.load(template.id),
            library,
            copy=asked.copy,
            folder=asked.folder,
            scale=asked.scale,
        )
        for problem in problems:
            print(f"  {problem.sentence}")
        failed = failed or bool(problems)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
