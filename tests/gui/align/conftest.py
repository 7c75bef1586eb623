"""A small checklist of the tests' own, and the workspace that walks it in an open window."""

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from briefbuilder.gui.align.align_workspace import AlignWorkspace
from helpers.surroundings import copy_library

ITEMS = (
    "cuban-missile-crisis",
    "suez-1956-unef",
    "naval-presence-port-visits",
    "prohibition-of-force",
    "collective-defence",
)
CHECKLIST = """\
format: briefbuilder-checklist
version: 1
id: civil-military-alignment
title: A short checklist
groups:
  - id: A
    title: Objective
    questions:
      - id: A1
        text: Is there one written objective?
        why: Signals drift without one.
        evidence: A page.
        who: [policy-director, commander]
        severity: blocking
        on_gap: Write it down.
      - id: A2
        text: Is the law known?
        why: It binds.
        evidence: An advice.
        severity: major
        precedents: {well: [cuban-missile-crisis], badly: [suez-1956-unef]}
        recommend: [prohibition-of-force, naval-presence-port-visits]
        on_gap: Ask the legal adviser.
  - id: B
    title: At sea
    questions:
      - id: B1
        text: Are the ships' rules agreed?
        why: Minutes matter.
        evidence: The rules.
        severity: advisory
        applies_when: {places_tag: naval}
  - id: C
    title: Afterwards
    questions:
      - id: C1
        text: Is there a review?
        why: To learn.
        evidence: A date.
        severity: major
"""


@pytest.fixture
def library_folder(tmp_path):
    folder = copy_library(tmp_path, *ITEMS)
    path = folder / "checklists" / "civil-military-alignment.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    for item in folder.glob("*/*.md"):
        # No item of the shipped library is to answer the questions of this checklist by itself.
        lines = item.read_text(encoding="utf-8").split("\n")
        kept = [line for line in lines if not line.startswith("closes:")]
        item.write_text("\n".join(kept), encoding="utf-8")
    return folder


class Window(QMainWindow):
    """The workspace with the actions of the real window that it lives under."""

    def __init__(self, desk, theme):
        super().__init__()
        self._desk = desk
        self.align = AlignWorkspace(desk, theme)
        self.setCentralWidget(self.align)
        for keys, slot in (("Ctrl+Z", self._undo), ("Ctrl+Return", self.align.next_gap)):
            action = QAction(keys, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            self.addAction(action)

    def _undo(self):
        self.align.commit_pending()
        self._desk.session.undo()


@pytest.fixture
def window(qtbot, desk, theme, session):
    made = Window(desk, theme)
    qtbot.addWidget(made, before_close_func=lambda _: desk.pending.commit())
    made.resize(1200, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def align(window):
    return window.align


@pytest.fixture
def press(qtbot, window):
    """Press keys wherever the keyboard is."""

    def press_keys(*keys):
        for key in keys:
            qtbot.keyClick(window.focusWidget(), key)

    return press_keys
