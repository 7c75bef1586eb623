"""Writes examples/*.brief from the recipes in examples/recipes/.

Time, user and ids are fixed, so that the same library and recipe give the same bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import sys
from pathlib import Path
from typing import Any

from briefbuilder.app import operations
from briefbuilder.app.opening import new_brief, start_session
from briefbuilder.app.self_contained import self_contained
from briefbuilder.app.session import BriefSession
from briefbuilder.app.surroundings import Folders, Surroundings
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import Brief, FigureBlock, TimelineRow
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.domain.drafts import DraftRecord, recorded, words_of_draft
from briefbuilder.domain.markings import Marking
from briefbuilder.storage.brief_file import write_brief
from briefbuilder.storage.stamps import stamp_of
from briefbuilder.storage.strict_yaml import load

ROOT = Path(__file__).parent.parent
RECIPES = ROOT / "examples" / "recipes"
WRITTEN_ON = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def surroundings_of(name: str, cache: Path) -> Surroundings:
    """Surroundings in which nothing is left to chance."""
    numbers = itertools.count()

    def new_id() -> str:
        return hashlib.sha256(f"{name}:{next(numbers)}".encode()).hexdigest()[:32]

    return Surroundings(
        now=lambda: WRITTEN_ON,
        seconds=lambda: 0.0,
        user="Desk officer",
        new_id=new_id,
        folders=Folders(ROOT / "library", (ROOT / "templates",), cache, cache),
    )


def make(recipe_file: Path, cache: Path) -> Brief:
    """The brief that a recipe describes."""
    recipe: dict[str, Any] = load(recipe_file.read_text(encoding="utf-8"), recipe_file.name).value
    workspace = Workspace.open(surroundings_of(recipe_file.stem, cache), keep_index=False)
    try:
        brief = new_brief(
            workspace,
            template_id=recipe["template"],
            title=recipe["title"],
            marking=Marking.model_validate(recipe["marking"]),
            fields=tuple((name, text) for name, text in recipe["fields"].items()),
        )
        session = start_session(brief, workspace)
        for section_id, blocks in recipe["sections"].items():
            for block in blocks:
                add_block(session, workspace, section_id, block)
        answer_all(session, workspace, recipe.get("answers", {}))
        clearances = tuple(clearance_of(one, session) for one in recipe.get("clearances", ()))
        operations.set_clearances(session, workspace, clearances=clearances)
        return self_contained(session.brief, workspace)
    finally:
        workspace.close()


def clearance_of(entry: dict[str, Any], session: BriefSession) -> Clearance:
    """A recipe's clearance; unless it names sections, it covers the whole brief.

    `answered_in` names a section, whose first block answers a non-concurrence.
    """
    words = {"of": {}, **entry}
    if "answered_in" in entry:
        section = session.brief.section(entry["answered_in"])
        words["answered_in"] = section.blocks[0].id
    return Clearance.model_validate(words)


def add_block(
    session: BriefSession, workspace: Workspace, section_id: str, block: dict[str, Any]
) -> None:
    """Add one block of a recipe to a section."""
    match block:
        case {"text": text}:
            operations.add_text(session, section_id=section_id, text=text.strip())
        case {"item": item_id}:
            parts = tuple(block["parts"]) if "parts" in block else None
            operations.place_item(
                session, workspace, item_id=item_id, section_id=section_id, parts=parts
            )
        case {"table": table}:
            operations.add_table(
                session,
                section_id=section_id,
                header=tuple(table["header"]),
                rows=tuple(tuple(row) for row in table["rows"]),
                caption=table["caption"],
            )
        case {"timeline": timeline}:
            operations.add_timeline(
                session,
                section_id=section_id,
                events=tuple(TimelineRow.model_validate(one) for one in timeline["events"]),
                caption=timeline["caption"],
            )
        case {"figure": figure}:
            add_figure(session, section_id, figure)
        case _:
            raise ValueError(
                f"{section_id}: a block is a text, an item, a table, a timeline or a figure"
            )


def add_figure(session: BriefSession, section_id: str, figure: dict[str, str]) -> None:
    """Add a picture out of examples/recipes/media/, with whose it is."""
    block_id = operations.add_figure(
        session,
        section_id=section_id,
        file_name=figure["file"],
        data=(RECIPES / "media" / figure["file"]).read_bytes(),
        alt=figure["alt"],
        caption=figure["caption"],
    )
    block = session.brief.block(block_id)
    if isinstance(block, FigureBlock):
        credited = block.model_copy(update={"credit": figure["credit"]})
        operations.replace_block(session, block=credited)


def answer_all(
    session: BriefSession, workspace: Workspace, answers: dict[str, dict[str, Any]]
) -> None:
    """Answer the checklist as the recipe says."""
    checklist = workspace.checklist_of(session.brief)
    for question_id, answer in answers.items():
        question = checklist.find(question_id) if checklist else None
        if question is None:
            raise ValueError(f"there is no question {question_id}")
        words = {key: text for key, text in answer.items() if key != "value"}
        value = AnswerValue(answer["value"])
        operations.answer_question(session, question=question, value=value, **words)


def main() -> int:
    """Write every example; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "examples", metavar="DIR")
    folder: Path = parser.parse_args().out
    for recipe in sorted(RECIPES.glob("*.yaml")):
        target = folder / f"{recipe.stem}.brief"
        brief = make(recipe, ROOT / "build")
        # Its first draft was exported as it stands, so that exporting it again changes nothing.
        record = DraftRecord(brief.id, brief.draft, words_of_draft(brief))
        write_brief(target, recorded(brief, record), stamp_of(target))
        print(f"{target} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
