"""What sixteen times as much takes, beside sixteen times what one part takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.corpus import make_library
from benchmarks.elsewhere import processor_time_here
from benchmarks.long_brief import FORM
from benchmarks.measuring import Comparison, Measure
from briefbuilder.app.checking import check
from briefbuilder.app.layouts import layout_job
from briefbuilder.app.opening import new_brief
from briefbuilder.app.surroundings import Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.alignment import alignment_of
from briefbuilder.domain.briefs import Block, Brief, ItemBlock, TextBlock
from briefbuilder.domain.checklists import Checklist
from briefbuilder.render.job import Copy
from briefbuilder.render.worker import LayoutWorker

BLOCKS = (50, 200, 800)
PINS = (20, 80, 320)
QUESTIONS = (1, 4, 16)  # times the shipped checklist
GOAL = 1.2
T = TypeVar("T")
_TEXT = "Paragraph {number} says what is known of the strait, and **what is not**. " * 4


def comparisons(folder: Path) -> Iterator[Comparison]:
    """For blocks, placed items and questions: the middle and the largest beside the smallest."""
    library = make_library(folder / "library-of-items", max(PINS) + 10)
    shipped = Workspace.open(Surroundings.of_this_machine(), keep_index=False)
    many = Workspace.open(Surroundings.of_this_machine(library), keep_index=False)
    with LayoutWorker() as worker:

        def lay_out(brief: Brief) -> None:
            worker.layout(layout_job(brief, shipped, Copy.DRAFT, annex=True), written=False)

        texts = {count: _of_texts(shipped, count) for count in BLOCKS}
        yield from _growing("check", "blocks", texts, lambda one: check(one, shipped))
        yield from _growing("lay out", "blocks", texts, lay_out, rounds=1)
        placed = {count: _of_items(many, count) for count in PINS}
        yield from _growing("check", "placed items", placed, lambda one: check(one, many))
        yield from _growing(
            "compose",
            "placed items",
            placed,
            lambda one: layout_job(one, many, Copy.DRAFT, annex=True),
        )
        brief, checklist = texts[BLOCKS[0]], shipped.checklist_of(texts[BLOCKS[0]])
        if checklist is not None:
            asked = {times: _repeated(checklist, times) for times in QUESTIONS}
            yield from _growing(
                "walk", "checklists in one", asked, lambda one: alignment_of(brief, one)
            )
    many.close()
    shipped.close()


def _growing(
    what: str,
    of: str,
    sizes: dict[int, T],
    work: Callable[[T], object],
    *,
    rounds: int = 3,
) -> Iterator[Comparison]:
    smallest, *larger = sizes
    for size in larger:
        times = size // smallest
        yield Comparison(
            f"growth: {what} {size} {of}",
            f"{times} times {smallest}",
            ours=processor_time_here(partial(work, sizes[size])),
            floor=_times(times, processor_time_here(partial(work, sizes[smallest]))),
            goal=GOAL,
            rounds=rounds,
        )


def _times(times: int, one: Measure) -> Measure:
    """So many times what one takes, as the mean of a few that are done in a row."""
    few = 3
    return lambda: times * sum(one() for _ in range(few)) / few


def _of_texts(workspace: Workspace, count: int) -> Brief:
    return _brief(
        workspace,
        [
            TextBlock(id=f"text{number:05d}", text=_TEXT.format(number=number))
            for number in range(count)
        ],
    )


def _of_items(workspace: Workspace, count: int) -> Brief:
    entries = [workspace.library.entries[key] for key in sorted(workspace.library.entries)[:count]]
    blocks = [
        ItemBlock(
            id=f"item{number:05d}", item=one.item.id, revision=one.pin.revision, parts=("summary",)
        )
        for number, one in enumerate(entries)
    ]
    sources = {
        source.id: source
        for one in entries
        for source in workspace.library.sources_cited_by(one.item)
    }
    pins = tuple({one.pin.revision: one.pin for one in entries}.values())
    brief = _brief(workspace, blocks)
    return Brief.model_validate({**dict(brief), "pins": pins, "sources": tuple(sources.values())})


def _brief(workspace: Workspace, blocks: Sequence[Block]) -> Brief:
    brief = new_brief(workspace, template_id=FORM, title="A brief that grows")
    names = [one.id for one in brief.sections]
    shared: dict[str, list[Block]] = {name: [] for name in names}
    for number, block in enumerate(blocks):
        shared[names[number * len(names) // len(blocks)]].append(block)
    return brief.model_copy(
        update={
            "sections": tuple(
                one.model_copy(update={"blocks": tuple(shared[one.id])}) for one in brief.sections
            )
        }
    )


def _repeated(checklist: Checklist, times: int) -> Checklist:
    """A checklist with its groups so many times, each time with names of their own."""
    groups = [
        group.model_copy(
            update={
                "id": f"{group.id}{turn or ''}",
                "questions": tuple(
                    one.model_copy(update={"id": f"{one.id}{turn or ''}"})
                    for one in group.questions
                ),
            }
        )
        for turn in range(times)
        for group in checklist.groups
    ]
    return checklist.model_copy(update={"groups": tuple(groups)})
