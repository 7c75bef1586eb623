"""A mapping whose values are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Drawn(Mapping[str, Value]):
    """The keys are all known, in their order; a value is made once, by `make`, and kept.

    `ready` are values that are there already. It is never changed but by what is made, which two
    threads may do at once: either finds an equal value.
    """

    __slots__ = ("_make", "_values")

    def __init__(
        self,
        keys: Iterable[str],
        make: Callable[[str], Value],
        ready: Mapping[str, Value] | None = None,
    ) -> None:
        self._values: dict[str, Value | None] = dict.fromkeys(keys)
        self._values.update(ready or {})
        self._make = make

    def __getitem__(self, key: str) -> Value:
        value = self._values[key]
        if value is None:
            value = self._values[key] = self._make(key)
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def over(self, keys: Iterable[str], ready: Mapping[str, Value]) -> Drawn[Value]:
        """Another of these keys with what is ready; the rest as it is here, drawn or not."""
        there = self._values.get
        other = Drawn[Value]((), self._make)
        other._values = {key: there(key) for key in keys} | dict(ready)
        return other
