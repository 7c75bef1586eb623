"""Which program this is, on which machine: what the log begins with, and the doctor as well."""

from __future__ import annotations

import importlib.metadata
import logging
import platform
from collections.abc import Mapping

from briefbuilder import __version__

_LOG = logging.getLogger(__name__)
_LIBRARIES = (
    *("PySide6_Essentials", "weasyprint", "pydantic", "pypdfium2", "pillow", "fonttools"),
    *("python-docx", "Jinja2", "PyYAML", "filelock"),
)


def versions() -> Mapping[str, str]:
    """The versions of the program, of Python, of the system and of the libraries."""
    return {
        "briefbuilder": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        **{name: version_of(name) for name in _LIBRARIES},
    }


def log_start() -> None:
    """Begin the log with what runs here."""
    _LOG.info("Start: %s", ", ".join(f"{name} {one}" for name, one in versions().items() if one))


def version_of(library: str) -> str:
    """The version of an installed library; "" when it is not there."""
    try:
        installed = importlib.metadata.distribution(library)
        told = installed.read_text("METADATA") or installed.read_text("PKG-INFO") or ""
    except importlib.metadata.PackageNotFoundError:
        return ""
    # One line of it; to parse the whole, which is a mail, for ten libraries takes a start too long.
    return next((one[9:].strip() for one in told.splitlines() if one.startswith("Version: ")), "")
