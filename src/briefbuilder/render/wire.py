"""What goes to the layout process and what comes back, and how both travel through a pipe.

A message is a header in JSON with the lengths of the byte strings that follow it. No pickle: the
process on the other side reads templates that nobody has to trust.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, BinaryIO

from markupsafe import Markup

from briefbuilder.domain.layout import BlockPlace, Layout, PageSize, SectionMeasure
from briefbuilder.errors import Place, Problem, Severity
from briefbuilder.render.expectation import Expectation
from briefbuilder.render.live.page_starts import LiveFacts
from briefbuilder.render.live.patching import Change

_LENGTH = struct.Struct(">Q")
_LARGEST_HEADER = 64 * 1024 * 1024
_LARGEST_BLOB = 512 * 1024 * 1024
_HTML = "$html"

Assets = Mapping[str, tuple[bytes, str]]
"""What a document may load: the path after `library://`, with the bytes and the media type."""
LOST = "lost-in-layout"
"""The `rule` of a problem by which the layout itself says that something is not on the pages."""
FORM_FAULT = "fault-of-the-form"
"""The `rule` of a problem that the form has, whatever the brief says."""
IGNORED = "style-ignored"
"""The `rule` of a problem by which the layout says that it took no notice of a style."""
STOPS = frozenset({LOST, FORM_FAULT})
"""The rules of the problems with which no copy is written."""
BREAKS_ANYWHERE = """
th, td, caption, pre, code, p, li, h1, h2, h3 { overflow-wrap: anywhere !important }
th, td { white-space: normal !important }
pre { white-space: pre-wrap !important }
table, img, svg { max-width: 100% !important }
"""
"""A column is as wide as its longest word, and some tables of such columns wider than the paper."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    data: bytes = field(repr=False)
    media_type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """A template with its context, and everything that the pages may load.

    `sources` are Jinja templates by name, `brief.html.j2` among them. `media` is the medium whose
    styles count, `when_wide` what is added to them where words would stand beside the paper.
    `identifier` goes into the PDF as its id (as bytes where it is hexadecimal), so that the same
    job gives the same bytes.
    `expected` and `problems` stay on this side: they come back with the pages.
    """

    sources: Mapping[str, str]
    context: Mapping[str, Any]
    assets: Assets
    title: str
    lang: str
    variant: str | None = "pdf/ua-1"
    media: str = "print"
    when_wide: str = BREAKS_ANYWHERE
    identifier: str = ""
    attachments: tuple[Attachment, ...] = ()
    expected: Expectation = field(default_factory=Expectation)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages, where everything stands on them, and what must be found in them.

    `problems` are what could not be printed as it was meant, and what the layout had to say;
    `was_wide` says that words stood beside the paper until the job's `when_wide` was added.
    `live` is what single pages can be cut by, where it was asked for; `pdf` is empty where nobody
    wanted the pages but for their measures.
    """

    pdf: bytes = field(repr=False)
    layout: Layout
    expected: Expectation = field(default_factory=Expectation)
    problems: tuple[Problem, ...] = ()
    was_wide: bool = False
    live: LiveFacts | None = None


@dataclass(frozen=True, slots=True)
class LivePage:
    """One page alone, by its number from 0, and what stands where on it (there it is page 0)."""

    number: int
    pdf: bytes = field(repr=False)
    layout: Layout


class BrokenPipeMessageError(Exception):
    """The other side closed the pipe, or sent something that is not a message."""


def write_message(stream: BinaryIO, header: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Send one message."""
    whole = {"header": header, "blobs": [len(blob) for blob in blobs]}
    data = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.writelines(blobs)
    stream.flush()


def read_message(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """Receive one message; `BrokenPipeMessageError` at the end of the stream."""
    reader = MessageReader()
    while True:
        message = reader.take()
        if message is not None:
            return message
        part = stream.read(reader.wanted)
        if not part:
            raise BrokenPipeMessageError("The pipe was closed.")
        reader.feed(part)


class MessageReader:
    """Puts one message after another together from the bytes that arrive."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._header: dict[str, Any] | None = None
        self._lengths: list[int] = []
        self._header_length: int | None = None

    @property
    def wanted(self) -> int:
        """How many more bytes the next step needs."""
        return self._needed() - len(self._held)

    def feed(self, part: bytes) -> None:
        """Take bytes in, as they come."""
        self._held += part

    def take(self) -> tuple[dict[str, Any], list[bytes]] | None:
        """The next message, once all of it is there; `BrokenPipeMessageError` when it is none."""
        while len(self._held) >= self._needed():
            if self._header_length is None:
                (self._header_length,) = _LENGTH.unpack(self._cut(_LENGTH.size))
                if self._header_length > _LARGEST_HEADER:
                    raise BrokenPipeMessageError("The message's header is too large.")
            elif self._header is None:
                self._open(self._cut(self._header_length))
            else:
                blobs = [self._cut(length) for length in self._lengths]
                header, self._header, self._header_length = self._header, None, None
                return header, blobs
        return None

    def _needed(self) -> int:
        if self._header_length is None:
            return _LENGTH.size
        return self._header_length if self._header is None else sum(self._lengths)

    def _cut(self, length: int) -> bytes:
        part = bytes(self._held[:length])
        del self._held[:length]
        return part

    def _open(self, data: bytes) -> None:
        try:
            whole = json.loads(data)
            self._lengths = [int(length) for length in whole["blobs"]]
            self._header = dict(whole["header"])
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenPipeMessageError("The message's header cannot be read.") from error
        if any(not 0 <= length <= _LARGEST_BLOB for length in self._lengths):
            raise BrokenPipeMessageError("A part of the message is too large.")


def pack_context(value: Any) -> Any:  # noqa: ANN401 — any JSON value
    """A context with `Markup` written as `{"$html": …}`, so that it survives JSON."""
    match value:
        case Markup():
            return {_HTML: str(value)}
        case Mapping():
            return {key: pack_context(one) for key, one in value.items()}
        case list() | tuple():
            return [pack_context(one) for one in value]
        case _:
            return value


def unpack_context(value: Any) -> Any:  # noqa: ANN401 — any JSON value
    """The context that `pack_context` was given."""
    match value:
        case dict() if value.keys() == {_HTML}:
            return Markup(value[_HTML])  # noqa: S704 — made by our own fragments
        case dict():
            return {key: unpack_context(one) for key, one in value.items()}
        case list():
            return [unpack_context(one) for one in value]
        case _:
            return value


def pack_job(job: LayoutJob) -> tuple[dict[str, Any], list[bytes]]:
    """A job as a header and byte strings."""
    header = {
        "sources": dict(job.sources),
        "context": pack_context(job.context),
        "assets": [[name, kind] for name, (_, kind) in job.assets.items()],
        "title": job.title,
        "lang": job.lang,
        "variant": job.variant,
        "media": job.media,
        "when_wide": job.when_wide,
        "identifier": job.identifier,
        "attachments": [[one.name, one.media_type, one.description] for one in job.attachments],
    }
    blobs = [data for data, _ in job.assets.values()] + [one.data for one in job.attachments]
    return header, blobs


def unpack_job(header: Mapping[str, Any], blobs: Sequence[bytes]) -> LayoutJob:
    """The job that `pack_job` was given."""
    count = len(header["assets"])
    named = zip(header["assets"], blobs[:count], strict=True)
    attached = zip(header["attachments"], blobs[count:], strict=True)
    return LayoutJob(
        sources=header["sources"],
        context=unpack_context(header["context"]),
        assets={name: (data, kind) for (name, kind), data in named},
        title=header["title"],
        lang=header["lang"],
        variant=header["variant"],
        media=header["media"],
        when_wide=header["when_wide"],
        identifier=header["identifier"],
        attachments=tuple(
            Attachment(name, data, kind, description)
            for (name, kind, description), data in attached
        ),
    )


def pack_changes(changes: Sequence[Change]) -> list[Any]:
    """Changes of a context as JSON values."""
    return [[list(path), pack_context(value)] for path, value in changes]


def unpack_changes(values: Sequence[Any]) -> list[Change]:
    """The changes that `pack_changes` was given."""
    return [(tuple(path), unpack_context(value)) for path, value in values]


def pack_problems(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems as JSON values."""
    return [asdict(problem) for problem in problems]


def unpack_problems(values: Sequence[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """The problems that `pack_problems` was given."""
    return tuple(
        Problem(
            sentence=one["sentence"],
            place=Place(**one["place"]),
            severity=Severity(one["severity"]),
            remedy=one["remedy"],
            rule=one["rule"],
            lost_source=one["lost_source"],
        )
        for one in values
    )


def pack_layout(layout: Layout) -> dict[str, Any]:
    """A layout as JSON values."""
    return asdict(layout)


def unpack_layout(value: Mapping[str, Any]) -> Layout:
    """The layout that `pack_layout` was given."""
    return Layout(
        pages=tuple(PageSize(**one) for one in value["pages"]),
        places=tuple(BlockPlace(**one) for one in value["places"]),
        sections=tuple(SectionMeasure(**one) for one in value["sections"]),
        body_pages=value["body_pages"],
        body_count=value["body_count"],
    )
