"""What stands at a draft's place on the disk: the same file, another, none, one unreadable."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.app.curating import ItemDraft, need_folder, open_file
from briefbuilder.app.file_state import FileState
from briefbuilder.app.workspace import Workspace
from briefbuilder.errors import BriefbuilderError, StorageError
from briefbuilder.storage.stamps import Stamp, stamp_of


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What is there.

    `stamp` is what a save has to find to replace it, where that can be known; `draft` what it
    says, where it can be read; `why` why it cannot.
    """

    state: FileState
    stamp: Stamp | None = None
    draft: ItemDraft | None = None
    why: str = ""

    @property
    def may_be_written(self) -> bool:
        """Whether a save can put the draft there: over what was looked at, or where nothing is."""
        return self.stamp is not None or self.state in {FileState.NEW, FileState.GONE}


def last_seen(workspace: Workspace, draft: ItemDraft) -> FileState:
    """How the file stood at the last look at the library folder; the disk is not touched."""
    file = workspace.scanned.files.get(draft.file)
    if file is None:
        return FileState.NEW if draft.stamp is None else FileState.GONE
    if file.stamp is None or not file.is_text:
        return FileState.UNREADABLE
    same = draft.stamp is not None and draft.stamp.sha256 == file.stamp.sha256
    return FileState.SAME if same else FileState.CHANGED


def look_at_file(workspace: Workspace, draft: ItemDraft) -> OnDisk:
    """Look at the file now. `StorageError` when the library folder itself is not there."""
    need_folder(workspace)
    try:
        stamp = stamp_of(workspace.folder.root / draft.file)
    except StorageError as error:
        return OnDisk(FileState.UNREADABLE, why=_why(error))
    if stamp is None:
        return OnDisk(FileState.NEW if draft.stamp is None else FileState.GONE)
    try:
        theirs = open_file(workspace, draft.file)
    except BriefbuilderError as error:
        return OnDisk(FileState.UNREADABLE, stamp, why=_why(error))
    same = draft.stamp is not None and draft.stamp.sha256 == stamp.sha256
    return OnDisk(FileState.SAME if same else FileState.CHANGED, stamp, theirs)


def _why(error: BriefbuilderError) -> str:
    """What is wrong with the file; whoever tells it names the file."""
    return " ".join(one.sentence for one in error.problems) or str(error)
