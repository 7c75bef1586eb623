"""The curator's work: open, write, check, create and withdraw items of the shared library.

Nothing is written over what somebody else has written since: each save compares stamps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from briefbuilder.app.opening import window_sign
from briefbuilder.app.workspace import LibraryChange, Workspace
from briefbuilder.domain import unwritten
from briefbuilder.domain.approvals import NAMELESS, approval_standing, change_status, settled
from briefbuilder.domain.items import (
    ITEM_ADAPTER,
    Item,
    Kind,
    StatementCheck,
    Status,
    revision_of,
)
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.library_check.review import (
    LibraryReview,
    Overview,
    problems_of_entry,
    review_library,
)
from briefbuilder.domain.proofs import Proof
from briefbuilder.domain.statements import statements_of
from briefbuilder.domain.words import slug
from briefbuilder.errors import (
    BriefbuilderError,
    InvalidFileError,
    NotClearError,
    NotFoundError,
    Problem,
    Severity,
    StorageError,
    UserInputError,
)
from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_
from briefbuilder.storage.item_drafts import ItemDraftStore, PutAside
from briefbuilder.storage.item_file import change_item, format_item, parse_item
from briefbuilder.storage.item_form import LooseItem, change_loosely, read_loosely
from briefbuilder.storage.looking import is_folder
from briefbuilder.storage.stamps import Stamp
from briefbuilder.storage.window_sign import WindowSign

REVIEW_AFTER_DAYS = 365


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item's text as the curator sees it, with what it says and what is wrong with it.

    `stamp` is that of the file the text came from; None for an item that has no file yet.
    """

    file: str
    text: str
    stamp: Stamp | None
    item: Item | None
    problems: tuple[Problem, ...] = ()
    saved_text: str = ""

    @property
    def is_dirty(self) -> bool:
        """Whether there is something to save."""
        return self.text != self.saved_text


@dataclass(frozen=True, slots=True)
class SavedItem:
    """A draft as it was written, and what the library has other than before it was read again."""

    draft: ItemDraft
    change: LibraryChange


def open_item(workspace: Workspace, item_id: str) -> ItemDraft:
    """Read an item's file afresh."""
    return open_file(workspace, workspace.library.entry(item_id).file)


def open_file(workspace: Workspace, file: str) -> ItemDraft:
    """Read a file of the library afresh, even one that has faults.

    `StorageError` when the library folder itself is not there.
    """
    need_folder(workspace)
    text, stamp = workspace.folder.read_item(file)
    item, problems = read_text(text, file)
    return ItemDraft(file, text, stamp, item, problems, saved_text=text)


def need_folder(workspace: Workspace) -> None:
    """Raise `StorageError` when the library folder is away: then nothing is known of its files."""
    root = workspace.folder.root
    if not is_folder(root):
        raise StorageError(
            _("The library folder {folder} is not there at the moment.", folder=root)
        )


def read_text(text: str, file: str) -> tuple[Item | None, tuple[Problem, ...]]:
    """What a text says as an item, or all that is wrong with it."""
    try:
        return parse_item(text, file), ()
    except InvalidFileError as error:
        return None, error.problems


def with_text(draft: ItemDraft, text: str) -> ItemDraft:
    """The draft with other words, read again."""
    item, problems = read_text(text, draft.file)
    return replace(draft, text=text, item=item, problems=problems)


def with_item(draft: ItemDraft, item: Item) -> ItemDraft:
    """The draft with other values; comments and order of the file stay as they are."""
    return with_text(draft, change_item(draft.text, item))


def as_form(draft: ItemDraft) -> LooseItem | None:
    """The draft key by key, as a form shows it, even while it cannot be read as an item."""
    return read_loosely(draft.text)


def with_form(draft: ItemDraft, item: Item) -> ItemDraft:
    """The draft saying what a form says, unchecked: what cannot be is in it, with its problem."""
    return with_text(draft, change_loosely(draft.text, item))


def with_values(draft: ItemDraft, **values: object) -> ItemDraft:
    """The draft with some keys of its item replaced, as a form does."""
    if draft.item is None:
        raise UserInputError(_("Mend the text first: it cannot be read as an item."))
    merged = {**draft.item.model_dump(by_alias=True), **values}
    return with_item(draft, ITEM_ADAPTER.validate_python(merged))


def save(workspace: Workspace, draft: ItemDraft) -> SavedItem:
    """Write the draft; `FileChangedError` when the file changed, `InvalidFileError` when faulty.

    An approved item whose text was changed is in review again, and says so in the text.
    """
    draft = _settled(workspace, draft)
    stamp = workspace.folder.write_item(draft.file, draft.text, draft.stamp)
    written = replace(draft, stamp=stamp, saved_text=draft.text)
    return SavedItem(written, workspace.reload_written(draft.file))


def as_copy(draft: ItemDraft, item_id: str) -> ItemDraft:
    """The draft as a new item under another id: nobody has approved that, or changed its status."""
    if draft.item is None:
        raise UserInputError(_("Mend the text first: it cannot be read as an item."))
    own = draft.item.model_copy(update={"id": item_id, "status_changes": ()})
    if own.status is Status.APPROVED:
        own = own.model_copy(update={"status": Status.IN_REVIEW})
    folder = draft.file.rpartition("/")[0]
    return with_item(replace(draft, file=f"{folder}/{item_id}.md", stamp=None, saved_text=""), own)


def _settled(workspace: Workspace, draft: ItemDraft) -> ItemDraft:
    if draft.item is None:
        return draft
    before, _ = read_text(draft.saved_text, draft.file)
    by = workspace.surroundings.author or NAMELESS
    item = settled(draft.item, before, by=by, on=workspace.today())
    return draft if item is draft.item else with_item(draft, item)


def new_item(workspace: Workspace, kind: Kind, title: str) -> ItemDraft:
    """A draft of a new item with the sections of its kind, not yet on disk."""
    item_id = slug(title)
    if not item_id:
        raise UserInputError(_("Give the item a title with letters or digits in it."))
    if item_id in workspace.library.entries:
        raise UserInputError(
            _("The library has an item “{id}” already; ids are never reused.", id=item_id)
        )
    today = workspace.today()
    head: dict[str, object] = {
        "id": item_id,
        "kind": kind,
        "title": title.strip(),
        "summary": _(unwritten.SUMMARY),
        "status": Status.DRAFT,
        "owner": workspace.surroundings.author or _(unwritten.OWNER),
        "as_at": today,
        "review_by": today + dt.timedelta(days=REVIEW_AFTER_DAYS),
        "lang": workspace.library.settings.lang,
        "body": "\n\n".join(
            f"## {rule.heading}\n{_(unwritten.SECTION)}"
            for rule in spec_of(kind).sections
            if rule.required
        ),
        **spec_of(kind).begins(today),
    }
    item = ITEM_ADAPTER.validate_python(head)
    file = f"{spec_of(kind).folder}/{item_id}.md"
    text = format_item(item)
    parsed, problems = read_text(text, file)
    return ItemDraft(file, text, None, parsed, problems)


def set_status(workspace: Workspace, item_id: str, status: Status, why: str) -> SavedItem:
    """Give an item of the library another status, and save it; raises what `with_status` does."""
    return save(workspace, with_status(workspace, open_item(workspace, item_id), status, why))


_ITS_STATUS = {
    Status.DRAFT: N_("That is its status already: draft."),
    Status.IN_REVIEW: N_("That is its status already: in-review."),
    Status.APPROVED: N_("That is its status already: approved."),
    Status.WITHDRAWN: N_("That is its status already: withdrawn."),
}


def with_status(
    workspace: Workspace,
    draft: ItemDraft,
    status: Status,
    why: str,
    seen: Overview | None = None,
) -> ItemDraft:
    """The draft with another status, and with who gave it, when and why.

    Raises `UserInputError` without a reason or a name, and `NotClearError` with each error when
    an item with errors is to be approved.
    """
    item = draft.item
    if item is None:
        raise UserInputError(_("Mend the text first: it cannot be read as an item."))
    reason, by = " ".join(why.split()), workspace.surroundings.author
    if not reason:
        raise UserInputError(_("Say why the status is changed: the reason is kept with the item."))
    if not by:
        raise UserInputError(_("A status needs a name: the program does not know who you are."))
    if status is item.status is approval_standing(item, revision_of(item)).status:
        raise UserInputError(_(_ITS_STATUS[status]))
    errors = errors_of(draft, seen or overview(workspace)) if status is Status.APPROVED else ()
    if errors:
        sentence = n_(
            "The item has {number} error and cannot be approved with them.",
            "The item has {number} errors and cannot be approved with them.",
            len(errors),
        )
        raise NotClearError(sentence, errors)
    return with_item(draft, change_status(item, status, by=by, on=workspace.today(), why=reason))


def errors_of(draft: ItemDraft, seen: Overview) -> tuple[Problem, ...]:
    """The errors for which an item cannot be approved."""
    return tuple(one for one in problems_of(draft, seen) if one.severity is Severity.ERROR)


def check_statement(
    workspace: Workspace, draft: ItemDraft, *, statement: str, grade: str, address: str = ""
) -> ItemDraft:
    """Record that the user has read the source and that it supports the statement (by its hash)."""
    if draft.item is None:
        raise UserInputError(_("Mend the text first: it cannot be read as an item."))
    if statement not in {one.hash for one in statements_of(draft.item)}:
        raise NotFoundError(_("The item holds no such statement any more."))
    by = workspace.surroundings.author
    if not by:
        raise UserInputError(_("A check needs a name: the program does not know who you are."))
    check = StatementCheck(
        statement=statement, by=by, on=workspace.today(), grade=grade, address=address
    )
    # Somebody else's check of the same words stays: a second reading is worth more than one.
    others = tuple(one for one in draft.item.checks if (one.statement, one.by) != (statement, by))
    return with_item(draft, draft.item.model_copy(update={"checks": (*others, check)}))


def draft_store(workspace: Workspace, sign: WindowSign | None = None) -> ItemDraftStore:
    """Where a window's unsaved items are put aside between autosaves."""
    sign = sign or window_sign(workspace.surroundings)
    state = workspace.surroundings.folders.state
    return ItemDraftStore(state / "item-drafts", workspace.folder.root, sign)


def put_aside(store: ItemDraftStore, drafts: Iterable[ItemDraft]) -> None:
    """Keep exactly these drafts for after a crash."""
    putting_aside(store, drafts)()


def putting_aside(store: ItemDraftStore, drafts: Iterable[ItemDraft]) -> Callable[[], None]:
    """What keeps exactly these drafts for after a crash, on any thread."""
    return store.keeping(
        PutAside(file=one.file, text=one.text, base=one.stamp.sha256 if one.stamp else None)
        for one in drafts
    )


def drafts_left_behind(workspace: Workspace, store: ItemDraftStore) -> tuple[ItemDraft, ...]:
    """The drafts that an earlier run put aside and did not save.

    Each knows the file as it was then, so that saving it over a colleague's later text is refused.
    """
    drafts: list[ItemDraft] = []
    for one in store.pending():
        try:
            now = open_file(workspace, one.file)
        except BriefbuilderError:
            now = None  # a new item, or a file that has gone
        same = now is not None and now.stamp is not None and now.stamp.sha256 == one.base
        saved = now.text if now is not None and same else ""
        stamp = Stamp(0, one.base, 0) if one.base is not None else None
        item, problems = read_text(one.text, one.file)
        draft = ItemDraft(one.file, one.text, stamp, item, problems, saved_text=saved)
        if draft.is_dirty:
            drafts.append(draft)
    return tuple(drafts)


def overview(workspace: Workspace) -> Overview:
    """A look at the whole library as it was last read, for those who ask about it repeatedly."""
    return Overview.of(workspace.library, workspace.today())


def problems_of(draft: ItemDraft, seen: Overview) -> tuple[Problem, ...]:
    """What is wrong with a draft: its own faults, or what the library check will say of it."""
    if draft.item is None:
        return draft.problems
    entry = LibraryEntry(draft.item, revision_of(draft.item), draft.file, draft.text)
    return problems_of_entry(seen, entry)


def review(workspace: Workspace, proofs: Mapping[str, Proof] | None = None) -> LibraryReview:
    """All that the library check finds, advice and what is waived included.

    `proofs` says how items print; `app.proofing` makes them.
    """
    return review_library(workspace.library, workspace.today(), proofs=proofs)
