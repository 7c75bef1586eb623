"""Running a process for which the system's permissions count, whoever runs the tests.

A container's tests run as root, who may enter every folder: what goes wrong for everybody else is
then never seen. A process that has given up the capabilities of root is still the owner of the
checkout and of the interpreter, wherever they lie, and is refused like any other user.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

IS_ROOT = getattr(os, "geteuid", lambda: 1)() == 0
RIGHTS = ("dac_override", "dac_read_search", "fowner", "chown", "sys_admin")


def _prefix() -> tuple[str, ...]:
    if not IS_ROOT:
        return ()
    program = shutil.which("setpriv")
    if program is None:
        sys.exit("Run as root, the tests need setpriv, of the package util-linux.")
    dropped = ",".join(f"-{right}" for right in RIGHTS)
    return (program, f"--bounding-set={dropped}", f"--inh-caps={dropped}", "--")


def _is_refused() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        shut = Path(folder) / "shut"
        shut.touch(mode=0)
        try:
            shut.read_bytes()
        except PermissionError:
            return True
        return False


PERMISSIONS_COUNT = _is_refused()
"""Whether the system says no to this very process."""
WITHOUT_ROOTS_RIGHTS = _prefix()
"""What to put before the arguments of a process, so that permissions count for it."""
