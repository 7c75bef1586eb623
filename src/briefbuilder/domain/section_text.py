"""The sections of an item's body, taken out and put back without touching the others. No Qt."""

from __future__ import annotations

from briefbuilder.domain.item_sections import split_body
from briefbuilder.domain.items import Kind
from briefbuilder.domain.kinds import spec_of


def section_text(body: str, heading: str) -> str:
    """The words of a section; "" where the body has none of that heading."""
    return next((one.text for one in split_body(body) if one.heading == heading), "")


def with_section(kind: Kind, body: str, heading: str, text: str) -> str:
    """The body with other words in one section.

    A section that is not there yet is put where the kind's contract has it; an optional one that
    is emptied goes away, a required one stays with nothing in it.
    """
    if text.strip() == section_text(body, heading).strip():
        return body
    pieces = _pieces(body)
    rule = next((one for one in spec_of(kind).sections if one.heading == heading), None)
    keep = bool(text.strip()) or (rule is not None and rule.required)
    own = f"## {heading}\n\n{text.strip()}" if keep else ""
    names = [name for name, _ in pieces]
    if heading in names:
        pieces[names.index(heading)] = (heading, own)
    else:
        pieces.insert(_position(kind, heading, names), (heading, own))
    return "\n\n".join(piece.strip("\n") for _, piece in pieces if piece.strip())


def _pieces(body: str) -> list[tuple[str, str]]:
    """The body cut at its headings, each piece with its heading line, as written."""
    lines = body.replace("\r\n", "\n").split("\n")
    sections = split_body(body)
    starts = [section.line for section in sections] + [len(lines)]
    return [
        (section.heading, "\n".join(lines[start:end]))
        for section, start, end in zip(sections, starts[:-1], starts[1:], strict=True)
    ]


def _position(kind: Kind, heading: str, names: list[str]) -> int:
    order = [rule.heading for rule in spec_of(kind).sections]
    later = order[order.index(heading) + 1 :] if heading in order else []
    return next((n for n, name in enumerate(names) if name in later), len(names))
