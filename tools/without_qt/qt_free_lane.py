"""pytest plugin of the Qt-free lane: everything but tests/gui and tests/e2e, with no Qt at hand.

Use together with ``-p no:pytest-qt`` and with this folder on PYTHONPATH.
"""

import importlib.util
from pathlib import Path

import pytest

NEEDS_QT = ("gui", "e2e")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Accept the settings of the absent pytest-qt, since unknown settings are errors."""
    parser.addini("qt_api", "unused without pytest-qt")
    parser.addini("qt_log_level_fail", "unused without pytest-qt")
    parser.addini("qt_log_ignore", "unused without pytest-qt")


def pytest_configure() -> None:
    """Refuse to run a lane that proves nothing."""
    try:
        found = importlib.util.find_spec("PySide6") is not None
    except ModuleNotFoundError:
        found = False
    if found:
        message = f"PySide6 can be imported: put {Path(__file__).parent} on PYTHONPATH"
        raise pytest.UsageError(message)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the folders of tests that need Qt."""
    tests = config.rootpath / "tests"
    return True if collection_path in {tests / name for name in NEEDS_QT} else None
