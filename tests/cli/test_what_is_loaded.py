"""A command loads what it needs and nothing else: loading is most of what a short command takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BRIEF = str(ROOT / "examples" / "hotline-proposal.brief")

PAGES = {"weasyprint", "docx", "lxml", "jinja2", "pypdfium2", "fontTools"}
PICTURES = {"PIL"}
MARKDOWN = {"markdown_it"}
WINDOW = {"PySide6"}


def loaded_by(*arguments: str, home: Path) -> set[str]:
    """What stands loaded at the end of a command that succeeds: modules, and their packages."""
    told = (
        "import atexit, sys\n"
        "atexit.register(lambda: sys.stderr.write('\\nLOADED ' + ' '.join(sys.modules)))\n"
        f"sys.argv = ['briefbuilder', *{arguments!r}]\n"
        "from briefbuilder.__main__ import main\n"
        "sys.exit(main())\n"
    )
    folders = {f"XDG_{name}_HOME": str(home / name) for name in ("CACHE", "CONFIG", "STATE")}
    ran = subprocess.run(
        [sys.executable, "-c", told],
        check=False,
        env={**os.environ, **folders, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    modules = set(ran.stderr.partition("LOADED ")[2].split())
    return modules | {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize(
    ("arguments", "not_needed"),
    [
        (("--version",), PAGES | PICTURES | MARKDOWN | WINDOW | {"pydantic", "yaml", "sqlite3"}),
        (("show", BRIEF), PAGES | PICTURES | MARKDOWN | WINDOW | {"sqlite3"}),
        (("show", BRIEF, "--json"), PAGES | PICTURES | MARKDOWN | WINDOW | {"sqlite3"}),
        (("library", "search", "suez"), PAGES | PICTURES | WINDOW),
        (("library", "show", "cuban-missile-crisis"), PAGES | PICTURES | WINDOW),
        (("templates",), PAGES | PICTURES | WINDOW),
    ],
)
def test_a_command_loads_nothing_that_only_others_need(arguments, not_needed, tmp_path):
    assert not loaded_by(*arguments, home=tmp_path) & not_needed


def test_a_pdf_loads_nothing_that_only_word_and_html_are_written_with(tmp_path):
    loaded = loaded_by("export", BRIEF, "-o", str(tmp_path / "out.pdf"), home=tmp_path)
    assert "briefbuilder.app.export_steps.proved" in loaded
    assert not loaded & {"docx", "fontTools.subset", "briefbuilder.render.web.page"}
