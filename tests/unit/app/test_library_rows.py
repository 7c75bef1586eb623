"""The rows of the curator's list, without a window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefbuilder.app import curating
from briefbuilder.app.library_overview import LibraryOverview, ListFilter, NewestOverview
from briefbuilder.app.library_rows import LibraryRows, ListRow
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.items import Kind

CUBA_FILE = "case-studies/cuban-missile-crisis.md"


def unheard(_complete: LibraryOverview) -> None:
    """Nobody waits for the thread."""


@pytest.fixture
def rows(workspace: Workspace) -> Iterator[LibraryRows]:
    newest = NewestOverview(workspace, unheard)
    yield LibraryRows(newest)
    newest.close()


def of_all(rows: LibraryRows, workspace: Workspace, *unsaved: curating.ItemDraft) -> list[ListRow]:
    hits = workspace.search("", with_facets=False).hits
    return list(rows.of_hits(hits, unsaved))


def row_of(found: list[ListRow], file: str) -> ListRow:
    return next(row for row in found if row.file == file)


def test_each_item_has_a_row_with_its_card(rows: LibraryRows, workspace: Workspace) -> None:
    found = of_all(rows, workspace)
    assert {row.item_id for row in found} == set(workspace.library.entries)
    assert row_of(found, CUBA_FILE).card.title == "Cuban Missile Crisis"


def test_an_unsaved_draft_says_so_and_lies_under_its_filter(
    rows: LibraryRows, workspace: Workspace
) -> None:
    draft = curating.with_values(curating.open_file(workspace, CUBA_FILE), owner="Desk A")
    row = row_of(of_all(rows, workspace, draft), CUBA_FILE)
    assert ListFilter.UNSAVED in row.filters
    assert "not saved" in row.card.spoken


def test_a_new_item_and_a_faulty_file_stand_first(rows: LibraryRows, workspace: Workspace) -> None:
    faulty = workspace.folder.root / "tools" / "broken.md"
    faulty.write_text("no head")
    workspace.reload()
    draft = curating.new_item(workspace, Kind.TOOL, "Escort of convoys")
    first, second = of_all(rows, workspace, draft)[:2]
    assert (first.card.title, first.item_id) == ("Escort of convoys", "")
    assert second.file == "tools/broken.md"
    assert ListFilter.PROBLEMS in second.filters
    assert second.is_named_by("broken")
