"""In which language the terminal speaks, and who has the last word on it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefbuilder.app.own_language import LANGUAGE_VARIABLE
from briefbuilder.cli.language_option import with_language_first
from briefbuilder.language import interface


@pytest.mark.parametrize(
    ("given", "tag", "parsed"),
    [
        (["check", "a.brief"], "", ["check", "a.brief"]),
        (["check", "--language", "fr", "a"], "fr", ["--language=fr", "check", "a"]),
        (["--language=fr", "--json", "x"], "fr", ["--language=fr", "--json", "x"]),
        (["--language", "en", "x", "--language=fr"], "fr", ["--language=fr", "x"]),
        (["new", "--", "--language", "fr"], "", ["new", "--", "--language", "fr"]),
        (["check", "--language"], "", ["check", "--language"]),
        (["--language", "--json"], "", ["--language", "--json"]),
    ],
)
def test_the_option_may_stand_anywhere(given, tag, parsed):
    assert with_language_first(given) == (tag, parsed)


def test_it_is_chosen_before_the_command_line_is_read(terminal):
    assert terminal.run("--language=fr", "no-such-command").code == 2
    assert interface.spoken().language == "fr"
    assert terminal.run("templates").code == 0
    assert interface.spoken().language == "en-GB"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "line"),
    [
        ((), "English (United Kingdom): nothing asks for another language."),
        (("--language", "fr"), "Français\u00a0: l’option --language demande «\u00a0fr\u00a0»."),
        (("--language", "ja"), "English (United Kingdom): --language asks for ‘ja’."),
    ],
)
def test_the_doctor_says_which_is_spoken_and_why(terminal, options, line):
    out = terminal.done("doctor", *options)

    assert line in " ".join(out.split(" "))
    assert ("It speaks en-GB, en-US and fr." in out) is ("ja" in options)


def run(home: Path, *arguments: str, **environment: str) -> str:
    """What the program itself prints in an environment without a locale, and one of these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    ran = subprocess.run(
        [sys.executable, "-m", "briefbuilder", *arguments],
        env={**kept, "XDG_CONFIG_HOME": str(home), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout + ran.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows' environment names no language")
def test_the_program_speaks_the_systems_language_or_the_one_that_is_set(tmp_path):
    folder = tmp_path / "briefbuilder"
    folder.mkdir()
    system = {"LANG": "fr_FR.UTF-8"}
    assert "utilisation" in run(tmp_path, "--help", **system)
    assert "usage" in run(tmp_path, "--help", LC_ALL="C", **system)
    assert "usage" in run(tmp_path, "--help", **system, **{LANGUAGE_VARIABLE: "en"})

    kept = "format: briefbuilder-language\nversion: 1\nlanguage: en-US\n"
    (folder / "language.yaml").write_text(kept)
    assert "usage" in run(tmp_path, "--help", **system)
    assert "utilisation" in run(tmp_path, "--help", "--language", "fr", **system)
