"""What must not be in a copy that leaves the building, in each format: one owner of the rule.

A folder of a machine, this one's or anybody's home, must stand nowhere: not in the words, not in
what the file says of its making, not in its pictures. A login or the name of a machine may be an
author's word, a person's name or a plain word of the language, and the brief says what its author
meant; so names are looked for only in what the file says of its own making.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from briefbuilder.domain.telling import told_paths
from briefbuilder.errors import Problem
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.render.pdf_reading import PdfFound, read_pdf
from briefbuilder.render.picture_words import all_words_in_picture, words_beside_picture

KEPT_SCHEMES = frozenset({"http", "https", "mailto"})
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_HEX_STRING = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
_ACTIVE = (
    (rb"/EmbeddedFile", N_("an embedded file")),
    (rb"/FileAttachment", N_("an attached file")),
    (rb"/JavaScript", N_("a script")),
    (rb"/JS\b", N_("a script")),
    (rb"/OpenAction", N_("an action that runs on opening")),
    (rb"/AA\b", N_("an action that runs by itself")),
    (rb"/Launch\b", N_("a link that starts a program")),
    (rb"/SubmitForm", N_("a form that sends data")),
)
_HYPHEN_AT_LINE_END = "\ufffe"  # as pdfium writes it, with no line end after it
_METADATA_OF_OUR_OWN = frozenset({"Title", "Creator", "Producer", "CreationDate", "ModDate"})
_PROPERTIES_OF_OUR_OWN = frozenset({"title", "language", "created", "modified", "revision"})
_DATA_ADDRESS = re.compile(r"data:([\w.+/-]*);base64,([A-Za-z0-9+/=]+)")
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Machine:
    """What must not be told: folders of this machine, and names of its user and of itself."""

    folders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a file; `of_making` says that it is not an author's word."""

    where: str
    text: str
    of_making: bool = False


def pdf_leaks(pdf: bytes, machine: Machine) -> tuple[Problem, ...]:
    """What a release copy as PDF must not hold."""
    found = read_pdf(pdf)
    return (
        *_active_parts(pdf),
        *foreign_links(link.address for page in found.pages for link in page.links),
        *_told(_parts_of_pdf(pdf, found), machine),
    )


def docx_leaks(docx: bytes, machine: Machine) -> tuple[Problem, ...]:
    """What a release copy as Word document must not hold."""
    from docx.oxml import parse_xml  # noqa: PLC0415 — a PDF does not wait for it

    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    parts = [part for name, data in entries.items() for part in _parts_of_entry(name, data)]
    links = (
        str(one.get("Target"))
        for name, data in entries.items()
        if name.endswith(".rels")
        for one in parse_xml(data)
        if one.get("TargetMode") == "External"
    )
    return (*foreign_links(links), *_told(parts, machine))


def html_leaks(page: str, machine: Machine) -> tuple[Problem, ...]:
    """What a release copy as HTML must not hold."""
    return _told(_parts_of_html(page), machine)


def foreign_links(addresses: Iterable[str]) -> Iterator[Problem]:
    """A problem for each address that leads neither to the web nor to a mailbox."""
    for address in sorted({*addresses} - {""}):
        if urlsplit(address).scheme.lower() not in KEPT_SCHEMES:
            yield _leak(_('The finished document links to "{address}".', address=address))


def _leak(sentence: str) -> Problem:
    return Problem(
        sentence,
        remedy=_("Take it out of the brief, or tell whoever looks after the template."),
    )


def _told(parts: Iterable[_Part], machine: Machine) -> tuple[Problem, ...]:
    paths: dict[str, str] = {}
    names: dict[str, str] = {}
    for part in parts:
        for path in told_paths(part.text, machine.folders):
            paths.setdefault(path, part.where)
        if part.of_making:
            for name in machine.names:
                if _names(part.text, name):
                    names.setdefault(name, part.where)
    told = [
        _('The finished document holds "{path}" in {part}.', path=path, part=where)
        for path, where in paths.items()
    ]
    told += [
        _(
            'The finished document names "{name}" outside its pages, in {part}.',
            name=name,
            part=where,
        )
        for name, where in names.items()
    ]
    return tuple(_leak(sentence) for sentence in told)


def _names(text: str, name: str) -> bool:
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return bool(name) and whole.search(text) is not None


# PDF


def plain_parts(pdf: bytes) -> Iterator[bytes]:
    """The file itself, and what its streams hold when they are unpacked."""
    yield _STREAM.sub(b"", pdf)
    for match in _STREAM.finditer(pdf):
        try:
            yield zlib.decompress(match[1])
        except zlib.error:
            yield match[1]


def _active_parts(pdf: bytes) -> Iterator[Problem]:
    parts = list(plain_parts(pdf))
    said = {
        words for mark, words in _ACTIVE if any(re.search(mark, part) is not None for part in parts)
    }
    for words in sorted(said):
        yield _leak(_("The finished document holds {what}.", what=_(words)))


def _parts_of_pdf(pdf: bytes, found: PdfFound) -> Iterator[_Part]:
    for number, page in enumerate(found.pages, start=1):
        words = page.text.replace(_HYPHEN_AT_LINE_END, "-\n")
        yield _Part(_("the words of page {number}", number=number), words)
        for link in page.links:
            yield _Part(_("a link on page {number}", number=number), unquote(link.address))
    for key, value in found.metadata:
        of_making = key not in _METADATA_OF_OUR_OWN
        yield _Part(_('its property "{key}"', key=key), value, of_making=of_making)
    for name in found.attachments:
        yield _Part(_("the name of an attached file"), name, of_making=True)
    for part in plain_parts(pdf):
        yield _Part(_("its inner parts"), _as_text(part))


def _as_text(part: bytes) -> str:
    """Bytes of a PDF as words: its strings are Latin letters, UTF-16, or the digits of either."""
    digits = (b"".join(match[1].split()) for match in _HEX_STRING.finditer(part))
    spelt = [bytes.fromhex(one.decode("ascii")) for one in digits if len(one) % 2 == 0]
    return b"\n".join([part, *spelt]).replace(b"\0", b"").decode("utf-8", "replace")


# Word


def _parts_of_entry(name: str, data: bytes) -> Iterator[_Part]:
    if name.endswith(".odttf"):
        return  # a font of the form, written anew with its letters and its name alone
    if not name.endswith((".xml", ".rels")):
        yield from _parts_of_picture(_("the picture {name}", name=name), data)
        return
    from docx.oxml import parse_xml  # noqa: PLC0415 — as above
    from docx.oxml.ns import qn  # noqa: PLC0415

    root = parse_xml(data)
    # Addresses of links spell marks in figures; nothing else is harmed by reading them back.
    yield _Part(
        _("its part {name}", name=name), unquote(html.unescape(data.decode("utf-8", "replace")))
    )
    for paragraph in root.iter(qn("w:p")):
        texts = (one.text or "" for one in paragraph.iter(qn("w:t")))
        yield _Part(_("its words"), "".join(texts))
    if name.startswith("docProps/"):
        for one in root.iter():
            key = str(one.tag).rpartition("}")[2]
            if key not in _PROPERTIES_OF_OUR_OWN:
                yield _Part(_('its property "{key}"', key=key), one.text or "", of_making=True)


# HTML


def _parts_of_html(page: str) -> Iterator[_Part]:
    for kind, data in _DATA_ADDRESS.findall(page):
        if not kind.startswith("font/"):
            yield from _parts_of_data(data)
    plain = _DATA_ADDRESS.sub("", page)
    yield _Part(_("its source"), unquote(html.unescape(plain)))
    yield _Part(_("its words"), html.unescape(_TAG.sub("\n", plain)))
    for comment in _COMMENT.findall(plain):
        yield _Part(_("a comment"), comment, of_making=True)
    for one in _META.findall(plain):
        yield _Part(_("its properties"), html.unescape(one), of_making=True)


def _parts_of_data(encoded: str) -> Iterator[_Part]:
    try:
        data = base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        return
    yield from _parts_of_picture(_("a picture"), data)


# Pictures


def _parts_of_picture(where: str, data: bytes) -> Iterator[_Part]:
    for words in all_words_in_picture(data):
        yield _Part(where, words)
    for words in words_beside_picture(data):
        yield _Part(where, words, of_making=True)
