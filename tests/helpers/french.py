"""Finds sentences of the program's own English in what is to be French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from io import BytesIO

from babel.messages.pofile import read_po

_LEAST_WORDS = 2
_PLACEHOLDER = re.compile(r"\\\{\w+\\\}")


def _sentences() -> Iterable[str]:
    folder = resources.files("briefbuilder.language") / "catalogues" / "fr"
    for message in read_po(BytesIO((folder / "interface.po").read_bytes()), locale="fr"):
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        several = isinstance(message.string, tuple | list)
        said = set(message.string or ()) if several else {message.string}
        yield from (one for one in map(str, ids) if one and one not in said)


_ENGLISH = tuple(
    (one, re.compile(rf"(?<!\w){_PLACEHOLDER.sub('.*', re.escape(one))}(?!\w)"))
    for one in _sentences()
    if len(re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", one))) >= _LEAST_WORDS
)


def english_in(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Each text with the English of ours that stands in it, where one does."""
    return [(text, one) for text in texts for one, pattern in _ENGLISH if pattern.search(text)]
