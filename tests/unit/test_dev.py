"""./dev tells what it can do, and its set-up says what it cannot do by itself."""

import importlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BY_PATH = "/usr/bin/Xvfb /usr/bin/xauth /usr/bin/xdotool"


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
        "schemas",
        "words",
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
    probe.write_text(
        "import sys\n"
        "print({'install': 'apt-get install -y libfirst1 libsecond2',"
        " 'refresh': 'apt-get update'}[sys.argv[1]])\n"
    )
    return tmp_path


def set_up(machine: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-euc", f'root="{machine}"; . "{ROOT}/tools/setup.sh"; set_up run'],
        env={**os.environ, "PATH": f"{machine / 'bin'}:{os.environ['PATH']}", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_without_rights_it_prints_the_command_and_stops(bare_machine):
    result = set_up(bare_machine)

    assert result.returncode == 2
    command = "sudo apt-get install -y libfirst1 libsecond2"
    assert command in result.stderr.splitlines()
    assert not (bare_machine / "bin" / "apt-get.called").exists()
    assert not (bare_machine / ".venv").exists()


@pytest.mark.slow
def test_with_sudo_it_installs_and_says_what_stayed_missing(bare_machine):
    (bare_machine / "bin" / "sudo").write_text('#!/bin/sh\nshift; exec "$@"\n')

    result = set_up(bare_machine)

    calls = (bare_machine / "bin" / "apt-get.called").read_text().splitlines()
    assert calls[0].startswith("update")
    assert calls[1] == "install -y libfirst1 libsecond2"
    assert result.returncode == 2
    assert "still missing" in result.stderr
    assert result.stderr.rstrip().endswith("libfirst1 libsecond2")


def asked_for(manager: str, tmp_path: Path, *question: str) -> str:
    """What the probe prints on a machine that has this package manager and none of the programs."""
    (tmp_path / manager).write_text("#!/bin/sh\n")
    (tmp_path / manager).chmod(0o755)
    probe = [sys.executable, str(ROOT / "tools" / "missing_packages.py"), *question]
    result = subprocess.run(
        probe, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "apt-get install --no-install-recommends -y xauth xdotool xvfb"),
        (
            "dnf",
            f"dnf install -y --setopt=install_weak_deps=False {BY_PATH}",
        ),
        (
            "zypper",
            f"zypper --non-interactive install --no-recommends {BY_PATH}",
        ),
        ("pacman", "pacman -S --needed --noconfirm xdotool xorg-server-xvfb xorg-xauth"),
        ("apk", "xauth xdotool xvfb"),  # not known here: Debian's names, to look for by hand
    ],
)
def test_each_package_manager_is_asked_in_its_own_words(tmp_path, manager, command):
    assert asked_for(manager, tmp_path, "install", "tests") == command


def test_a_library_is_asked_for_in_a_way_that_a_shell_can_run(tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(ROOT / "tools")
    monkeypatch.setenv("PATH", str(tmp_path))
    packages = importlib.import_module("missing_packages")
    monkeypatch.setitem(packages.LIBRARIES, "pages", {"libnone.so.9": ("libnone9", "none")})
    (tmp_path / "dnf").write_text("#!/bin/sh\n")
    (tmp_path / "dnf").chmod(0o755)

    packages.main("install", ["pages"])

    assert shlex.split(capsys.readouterr().out)[-1] == f"libnone.so.9{packages.WIDTH}"


@pytest.mark.parametrize("words", [("--wheels",), ("fmt", "--wheels"), ("run", "--wheels", "no")])
def test_a_folder_of_wheels_is_named_before_or_after_the_recipe(words):
    result = dev(*words)

    assert result.returncode == 2
    assert "--wheels needs a folder that is there" in result.stderr


def test_with_no_python_it_says_which_it_needs(bare_machine):
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (bare_machine / "bin" / name).write_text("#!/bin/sh\nexit 1\n")
        (bare_machine / "bin" / name).chmod(0o755)

    result = set_up(bare_machine)

    assert result.returncode == 2
    assert "needs Python 3.11 or newer" in result.stderr
