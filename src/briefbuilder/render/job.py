"""From a brief, a template and an order to a job for the layout process."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from briefbuilder.domain.briefs import Brief, FigureBlock
from briefbuilder.domain.characters import seen
from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.domain.words import slug
from briefbuilder.language.catalogue import words_for
from briefbuilder.render.context import compose
from briefbuilder.render.font_coverage import covered_by_own
from briefbuilder.render.order import Copy, PrintOrder
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.script_faces import faces_for
from briefbuilder.render.wire import Assets, Attachment, LayoutJob, pack_context

__all__ = ["BRIEF_MEDIA_TYPE", "Copy", "LayoutJob", "PrintOrder", "fingerprint", "make_job"]

BRIEF_MEDIA_TYPE = "application/vnd.briefbuilder.brief+zip"
_LONGEST_NAME = 60
_JINJA = ".j2"
_BEYOND_EUROPE = 0x0530  # Latin, Greek and Cyrillic letters come before
_MEDIA_TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}


def make_job(brief: Brief, loaded: LoadedTemplate, order: PrintOrder) -> LayoutJob:
    """A brief made ready for the layout process, where the template itself is rendered.

    Only a record copy carries the order's attachment.
    """
    composition = compose(brief, loaded.template, order)
    return LayoutJob(
        sources=_sources(loaded),
        context=composition.context,
        assets={**_assets(brief, loaded), **_script_faces(composition.context, loaded)},
        title=seen(brief.title),
        lang=brief.lang,
        identifier=order.identifier or _identifier(brief, order),
        attachments=_attachments(brief, order),
        expected=composition.expected,
        problems=composition.problems,
    )


def _script_faces(context: Mapping[str, Any], loaded: LoadedTemplate) -> Assets:
    """The faces for what the form's own fonts lack; a form without fonts has Europe's letters."""
    own = covered_by_own(loaded)
    shown = json.dumps(pack_context(context), ensure_ascii=False)
    codes = {ord(char) for char in set(shown) if not char.isascii()}
    lacking = codes - own if own is not None else {one for one in codes if one >= _BEYOND_EUROPE}
    return faces_for(lacking)


def fingerprint(job: LayoutJob) -> str:
    """64 hexadecimal digits that change with anything that could make other pages of a job."""
    digest = hashlib.sha256(importlib.metadata.version("weasyprint").encode())
    looks = {"sources": dict(job.sources), "context": pack_context(job.context)}
    digest.update(json.dumps({**looks, "lang": job.lang, "variant": job.variant}).encode())
    for name, (data, kind) in sorted(job.assets.items()):
        digest.update(f"{name}:{kind}:{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def _identifier(brief: Brief, order: PrintOrder) -> str:
    words = f"{brief.id}:{brief.draft}:{order.copy}"
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:32]


def _attachments(brief: Brief, order: PrintOrder) -> tuple[Attachment, ...]:
    if order.attachment is None or order.copy is not Copy.RECORD:
        return ()
    name = f"{slug(brief.title)[:_LONGEST_NAME].strip('-') or 'brief'}.brief"
    description = words_for(brief.lang).gettext("The brief of this copy")
    return (Attachment(name, order.attachment, BRIEF_MEDIA_TYPE, description),)


def _sources(loaded: LoadedTemplate) -> dict[str, str]:
    shared = {
        f"_shared/{path}": data.decode("utf-8", "replace")
        for path, data in loaded.shared.items()
        if path.endswith(_JINJA)
    }
    return {**shared, MAIN: loaded.html}


def _media_type(path: str) -> str:
    return _MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def _assets(brief: Brief, loaded: LoadedTemplate) -> Assets:
    folders = {"shared": loaded.shared, "template": loaded.assets}
    files = {
        f"{folder}/{path}": (data, _media_type(path))
        for folder, held in folders.items()
        for path, data in held.items()
        if not path.endswith(_JINJA)
    }
    used = {block.media for block in brief.blocks() if isinstance(block, FigureBlock)}
    media = {
        f"media/{one.name}": (one.data, one.media_type)
        for one in brief.media
        if one.name in used and not one.fault
    }
    style = {"template/style.css": (loaded.css.encode("utf-8"), "text/css")}
    return {**files, **media, **style}
