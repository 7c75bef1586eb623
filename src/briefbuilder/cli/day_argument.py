"""Dates on the command line, written as people write them."""

from __future__ import annotations

import datetime as dt

from briefbuilder.cli.presenting import UsageError
from briefbuilder.domain.dates import HOW_TO_WRITE, UnreadDate, is_single_day, read_date
from briefbuilder.language.interface import _, spoken

_EXAMPLE = dt.date(2026, 12, 4)


def date_from(text: str, option: str) -> str:
    """A partial date as the files keep it; `UsageError` where it is none."""
    read, how = read_date(text), _(HOW_TO_WRITE)
    if isinstance(read, UnreadDate):
        raise UsageError(f"{read.why} {how}", option)
    if read.to is not None or read.circa:
        said = _('"{text}" is not one date.', text=text)
        raise UsageError(f"{said} {how}", option)
    return read.date


def day_from(text: str, option: str) -> dt.date:
    """A day of the calendar; `UsageError` where the text does not name one."""
    if not is_single_day(read_date(text)):
        raise UsageError(
            _(
                '"{text}" does not name a day: write {example}.',
                text=text,
                example=spoken().date(_EXAMPLE),
            ),
            option,
        )
    return dt.date.fromisoformat(date_from(text, option))
