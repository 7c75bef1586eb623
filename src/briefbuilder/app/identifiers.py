"""What names one copy of one state of a brief, in the PDF's /ID and in the register."""

from __future__ import annotations

import hashlib

from briefbuilder.app.export_steps.export_order import Format
from briefbuilder.domain.briefs import Brief
from briefbuilder.render.order import Copy
from briefbuilder.storage.brief_file import brief_to_bytes


def identifier_of(brief: Brief, copy: Copy, to: Format = Format.PDF) -> str:
    """32 hexadecimal digits that name one copy of one state of a brief."""
    return identifier_of_bytes(brief_to_bytes(brief), copy, to)


def identifier_of_bytes(data: bytes, copy: Copy, to: Format = Format.PDF) -> str:
    """`identifier_of` the brief whose file's bytes these are, whatever version wrote them."""
    words = f"{copy.value}:{to.value}:".encode() + data
    return hashlib.sha256(words).hexdigest()[:32]
