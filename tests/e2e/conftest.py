"""Tests with a person at a desk: skipped, visibly, where there is no X server to sit at."""

from pathlib import Path

import pytest

from briefbuilder.app.opening import new_brief, start_session
from e2e.desktop import can_show
from helpers.surroundings import open_workspace


@pytest.fixture(autouse=True)
def _needs_a_desktop() -> None:
    if not can_show():
        pytest.skip("needs Xvfb and xdotool, which ./dev test installs")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home folder of the person at the desk."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def brief_file(tmp_path: Path, home: Path) -> Path:
    """A UK submission with nothing in it, saved in the person's home folder."""
    workspace = open_workspace(tmp_path / "maker")
    brief = new_brief(
        workspace,
        template_id="uk-ministerial-submission",
        title="Port visit",
        marking=workspace.marking("OFFICIAL", "uk-gsc"),
        fields=(("to", "The Minister"), ("from", "Policy"), ("decision-by", "2026-12-04")),
    )
    path = home / "port-visit.brief"
    start_session(brief, workspace).save_as(path)
    workspace.close()
    return path
