"""How often the page that is shown first is already the final one: random edits, page by page.

    .venv/bin/python -m benchmarks.live_edits 100             so many edits in each form
    .venv/bin/python -m benchmarks.live_edits 100 --seed 7

After each edit the pages that were cut out are compared, pixel by pixel, with those of a full pass
of the same text. Prints, for each form, how many were the same and what became of the others.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import example_briefs, open_session
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Block, Brief, ItemBlock, TextBlock
from briefbuilder.domain.markings import Marking
from briefbuilder.render.job import Copy
from briefbuilder.render.live.patching import changes_of
from briefbuilder.render.live.sliced_pages import SlicedPages
from briefbuilder.render.pages import PageImages
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.wire import LayoutJob

FORMS = ("uk-ministerial-submission", "think-tank-policy-brief", "us-army-information-paper")
MARKINGS = (
    None,
    Marking(scheme="uk-gsc", level="OFFICIAL"),
    Marking(scheme="uk-gsc", level="SECRET"),
)
_SHORTEST = 60  # characters of a text that is edited
_WORDS = " and the ministry published a further note on it"
_SENTENCE = " The assembly met again in the autumn and heard evidence from three departments."
Edit = Callable[[list[Block], int, random.Random], None]


def insert(blocks: list[Block], place: int, chance: random.Random) -> None:
    """Some words more, from one letter to two sentences."""
    block = _text(blocks, place)
    at = _between_words(block.text, chance)
    more = chance.choice([" x", " more", _WORDS, _SENTENCE * 2])
    blocks[place] = _saying(block, block.text[:at] + more + block.text[at:])


def delete(blocks: list[Block], place: int, chance: random.Random) -> None:
    """Some words less."""
    block = _text(blocks, place)
    at = _between_words(block.text, chance)
    blocks[place] = _saying(block, block.text[: max(20, at - chance.choice([8, 40, 160]))])


def split(blocks: list[Block], place: int, chance: random.Random) -> None:
    """Two blocks of one."""
    block = _text(blocks, place)
    at = _between_words(block.text, chance)
    blocks[place] = _saying(block, block.text[:at])
    second = _saying(block, block.text[at:].lstrip() or "More.")
    blocks.insert(place + 1, second.model_copy(update={"id": _new_id(chance)}))


def merge(blocks: list[Block], place: int, chance: random.Random) -> None:
    """One block of two."""
    block = _text(blocks, place)
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    if not isinstance(after, TextBlock):
        insert(blocks, place, chance)
        return
    del blocks[place + 1]
    blocks[place] = _saying(block, f"{block.text}\n\n{after.text}")


def move(blocks: list[Block], place: int, chance: random.Random) -> None:
    """A block somewhere else in its section."""
    blocks.insert(chance.randrange(len(blocks)), blocks.pop(place))


def put(blocks: list[Block], place: int, chance: random.Random) -> None:
    """A placed item once more, or taken away."""
    items = [at for at, one in enumerate(blocks) if isinstance(one, ItemBlock)]
    if not items:
        split(blocks, place, chance)
    elif len(items) > 1:
        del blocks[items[-1]]
    else:
        again = blocks[items[0]].model_copy(update={"id": _new_id(chance)})
        blocks.insert(items[0] + 1, again)


def cite(blocks: list[Block], place: int, chance: random.Random) -> None:
    """A note more."""
    block = _text(blocks, place)
    at = _between_words(block.text, chance)
    blocks[place] = _saying(block, f"{block.text[:at]} [@un-charter, art. 51]{block.text[at:]}")


def mark(blocks: list[Block], place: int, chance: random.Random) -> None:
    """A block's own marking, or none any more: what the brief is marked may rise with it."""
    block = _text(blocks, place)
    others = [one for one in MARKINGS if one != block.marking]
    blocks[place] = block.model_copy(update={"marking": chance.choice(others)})


def embolden(blocks: list[Block], place: int, chance: random.Random) -> None:
    """Words in bold."""
    block = _text(blocks, place)
    at = _between_words(block.text, chance)
    blocks[place] = _saying(block, f"{block.text[:at]} **and soon**{block.text[at:]}")


EDITS: tuple[Edit, ...] = (insert, insert, delete, split, merge, move, put, cite, embolden, mark)


def _text(blocks: list[Block], place: int) -> TextBlock:
    block = blocks[place]
    assert isinstance(block, TextBlock)
    return block


def _saying(block: TextBlock, text: str) -> TextBlock:
    return block.model_copy(update={"text": text})


def _new_id(chance: random.Random) -> str:
    return f"n{chance.randrange(10**9):09}"


def _between_words(text: str, chance: random.Random) -> int:
    gaps = [at for at, char in enumerate(text) if char == " " and at > len(text) // 8]
    return chance.choice(gaps) if gaps else len(text)


def edited(brief: Brief, chance: random.Random) -> tuple[str, Brief]:
    """A brief after one edit by chance, and what it was."""
    sections = list(brief.sections)
    places = [
        (number, place)
        for number, section in enumerate(sections)
        for place, block in enumerate(section.blocks)
        if isinstance(block, TextBlock) and len(block.text) > _SHORTEST
    ]
    number, place = chance.choice(places)
    edit = chance.choice(EDITS)
    blocks = list(sections[number].blocks)
    edit(blocks, place, chance)
    sections[number] = sections[number].model_copy(update={"blocks": tuple(blocks)})
    return edit.__name__, brief.model_copy(update={"sections": tuple(sections)})


def pixels(pdf: bytes, number: int) -> bytes:
    """The picture of a page; nothing where there is none."""
    images = PageImages(pdf)
    try:
        return images.image(number, 1.0).rgba if number < images.count else b""
    finally:
        images.close()


def tried(form: str, edits: int, seed: int, workspace: Workspace, maker: PdfMaker) -> Counter[str]:
    """What became of the pages that were cut out after so many edits."""
    chance = random.Random(seed)
    first = open_session(example_briefs()[-1], workspace).brief
    start = first.model_copy(update={"template": form})
    found: Counter[str] = Counter()
    brief, job = start, _job(start, workspace)
    whole = maker.make(job, live=True)
    pages = SlicedPages(maker)
    for number in range(edits):
        if number % 25 == 0:
            brief = start  # texts neither grow nor wither without end
        name, new = edited(brief, chance)
        after = _job(new, workspace)
        assert whole.live is not None
        pages.adopt(job, whole.live)
        cut = pages.pages(changes_of(job.context, after.context), lambda: None)
        count = len(whole.layout.pages)
        brief, job, whole = new, after, maker.make(after, live=True)
        found["edits"] += 1
        found["without a page"] += not cut
        for page in cut:
            same = pixels(page.pdf, 0) == pixels(whole.pdf, page.number)
            found["pages"] += 1
            found["the same"] += same
            if not same:
                moved = count != len(whole.layout.pages)
                found["another number of pages" if moved else f"other: {name}"] += 1
    return found


def _job(brief: Brief, workspace: Workspace) -> LayoutJob:
    return replace(layout_job(brief, workspace, Copy.DRAFT, annex=False), variant=None)


def main(arguments: Sequence[str]) -> int:
    """Try it in each form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edits", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", nargs="+", default=FORMS)
    asked = parser.parse_args(arguments)
    workspace = Workspace.open(Surroundings.of_this_machine(), keep_index=False)
    for form in asked.forms:
        found = tried(form, asked.edits, asked.seed, workspace, PdfMaker())
        share = found["the same"] / max(1, found["pages"])
        told = ", ".join(f"{name} {number}" for name, number in found.items() if number)
        print(f"{form}: {share:.1%} of {found['pages']} pages at once the final ones ({told})")
    workspace.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
