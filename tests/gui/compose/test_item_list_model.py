import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from briefbuilder.gui.search.item_card import CARD_ROLE
from briefbuilder.gui.search.item_list_model import ITEM_MIME, ItemListModel, ItemRole


@pytest.fixture
def model(workspace):
    made = ItemListModel(workspace)
    tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    assert tester.model() is made
    return made


def test_it_shows_what_a_search_found(model, workspace):
    model.show_hits(workspace.search("quarantine").hits)
    first = model.index(0)
    assert model.item_at(first) == "cuban-missile-crisis"
    assert first.data() == "Cuban Missile Crisis"
    assert first.data(ItemRole.ITEM_ID) == "cuban-missile-crisis"
    assert ("quarantine", True) in first.data(CARD_ROLE).summary
    assert "Case study" in first.data(Qt.ItemDataRole.AccessibleTextRole)


def test_it_follows_from_search_to_search(model, workspace):
    model.show_hits(workspace.search("").hits)
    assert model.rowCount() == 5
    model.show_hits(workspace.search("kind:legal").hits)
    assert model.rowCount() == 1
    model.show_hits(())
    assert model.rowCount() == 0
    assert not model.index_of("cuban-missile-crisis").isValid()


def test_an_item_is_dragged_by_its_id(model, workspace):
    model.show_hits(workspace.search("quarantine").hits)
    data = model.mimeData([model.index(0)])
    assert bytes(data.data(ITEM_MIME).data()) == b"cuban-missile-crisis"


def test_an_item_that_is_gone_from_the_library_draws_nothing(model, workspace, library_folder):
    model.show_hits(workspace.search("quarantine").hits)
    (library_folder / "case-studies" / "cuban-missile-crisis.md").unlink()
    workspace.reload()
    model.forget_cards()
    assert model.index(0).data() is None
