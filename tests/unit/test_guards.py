"""The guards of tests/conftest.py fail the tests that they are there to fail, and no others."""

import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

WARNS = """
    import warnings
    def test():
        warnings.warn("old")
"""
LOGS = """
    import logging
    def test():
        logging.getLogger("room").warning("oh")
"""
ANNOUNCES_ITS_LOG = """
    import logging
    def test(caplog):
        with caplog.at_level(logging.WARNING):
            logging.getLogger("room").warning("oh")
"""
LEAVES_A_THREAD = """
    import threading, time
    def test():
        threading.Thread(target=time.sleep, args=[60], name="late", daemon=True).start()
"""
ENDS_ITS_THREAD = """
    import threading
    def test():
        thread = threading.Thread(target=str)
        thread.start()
        thread.join()
"""
LEAVES_A_CHILD = """
    import subprocess
    def test(request):
        request.config.kept = subprocess.Popen(["sleep", "5"])
"""
SWALLOWS_A_NETWORK_ERROR = """
    import urllib.request
    def test():
        try:
            urllib.request.urlopen("http://example.org/")
        except OSError:
            pass
"""
CONNECTS = """
    import socket
    def test():
        with socket.socket() as door:
            door.connect(("192.0.2.1", 80))
"""
CONNECTS_TO_ITSELF = """
    import socket
    def test():
        with socket.create_server(("127.0.0.1", 0)) as door:
            socket.create_connection(door.getsockname()).close()
"""
ASKS_WHERE_IT_IS = """
    import os, time
    def test(tmp_path):
        assert time.tzname[0] == "UTC"
        assert str(tmp_path.parent) in os.environ["XDG_CONFIG_HOME"]
"""


def run_guarded(folder: Path, test: str) -> subprocess.CompletedProcess[str]:
    """Run one test file under a copy of our conftest; without Qt, to be quick."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_it.py").write_text(dedent(test))
    without_qt = ["-p", "no:pytest-qt", "-p", "qt_free_lane"]
    settings: list[str | Path] = ["-c", ROOT / "pyproject.toml", "--rootdir", folder]
    settings += ["-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *without_qt, *settings, folder],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "tools" / "without_qt")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("test", "complaint"),
    [
        pytest.param(WARNS, "UserWarning: old", id="warning"),
        pytest.param(LOGS, "WARNING room: oh", id="log"),
        pytest.param(LEAVES_A_THREAD, "threads left running: ['late']", id="thread"),
        pytest.param(LEAVES_A_CHILD, "child processes left running", id="child"),
        pytest.param(SWALLOWS_A_NETWORK_ERROR, "tried to reach 'example.org'", id="lookup"),
        pytest.param(CONNECTS, "tried to reach '192.0.2.1'", id="connect"),
    ],
)
def test_a_careless_test_fails(tmp_path, test, complaint):
    result = run_guarded(tmp_path, test)

    assert result.returncode == 1, result.stdout + result.stderr
    assert complaint in result.stdout


@pytest.mark.parametrize(
    "test", [ANNOUNCES_ITS_LOG, ENDS_ITS_THREAD, CONNECTS_TO_ITSELF, ASKS_WHERE_IT_IS]
)
def test_a_careful_test_passes(tmp_path, test):
    result = run_guarded(tmp_path, test)

    assert result.returncode == 0, result.stdout + result.stderr
