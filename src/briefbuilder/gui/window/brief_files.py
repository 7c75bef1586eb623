"""New, open, save and close as a person does them: with dialogs, and nothing lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from briefbuilder.app.brief_saving import OpenBrief
from briefbuilder.app.file_state import FileState
from briefbuilder.app.guarded_save import GuardedSave, LeavingAnswer, WayOn
from briefbuilder.app.opening import EXTENSION, example_briefs, open_session
from briefbuilder.app.schemes_known import scheme_notices
from briefbuilder.app.session import SaveJob
from briefbuilder.domain.words import slug
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.dialogs.new_brief import NewBriefDialog
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.presenter import choose, guarded, show_error
from briefbuilder.gui.shared.saving import choose_leaving, write_beside
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.language.interface import _
from briefbuilder.storage.looking import real_path
from briefbuilder.storage.other_files import PDF_ENDING, is_pdf
from briefbuilder.storage.stamps import Stamp


class BriefFiles(QObject):
    """The file side of the open brief.

    Signals:
        recent_changed: the list of recent briefs has changed.
    """

    recent_changed = Signal()

    def __init__(self, desk: Desk, settings: WindowSettings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window
        self._work = OpenBrief(lambda: desk.session, desk.pending.commit, self._write)
        self._saving = GuardedSave(self._work, self, desk.surroundings.now)

    def new(self) -> None:
        """Ask for a form and a title, and start a brief."""
        if not self.may_leave():
            return
        dialog = NewBriefDialog(self._desk.workspace, self._desk.pending, self._window)
        if dialog.exec():
            guarded(
                self._window,
                _("The brief could not be started"),
                lambda: self._desk.start(dialog.make()),
            )

    def open(self) -> None:
        """Ask for a file, and open it."""
        start = str(self._settings.folder)
        name, _filter = QFileDialog.getOpenFileName(
            self._window, _("Open a brief"), start, f"{_briefs_and_copies()};;{_briefs()}"
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a brief's file, once the present one may be left."""
        if self.may_leave():
            guarded(
                self._window,
                _("{file} could not be opened", file=path.name),
                partial(self._open, path),
            )

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
        return self._saving.save()

    def save_as(self) -> bool:
        """Ask for a file and save the brief there."""
        self._desk.pending.commit()
        session = self._desk.session
        if session is None:
            return False
        suggested = (
            self._settings.folder / f"{slug(session.brief.title)[:60] or 'brief'}{EXTENSION}"
        )
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Save the brief"), str(session.path or suggested), _briefs()
        )
        if not name:
            return False
        path = Path(name)
        path = path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)
        return self._saving.save_to_another(partial(self._work.save_as, path))

    def may_leave(self) -> bool:
        """Whether the open brief may be closed: saved, discarded by word, or nothing to save."""
        return self._saving.may_leave()

    def close(self) -> None:
        """Close the brief."""
        if self.may_leave():
            self._desk.replace_session(None)

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
        self._settings.add_recent(path)
        self._settings.folder = real_path(path).parent
        self.recent_changed.emit()

    def announce(self, sentence: str) -> None:
        """Tell in passing: a save has ended, or there was nothing to save."""
        self._desk.announce(sentence)

    def show_error(self, title: str, error: BriefbuilderError) -> None:
        """Tell what was refused, and why."""
        show_error(self._window, title, error)

    def show_problems(self) -> None:
        """A brief has no text of its own that could be mended: the refusal says it all."""

    def save_elsewhere(self) -> bool:
        """Save under another name."""
        return self.save_as()

    def choose_leaving(self, unsaved: tuple[str, ...]) -> LeavingAnswer:
        """Ask what becomes of the brief's changes."""
        told = _("“{title}” has changes that are not saved.", title=unsaved[0])
        return choose_leaving(self._window, _("Unsaved work"), told)

    def choose_way(self, _found: FileState) -> WayOn:
        """Tell that somebody else has changed the file, and ask what to do."""
        session = self._desk.session
        name = session.path.name if session is not None and session.path is not None else ""
        ways = {
            WayOn.SAVE_COPY: _("Save mine under another name"),
            WayOn.LOAD_THEIRS: _("Use theirs (mine stays in Undo)"),
            WayOn.WRITE_MINE: _("Replace theirs"),
        }
        answer = choose(
            self._window,
            _("Somebody else has changed the file"),
            _("{file} is no longer the file that you opened. Nothing was overwritten.", file=name),
            tuple(ways.values()),
        )
        return WayOn.KEEP_EDITING if answer is None else tuple(ways)[answer]

    def _write(self, job: SaveJob) -> Stamp:
        """Write while the window stays alive; a drive that is far away may take its time."""
        stamp = write_beside(job, self._window)
        self._remember(job.path)
        return stamp


def _briefs() -> str:
    return _("Briefs (*{ending})", ending=EXTENSION)


def _briefs_and_copies() -> str:
    return _("Briefs and record copies (*{ending} *{pdf})", ending=EXTENSION, pdf=PDF_ENDING)
