"""What is kept of a printing is what would be made anew."""

import random
from copy import deepcopy
from pathlib import Path

from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import open_session
from briefbuilder.domain.briefs import Brief, TextBlock
from briefbuilder.domain.kept import Kept
from briefbuilder.render.job import Copy
from helpers.surroundings import open_workspace

EXAMPLE = Path(__file__).parents[3] / "examples" / "strait-port-visit.brief"


def test_what_is_kept_belongs_to_the_very_things_and_the_rest() -> None:
    kept: Kept[int] = Kept(2)
    one, other, made = ["a"], ["a"], []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.of((one,), "x", make), kept.of((one,), "x", make)] == [1, 1]
    assert kept.of((other,), "x", make) == 2
    assert kept.of((one,), "y", make) == 3
    assert kept.of((one,), "x", make) == 4, "the oldest is forgotten"


def test_a_printing_of_kept_blocks_is_that_of_new_ones(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    brief = open_session(EXAMPLE, workspace).brief
    chance = random.Random(3)
    try:
        for _round in range(6):
            brief = edited(brief, chance)
            new = deepcopy(brief)  # other objects, which say the same
            ours, theirs = (
                layout_job(one, workspace, Copy.DRAFT, annex=True) for one in (brief, new)
            )
            assert ours.context == theirs.context
            assert ours.expected == theirs.expected
            assert ours.problems == theirs.problems
    finally:
        workspace.close()


def edited(brief: Brief, chance: random.Random) -> Brief:
    """A word or a citation more in some text, or two blocks of a section in another order."""
    number = chance.randrange(len(brief.sections))
    section = brief.sections[number]
    blocks = list(section.blocks)
    chance.shuffle(blocks)
    for place, block in enumerate(blocks):
        if isinstance(block, TextBlock) and block.text:
            more = chance.choice(["Words. ", "Cited [@un-charter, art. 51]. ", "Lost [@nothing]. "])
            blocks[place] = block.model_copy(update={"text": more + block.text})
    sections = list(brief.sections)
    sections[number] = section.model_copy(update={"blocks": tuple(blocks)})
    return brief.model_copy(update={"sections": tuple(sections)})
