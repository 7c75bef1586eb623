"""Put Qt out of reach of every Python that starts with this folder on its PYTHONPATH.

Python imports a module of this name at each start, so that the processes which a test starts are
held to the same rule as the test itself. Used by the Qt-free lane of ./dev check.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

FORBIDDEN = frozenset({"PySide6", "shiboken6"})


class QtBlocker(MetaPathFinder):
    """Refuses Qt's bindings before any other finder is asked."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002  the signature is Python's
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Raise for Qt's bindings; leave every other module to the finders that follow."""
        if fullname.partition(".")[0] in FORBIDDEN:
            message = f"{fullname} is out of reach in the Qt-free lane"
            raise ModuleNotFoundError(message, name=fullname)
        return None


sys.meta_path.insert(0, QtBlocker())
