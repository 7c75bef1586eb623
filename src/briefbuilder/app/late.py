"""What is built when somebody first asks for it, out of a module that is loaded for it alone.

A room of the window that nobody has gone into costs the start neither time nor memory. It is not
deaf, only stale: what is built late shows everything as it stands by then.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Late(Generic[Thing]):
    """One thing, of a class or a maker that is known by its module and name until then."""

    def __init__(
        self,
        path: str,
        build_from: tuple[object, ...],
        settle: Callable[[Thing], object] | None = None,
        **named: object,
    ) -> None:
        """`path` is `module:Class`; `settle` puts what was built into its place and wires it."""
        self._path = path
        self._build_from = build_from
        self._named = named
        self._settle = settle
        self.built: Thing | None = None

    def get(self) -> Thing:
        """It, built if it was not yet."""
        if self.built is None:
            module, _, name = self._path.partition(":")
            made: Thing = getattr(import_module(module), name)(*self._build_from, **self._named)
            self.built = made
            if self._settle is not None:
                self._settle(made)
        return self.built

    def then(self, act: Callable[[Thing], object]) -> Callable[[], object]:
        """What does something with it, once it is asked to."""
        return lambda: act(self.get())
