"""The brief of a file, or the one that a record copy carries."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from briefbuilder.domain.briefs import Brief
from briefbuilder.storage.brief_file import read_brief
from briefbuilder.storage.other_files import is_pdf


def brief_in(path: Path) -> Brief:
    """The brief of a file, or the one that a PDF carries; raises as `read_brief`.

    What reads PDFs takes longer to load than a brief to be read, and is loaded for a PDF alone.
    """
    if not is_pdf(path):
        return read_brief(path).brief
    found: Brief = import_module("briefbuilder.app.carried").brief_in_pdf(path)
    return found
