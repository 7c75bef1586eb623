"""The composition root of the window: the one place that builds its objects and hands them down."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from briefbuilder.app.early_start import start_early
from briefbuilder.app.own_folders import APPLICATION
from briefbuilder.app.surroundings import Surroundings, shipped_fonts
from briefbuilder.app.versions import log_start
from briefbuilder.app.workspace import Workspace
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.garbage import GarbageCollector
from briefbuilder.gui.shared.presenter import show_error, show_fault
from briefbuilder.gui.shared.qt_words import speak_qt
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import SCHEMES, WindowSettings
from briefbuilder.gui.widgets.exact_text import leave_clipboard
from briefbuilder.gui.window.main_window import MainWindow
from briefbuilder.language.interface import _
from briefbuilder.render.worker import SINGLE_PAGES, LayoutWorker
from briefbuilder.storage.logs import keep_log

SWITCH_S = 0.0005
"""After so long a thread that waits gets its turn; Python's own five milliseconds can be seen."""
ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def run(file: Path | None, library: Path | None) -> int:
    """Open the window, on a brief if one is named, and stay until it is closed."""
    surroundings = Surroundings.of_this_machine(library)
    application = QApplication([APPLICATION])
    application.setOrganizationName(APPLICATION)
    application.setApplicationName(APPLICATION)
    application.setApplicationDisplayName("Briefbuilder")
    application.setDesktopFileName(APPLICATION)
    application.setWindowIcon(QIcon.fromTheme(APPLICATION))
    speak_qt(application)
    # Pages are composed and checked on other threads: none of them keeps a key waiting for long.
    sys.setswitchinterval(SWITCH_S)
    garbage = GarbageCollector(application)
    stop_log = keep_log(surroundings.folders.state)
    log_start()
    theme = Theme(application, shipped_fonts(surroundings))
    settings = WindowSettings(QSettings())
    theme.use(SCHEMES[settings.scheme])
    try:
        workspace = Workspace.open(surroundings)
    except BriefbuilderError as error:
        show_error(None, _("The library could not be opened"), error)
        return 1
    worker, pages = LayoutWorker(), LayoutWorker(SINGLE_PAGES)
    desk = Desk(workspace, worker, pages=pages)
    window = MainWindow(desk, theme, settings)
    restore_hook = present_faults(desk, window)
    let_signals_in(application, window)
    window.show()
    if file is not None:
        window.open_path(file)
    QTimer.singleShot(0, window.offer_what_was_left)
    QTimer.singleShot(0, partial(start_early, worker))
    try:
        return application.exec()
    finally:
        sys.excepthook = restore_hook
        leave_clipboard()
        desk.close()
        worker.close()
        pages.close()
        workspace.close()
        garbage.close()
        stop_log()


def present_faults(desk: Desk, window: MainWindow) -> ExceptHook:
    """Show errors that nobody caught, after putting unsaved work aside; returns the old hook."""
    previous = sys.excepthook

    def present(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        logging.getLogger(__name__).error("Uncaught", exc_info=(kind, error, trace))
        put_aside_after(desk)
        if isinstance(error, BriefbuilderError):
            show_error(window, _("That did not work"), error)
        else:
            show_fault(window, error)

    sys.excepthook = present
    return previous


def put_aside_after(desk: Desk) -> None:
    """Put unsaved work aside after a fault, which may stand in the way of that, too."""
    try:
        desk.put_aside()
    except Exception:  # the boundary of the crash hook: what failed is logged, the rest goes on
        logging.getLogger(__name__).exception("Not everything could be put aside")
        desk.note_unsaved()


def let_signals_in(application: QApplication, window: MainWindow) -> None:
    """Put unsaved work aside at a logout, and close on SIGTERM, SIGHUP and Ctrl+C."""

    def quit_calmly(_number: int, _frame: object) -> None:
        # Not here and now: the signal may have come in the middle of an edit.
        QTimer.singleShot(0, window.put_aside_and_quit)

    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), quit_calmly)
    # A logout may kill the program as soon as this returns; it may also be called off.
    application.commitDataRequest.connect(window.put_aside, Qt.ConnectionType.DirectConnection)
    # Python only handles a signal between two of its own instructions: wake it now and then.
    pulse = QTimer(application)
    pulse.setInterval(500)
    pulse.timeout.connect(_wake)
    pulse.start()


def _wake() -> None:
    """Give the interpreter a chance to run signal handlers."""
