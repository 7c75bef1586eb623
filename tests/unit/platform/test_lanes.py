"""The lanes that play another system take away what they say, and can fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ELSEWHERE = Path(__file__).parents[3] / "tools" / "elsewhere"
ONLY_POSIX = "briefbuilder.platform.posix_files"


def played(system: str, code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` as a module of the program would run on `system`."""
    script = f"__name__ = 'briefbuilder.trial'\nimport os, signal, sys\n{code}"
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ELSEWHERE), "BRIEFBUILDER_ELSEWHERE": system},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("os.O_NONBLOCK", "has no attribute 'O_NONBLOCK'"),
        ("os.killpg", "has no attribute 'killpg'"),
        ("from os import fchmod", "cannot import name 'fchmod'"),
        ("signal.SIGUSR1", "has no attribute 'SIGUSR1'"),
        ("import resource", "No module named 'resource'"),
        ("import fcntl", "No module named 'fcntl'"),
        (f"import {ONLY_POSIX}", "has no attribute 'O_NONBLOCK'"),
    ],
)
def test_what_windows_lacks_is_out_of_the_programs_reach(code, told):
    result = played("windows", code)

    assert result.returncode == 1
    assert told in result.stderr


@pytest.mark.slow
def test_windows_chooses_its_own_sides_and_everything_imports():
    result = played(
        "windows",
        "from importlib import import_module\n"
        "from briefbuilder.cli.dispatch import COMMANDS\n"
        "import briefbuilder.render.worker_main\n"
        "for one in COMMANDS.values(): import_module(f'briefbuilder.cli.commands.{one}')\n"
        "print(*sorted(n for n in sys.modules if n.startswith('briefbuilder.platform.')))",
    )

    assert "windows_files" in result.stdout, result.stderr
    assert "windows_processes" in result.stdout
    assert "posix" not in result.stdout


def test_macos_refuses_the_limit_on_memory_and_nothing_else():
    result = played(
        "macos",
        "import resource\n"
        "from briefbuilder.platform import files\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "print(files._side.__name__)\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))",
    )

    assert result.stdout == "briefbuilder.platform.macos_files\n"
    assert "ValueError: current limit exceeds maximum limit" in result.stderr


@pytest.mark.parametrize(("system", "told"), [("windows", "utf-8 None"), ("macos", "None None")])
def test_on_windows_what_goes_into_a_file_is_utf_8(system, told):
    result = played(
        system,
        "from briefbuilder.platform.streams import encoding_of_output\n"
        "print(encoding_of_output(is_console=False), encoding_of_output(is_console=True))",
    )

    assert result.stdout == f"{told}\n", result.stderr


def test_on_windows_nothing_is_written_under_a_name_that_it_would_change(tmp_path):
    result = played(
        "windows",
        "from pathlib import Path\n"
        "from briefbuilder.storage.atomic import write_atomically\n"
        f"write_atomically(Path({str(tmp_path)!r}) / 'visit: again.brief', b'words')",
    )

    assert "Windows does not allow : in a name. Name it anew." in result.stderr
    assert list(tmp_path.iterdir()) == []
