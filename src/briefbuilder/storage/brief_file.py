"""Brief files: one ZIP that can be mailed, and that opens in ten years with no library at hand.

    mimetype       first and stored, as in ODF and EPUB: names the type to any program
    brief.yaml     what the author wrote and chose
    sources.yaml   the sources that the brief cites
    checklist.yaml, marking-scheme.yaml
                   the rules that it was written by, as the library had them at the last save
    pins/          the exact text of each placed item, `<item>@<first 12 digits of revision>.md`
    cleared/       the words that clearances were given to, `<first 12 digits of their hash>.json`
    media/         pictures

The same brief gives the same bytes. Every pinned text is hashed again when a brief is read, and a
brief whose pins are not what they say is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from briefbuilder.domain.briefs import Brief, Media, Pin
from briefbuilder.domain.clearances import Clearance, ClearedText
from briefbuilder.domain.items import revision_of
from briefbuilder.domain.words import SHORT_HASH
from briefbuilder.errors import BriefbuilderError, InternalError, InvalidFileError, Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.storage.atomic import Expected, write_atomically
from briefbuilder.storage.brief_head import HeadEntry, MediaEntry, PinEntry, brief_from, head_from
from briefbuilder.storage.checked_zip import ZipLimits, pack, unpack
from briefbuilder.storage.checklist_file import format_checklist, parse_checklist
from briefbuilder.storage.formats import BRIEF
from briefbuilder.storage.item_file import parse_item
from briefbuilder.storage.marking_file import format_marking_scheme, parse_marking_scheme
from briefbuilder.storage.other_files import why_no_brief
from briefbuilder.storage.picture_door import media_of
from briefbuilder.storage.safe_read import MIB, decode, read_stamped
from briefbuilder.storage.source_file import format_sources, parse_sources
from briefbuilder.storage.stamps import Stamp
from briefbuilder.storage.strict_yaml import KeyPath, YamlTree, load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.value_sentences import sentences_of
from briefbuilder.storage.yaml_writer import dump, writable

Parsed = TypeVar("Parsed")

MIMETYPE = "application/vnd.briefbuilder.brief+zip"
RECOVERY_ENTRY = "recovery.yaml"
"""Where a recovery copy says which file it stands for; opening it as a brief passes it over."""

BRIEF_LIMIT = 65 * MIB
"""The size of the largest file that is read as a brief, in bytes."""

_MIMETYPE_ENTRY = "mimetype"
_HEAD_ENTRY = "brief.yaml"
_SOURCES_ENTRY = "sources.yaml"
_CHECKLIST_ENTRY = "checklist.yaml"
_SCHEME_ENTRY = "marking-scheme.yaml"
_NAMES = re.compile(
    r"mimetype|brief\.yaml|sources\.yaml|checklist\.yaml|marking-scheme\.yaml|recovery\.yaml"
    r"|pins/[a-z0-9-]{1,80}@[0-9a-f]{12}\.md"
    r"|cleared/[0-9a-f]{12}\.json"
    r"|media/[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
)
_LIMITS = ZipLimits()
_HEAD_LIMIT = 4 * MIB
_LOCAL_HEADER = b"PK\x03\x04"
_NAME_OFFSET = 30


@dataclass(frozen=True, slots=True)
class OpenedBrief:
    """A brief as it was read. `migrated_from` is the file's older version, if it had one."""

    brief: Brief
    stamp: Stamp
    migrated_from: int | None = None
    problems: tuple[Problem, ...] = ()


def read_brief(path: Path) -> OpenedBrief:
    """Open a brief's file.

    Raises `InvalidFileError` with every problem found, `UnknownVersionError` for one written by a
    newer program, `NotFoundError` when there is no such file.
    """
    data, stamp = read_stamped(path, limit=BRIEF_LIMIT)
    return OpenedBrief(brief_from_bytes(data, str(path)), stamp)


def write_brief(path: Path, brief: Brief, expected: Expected) -> Stamp:
    """Save a brief; raises what `write_atomically` raises.

    What cannot be read back is not written: the file that is there stays.
    """
    data = brief_to_bytes(brief)
    try:
        brief_from_bytes(data, str(path))
    except BriefbuilderError as error:
        raise InternalError(
            f"The brief was not saved, because the file could not be read again: {error}"
        ) from error
    return write_atomically(path, data, expected=expected)


def brief_to_bytes(brief: Brief, *, recovery: str | None = None) -> bytes:
    """The bytes of a brief's file. `recovery` is the text of a recovery copy's own entry."""
    head = dump({"format": BRIEF.name, "version": BRIEF.version, **head_from(brief)})
    entries = {_MIMETYPE_ENTRY: MIMETYPE, _HEAD_ENTRY: head}
    if recovery is not None:
        entries[RECOVERY_ENTRY] = recovery
    entries |= {_pin_entry(pin.item.id, pin.revision): writable(pin.text) for pin in brief.pins}
    entries |= {_cleared_entry(one.words): one.canonical for one in brief.cleared}
    if brief.sources:
        entries[_SOURCES_ENTRY] = format_sources(brief.sources)
    if brief.held_checklist:
        entries[_CHECKLIST_ENTRY] = format_checklist(brief.held_checklist)
    if brief.held_scheme:
        entries[_SCHEME_ENTRY] = format_marking_scheme(brief.held_scheme)
    packed = {name: text.encode("utf-8") for name, text in entries.items()}
    return pack(packed | {f"media/{one.name}": one.data for one in brief.media})


def brief_from_bytes(data: bytes, file: str, *, as_issued: bool = False) -> Brief:
    """The brief that a file's bytes hold; `file` names it in problems. Raises as `read_brief`.

    Its pictures are clean, whoever made them. With `as_issued` they are what the file holds, byte
    for byte, to see whether it is the file that was once issued: such a brief is not to be shown.
    """
    entries = entries_of_brief(data, file)
    tree = load(
        decode(entries.pop(_HEAD_ENTRY), f"{file}/{_HEAD_ENTRY}"),
        f"{file}/{_HEAD_ENTRY}",
        limit=_HEAD_LIMIT,
        escaped_hidden=True,
    )
    head: HeadEntry = validated(tree, BRIEF)
    reader = _Entries(entries, file, tree, as_issued=as_issued)
    pins = [reader.pin(position, entry) for position, entry in enumerate(head.pins)]
    media = [reader.media(position, entry) for position, entry in enumerate(head.media)]
    cleared = reader.cleared(head.clearances)
    sources = reader.optional(_SOURCES_ENTRY, parse_sources) or ()
    checklist = reader.optional(_CHECKLIST_ENTRY, parse_checklist)
    scheme = reader.optional(_SCHEME_ENTRY, parse_marking_scheme)
    reader.finish()
    try:
        return brief_from(
            head,
            pins=[pin for pin in pins if pin],
            sources=sources,
            media=[one for one in media if one],
            cleared=cleared,
            checklist=checklist,
            scheme=scheme,
        )
    except ValidationError as error:
        place = Place(file=tree.file, line=1, column=1)
        found = (Problem(one, place) for one in sentences_of(error))
        raise InvalidFileError.of(*found) from error


def entries_of_brief(data: bytes, file: str) -> dict[str, bytes]:
    """The entries of a brief's file by name, less `mimetype`; they are there but not yet read."""
    if sentence := why_no_brief(data):
        remedy = _("A brief's file ends in .brief.")
        raise InvalidFileError.of(Problem(sentence, Place(file=file), remedy=remedy))
    if not data.startswith(_LOCAL_HEADER):
        sentence = _("This is not a brief.") if data else _("The file is empty.")
        raise InvalidFileError.of(Problem(sentence, Place(file=file)))
    entries = unpack(data, file, allowed=_NAMES, limits=_LIMITS)
    is_first = data[_NAME_OFFSET:].startswith(_MIMETYPE_ENTRY.encode())
    if not is_first or entries.pop(_MIMETYPE_ENTRY, b"") != MIMETYPE.encode():
        sentence = _(
            "This is not a brief: the archive does not begin by saying {type}.", type=MIMETYPE
        )
        raise InvalidFileError.of(Problem(sentence, Place(file=file)))
    if _HEAD_ENTRY not in entries:
        sentence = _("The brief has no {entry}.", entry=_HEAD_ENTRY)
        raise InvalidFileError.of(Problem(sentence, Place(file=file)))
    return entries


class _Entries:
    """Takes the entries of a brief one by one, and keeps the problems of all of them."""

    def __init__(
        self, entries: Mapping[str, bytes], file: str, tree: YamlTree, *, as_issued: bool
    ) -> None:
        self._left = {name: one for name, one in entries.items() if name != RECOVERY_ENTRY}
        self._file = file
        self._tree = tree
        self._as_issued = as_issued
        self._problems: list[Problem] = []

    def pin(self, position: int, entry: PinEntry) -> Pin | None:
        """A pinned text, if it is the text of that item at that revision."""
        name = _pin_entry(entry.item, entry.revision)
        data = self._take(name, ("pins", position))
        if data is None:
            return None
        shown = f"{self._file}/{name}"
        try:
            text = decode(data, shown)
            item = parse_item(text, shown)
        except InvalidFileError as error:
            self._problems += error.problems
            return None
        if item.id != entry.item or revision_of(item) != entry.revision:
            sentence = _(
                'The text of "{item}" is not the one that was placed in this brief.',
                item=entry.item,
            )
            remedy = _("It has been altered since. Take the brief from its author again.")
            self._problems.append(Problem(sentence, Place(file=shown), remedy=remedy))
            return None
        return Pin(revision=entry.revision, item=item, text=text)

    def media(self, position: int, entry: MediaEntry) -> Media | None:
        """A picture; one that cannot be used is kept, and says why."""
        name = f"media/{entry.name}"
        data = self._take(name, ("media", position))
        if data is None:
            return None
        if self._as_issued:
            return Media(name=entry.name, media_type=entry.media_type, data=data)
        return media_of(entry.name, entry.media_type, data)

    def cleared(self, clearances: Iterable[Clearance]) -> tuple[ClearedText, ...]:
        """The words that clearances were given to, each once, as far as the brief kept them."""
        hashes = dict.fromkeys(words for one in clearances for words in one.words_kept)
        return tuple(text for words in hashes if (text := self._cleared_text(words)))

    def _cleared_text(self, words: str) -> ClearedText | None:
        name = _cleared_entry(words)
        data = self._left.pop(name, None)
        if data is None:
            return None
        try:
            text = ClearedText.model_validate_json(data)
        except ValidationError:
            text = None
        if text is None or text.words != words or text.canonical.encode() != data:
            sentence = _("The words that were cleared are not those that the clearance speaks of.")
            remedy = _("They have been altered since. Take the brief from its author again.")
            place = Place(file=f"{self._file}/{name}")
            self._problems.append(Problem(sentence, place, remedy=remedy))
            return None
        return text

    def optional(self, name: str, parse: Callable[[str, str], Parsed]) -> Parsed | None:
        """What an entry says that a brief may do without; None where it is absent or faulty."""
        data = self._left.pop(name, None)
        if data is None:
            return None
        shown = f"{self._file}/{name}"
        try:
            return parse(decode(data, shown), shown)
        except InvalidFileError as error:
            self._problems += error.problems
            return None

    def finish(self) -> None:
        """Raise what was found; an entry that the brief does not mention is a problem, too."""
        for name in self._left:
            sentence = _('The brief holds an entry "{entry}" that it does not mention.', entry=name)
            self._problems.append(Problem(sentence, Place(file=self._file)))
        if self._problems:
            raise InvalidFileError.of(*self._problems)

    def _take(self, name: str, path: KeyPath) -> bytes | None:
        data = self._left.pop(name, None)
        if data is None:
            sentence = _('The brief has no entry "{entry}".', entry=name)
            self._problems.append(Problem(sentence, self._tree.place(path)))
        return data


def _cleared_entry(words: str) -> str:
    return f"cleared/{words[:SHORT_HASH]}.json"


def _pin_entry(item: str, revision: str) -> str:
    return f"pins/{item}@{revision[:SHORT_HASH]}.md"
