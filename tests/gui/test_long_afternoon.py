"""A window lives through an afternoon: signals, keystrokes, and no memory lost on the way.

The work is done in a child process, which may die: see `helpers/long_afternoon.py`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
MOST_GROWTH = 20 * 1024 * 1024


@pytest.mark.slow
def test_ten_thousand_signals_and_keystrokes_leave_the_window_as_it_was(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(TESTS.parent / "src"), str(TESTS))),
    }
    script = TESTS / "helpers" / "long_afternoon.py"

    result = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
        env=environment,
    )

    assert result.returncode == 0, result.stderr
    said = json.loads(result.stdout)
    assert said["complaints"] == []
    before, after = said["held"]
    assert after - before < MOST_GROWTH
