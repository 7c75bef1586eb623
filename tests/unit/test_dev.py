"""./dev tells what it can do, and its set-up says what it cannot do by itself."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True, check=False)


def test_alone_it_lists_every_recipe():
    result = dev()

    listed = set(re.findall(r"^  (\w+) ", result.stdout, re.MULTILINE))
    assert result.returncode == 0
    assert listed >= {
        "run",
        "test",
        "check",
        "fmt",
        "bench",
        "screenshots",
        "package",
        "lock",
        "setup",
    }


def test_an_unknown_recipe_is_wrong_usage():
    result = dev("runn")

    assert result.returncode == 2
    assert "There is no recipe called runn." in result.stderr


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """Build a checkout on a machine that lacks two libraries and lets nobody become root."""
    programs = {
        "id": "echo 1000",
        "sudo": "exit 1",
        "apt-get": 'echo "$@" >>"$0.called"',
    }
    for name, body in programs.items():
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
    probe = tmp_path / "tools" / "missing_packages.py"
    probe.parent.mkdir()
    probe.write_text("print('libfirst1 libsecond2')\n")
    return tmp_path


def set_up(machine: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-euc", f'root="{machine}"; . "{ROOT}/tools/setup.sh"; set_up run'],
        env={**os.environ, "PATH": f"{machine / 'bin'}:{os.environ['PATH']}", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_rights_it_prints_the_command_and_stops(bare_machine):
    result = set_up(bare_machine)

    assert result.returncode == 2
    command = "sudo apt-get install --no-install-recommends -y libfirst1 libsecond2"
    assert command in result.stderr.splitlines()
    assert not (bare_machine / "bin" / "apt-get.called").exists()
    assert not (bare_machine / ".venv").exists()


def test_with_sudo_it_installs_and_says_what_stayed_missing(bare_machine):
    (bare_machine / "bin" / "sudo").write_text('#!/bin/sh\nshift; exec "$@"\n')

    result = set_up(bare_machine)

    calls = (bare_machine / "bin" / "apt-get.called").read_text().splitlines()
    assert calls[0].startswith("update")
    assert calls[1].startswith("install --no-install-recommends -y libfirst1 libsecond2")
    assert result.returncode == 2
    assert "still missing after their installation: libfirst1 libsecond2" in result.stderr


def test_with_no_python_it_says_which_it_needs(bare_machine):
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (bare_machine / "bin" / name).write_text("#!/bin/sh\nexit 1\n")
        (bare_machine / "bin" / name).chmod(0o755)

    result = set_up(bare_machine)

    assert result.returncode == 2
    assert "needs Python 3.11 or newer" in result.stderr
