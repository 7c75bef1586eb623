from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbuilder.app.opening import new_brief, recovery_store, start_session, window_sign
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.render.worker import LayoutWorker, Limits
from briefbuilder.storage.window_sign import WindowSign
from helpers.surroundings import HandClock, copy_library, open_workspace


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """A small library of the test's own."""
    return copy_library(
        tmp_path,
        "cuban-missile-crisis",
        "moscow-washington-hotline",
        "naval-presence-port-visits",
        "prohibition-of-force",
    )


@pytest.fixture
def workspace(tmp_path: Path, clock: HandClock, library_folder: Path) -> Iterator[Workspace]:
    opened = open_workspace(tmp_path, clock=clock, library=library_folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The shipped library and templates."""
    opened = open_workspace(tmp_path_factory.mktemp("shipped"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def worker() -> Iterator[LayoutWorker]:
    """A layout process for the tests of a file: to start one takes a second.

    It runs before the first of them does, and is not worn out between two of them, so that none is
    told of a process left running.
    """
    with LayoutWorker(Limits(jobs=1000, resident_bytes=4 * 1024**3)) as running:
        running.start()
        yield running


@pytest.fixture
def sign(workspace: Workspace) -> Iterator[WindowSign]:
    """The sign of life of the session's window; closed, the window has died."""
    made = window_sign(workspace.surroundings)
    yield made
    made.close()


@pytest.fixture
def session(workspace: Workspace, sign: WindowSign) -> BriefSession:
    """A new UK submission that was never saved."""
    brief = new_brief(
        workspace,
        template_id="uk-ministerial-submission",
        title="Port visit",
        marking=workspace.marking("OFFICIAL", "uk-gsc"),
        fields=(("to", "The Minister"), ("from", "Maritime Policy")),
    )
    return start_session(brief, workspace, recovery_store(workspace.surroundings, sign))
