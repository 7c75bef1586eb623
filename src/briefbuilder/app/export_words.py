"""What is told of a copy that was made: in passing, and whole."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.app.exporting import ExportReceipt
from briefbuilder.language.interface import _


def exported_sentence(receipt: ExportReceipt) -> str:
    """The file and its length, for the foot of a window."""
    name = receipt.path.name
    if not receipt.length:
        return _("Exported {file}.", file=name)
    return _("Exported {file}, {length}.", file=name, length=receipt.length)


def receipt_lines(receipt: ExportReceipt) -> Iterator[str]:
    """Where the copy is, what its pages say, what was left out of it, and what to know of it."""
    yield _written(receipt)
    for out in receipt.left_out:
        yield _(
            "Left out of “{section}”: {part}, marked {marking}.",
            section=out.section,
            part=out.name,
            marking=out.marking,
        )
    for problem in receipt.notices:
        yield str(problem)


def _written(receipt: ExportReceipt) -> str:
    path, banner = receipt.path, receipt.banner
    if not receipt.length:
        return _("{file} was written. Its pages say {banner}.", file=path, banner=banner)
    return _(
        "{file} was written, {length}. Its pages say {banner}.",
        file=path,
        length=receipt.length,
        banner=banner,
    )
