"""New, open, save, close and export as a person does them: with dialogs, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from briefbuilder.app.carried import PDF_ENDING, is_pdf
from briefbuilder.app.exporting import ExportOrder, ExportReceipt, export, run
from briefbuilder.app.opening import EXTENSION, example_briefs, open_session, resume_session
from briefbuilder.app.progress import Progress
from briefbuilder.app.recovering import age, left_behind, story_of
from briefbuilder.app.schemes_known import scheme_notices
from briefbuilder.app.session import DiskState, SaveJob
from briefbuilder.domain.drafts import DraftRecord
from briefbuilder.domain.words import slug
from briefbuilder.errors import BriefbuilderError, CancelledError, FileChangedError
from briefbuilder.gui.dialogs.export_dialog import ExportDialog
from briefbuilder.gui.dialogs.new_brief import NewBriefDialog
from briefbuilder.gui.shared.hub import Desk
from briefbuilder.gui.shared.presenter import ask, choose, show_error, show_fault
from briefbuilder.gui.shared.tasks import Cancelled, Task, run_beside
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.language.interface import _, n_, p_, spoken
from briefbuilder.storage.looking import is_there, real_path


class BriefFiles(QObject):
    """The file side of the open brief.

    Signals:
        recent_changed: the list of recent briefs has changed.
        exported(Path): a copy was written.
    """

    recent_changed = Signal()
    exported = Signal(object)

    def __init__(self, desk: Desk, memory: WindowSettings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._memory = memory
        self._window = window
        self._export: Task[ExportReceipt] | None = None
        self._progress: QProgressDialog | None = None

    def new(self) -> None:
        """Ask for a form and a title, and start a brief."""
        if not self.may_leave():
            return
        dialog = NewBriefDialog(self._desk.workspace, self._desk.pending, self._window)
        if dialog.exec():
            self._guard(
                _("The brief could not be started"), lambda: self._desk.start(dialog.make())
            )

    def open(self) -> None:
        """Ask for a file, and open it."""
        start = str(self._memory.folder)
        name, _filter = QFileDialog.getOpenFileName(
            self._window, _("Open a brief"), start, f"{_briefs_and_copies()};;{_briefs()}"
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a brief's file, once the present one may be left."""
        if self.may_leave():
            self._guard(_("{file} could not be opened", file=path.name), lambda: self._open(path))

    def open_example(self) -> None:
        """Open the first of the shipped briefs as a new one, so that it is never written over."""
        examples = example_briefs()
        if not examples or not self.may_leave():
            return
        surroundings = self._desk.surroundings
        session = open_session(examples[0], self._desk.workspace)
        self._desk.start(session.brief.model_copy(update={"id": surroundings.new_id()}))

    def save(self) -> bool:
        """Save the brief; True when it is on disk afterwards."""
        self._desk.pending.commit()
        session = self._desk.session
        if session is None:
            return False
        if session.path is None:
            return self.save_as()
        if session.is_clean and session.disk_state() is DiskState.SAME:
            self._desk.announce(_("Nothing to save."))
            return True
        return self._save_guarded(session.saving)

    def save_as(self) -> bool:
        """Ask for a file and save the brief there."""
        self._desk.pending.commit()
        session = self._desk.session
        if session is None:
            return False
        suggested = self._memory.folder / f"{slug(session.brief.title)[:60] or 'brief'}{EXTENSION}"
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Save the brief"), str(session.path or suggested), _briefs()
        )
        if not name:
            return False
        path = Path(name)
        path = path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)
        return self._save_guarded(partial(session.saving_as, path, overwrite=True))

    def may_leave(self) -> bool:
        """Whether the open brief may be closed: saved, discarded by word, or nothing to save."""
        self._desk.pending.commit()
        session = self._desk.session
        if session is None or session.is_clean:
            return True
        answer = choose(
            self._window,
            _("Unsaved work"),
            _("“{title}” has changes that are not saved.", title=session.brief.title),
            (_("Save"), _("Discard the changes")),
        )
        if answer == 0:
            return self.save()
        return answer == 1

    def close(self) -> None:
        """Close the brief."""
        if self.may_leave():
            self._desk.replace_session(None)

    def offer_what_was_left(self) -> None:
        """After a crash: offer what was put aside, one question after the other."""
        self.offer_recovery()
        self.offer_dialog_words()

    def offer_recovery(self) -> None:
        """After a crash: offer what was put aside, by file, age and first changed words."""
        store, now = self._desk.recovery, self._desk.surroundings.now()
        found = left_behind(store)
        for number, recovered in enumerate(found, start=1):
            if recovered.brief is None:
                self._desk.announce(_("{file} could not be recovered.", file=recovered.file.name))
                continue
            answer = choose(
                self._window,
                _("Unsaved work was found"),
                f"{_unsaved(recovered.brief.title)} {story_of(recovered, now)}",
                (_("Recover it"), _("Delete it")),
            )
            if answer == 0:
                if self.may_leave():
                    session = resume_session(recovered, self._desk.workspace, store)
                    self._desk.replace_session(session)
                    self._desk.note_unsaved()
                if waiting := len(found) - number:
                    self._desk.announce(_still_waiting(waiting))
                return
            if answer == 1:
                self._guard(_("The copy stays"), partial(store.discard, recovered.file))

    def offer_dialog_words(self) -> None:
        """After a crash: give back what was typed into a dialog that was open."""
        store, now = self._desk.dialog_words, self._desk.surroundings.now()
        for left in store.pending():
            words = "\n".join(str(one) for one in left.dialogs)
            answer = choose(
                self._window,
                _("Words from a dialog were found"),
                f"{_was_open([one.title for one in left.dialogs], age(left.at, now))}\n{words}",
                (_("Copy them"), _("Delete them")),
            )
            if answer == 0:
                QGuiApplication.clipboard().setText(words)
                self._desk.announce(_("The words are in the clipboard."))
            if answer is not None:
                self._guard(_("The words stay"), partial(store.discard, left))

    def export(self) -> None:
        """Ask what copy to make, and make it while the window stays alive."""
        self._desk.pending.commit()
        session = self._desk.session
        if session is None or self._export is not None:
            return
        folder = session.path.parent if session.path else self._memory.folder
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
            self.start_export(dialog.order)

    def start_export(self, order: ExportOrder) -> None:
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
        self._export = task
        self._progress = QProgressDialog(_("Exporting …"), _("Stop"), 0, 5, self._window)
        self._progress.setWindowTitle(p_("title of a dialog", "Export"))
        self._progress.setMinimumDuration(400)
        self._progress.canceled.connect(task.cancel)
        task.progressed.connect(self._on_export_progressed)
        task.succeeded.connect(self._on_export_succeeded)
        task.failed.connect(self._on_export_failed)
        self._memory.folder = order.out.parent
        task.start()

    def _open(self, path: Path) -> None:
        self._desk.open_file(path)
        self._remember(path)
        self._warn_of_scheme()
        if is_pdf(path):
            self._desk.announce(
                _("A new brief, as {file} carries it; the PDF stays as it is.", file=path.name)
            )

    def _warn_of_scheme(self) -> None:
        """Say at once where a brief's copy of a known marking scheme says something else."""
        session = self._desk.session
        told = scheme_notices(session.brief, self._desk.workspace) if session is not None else ()
        if told:
            sentences = "\n\n".join(str(one) for one in told)
            choose(self._window, _("The marking scheme was altered"), sentences, (), no=_("Go on"))

    def _remember(self, path: Path) -> None:
        self._memory.add_recent(path)
        self._memory.folder = real_path(path).parent
        self.recent_changed.emit()

    def _save_guarded(self, prepare: Callable[[], SaveJob]) -> bool:
        """Save while the window stays alive; a drive that is far away may take its time."""
        session = self._desk.session
        if session is None:
            return False
        try:
            job = prepare()
            stamp = run_beside(lambda _report, _cancelled: job.write(), _saving(job), self._window)
            session.finish_save(job, stamp)
        except FileChangedError:
            return self._solve_conflict()
        except BriefbuilderError as error:
            show_error(self._window, _("The brief was not saved"), error)
            return False
        return self._saved()

    def _saved(self) -> bool:
        session = self._desk.session
        if session is None or session.path is None:
            return False
        self._remember(session.path)
        now = format(self._desk.surroundings.now(), "%H:%M")
        self._desk.announce(_("Saved {time}.", time=now))
        return True

    def _solve_conflict(self) -> bool:
        session = self._desk.session
        if session is None or session.path is None:
            return False
        answer = choose(
            self._window,
            _("Somebody else has changed the file"),
            _(
                "{file} is no longer the file that you opened. Nothing was overwritten.",
                file=session.path.name,
            ),
            (
                _("Save mine under another name"),
                _("Use theirs (mine stays in Undo)"),
                _("Replace theirs"),
            ),
        )
        if answer == 0:
            return self.save_as()
        if answer == 1:
            self._guard(_("The file could not be read"), session.reload)
            return session.is_clean
        if answer == 2:  # noqa: PLR2004 - the third way on
            return self._save_guarded(session.overwriting)
        return False

    def _guard(self, title: str, action: Callable[[], object]) -> None:
        try:
            action()
        except BriefbuilderError as error:
            show_error(self._window, title, error)

    def _record_draft(self, record: DraftRecord | None) -> None:
        """Remember which draft has left; a brief that was saved stays saved, if its file allows."""
        session = self._desk.session
        job = session.record_draft(record) if session is not None else None
        if session is None or job is None or record is None:
            return
        try:
            stamp = run_beside(lambda _report, _cancelled: job.write(), _saving(job), self._window)
            session.finish_save(job, stamp)
        except BriefbuilderError:
            self._desk.announce(
                _("Save the brief, so that it remembers draft {number}.", number=record.number)
            )

    def _end_export(self) -> None:
        self._export = None
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
        self._desk.announce(_exported(receipt))
        self.exported.emit(receipt.path)
        lines = [_written(receipt)]
        lines += [
            _(
                "Left out of “{section}”: {part}, marked {marking}.",
                section=out.section,
                part=out.name,
                marking=out.marking,
            )
            for out in receipt.left_out
        ]
        lines += [str(problem) for problem in receipt.notices]
        answer = choose(
            self._window,
            _("Exported"),
            "\n".join(lines),
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


def _briefs() -> str:
    return _("Briefs (*{ending})", ending=EXTENSION)


def _briefs_and_copies() -> str:
    return _("Briefs and record copies (*{ending} *{pdf})", ending=EXTENSION, pdf=PDF_ENDING)


def _saving(job: SaveJob) -> str:
    return _("Saving {file} …", file=job.path.name)


def _unsaved(title: str) -> str:
    return _("“{title}” was not saved when the program last ended.", title=title)


def _still_waiting(number: int) -> str:
    return n_(
        "{number} more unsaved brief is kept, and offered when the program starts again.",
        "{number} more unsaved briefs are kept, and offered when the program starts again.",
        number,
    )


def _was_open(titles: Sequence[str], age_in_words: str) -> str:
    named = [_("“{words}”", words=title) for title in titles]
    return n_(
        "{dialogs} was open when the program ended, {age}. In it stood:",
        "{dialogs} were open when the program ended, {age}. In them stood:",
        len(titles),
        dialogs=spoken().listed(named),
        age=age_in_words,
    )


def _exported(receipt: ExportReceipt) -> str:
    name = receipt.path.name
    if not receipt.length:
        return _("Exported {file}.", file=name)
    return _("Exported {file}, {length}.", file=name, length=receipt.length)


def _written(receipt: ExportReceipt) -> str:
    path, banner = receipt.path, receipt.banner
    if not receipt.length:
        return _("{file} was written. Its pages say {banner}.", file=path, banner=banner)
    return _(
        "{file} was written, {length}. Its pages say {banner}.",
        file=path,
        length=receipt.length,
        banner=banner,
    )
