"""Real numbers in Word: a paragraph put in between moves those after it.

Each number that the pages print is given to Word as "count on" or "start at this value", so that
it reads the same; one that Word cannot count stands as plain words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from briefbuilder.render.flow import Paragraph

_COUNTED = re.compile(r"(\(?)([0-9]{1,3}|[a-zA-Z])([.)])")
_BULLET = re.compile("[•–·◦▪-]")
_TWIPS = 20  # in a point


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a paragraph, as Word counts it: `%1` is the number in `pattern`."""

    kind: str
    pattern: str
    value: int = 1


def lead_of(words: str) -> Lead | None:
    """A number as Word can count it, or None."""
    if _BULLET.fullmatch(words):
        return Lead("bullet", words)
    match = _COUNTED.fullmatch(words)
    if match is None:
        return None
    before, number, after = match.groups()
    pattern = f"{before}%1{after}"
    if number.isdigit():
        return Lead("decimal", pattern, int(number)) if number == str(int(number)) else None
    kind = "lowerLetter" if number.islower() else "upperLetter"
    return Lead(kind, pattern, ord(number.lower()) - ord("a") + 1)


class Numbering:
    """The numbering of one document, and the numbers of its bookmarks."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 — python-docx hides its types
        self._root = document.part.numbering_part.element
        for one in list(self._root):
            self._root.remove(one)
        self._patterns: dict[tuple[str, str, float, float], int] = {}
        self._series: dict[tuple[object, ...], tuple[int, int]] = {}
        self.bookmarks = count(1)

    def number(self, made: Any, paragraph: Paragraph) -> bool:  # noqa: ANN401
        """Give a paragraph of the document its number; False when Word cannot count it."""
        lead = lead_of(paragraph.lead)
        if lead is None:
            return False
        spelt = (lead.kind, lead.pattern, paragraph.indent, paragraph.hanging)
        series = (*spelt, paragraph.tag)
        number, last = self._series.get(series, (0, 0))
        if lead.kind == "bullet":
            number = number or self._start(spelt, 1)
        elif not number or lead.value != last + 1:
            number = self._start(spelt, lead.value)
        self._series[series] = (number, lead.value)
        properties = made._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 — no interface
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number
        return True

    def _start(self, spelt: tuple[str, str, float, float], value: int) -> int:
        if spelt not in self._patterns:
            self._patterns[spelt] = self._add_pattern(*spelt)
        number = self._root.add_num(self._patterns[spelt])
        number.add_lvlOverride(ilvl=0).add_startOverride(value)
        return int(number.numId)

    def _add_pattern(self, kind: str, pattern: str, indent: float, hanging: float) -> int:
        there = self._root.findall(qn("w:abstractNum"))
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{len(there)}">'
            '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{round(indent * _TWIPS)}" '
            f'w:hanging="{round(hanging * _TWIPS)}"/></w:pPr></w:lvl></w:abstractNum>'
        )
        self._root.insert(len(there), made)
        return len(there)
