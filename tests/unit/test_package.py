"""The wheel brings everything that the program needs, and works where there is no checkout."""

import configparser
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put the wheel into an environment that sees our dependencies, and not our source."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # A path in a .pth file is searched, but the .pth files inside it, ours among them, are not.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "python"


def run(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, *arguments], cwd=python.parent, capture_output=True, text=True, check=False
    )


def tracked(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("folder", ["templates", "library", "examples"])
def test_it_brings_the_content_whole(names, folder):
    files = tracked(folder)

    assert files
    assert {f"briefbuilder/_data/{name}" for name in files} <= names


def test_it_brings_fonts_with_their_licence(names):
    shared = {name for name in names if name.startswith("briefbuilder/_data/templates/_shared/")}

    assert any(name.endswith((".ttf", ".otf", ".woff2")) for name in shared)
    assert any("fonts/" in name and ("OFL" in name or "LICEN" in name) for name in shared)


def test_it_brings_every_catalogue_compiled_and_as_it_was_written(names):
    catalogues = tracked("src/briefbuilder/language/catalogues")

    assert {Path(name).suffix for name in catalogues} == {".mo", ".po"}
    assert {name.removeprefix("src/") for name in catalogues} <= names


def test_it_brings_the_desktop_entry_the_icon_and_the_file_type(names):
    shared = {name.partition(".data/data/")[2] for name in names if ".data/data/" in name}

    assert shared == {
        "share/applications/briefbuilder.desktop",
        "share/icons/hicolor/scalable/apps/briefbuilder.svg",
        "share/mime/packages/briefbuilder.xml",
    }


def test_it_brings_its_licences(names):
    licences = {name.rpartition("/")[2] for name in names if "dist-info/licenses/" in name}

    assert licences >= {"LICENSE", "CC-BY-4.0.txt", "OFL-1.1.txt"}


def test_it_brings_no_tests_and_no_tools(names):
    tops = {name.split("/")[0] for name in names}

    assert {top for top in tops if not top.endswith((".data", ".dist-info"))} == {"briefbuilder"}


def test_its_commands_exist(wheel, installed):
    commands = configparser.ConfigParser()
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        commands.read_string(archive.read(name).decode())
    assert "briefbuilder" in commands["console_scripts"]

    for target in {*commands["console_scripts"].values(), *commands["gui_scripts"].values()}:
        module, _, function = target.partition(":")
        result = run(installed, "-c", f"import {module}; print(callable({module}.{function}))")
        assert result.stdout == "True\n", result.stderr


def test_it_says_its_version(installed):
    result = run(installed, "-m", "briefbuilder", "--version")

    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("briefbuilder 0.")


def test_it_finds_what_it_brought(installed, tmp_path):
    where = run(installed, "-c", "import briefbuilder; print(briefbuilder.__file__)").stdout.strip()
    example = next((Path(where).parent / "_data" / "examples").glob("*.brief"))
    pdf = tmp_path / "example.pdf"

    for arguments in (
        ["templates"],
        ["library", "check", "--quick"],  # in print it is checked by another test
        ["check", str(example)],
        ["export", str(example), "-o", str(pdf)],
    ):
        result = run(installed, "-m", "briefbuilder", *arguments)
        assert result.returncode == 0, f"{arguments}: {result.stdout}{result.stderr}"
    assert not Path(where).is_relative_to(ROOT)
    assert pdf.read_bytes().startswith(b"%PDF-")
