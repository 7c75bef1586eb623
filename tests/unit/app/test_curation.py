"""The curator's session, without a window: what is shown, what waits, what it tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefbuilder.app import curating
from briefbuilder.app.curation import (
    ChangedBy,
    CurationEvent,
    CurationSession,
    DraftChanged,
    Gathering,
    LibraryRead,
    Lost,
    Opened,
    Outdated,
    StandingChanged,
)
from briefbuilder.app.file_state import FileState
from briefbuilder.app.workspace import Workspace
from briefbuilder.domain.items import Kind, Status
from briefbuilder.errors import FileChangedError, NotFoundError, StorageError, UserInputError
from briefbuilder.storage.window_sign import WindowSign

CUBA = "cuban-missile-crisis"
FORCE = "prohibition-of-force"
CUBA_FILE = f"case-studies/{CUBA}.md"


class Heard:
    """Notes what a session tells, but for the gathering that goes before everything."""

    def __init__(self) -> None:
        self.events: list[CurationEvent] = []

    def __call__(self, event: CurationEvent) -> None:
        if not isinstance(event, Gathering):
            self.events.append(event)

    def taken(self) -> list[CurationEvent]:
        """What was told since this was last asked."""
        told, self.events = self.events, []
        return told


@pytest.fixture
def session(workspace: Workspace, sign: WindowSign) -> CurationSession:
    return CurationSession(workspace, curating.draft_store(workspace, sign))


@pytest.fixture
def heard(session: CurationSession) -> Heard:
    made = Heard()
    session.subscribe(made)
    return made


def own(session: CurationSession, owner: str) -> None:
    """Type another owner into the draft that is shown."""
    draft = session.draft
    assert draft is not None
    session.type_text(curating.with_values(draft, owner=owner).text)


def owner_of(session: CurationSession) -> str:
    assert session.draft is not None
    assert session.draft.item is not None
    return session.draft.item.owner


def write_theirs(workspace: Workspace, owner: str = "Theirs") -> None:
    """A colleague saves the item, and the folder is looked at again."""
    path = workspace.folder.root / CUBA_FILE
    draft = curating.with_values(curating.open_item(workspace, CUBA), owner=owner)
    path.write_text(draft.text)
    workspace.reload()


def test_going_elsewhere_keeps_what_was_typed(session: CurationSession, heard: Heard) -> None:
    session.open_item(CUBA)
    own(session, "Mine")
    session.open_item(FORCE)
    assert [one.file for one in session.unsaved] == [CUBA_FILE]

    session.open_item(CUBA)
    assert owner_of(session) == "Mine"
    assert heard.taken() == [
        Opened(),
        DraftChanged(ChangedBy.TEXT),
        StandingChanged(),
        Opened(),
        Opened(),
    ]


def test_what_is_typed_is_gathered_before_the_draft_is_left(session: CurationSession) -> None:
    """An editor hands over its words when it is told to, and they are the draft's that it shows."""

    def hand_over(event: CurationEvent) -> None:
        if isinstance(event, Gathering) and session.draft is not None:
            own(session, "Typed last")

    session.open_item(CUBA)
    end = session.subscribe(hand_over)
    session.open_item(FORCE)
    end()

    session.open_item(CUBA)
    assert owner_of(session) == "Typed last"


def test_a_form_that_says_what_the_draft_says_changes_nothing(
    session: CurationSession, heard: Heard
) -> None:
    session.open_item(CUBA)
    assert session.draft is not None
    assert session.draft.item is not None
    heard.taken()
    session.write_form(session.draft.item)
    session.type_text(session.draft.text)
    assert heard.taken() == []

    session.write_form(session.draft.item.model_copy(update={"owner": "By form"}))
    assert heard.taken() == [DraftChanged(ChangedBy.FORM), StandingChanged()]


def test_a_save_tells_what_the_library_says_now(session: CurationSession, heard: Heard) -> None:
    session.open_item(CUBA)
    own(session, "Mine")
    heard.taken()
    session.save()

    read, standing = heard.taken()  # written as it stood, the draft says nothing else
    assert isinstance(read, LibraryRead)
    assert read.change.changed == {CUBA}
    assert not read.change.added
    assert standing == StandingChanged()
    assert session.unsaved == ()
    assert session.workspace.library.entry(CUBA).item.owner == "Mine"


def test_a_draft_without_changes_follows_its_file(
    session: CurationSession, heard: Heard, workspace: Workspace
) -> None:
    session.open_item(CUBA)
    write_theirs(workspace)
    heard.taken()
    session.follow_library()
    assert owner_of(session) == "Theirs"
    assert heard.taken() == [DraftChanged(ChangedBy.SESSION)]


def test_an_unsaved_draft_stays_and_never_replaces_theirs(
    session: CurationSession, heard: Heard, workspace: Workspace
) -> None:
    session.open_item(CUBA)
    own(session, "Mine")
    write_theirs(workspace)
    heard.taken()
    session.follow_library()
    assert heard.taken() == [Outdated()]
    assert (owner_of(session), session.file_state) == ("Mine", FileState.CHANGED)

    with pytest.raises(FileChangedError):
        session.save()
    there = session.look()
    assert "owner: Theirs" in (workspace.folder.root / CUBA_FILE).read_text()
    session.write_over(there.stamp)
    assert "owner: Mine" in (workspace.folder.root / CUBA_FILE).read_text()


def test_theirs_is_taken_over_or_mine_is_kept_under_another_id(
    session: CurationSession, workspace: Workspace, heard: Heard
) -> None:
    session.open_item(CUBA)
    own(session, "Mine")
    write_theirs(workspace)
    session.save_copy("cuba-again")
    assert workspace.library.entry("cuba-again").item.owner == "Mine"
    assert workspace.library.entry(CUBA).item.owner == "Theirs"
    assert heard.taken()[-3] == Opened()

    session.open_item(CUBA)
    own(session, "Mine once more")
    there = session.look().draft
    assert there is not None
    session.take_over(there)
    assert owner_of(session) == "Theirs"


@pytest.mark.parametrize("how", ["revert", "give_up"])
def test_changes_are_given_up_by_word(session: CurationSession, how: str) -> None:
    before = session.workspace.library.entry(CUBA).text
    session.open_item(FORCE)
    own(session, "Waiting")
    session.open_item(CUBA)
    own(session, "Mine")
    getattr(session, how)()
    assert session.draft is not None
    assert session.draft.text == before
    waiting = [] if how == "give_up" else [f"legal/{FORCE}.md"]
    assert [one.file for one in session.unsaved] == waiting


def test_revert_follows_a_file_that_somebody_else_wrote(
    session: CurationSession, workspace: Workspace
) -> None:
    session.open_item(CUBA)
    own(session, "Mine")
    write_theirs(workspace)
    session.revert()
    assert owner_of(session) == "Theirs"
    assert not session.is_outdated


def test_a_draft_whose_file_is_gone_is_told_of_and_shown_no_longer(
    session: CurationSession, workspace: Workspace, heard: Heard
) -> None:
    session.open_item(CUBA)
    (workspace.folder.root / CUBA_FILE).unlink()
    workspace.reload()
    heard.taken()
    session.follow_library()
    assert session.draft is None
    lost = Lost(f"{CUBA_FILE} has been removed from the library.")
    assert heard.taken() == [Opened(), StandingChanged(), lost]
    with pytest.raises(NotFoundError):
        session.look()


def test_an_unsaved_draft_outlives_its_file_and_is_written_again(
    session: CurationSession, workspace: Workspace
) -> None:
    session.open_item(CUBA)
    own(session, "Mine")
    (workspace.folder.root / CUBA_FILE).unlink()
    workspace.reload()
    session.follow_library()
    assert session.file_state is FileState.GONE
    session.write_over(session.look().stamp)
    assert workspace.library.entry(CUBA).item.owner == "Mine"


def test_what_does_not_open_leaves_what_is_shown(session: CurationSession, tmp_path: Path) -> None:
    session.open_item(CUBA)
    own(session, "Mine")
    root = session.workspace.folder.root
    root.rename(tmp_path / "away")
    with pytest.raises(StorageError):
        session.open_item(FORCE)
    assert owner_of(session) == "Mine"
    assert [one.file for one in session.unsaved] == [CUBA_FILE]


def test_a_new_item_waits_like_any_and_is_dropped_by_revert(
    session: CurationSession, heard: Heard
) -> None:
    session.start(Kind.BACKGROUND, "A new thing")
    session.open_item(CUBA)
    session.start(Kind.BACKGROUND, "A new thing")
    assert [one.file for one in session.unsaved] == ["background/a-new-thing.md"]
    heard.taken()
    session.revert()
    assert session.draft is None
    assert session.unsaved == ()
    assert heard.taken() == [Opened(), StandingChanged()]


def test_a_status_needs_its_reason_and_is_saved_like_any_change(session: CurationSession) -> None:
    session.open_item(CUBA)
    with pytest.raises(UserInputError):
        session.set_status(Status.WITHDRAWN, " ")
    session.set_status(Status.WITHDRAWN, "A source was retracted.")
    assert session.workspace.library.entry(CUBA).item.status is not Status.WITHDRAWN
    session.save()
    assert session.workspace.library.entry(CUBA).item.status is Status.WITHDRAWN


def test_a_relation_is_named_at_its_other_end_once(session: CurationSession) -> None:
    session.open_item(FORCE)
    own(session, "Waiting")
    session.relate(CUBA, "a-new-thing")
    session.relate(CUBA, "a-new-thing")
    draft = session.draft
    assert draft is not None
    assert draft.item is not None
    assert draft.item.related.count("a-new-thing") == 1
    assert len(session.unsaved) == 2


def test_unsaved_drafts_are_there_again_after_a_crash(
    session: CurationSession, workspace: Workspace, sign: WindowSign
) -> None:
    session.open_item(CUBA)
    own(session, "Mine")
    session.recovery_copies()()
    sign.close()  # the window has died

    later = CurationSession(workspace, curating.draft_store(workspace))
    assert [one.file for one in later.unsaved] == [CUBA_FILE]
    later.open_item(CUBA)
    assert owner_of(later) == "Mine"
    write_theirs(workspace)
    with pytest.raises(FileChangedError):
        later.save()


def test_a_file_that_holds_no_item_shows_the_faults_that_the_look_found(
    session: CurationSession, workspace: Workspace
) -> None:
    path = workspace.folder.root / "library.yaml"
    path.write_text(f"{path.read_text()}nonsense: 1\n")
    workspace.reload()
    session.open_file("library.yaml")
    assert session.draft is not None
    assert (session.draft.item, len(session.draft.problems)) == (None, 1)
    assert replace(session.draft, problems=()).is_dirty is False
