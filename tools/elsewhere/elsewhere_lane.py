"""pytest plugin of the lanes that play another system: BRIEFBUILDER_ELSEWHERE=windows or macos.

Use with this folder on PYTHONPATH, with ``-p elsewhere_lane`` and ``-o timeout_method=thread``. The
layout process plays along. Tests marked `posix` are left out of the lane of Windows, those with a
window of both.
"""

import os
import sys
from pathlib import Path

import _pytest.tmpdir
import other_system
import pytest

HERE = Path(__file__).parent
SYSTEM = os.environ.get(other_system.VARIABLE, "")
NEEDS_QT = ("gui", "e2e")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Accept the settings of the absent pytest-qt, since unknown settings are errors."""
    for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
        parser.addini(name, "unused without pytest-qt")


def pytest_configure() -> None:
    """Refuse to run a lane that proves nothing, and let the layout process play along."""
    from briefbuilder.platform.systems import SYSTEM as CHOSEN  # noqa: PLC0415
    from briefbuilder.render import worker  # noqa: PLC0415

    if not SYSTEM or CHOSEN.value != SYSTEM:
        message = f"Say which system to play, and put {HERE} on PYTHONPATH."
        raise pytest.UsageError(message)
    worker.PROGRAM = (sys.executable, "-I", str(HERE / "layout_process.py"), SYSTEM)
    # As on Windows, where nobody has a number.
    setattr(_pytest.tmpdir, "get_user_id", lambda: None)  # noqa: B010 — no public name


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the folders of tests that need Qt."""
    tests = config.rootpath / "tests"
    return True if collection_path in {tests / name for name in NEEDS_QT} else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the played system does not have."""
    if SYSTEM != other_system.WINDOWS:
        return
    left_out = [item for item in items if item.get_closest_marker("posix")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("posix")]


def pytest_sessionfinish() -> None:
    """The lane is worth something only while no POSIX side was imported."""
    if SYSTEM == other_system.WINDOWS:
        used = [name for name in sys.modules if name.startswith("briefbuilder.platform.posix")]
        if used:
            message = f"Imported on Windows: {', '.join(used)}"
            raise RuntimeError(message)
