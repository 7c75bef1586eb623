"""The file `coverage.yaml` of a library, and the page that is made from it."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from briefbuilder.domain.coverage import Coverage
from briefbuilder.errors import NotFoundError
from briefbuilder.language.interface import _
from briefbuilder.storage.atomic import write_atomically
from briefbuilder.storage.formats import FileFormat
from briefbuilder.storage.looking import is_there
from briefbuilder.storage.safe_read import TEXT_LIMIT, decode, read_bytes_safely
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump

COVERAGE = FileFormat("briefbuilder-coverage", "coverage", 1, TypeAdapter(Coverage))
COVERAGE_FILE = "coverage.yaml"
COVERAGE_PAGE = "COVERAGE.md"


def parse_coverage(text: str, file: str) -> Coverage:
    """The coverage of a file; `InvalidFileError` with every problem found."""
    found: Coverage = validated(load(text, file), COVERAGE)
    return found


def format_coverage(coverage: Coverage) -> str:
    """The text of a `coverage.yaml`."""
    data = coverage.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dump({"format": COVERAGE.name, "version": COVERAGE.version, **data})


def read_coverage(library: Path) -> Coverage:
    """The coverage of a library folder; `NotFoundError` where it has none."""
    if not is_there(library / COVERAGE_FILE):
        raise NotFoundError(
            _("The library has no {file}: it does not say what it covers.", file=COVERAGE_FILE)
        )
    data = read_bytes_safely(Path(COVERAGE_FILE), root=library, limit=TEXT_LIMIT)
    return parse_coverage(decode(data, COVERAGE_FILE), COVERAGE_FILE)


def write_coverage_page(library: Path, page: str) -> Path:
    """Write the page into the library folder, and say where it is."""
    path = library / COVERAGE_PAGE
    write_atomically(path, page.encode("utf-8"))
    return path
