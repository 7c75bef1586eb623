"""Counts how often functions of the program are called, whichever module calls them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any, Self


class CallCounter:
    """Counts calls of some of the program's functions, while it is entered.

    What runs is the program as it is: each function is called as before, and told of. It is found
    under every name by which a module of the program has it, so that no import hides a call.
    """

    def __init__(self, *functions: Callable[..., Any]) -> None:
        self._functions = functions
        self._undo = ExitStack()
        self.calls = Counter(dict.fromkeys((one.__qualname__ for one in functions), 0))

    def __enter__(self) -> Self:
        for function in self._functions:
            told_of = self._told_of(function)
            for holder in _holders():
                for name in [name for name, one in vars(holder).items() if one is function]:
                    setattr(holder, name, told_of)
                    self._undo.callback(setattr, holder, name, function)
        return self

    def __exit__(self, *_: object) -> None:
        self._undo.close()

    def _told_of(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.calls[function.__qualname__] += 1
            return function(*args, **kwargs)

        return counted


def _holders() -> list[Any]:
    """The program's modules, and the classes in them."""
    modules = [one for name, one in sys.modules.items() if name.split(".")[0] == "briefbuilder"]
    classes = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    own = [one for one in classes if one.__module__.split(".")[0] == "briefbuilder"]
    return [*modules, *own]
