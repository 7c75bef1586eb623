from pathlib import Path

import pytest

from helpers.cli_samples import Terminal, make_terminal


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in a folder of its own, with a small library and the shipped templates."""
    monkeypatch.chdir(tmp_path)
    return make_terminal(tmp_path)
