"""What a command prints reaches a terminal whole and harmless, however the terminal behaves."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefbuilder.cli.console import Console
from briefbuilder.cli.main import main
from briefbuilder.cli.presenting import READER_GONE, STOPPED
from briefbuilder.platform import limits
from helpers.cli_samples import Terminal

SOURCE = Path(__file__).parents[2] / "src"


def start(*arguments: str) -> list[str]:
    """The command line of the program in a process of its own."""
    return [sys.executable, "-m", "briefbuilder", *arguments]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE), **more}


class TerminalStream(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_styles_are_for_terminals_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    seen, piped = TerminalStream(), io.StringIO()
    for stream in (seen, piped):
        Console(stream, io.StringIO()).say("Title", style="bold")

    assert seen.getvalue() == "\x1b[1mTitle\x1b[0m\n"
    assert piped.getvalue() == "Title\n"


def test_a_terminal_can_ask_for_no_styles(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    seen = TerminalStream()
    Console(seen, io.StringIO()).say("Title", style="bold")

    assert seen.getvalue() == "Title\n"


def test_nothing_in_a_file_commands_the_terminal():
    out, err = TerminalStream(), TerminalStream()
    console = Console(out, err)
    console.say("\x1b]0;owned\x07 \x9b31m \u202eabc\r")
    console.say_runs([("\x1b[2J", "")])
    console.complain("\x1b[2J", "a\x1bb")

    assert "\x1b" not in out.getvalue() + err.getvalue()
    assert not set("\x07\x9b\r\u202e") & set(out.getvalue())


def test_progress_is_told_only_to_somebody_who_looks():
    seen, piped = TerminalStream(), io.StringIO()
    Console(io.StringIO(), seen).note_progress("Laying out the pages")
    Console(io.StringIO(), piped).note_progress("Laying out the pages")

    assert seen.getvalue() == "Laying out the pages …\n"
    assert piped.getvalue() == ""


def test_json_is_one_document_with_letters_as_they_are(terminal: Terminal):
    Path(terminal.library / "library.yaml").write_text(
        (terminal.library / "library.yaml").read_text().replace("Small", "Größere")
    )
    out = terminal.done("library", "status", "--json")

    assert '"Größere library"' in out
    assert json.loads(out)["items"] == 2


@pytest.mark.slow
def test_a_reader_that_goes_away_ends_the_command_quietly():
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        start("templates"), env=environment(), stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)

    assert (ran.returncode, ran.stderr) == (READER_GONE, b"")


@pytest.mark.slow
def test_letters_that_the_terminal_lacks_are_replaced(terminal: Terminal):
    brief = terminal.folder / "a.brief"
    terminal.done("new", brief, "--template", "think-tank-policy-brief", "--title", "Größe")
    ran = subprocess.run(
        start("show", str(brief)),
        env=environment(PYTHONIOENCODING="ascii:strict"),
        capture_output=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith(b"Gr??e\n")


def test_ctrl_c_ends_a_command_with_a_sentence(capsys: pytest.CaptureFixture[str]):
    def window(file: Path | None, library: Path | None) -> int:
        raise KeyboardInterrupt

    assert main([], open_window=window) == STOPPED
    assert capsys.readouterr().err == "briefbuilder: Stopped.\n"


@pytest.mark.parametrize("kind", [RuntimeError, SystemError, OSError])
@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_the_program_is_owned_up_to(capsys, debug, kind):
    def window(file: Path | None, library: Path | None) -> int:
        raise kind("the roof fell in")

    code = main(["--debug"] if debug else [], open_window=window)
    err = capsys.readouterr().err

    assert code == 1
    assert "briefbuilder: This is a fault of the program, not of yours" in err
    assert "the roof fell in" in err
    assert ("Traceback" in err) is debug


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        SystemError("error return without exception set"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
    ],
)
def test_scarce_memory_is_told_of_however_it_shows(capsys, monkeypatch, error):
    def window(file: Path | None, library: Path | None) -> int:
        raise error

    monkeypatch.setattr(limits, "memory_of_session", lambda: 80_000_000)
    assert main([], open_window=window) == 1
    assert "There is not enough memory for this." in capsys.readouterr().err


def test_a_machine_without_a_toolkit_for_windows_keeps_its_commands(capsys):
    def window(file: Path | None, library: Path | None) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file")

    assert main([], open_window=window) == 1
    assert capsys.readouterr().err == (
        "briefbuilder: The window cannot be opened on this machine (libEGL.so.1: cannot open "
        "shared object file). All other commands work without it: see briefbuilder --help.\n"
    )


CLOSED = (
    "briefbuilder: The result could not be written to standard output: it is closed. What the "
    "command was to save is saved.\n"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("closed", "code", "told"),
    [((1,), 1, CLOSED), ((0,), 0, ""), ((2,), 0, ""), ((0, 1, 2), 1, "")],
    ids=str,
)
def test_a_closed_stream_stops_no_command_and_loses_no_result_in_silence(
    terminal: Terminal, closed: tuple[int, ...], code: int, told: str
):
    brief = terminal.folder / "a.brief"
    new = start("new", str(brief), "--template", "think-tank-policy-brief", "--title", "Title")
    closing = f"import os, sys; [os.close(n) for n in {closed}]; os.execv(sys.executable, {new})"
    ran = subprocess.run(
        [sys.executable, "-c", closing], env=environment(), capture_output=True, check=False
    )

    assert (ran.returncode, ran.stderr.decode()) == (code, told)
    # Nothing that was meant for the stream went into the file that took its number.
    assert brief.read_bytes().startswith(b"PK")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("templates",), ("templates", "--json")])
def test_a_result_that_cannot_be_written_is_told_of(arguments: tuple[str, ...]):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            start(*arguments), env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert ran.returncode == 1
    assert ran.stderr.decode() == (
        "briefbuilder: The result could not be written to standard output: No space left on "
        "device. What the command was to save is saved.\n"
    )


@pytest.mark.slow
def test_a_complaint_that_cannot_be_written_changes_no_exit_code():
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            start("show", "none.brief"), env=environment(), stderr=full, check=False
        )

    assert ran.returncode == 2


@pytest.mark.parametrize("module", ["briefbuilder.cli.main", "briefbuilder.cli.dispatch"])
def test_ctrl_c_before_anything_is_loaded_ends_with_a_sentence(module: str):
    stopped = f"""\
import sys
from importlib.abc import MetaPathFinder

class Impatient(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Impatient())
sys.argv[1:] = ["templates"]
from briefbuilder.__main__ import main
sys.exit(main())
"""
    ran = subprocess.run(
        [sys.executable, "-c", stopped], env=environment(), capture_output=True, check=False
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (STOPPED, b"", b"briefbuilder: Stopped.\n")


@pytest.mark.slow
@pytest.mark.parametrize("kibibytes", [1_500_000, 120_000, 80_000])
def test_little_memory_is_enough_or_is_told_of(terminal: Terminal, kibibytes: int):
    example = SOURCE.parent / "examples" / "hotline-proposal.brief"
    command = start("export", str(example), "-o", "out.pdf")
    ran = subprocess.run(
        ["sh", "-c", f'ulimit -v {kibibytes} && exec "$@"', "sh", *command],
        env=environment(),
        cwd=terminal.folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "fault of the program" not in ran.stderr
    if ran.returncode:
        assert kibibytes < 1_000_000
        assert "MiB of memory" in ran.stderr or "not enough memory" in ran.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "utf-16"])
def test_a_result_for_programs_loses_no_letter_in_any_encoding(encoding):
    held = io.BytesIO()
    out = io.TextIOWrapper(held, encoding=encoding, errors="replace")
    data = {"title": "Visit – “Łódź”, 北京"}

    Console(out, io.StringIO()).say_json(data)
    out.flush()

    assert json.loads(held.getvalue().decode(encoding)) == data
