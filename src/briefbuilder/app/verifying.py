"""Which brief a PDF came from, which texts it holds, and whether it is as it was issued.

Three witnesses are heard: the register of this workstation, which alone knows who issued what;
the seal, by which a file tells on any machine that its bytes are those that were written; and the
brief that a record copy carries, of which the copy's identifier is made.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefbuilder.app.carried import MAX_PDF, Carried, carried_in
from briefbuilder.app.identifiers import identifier_of_bytes
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.domain.briefs import Brief
from briefbuilder.errors import Problem
from briefbuilder.language.interface import _, clock, n_, spoken
from briefbuilder.language.marks import N_
from briefbuilder.render.inspect import PdfFacts, inspect_pdf
from briefbuilder.render.job import Copy
from briefbuilder.render.seal import Seal, seal_of
from briefbuilder.storage.register import RegisterEntry, scan_register
from briefbuilder.storage.safe_read import read_bytes_safely


class Verdict(StrEnum):
    """What is known of a PDF.

    `INTACT`: the register has these very bytes. `WHOLE`: the register does not know it, and the
    file itself tells that nothing in it was changed. `ALTERED`: something was. `UNKNOWN`: nothing
    tells.
    """

    INTACT = "intact"
    WHOLE = "whole"
    ALTERED = "altered"
    UNKNOWN = "unknown"

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks against the file."""
        return self in {Verdict.INTACT, Verdict.WHOLE}


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
    """Look a PDF up in the register of issued copies, and hear what it says of itself."""
    data = read_bytes_safely(path, limit=MAX_PDF)
    facts = inspect_pdf(data, path.name)
    digest = hashlib.sha256(data).hexdigest()
    entries, damaged = scan_register(surroundings.folders.state / "register")
    carried = carried_in(facts, path.name)
    seal = seal_of(data)
    same = next((entry for entry in entries if entry.sha256 == digest), None)
    claimed = next((entry for entry in entries if entry.identifier == facts.identifier), None)
    if same is not None:
        verdict = Verdict.INTACT
        told = {"copy": _copy_in_words(same), "at": _moment(same.at)}
        sentence = (
            _("This is the {copy} that {name} issued on {at}.", name=same.by, **told)
            if same.by
            else _("This is the {copy} that somebody issued on {at}.", **told)
        )
    elif claimed is not None:
        verdict, sentence = _beside(claimed, seal, carried)
    else:
        verdict, sentence = _by_itself(facts, seal, carried)
    if damaged and same is None:
        unread = n_(
            "{number} entry of the register cannot be read, and it may be among them.",
            "{number} entries of the register cannot be read, and it may be among them.",
            len({problem.place.file for problem in damaged}),
        )
        sentence = f"{sentence} {unread}"
    problems = (*carried.problems, *damaged)
    return Verification(verdict, sentence, facts, carried.brief, same or claimed, problems)


_COPIES = {
    Copy.DRAFT: N_("draft copy"),
    Copy.RECORD: N_("record copy"),
    Copy.RELEASE: N_("release copy"),
}


def _copy_in_words(entry: RegisterEntry) -> str:
    """Which copy an entry of the register is of; one of a later program by its own word."""
    known = {copy.value: words for copy, words in _COPIES.items()}
    words = known.get(entry.copy)
    return _(words) if words is not None else entry.copy


def _moment(at: str) -> str:
    """When a copy was issued, as a person says it; what is no moment stands as it is."""
    try:
        moment = dt.datetime.fromisoformat(at)
    except ValueError:
        return at
    return _("{date} at {time}", date=spoken().date(moment.date()), time=clock(moment))


def _beside(claimed: RegisterEntry, seal: Seal, carried: Carried) -> tuple[Verdict, str]:
    """What a PDF is that has the name of a copy in the register, but not its bytes."""
    if seal is Seal.WHOLE:
        return Verdict.UNKNOWN, _(
            "This is made from the same brief as the {copy} issued on {at}, and is another file. "
            "It is whole: either it was issued elsewhere, or somebody made it to look like that "
            "copy. Ask whoever sent it.",
            copy=_copy_in_words(claimed),
            at=_moment(claimed.at),
        )
    told = _(
        "This says that it is the {copy} issued on {at}, but its bytes are not those that were "
        "issued.",
        copy=_copy_in_words(claimed),
        at=_moment(claimed.at),
    )
    return Verdict.ALTERED, f"{told} {_of_its_brief(claimed, carried)}".rstrip()


def _of_its_brief(claimed: RegisterEntry, carried: Carried) -> str:
    """What became of the brief that a record copy carried: another program may only have saved it.

    The identifier of a copy is made of the brief's bytes, so it tells an unchanged one.
    """
    if claimed.copy != Copy.RECORD:
        return ""
    if carried.problems:
        return _("The brief that it carries has been altered.")
    if carried.brief is None:
        return _("The brief that it carried has been taken out.")
    if identifier_of_bytes(carried.data, Copy.RECORD) == claimed.identifier:
        return _("The brief that it carries is the one that was issued.")
    return _("The brief that it carries is not the one that was issued.")


def _by_itself(facts: PdfFacts, seal: Seal, carried: Carried) -> tuple[Verdict, str]:
    """What a PDF tells that this workstation's register does not know."""
    if carried.problems:
        return Verdict.ALTERED, _("The brief that this PDF carries has been altered.")
    if seal is Seal.BROKEN:
        return Verdict.ALTERED, _(
            "Its bytes are not those that were written: it was changed since."
        )
    own = carried.brief is not None
    if own and identifier_of_bytes(carried.data, Copy.RECORD) != facts.identifier:
        return Verdict.ALTERED, _("The brief that it carries is not the one that it was made from.")
    known = _("This workstation's register does not know it, so who issued it is not told here.")
    return (
        Verdict.WHOLE if seal is Seal.WHOLE else Verdict.UNKNOWN,
        f"{_of_its_bytes(seal, own=own)} {known}",
    )


def _of_its_bytes(seal: Seal, *, own: bool) -> str:
    """What a file tells of itself that nobody has altered, with a brief of its `own` or without."""
    if seal is Seal.WHOLE and own:
        return _(
            "Its bytes are those that were written, and the brief that it carries is the one that "
            "it was made from."
        )
    if seal is Seal.WHOLE:
        return _("Its bytes are those that were written.")
    if own:
        return _(
            "The brief that it carries is the one that it was made from, but it bears no seal: an "
            "earlier version made it, or another program has saved it since. Whether its pages are "
            "as they were cannot be told."
        )
    return _("It bears no seal, and nothing can be told of it.")
