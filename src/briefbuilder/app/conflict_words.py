"""The file is not what a draft was read from: what that is called, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefbuilder.app.curating import ItemDraft, read_text
from briefbuilder.app.file_state import FileState
from briefbuilder.app.guarded_save import WayOn
from briefbuilder.app.on_disk import OnDisk
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_


@dataclass(frozen=True, slots=True)
class StateWords:
    """What a state of the file is called: in a notice, as a title, and in whole sentences."""

    notice: str
    title: str
    words: str


STANDINGS = {
    FileState.CHANGED: StateWords(
        N_("Somebody else has changed the file since you opened it."),
        N_("Somebody else has changed the file"),
        N_(
            "{file} is no longer the file that you opened. Nothing was overwritten. Below, what "
            "only their text has is struck through, and what only yours has is underlined."
        ),
    ),
    FileState.GONE: StateWords(
        N_("The file has been removed, or renamed, since you opened it."),
        N_("The file has been removed"),
        N_(
            "{file} is not there any more: somebody has deleted, moved or renamed it. Your text is "
            "whole. Below is what you changed since you opened it."
        ),
    ),
    FileState.UNREADABLE: StateWords(
        N_("The file cannot be read any more."),
        N_("The file cannot be read any more"),
        N_(
            "{file}: {why} Nothing was overwritten, and your text is whole. Below is what you "
            "changed since you opened it."
        ),
    ),
}


def state_words(there: OnDisk) -> StateWords:
    """What the file's state is called in a conflict."""
    return STANDINGS.get(there.state, STANDINGS[FileState.CHANGED])


def file_notice(state: FileState) -> str:
    """What has become of the file, in a line with its sign; "" while it is as it was opened."""
    standing = STANDINGS.get(state)
    return "" if standing is None else f"▲ {_(standing.notice)}"


def ways_on(there: OnDisk) -> Iterator[tuple[WayOn, str, str]]:
    """Each way on with its name and what it does, the careful one first."""
    yield WayOn.KEEP_EDITING, _("Keep editing"), _("Nothing is written; decide later.")
    if there.draft is not None:
        yield WayOn.LOAD_THEIRS, _("Load theirs"), _("Undo in the Text tab gets yours back.")
    else:
        yield WayOn.DISCARD_MINE, _("Discard mine"), _("Your text goes away; nothing is written.")
    is_free = there.state is not FileState.CHANGED
    kept = _("Your text becomes a new item.") if is_free else _("Both stay, as two items.")
    yield WayOn.SAVE_COPY, _("Save mine under another id…"), kept
    if there.state is FileState.GONE:
        yield WayOn.WRITE_MINE, _("Write it again"), _("Your text becomes the file, where it was.")
    elif there.may_be_written:
        is_theirs = there.draft is not None
        name = _("Replace theirs with mine") if is_theirs else _("Replace it with mine")
        yield WayOn.WRITE_MINE, name, _("Only what you see here is replaced.")


def as_opened(mine: ItemDraft) -> ItemDraft:
    """A draft as it was before it was changed here."""
    item, problems = read_text(mine.saved_text, mine.file)
    return replace(mine, text=mine.saved_text, item=item, problems=problems)
