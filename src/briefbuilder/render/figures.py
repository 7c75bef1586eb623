"""The figures that Briefbuilder draws itself: the timeline, and the state of the alignment walk."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from briefbuilder.domain.alignment import AlignmentState, GroupProgress
from briefbuilder.language.catalogue import ENGLISH, Catalogue
from briefbuilder.language.marks import P_
from briefbuilder.render import drawing
from briefbuilder.render.timeline import timeline_svg

__all__ = ["alignment_svg", "timeline_svg"]

_WIDTH = 400.0
_NAME_WIDTH = 122.0
_BAR_X = 128.0
_BAR_WIDTH = 102.0
_BAR_HEIGHT = 9.0
_COLUMNS_X = 236.0
_COLUMN = 33.0
_HEAD = 20.0
_ROW = 24.0
_SIZE = 7.6
_COUNTS: tuple[tuple[str, Callable[[GroupProgress], int]], ...] = (
    # Translators: these five head narrow columns, each about ten letters wide.
    (P_("closed"), lambda group: group.closed),
    (P_("partly"), lambda group: group.partly),
    (P_("open"), lambda group: group.open),
    (P_("no answer"), lambda group: group.applicable - group.answered),
    (P_("blocking"), lambda group: group.blocking),
)
_STATES = 4


def alignment_svg(state: AlignmentState, words: Catalogue = ENGLISH) -> Markup:
    """A bar for each group: closed, partly, open and unanswered, by pattern and in figures."""
    groups = [group for group in state.groups if group.applicable]
    most = max((group.applicable for group in groups), default=1)
    parts: list[Markup] = []
    for position, (name, _) in enumerate(_COUNTS):
        x = _column_x(position)
        if position < _STATES:
            parts += _pattern(position, x - 7, 2, 14, 6)
        said = words.gettext(name)
        parts.append(drawing.text(x, 16, said, size=6.4, colour=drawing.GREY, anchor="middle"))
    for row, group in enumerate(groups):
        parts += _row(group, _HEAD + row * _ROW, most)
    height = _HEAD + len(groups) * _ROW + 2
    alternative = words.gettext(
        "State of the alignment walk by group. Questions that apply: {applicable}; "
        "answered: {answered}; blocking gaps: {blocking}.",
        applicable=state.applicable,
        answered=state.answered,
        blocking=state.blocking,
    )
    return drawing.svg(_WIDTH, height, alternative, parts)


def _column_x(position: int) -> float:
    return _COLUMNS_X + (position + 0.5) * _COLUMN


def _row(group: GroupProgress, top: float, most: int) -> list[Markup]:
    middle = top + _ROW / 2
    parts = [drawing.line(0, top, _WIDTH, top, colour=drawing.HAIR, width=0.4)]
    names = drawing.wrap(group.group.title, _NAME_WIDTH, _SIZE, 2)
    base = middle + 2.6 - (len(names) - 1) * 4.4
    for number, name in enumerate(names):
        parts.append(drawing.text(0, base + number * 8.8, name, size=_SIZE))
    x = _BAR_X
    for position, (_, count) in enumerate(_COUNTS):
        value = count(group)
        if position < _STATES and value:
            width = value / most * _BAR_WIDTH
            parts += _pattern(position, x, middle - _BAR_HEIGHT / 2, width, _BAR_HEIGHT)
            x += width
        parts.append(
            drawing.text(
                _column_x(position),
                middle + 2.6,
                str(value) if value else "–",
                size=_SIZE,
                colour=drawing.INK if value else drawing.GREY,
                bold=bool(value),
                anchor="middle",
            )
        )
    return parts


def _pattern(state: int, x: float, y: float, width: float, height: float) -> list[Markup]:
    """Closed is solid, partly is hatched, open is a light tint with a bar, no answer is empty."""
    match state:
        case 0:
            return [drawing.rect(x, y, width, height, fill=drawing.INK, stroke=drawing.INK)]
        case 1:
            return [
                drawing.rect(x, y, width, height, fill=drawing.ACCENT_LIGHT, stroke=drawing.INK),
                *_hatch(x, y, width, height),
            ]
        case 2:
            middle = y + height / 2
            return [
                drawing.rect(x, y, width, height, fill="#f3d9c4", stroke=drawing.INK),
                drawing.line(x, middle, x + width, middle, width=0.8),
            ]
        case _:
            return [drawing.rect(x, y, width, height, fill="#ffffff", stroke=drawing.INK)]


def _hatch(x: float, y: float, width: float, height: float, step: float = 3.0) -> list[Markup]:
    lines: list[Markup] = []
    offset = step
    while offset < width + height:
        left, right = max(0.0, offset - height), min(width, offset)
        lines.append(
            drawing.line(x + left, y + offset - left, x + right, y + offset - right, width=0.6)
        )
        offset += step
    return lines
