"""An item of the library as data."""

from __future__ import annotations

from briefbuilder.cli.as_data import Data
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.statements import check_summary


def item_line_data(entry: LibraryEntry) -> Data:
    """An item as a line of a list."""
    item = entry.item
    summary = check_summary(item)
    return {
        "id": item.id,
        "kind": item.kind.value,
        "title": item.title,
        "summary": item.summary,
        "status": entry.status.value,
        "approval": _approval_data(entry),
        "as_at": item.as_at.isoformat(),
        "review_by": item.review_by.isoformat(),
        "facts": summary.facts,
        "checked": summary.checked,
        "revision": entry.revision,
        "file": entry.file,
    }


def _approval_data(entry: LibraryEntry) -> Data | None:
    """The last approval, and why it does not hold, where it does not."""
    standing = entry.standing
    if standing.approval is None and standing.lapse is None:
        return None
    given = standing.approval
    said = {} if given is None else given.model_dump(mode="json", exclude={"to"})
    return {**said, "lapsed": standing.why}


def item_data(entry: LibraryEntry) -> Data:
    """An item with all that its file says, and the state of each of its statements."""
    summary = check_summary(entry.item)
    return {
        **item_line_data(entry),
        "item": entry.item.model_dump(mode="json", by_alias=True),
        "statements": [
            {
                "part": one.statement.part,
                "hash": one.statement.hash,
                "holds": one.statement.holds.value,
                "state": one.state.value,
                "text": one.statement.text,
            }
            for one in summary.statements
        ],
        "lapsed_checks": [check.statement for check in summary.lapsed],
    }
