"""What has the keyboard is framed once, with nothing drawn over its words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QRadioButton, QWidget


@pytest.mark.parametrize("kind", [QPushButton, QCheckBox, QRadioButton])
def test_the_frame_of_the_keyboard_is_the_only_one(qtbot, theme, kind):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(200, 120)
    before = QLineEdit(page)
    button = kind("        ", page)
    button.setGeometry(0, 50, 160, 40)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert button.hasFocus()
    shown = button.grab().toImage()
    column = [shown.pixel(30, y) for y in range(4, button.height() - 4)]
    assert len(set(column)) == 1
