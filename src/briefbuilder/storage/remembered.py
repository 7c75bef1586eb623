"""Files of a library out of its memory: entries that fetch what they say when they are asked.

What comes out of the memory is validated as what comes out of a file is, and an item has to have
the revision that was written down. What does not fit, or is not there, is read from the file, if
that still has the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefbuilder import __version__
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.items import Item, Status, revision_of
from briefbuilder.domain.library import InLists, LibraryEntry, LibrarySettings
from briefbuilder.domain.markings import Scheme
from briefbuilder.errors import BriefbuilderError
from briefbuilder.storage.formats import CHECKLIST, ITEM, LIBRARY, MARKING_SCHEME, SOURCES
from briefbuilder.storage.item_file import body_of, parse_item, split_item
from briefbuilder.storage.library_memory import LibraryMemory, RawRow, RememberedText, Row
from briefbuilder.storage.safe_read import TEXT_LIMIT, decode, read_bytes_safely
from briefbuilder.storage.scanned import Content, FileSignature, ScannedFile, changed_since
from briefbuilder.storage.stamps import Stamp

_ADAPTERS = {"sources": SOURCES, "checklists": CHECKLIST, "markings": MARKING_SCHEME}
_TICK_NS = 100_000_000
_COARSE_TICK_NS = 2_500_000_000
_SECOND_NS = 1_000_000_000
_LOG = logging.getLogger(__name__)


def made_by() -> str:
    """What a memory is bound to: the version of the program, and how its parts that read stand."""
    package = Path(__file__).parents[1]
    newest, number = 0, 0
    for room in ("domain", "storage"):
        with os.scandir(package / room) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    newest, number = max(newest, entry.stat().st_mtime_ns), number + 1
    return f"{__version__} {number} {newest}"


class RememberedEntry(LibraryEntry):
    """An item that was read at an earlier look; it is fetched when somebody asks."""

    __slots__ = ("_fetched", "_files", "_row")

    def __init__(self, row: Row, files: RememberedFiles) -> None:
        # What the other entries hold from the beginning stays empty here.
        self._file = row.name
        self._revision = row.revision
        self._row = row
        self._files = files
        self._fetched: Item | None = None

    @property
    def item(self) -> Item:
        """What the file says."""
        if self._fetched is None:
            self._fetched = self._files.item(self._row)
        return self._fetched

    @property
    def text(self) -> str:
        """The file's exact text."""
        return self._files.text(self._row)

    @property
    def in_lists(self) -> InLists:
        """What lists need to know; what is decided by an item's status asks the item itself."""
        row = self._row
        review_by = dt.date.fromisoformat(row.review_by)
        return InLists(Status(row.status), Status(row.own_status), review_by)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RememberedEntry) and self.file == other.file:
            return self._row.sha256 == other._row.sha256
        return super().__eq__(other)

    __hash__ = LibraryEntry.__hash__


class RememberedFiles:
    """The files of one library folder that its memory holds."""

    def __init__(self, root: Path, memory: LibraryMemory) -> None:
        self._root = root
        self._memory = memory

    def rows(self) -> dict[str, RawRow]:
        """Every file that is remembered, by name."""
        return self._memory.rows()

    def file(self, raw: RawRow) -> ScannedFile | None:
        """A file as it was found; None where the memory does not give it back."""
        row = self._memory.row(raw)
        return self._file_of(row) if row is not None else None

    def _file_of(self, row: Row) -> ScannedFile | None:
        signature = FileSignature(row.mtime_ns, row.ctime_ns, row.size, row.inode)
        stamp = Stamp(row.mtime_ns, row.sha256, row.size)
        if row.is_item:
            return ScannedFile(signature, stamp, entry=RememberedEntry(row, self))
        told = self._memory.told(row.sha256)
        content = _content_of(row.name, told.value) if told is not None else None
        if told is None or content is None:
            return None
        return ScannedFile(signature, stamp, told.text, content)

    def item(self, row: Row) -> Item:
        """The item of a row; `FileChangedError` where only a newer one is to be had."""
        told = self._memory.told(row.sha256)
        if told is not None:
            item = _item_of(told, row.name)
            if item is not None and revision_of(item) == row.revision:
                return item
            _LOG.info("A remembered item does not fit: its file is read again")
        return parse_item(self._read(row), row.name)

    def text(self, row: Row) -> str:
        """The exact text of a row's file; raises as `item`."""
        told = self._memory.told(row.sha256)
        return told.text if told is not None else self._read(row)

    def keep(
        self, found: Mapping[str, ScannedFile], gone: Iterable[str], looked_at_ns: int
    ) -> Mapping[str, ScannedFile]:
        """Remember the files without faults; the same files, those of items without their text.

        A file that was written at the very moment of the look is not remembered: it may be
        written again without a sign of it.
        """
        told: dict[Row, RememberedText] = {}
        for name, file in found.items():
            row = _row_of(name, file)
            if row is None or not _is_settled(file.signature, looked_at_ns):
                continue
            value = _told_of(name, file)
            if value is not None:
                told[row] = value
        missing = found.keys() - {row.name for row in told}
        if not self._memory.remember(told, (*gone, *missing)):
            return found
        light = {row.name: self._file_of(row) for row in told if row.is_item}
        return {**found, **{name: file for name, file in light.items() if file is not None}}

    def _read(self, row: Row) -> str:
        data = read_bytes_safely(Path(row.name), root=self._root, limit=TEXT_LIMIT)
        if sha256(data).hexdigest() != row.sha256:
            raise changed_since(row.name)
        return decode(data, row.name)


def _is_settled(signature: FileSignature, now_ns: int) -> bool:
    newest = max(signature.mtime_ns, signature.ctime_ns)
    is_coarse = not (signature.mtime_ns % _SECOND_NS and signature.ctime_ns % _SECOND_NS)
    return now_ns - newest > (_COARSE_TICK_NS if is_coarse else _TICK_NS)


def _row_of(name: str, file: ScannedFile) -> Row | None:
    """The row of a file without faults; None for any other."""
    if file.stamp is None or file.problems or file.left_out or not file.holds_something:
        return None
    row = Row(name, *file.signature, file.stamp.sha256)
    entry = file.entry
    if entry is None:
        return row
    told = entry.in_lists
    return row._replace(
        revision=entry.revision,
        status=told.status.value,
        own_status=told.own_status.value,
        review_by=told.review_by.isoformat(),
    )


def _told_of(name: str, file: ScannedFile) -> RememberedText | None:
    """What a file says, as it is remembered; None where it would not come back the same."""
    if file.entry is not None:
        item = file.entry.item
        data = item.model_dump(mode="json", by_alias=True, exclude={"body"})
        told = RememberedText(file.entry.text, json.dumps(data, ensure_ascii=False))
        return told if _item_of(told, name) == item else None
    value = json.dumps(_plain(file.content), ensure_ascii=False)
    return RememberedText(file.text, value) if _content_of(name, value) == file.content else None


def _plain(content: Content) -> Any:  # noqa: ANN401 - any JSON value
    match content:
        case tuple() as sources:
            return {"sources": [one.model_dump(mode="json", by_alias=True) for one in sources]}
        case Checklist() | Scheme() | LibrarySettings():
            return content.model_dump(mode="json", by_alias=True)
        case None:
            return None


def _item_of(told: RememberedText, name: str) -> Item | None:
    try:
        body = body_of(split_item(told.text, name).body)
        data = {**json.loads(told.value), "body": body}
        item: Item = ITEM.adapter.validate_python(data, by_alias=True, by_name=False)
    except (ValueError, TypeError, BriefbuilderError):
        return None
    return item


def _content_of(name: str, value: str) -> Content:
    fmt = _ADAPTERS.get(name.partition("/")[0], LIBRARY)
    try:
        found = fmt.adapter.validate_python(json.loads(value), by_alias=True, by_name=False)
    except (ValueError, TypeError):
        return None
    content: Content = found.sources if fmt is SOURCES else found
    return content
