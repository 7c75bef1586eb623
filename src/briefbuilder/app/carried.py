"""The brief that a record copy carries inside its PDF, and briefs from either kind of file.

A PDF comes from anywhere: what it carries is read as any file of a brief is, and nothing of the
PDF is ever written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError, InvalidFileError, Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.render.inspect import PdfFacts, inspect_pdf
from briefbuilder.storage.brief_file import brief_from_bytes
from briefbuilder.storage.safe_read import read_bytes_safely

MAX_PDF = 256 * 1024 * 1024
BRIEF_ENDING = ".brief"


@dataclass(frozen=True, slots=True)
class Carried:
    """What was found inside a PDF: a brief with its bytes, or what is wrong with it."""

    data: bytes = b""
    brief: Brief | None = None
    problems: tuple[Problem, ...] = ()


def carried_in(facts: PdfFacts, name: str) -> Carried:
    """The brief among the files that a PDF carries; `name` is the PDF's, for problems."""
    for attached, data in facts.attachments.items():
        if attached.endswith(BRIEF_ENDING):
            try:
                return Carried(data, brief_from_bytes(data, f"{name}/{attached}"))
            except BriefbuilderError as error:
                return Carried(data, problems=error.problems or (Problem(str(error)),))
    return Carried()


def brief_in_pdf(path: Path) -> Brief:
    """The brief that a PDF carries; raises as `read_brief`."""
    facts = inspect_pdf(read_bytes_safely(path, limit=MAX_PDF), str(path))
    carried = carried_in(facts, str(path))
    if carried.brief is not None:
        return carried.brief
    sentence = _("This PDF carries no brief.")
    remedy = _("Only a record copy has its brief inside; ask for that, or for the brief itself.")
    missing = Problem(sentence, Place(file=str(path)), remedy=remedy)
    raise InvalidFileError.of(*(carried.problems or (missing,)))
