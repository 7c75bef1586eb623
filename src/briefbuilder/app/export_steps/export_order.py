"""What is asked of an export."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefbuilder.app.redacting import EVERYTHING, Bounds
from briefbuilder.render.order import Copy


class Format(StrEnum):
    """What an export can be."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is asked for.

    `annex` adds the checklist's answers; None means yes for a draft or record copy. `bounds` say
    what the copy may hold: the rest is left out, and the receipt lists it.
    `draft` is the number of a draft copy; None lets it rise by itself.
    """

    out: Path
    to: Format = Format.PDF
    copy: Copy = Copy.DRAFT
    annex: bool | None = None
    bounds: Bounds = EVERYTHING
    overwrite: bool = False
    draft: int | None = None

    @property
    def with_annex(self) -> bool:
        """Whether the checklist is printed; never in a release copy."""
        if self.copy is Copy.RELEASE:
            return False
        return True if self.annex is None else self.annex
