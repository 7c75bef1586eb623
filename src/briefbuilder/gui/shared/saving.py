"""Saving in the window: the write beside the window's thread, and the question of who leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from briefbuilder.app.guarded_save import LeavingAnswer
from briefbuilder.app.session import SaveJob
from briefbuilder.gui.shared.presenter import choose
from briefbuilder.gui.shared.tasks import run_beside
from briefbuilder.language.interface import _
from briefbuilder.storage.stamps import Stamp


def write_beside(job: SaveJob, window: QWidget) -> Stamp:
    """Write a brief while the window stays alive; a drive that is far away may take its time."""
    told = _("Saving {file} …", file=job.path.name)
    return run_beside(lambda _report, _cancelled: job.write(), told, window)


def choose_leaving(window: QWidget, title: str, unsaved: str) -> LeavingAnswer:
    """Tell what is not saved, and ask what becomes of it."""
    answer = choose(window, title, unsaved, (_("Save"), _("Discard the changes")))
    return (
        LeavingAnswer.STAY
        if answer is None
        else (LeavingAnswer.SAVE, LeavingAnswer.DISCARD)[answer]
    )
