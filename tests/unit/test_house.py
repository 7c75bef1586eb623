"""The rules of the house hold, and the guards that watch them can fail."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "briefbuilder"
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
GUI_ROOMS = "window align compose library dialogs pages search widgets shared".split()
EXPORT_STEPS = "issued proved made checked composed export_order refusing".split()
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def lint_imports(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Run the real contracts on the package that lies in ``source``."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def model_house(tmp_path: Path) -> Path:
    """Build an empty package with our layers, to be linted with our real contracts."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    package = tmp_path / "briefbuilder"
    rooms = ["app", "cli", "domain", "gui", "language", "platform", "render", "search", "storage"]
    rooms += [f"gui/{room}" for room in GUI_ROOMS]
    rooms += ["app/export_steps", *(f"app/export_steps/{step}" for step in EXPORT_STEPS)]
    for room in rooms:
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").touch()
    for module in ("__init__.py", "__main__.py", "errors.py", "traces.py"):
        (package / module).touch()
    (package / "render" / "pdf.py").write_text("import weasyprint\n")
    (package / "gui" / "application.py").write_text("from PySide6 import QtWidgets\n")
    return tmp_path


def test_the_contracts_accept_a_house_in_order(model_house):
    result = lint_imports(model_house, model_house)

    assert result.returncode == 0, result.stdout + result.stderr
    assert "5 kept, 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/bad.py", "import briefbuilder.storage", "Layers point down"),
        ("errors.py", "import briefbuilder.domain", "Layers point down"),
        ("app/bad.py", "from briefbuilder.gui import window", "Layers point down"),
        ("cli/bad.py", "def run():\n    import briefbuilder.gui", "Layers point down"),
        ("gui/widgets/bad.py", "import briefbuilder.cli", "Layers point down"),
        ("search/bad.py", "import briefbuilder.storage", "Layers point down"),
        ("gui/widgets/bad.py", "import briefbuilder.__main__", "Layers point down"),
        ("platform/bad.py", "import briefbuilder.domain", "Layers point down"),
        ("domain/bad.py", "import briefbuilder.platform", "Layers point down"),
        ("traces.py", "import briefbuilder.platform", "Layers point down"),
        ("language/bad.py", "import briefbuilder.domain", "Layers point down"),
        ("language/bad.py", "import briefbuilder.errors", "Layers point down"),
        ("gui/compose/bad.py", "import briefbuilder.gui.library", "Rooms of the window point down"),
        ("gui/shared/bad.py", "import briefbuilder.gui.widgets", "Rooms of the window point down"),
        (
            "app/export_steps/made/bad.py",
            "import briefbuilder.app.export_steps.proved",
            "The steps of an export hand on, never back",
        ),
        ("platform/bad.py", "import PySide6.QtCore", "No Qt below the window"),
        ("app/bad.py", "import PySide6.QtCore", "No Qt below the window"),
        ("cli/bad.py", "import shiboken6", "No Qt below the window"),
        ("render/bad.py", "import weasyprint", "WeasyPrint in one module"),
        ("gui/widgets/bad.py", "import weasyprint.text.fonts", "WeasyPrint in one module"),
    ],
)
def test_the_contracts_refuse_a_bad_import(model_house, module, line, contract):
    (model_house / "briefbuilder" / module).write_text(line + "\n")

    result = lint_imports(model_house, model_house)

    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout


def run_without_qt(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools" / "without_qt")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("module", ["PySide6", "PySide6.QtCore", "shiboken6"])
def test_the_qt_free_lane_puts_qt_out_of_reach(module):
    result = run_without_qt(f"import {module}")

    assert result.returncode == 1
    package = module.partition(".")[0]
    assert f"ModuleNotFoundError: {package} is out of reach in the Qt-free lane" in result.stderr


def test_the_qt_free_lane_holds_in_child_processes():
    grandchild = "subprocess.call([sys.executable, '-c', 'import PySide6'])"

    assert run_without_qt(f"import subprocess, sys; sys.exit({grandchild})").returncode == 1


def test_the_qt_free_lane_leaves_everything_else_alone():
    result = run_without_qt("import briefbuilder.domain, pydantic, weasyprint; print('fine')")

    assert result.stdout == "fine\n", result.stderr


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_package_host_and_no_folder(lock):
    text = (ROOT / lock).read_text()

    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host|file:|@ ", text)
    assert str(ROOT) not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_exact_version_and_its_hashes(lock):
    text = re.sub(r" \\\n", " ", (ROOT / lock).read_text())
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]

    assert len(entries) > 25
    for entry in entries:
        assert re.match(r"^[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9-]+==[^ ;]+", (ROOT / lock).read_text(), re.MULTILINE))


def test_developers_and_users_run_the_same_versions():
    assert pins("requirements.lock") < pins("requirements-dev.lock")


def test_the_lock_holds_every_dependency_of_the_project():
    asked = project()["project"]["dependencies"]
    names = {
        re.split(r"[<>=[]", line)[0].lower().replace("_", "-").replace(".", "-") for line in asked
    }

    assert names <= {pin.partition("==")[0] for pin in pins("requirements.lock")}


def test_qt_is_the_version_that_survives_python_3_11():
    assert {"pyside6-essentials==6.11.3", "shiboken6==6.11.3"} <= pins("requirements.lock")


@pytest.mark.parametrize("group", ["dependencies", "dev"])
def test_every_dependency_gives_its_reason(group):
    text = (ROOT / "pyproject.toml").read_text()
    lines = re.search(rf"^{group} = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)[1].splitlines()

    unexplained = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if "#" not in line and "#" not in above
    ]
    assert unexplained == []


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    """Every module of the program, read once for all the guards."""
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(), str(path))
        for path in sorted(SOURCE.rglob("*.py"))
    }


WRITERS = {
    "write_text",
    "write_bytes",
    "mkstemp",
    "NamedTemporaryFile",
    "unlink",
    "replace",
    "rename",
}


def writes_a_file(node: ast.AST) -> bool:
    """Say whether a call can change a file: Path's and os's writers, or open() to write."""
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in {"replace", "rename"}:
        # str.replace and date.replace are harmless; os.replace and os.rename are not.
        return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "os"
    if name == "open":
        modes = [*node.args, *(keyword.value for keyword in node.keywords)]
        return any(
            isinstance(mode, ast.Constant)
            and re.fullmatch("[rwxabt+]*[wxa+][rwxabt+]*", str(mode.value))
            for mode in modes
        )
    return name in WRITERS


def test_only_storage_writes_the_files_of_people(modules):
    writers = {name for name, tree in modules.items() if any(map(writes_a_file, ast.walk(tree)))}

    assert {name for name in writers if name.split("/")[0] != "storage"} <= {
        # The index throws its own damaged cache away; there is nothing of anybody's in it.
        "search/cache.py",
        # A sign between two processes, in the scratch folder that is theirs alone.
        "platform/windows_processes.py",
    }


LOOKERS = {
    *("exists", "is_file", "is_dir", "is_symlink", "lstat", "stat", "samefile"),
    *("glob", "rglob", "iterdir", "resolve", "absolute"),
    *("scandir", "listdir", "walk", "access", "realpath", "isfile", "isdir", "islink", "lexists"),
}
LOOKS_BY_ITSELF = {
    # The owner, who turns what the system forbids into a sentence.
    "storage/looking.py",
    # The index knows neither storage nor people: what it may not look at, it does without.
    "search/cache.py",
    # A memory is done without where it may not be looked at, and looks at the program's own files.
    "storage/library_memory.py",
    "storage/remembered.py",
    # The layout process looks at nothing but the program's own folders.
    "render/worker_main.py",
    # What only one system has; who asks it tells people what the system forbids.
    "platform/posix_files.py",
    "platform/windows_files.py",
    "platform/windows_processes.py",
}


def looks_at_the_disk(node: ast.AST) -> bool:
    """Say whether a call asks the system what is at a path, and may be told no."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    # The markdown writer resolves citations.
    return node.func.attr in LOOKERS and ast.unparse(node.func) != "self._setting.resolve"


def test_only_one_module_asks_what_is_at_a_path(modules):
    lookers = {
        name for name, tree in modules.items() if any(map(looks_at_the_disk, ast.walk(tree)))
    }

    assert lookers <= LOOKS_BY_ITSELF


def test_the_guard_of_looking_sees_each_way_to_look():
    ways = ("path.exists()", "Path(x).is_dir()", "os.path.isfile(x)", "os.scandir(x)")
    assert all(any(map(looks_at_the_disk, ast.walk(ast.parse(way)))) for way in ways)


def test_no_module_turns_the_checkers_off():
    for path in SOURCE.rglob("*.py"):
        assert not re.search(
            r"#\s*(ruff|flake8): noqa|#\s*mypy:|type: ignore(?!\[)", path.read_text()
        ), path


def test_every_module_states_its_one_job(modules):
    assert [name for name, tree in modules.items() if not ast.get_docstring(tree)] == []


def test_the_changelog_tells_nothing_twice():
    """Lines that two people added are put together line by line, and may come in twice."""
    told = [line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n") if line]
    entries = [line for line in told if line.startswith("- ")]
    assert sorted(entries) == sorted(set(entries))


def test_no_date_is_written_in_the_language_that_the_machine_happens_to_speak() -> None:
    by_locale = re.compile(r"%(-[a-zA-Z]|[aABhxXp])\b|strftime\(")
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in SOURCE.rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if by_locale.search(line)
    ]
    assert found == []


# Files of one name that do one job, each for its own room or format.
TWINS = {
    "__init__.py": "a package's face",
    "citations.py": "how a citation is written, and how it is printed",
    "doctor.py": "what is examined, and the command that prints it",
    "drafts.py": "numbers of drafts, and drafts of items",
    "sight.py": "whether a copy can be read, for each format",
    "styles.py": "styles, for each format",
    "templates.py": "what a form is, and the command that lists them",
}


def repeated(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


def test_no_two_classes_have_one_name(modules):
    classes = [
        node.name
        for tree in modules.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]

    assert repeated(classes) == set()


def test_files_of_one_name_do_one_job():
    assert repeated([path.name for path in SOURCE.rglob("*.py")]) <= TWINS.keys()
