"""How items printed the last time, kept in the user's cache: it can be deleted at any time."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from briefbuilder.domain.proofs import Proof
from briefbuilder.errors import BriefbuilderError
from briefbuilder.storage.atomic import ANY, write_atomically
from briefbuilder.storage.safe_read import MIB, read_bytes_safely

FORMAT = "briefbuilder-proofs"
VERSION = 3
"""Raised with every change of how a length is measured, or of what is kept of a fault."""

_LIMIT = 32 * MIB


@dataclass(frozen=True, slots=True)
class _Kept:
    format: str
    version: int
    proofs: dict[str, Proof]


_KEPT = TypeAdapter(_Kept)


def read_proofs(path: Path) -> dict[str, Proof]:
    """The proofs by the fingerprint of what was printed; none when the file cannot be used."""
    try:
        kept = _KEPT.validate_json(read_bytes_safely(path, limit=_LIMIT))
    except (BriefbuilderError, ValidationError):
        return {}
    return kept.proofs if (kept.format, kept.version) == (FORMAT, VERSION) else {}


def write_proofs(path: Path, proofs: Mapping[str, Proof]) -> None:
    """Keep these proofs and no others; a cache that cannot be written is done without."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "proofs": {k: asdict(p) for k, p in proofs.items()},
    }
    with contextlib.suppress(BriefbuilderError, OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, json.dumps(told).encode("ascii"), expected=ANY)
