"""What nobody sees rests, and is up to date when it is seen."""

import pytest
from PySide6.QtWidgets import QWidget

from briefbuilder.domain.changes import Aspect, Changes
from briefbuilder.gui.shared.resting import Refresh


class Shown:
    """Counts how often a widget was made anew."""

    def __init__(self, widget, aspects=None):
        self.times = 0
        self.refresh = Refresh(widget, self._make_anew, aspects)

    def _make_anew(self):
        self.times += 1


@pytest.fixture
def panel(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    yield QWidget(window)
    window.close()


def test_a_hidden_widget_is_made_anew_once_when_it_is_shown(panel):
    shown = Shown(panel)
    for _ in range(3):
        shown.refresh.ask()
    assert shown.times == 0
    panel.window().show()
    assert shown.times == 1
    panel.window().hide()
    panel.window().show()
    assert shown.times == 1
    shown.refresh.ask()
    assert shown.times == 2


def test_only_what_it_depends_on_makes_it_anew(panel):
    shown = Shown(panel, frozenset({Aspect.PINS}))
    panel.window().show()
    shown.refresh.on_brief_changed(Changes(frozenset({Aspect.BLOCKS})))
    shown.refresh.on_brief_changed(Changes())
    assert shown.times == 0
    shown.refresh.on_brief_changed(Changes(frozenset({Aspect.BLOCKS, Aspect.PINS})))
    assert shown.times == 1
