"""Remembering what was made of frozen things, so that a key typed in one block costs one block.

Blocks, pins and checklists are frozen and shared between the states of a brief: what is the same
object says the same. So they are told apart by identity, which costs nothing, and are held for as
long as what was made of them, so that no other object can take their place.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Kept(Generic[V]):
    """What was made of some things, and under which circumstances; the oldest is forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._made: OrderedDict[Hashable, tuple[tuple[object, ...], V]] = OrderedDict()

    def of(self, things: tuple[object, ...], rest: Hashable, make: Callable[[], V]) -> V:
        """What `make` makes of these very things; it may look at nothing but them and `rest`."""
        key = (tuple(map(id, things)), rest)
        with self._lock:
            held = self._made.get(key)
            if held is not None:
                self._made.move_to_end(key)
                return held[1]
        value = make()
        with self._lock:
            self._made[key] = (things, value)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return value
