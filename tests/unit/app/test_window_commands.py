"""The table of commands, without a window: its keys, and when each makes sense."""

from __future__ import annotations

from collections import Counter

import pytest

from briefbuilder.app.window_commands import COMMANDS, WindowState, WorkspaceId


def usable(state: WindowState) -> set[str]:
    return {command.id for command in COMMANDS if command.when(state)}


def test_no_two_commands_share_a_key() -> None:
    keys = Counter(key for command in COMMANDS for key in command.keys)

    assert [key for key, times in keys.items() if times > 1] == []


def test_undo_is_offered_from_the_first_letter_that_is_typed() -> None:
    assert "edit.undo" not in usable(WindowState(has_brief=True))
    assert "edit.undo" in usable(WindowState(has_brief=True, is_typing=True))
    assert "edit.undo" in usable(WindowState(has_brief=True, undo_label="Move section"))
    assert "edit.redo" in usable(WindowState(has_brief=True, redo_label="Move section"))


def test_the_brief_is_not_undone_from_the_library() -> None:
    state = WindowState(
        has_brief=True,
        undo_label="Move section",
        redo_label="Mark",
        workspace=WorkspaceId.LIBRARY,
    )
    assert not usable(state) & {"edit.undo", "edit.redo"}


@pytest.mark.parametrize(
    ("workspace", "has_brief", "has_item", "can_save"),
    [
        (WorkspaceId.COMPOSE, True, False, True),
        (WorkspaceId.COMPOSE, False, True, False),
        (WorkspaceId.LIBRARY, False, True, True),
        (WorkspaceId.LIBRARY, True, False, False),
    ],
)
def test_what_is_in_front_is_saved(
    workspace: WorkspaceId, *, has_brief: bool, has_item: bool, can_save: bool
) -> None:
    state = WindowState(has_brief=has_brief, has_item=has_item, workspace=workspace)
    assert ("brief.save" in usable(state)) is can_save


def test_only_a_block_of_the_authors_own_is_marked() -> None:
    placed = WindowState(has_brief=True, has_block=True)
    own = WindowState(has_brief=True, has_block=True, has_markable_block=True)
    assert usable(own) - usable(placed) == {"edit.mark_block"}


def test_a_tip_and_a_printed_title_have_no_mnemonic() -> None:
    titles = [command.plain_title for command in COMMANDS]
    assert not any("&" in title or title.endswith("…") for title in titles)
