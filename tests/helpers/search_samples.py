"""Small libraries to search in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from briefbuilder.domain.items import ITEM_ADAPTER, Item, Kind, revision_of
from briefbuilder.domain.library import Library, LibraryEntry, LibrarySettings
from briefbuilder.domain.words import sha256_hex

TODAY = dt.date(2026, 11, 22)

_OF_THE_KIND: dict[Kind, dict[str, Any]] = {
    Kind.CASE_STUDY: {"period": {"from": "1990", "to": "1991"}},
    Kind.TOOL: {"escalation_risk": "medium"},
    Kind.LEGAL: {"legal_status": ["treaty"], "binds": "All parties", "reference": "Article 1"},
    Kind.BACKGROUND: {},
}


@dataclass(frozen=True)
class FakeStamp:
    """A file's stamp, as far as the index looks at it."""

    sha256: str


def item(item_id: str, **changes: Any) -> Item:
    """An item in which nothing stands that a test does not name."""
    kind = Kind(changes.pop("kind", Kind.BACKGROUND))
    values: dict[str, Any] = {
        "id": item_id,
        "kind": kind,
        "title": "Zzz",
        "summary": "Zzz.",
        "status": "in-review",
        "owner": "Desk",
        "as_at": dt.date(2026, 1, 1),
        "review_by": dt.date(2028, 1, 1),
        "body": "Zzz.",
        **_OF_THE_KIND[kind],
        **changes,
    }
    return ITEM_ADAPTER.validate_python(values)


def library(items: Iterable[Item]) -> Library:
    """A library of these items."""
    entries = {}
    for one in items:
        text = one.model_dump_json()
        file = f"{one.kind.value}/{one.id}.md"
        entries[one.id] = LibraryEntry(item=one, revision=revision_of(one), file=file, text=text)
    return Library(settings=LibrarySettings(id="test", title="Test"), entries=entries)


def stamps(of: Library) -> dict[str, FakeStamp]:
    """The stamps that a scan of the library would give."""
    return {entry.file: FakeStamp(sha256_hex(entry.text)) for entry in of.entries.values()}
