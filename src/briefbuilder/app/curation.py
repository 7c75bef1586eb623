"""The curator's session: the draft that is shown, and those that wait with unsaved words.

It is to the library what `app.session` is to a brief. Going to another item never asks and never
loses anything: an unsaved draft stays here until it is saved or given up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from briefbuilder.app import curating
from briefbuilder.app.curating import ItemDraft, SavedItem
from briefbuilder.app.file_state import FileState
from briefbuilder.app.on_disk import OnDisk, last_seen, look_at_file
from briefbuilder.app.workspace import LibraryChange, Workspace
from briefbuilder.domain.items import Item, Kind, Status
from briefbuilder.domain.kinds import FOLDERS
from briefbuilder.errors import BriefbuilderError, NotFoundError
from briefbuilder.language.interface import _
from briefbuilder.storage.item_drafts import ItemDraftStore
from briefbuilder.storage.stamps import Stamp


class ChangedBy(StrEnum):
    """Who made the draft say something else."""

    TEXT = "text"
    FORM = "form"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Gathering:
    """The draft is about to be changed, saved or left: who edits it hands over what was typed.

    After that no editor holds anything that the draft does not say.
    """


@dataclass(frozen=True, slots=True)
class Opened:
    """Another draft is shown, or none."""


@dataclass(frozen=True, slots=True)
class DraftChanged:
    """The draft that is shown says something else."""

    by: ChangedBy


@dataclass(frozen=True, slots=True)
class StandingChanged:
    """A draft was saved, given up or became unsaved."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """The file of the unsaved draft that is shown was written by somebody else."""


@dataclass(frozen=True, slots=True)
class LibraryRead:
    """A save has read the library again."""

    change: LibraryChange


@dataclass(frozen=True, slots=True)
class Lost:
    """What was shown has gone, without anything of the user's in it; why, as a sentence."""

    sentence: str


CurationEvent = Gathering | Opened | DraftChanged | StandingChanged | Outdated | LibraryRead | Lost
Listener = Callable[[CurationEvent], None]


def is_item_file(file: str) -> bool:
    """Whether a file of the library holds an item, and not sources, a checklist or a scheme."""
    return file.rpartition("/")[0] in FOLDERS


class CurationSession:
    """Opens, changes and saves drafts of items, and tells its listeners of it.

    Whoever reads the library again calls `follow_library` afterwards.
    """

    def __init__(self, workspace: Workspace, store: ItemDraftStore) -> None:
        self.workspace = workspace
        self._store = store
        self._draft: ItemDraft | None = None
        self._listeners: list[Listener] = []
        behind = curating.drafts_left_behind(workspace, store)
        self._waiting: dict[str, ItemDraft] = {one.file: one for one in behind}

    @property
    def draft(self) -> ItemDraft | None:
        """The draft that is shown."""
        return self._draft

    @property
    def unsaved(self) -> tuple[ItemDraft, ...]:
        """Every draft with something to save, by file."""
        drafts = dict(self._waiting)
        if self._draft is not None and self._draft.is_dirty:
            drafts[self._draft.file] = self._draft
        return tuple(drafts[file] for file in sorted(drafts))

    @property
    def file_state(self) -> FileState:
        """How the file of the draft stood at the last look, beside what the draft was read from."""
        return FileState.SAME if self._draft is None else last_seen(self.workspace, self._draft)

    @property
    def is_outdated(self) -> bool:
        """Whether the file is not the one that the draft was read from."""
        return self.file_state not in {FileState.NEW, FileState.SAME}

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of everything from now on; the returned function ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def gather(self) -> None:
        """Have everything that was typed in the draft's text."""
        self._tell(Gathering())

    def open_item(self, item_id: str) -> None:
        """Show an item."""
        waiting = next(
            (one.file for one in self.unsaved if one.item is not None and one.item.id == item_id),
            None,
        )
        self.open_file(waiting or self.workspace.library.entry(item_id).file)

    def open_file(self, file: str) -> None:
        """Show a file of the library, even one with faults. What is shown now waits if unsaved."""
        if self._draft is not None and self._draft.file == file:
            return
        self.gather()
        draft = self._waiting.pop(file, None) or _read(self.workspace, file)
        self._put_by()
        self._draft = draft
        self._tell(Opened())

    def start(self, kind: Kind, title: str) -> None:
        """Show a draft of a new item."""
        self.gather()
        draft = curating.new_item(self.workspace, kind, title)
        if draft.file in self._waiting:
            self.open_file(draft.file)
            return
        self._put_by()
        self._draft = draft
        self._tell(Opened())
        self._tell(StandingChanged())

    def type_text(self, text: str) -> None:
        """Take another text over, as typed."""
        if self._draft is not None and text != self._draft.text:
            self._become(curating.with_text(self._draft, text), ChangedBy.TEXT)

    def write_form(self, item: Item) -> None:
        """Put what a form says into the draft's text, which alone is true."""
        if self._draft is not None:
            changed = curating.with_form(self._draft, item)
            if changed.text != self._draft.text:
                self._become(changed, ChangedBy.FORM)

    def check(self, statement: str, grade: str, address: str) -> None:
        """Record that the user has read a statement's source."""
        self.gather()
        if self._draft is not None:
            checked = curating.check_statement(
                self.workspace, self._draft, statement=statement, grade=grade, address=address
            )
            self._become(checked, ChangedBy.SESSION)

    def set_status(self, status: Status, why: str) -> None:
        """Give the draft another status; raises as `curating.with_status`. It is not saved."""
        self.gather()
        if self._draft is not None:
            changed = curating.with_status(self.workspace, self._draft, status, why)
            self._become(changed, ChangedBy.SESSION)

    def relate(self, item_id: str, other: str) -> None:
        """Show an item with another named as related; it is not saved by this."""
        self.open_item(item_id)
        draft = self._draft
        if draft is not None and draft.item is not None and other not in draft.item.related:
            related = (*draft.item.related, other)
            self._become(curating.with_values(draft, related=related), ChangedBy.SESSION)

    def drop_check(self, statement: str) -> None:
        """Take the checks of a statement out: its words are not there any more."""
        self.gather()
        draft = self._draft
        if draft is not None and draft.item is not None:
            left = tuple(one for one in draft.item.checks if one.statement != statement)
            item = draft.item.model_copy(update={"checks": left})
            self._become(curating.with_item(draft, item), ChangedBy.SESSION)

    def save(self) -> None:
        """Write the draft that is shown; raises what `curating.save` raises."""
        self.gather()
        before = self._draft
        if before is not None:
            saved = curating.save(self.workspace, before)
            self._draft = saved.draft
            self._tell_saved(saved, says_other=saved.draft.text != before.text)

    def save_copy(self, item_id: str) -> None:
        """Write the draft as a new item under another id, and go on with that one."""
        self.gather()
        draft = self._draft
        if draft is None or draft.item is None:
            return
        saved = curating.save(self.workspace, curating.as_copy(draft, item_id))
        self._draft = saved.draft
        self._tell(Opened())
        self._tell_saved(saved, says_other=False)

    def look(self) -> OnDisk:
        """What stands at the draft's place on the disk now."""
        if self._draft is None:
            raise NotFoundError(_("No item is open."))
        return look_at_file(self.workspace, self._draft)

    def take_over(self, theirs: ItemDraft) -> None:
        """Show what the file says in place of the draft; the text's undo has the draft."""
        self.gather()
        self._become(theirs, ChangedBy.SESSION)

    def write_over(self, stamp: Stamp | None) -> None:
        """Save over the file that the user has just seen, or where none was, and over no other."""
        if self._draft is not None:
            self._draft = replace(self._draft, stamp=stamp)
            self.save()

    def revert(self) -> None:
        """Go back to the file as it is now; a draft that has no file, or none now, goes away."""
        self.gather()
        draft = self._draft
        if draft is None:
            return
        if draft.stamp is None or self.file_state is FileState.GONE:
            self.discard()
        elif self.is_outdated:
            self._follow(draft.file)
        else:
            self._become(curating.with_text(draft, draft.saved_text), ChangedBy.SESSION)

    def discard(self) -> None:
        """Drop the draft that is shown."""
        self._draft = None
        self._tell(Opened())
        self._tell(StandingChanged())

    def give_up(self) -> None:
        """Drop every unsaved draft."""
        self.gather()
        self._waiting.clear()
        if self._draft is not None and self._draft.is_dirty:
            self.revert()
        self._tell(StandingChanged())

    def follow_library(self) -> None:
        """Go on in a library that was read again.

        A draft without changes follows its file; an unsaved one stays, and the user is told.
        """
        self.gather()
        draft = self._draft
        if draft is None or not self.is_outdated:
            return
        if draft.is_dirty:
            self._tell(Outdated())
        else:
            self._follow(draft.file)

    def recovery_copies(self) -> Callable[[], None]:
        """What puts every unsaved draft aside for after a crash, on any thread."""
        return curating.putting_aside(self._store, self.unsaved)

    def _put_by(self) -> None:
        if self._draft is not None and self._draft.is_dirty:
            self._waiting[self._draft.file] = self._draft

    def _become(self, draft: ItemDraft, by: ChangedBy) -> None:
        was_dirty = self._draft is not None and self._draft.is_dirty
        self._draft = draft
        self._tell(DraftChanged(by))
        if was_dirty != draft.is_dirty:
            self._tell(StandingChanged())

    def _follow(self, file: str) -> None:
        """Show a file as it is now: nothing of the user's is to be kept."""
        try:
            self._become(_read(self.workspace, file), ChangedBy.SESSION)
        except BriefbuilderError as error:
            gone = self.file_state is FileState.GONE
            self.discard()
            if gone:
                self._tell(Lost(_("{file} has been removed from the library.", file=file)))
            else:
                self._tell(Lost(_("{file} cannot be read: {error}", file=file, error=error)))

    def _tell_saved(self, saved: SavedItem, *, says_other: bool) -> None:
        self._tell(LibraryRead(saved.change))
        if says_other:
            self._tell(DraftChanged(ChangedBy.SESSION))
        self._tell(StandingChanged())

    def _tell(self, event: CurationEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)


def _read(workspace: Workspace, file: str) -> ItemDraft:
    """A file as a draft; one that holds no item keeps the faults that the scan found in it."""
    draft = curating.open_file(workspace, file)
    if is_item_file(file):
        return draft
    problems = tuple(one for one in workspace.library.problems if one.place.file == file)
    return replace(draft, item=None, problems=problems)
