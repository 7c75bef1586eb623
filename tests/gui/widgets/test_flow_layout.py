from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from briefbuilder.gui.widgets.flow_layout import FlowLayout


class Box(QWidget):
    def sizeHint(self):  # noqa: N802 — it overrides Qt
        return QSize(60, 20)


def test_it_breaks_into_rows_where_the_width_ends(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window, gap=5)
    boxes = [Box(window) for _ in range(3)]
    for box in boxes:
        flow.addWidget(box)
    assert flow.heightForWidth(200) == 20
    assert flow.heightForWidth(130) == 45
    window.resize(130, 100)
    window.show()
    flow.activate()
    assert boxes[2].y() > boxes[1].y()
    assert boxes[1].y() == boxes[0].y()
