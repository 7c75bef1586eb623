"""The last step of an export: the copy is registered and written, and its receipt made out.

The only step that leaves anything behind on a disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefbuilder.app.export_steps.export_order import Format
from briefbuilder.app.export_steps.proved import Proved
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.brief_check.findings import FindingList
from briefbuilder.domain.drafts import DraftRecord
from briefbuilder.domain.redaction import LeftOut
from briefbuilder.errors import Problem, StorageError
from briefbuilder.render.order import Copy
from briefbuilder.storage.atomic import write_atomically
from briefbuilder.storage.register import RegisterEntry, strike_entry, write_register


@dataclass(frozen=True, slots=True)
class ExportReceipt:
    """What was written, and what the author should know of it; `banner` stands on its pages."""

    path: Path
    pages: int | None
    sha256: str
    findings: FindingList
    length: str = ""
    banner: str = ""
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Problem, ...] = ()
    drafted: DraftRecord | None = None


def write_copy(proved: Proved, workspace: Workspace) -> ExportReceipt:
    """Write the copy; a `StorageError` leaves the file and the register as they were."""
    made = proved.made
    composed = made.checked.composed
    with _in_register(proved, workspace):
        write_atomically(composed.order.out, made.copy.data, expected=composed.stamp)
    return _receipt(proved)


def _receipt(proved: Proved) -> ExportReceipt:
    checked = proved.made.checked
    composed, pages = checked.composed, checked.pages
    has_pages = composed.order.to is Format.PDF
    return ExportReceipt(
        path=composed.order.out,
        pages=len(pages.layout.pages) if has_pages else None,
        length=pages.layout.length if has_pages else "",
        sha256=proved.sha256,
        findings=checked.findings,
        banner=pages.expected.banner,
        left_out=composed.left_out,
        notices=(*composed.notices, *pages.problems),
        drafted=composed.drafted,
    )


@contextmanager
def _in_register(proved: Proved, workspace: Workspace) -> Iterator[None]:
    """Register a copy that is not a draft before it is written: none leaves unregistered."""
    if proved.made.checked.composed.order.copy is Copy.DRAFT:
        yield
        return
    register = workspace.surroundings.folders.state / "register"
    path = write_register(register, _entry(proved, workspace))
    try:
        yield
    except StorageError:
        strike_entry(path)
        raise


def _entry(proved: Proved, workspace: Workspace) -> RegisterEntry:
    composed = proved.made.checked.composed
    brief, order = composed.shown, composed.order
    return RegisterEntry(
        brief=brief.id,
        title=brief.title,
        draft=brief.draft,
        copy=order.copy.value,
        file=order.out.name,
        template=brief.template,
        marking=brief.marking,
        pins=tuple(f"{pin.item.id}@{pin.revision}" for pin in brief.pins),
        sha256=proved.sha256,
        identifier=composed.pages.identifier,
        at=workspace.surroundings.now().isoformat(timespec="seconds"),
        by=workspace.surroundings.author,
    )
