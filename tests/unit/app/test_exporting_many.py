"""Several exports at once: the order of their outcomes, and what is left when nobody asks on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefbuilder.app.exporting import ExportOrder
from briefbuilder.app.exporting_many import WrittenCopy, export_many
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.errors import FileChangedError
from briefbuilder.storage.brief_file import read_brief
from helpers.surroundings import ROOT

pytestmark = pytest.mark.slow
Asked = tuple[BriefSession, ExportOrder]


@pytest.fixture
def asked(shipped: Workspace, tmp_path: Path) -> Callable[..., list[Asked]]:
    """Orders for copies of a short brief, by the names of their files."""
    whole = read_brief(ROOT / "examples" / "hotline-proposal.brief").brief
    sections = tuple(
        one.model_copy(update={"blocks": tuple(b for b in one.blocks if isinstance(b, TextBlock))})
        for one in whole.sections
    )
    short = whole.model_copy(update={"sections": sections, "clearances": ()})

    def orders(*names: str) -> list[Asked]:
        session = BriefSession(short, surroundings=shipped.surroundings)
        return [(session, ExportOrder(out=tmp_path / name)) for name in names]

    return orders


def test_outcomes_come_in_the_order_of_what_was_asked(
    shipped: Workspace, tmp_path: Path, asked: Callable[..., list[Asked]]
):
    (tmp_path / "there.pdf").write_bytes(b"somebody's")

    outcomes = list(export_many(asked("a.pdf", "there.pdf", "b.pdf"), shipped, lanes=2))

    first, second, third = outcomes
    assert isinstance(first, WrittenCopy)
    assert isinstance(third, WrittenCopy)
    assert (first.receipt.path.name, third.receipt.path.name) == ("a.pdf", "b.pdf")
    assert isinstance(second, FileChangedError)
    assert (tmp_path / "there.pdf").read_bytes() == b"somebody's"
    assert first.receipt.sha256 == third.receipt.sha256  # the same brief, the same bytes


def test_whoever_stops_asking_stops_the_work(
    shipped: Workspace, tmp_path: Path, asked: Callable[..., list[Asked]]
):
    with closing(export_many(asked("a.pdf", "b.pdf", "c.pdf"), shipped, lanes=1)) as outcomes:
        assert isinstance(next(outcomes), WrittenCopy)

    # No thread and no process is left: every test is asked for that.
    assert [one.name for one in sorted(tmp_path.glob("*.pdf*"))] == ["a.pdf"]


def test_nothing_asked_is_nothing_done(shipped: Workspace):
    assert list(export_many([], shipped)) == []
