"""A thousand gestures at two windows over one folder end where a plain model says.

The seed is printed; set BRIEFBUILDER_WALK_SEED to walk the same way again, or another.
"""

import os
import random
import sys
from collections import Counter
from dataclasses import dataclass
from typing import cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QMessageBox

from briefbuilder.domain.items import Kind
from briefbuilder.errors import BriefbuilderError
from briefbuilder.gui.library.conflict_dialog import ConflictDialog
from briefbuilder.gui.library.item_dialogs import CopyDialog
from briefbuilder.gui.library.library_workspace import LibraryWorkspace
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.render.worker import LayoutWorker
from briefbuilder.storage.item_file import format_item
from helpers.builders import make_item
from helpers.curator import DIFFERENCES, FORM, STATEMENTS, TEXT
from helpers.curator_model import (
    FOLDER,
    ModelWindow,
    has_head,
    is_readable,
    value_of,
    with_key,
    with_section,
)
from helpers.fake_layout_worker import FakeLayoutWorker
from helpers.surroundings import open_workspace

pytestmark = pytest.mark.slow

GESTURES = 1000
USUAL_SEED = 20261130
SEED = int(os.environ.get("BRIEFBUILDER_WALK_SEED", USUAL_SEED))
ITEMS = ("alpha", "bravo", "charlie")
BODY = "## In brief\n\nOne.\n\n## What is known\n\nTwo.\n\n## What it means for a brief\n\nThree."
SETTINGS = "format: briefbuilder-library\nversion: 1\nid: walk\ntitle: Walk\n"
WAYS = ("keep_editing", "load_theirs", "write_mine", "save_copy", "discard_mine")


@dataclass
class Answers:
    """What the dialogs are answered with until the next gesture."""

    way: str = "keep_editing"
    gives_up: bool = True
    copy: str = ""


class Walker:
    """One window, and what the model says of it."""

    def __init__(self, library, desk, disk, chance, answers):
        self.library, self.desk, self.chance, self.answers = library, desk, chance, answers
        self.model = ModelWindow(disk, seen=dict(disk))
        self.typed = 0

    def gesture(self):
        """Make one gesture of those that the window offers now; return its name."""
        name = self.chance.choice(
            ("open",) * 4
            + ("change_tab",) * 5
            + ("type_key",) * 8
            + ("empty_key",) * 4
            + ("type_section",) * 3
            + ("mend_in_text",) * 6
            + ("break_in_text",) * 3
            + ("save",) * 6
            + ("revert",) * 3
            + ("look",) * 3
            + ("hand_over",) * 4
        )
        getattr(self, name)()
        return name

    def open(self):
        file = f"{FOLDER}/{self.chance.choice(ITEMS)}.md"
        try:
            self.library.drafts.open_file(file)
        except BriefbuilderError:
            assert file not in self.model.disk
        self.model.open(file)

    def change_tab(self):
        self.go_to(self.chance.choice((STATEMENTS, FORM, TEXT, DIFFERENCES)))

    def type_key(self):
        self.typed += 1
        self.fill(self.chance.choice(("title", "owner", "summary")), f"Words {self.typed}")

    def empty_key(self):
        self.fill(self.chance.choice(("title", "owner", "summary")), "")

    def fill(self, key, value):
        if self.model.draft is None or not has_head(self.model.draft.text):
            return
        self.go_to(FORM)
        self.write(self.library.item.form.editor(key).edit, value)
        self.model.type_text(with_key(self.model.draft.text, key, value))

    def type_section(self):
        if self.model.draft is None or not has_head(self.model.draft.text):
            return
        self.typed += 1
        self.go_to(FORM)
        heading = self.chance.choice(("In brief", "What is known"))
        self.write(self.library.item.form.section(heading).edit, f"Say {self.typed}")
        text = with_section(self.model.draft.text, heading, f"Say {self.typed}")
        self.model.type_text(text)

    def write(self, edit, words):
        edit.setFocus()
        edit.selectAll()
        if words:
            QTest.keyClicks(edit, words)
        else:
            QTest.keyClick(edit, "\b")
            self.hand_over()  # an empty value is written in quotes, which the next one keeps

    def mend_in_text(self):
        if self.model.draft is None:
            return
        self.typed += 1
        text = self.model.draft.text.replace("lang: [en\n", "lang: en\n")
        text = text.replace("status: perhaps\n", "status: in-review\n")
        for key in ("title", "owner", "summary"):
            if not value_of(text, key) or key == "title":
                text = with_key(text, key, f"Mended {self.typed}")
        self.type_in_text(text)

    def break_in_text(self):
        if self.model.draft is None:
            return
        old, new = self.chance.choice(
            (("lang: en\n", "lang: [en\n"), ("status: in-review\n", "status: perhaps\n"))
        )
        self.type_in_text(self.model.draft.text.replace(old, new))

    def type_in_text(self, text):
        self.go_to(TEXT)
        self.library.item.text.editor.setPlainText(text)
        self.model.type_text(text)

    def save(self):
        self.library.save()
        self.model.save(self.answers.way, self.answers.copy)

    def revert(self):
        self.library.revert()
        if self.answers.gives_up:
            self.model.revert()

    def look(self):
        self.desk.look_at_library()
        self.model.look()

    def hand_over(self):
        self.library.commit_pending()

    def go_to(self, tab):
        self.library.item.tabs.setCurrentIndex(tab)

    def check(self):
        """Everything that was typed is handed over, and is what the model says."""
        self.library.commit_pending()
        drafts, model = self.library.drafts, self.model
        shown = drafts.draft.file if drafts.draft is not None else None
        assert shown == model.shown
        dirty = {file: one.text for file, one in model.drafts.items() if one.is_dirty}
        assert {one.file: one.text for one in drafts.unsaved} == dirty
        if model.draft is None:
            return
        assert drafts.draft.text == model.draft.text
        assert (drafts.draft.item is not None) == is_readable(model.draft.text)
        assert self.library.item.text.editor.toPlainText() == model.draft.text
        if self.library.item.tabs.currentIndex() == FORM and has_head(model.draft.text):
            for key in ("title", "owner"):
                field = self.library.item.form.editor(key).edit
                assert field.text() == value_of(model.draft.text, key)


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "library"
    (root / FOLDER).mkdir(parents=True)
    (root / "library.yaml").write_text(SETTINGS, encoding="utf-8")
    for name in ITEMS:
        item = make_item(name, Kind.BACKGROUND, body=BODY, status="in-review")
        (root / FOLDER / f"{name}.md").write_text(format_item(item), encoding="utf-8")
    return root


def texts_in(root):
    return {f"{FOLDER}/{one.name}": one.read_text("utf-8") for one in (root / FOLDER).glob("*.md")}


def outside(chance, root, disk, original, number):
    """Somebody at the files themselves: deletes one, brings it back, or changes its owner."""
    file = f"{FOLDER}/{chance.choice(ITEMS)}.md"
    if file in disk and chance.random() < 0.5:
        del disk[file]
        (root / file).unlink()
        return
    text = disk.get(file, original[file])
    if is_readable(text):
        text = with_key(text, "owner", f"Outside {number}")
    disk[file] = text
    (root / file).write_text(text, encoding="utf-8")


def answer_dialogs(monkeypatch, chance, answers):
    def solve(dialog):
        offered = [one.objectName() for one in dialog.findChildren(QAbstractButton)]
        answers.way = chance.choice([way for way in WAYS if way in offered])
        dialog.findChild(QAbstractButton, answers.way).click()
        return dialog.result()

    def copy(dialog):
        dialog.id_edit.setText(answers.copy)
        dialog.go.click()
        return dialog.result()

    def revert(box):
        wanted = "Give the changes up" if answers.gives_up else "Keep them"
        for button in box.buttons():
            if button.text() == wanted:
                button.click()
        return 0

    monkeypatch.setattr(ConflictDialog, "exec", solve)
    monkeypatch.setattr(CopyDialog, "exec", copy)
    monkeypatch.setattr(QMessageBox, "exec", revert)


def test_a_thousand_gestures_end_where_the_model_says(qtbot, theme, tmp_path, folder, monkeypatch):
    sys.stdout.write(f"BRIEFBUILDER_WALK_SEED={SEED}\n")
    chance, answers = random.Random(SEED), Answers()
    answer_dialogs(monkeypatch, chance, answers)
    disk = texts_in(folder)
    original = dict(disk)
    walkers, opened = [], []
    for name in ("one", "two"):
        workspace = open_workspace(tmp_path / name, library=folder)
        desk = Desk(workspace, cast(LayoutWorker, FakeLayoutWorker()))
        desk.close()  # nothing but the gestures reads the folder
        window = QMainWindow()
        window.setCentralWidget(LibraryWorkspace(desk, theme))
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        walkers.append(Walker(window.centralWidget(), desk, disk, chance, answers))
        opened.append((workspace, window))

    made = Counter()
    for number in range(GESTURES):
        answers.way, answers.copy = "keep_editing", f"copy-{number}"
        answers.gives_up = chance.random() < 0.7
        walker = chance.choice(walkers)
        if chance.random() < 0.04:
            outside(chance, folder, disk, original, number)
            made["outside"] += 1
        else:
            made[walker.gesture()] += 1
        made[answers.way] += 1
        if chance.random() < 0.4:
            walker.check()
            assert texts_in(folder) == disk
    for walker in walkers:
        walker.check()
    assert texts_in(folder) == disk
    if SEED == USUAL_SEED:  # which is known to go every way
        assert all(made[one] for one in (*WAYS, "revert", "mend_in_text", "empty_key", "outside"))
    for walker in walkers:
        walker.desk.closing.emit()  # the thread that checks the library ends
    for workspace, _window in opened:
        workspace.close()
