"""The fourth step of an export: what went in is counted against what came out.

The finished bytes are read back, as their reader's program would, and compared with what the
brief holds; and a release copy is searched for what it must not tell. Nothing is made here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from briefbuilder.app.export_steps.export_order import ExportOrder, Format
from briefbuilder.app.export_steps.made import (
    HTML_LACKS,
    WORD_LACKS,
    HtmlCopy,
    Made,
    PdfCopy,
    WordCopy,
)
from briefbuilder.app.export_steps.refusing import refuse_for
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.errors import Problem
from briefbuilder.language.marks import N_
from briefbuilder.render.audit import audit
from briefbuilder.render.counting import missing_in, missing_pieces
from briefbuilder.render.expectation import Expectation, Passage
from briefbuilder.render.font_coverage import printable_by, printable_part, unprintable_passages
from briefbuilder.render.leaks import Machine, docx_leaks, html_leaks, pdf_leaks
from briefbuilder.render.order import Copy
from briefbuilder.render.template_faults import unplaced
from briefbuilder.render.wire import STOPS
from briefbuilder.render.worker import LaidOut
from briefbuilder.storage.looking import real_path

_PARTS_THAT_NAME_NOBODY = 2  # "/", or "/tmp": too short to tell from other words


@dataclass(frozen=True, slots=True)
class Proved:
    """A copy that holds all it must and nothing that it may not; `sha256` is that of its bytes."""

    made: Made
    sha256: str


def prove_copy(made: Made, workspace: Workspace) -> Proved:
    """Read the copy back; `OutputMismatchError` when it lacks something or tells too much."""
    composed, copy = made.checked.composed, made.copy
    match copy:
        case PdfCopy():
            prove_pages(copy.pages, composed.form, composed.order.copy)
        case WordCopy():
            prove_word(copy, composed.copy.expected)
        case HtmlCopy():
            prove_html(copy, composed.copy.expected)
        case _:
            assert_never(copy)
    _refuse_if_it_tells(copy.data, composed.order, workspace)
    return Proved(made, hashlib.sha256(copy.data).hexdigest())


def prove_pages(pages: LaidOut, form: LoadedTemplate, copy: Copy) -> None:
    """Stop when the pages lack something."""
    printable = printable_by(form)
    banner = Passage("marking", pages.expected.banner)
    # A draft is for those who can still write the words in another way; the check names them.
    asked = () if copy is Copy.DRAFT else pages.expected.passages
    refuse_for(
        unprintable_passages((banner, *asked), printable),
        N_("The pages cannot hold all that the brief says, so nothing was written."),
        with_remedies=True,
    )
    problems = [one for one in pages.problems if one.rule in STOPS]
    problems += unplaced(pages.layout, pages.expected)
    problems += audit(pages.pdf, printable_part(pages.expected, printable), pages.layout.places)
    refuse_for(
        problems,
        N_(
            "The finished pages do not hold all that the brief holds, so nothing was written.",
        ),
    )


def prove_word(copy: WordCopy, expected: Expectation) -> None:
    """Stop when the Word document lacks something, or shows it to nobody."""
    from briefbuilder.render.word.reading import read_docx  # noqa: PLC0415
    from briefbuilder.render.word.sight import unseen_words  # noqa: PLC0415

    reading = read_docx(copy.data, copy.flow.drawn)
    missing = (*missing_in(reading, expected), *missing_pieces(reading, copy.flow.pieces))
    refuse_for(missing, WORD_LACKS)
    refuse_for(tuple(unseen_words(copy.data, expected)), WORD_LACKS)


def prove_html(copy: HtmlCopy, expected: Expectation) -> None:
    """Stop when the HTML copy lacks something, or shows it to nobody, on screen or on paper."""
    from briefbuilder.render.web.page import read_page  # noqa: PLC0415
    from briefbuilder.render.web.sight import unlooked_at, unread  # noqa: PLC0415

    for flow in copy.flows:
        refuse_for(missing_in(read_page(flow), expected), HTML_LACKS)
    for medium, look in copy.looks:
        refuse_for(tuple(unlooked_at(look.problems)), HTML_LACKS)
        refuse_for(tuple(unread(look, medium)), HTML_LACKS)


def _refuse_if_it_tells(data: bytes, order: ExportOrder, workspace: Workspace) -> None:
    """Stop a release copy that tells of a machine, in whatever format it is."""
    if order.copy is Copy.RELEASE:
        refuse_for(
            _leaks(data, order.to, _machine(order, workspace)),
            N_(
                "A release copy must not tell of the machine that it was made on, nor hold "
                "anything but its pages, so nothing was written."
            ),
        )


def _leaks(data: bytes, to: Format, machine: Machine) -> Sequence[Problem]:
    match to:
        case Format.PDF:
            return pdf_leaks(data, machine)
        case Format.DOCX:
            return docx_leaks(data, machine)
        case Format.HTML:
            return html_leaks(data.decode("utf-8"), machine)


def _machine(order: ExportOrder, workspace: Workspace) -> Machine:
    folders = (Path.home(), workspace.folder.root, real_path(order.out.parent))
    return Machine(
        folders=tuple(str(one) for one in folders if len(one.parts) > _PARTS_THAT_NAME_NOBODY),
        names=(workspace.surroundings.user, workspace.surroundings.host),
    )
