"""French marks stay with their words: no line ends between « and what follows, nor before a mark.

A French printer puts a space that cannot be broken there (Lexique des règles typographiques en
usage à l’Imprimerie nationale). Who types has only the ordinary one on the keyboard; it is bound
where French words are printed, and stays as it was typed in the file. No space is put where none
was typed.
"""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"
_TAG = re.compile(r"""<(?P<closing>/?)(?P<name>[a-zA-Z][\w:-]*)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_LANG = re.compile(r"""\slang\s*=\s*["']?(?P<tag>[\w-]*)""")
_SPACE = re.compile(r" (?=[;:!?»])|(?<=«) ")
_NOT_FOR_READERS = frozenset({"head", "style", "script", "code", "pre"})
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr circle ellipse line "
    "path polygon polyline rect stop use".split()
)
_ENDED_BY_THE_NEXT = frozenset({"p", "li", "dt", "dd", "tr", "td", "th"})


def with_french_spaces(page: str) -> str:
    """A page of HTML whose French words keep their marks on their line."""
    if 'lang="fr' not in page:
        return page
    parts: list[str] = []
    around: list[tuple[str, bool]] = []  # the elements about the words: name, whether French
    end = 0
    for tag in _TAG.finditer(page):
        parts += [_bound(page[end : tag.start()], around), tag[0]]
        end = tag.end()
        _step(around, tag)
    return "".join([*parts, _bound(page[end:], around)])


def _bound(words: str, around: list[tuple[str, bool]]) -> str:
    return _SPACE.sub(_NO_BREAK, words) if around and around[-1][1] else words


def _step(around: list[tuple[str, bool]], tag: re.Match[str]) -> None:
    """Go into an element, or out of it with all that was left open in it."""
    name = tag["name"].lower()
    if name in _VOID or tag[0].endswith("/>"):
        return
    if tag["closing"]:
        for depth in range(len(around) - 1, -1, -1):
            if around[depth][0] == name:
                del around[depth:]
                return
        return
    if around and name == around[-1][0] and name in _ENDED_BY_THE_NEXT:
        around.pop()
    french = around[-1][1] if around else False
    if said := _LANG.search(tag[0]):
        french = said["tag"].lower().partition("-")[0] == "fr"
    around.append((name, french and name not in _NOT_FOR_READERS))
