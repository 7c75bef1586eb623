"""What all domain values share: they are frozen, and refuse keys that they do not know."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from briefbuilder.language.interface import _

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANG_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$"
MOST_DRAFTS = 9999
"""The highest number that a draft may have."""
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
PARTIAL_DATE = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")


class Frozen(BaseModel):
    """A value: equal by content, never changed in place, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def check_partial_date(text: str) -> str:
    """`text` when it is a partial date of the calendar; `ValueError` otherwise."""
    if not PARTIAL_DATE.fullmatch(text):
        raise ValueError(_('"{text}" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.', text=text))
    if len(text) == len("YYYY-MM-DD"):
        year, month, day = (int(part) for part in text.split("-"))
        if day > days_in_month(year, month):
            raise ValueError(_('"{text}" is not a day of the calendar.', text=text))
    return text


def check_day(value: object) -> object:
    """`value` unless it is a text that is no day; a bare number must not become one of 1970."""
    if isinstance(value, str) and not (_DAY.fullmatch(value) and check_partial_date(value)):
        raise ValueError(_('"{text}" is not a day: write YYYY-MM-DD.', text=value))
    return value


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month in the Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
Lang = Annotated[str, StringConstraints(pattern=LANG_PATTERN)]
"""A language as BCP 47 writes it: "en", "en-GB", "zh-Hant-TW"."""
NonEmpty = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[dt.date, BeforeValidator(check_day)]
"""A day of the calendar; as text it is written YYYY-MM-DD and in no other way."""
DraftNumber = Annotated[int, Field(ge=1, le=MOST_DRAFTS)]
PartialDate = Annotated[str, AfterValidator(check_partial_date)]
"""A date of which the day, or the day and the month, may be unknown; it sorts as text."""
