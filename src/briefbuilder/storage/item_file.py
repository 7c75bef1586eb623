"""Item files: a YAML head between two lines of `---`, then a Markdown body.

Reading reports every fault with the file's own line. Changing touches only what changed: a
curator's comments, order, quotes and line ends stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from briefbuilder.domain.item_sections import contract_breaches
from briefbuilder.domain.items import Item
from briefbuilder.domain.kinds import FOLDERS, spec_of
from briefbuilder.errors import InvalidFileError, Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.storage.formats import ITEM
from briefbuilder.storage.item_body import body_faults
from briefbuilder.storage.strict_yaml import BOM, YamlTree, check_characters, check_conflict, load
from briefbuilder.storage.validation import read_head, validated
from briefbuilder.storage.yaml_splice import CannotSpliceError, splice
from briefbuilder.storage.yaml_writer import dump

_FENCE = "---"
KEY_ORDER = (
    "format",
    "version",
    "id",
    "kind",
    "title",
    "summary",
    "status",
    "withdrawn_because",
    "owner",
    "as_at",
    "review_by",
    "marking",
    "lang",
    "tags",
    "regions",
    "actors",
    "period",
    "related",
    "closes",
    "escalation_risk",
    "lead_time",
    "legal_status",
    "binds",
    "reference",
    "waivers",
    "timeline",
    "checks",
    "status_changes",
)
"""The order of the keys in a head that Briefbuilder writes."""
_NEWER = {"status_changes": 2}
"""The version with which a key came, where that was not the first."""


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item file taken apart, line ends as LF. `body_line` is the body's first line, from 1."""

    head: str
    body: str
    body_line: int


def split_item(text: str, file: str) -> ItemText:
    """The head and the body of an item file; `InvalidFileError` when it has no head."""
    unified = text.removeprefix(BOM).replace("\r\n", "\n")
    lines = unified.split("\n")
    if lines[0].rstrip() != _FENCE:
        check_conflict(unified, file)
        sentence = _("An item file begins with a line of three hyphens, and then its head.")
        raise InvalidFileError.of(Problem(sentence, Place(file=file, line=1, column=1)))
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            head = "".join(f"{one}\n" for one in lines[1:number])
            return ItemText(head, "\n".join(lines[number + 1 :]), number + 2)
    sentence = _("The head of the item is not closed by a second line of three hyphens.")
    raise InvalidFileError.of(Problem(sentence, Place(file=file, line=1, column=1)))


def parse_item(text: str, file: str) -> Item:
    """The item that a file holds.

    `file` names the file in problems; when it is that of a library (`tools/flyover.md`), the
    item's id and kind must agree with it. Raises `InvalidFileError` with every problem found,
    `UnknownVersionError` when a newer program wrote the file.
    """
    parts = split_item(text, file)
    problems: list[Problem] = []
    try:
        check_characters(parts.body, file, first_line=parts.body_line)
    except InvalidFileError as error:
        problems += error.problems
    try:
        tree = load(parts.head, file, first_line=2)
        item: Item = validated(tree, ITEM, more={"body": body_of(parts.body)})
    except InvalidFileError as error:
        raise InvalidFileError.of(*error.problems, *problems) from error
    problems += [*_home_problems(item, tree, file), *_body_problems(item, parts, file)]
    problems += _version_problems(tree)
    if problems:
        raise InvalidFileError.of(*problems)
    return item


def format_item(item: Item) -> str:
    """The text of a new item file."""
    return f"{_FENCE}\n{dump(head_of(item))}{_FENCE}\n{body_of(item.body)}\n"


def change_item(text: str, item: Item) -> str:
    """The file `text`, so changed that it holds `item`.

    What has not changed keeps every character: comments, order, quotes, blank lines, the byte
    order mark and the line ends. Raises `InvalidFileError` when `text` holds no item.
    """
    parts = split_item(text, "")
    tree = load(parts.head, "")
    old: Item = validated(tree, ITEM, more={"body": body_of(parts.body)})
    try:
        before, after = with_versions(tree, head_of(old), head_of(item))
        head = splice(parts.head, tree.root, before, after, KEY_ORDER)
    except CannotSpliceError:
        head = dump(head_of(item))
    is_same_body = body_of(item.body) == body_of(parts.body)
    body = parts.body if is_same_body else f"{body_of(item.body)}\n"
    changed = joined(head, body)
    if not _says(changed, item):
        changed = format_item(item)
    return with_ends_of(text, changed)


def joined(head: str, body: str) -> str:
    """The text of a file with this head and this body."""
    return f"{_FENCE}\n{head}{_FENCE}\n{body}"


def body_of(text: str) -> str:
    """A body as the model holds it: line ends as LF, none at its end."""
    return text.replace("\r\n", "\n").rstrip("\n")


def _says(text: str, item: Item) -> bool:
    """Whether a text holds the item: no change is given out that was not read again."""
    parts = split_item(text, "")
    try:
        found = validated(load(parts.head, ""), ITEM, more={"body": body_of(parts.body)})
    except InvalidFileError:
        return False
    return bool(found == item.model_copy(update={"body": body_of(item.body)}))


def with_ends_of(original: str, text: str) -> str:
    """`text` with the byte order mark and the line ends of `original`.

    Where these are mixed, each line that was there keeps its own, and a new one has what most have.
    """
    mark = BOM if original.startswith(BOM) else ""
    crlf, all_ends = original.count("\r\n"), original.count("\n")
    if crlf in {0, all_ends}:
        return mark + (text.replace("\n", "\r\n") if crlf else text)
    *old, _last = original.removeprefix(BOM).split("\n")
    *new, last = text.split("\n")
    usual = "\r" if crlf * 2 > all_ends else ""
    ends = [usual] * len(new)
    kept = SequenceMatcher(None, [line.removesuffix("\r") for line in old], new, autojunk=False)
    for _kind, old_from, old_to, new_from, new_to in kept.get_opcodes():
        # A line that was changed in its place keeps its end, too.
        for was, now in zip(range(old_from, old_to), range(new_from, new_to), strict=False):
            ends[now] = "\r" if old[was].endswith("\r") else ""
    return mark + "".join(f"{line}{end}\n" for line, end in zip(new, ends, strict=True)) + last


def place_in_item(text: str, file: str, *path: str | int) -> Place:
    """Where a key of the head stands in a valid item file."""
    return load(split_item(text, file).head, file, first_line=2).place(path)


def head_of(item: Item) -> dict[str, Any]:
    """The head as plain values, in the order of the format; keys at their default are left out."""
    data = item.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"body"})
    data |= {"format": ITEM.name, "version": ITEM.version, "kind": item.kind.value}
    data["lang"] = item.lang
    return {key: data[key] for key in KEY_ORDER if key in data}


def with_versions(
    tree: YamlTree, old: dict[str, Any], new: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two heads with the version that the file has and the one that it must have.

    A file of an older version stays so while it holds nothing that is newer: a change of one key
    is a change of one line, and a colleague's older program still reads it.
    """
    version = read_head(tree, ITEM).version
    needed = ITEM.version if _NEWER.keys() & new.keys() else version
    return {**old, "version": version}, {**new, "version": needed}


def _version_problems(tree: YamlTree) -> list[Problem]:
    version = read_head(tree, ITEM).version
    return [
        Problem(
            _(
                'The key "{key}" is of version {since} of the format, and the file says {version}.',
                key=key,
                since=since,
                version=version,
            ),
            tree.place((key,)),
            remedy=_("Write {line}.", line=f"version: {since}"),
        )
        for key, since in _NEWER.items()
        if key in tree.value and version < since
    ]


def _home_problems(item: Item, tree: YamlTree, file: str) -> list[Problem]:
    folder, slash, name = file.rpartition("/")
    if not slash or folder not in FOLDERS:
        return []
    problems = []
    if name != f"{item.id}.md":
        sentence = _(
            'The id "{id}" and the name of the file, {name}, must be the same.',
            id=item.id,
            name=name,
        )
        problems.append(Problem(sentence, tree.place(("id",))))
    if folder != spec_of(item.kind).folder:
        sentence = _(
            "An item of the kind {kind} belongs into the folder {folder}.",
            kind=item.kind,
            folder=spec_of(item.kind).folder,
        )
        problems.append(Problem(sentence, tree.place(("kind",))))
    return problems


def _body_problems(item: Item, parts: ItemText, file: str) -> list[Problem]:
    last = parts.body.count("\n")
    faults = [(one.line, one.sentence) for one in contract_breaches(item.kind, item.body)]
    faults += [(one.line, one.sentence) for one in body_faults(item.body)]
    return [
        Problem(sentence, Place(file=file, line=parts.body_line + min(line, last), column=1))
        for line, sentence in sorted(faults, key=lambda fault: fault[0])
    ]
