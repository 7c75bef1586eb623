"""The window loads what its first sight needs; what makes copies is loaded for the first copy."""

import os
import subprocess
import sys
from pathlib import Path

from briefbuilder.app.early_start import start_early
from briefbuilder.render.worker import LayoutWorker

ROOT = Path(__file__).parents[2]
NOT_YET = {"weasyprint", "docx", "lxml", "fontTools", "tinycss2", "page", "pikepdf", "babel"}
NOT_YET |= {"PIL", "pypdfium2", "jinja2"}
ROOMS = {"briefbuilder.gui.align", "briefbuilder.gui.library"}
SHOW = """
import sys
from PySide6.QtWidgets import QApplication
from briefbuilder.gui import application

class PaintsOnce(QApplication):
    def exec(self):
        self.processEvents()
        print("LOADED", *{name.partition(".")[0] for name in sys.modules},
              *{name.rpartition(".")[0] for name in sys.modules}, flush=True)
        return 0

application.QApplication = PaintsOnce
application.run(None, None)
"""


def test_the_first_sight_of_the_window_needs_nothing_that_makes_copies(tmp_path):
    folders = {f"XDG_{name}_HOME": str(tmp_path) for name in ("CACHE", "CONFIG", "STATE")}
    here = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [sys.executable, "-c", SHOW],
        check=False,
        env={**os.environ, **folders, **here},
        capture_output=True,
        text=True,
    )

    loaded = set(ran.stdout.partition("LOADED ")[2].split())
    assert "PySide6" in loaded, ran.stderr
    assert not loaded & (NOT_YET | ROOMS)


def test_the_layout_process_is_started_before_the_first_brief(caplog):
    with caplog.at_level("INFO"), LayoutWorker() as worker:
        start_early(worker)

    assert "Layout process" in caplog.text
