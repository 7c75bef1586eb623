"""What the system forbids is said in a sentence, whoever runs the command.

Root may look everywhere, and so would these tests: where they run as root, each runs in a process
that has given up root's rights to do so.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.cli_samples import make_terminal
from helpers.not_root import WITHOUT_ROOTS_RIGHTS
from helpers.surroundings import ROOT

EXAMPLE = ROOT / "examples" / "hotline-proposal.brief"
FORM = "think-tank-policy-brief"
MANY = """\
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from briefbuilder.__main__ import main

outcomes = []
for line in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    sys.argv[1:] = line
    with redirect_stdout(out), redirect_stderr(err):
        code = main()
    outcomes.append([code, out.getvalue(), err.getvalue()])
json.dump(outcomes, sys.stdout)
"""


class House:
    """A folder with what others have shut: of each thing one, and what lies beside it is open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shut = folder / "shut"
        self._closed: list[Path] = []
        for name in ("", "in", "lib"):
            (self.shut / name).mkdir(parents=True)
        (self.shut / "x.brief").write_bytes(EXAMPLE.read_bytes())
        self.brief = folder / "x.brief"
        self.brief.write_bytes(EXAMPLE.read_bytes())

    def library(self, name: str, shut: str) -> Path:
        """A small library of which one part may not be looked at."""
        terminal = make_terminal(self.folder / name)
        self.close(terminal.library / shut)
        return terminal.library

    def forms(self, name: str, shut: str) -> Path:
        """A folder with two forms, of which a part of one may not be looked at."""
        root = self.folder / name
        for form in ("open", "other"):
            for file in (ROOT / "templates" / FORM).iterdir():
                text = file.read_text().replace(f"id: {FORM}", f"id: {form}")
                (root / form).mkdir(parents=True, exist_ok=True)
                (root / form / file.name).write_text(text)
        self.close(root / shut)
        return root

    def close(self, path: Path) -> None:
        """Forbid everybody everything."""
        path.chmod(0)
        self._closed.append(path)

    def open_again(self) -> None:
        for path in self._closed:
            path.chmod(0o700)

    def run(self, lines: list[list[str]]) -> list[tuple[int, str, str]]:
        """What each command line comes to, all in one process without root's rights."""
        ran = subprocess.run(
            [*WITHOUT_ROOTS_RIGHTS, sys.executable, "-c", MANY],
            input=json.dumps(lines),
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
        )
        assert ran.returncode == 0, ran.stderr
        return [(code, out, err) for code, out, err in json.loads(ran.stdout)]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    yield made
    made.open_again()


def test_these_tests_run_where_the_system_can_say_no(tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    look = f"import os; os.stat({str(closed / 'in')!r})"
    ran = subprocess.run(
        [*WITHOUT_ROOTS_RIGHTS, sys.executable, "-c", look],
        capture_output=True,
        text=True,
        check=False,
    )
    closed.chmod(0o700)

    assert "PermissionError" in ran.stderr


@pytest.mark.slow
def test_a_folder_that_may_not_be_entered_is_told_of(house: House):
    shut = str(house.shut)
    brief = str(house.brief)
    new = ["new", "--template", FORM, "--title", "x"]
    lines = [
        ["show", f"{shut}/x.brief"],
        ["check", f"{shut}/x.brief"],
        ["answer", f"{shut}/x.brief", "A1", "no"],
        ["update", f"{shut}/x.brief"],
        ["verify", f"{shut}/o.pdf"],
        ["open", f"{shut}/x.brief"],
        ["export", brief, "-o", f"{shut}/o.pdf"],
        ["export", brief, "-o", f"{shut}/in"],
        ["export", brief, "-o", shut],
        [*new, f"{shut}/n.brief"],
        ["library", "list", "--library", f"{shut}/lib"],
        ["library", "check", "--quick", "--library", f"{shut}/lib"],
        ["library", "list", "--library", shut],
        ["library", "proof", "suez-1956-unef", "-o", f"{shut}/in"],
        ["templates", "--templates", f"{shut}/lib"],
    ]
    house.close(house.shut)
    for line, (code, _, err) in zip(lines, house.run(lines), strict=True):
        assert code in {1, 2}, line
        assert "fault of the program" not in err, line
        assert "may not" in err, line
        assert shut in err, line


@pytest.mark.slow
def test_one_form_that_may_not_be_looked_at_hides_no_other(house: House):
    whole = str(house.forms("forms-whole", "other"))
    part = str(house.forms("forms-part", "other/style.css"))
    root = str(house.forms("forms-root", ""))
    start = ["new", "n.brief", "--title", "x", "--template"]
    lines = [
        ["templates", "--templates", whole],
        ["templates", "--templates", part],
        ["templates", "--templates", root],
        [*start, "open", "--templates", whole],
        [*start, "other", "--templates", whole],
        [*start, "other", "--templates", part],
        ["new", "m.brief", "--title", "x", "--template", FORM, "--templates", root],
    ]
    listed, of_part, of_root, opened, shut, half, shipped = house.run(lines)

    assert (listed[0], of_part[0], of_root[0]) == (1, 0, 1)
    for _, out, err in (listed, of_root):
        assert "uk-ministerial-submission" in out
        assert "may not look" in err
    assert "open " in listed[1]
    assert (opened[0], shipped[0]) == (0, 0)
    for code, _, err in (shut, half):
        assert code in {1, 2}
        assert "may not" in err


@pytest.mark.slow
@pytest.mark.parametrize("part", ["tools", "tools/naval-presence.md", "library.yaml", "sources"])
def test_what_may_not_be_read_of_a_library_hides_nothing_else(house: House, part: str):
    library = str(house.library(f"library-{part.replace('/', '-')}", part))
    listed, checked = house.run(
        [
            ["library", "list", "--library", library],
            ["library", "check", "--quick", "--library", library],
        ]
    )

    assert listed[0] == 0
    assert "suez-1956" in listed[1]
    assert checked[0] == 1
    assert part in checked[1] + checked[2]
    assert "fault of the program" not in checked[2]


@pytest.fixture
def homeless(house: House) -> Iterator[Path]:
    """A home that may not be entered."""
    home = house.folder / "home"
    home.mkdir(exist_ok=True)
    home.chmod(0)
    yield home
    home.chmod(0o700)


@pytest.mark.slow
def test_a_home_that_may_not_be_entered_stops_only_what_needs_it(
    house: House, homeless: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(homeless / name))
    lines = [
        ["library", "search", "ship"],
        ["export", str(house.brief), "-o", "q.pdf"],
        ["export", str(house.brief), "-o", "r.pdf", "--copy", "release"],
        ["verify", "q.pdf"],
    ]
    found, draft, release, verified = house.run(lines)

    assert (found[0], draft[0]) == (0, 0)
    assert release[0] == 1
    assert "you may not write there" in release[2]
    assert not (house.folder / "r.pdf").exists()
    assert "fault of the program" not in verified[2]
    assert verified[0] in {0, 1}
