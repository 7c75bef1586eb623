"""The layout process starts while something else is read or chosen: it takes half a second."""

from __future__ import annotations

import logging

from briefbuilder.errors import BriefbuilderError
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.traces import kind_of

_LOG = logging.getLogger(__name__)


def start_early(worker: LayoutWorker) -> None:
    """Let the process load what it needs; it is not waited for.

    One that cannot be started is no fault yet: whoever waits for the first pages is told then.
    """
    try:
        worker.start()
    except BriefbuilderError as error:
        _LOG.info("No layout process yet: %s", kind_of(error))
