"""What the window needs of the program's core, loaded before the toolkit is.

From then on the toolkit's binding reads the source of each module that is loaded, to see whether it
speaks of Qt: for the two hundred of the core, and the libraries under them, a tenth of the start.
"""

from __future__ import annotations

from importlib import import_module

_NEEDED = (
    "workspace",
    "opening",
    "check_words",
    "early_start",
    "operations",
    "curating",
    "item_cards",
    "item_html",
    "difference_html",
    "recovering",
    "standing_pages",
    "page_stack",
    "versions",
)
"""These bring the rest along."""


def load_core() -> None:
    """Load it, on the thread that is about to load the toolkit."""
    for name in _NEEDED:
        import_module(f"briefbuilder.app.{name}")
