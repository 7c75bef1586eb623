"""What is kept of a printing is what would be made anew."""

import random
from copy import deepcopy
from pathlib import Path
from typing import Any

from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import open_session
from briefbuilder.domain.briefs import Block, Brief, FigureBlock, Section, TextBlock
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.clearing import words_covered
from briefbuilder.domain.kept import Kept
from briefbuilder.language import interface
from briefbuilder.render.job import Copy, PrintOrder, make_job
from helpers.render_samples import order, plain_template, sample_brief
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


# What a block, a list or the annex is printed differently for, though itself it is the same.

Printing = tuple[Brief, dict[str, Any], PrintOrder]


def rebuilt(brief: Brief, *sections: tuple[Block, ...], **changes: Any) -> Brief:
    """The brief with other blocks in its sections; what is the same stays the same object."""
    told = tuple(
        old.model_copy(update={"blocks": blocks})
        for old, blocks in zip(brief.sections, sections, strict=True)
    )
    return brief.model_copy(update={"sections": told, **changes})


def placed_twice(brief: Brief, *, first: bool) -> Brief:
    issue, background = (one.blocks for one in brief.sections)
    again = background[0].model_copy(update={"id": "aaaa9999", "parts": ("summary",)})
    return rebuilt(brief, (again, *issue) if first else (*issue, again), background)


def otherwise(brief: Brief) -> dict[str, Printing]:
    issue, (item, picture, timeline, table) = (one.blocks for one in brief.sections)
    drawn = FigureBlock(id="aaaa7777", media="map.png", alt="Another", caption="Before it")
    more = table.model_copy(update={"id": "aaaa8888"})
    answer = brief.answers[0].model_copy(update={"reason": "Agreed at last"})
    cleared = ClearanceScope(words=words_covered(brief, ClearanceScope()).words)
    asked = Clearance(office="Treasury", of=cleared, outcome=ClearanceOutcome.CONCUR)
    lost = TextBlock(id="aaaa1111", text="See [that](#section-background) and [@none].")
    linked = rebuilt(brief, (lost,), (table,))
    item_id = brief.pins[0].item.id
    return {
        "an anchor before it": (placed_twice(brief, first=True), {}, order()),
        "an anchor after it": (placed_twice(brief, first=False), {}, order()),
        "a figure before it": (
            rebuilt(brief, issue, (item, drawn, picture, timeline, table)),
            {},
            order(),
        ),
        "a table before it": (rebuilt(brief, (*issue, more), (item, table)), {}, order()),
        "nothing before it": (rebuilt(brief, issue, (table, picture)), {}, order()),
        "a link to a section": (linked, {}, order()),
        "no such section": (
            linked.model_copy(update={"sections": linked.sections[:1]}),
            {},
            order(),
        ),
        "another answer": (brief.model_copy(update={"answers": (answer,)}), {}, order()),
        "no answer": (brief.model_copy(update={"answers": ()}), {}, order()),
        "a clearance": (brief.model_copy(update={"clearances": (asked,)}), {}, order()),
        "other cleared words": (
            rebuilt(brief, (issue[0].model_copy(update={"text": "Other."}),), (item,)).model_copy(
                update={"clearances": (asked,)}
            ),
            {},
            order(),
        ),
        "a status": (brief, {}, order(statuses={item_id: "outdated"})),
        "no annex": (brief, {}, order(annex=False)),
        "no checklist": (brief, {}, order(checklist=None)),
        "another language": (brief.model_copy(update={"lang": "fr"}), {}, order()),
        "American": (brief.model_copy(update={"lang": "en-US"}), {}, order()),
        "days first": (
            brief.model_copy(update={"lang": "en-US"}),
            {"dates": "day-first"},
            order(),
        ),
        "footnotes": (brief, {"citation_style": "footnotes"}, order()),
        "fewer sources": (brief.model_copy(update={"sources": brief.sources[:1]}), {}, order()),
    }


def test_nothing_kept_is_printed_where_something_else_decides() -> None:
    """Each printing after others, and as one that nothing was kept of."""
    brief = sample_brief(clearances=())
    told = [*otherwise(brief).items()]
    for name, (one, form, asked) in [*told, *told]:
        make_job(brief, plain_template(), order())
        ours, theirs = (
            make_job(what, plain_template(**form), asked) for what in (one, deepcopy(one))
        )
        assert ours.context == theirs.context, name
        assert ours.expected == theirs.expected, name
        assert ours.problems == theirs.problems, name


def test_a_problem_that_is_kept_is_told_in_the_users_language() -> None:
    text = TextBlock(id="aaaa1111", text="See [that](#section-nowhere).")
    brief = sample_brief(sections=(Section(id="issue", heading="Issue", blocks=(text,)),))
    said = []
    for tag in ("en", "fr", "en"):
        interface.speak(tag)
        said.append([one.sentence for one in make_job(brief, plain_template(), order()).problems])
    assert said[0]
    assert said[0] == said[2] != said[1]
