"""Briefs of many pages, made from the shipped library."""

from __future__ import annotations

from pathlib import Path

from briefbuilder.app.opening import new_brief, start_session
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, ItemBlock, TextBlock

FORM = "uk-ministerial-submission"
SIZES = {10: (2, 3), 40: (13, 12)}
"""How many placed items and free texts fill about so many pages, the annex with them."""
_TEXT = """\
Paragraph {number} sets out what the department knows of the situation in the strait and what it \
does not know{cited}. The visit would be the first in four years. It would be read in the capital \
as support, and across the water as a signal.

- The host would bear the costs of the berth.
- The programme can be cut by a day without loss.

A **second** paragraph weighs the options, and says which of them is to be preferred and on what \
grounds it rests."""


def long_brief(workspace: Workspace, pages: int, template: str = FORM) -> Brief:
    """A brief of about so many pages: placed items, and free texts between them."""
    items, texts = SIZES[pages]
    library = workspace.library
    entries = [library.entries[item_id] for item_id in sorted(library.entries)[:items]]
    sources = {
        source.id: source for one in entries for source in library.sources_cited_by(one.item)
    }
    keys = sorted(sources)
    marking = workspace.marking("OFFICIAL-SENSITIVE", "uk-gsc")
    brief = new_brief(workspace, template_id=template, title="A long brief", marking=marking)
    blocks: dict[str, list[ItemBlock | TextBlock]] = {one.id: [] for one in brief.sections}
    names = list(blocks)
    for number, entry in enumerate(entries):
        home = blocks[names[number * len(names) // items]]
        block = ItemBlock(id=f"i{number:07d}", item=entry.item.id, revision=entry.pin.revision)
        home.append(block)
    for number in range(texts):
        home = blocks[names[number * len(names) // texts]]
        cited = f" [@{keys[number % len(keys)]}, p. {number + 1}]" if keys else ""
        text = _TEXT.format(number=number, cited=cited)
        home.insert(number * 2 % (len(home) + 1), TextBlock(id=f"t{number:07d}", text=text))
    sections = tuple(
        one.model_copy(update={"blocks": tuple(blocks[one.id])}) for one in brief.sections
    )
    pins = tuple({one.pin.revision: one.pin for one in entries}.values())
    return Brief.model_validate(
        {**dict(brief), "sections": sections, "pins": pins, "sources": tuple(sources.values())}
    )


def save_long_brief(path: Path, workspace: Workspace, pages: int) -> Path:
    """Save one as a file."""
    start_session(long_brief(workspace, pages), workspace).save_as(path)
    return path
