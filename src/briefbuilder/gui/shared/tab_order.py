"""The order in which Tab goes through the fields of a page: as they stand, not as made."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget


def order_as_seen(page: QWidget) -> list[QWidget]:
    """Let Tab go down the page, line by line, through what can be seen of it now; the fields.

    What has a focus proxy is no stop of its own: the line of a combo box, the day of a date.
    """
    for box in page.findChildren(QDialogButtonBox):
        # Qt makes the row of buttons stand for the first of them. It comes before the fields in
        # Qt's own ring, so that Tab would lead from the last button back to the first for ever.
        box.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes it, its stubs forget it
    fields = [
        (widget.mapTo(page, QPoint(0, 0)), widget)
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisibleTo(page)
    ]
    fields.sort(key=lambda placed: (placed[0].y(), placed[0].x()))
    for (_, first), (_, second) in pairwise(fields):
        QWidget.setTabOrder(first, second)
    return [widget for _, widget in fields]
