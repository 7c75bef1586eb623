"""Python's argparse, with words of ours.

It looks its sentences up by `_` and `ngettext`, two names of its own module, and offers no other
way in but the process's whole gettext. So this is a second copy of the module, whose two names are
our catalogue's: nobody else's argparse is touched, and no sentence of it is copied or guessed by
its looks. Where a later Python should call them otherwise it speaks English, and a test is red.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_

if TYPE_CHECKING:
    import argparse
else:

    def _copy_of(name: str) -> Any:  # noqa: ANN401 — a module
        spec = importlib.util.find_spec(name)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    argparse = _copy_of("argparse")
    argparse._ = _
    argparse.ngettext = n_

__all__ = ["SENTENCES", "argparse"]

SENTENCES = (
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("usage: "),
)
"""What the copy may say of our command line, so that the catalogues have it."""
