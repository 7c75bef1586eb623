"""How much larger the processes are after 200 exports, and after 20,000 keys: in megabytes.

Beside the floor of ten megabytes; the last two columns of the table are megabytes here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.elsewhere import said_by
from benchmarks.measuring import Comparison, Measure

EXPORTS, KEYS = 200, 20_000
_MOST_MB = 10.0
_IN_THE_TABLE = 1000.0  # it shows thousandths
_EXPORTS = """
import gc, sys
from pathlib import Path
from benchmarks.elsewhere import children, resident_mb
from briefbuilder.app.exporting import ExportOrder, export, run
from briefbuilder.app.opening import new_brief
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.render.worker import LayoutWorker

workspace = Workspace.open(Surroundings.of_this_machine(), keep_index=False)
brief = new_brief(workspace, template_id="uk-ministerial-submission", title="Once more")
order = ExportOrder(out=Path(sys.argv[1]), overwrite=True)

def size():
    gc.collect()
    return resident_mb() + sum(resident_mb(one) for one in children())

with LayoutWorker() as worker:
    for number in range(int(sys.argv[2]) + 20):
        run(export(brief, workspace, worker, order))
        if number == 19:
            before = size()
    print(size() - before)
workspace.close()
"""
_KEYS = """
import os, sys
from benchmarks.elsewhere import resident_mb
from benchmarks.typist import Typist
from pathlib import Path

typist = Typist(Path(sys.argv[1]), Path(sys.argv[2]))
def type_on(keys):
    for number in range(keys):
        typist.press(typist.editor, typist.letter())
        typist.desk.pending.commit()
        if number % 400 == 399:
            typist.editor.clear()
        if number % 50 == 49:
            typist.application.processEvents()
type_on(1000)
before = resident_mb()
type_on(int(sys.argv[3]))
print(resident_mb() - before, flush=True)
os._exit(0)
"""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """The growth of both processes over exports, and of the window over keys."""
    exports = said_by(folder, _EXPORTS, str(folder / "again.pdf"), str(EXPORTS))
    yield _growth(f"memory: {EXPORTS} exports, in MB", exports)
    brief = min((Path(__file__).parents[1] / "examples").glob("*.brief"))
    keys = said_by(folder, _KEYS, str(brief), str(folder / "keys.ini"), str(KEYS))
    yield _growth(f"memory: {KEYS:,} keys, in MB", keys)


def _growth(name: str, measure: Measure) -> Comparison:
    grown = cache(measure)  # once: it takes minutes, and begins with what does not count
    return Comparison(
        name,
        "10 MB",
        ours=lambda: grown() / _IN_THE_TABLE,
        floor=lambda: _MOST_MB / _IN_THE_TABLE,
        goal=1.0,
        rounds=1,
    )
