"""Proofs: items are printed alone, measured on real pages, and printed again only when changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from briefbuilder.app.progress import Progress, run
from briefbuilder.app.proofing import (
    print_item,
    proof_brief,
    proofs,
    save_proof,
    template_of_proofs,
)
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.proofs import Proof
from briefbuilder.errors import CancelledError, FileChangedError, NotFoundError, RenderError
from briefbuilder.language.interface import speak
from briefbuilder.render.audit import audit
from briefbuilder.render.worker import LayoutWorker
from helpers.fake_layout_worker import FakeLayoutWorker
from helpers.surroundings import HandClock, open_workspace

pytestmark = pytest.mark.slow

FORM = "think-tank-policy-brief"
ITEMS = {
    "cuban-missile-crisis",
    "moscow-washington-hotline",
    "naval-presence-port-visits",
    "prohibition-of-force",
}


@pytest.fixture(scope="module")
def worker() -> Iterator[LayoutWorker]:
    with LayoutWorker() as worker:
        worker.start()
        yield worker


def printed(workspace: Workspace, worker: LayoutWorker) -> tuple[dict[str, Proof], list[str]]:
    """All proofs, and what was said on the way."""
    said: list[str] = []

    def listen(step: Progress) -> None:
        said.append(step.sentence)

    return run(proofs(workspace, worker, template_of_proofs(workspace, FORM)), listen), said


def add(library: Path, item_id: str, words: str) -> None:
    """Write more words under the last heading of a legal item."""
    file = library / "legal" / f"{item_id}.md"
    file.write_text(file.read_text("utf-8") + f"\n{words}\n", "utf-8")


def test_an_item_stands_alone_where_the_form_asks_for_its_kind(workspace: Workspace) -> None:
    entry = workspace.library.entry("prohibition-of-force")
    template = workspace.template(FORM).template
    brief = proof_brief(workspace, entry.item, entry.text, template)

    assert [(one.id, len(one.blocks)) for one in brief.sections] == [("law", 1)]
    assert brief.title == entry.item.title
    assert [pin.item.id for pin in brief.pins] == ["prohibition-of-force"]


def test_the_length_is_that_of_the_item_on_its_pages(
    workspace: Workspace, worker: LayoutWorker
) -> None:
    made = print_item(
        workspace, worker, "prohibition-of-force", template_of_proofs(workspace, FORM)
    )
    pages = made.proof.pages

    assert audit(made.pages.pdf, made.pages.expected) == ()
    assert pages is not None
    assert 1 < pages < len(made.pages.layout.pages)
    assert made.proof.faults == ()


def test_only_what_has_changed_is_printed_again(
    workspace: Workspace, worker: LayoutWorker, library_folder: Path
) -> None:
    first, said_first = printed(workspace, worker)
    again, said_again = printed(workspace, worker)
    add(library_folder, "prohibition-of-force", "One more sentence. " * 60)
    workspace.reload()
    later, said_later = printed(workspace, worker)

    assert set(first) == ITEMS
    assert {sentence.removeprefix("Printing ") for sentence in said_first} == {*ITEMS, "Done"}
    assert (again, said_again) == (first, ["Done"])
    assert said_later == ["Printing prohibition-of-force", "Done"]
    before, after = first["prohibition-of-force"].pages, later["prohibition-of-force"].pages
    assert before is not None
    assert after is not None
    assert after > before + 0.2


def test_what_is_kept_of_a_proof_is_told_in_the_language_that_is_spoken(
    workspace: Workspace, worker: LayoutWorker
) -> None:
    printed(workspace, worker)
    speak("fr")
    _found, steps = printed(workspace, worker)
    speak("en-GB")
    _again, steps_again = printed(workspace, worker)

    assert "Impression de prohibition-of-force" in steps
    assert steps_again == ["Done"]


def test_the_same_text_has_the_same_proof_on_another_day(
    workspace: Workspace, worker: LayoutWorker, tmp_path: Path, library_folder: Path
) -> None:
    printed(workspace, worker)
    tomorrow = HandClock()
    tomorrow.pass_(40 * 24 * 3600.0)
    later = open_workspace(tmp_path, clock=tomorrow, library=library_folder)
    try:
        assert printed(later, worker)[1] == ["Done"]
    finally:
        later.close()


def test_a_damaged_memory_of_proofs_is_done_without(
    workspace: Workspace, worker: LayoutWorker
) -> None:
    first, _ = printed(workspace, worker)
    (kept,) = (workspace.surroundings.folders.cache / "proofs").glob("*.json")
    kept.write_text('{"format": "briefbuilder-proofs", "version": 3, "proofs": {"a": {}}}', "utf-8")

    again, said = printed(workspace, worker)

    assert again == first
    assert len(said) == len(ITEMS) + 1


def test_a_layout_that_failed_is_tried_again(workspace: Workspace, worker: LayoutWorker) -> None:
    broken = FakeLayoutWorker()
    broken.fault = RenderError("The layout process ended.")
    form = template_of_proofs(workspace, FORM)
    failed = run(proofs(workspace, cast(LayoutWorker, broken), form))
    later, said = printed(workspace, worker)

    assert {proof.pages for proof in failed.values()} == {None}
    assert all("The layout process ended." in proof.faults[0].sentence for proof in failed.values())
    assert len(said) == len(ITEMS) + 1
    assert all(proof.pages for proof in later.values())


def test_characters_without_a_shape_are_a_fault(
    workspace: Workspace, worker: LayoutWorker, library_folder: Path
) -> None:
    add(library_folder, "prohibition-of-force", "The words 😀 cannot be printed.")
    workspace.reload()
    found, _ = printed(workspace, worker)

    assert "😀" in " ".join(one.sentence for one in found["prohibition-of-force"].faults)
    assert found["cuban-missile-crisis"].faults == ()


def test_a_source_that_is_not_there_is_told_by_its_key_also_from_memory(
    workspace: Workspace, worker: LayoutWorker, library_folder: Path
) -> None:
    add(library_folder, "prohibition-of-force", "A fact [@nobody-1999, p. 4].")
    workspace.reload()
    found, _ = printed(workspace, worker)
    kept, said = printed(workspace, worker)

    assert [one.lost_source for one in found["prohibition-of-force"].faults] == ["nobody-1999"]
    assert kept == found
    assert len(said) == 1


def test_printing_can_be_stopped_and_keeps_nothing(
    workspace: Workspace, worker: LayoutWorker
) -> None:
    work = proofs(workspace, worker, template_of_proofs(workspace, FORM))

    with pytest.raises(CancelledError):
        run(work, cancelled=lambda: True)
    assert not (workspace.surroundings.folders.cache / "proofs").exists()


def test_a_form_that_nobody_names_or_knows_is_an_error(
    workspace: Workspace, library_folder: Path
) -> None:
    with pytest.raises(NotFoundError, match="no-such-form"):
        template_of_proofs(workspace, "no-such-form")
    settings = library_folder / "library.yaml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(one for one in lines if "proof_template" not in one), "utf-8")
    workspace.reload()
    with pytest.raises(NotFoundError, match="name one as proof_template"):
        template_of_proofs(workspace)


def test_a_proof_is_not_written_over_a_file(
    workspace: Workspace, worker: LayoutWorker, tmp_path: Path
) -> None:
    made = print_item(
        workspace, worker, "prohibition-of-force", template_of_proofs(workspace, FORM)
    )
    path = tmp_path / "proof.pdf"
    path.write_bytes(b"mine")

    with pytest.raises(FileChangedError):
        save_proof(made, path)
    assert path.read_bytes() == b"mine"
    save_proof(made, path, overwrite=True)
    assert path.read_bytes() == made.pages.pdf
