"""What a Word file says of itself: its title and language, and nothing of who made it with what."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from docx.oxml.ns import qn

_FIXED_DATE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 — Word's properties have no time zone
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_TODAYS_WORD = "15"
_LONGEST_TITLE = 255  # of a property; the whole title stands on the page
_NEEDLESS = (
    "thumbnail",
    "stylesWithEffects",
    "customXml",
    "extended-properties",
    "printerSettings",
)
_SAID_OF_NOBODY = (
    "author", "last_modified_by", "comments", "keywords", "subject", "category",
    "content_status", "identifier", "version",
)  # fmt: skip


def scrub(document: Any, *, title: str, lang: str) -> None:  # noqa: ANN401 — hides its types
    """Leave nothing in the file but the document, its title and its language."""
    properties = document.core_properties
    for name in _SAID_OF_NOBODY:
        setattr(properties, name, "")
    properties.title = title[:_LONGEST_TITLE]
    properties.language = lang[:_LONGEST_TITLE]
    properties.revision = 1
    properties.created = properties.modified = _FIXED_DATE
    _settle(document.settings.element)
    for owner in (document.part.package, document.part):
        for name, link in list(owner.rels.items()):
            if any(one in link.reltype for one in _NEEDLESS):
                del owner.rels[name]


def _settle(settings: Any) -> None:  # noqa: ANN401
    """Settings of today's Word, without the traces of whoever made the empty document.

    In those of an older one a table stands out to the left of the text by the side of a cell.
    """
    for traces in settings.findall(qn("w:rsids")):
        settings.remove(traces)
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), _TODAYS_WORD)


def saved(document: Any) -> bytes:  # noqa: ANN401
    """The document as bytes: the same ones for the same document, on whatever day."""
    stream = io.BytesIO()
    document.save(stream)
    return _fixed_dates(stream.getvalue())


def _fixed_dates(data: bytes) -> bytes:
    """The same ZIP without the times at which its entries were written."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stream.getvalue()
