"""When a question applies: small conditions, put together by all, any and not.

In a file a condition is a mapping with one key, such as `{places_tag: air}`
(`docs/formats/checklist.md`). A new kind of condition is a class here, a member of `Condition` and
a case of `holds` and `named_in`; its words are a case in the words of the walk. Where one is
missing, mypy says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Protocol, assert_never

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from briefbuilder.domain.base import Frozen, NonEmpty, Slug
from briefbuilder.domain.items import Item, Kind
from briefbuilder.language.interface import _, p_


class AnswerValue(StrEnum):
    """What may be answered; a missing answer is the absence of one."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "n/a"


def answer_word(value: AnswerValue) -> str:
    """An answer as a sentence names it; files and commands write its value."""
    match value:
        case AnswerValue.YES:
            return p_("an answer", "yes")
        case AnswerValue.PARTLY:
            return p_("an answer", "partly")
        case AnswerValue.NO:
            return p_("an answer", "no")
        case AnswerValue.UNKNOWN:
            return p_("an answer", "unknown")
        case AnswerValue.NOT_APPLICABLE:
            return p_("an answer", "n/a")
        case _:
            assert_never(value)


class AnswerIs(Frozen):
    """A question, and the answers to it that count."""

    question: NonEmpty
    in_: tuple[AnswerValue, ...] = Field(alias="in", min_length=1)


class FieldIs(Frozen):
    """A field of the brief and its text; upper and lower case are the same."""

    name: NonEmpty
    is_: str = Field(alias="is")


class PlacesKind(Frozen):
    """True when the brief places an item of this kind."""

    places_kind: Kind


class PlacesTag(Frozen):
    """True when the brief places an item with this tag."""

    places_tag: Slug


class PlacesItem(Frozen):
    """True when the brief places this item."""

    places_item: Slug


class WhenAnswered(Frozen):
    """True when a question's answer is one of those listed."""

    answer: AnswerIs


class WhenField(Frozen):
    """True when a field of the brief has this text."""

    field: FieldIs


class AllOf(Frozen):
    """True when every part is."""

    all: tuple[ReadCondition, ...]


class AnyOf(Frozen):
    """True when at least one part is."""

    any: tuple[ReadCondition, ...]


class NotThat(Frozen):
    """True when the other is not."""

    not_: ReadCondition = Field(alias="not")


Placing = PlacesKind | PlacesTag | PlacesItem
Condition = Placing | WhenAnswered | WhenField | AllOf | AnyOf | NotThat

_EXAMPLE = "{places_tag: air}"
UNKNOWN_KEY = "unknown_key"
"""The type of the fault that a mapping has a key which it cannot have."""
_KEYS = (
    *("places_kind", "places_tag", "places_item"),
    *("answer", "field", "all", "any", "not"),
)


def _one_key(value: object) -> object:
    """`value`, unless it is no condition, or one with other keys than a single one of ours."""
    if isinstance(value, Frozen):
        return value
    if not isinstance(value, Mapping):
        sentence = _(
            "A condition is a mapping with one key, such as {condition}.", condition=_EXAMPLE
        )
        raise PydanticCustomError("condition", sentence)
    if len(value) != 1:
        raise ValueError(_("A condition has exactly one key."))
    (key,) = value
    if key not in _KEYS:
        known = ", ".join(_KEYS)
        sentence = _("A condition has one of these keys: {known}.", known=known)
        raise PydanticCustomError(UNKNOWN_KEY, sentence, {"key": key})
    return value


def _tag_of(value: object) -> str:
    """Which class reads a condition: that of its key, in a file, or of its field, in the program.

    The space before it keeps it apart from the keys of the file, where a fault is looked for.
    """
    match value:
        case Mapping():
            names: Iterable[str] = value
        case Frozen():
            names = type(value).model_fields
        case _:
            names = ()
    return f" {next(iter(names), '').rstrip('_')}"


ReadCondition = Annotated[
    Annotated[PlacesKind, Tag(" places_kind")]
    | Annotated[PlacesTag, Tag(" places_tag")]
    | Annotated[PlacesItem, Tag(" places_item")]
    | Annotated[WhenAnswered, Tag(" answer")]
    | Annotated[WhenField, Tag(" field")]
    | Annotated[AllOf, Tag(" all")]
    | Annotated[AnyOf, Tag(" any")]
    | Annotated[NotThat, Tag(" not")],
    Discriminator(_tag_of),
    BeforeValidator(_one_key),
]
"""A condition as a file writes it."""

for _model in (AllOf, AnyOf, NotThat):
    _model.model_rebuild()


class Facts(Protocol):
    """What a condition is asked of: a brief and its answers."""

    def placed_items(self) -> Iterable[Item]:
        """The items of which the brief holds something."""

    def field(self, name: str) -> str:
        """The text of a field; "" for none."""

    def answer(self, question: str) -> AnswerValue | None:
        """The answer that counts for a question, or None."""


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether a condition is true."""
    match condition:
        case PlacesKind(places_kind=kind):
            return any(item.kind is kind for item in facts.placed_items())
        case PlacesTag(places_tag=tag):
            return any(tag in item.tags for item in facts.placed_items())
        case PlacesItem(places_item=item_id):
            return any(item.id == item_id for item in facts.placed_items())
        case WhenAnswered(answer=wanted):
            return facts.answer(wanted.question) in wanted.in_
        case WhenField(field=wanted):
            own, text = facts.field(wanted.name), wanted.is_
            return own.strip().casefold() == text.strip().casefold()
        case AllOf(all=parts):
            return all(holds(part, facts) for part in parts)
        case AnyOf(any=parts):
            return any(holds(part, facts) for part in parts)
        case NotThat(not_=part):
            return not holds(part, facts)
        case _:
            assert_never(condition)


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions that are not made of others."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from leaves(part)
        case NotThat(not_=part):
            yield from leaves(part)
        case _:
            yield condition


def named_in(condition: Condition) -> Iterator[tuple[str, str]]:
    """What a condition depends on, as a noun and a name: ("tag", "air"), ("question", "A1")."""
    for leaf in leaves(condition):
        match leaf:
            case PlacesTag(places_tag=tag):
                yield "tag", tag
            case PlacesItem(places_item=item_id):
                yield "item", item_id
            case WhenAnswered(answer=wanted):
                yield "question", wanted.question
            case PlacesKind() | WhenField():  # kinds are known, and a form may have any field
                pass
            case AllOf() | AnyOf() | NotThat():
                pass  # not a leaf
            case _:
                assert_never(leaf)
