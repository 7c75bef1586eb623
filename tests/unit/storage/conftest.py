"""What the tests of the files share: every memory of a library is closed behind the test."""

from collections.abc import Iterator

import pytest

from briefbuilder.storage.library_memory import LibraryMemory


@pytest.fixture(autouse=True)
def _memories_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python 3.13 warns of a database that nobody has closed."""
    made: list[LibraryMemory] = []
    begin = LibraryMemory.__init__

    def noted(memory: LibraryMemory, *arguments: object) -> None:
        begin(memory, *arguments)  # type: ignore[arg-type]
        made.append(memory)

    monkeypatch.setattr(LibraryMemory, "__init__", noted)
    yield
    for memory in made:
        memory.close()
