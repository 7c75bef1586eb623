"""What may not stand in the body of an item, whatever its sections: HTML, pictures, nested blocks.

Raw HTML is never rendered, a picture has no place in an item's text, and a block inside an entry
of a list breaks the tags of the printed page. Each is a fault of the file, with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Most bodies hold none of these and need not be parsed: a tag, a picture, an indented line.
_SUSPECT = re.compile(r"<[A-Za-z/!?]|!\[|^[ \t]+\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BodyFault:
    """What is wrong, and on which line of the body, counted from 0."""

    sentence: str
    line: int


def body_faults(body: str) -> tuple[BodyFault, ...]:
    """The faults of a body, in order."""
    if not _SUSPECT.search(body):
        return ()
    # So the parser of Markdown need not be loaded either.
    from briefbuilder.storage.body_blocks import faults_in  # noqa: PLC0415

    return tuple(BodyFault(sentence, line) for sentence, line in faults_in(body))
