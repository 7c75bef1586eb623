"""Briefs with a word of its own in every place that can hold words, found by looking at the types.

Nothing here names the fields of a brief one by one: a field that is added to a model gets a word
by itself, and a copy that forgets to leave it out is found out.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    FigureBlock,
    ItemBlock,
    KeptPin,
    Media,
    PartEdit,
    Pin,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.checklists import Answer, Checklist, QuestionWords
from briefbuilder.domain.clearances import ClearedText
from briefbuilder.domain.conditions import Condition, PlacesTag
from briefbuilder.domain.items import CaseStudy, LegalConsideration, Tool, revision_of
from briefbuilder.domain.markings import Caveat, Marking, Scheme, SchemeSource
from briefbuilder.domain.sources import Source
from briefbuilder.domain.templates import Template
from helpers.builders import make_template

Model = TypeVar("Model", bound=BaseModel)

WORD = re.compile(r"zq[a-z]{6}x")
OWN = "own"
"""The owner of what has no marking of its own: the brief."""
NOBODY = "nobody"
"""The owner of what nothing in the brief shows any more; it may stand in no copy."""
_OTHER_TEXTS = ("0" * 64, "0" * 32, "0" * 12, "2026-11-01", "A1", "en")
"""Of texts that cannot be any word: digests, dates, grades, languages."""

Owner = Marking | str
KINDS: tuple[type[BaseModel], ...] = (TextBlock, ItemBlock, FigureBlock, TimelineBlock, TableBlock)


@dataclass
class Words:
    """Hands out words that occur nowhere else, and keeps whose each is."""

    owners: dict[str, list[Owner]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _days: Iterator[int] = field(default_factory=itertools.count)

    def new(self, place: str, *owners: Owner) -> str:
        """A new word for a place."""
        number, letters = next(self._numbers), ""
        for _ in range(6):
            number, digit = divmod(number, 26)
            letters = chr(ord("a") + digit) + letters
        word = f"zq{letters}x"
        self.owners[word], self.places[word] = list(owners), place
        return word

    def fill(
        self, model: type[Model], owners: Iterable[Owner], place: str = "", **given: Any
    ) -> Model:
        """A value of a model with a word in each of its fields, less those that are given."""
        values = dict(given)
        for name, info in model.model_fields.items():
            if name in given:
                continue
            kind = info.annotation
            if info.metadata:
                kind = Annotated[(kind, *info.metadata)]  # type: ignore[assignment]
            shown = f"{place or model.__name__}.{name}"
            values[name] = self._value(kind, tuple(owners), shown)
        return _valid(model, values, given)

    def _value(self, kind: Any, owners: tuple[Owner, ...], place: str) -> Any:
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:
            if kind_of(args[0]) is str:
                return self._text(kind, owners, place)
            return self._value(args[0], owners, place)
        if kind_of(kind) == Condition:
            return PlacesTag(places_tag=self.new(place, *owners))
        if origin in {Union, types.UnionType}:
            members = [one for one in args if one is not types.NoneType]
            words = [one for one in members if kind_of(one) is str]
            return self._value((words or members)[0], owners, place)
        if origin is Literal:
            return args[0]
        if origin is tuple:
            inner = args[:1] if args[-1] is Ellipsis else args
            return tuple(self._value(one, owners, f"{place}[]") for one in inner)
        if origin is dict:
            return {self._value(args[0], owners, place): self._value(args[1], owners, place)}
        return self._plain(kind, owners, place)

    def _plain(self, kind: Any, owners: tuple[Owner, ...], place: str) -> Any:
        if kind is TimelineRow:  # a date, or what was typed in its place
            return self.fill(kind, owners, place, date=None, to=None, circa=False)
        if issubclass(kind, Enum):
            return next(iter(kind))
        if issubclass(kind, BaseModel):
            return self.fill(kind, owners, place)
        if kind is bytes:
            return self.new(place, *owners).encode()
        if kind is str:
            return self.new(place, *owners)
        if kind is dt.date:  # each later than the one before
            return dt.date(2026, 11, 1) + dt.timedelta(days=next(self._days))
        return {bool: True, int: 2, float: 2.0}[kind]

    def _text(self, kind: Any, owners: tuple[Owner, ...], place: str) -> str:
        other = _text_for(kind)
        return self.new(place, *owners) if other is None else other


def _valid(model: type[Model], values: dict[str, Any], given: dict[str, Any]) -> Model:
    """A value with as many of some fields as its model allows together; all words stay.

    Some keys exclude each other, or go only with certain others.
    """
    spare = [
        name
        for name, info in model.model_fields.items()
        if name not in given and not info.is_required() and not WORD.search(str(values[name]))
    ]
    for size in range(len(spare) + 1):
        for left_out in itertools.combinations(spare, size):
            kept = {name: value for name, value in values.items() if name not in left_out}
            try:
                return model.model_validate(kept)
            except ValidationError:
                continue
    return model.model_validate(values)


@cache
def _text_for(kind: Any) -> str | None:
    """What must stand where a constraint lets no word stand; None where it does."""
    adapter = TypeAdapter(kind)
    for text in (Words().new(""), *_OTHER_TEXTS):
        try:
            adapter.validate_python(text)
        except ValidationError:
            continue
        return None if WORD.fullmatch(text) else text
    raise AssertionError(f"No text fits {kind}.")


def kind_of(kind: Any) -> Any:
    """What a type is when its constraints are taken off."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


@dataclass(frozen=True)
class SecretBrief:
    """A brief, and whose each of its words is."""

    brief: Brief
    words: Words

    def above(self, admits: Any) -> set[str]:
        """The words that must not stand in a copy whose ceiling admits what `admits` says."""
        own = self.brief.marking

        def may_stay(owner: Owner) -> bool:
            return owner != NOBODY and admits(own if owner == OWN else owner)

        return {
            word for word, owners in self.words.owners.items() if not all(map(may_stay, owners))
        }


class _Author:
    """Writes one brief at random."""

    def __init__(
        self, scheme: Scheme, marking: Marking, choose: random.Random, picture: bytes | None
    ) -> None:
        self.words = Words()
        self._picture: dict[str, Any] = {} if picture is None else {"data": picture, "fault": ""}
        self._scheme, self._marking, self._choose = scheme, marking, choose
        self._pins: list[Pin] = []
        self._media: list[Media] = []
        self._sources: list[Source] = []
        self._kept: list[KeptPin] = []

    def write(self, form: Template, markings: list[Marking | None]) -> Brief:
        """A brief with every kind of block, one for each of the markings."""
        kinds = itertools.cycle(self._choose.sample(KINDS, len(KINDS)))
        blocks = [self._block(kind, one) for kind, one in zip(kinds, markings, strict=False)]
        self._add_unused()
        own = (OWN,)
        names = [*(one.id for one in form.sections[:2]), self.words.new("Section.id", OWN)]
        sections = tuple(
            self.words.fill(Section, own, id=name, blocks=tuple(blocks[number :: len(names)]))
            for number, name in enumerate(names)
        )
        checklist = self.words.fill(Checklist, own)
        question = checklist.questions[0]
        asked = QuestionWords.of(question)
        answer = self.words.fill(Answer, own, question=question.id, words=asked.hash, asked=asked)
        return self.words.fill(
            Brief,
            own,
            id="0" * 32,
            template=form.id,
            fields=tuple((one.name, self.words.new("field", OWN)) for one in form.fields),
            checklist=checklist.id,
            held_checklist=checklist,
            answers=(answer,),
            # The words of blocks as they were, with no marking to tell who may read them.
            cleared=(self.words.fill(ClearedText, (NOBODY,)),),
            lang="en-GB",
            marking=self._marking,
            sections=sections,
            pins=tuple(self._pins),
            kept=tuple(self._kept),
            sources=tuple(self._sources),
            media=tuple(self._media),
            held_scheme=self._held_scheme(),
        )

    def _block(self, kind: type[BaseModel], marking: Marking | None) -> Block:
        owner: tuple[Owner, ...] = (marking if marking is not None else OWN,)
        fill, new = self.words.fill, self.words.new
        cited = f"[@{self._source(owner)}]"
        if kind is ItemBlock:
            return self._placed(marking, owner, cited)
        if kind is TextBlock:
            return fill(
                TextBlock, owner, marking=marking, text=f"{new('TextBlock.text', *owner)} {cited}"
            )
        if kind is FigureBlock:
            name = f"{new('Media.name', *owner)}.png"
            self._media.append(fill(Media, owner, name=name, **self._picture))
            return fill(FigureBlock, owner, marking=marking, media=name, caption=cited)
        if kind is TableBlock:
            return fill(TableBlock, owner, marking=marking, caption=cited)
        return fill(TimelineBlock, owner, marking=marking, caption=cited)

    def _placed(self, marking: Marking | None, owner: tuple[Owner, ...], cited: str) -> ItemBlock:
        kind = self._choose.choice((CaseStudy, Tool, LegalConsideration))
        pin = self._pin(kind, marking, owner, cited)
        both = (*owner, OWN)
        edits = (self.words.fill(PartEdit, both, part="summary"),)
        self._kept.append(self.words.fill(KeptPin, both, item=pin.item.id))
        return self.words.fill(
            ItemBlock,
            both,
            id=self.words.new("ItemBlock.id", *owner),
            item=pin.item.id,
            revision=pin.revision,
            parts=None,
            edits=self._choose.choice((edits, ())),
        )

    def _pin(self, kind: Any, marking: Marking | None, owner: tuple[Owner, ...], cited: str) -> Pin:
        body = f"## What happened\n{self.words.new('Item.body', *owner)} {cited}\n"
        item = self.words.fill(kind, owner, marking=marking, body=body)
        pin = self.words.fill(Pin, owner, item=item, revision=revision_of(item))
        self._pins.append(pin)
        return pin

    def _source(self, owner: tuple[Owner, ...]) -> str:
        source = self.words.fill(Source, owner)
        self._sources.append(source)
        return source.id

    def _add_unused(self) -> None:
        gone = (NOBODY,)
        pin = self._pin(Tool, None, gone, "")
        self._kept.append(self.words.fill(KeptPin, gone, item=pin.item.id))
        self._media.append(self.words.fill(Media, gone))
        self._source(gone)

    def _held_scheme(self) -> Scheme:
        new = self.words.new
        code = self.words.fill(Caveat, (OWN,), needs_level=None, highest_level=None, separator=None)
        return self._scheme.model_copy(
            update={
                "title": new("Scheme.title", OWN),
                "note": new("Scheme.note", OWN),
                "sources": (self.words.fill(SchemeSource, (OWN,)),),
                "caveats": (*self._scheme.caveats, code),
            }
        )


def secret_brief(
    scheme: Scheme,
    choose: random.Random,
    *,
    form: Template | None = None,
    blocks: int = 10,
    picture: bytes | None = None,
) -> SecretBrief:
    """A brief of random markings with a word of its own in each place, but in a real picture."""
    valid = valid_markings(scheme)
    author = _Author(scheme, choose.choice(valid), choose, picture)
    markings = [choose.choice([None, *valid]) for _ in range(blocks)]
    brief = author.write(form or make_template(), markings)
    used = set(WORD.findall(str(brief.model_dump())))
    owners = {word: owners for word, owners in author.words.owners.items() if word in used}
    author.words.owners = owners
    return SecretBrief(brief, author.words)


def valid_markings(scheme: Scheme) -> list[Marking]:
    """Every marking that a scheme allows, with up to two caveats."""
    names = [one.id for one in scheme.caveats]
    sets = [one for size in range(3) for one in itertools.combinations(names, size)]
    every = (
        Marking(scheme=scheme.id, level=level.id, caveats=caveats)
        for level in scheme.levels
        for caveats in sets
    )
    return [one for one in every if not scheme.problems_of(one)]
