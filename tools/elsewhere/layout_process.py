"""Start the layout process on the system that is played: layout_process.py SYSTEM ARGUMENTS.

The program starts it with an empty environment and `-I`, where no `sitecustomize` is found.
"""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    import other_system

    other_system.become(sys.argv.pop(1))
    runpy.run_module("briefbuilder.render.worker_main", run_name="__main__", alter_sys=True)
