"""The window's tests: a real desk over the shipped library, pages from a fake worker.

A modal dialog or a file dialog would wait for ever, so each raises; a test that expects one
replaces it with a function of its own. PySide lets nobody replace `QMenu.exec`: the window's
menus `popup` instead, which does not wait.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from briefbuilder.app.opening import new_brief, start_session
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.garbage import GarbageCollector
from briefbuilder.gui.shared.qt_words import speak_qt
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.exact_text import leave_clipboard
from briefbuilder.language.interface import speak
from briefbuilder.language.tags import BRITISH
from briefbuilder.render.worker import LayoutWorker
from helpers.fake_layout_worker import FakeLayoutWorker
from helpers.surroundings import SHIPPED_TEMPLATES, HandClock, copy_library, open_workspace

ITEMS = (
    "cuban-missile-crisis",
    "suez-1956-unef",
    "naval-presence-port-visits",
    "prohibition-of-force",
    "collective-defence",
)


class UnexpectedDialogError(AssertionError):
    """A dialog opened that the test did not expect."""


def _refuse(self: object, *_args: object, **_kwargs: object) -> NoReturn:
    raise UnexpectedDialogError(f"{type(self).__name__} opened")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Hand over what was typed before the widgets of a test go, as the program does at its end."""
    desk = getattr(item, "funcargs", {}).get("desk")
    if isinstance(desk, Desk):
        desk.pending.commit()
    return (yield)


@pytest.fixture(autouse=True)
def _no_modal_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (QDialog, QMessageBox, QFileDialog):
        monkeypatch.setattr(kind, "exec", _refuse)
    for name in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, _refuse)
    for name in ("question", "warning", "critical", "information", "about"):
        monkeypatch.setattr(QMessageBox, name, _refuse)


@pytest.fixture(scope="session", autouse=True)
def _clipboard_left(qapp: QApplication) -> Iterator[None]:
    """At the end the clipboard holds nothing of Python's, as when the program ends."""
    yield
    leave_clipboard()


@pytest.fixture(scope="session")
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    """Collects garbage on this thread alone, as in the program."""
    made = GarbageCollector(qapp, is_asked=True)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _garbage_collected_here(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # A widget that no test has closed speaks once more while it is taken apart: nobody listens.
    with monkeypatch.context() as patched:
        patched.setattr(sys, "excepthook", _not_heard)
        collector.collect()


def _not_heard(*_error: object) -> None:
    """The errors of objects that are being taken apart."""


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Theme:
    """One theme for all tests: making it again would only cost time."""
    made = Theme(qapp, SHIPPED_TEMPLATES / "_shared" / "fonts")
    made.use(Qt.ColorScheme.Light)
    return made


@pytest.fixture
def theme(look: Theme) -> Theme:
    """The theme, in its light colours."""
    if look.is_dark:
        look.use(Qt.ColorScheme.Light)
    return look


@pytest.fixture
def clock() -> HandClock:
    """The clock of the session's history and of the reviews."""
    return HandClock()


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small part of the shipped library."""
    return copy_library(tmp_path_factory.mktemp("shipped"), *ITEMS)


@pytest.fixture
def library_folder(tmp_path: Path, small_library: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(small_library, tmp_path / "library"))


@pytest.fixture
def speak_with(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Lets the window and Qt speak a language from now on, until the test ends."""
    words: list[QTranslator] = []

    def speak_both(tag: str) -> None:
        speak(tag)
        if (made := speak_qt(qapp)) is not None:
            words.append(made)

    yield speak_both
    for one in words:
        qapp.removeTranslator(one)
    speak_both(BRITISH)


@pytest.fixture
def workspace(tmp_path: Path, clock: HandClock, library_folder: Path) -> Iterator[Workspace]:
    """The library and templates, with the search in memory."""
    opened = open_workspace(tmp_path, clock=clock, library=library_folder)
    yield opened
    opened.close()


@pytest.fixture
def worker() -> FakeLayoutWorker:
    """The worker that lays nothing out."""
    return FakeLayoutWorker()


@pytest.fixture
def desk(qapp: QApplication, workspace: Workspace, worker: FakeLayoutWorker) -> Iterator[Desk]:
    """A desk with no brief on it."""
    made = Desk(workspace, cast(LayoutWorker, worker))
    yield made
    made.close()


@pytest.fixture
def session(desk: Desk) -> BriefSession:
    """A new UK submission, open on the desk."""
    brief = new_brief(
        desk.workspace,
        template_id="uk-ministerial-submission",
        title="Port visit",
        marking=desk.workspace.marking("OFFICIAL", "uk-gsc"),
        fields=(("to", "The Minister"), ("from", "Maritime Policy")),
    )
    opened = start_session(brief, desk.workspace)
    desk.replace_session(opened)
    return opened
