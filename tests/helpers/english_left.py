"""English of the program's own in what it says in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_PLACEHOLDER = re.compile(r"\\\{\w+\\\}")
_WORD = re.compile(r"[A-Za-z]{2,}")
_FEWEST_WORDS = 2
"""A single word may be the same in both languages, or somebody's own."""


def english_left(catalogues: Any, texts: Iterable[str]) -> list[str]:
    """The texts that hold a sentence of the interface as it stands in the program."""
    patterns = [_pattern(one) for one in _sentences(catalogues)]
    return [text for text in texts if any(pattern.search(text) for pattern in patterns)]


def _sentences(catalogues: Any) -> Iterable[str]:
    for message in catalogues.read(catalogues.INTERFACE, "fr"):
        told = [message.id] if isinstance(message.id, str) else list(message.id)
        for one in told:
            if len(_WORD.findall(re.sub(r"\{\w+\}", " ", one))) >= _FEWEST_WORDS:
                yield one


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PLACEHOLDER.sub(".*", re.escape(sentence)), re.DOTALL)
