"""The brief in a file or a record copy, to be read only: no library is needed."""

from __future__ import annotations

import logging
from pathlib import Path

from briefbuilder.app.any_brief import brief_in
from briefbuilder.cli.invocation import require_file
from briefbuilder.domain.briefs import Brief
from briefbuilder.storage.brief_file import read_brief
from briefbuilder.storage.other_files import is_pdf

_LOG = logging.getLogger(__name__)


def brief_of(path: Path) -> Brief:
    """The brief, wherever it is; raises as `read_brief`."""
    require_file(path)
    if not is_pdf(path):
        opened = read_brief(path)
        _LOG.info("Brief %s opened, %d bytes", opened.brief.id, opened.stamp.size)
        return opened.brief
    return brief_in(path)
