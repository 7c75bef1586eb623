"""Export as a person does it: what copy, where, progress and a way to stop, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressDialog, QWidget

from briefbuilder.app.export_words import exported_sentence, receipt_lines
from briefbuilder.app.exporting import ExportOrder, ExportReceipt, export, run
from briefbuilder.app.progress import Progress
from briefbuilder.domain.drafts import DraftRecord
from briefbuilder.errors import BriefbuilderError, CancelledError
from briefbuilder.gui.dialogs.export_dialog import ExportDialog
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.presenter import ask, choose, show_error, show_fault
from briefbuilder.gui.shared.saving import write_beside
from briefbuilder.gui.shared.tasks import Cancelled, Task
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.language.interface import _, p_
from briefbuilder.storage.looking import is_there


class BriefExport(QObject):
    """Makes copies of the open brief, one at a time."""

    def __init__(self, desk: Desk, settings: WindowSettings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window
        self._task: Task[ExportReceipt] | None = None
        self._progress: QProgressDialog | None = None

    def ask(self) -> None:
        """Ask what copy to make, and make it while the window stays alive."""
        self._desk.pending.commit()
        session = self._desk.session
        if session is None or self._task is not None:
            return
        folder = session.path.parent if session.path else self._settings.folder
        workspace = self._desk.workspace
        dialog = ExportDialog(
            session.brief,
            self._desk.check.found,
            workspace,
            folder,
            self._window,
            pending=self._desk.pending,
        )
        if dialog.exec():
            self.start(dialog.order)

    def start(self, order: ExportOrder) -> None:
        """Make a copy on a thread of its own, with progress and a way to stop."""
        session = self._desk.session
        if session is None:
            return
        if is_there(order.out):
            question = _(
                "{file} exists already in {folder}.",
                file=order.out.name,
                folder=order.out.parent,
            )
            title, yes = _("Replace the file?"), _("Replace it")
            if not ask(self._window, title, question, yes=yes, loses=True):
                return
            order = replace(order, overwrite=True)
        brief, workspace, worker = session.brief, self._desk.workspace, self._desk.worker

        def work(report: Callable[[object], None], cancelled: Cancelled) -> ExportReceipt:
            return run(export(brief, workspace, worker, order), report, cancelled)

        task = Task(work, self)
        self._task = task
        self._progress = QProgressDialog(_("Exporting …"), _("Stop"), 0, 5, self._window)
        self._progress.setWindowTitle(p_("title of a dialog", "Export"))
        self._progress.setMinimumDuration(400)
        self._progress.canceled.connect(task.cancel)
        task.progressed.connect(self._on_export_progressed)
        task.succeeded.connect(self._on_export_succeeded)
        task.failed.connect(self._on_export_failed)
        self._settings.folder = order.out.parent
        task.start()

    def _record_draft(self, record: DraftRecord | None) -> None:
        """Remember which draft has left; a brief that was saved stays saved, if its file allows."""
        session = self._desk.session
        job = session.record_draft(record) if session is not None else None
        if session is None or job is None or record is None:
            return
        try:
            stamp = write_beside(job, self._window)
            session.finish_save(job, stamp)
        except BriefbuilderError:
            self._desk.announce(
                _("Save the brief, so that it remembers draft {number}.", number=record.number)
            )

    def _end_export(self) -> None:
        self._task = None
        if self._progress is not None:
            self._progress.canceled.disconnect()
            self._progress.close()
            self._progress.deleteLater()
            self._progress = None

    @Slot(object)
    def _on_export_progressed(self, progress: Progress) -> None:
        if self._progress is not None:
            self._progress.setLabelText(f"{progress.sentence} …")
            self._progress.setValue(progress.done)

    @Slot(object)
    def _on_export_succeeded(self, receipt: ExportReceipt) -> None:
        self._end_export()
        self._record_draft(receipt.drafted)
        self._desk.announce(exported_sentence(receipt))
        answer = choose(
            self._window,
            _("Exported"),
            "\n".join(receipt_lines(receipt)),
            (_("Open it"), _("Show the folder")),
            no=_("Close"),
        )
        if answer is not None:
            shown = receipt.path if answer == 0 else receipt.path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))

    @Slot(object)
    def _on_export_failed(self, error: BaseException) -> None:
        self._end_export()
        if isinstance(error, CancelledError):
            self._desk.announce(str(error))
        elif isinstance(error, BriefbuilderError):
            show_error(self._window, _("Nothing was exported"), error)
        else:
            show_fault(self._window, error)
