"""French marks stay with their words: no line ends between « and what follows, nor before a mark.

A French printer puts a space that cannot be broken there (Lexique des règles typographiques en
usage à l’Imprimerie nationale). Who types has only the ordinary one on the keyboard; it is bound
where French words are printed, and stays as it was typed in the file. No space is put where none
was typed.
"""

from __future__ import annotations

import re
from collections import Counter

_NO_BREAK = "\u00a0"
_TAG = re.compile(r"""<(?P<closing>/?)(?P<name>[a-zA-Z][\w:-]*)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
_LANG = re.compile(r"""\slang\s*=\s*["']?(?P<tag>[\w-]*)""", re.IGNORECASE)
_ANY_FRENCH = re.compile(r"""\slang\s*=\s*["']?fr""", re.IGNORECASE)
_SPACE = re.compile(r" (?=[;:!?»])|(?<=«) ")
_NOT_FOR_READERS = frozenset({"head", "style", "script", "code", "pre"})
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr circle ellipse line "
    "path polygon polyline rect stop use".split()
)
_ENDED_BY_THE_NEXT = frozenset({"p", "li", "dt", "dd", "tr", "td", "th"})


def marks_bound(words: str) -> str:
    """Words whose marks no line may be broken from, as a French hand types them."""
    return _SPACE.sub(_NO_BREAK, words)


def with_french_spaces(page: str) -> str:
    """A page of HTML whose French words keep their marks on their line."""
    if _ANY_FRENCH.search(page) is None:
        return page
    parts: list[str] = []
    around = _Around()
    end = 0
    for tag in _TAG.finditer(page):
        parts += [around.bound(page[end : tag.start()]), tag[0]]
        end = tag.end()
        around.step(tag)
    return "".join([*parts, around.bound(page[end:])])


class _Around:
    """The elements about the words, as far as they are known to be open."""

    def __init__(self) -> None:
        self._elements: list[tuple[str, bool]] = []  # the name, and whether its words are French
        self._open: Counter[str] = Counter()

    def bound(self, words: str) -> str:
        """The words with their spaces bound, where they are French."""
        return marks_bound(words) if self._is_french else words

    @property
    def _is_french(self) -> bool:
        return bool(self._elements) and self._elements[-1][1]

    def step(self, tag: re.Match[str]) -> None:
        """Go into an element, or out of it with all that was left open in it."""
        name = tag["name"].lower()
        if name in _VOID or tag[0].endswith("/>"):
            return
        if tag["closing"]:
            if self._open[name]:  # else it closes nothing, and nobody looks for what
                while self._leave() != name:
                    pass
            return
        if name in _ENDED_BY_THE_NEXT and self._elements and self._elements[-1][0] == name:
            self._leave()
        french = self._is_french
        if said := _LANG.search(tag[0]):
            french = said["tag"].lower().partition("-")[0] == "fr"
        self._elements.append((name, french and name not in _NOT_FOR_READERS))
        self._open[name] += 1

    def _leave(self) -> str:
        name, _ = self._elements.pop()
        self._open[name] -= 1
        return name
