"""Which brief a PDF came from, which texts it holds, and whether it is as it was issued."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefbuilder.app.exporting import identifier_of
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import BriefbuilderError, Problem
from briefbuilder.render.inspect import PdfFacts, inspect_pdf
from briefbuilder.render.job import Copy
from briefbuilder.storage.brief_file import brief_from_bytes
from briefbuilder.storage.register import RegisterEntry, read_register
from briefbuilder.storage.safe_read import read_bytes_safely

MAX_PDF = 256 * 1024 * 1024
ATTACHMENT_ENDING = ".brief"


class Verdict(StrEnum):
    """What is known of a PDF."""

    INTACT = "intact"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a PDF says of itself beside what the register says of it."""

    verdict: Verdict
    sentence: str
    facts: PdfFacts
    brief: Brief | None
    entry: RegisterEntry | None
    problems: tuple[Problem, ...] = ()

    @property
    def pins(self) -> tuple[str, ...]:
        """The texts it holds, as `item@revision`."""
        if self.brief is not None:
            return tuple(f"{pin.item.id}@{pin.revision}" for pin in self.brief.pins)
        return self.entry.pins if self.entry is not None else ()


def verify(path: Path, surroundings: Surroundings) -> Verification:
    """Look a PDF up in the register of issued copies, and read the brief that it may carry."""
    data = read_bytes_safely(path, limit=MAX_PDF)
    facts = inspect_pdf(data, path.name)
    digest = hashlib.sha256(data).hexdigest()
    entries = read_register(surroundings.folders.state / "register")
    brief, problems = _embedded_brief(facts, path.name)
    same = next((entry for entry in entries if entry.sha256 == digest), None)
    if same is not None:
        sentence = f"This is the {same.copy} copy that {same.by or 'somebody'} issued on {same.at}."
        return Verification(Verdict.INTACT, sentence, facts, brief, same, problems)
    claimed = next((entry for entry in entries if entry.identifier == facts.identifier), None)
    if claimed is not None:
        sentence = (
            f"This says that it is the {claimed.copy} copy issued on {claimed.at}, but its bytes "
            f"are not those that were issued. {_of_its_brief(brief, claimed, problems)}"
        ).rstrip()
        return Verification(Verdict.ALTERED, sentence, facts, brief, claimed, problems)
    if problems:
        sentence = "The brief that this PDF carries has been altered."
        return Verification(Verdict.ALTERED, sentence, facts, brief, None, problems)
    sentence = "This PDF is not in the register of copies issued from this workstation."
    return Verification(Verdict.UNKNOWN, sentence, facts, brief, None)


def _of_its_brief(
    brief: Brief | None, claimed: RegisterEntry, problems: tuple[Problem, ...]
) -> str:
    """What became of the brief that a record copy carried: another program may only have saved it.

    The identifier of a copy is made of the brief itself, so it tells an unchanged one.
    """
    if claimed.copy != Copy.RECORD:
        return ""
    if problems:
        return "The brief that it carries has been altered."
    if brief is None:
        return "The brief that it carried has been taken out."
    if identifier_of(brief, Copy.RECORD) == claimed.identifier:
        return "The brief that it carries is the one that was issued."
    return "The brief that it carries is not the one that was issued."


def _embedded_brief(facts: PdfFacts, name: str) -> tuple[Brief | None, tuple[Problem, ...]]:
    for attached, data in facts.attachments.items():
        if attached.endswith(ATTACHMENT_ENDING):
            try:
                return brief_from_bytes(data, f"{name}/{attached}", as_issued=True), ()
            except BriefbuilderError as error:
                return None, error.problems or (Problem(str(error)),)
    return None, ()
