"""What is asked of one printing of a brief, beside the brief and its template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.markings import Scheme


class Copy(StrEnum):
    """For whom the pages are made."""

    DRAFT = "draft"
    RECORD = "record"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """How a brief is printed: which copy, on what day, with what beside it.

    `annex` asks for answers, clearances and pins behind the text, which a release copy never
    gets. `scheme` is that of the brief's marking, `schemes` are those that its parts' markings may
    be of. `statuses` is the standing of items in the library, by item id. `attachment` is the
    brief's own file, for a record copy to carry. `identifier` names the state of the brief in
    the PDF; without one it is made of the brief's id. `partial` is a copy without what is unmarked
    in the brief, so that nobody may conclude that there was none.
    """

    copy: Copy
    today: dt.date
    annex: bool = False
    scheme: Scheme | None = None
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    checklist: Checklist | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)
    attachment: bytes | None = field(default=None, repr=False)
    identifier: str = ""
    partial: bool = False
