"""What the tests of the search share: every index that one of them makes is closed behind it."""

from collections.abc import Iterator

import pytest

from briefbuilder.search.index import SearchIndex


@pytest.fixture(autouse=True)
def _indexes_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python 3.13 warns of a database that nobody has closed."""
    made: list[SearchIndex] = []
    begin = SearchIndex.__init__

    def noted(index: SearchIndex, *arguments: object) -> None:
        begin(index, *arguments)  # type: ignore[arg-type]
        made.append(index)

    monkeypatch.setattr(SearchIndex, "__init__", noted)
    yield
    for index in made:
        index.close()
