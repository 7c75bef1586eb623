"""An item's text as a form sees it: key by key, also while some values cannot be.

A curator empties a title, or has typed half of a date: the text holds it all the same, and the
form goes on from that text. So there is never a second truth beside it. Keys that the form does
not touch, and values that it cannot show, keep every character.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from briefbuilder.domain.items import (
    EscalationRisk,
    Item,
    ItemBase,
    Kind,
    LegalStatus,
    Period,
    Status,
    TimelineEvent,
)
from briefbuilder.domain.kinds import spec_of
from briefbuilder.errors import UserInputError
from briefbuilder.language.interface import _
from briefbuilder.storage.formats import ITEM
from briefbuilder.storage.item_file import (
    KEY_ORDER,
    body_of,
    head_of,
    joined,
    split_item,
    with_ends_of,
    with_versions,
)
from briefbuilder.storage.strict_yaml import YamlTree, load
from briefbuilder.storage.validation import read_head, without_nulls
from briefbuilder.storage.yaml_splice import CannotSpliceError, splice
from briefbuilder.storage.yaml_writer import dump

_TEXTS = (
    "id",
    "title",
    "summary",
    "withdrawn_because",
    "owner",
    "lang",
    "lead_time",
    "binds",
    "reference",
)
_NAMES = ("tags", "regions", "actors", "related", "closes")
_NOT_OF_THE_HEAD = frozenset({"kind", "body"})
_NEVER = dt.date(1, 1, 1)
# What stands in for a value that is not there or has another shape; it is never written.
_STAND_INS: dict[str, object] = {
    "status": Status.DRAFT,
    "as_at": _NEVER,
    "review_by": _NEVER,
    "escalation_risk": EscalationRisk.VARIES,
    "legal_status": (),
    "period": Period.model_construct(from_="", to=None),
}


@dataclass(frozen=True, slots=True)
class LooseItem:
    """What an item's text says, key by key, whether or not it can be an item.

    `unread` names the keys whose value has a shape that no form can show; `item` holds a stand-in
    for them.
    """

    item: Item
    unread: frozenset[str] = frozenset()


def read_loosely(text: str) -> LooseItem | None:
    """The text as a form sees it; None when its head is no YAML, or of no kind of item."""
    try:
        parts = split_item(text, "")
        tree = load(parts.head, "", escaped_hidden=True)
        return _loosely(tree, body_of(parts.body))
    except UserInputError:
        return None


def change_loosely(text: str, item: Item) -> str:
    """`text`, which can be read loosely, so changed that it says what `item` says.

    Raises `UserInputError` when it cannot be read so.
    """
    parts = split_item(text, "")
    tree = load(parts.head, "", escaped_hidden=True)
    before = _loosely(tree, body_of(parts.body))
    if before is None:
        raise UserInputError(_("Mend the text first: it cannot be read as an item."))
    heads = with_versions(tree, head_of(before.item), head_of(item))
    old, new = _changed(*heads, before.unread)
    body = parts.body if body_of(item.body) == body_of(parts.body) else f"{body_of(item.body)}\n"
    try:
        head = splice(parts.head, tree.root, old, new, KEY_ORDER)
    except CannotSpliceError:
        head = ""
    changed = joined(head, body)
    wanted = LooseItem(item.model_copy(update={"body": body_of(item.body)}), before.unread)
    if not head or read_loosely(changed) != wanted:
        kept = {key: one for key, one in tree.value.items() if key not in old or key in new}
        changed = joined(dump(_in_order({**kept, **new})), body)
    return with_ends_of(text, changed)


def _loosely(tree: YamlTree, body: str) -> LooseItem | None:
    data = read_head(tree, ITEM).data
    kind = data.get("kind")
    model = spec_of(Kind(kind)).model if kind in set(Kind) else None
    if model is None:
        return None
    values: dict[str, Any] = {"body": body}
    unread: set[str] = set()
    for name, info in model.model_fields.items():
        if name in _NOT_OF_THE_HEAD:
            continue
        raw = data.get(name)
        try:
            values[name] = _value(model, name, info, raw)
        except _UnreadError:
            values[name] = _STAND_INS.get(name, info.get_default())
            unread.add(name)
    return LooseItem(model.model_construct(**values), frozenset(unread))


class _UnreadError(Exception):
    """A value that no form can show."""


def _value(model: type[ItemBase], name: str, info: FieldInfo, raw: Any) -> object:  # noqa: ANN401 - any YAML value
    if raw is None and not info.is_required():
        return info.get_default()
    if name in _TEXTS:
        return _text(raw)
    try:
        return _adapter(model, name).validate_python(without_nulls(raw))
    except ValidationError:
        read = _LOOSE.get(name)
        if read is None:
            raise _UnreadError from None
        return read(raw)


@cache
def _adapter(model: type[ItemBase], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    form: Any = info.annotation
    return TypeAdapter(Annotated[(form, *info.metadata)] if info.metadata else form)


def _text(raw: object) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise _UnreadError
    return raw


def _names(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise _UnreadError
    return tuple(_text(one) for one in raw)


def _legal_status(raw: object) -> tuple[LegalStatus, ...]:
    known = {status.value: status for status in LegalStatus}
    names = _names(raw)
    if not all(name in known for name in names):
        raise _UnreadError
    return tuple(known[name] for name in names)


def _period(raw: object) -> Period:
    pair = _mapping(raw, {"from", "to"})
    return Period.model_construct(from_=_text(pair.get("from")), to=_text(pair.get("to")) or None)


def _timeline(raw: object) -> tuple[TimelineEvent, ...]:
    if not isinstance(raw, list):
        raise _UnreadError
    return tuple(_event(one) for one in raw)


def _event(raw: object) -> TimelineEvent:
    pairs = _mapping(raw, {"date", "to", "text", "circa"})
    circa = pairs.get("circa")
    if circa not in {None, "true", "false"}:
        raise _UnreadError
    return TimelineEvent.model_construct(
        date=_text(pairs.get("date")),
        to=_text(pairs.get("to")) or None,
        text=_text(pairs.get("text")),
        circa=circa == "true",
    )


def _mapping(raw: object, known: set[str]) -> Mapping[str, object]:
    if not isinstance(raw, dict) or not raw.keys() <= known:
        raise _UnreadError
    return raw


_LOOSE: dict[str, Callable[[object], object]] = {
    **dict.fromkeys(_NAMES, _names),
    "legal_status": _legal_status,
    "period": _period,
    "timeline": _timeline,
}


def _changed(
    old: Mapping[str, Any], new: Mapping[str, Any], unread: frozenset[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs between two heads, before and after; the rest of the text is not looked at."""
    differ = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)} - unread
    return (
        {key: one for key, one in old.items() if key in differ},
        {key: one for key, one in new.items() if key in differ},
    )


def _in_order(head: Mapping[str, Any]) -> dict[str, Any]:
    known = {key: head[key] for key in KEY_ORDER if key in head}
    return {**known, **{key: one for key, one in head.items() if key not in known}}
