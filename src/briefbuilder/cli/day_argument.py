"""Dates on the command line, written as people write them."""

from __future__ import annotations

import datetime as dt

from briefbuilder.cli.presenting import UsageError
from briefbuilder.domain.dates import HOW_TO_WRITE, UnreadDate, is_single_day, read_date


def date_from(text: str, option: str) -> str:
    """A partial date as the files keep it; `UsageError` where it is none."""
    read = read_date(text)
    if isinstance(read, UnreadDate):
        raise UsageError(f"{read.why} {HOW_TO_WRITE}", option)
    if read.to is not None or read.circa:
        raise UsageError(f'"{text}" is not one date. {HOW_TO_WRITE}', option)
    return read.date


def day_from(text: str, option: str) -> dt.date:
    """A day of the calendar; `UsageError` where the text does not name one."""
    if not is_single_day(read_date(text)):
        raise UsageError(f'"{text}" does not name a day: write 4 December 2026.', option)
    return dt.date.fromisoformat(date_from(text, option))
