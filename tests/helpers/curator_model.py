"""What each item's text must be, told by a few plain dictionaries: the model of the random walk.

It knows nothing of forms, tabs or signals. A person sees one text of an item; a key typed changes
one line of it; a save writes it, unless somebody else has written there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FOLDER = "background"


@dataclass
class ModelDraft:
    """A text with what was read, and what the file must still say for a save (None: no file)."""

    text: str
    saved: str
    expected: str | None

    @property
    def is_dirty(self) -> bool:
        return self.text != self.saved


@dataclass
class ModelWindow:
    """One curator: what is shown, what waits with unsaved words, the folder as last looked at."""

    disk: dict[str, str]
    shown: str | None = None
    drafts: dict[str, ModelDraft] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)

    @property
    def draft(self) -> ModelDraft | None:
        return self.drafts[self.shown] if self.shown is not None else None

    def open(self, file: str) -> None:
        if file == self.shown or (file not in self.drafts and file not in self.disk):
            return
        self._let_go_of_clean()
        self.shown = file
        if file not in self.drafts:
            self.drafts[file] = self._read(file)

    def type_text(self, text: str) -> None:
        if self.draft is not None:
            self.draft.text = text

    def look(self) -> None:
        """Read the folder again, as F5 does: a clean draft follows its file."""
        if self.seen != self.disk:
            self.seen = dict(self.disk)
            self._follow()

    def save(self, way: str, copy: str) -> None:
        """Save; `way` is what is answered if somebody else has written there."""
        draft = self.draft
        if draft is None or not is_readable(draft.text):
            return
        if not draft.is_dirty and draft.expected == self.seen.get(self.shown or ""):
            return
        there = self.disk.get(self.shown or "")
        if there in {draft.expected, draft.text}:
            self._write()
            return
        match way:
            case "load_theirs":
                self.drafts[self.shown or ""] = self._read(self.shown or "")
            case "discard_mine":
                self._drop()
            case "write_mine":
                self._write()
            case "save_copy":
                text = with_key(draft.text, "id", copy)
                self._drop()
                self.shown = f"{FOLDER}/{copy}.md"
                self.drafts[self.shown] = ModelDraft(text, "", None)
                self._write()

    def revert(self) -> None:
        draft = self.draft
        if draft is None or not draft.is_dirty:
            return
        if draft.expected is None or self.shown not in self.seen:
            self._drop()
        elif self.seen[self.shown] != draft.expected:
            self._take_theirs()
        else:
            draft.text = draft.saved

    def _write(self) -> None:
        assert self.draft is not None
        assert self.shown is not None
        text = self.draft.text
        self.disk[self.shown] = text
        self.drafts[self.shown] = ModelDraft(text, text, text)
        self.seen = dict(self.disk)

    def _read(self, file: str) -> ModelDraft:
        text = self.disk[file]
        return ModelDraft(text, text, text)

    def _drop(self) -> None:
        if self.shown is not None:
            del self.drafts[self.shown]
        self.shown = None

    def _let_go_of_clean(self) -> None:
        if self.draft is not None and not self.draft.is_dirty:
            self._drop()

    def _follow(self) -> None:
        draft = self.draft
        if draft is None or draft.is_dirty or self.seen.get(self.shown or "") == draft.expected:
            return
        self._take_theirs()

    def _take_theirs(self) -> None:
        if self.shown in self.disk:
            self.drafts[self.shown or ""] = self._read(self.shown or "")
        else:
            self._drop()


def value_of(text: str, key: str) -> str:
    """The value of a key of the head, without its quotes."""
    match = re.search(rf"^{key}: (.*)$", text, re.MULTILINE)
    assert match is not None
    return match[1].strip('"')


def with_key(text: str, key: str, value: str) -> str:
    """The text with another value of a key: one line changes, in the quotes that it had."""
    match = re.search(rf"^{key}: (.*)$", text, re.MULTILINE)
    assert match is not None
    if match[1].strip('"') == value:
        return text
    quoted = f'"{value}"' if not value or match[1].startswith('"') else value
    return text[: match.start(1)] + quoted + text[match.end(1) :]


def with_section(text: str, heading: str, words: str) -> str:
    """The text with other words in one section of its body."""
    pattern = rf"(^## {heading}\n\n).*?(?=\n\n## |\n\Z)"
    return re.sub(pattern, lambda m: m[1] + words, text, count=1, flags=re.MULTILINE | re.DOTALL)


def has_head(text: str) -> bool:
    """Whether the head is YAML, so that a form can show it."""
    return "lang: [en\n" not in text


def is_readable(text: str) -> bool:
    """Whether the text is an item, and can be saved."""
    is_sound = value_of(text, "title") and value_of(text, "owner") and value_of(text, "summary")
    return bool(is_sound) and has_head(text) and "status: perhaps\n" not in text
