"""The desk: what the window's panels share, and the one place where they hear of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from briefbuilder.app.author_place import AuthorPlace
from briefbuilder.app.check_words import CheckStanding
from briefbuilder.app.late import Late
from briefbuilder.app.opening import (
    dialog_words_store,
    open_session,
    recovery_store,
    start_session,
    window_sign,
)
from briefbuilder.app.putting_aside import Keeper, Writing, write_all
from briefbuilder.app.session import BriefSession
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import LibraryChange, Workspace
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.changes import Changes
from briefbuilder.errors import CancelledError
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.shared.tasks import Cancelled, Task
from briefbuilder.language.interface import _
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.scanned import ScannedLibrary

if TYPE_CHECKING:
    from briefbuilder.app.newest_first import NewestFirst
    from briefbuilder.app.preview import PreviewResult, PreviewRunner
    from briefbuilder.app.proofing import ProofOrder, ProofResult

AUTOSAVE_MS = 700
"""How long after a change its recovery copy is written; see `pending.CEILING_MS`."""
LIBRARY_LOOK_MS = 15_000


class Desk(QObject):
    """One workspace and at most one open brief.

    Signals:
        session_replaced: another brief (or none) is open now.
        brief_changed(Changes): something in the open brief changed.
        author_moved: somebody writes in another block now, or in none.
        pages_changed(PreviewResult): new pages, or the error that prevented them.
        page_changed(PreviewResult): one page of a newer text than the last whole, or word that
            the last whole is right again.
        check_changed(CheckStanding): the check has a new result, or its result is out of date.
        library_changed(LibraryChange): the shared library has other content now.
        reveal_requested(str): show a target: `block:ID`, `section:ID`, `question:ID`,
            `field:NAME`, `item:ID` (in the Library workspace) or `head`.
        place_requested(str): place a library item where the author is writing.
        proof_ready(ProofResult): the pages of a library text that a curator asked for.
        announced(str): a sentence for the status bar.
        closing: the threads end now; whoever has one of their own ends it, too.
    """

    session_replaced = Signal()
    brief_changed = Signal(object)
    author_moved = Signal()
    pages_changed = Signal(object)
    page_changed = Signal(object)
    check_changed = Signal(object)
    library_changed = Signal(object)
    reveal_requested = Signal(str)
    place_requested = Signal(str)
    proof_ready = Signal(object)
    announced = Signal(str)
    closing = Signal()
    _preview_ready = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        worker: LayoutWorker,
        parent: QObject | None = None,
        *,
        pages: LayoutWorker | None = None,
    ) -> None:
        """`pages` is a second worker, for single pages while somebody writes."""
        super().__init__(parent)
        self.workspace = workspace
        self.worker = worker
        self.pending = PendingWords(self)
        self.sign = window_sign(workspace.surroundings)
        self.recovery = recovery_store(workspace.surroundings, self.sign)
        self.check = CheckStanding()
        self.pages: PreviewResult | None = None
        self._asked = 0
        self._asked_before = 0
        self._find_author: Callable[[], AuthorPlace | None] = lambda: None
        self._session: BriefSession | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._brief_id = ""
        shared, app = (workspace, worker), "briefbuilder.app."
        self._runner: Late[PreviewRunner] = Late(
            f"{app}preview:PreviewRunner", (*shared, self._preview_ready.emit), pages=pages
        )
        self._proofs: Late[NewestFirst[ProofOrder, ProofResult]] = Late(
            f"{app}proofing:proof_runner", (*shared, self.proof_ready.emit)
        )
        self._preview_ready.connect(self._on_preview_ready)
        self.dialog_words = dialog_words_store(workspace.surroundings, self.sign)
        self._keepers: list[Keeper] = [self._brief_to_keep, self._dialogs_to_keep]
        self.pending.committed.connect(self.note_unsaved)
        self._keeping: Task[None] | None = None
        self._autosave = self._timer(AUTOSAVE_MS, self._on_autosave, single=True)
        self._library_look = self._timer(LIBRARY_LOOK_MS, self._on_library_look)
        self._library_look.start()
        self._looking: Task[ScannedLibrary] | None = None
        self._looked_from = workspace.scanned

    @property
    def session(self) -> BriefSession | None:
        """The open brief's session, or None."""
        return self._session

    @property
    def surroundings(self) -> Surroundings:
        """The clock, the user, fresh ids and the folders."""
        return self.workspace.surroundings

    @property
    def asked(self) -> int:
        """The number of the newest request for pages."""
        return self._asked

    @property
    def author(self) -> AuthorPlace | None:
        """Where in the open brief somebody writes; None where nobody does."""
        return self._find_author() if self._session is not None else None

    def ask_for_author(self, find: Callable[[], AuthorPlace | None]) -> None:
        """Ask `find` where somebody writes; whoever knows emits `author_moved`, too."""
        self._find_author = find

    def open_file(self, path: Path) -> None:
        """Open a brief's file; raises what reading it raises."""
        self.replace_session(open_session(path, self.workspace, self.recovery))

    def start(self, brief: Brief) -> None:
        """Open a brief that has no file yet."""
        self.replace_session(start_session(brief, self.workspace, self.recovery))

    def replace_session(self, session: BriefSession | None) -> None:
        """Make another brief the open one; the old one's recovery copy is dropped.

        What is typed belongs to the old one: its panels are about to show another.
        """
        self.pending.commit()
        if self._unsubscribe is not None:
            self._unsubscribe()
        if self._session is not None:
            self._session.close()
        self._session = session
        self._unsubscribe = session.subscribe(self._on_changes) if session else None
        self._brief_id = session.brief.id if session else ""
        self._asked_before = self._asked
        self.pages = None
        self.check = CheckStanding(is_running=session is not None)
        self.session_replaced.emit()
        self.check_changed.emit(self.check)
        if session is not None:
            self._ask_for_pages()

    def reveal(self, target: str) -> None:
        """Ask whoever shows it to bring a target into view."""
        self.reveal_requested.emit(target)

    def announce(self, sentence: str) -> None:
        """Say something in the status bar."""
        self.announced.emit(sentence)

    @Slot()
    def look_at_library(self) -> None:
        """Read the library folder again, and tell the panels if it has changed."""
        change = self.workspace.reload()
        if change:
            self.tell_library_changed(change)

    def tell_library_changed(self, change: LibraryChange) -> None:
        """Tell the panels that the library was read again."""
        self.library_changed.emit(change)
        if self._session is not None:
            self._look_again()

    def request_proof(self, order: ProofOrder) -> None:
        """Ask for the pages of a library text; `proof_ready` brings the newest."""
        self._proofs.get().request(order)

    def keep_with(self, keeper: Keeper) -> None:
        """Ask `keeper`, too, whenever unsaved work is put aside."""
        self._keepers.append(keeper)

    @Slot()
    def note_unsaved(self) -> None:
        """Note that there is something to put aside; it is done in a moment, beside the window."""
        if not self._autosave.isActive():
            self._autosave.start()

    def put_aside(self) -> None:
        """Put all unsaved work, what is being typed included, where a crash cannot take it."""
        try:
            self.pending.commit()
        finally:
            newest = self._to_write()
            if self._keeping is not None:
                # Else the copies that are being written beside would come after these, and win.
                self._keeping.wait()
            write_all(newest)

    def close(self) -> None:
        """End the threads that make pages and the timers. The open session is left to its owner."""
        for timer in (self._autosave, self._library_look):
            timer.stop()
        self.closing.emit()
        if self._keeping is not None:
            self._keeping.wait()
        self.sign.close()
        if self._looking is not None:
            self._looking.wait()
        for runner in (self._runner.built, self._proofs.built):
            if runner is not None:
                runner.close()

    def _timer(
        self, milliseconds: int, slot: Callable[[], None], *, single: bool = False
    ) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.setSingleShot(single)
        timer.timeout.connect(slot)
        return timer

    def _on_changes(self, changes: Changes) -> None:
        self.brief_changed.emit(changes)
        self.note_unsaved()
        renamed = self._session is not None and self._session.brief.id != self._brief_id
        if renamed and self._session is not None:
            self._brief_id = self._session.brief.id  # saved as another brief
        if changes or renamed:
            self._look_again()

    def _look_again(self) -> None:
        """Make the pages and the check anew; until then both are out of date."""
        self._ask_for_pages()
        if not self.check.is_running:
            self._show_check(replace(self.check, is_running=True))

    def _show_check(self, standing: CheckStanding) -> None:
        self.check = standing
        self.check_changed.emit(standing)

    def _ask_for_pages(self) -> None:
        if self._session is not None:
            self._asked = self._runner.get().request(self._session.brief)

    @Slot()
    def _on_library_look(self) -> None:
        """Look at the folder without keeping the window waiting: it may be far away."""
        if self._looking is not None:
            return
        workspace, known = self.workspace, self.workspace.scanned

        def scan(_report: Callable[[object], None], _cancelled: Cancelled) -> ScannedLibrary:
            workspace.look_at_templates()
            return workspace.folder.scan(known)

        self._looked_from = known
        self._looking = Task(scan, self)
        self._looking.succeeded.connect(self._on_library_scanned)
        self._looking.failed.connect(self._on_library_out_of_reach)
        self._looking.start()

    @Slot(object)
    def _on_library_scanned(self, scanned: ScannedLibrary) -> None:
        self._looking = None
        if self.workspace.scanned is not self._looked_from:
            return  # read again meanwhile: this look is the older one
        try:
            change = self.workspace.adopt(scanned)
        except CancelledError:
            return  # the window is closing
        if change:
            self.tell_library_changed(change)

    @Slot(object)
    def _on_library_out_of_reach(self, error: BaseException) -> None:
        self._looking = None
        self.announce(_("The library cannot be read at the moment: {error}", error=error))

    def _to_write(self) -> list[Writing]:
        return [write for keeper in self._keepers if (write := keeper()) is not None]

    def _dialogs_to_keep(self) -> Writing | None:
        now = self.surroundings.now()
        return self.dialog_words.keeping(self.pending.in_dialogs(), now)

    def _brief_to_keep(self) -> Writing | None:
        return self._session.recovery_copy() if self._session is not None else None

    @Slot()
    def _on_autosave(self) -> None:
        """Write recovery copies without keeping the window waiting: a home may be far away."""
        if self._keeping is not None:
            self._autosave.start()
            return
        self.pending.commit()
        writings = self._to_write()
        if not writings:
            return

        def write(_report: Callable[[object], None], _cancelled: Cancelled) -> None:
            write_all(writings)

        self._keeping = Task(write, self)
        self._keeping.succeeded.connect(self._on_kept)
        self._keeping.failed.connect(self._on_not_kept)
        self._keeping.start()

    @Slot()
    def _on_kept(self) -> None:
        self._end_keeping()

    def _end_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.deleteLater()
            self._keeping = None

    @Slot(object)
    def _on_not_kept(self, error: BaseException) -> None:
        self._end_keeping()
        self.announce(_("Unsaved work could not be put aside: {error}", error=error))
        self.note_unsaved()

    @Slot(object)
    def _on_preview_ready(self, result: PreviewResult) -> None:
        if self._session is None or result.brief.id != self._session.brief.id:
            return
        if result.request <= self._asked_before:
            return  # the same brief as it was open before, with words that were given up
        if result.page is not None or result.same_as is not None:
            self.page_changed.emit(result)
            return
        self.pages = result
        self.pages_changed.emit(result)
        overtaken = result.request < self._asked
        fault = str(result.error) if result.error is not None else ""
        self._show_check(CheckStanding(result.findings, is_running=overtaken, fault=fault))
