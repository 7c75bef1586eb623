"""The timeline figure: dated events on an axis to scale, with labels that never collide.

An event's label stands to the right of a hair line that rises (or falls) from the event's dot.
Labels are placed from the last event to the first: each takes the nearest row that lies beyond
every later label and hair line within its own width. So no label covers another, and no hair
line runs through one. When the rows grow too high the labels get shorter, at last to the dates
alone; the table beside the figure has the full words in any case.

Why from the last to the first: a label reaches to the right of its dot and never to the left, so
what it can hide, or be cut by, are only later events. Placed in that order, each looks at finished
neighbours and none has to move again; the other way round, a new hair line would run through labels
that stand already. The greedy choice of a row is enough: it never fails, it may only grow too high.

Why nothing is measured by a layout: the figure is drawn in the program, before there are pages, and
must be the same everywhere. Widths are therefore guessed from above (`drawing.text_width`), and the
axis gives way to them: its scale shrinks until the label of the last event ends within the figure.
Time stays to scale, for a figure that sets events at equal steps tells an untruth about haste.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefbuilder.domain.base import days_in_month
from briefbuilder.domain.items import TimelineEvent
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.render import drawing
from briefbuilder.render.labels import date_range, short_date
from briefbuilder.render.markdown import without_marks

WIDTH = 380.0  # what a narrow column of a page can hold in a size that is read with ease
_LEFT = 6.0
_SIZE = 7.5
_DATE_SIZE = 7.6
_LEADING = 9.2
_LABEL_GAP = 7.0
_LABEL_INSET = 3.0
_HIGHEST = 170.0
_AXIS_ROOM = 9.0  # between the axis and the nearest label above it
_TICK_ROOM = 19.0  # the same below it, where the scale is written
_TICK_GAP = 36.0
_TICK_SIZE = 6.8
_MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class _Mode:
    """How much of its words a label shows."""

    lines: int
    width: float


_MODES = (_Mode(2, 100.0), _Mode(2, 76.0), _Mode(1, 64.0), _Mode(0, 0.0))


@dataclass(frozen=True, slots=True)
class _Label:
    x: float
    width: float
    date: str
    lines: tuple[str, ...]
    row: int
    above: bool


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days to units: the first day stands at the left, `scale` units make a day."""

    first: float
    last: float
    scale: float

    def x(self, day: float) -> float:
        return _LEFT + (day - self.first) * self.scale


def timeline_svg(events: Sequence[TimelineEvent], caption: str, words: Catalogue) -> Markup:
    """The figure of one or more events; `caption` goes into its text for the blind."""
    ordered = sorted(events, key=_start)
    modes = (_layout(ordered, mode, words) for mode in _MODES)
    labels = next((one for one in modes if _height(one) <= _HIGHEST), None)
    return _draw(ordered, labels or _layout(ordered, _MODES[-1], words), caption, words)


def _day(date: str, *, last: bool = False) -> int:
    """The ordinal of a partial date's first or last day."""
    numbers = [int(part) for part in date.split("-")]
    year = max(numbers[0], 1)
    month = numbers[1] if len(numbers) > 1 else (12 if last else 1)
    if len(numbers) > 2:  # noqa: PLR2004 — year, month and day
        # The calendar of the machine begins with year 1, which has no 29 February as year 0 has.
        return dt.date(year, month, min(numbers[2], days_in_month(year, month))).toordinal()
    return dt.date(year, month, days_in_month(year, month) if last else 1).toordinal()


def _start(event: TimelineEvent) -> float:
    """Where an event's dot stands: in the middle of a month or year that is all we know."""
    if event.to:
        return float(_day(event.date))
    return (_day(event.date) + _day(event.date, last=True)) / 2


def _span(events: Sequence[TimelineEvent]) -> tuple[float, float]:
    first = min(_start(event) for event in events)
    last = max(float(_day(event.to, last=True)) if event.to else _start(event) for event in events)
    return (first, last) if last > first else (first - 15, last + 15)


def _one_year(events: Sequence[TimelineEvent]) -> bool:
    return len({date[:4] for event in events for date in (event.date, event.to or event.date)}) == 1


def _label_words(
    event: TimelineEvent, mode: _Mode, words: Catalogue, *, year: bool
) -> tuple[str, tuple[str, ...], float]:
    date = short_date(event.date, words, year=year)
    date = (
        words.pgettext("about a date, in little room", "c. {date}", date=date)
        if event.circa
        else date
    )
    said = without_marks(event.text).rstrip(".")
    lines = drawing.wrap(said, mode.width, _SIZE, mode.lines) if mode.lines else ()
    widest = max(
        drawing.text_width(date, _DATE_SIZE, bold=True),
        *(drawing.text_width(one, _SIZE) for one in lines),
        0.0,
    )
    return date, lines, widest + _LABEL_INSET


def _axis(events: Sequence[TimelineEvent], widths: Sequence[float]) -> _Axis:
    """The axis on which the last event and every label still end on the page."""
    first, last = _span(events)
    room = WIDTH - _LEFT - _MARGIN
    scale = (room - 4) / (last - first)
    for event, width in zip(events, widths, strict=True):
        start = _start(event)
        if start > first:
            scale = min(scale, (room - width) / (start - first))
    return _Axis(first, last, scale)


def _layout(events: Sequence[TimelineEvent], mode: _Mode, words: Catalogue) -> tuple[_Label, ...]:
    one_year = _one_year(events)
    said = [
        # Within one year, the first label alone says which.
        _label_words(event, mode, words, year=not one_year or position == 0)
        for position, event in enumerate(events)
    ]
    axis = _axis(events, [width for _, _, width in said])
    placed: list[_Label] = []
    for event, (date, lines, width) in reversed(list(zip(events, said, strict=True))):
        x = axis.x(_start(event))
        rows = {above: _free_row(placed, x, width, above=above) for above in (True, False)}
        above = rows[True] <= rows[False]
        placed.insert(0, _Label(x, width, date, lines, rows[above], above))
    return tuple(placed)


def _free_row(placed: Sequence[_Label], x: float, width: float, *, above: bool) -> int:
    end = x + width + _LABEL_GAP
    rows = [label.row for label in placed if label.above is above and x <= label.x < end]
    return max(rows) + 1 if rows else 0


def _row_height(labels: Sequence[_Label]) -> float:
    return _LEADING * (1 + max((len(label.lines) for label in labels), default=0)) + 3.5


def _rows(labels: Sequence[_Label], *, above: bool) -> int:
    return max((label.row + 1 for label in labels if label.above is above), default=0)


def _height(labels: Sequence[_Label]) -> float:
    rows = _rows(labels, above=True) + _rows(labels, above=False)
    return rows * _row_height(labels) + _AXIS_ROOM + _TICK_ROOM


def _draw(
    events: Sequence[TimelineEvent], labels: Sequence[_Label], caption: str, words: Catalogue
) -> Markup:
    height = _row_height(labels)
    middle = _MARGIN + _rows(labels, above=True) * height + _AXIS_ROOM
    bottom = middle + _TICK_ROOM + _rows(labels, above=False) * height
    axis = _axis(events, [label.width for label in labels])
    below = [label.x for label in labels if not label.above]
    parts = _ticks(axis, middle, below, words)
    parts.append(drawing.line(_LEFT - 4, middle, axis.x(axis.last) + 4, middle, width=1.1))
    parts += _spans(events, axis, middle)
    for label in labels:
        parts += _draw_label(label, middle, height)
    parts += [
        drawing.dot(label.x, middle, 2.6, hollow=event.circa)
        for event, label in zip(events, labels, strict=True)
    ]
    return drawing.svg(WIDTH, bottom + _MARGIN, _alternative(events, caption, words), parts)


def _draw_label(label: _Label, middle: float, height: float) -> list[Markup]:
    if label.above:
        top = middle - _AXIS_ROOM - (label.row + 1) * height
        tip = top + 1.0
    else:
        top = middle + _TICK_ROOM + label.row * height
        tip = top + height - 4.0
    x = label.x + _LABEL_INSET
    parts = [drawing.line(label.x, middle, label.x, tip, colour=drawing.HAIR, width=0.6)]
    base = top + _LEADING - 1.8
    parts.append(drawing.text(x, base, label.date, size=_DATE_SIZE, bold=True))
    for position, words in enumerate(label.lines, start=1):
        parts.append(
            drawing.text(x, base + position * _LEADING, words, size=_SIZE, colour=drawing.GREY)
        )
    return parts


def _spans(events: Sequence[TimelineEvent], axis: _Axis, middle: float) -> list[Markup]:
    """A thick line for each event that lasts; those that overlap lie beside each other."""
    parts: list[Markup] = []
    lanes: list[float] = []
    for event in events:
        if not event.to:
            continue
        begin, end = axis.x(_start(event)), axis.x(_day(event.to, last=True))
        lane = next((n for n, taken in enumerate(lanes) if taken <= begin), len(lanes))
        lanes[lane : lane + 1] = [end]
        y = middle - 2.2 + (lane % 3) * 1.5
        parts.append(drawing.rect(begin, y, max(end - begin, 1.0), 4.4, fill=drawing.ACCENT_LIGHT))
    return parts


# What a scale may be counted in: days, months and years, the finest first.
_STEPS = (
    *(("day", step) for step in (1, 2, 7, 14)),
    *(("month", step) for step in (1, 2, 3, 6)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
_DAYS = {"day": 1.0, "month": 30.4, "year": 365.25}


def _ticks(axis: _Axis, middle: float, below: Sequence[float], words: Catalogue) -> list[Markup]:
    """The scale under the axis: short lines, and words where no hair line runs through them."""
    unit, step = next(
        ((u, s) for u, s in _STEPS if _DAYS[u] * s * axis.scale >= _TICK_GAP), _STEPS[-1]
    )
    parts: list[Markup] = []
    year_said: int | None = None
    for day in _tick_days(unit, step, axis):
        x = axis.x(day.toordinal())
        said = _tick_words(unit, day, words, year=day.year != year_said)
        half = drawing.text_width(said, _TICK_SIZE) / 2
        clear = all(abs(x - hair) > half + 1.5 for hair in below)
        parts.append(drawing.line(x, middle, x, middle + 4, colour=drawing.GREY, width=0.6))
        if clear and half <= x <= WIDTH - half:
            year_said = day.year
            parts.append(
                drawing.text(
                    x, middle + 11, said, size=_TICK_SIZE, colour=drawing.GREY, anchor="middle"
                )
            )
    return parts


def _tick_days(unit: str, step: int, axis: _Axis) -> list[dt.date]:
    """The days of the scale that lie on the axis."""
    first = max(math.ceil(axis.first), dt.date.min.toordinal())
    last = min(math.floor(axis.last), dt.date.max.toordinal())
    begin, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
    if unit == "year":
        years = range(begin.year - begin.year % step, end.year + 1, step)
        days = [dt.date(year, 1, 1) for year in years if year > 0]
    elif unit == "month":
        months = range((begin.month - 1) // step * step + begin.year * 12, end.year * 12 + 12, step)
        days = [dt.date(month // 12, month % 12 + 1, 1) for month in months]
    else:
        days = [dt.date.fromordinal(day) for day in range(first, last + 1, step)]
    return [day for day in days if first <= day.toordinal() <= last]


def _tick_words(unit: str, day: dt.date, words: Catalogue, *, year: bool) -> str:
    if unit == "year":
        return str(day.year)
    date = day.isoformat() if unit == "day" else f"{day.year:04}-{day.month:02}"
    return short_date(date, words, year=year and unit == "month")


def _alternative(events: Sequence[TimelineEvent], caption: str, words: Catalogue) -> str:
    first = min(event.date for event in events)
    last = max(event.to or event.date for event in events)
    name = (
        words.gettext("Timeline: {caption}", caption=caption)
        if caption
        else (words.gettext("Timeline"))
    )
    return words.ngettext(
        "{title}. {dates}; {number} event.",
        "{title}. {dates}; {number} events.",
        len(events),
        title=name.rstrip("."),
        dates=date_range(first, last, words),
    )
