"""What becomes of a person's words when the window dies, or when somebody else writes too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuilder.app import operations
from briefbuilder.app.opening import open_session
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.briefs import TextBlock
from briefbuilder.storage.brief_file import read_brief
from e2e.desktop import Desktop, open_desktop
from helpers.surroundings import copy_library, open_workspace

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

MINE = "Whether to offer the partner a frigate visit."
CASE = "cuban-missile-crisis"
CASE_TITLE = "Cuban Missile Crisis"


def issue_of(path: Path) -> str:
    blocks = read_brief(path).brief.section("issue").blocks
    return " ".join(block.text for block in blocks if isinstance(block, TextBlock))


def recovery_files(home: Path) -> list[Path]:
    return sorted((home / "state" / "briefbuilder" / "recovery").glob("*.recovery.brief"))


def write_issue(desk: Desktop) -> None:
    desk.click("Text of Issue")
    desk.type(MINE)


def edit_elsewhere(
    tmp_path: Path, path: Path, edit: Callable[[BriefSession, Workspace], object]
) -> None:
    """Open a brief in another program, change it and save it there."""
    workspace = open_workspace(tmp_path / "elsewhere")
    session = open_session(path, workspace)
    edit(session, workspace)
    session.save()
    workspace.close()


def give_title(session: BriefSession, _workspace: Workspace) -> None:
    operations.set_title(session, title="Their title")


def place_case(session: BriefSession, workspace: Workspace) -> None:
    operations.place_item(
        session, workspace, item_id=CASE, section_id="background", parts=("summary",)
    )


def wait_for_window(desk: Desktop, title: str) -> None:
    desk.wait(lambda: any(title in one for one in desk.ask(windows=True)), f"the window {title!r}")


def test_killed_while_writing_the_text_is_offered_again(home: Path, brief_file: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        write_issue(desk)
        desk.wait(
            lambda: any(issue_of(one) == MINE for one in recovery_files(home)), "the recovery copy"
        )
        desk.process.kill()
        desk.process.wait(timeout=20)
    assert issue_of(brief_file) == ""

    with open_desktop(home) as desk:
        wait_for_window(desk, "Unsaved work was found")
        assert any("Port visit" in name for name in desk.ask(list=True))
        desk.click("Recover it")
        wait_for_window(desk, "Port visit")
        desk.key("ctrl+s")
        desk.wait(lambda: issue_of(brief_file) == MINE, "the saved text")
        assert recovery_files(home) == []


def test_told_to_end_it_puts_unsaved_work_aside(home: Path, brief_file: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        write_issue(desk)
        desk.see("port-visit.brief, changed")
        desk.process.terminate()
        assert desk.wait_for_end() == 0
    assert [issue_of(one) for one in recovery_files(home)] == [MINE]
    assert issue_of(brief_file) == ""

    with open_desktop(home) as desk:
        desk.click("Delete it")
        desk.see("New brief")
    assert recovery_files(home) == []


def test_somebody_elses_save_is_not_overwritten(
    home: Path, brief_file: Path, tmp_path: Path
) -> None:
    other = home / "mine.brief"
    with open_desktop(home, str(brief_file)) as desk:
        write_issue(desk)
        edit_elsewhere(tmp_path, brief_file, give_title)
        desk.key("ctrl+s")
        wait_for_window(desk, "Somebody else has changed the file")
        desk.key("Escape")
        assert read_brief(brief_file).brief.title == "Their title"
        desk.key("ctrl+s")
        desk.click("Save mine under another name")
        wait_for_window(desk, "Save the brief")
        desk.key("ctrl+a")
        desk.type(str(other))
        desk.key("Return")
        desk.wait(other.exists, "my file")

    assert (read_brief(brief_file).brief.title, issue_of(brief_file)) == ("Their title", "")
    assert (read_brief(other).brief.title, issue_of(other)) == ("Port visit", MINE)


def test_taking_theirs_leaves_mine_in_undo(home: Path, brief_file: Path, tmp_path: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        write_issue(desk)
        edit_elsewhere(tmp_path, brief_file, give_title)
        desk.key("ctrl+s")
        desk.click("Use theirs (mine stays in Undo)")
        wait_for_window(desk, "Their title")
        desk.key("ctrl+z")
        wait_for_window(desk, "Port visit")
        desk.key("ctrl+s")
        desk.wait(lambda: issue_of(brief_file) == MINE, "my text on disk")


def test_a_curators_change_reaches_the_brief_only_by_its_authors_word(
    home: Path, brief_file: Path, tmp_path: Path
) -> None:
    library = copy_library(tmp_path)
    edit_elsewhere(tmp_path, brief_file, place_case)
    file = library / "case-studies" / f"{CASE}.md"
    with open_desktop(home, str(brief_file), "--library", str(library)) as desk:
        desk.key("ctrl+3")
        desk.key("ctrl+f")
        desk.type("cuban missile")
        desk.see_row(CASE_TITLE)
        desk.key("Return")
        desk.see(f"case-studies/{CASE}.md")
        desk.key("alt+f")
        desk.click("Summary")
        desk.key("ctrl+a")
        desk.type("A crisis that was settled by an exchange.")
        desk.key("ctrl+s")
        desk.wait(lambda: "settled by an exchange" in file.read_text(), "the saved item")
        desk.key("ctrl+1")
        desk.click(f"● newer text — compare: {CASE_TITLE}")
        wait_for_window(desk, "Compare with the library")
        assert "settled by an exchange" not in pinned_summary(brief_file)
        desk.click("accept-newer")
        desk.see("Nothing is left to decide.")
        desk.key("Escape")
        desk.key("ctrl+s")
        desk.wait(
            lambda: "settled by an exchange" in pinned_summary(brief_file), "the accepted text"
        )


def pinned_summary(path: Path) -> str:
    (pin,) = read_brief(path).brief.pins
    return pin.item.summary
