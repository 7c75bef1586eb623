"""Bibliographic sources: the variables of CSL-JSON, a grade, and who checked the entry last.

The variables and their meanings are those of the CSL specification 1.0.2; keys that CSL spells
with a hyphen are read and written with it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from briefbuilder.domain.base import Day, Frozen, NonEmpty, check_partial_date
from briefbuilder.language.interface import _

NO_DATE = "n.d."
_KEY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_:.-]*$")


def _source_date(text: str) -> str:
    return text if text == NO_DATE else check_partial_date(text)


def _source_key(text: str) -> str:
    if not _KEY.match(text):
        raise ValueError(
            _('"{text}" is not a citation key: use letters, digits and - _ : .', text=text)
        )
    return text


SourceDate = Annotated[str, AfterValidator(_source_date)]
SourceKey = Annotated[str, AfterValidator(_source_key)]


class SourceType(StrEnum):
    """The CSL types that the citation formatter knows."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    DOCUMENT = "document"
    HEARING = "hearing"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    MANUSCRIPT = "manuscript"
    REPORT = "report"
    SPEECH = "speech"
    TREATY = "treaty"
    WEBPAGE = "webpage"


class Reliability(StrEnum):
    """How reliable a source is in itself: the letters of the Admiralty scale."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Name(Frozen):
    """A person (`family`, `given`) or a body (`literal`)."""

    family: str = ""
    given: str = ""
    literal: str = ""


class SourceCheck(Frozen):
    """Who looked at the entry last, when, and where."""

    by: NonEmpty
    on: Day
    address: str = ""
    note: str = ""


def _hyphenated(name: str) -> str:
    kept = {"cite_as", "archive_location"}
    upper = {"doi": "DOI", "isbn": "ISBN", "url": "URL"}
    return name if name in kept else upper.get(name, name.replace("_", "-"))


class Source(Frozen):
    """One bibliographic entry."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, alias_generator=_hyphenated
    )

    id: SourceKey
    type: SourceType
    title: NonEmpty
    short: str | None = None
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    issued: SourceDate = NO_DATE
    event_date: SourceDate | None = None
    accessed: SourceDate | None = None
    container_title: str | None = None
    collection_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    edition: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    genre: str | None = None
    authority: str | None = None
    jurisdiction: str | None = None
    references: str | None = None
    archive: str | None = None
    archive_location: str | None = None
    doi: str | None = None
    isbn: str | None = None
    url: str | None = Field(default=None, max_length=2000)
    note: str | None = None
    cite_as: str | None = None
    grade: Reliability | None = None
    checked: SourceCheck | None = None
    supports: str | None = None
