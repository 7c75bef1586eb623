"""Rows that are made anew do not take the keyboard away from whoever is in one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QListWidget, QWidget
from shiboken6 import isValid

KEPT_AS = "kept-as"
"""A property by which a control is known again whose words may change; else by its name."""


@contextmanager
def keyboard_kept(panel: QWidget, refuge: QWidget | None = None) -> Iterator[None]:
    """While the rows of `panel` are made anew: the keyboard stays on the same one.

    Where it has gone, the one that stands in its place gets it; where none is left, `refuge`. It
    never falls to another panel meanwhile, where a key would do something else.
    """
    # PySide's stubs forget that there may be none.
    focused: QWidget | None = panel.window().focusWidget()
    if focused is None or not panel.isAncestorOf(focused):
        yield
        return
    before = _stops(panel)
    place = before.index(focused) if focused in before else 0
    known = _known_as(before)
    name = known.get(focused)
    panel.setFocus(Qt.FocusReason.OtherFocusReason)
    yield
    after = _stops(panel)
    target: QWidget | None
    if isValid(focused) and focused in after:
        target = focused
    else:
        names = _known_as(after)
        target = next((one for one in after if names[one] == name), None)
        target = target or _in_place(after, place, like=focused) or refuge
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)


@contextmanager
def row_kept(rows: QListWidget) -> Iterator[None]:
    """While a list is filled anew: the same row is the current one, or the one in its place."""
    number, item = rows.currentRow(), rows.currentItem()
    # PySide's stubs forget that there may be none.
    words = item.text() if item is not None else None  # type: ignore[redundant-expr]
    yield
    if number < 0 or not rows.count():
        return
    same = rows.findItems(words, Qt.MatchFlag.MatchExactly) if words else []
    rows.setCurrentRow(rows.row(same[0]) if same else min(number, rows.count() - 1))


def _stops(panel: QWidget) -> list[QWidget]:
    """Where the keyboard can go in a panel, in the order in which it was made."""
    return [
        one
        for one in panel.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and one.isVisibleTo(panel)
    ]


def _known_as(stops: Sequence[QWidget]) -> dict[QWidget, tuple[str, int]]:
    """The name of each, with a number for those that share one."""
    found: dict[QWidget, tuple[str, int]] = {}
    seen: dict[str, int] = {}
    for one in stops:
        name = str(one.property(KEPT_AS) or one.accessibleName())
        seen[name] = number = seen.get(name, 0) + 1
        found[one] = (name, number)
    return found


def _in_place(stops: Sequence[QWidget], place: int, *, like: QWidget) -> QWidget | None:
    """The next one that does the same, or one of the same kind, or whatever stands there."""
    near = (*stops[place:], *reversed(stops[:place]))
    alike = [one for one in near if type(one) is type(like)]
    same = [one for one in alike if isinstance(one, QAbstractButton) and one.text() == _text(like)]
    return next(iter((*same, *alike, *near)), None)


def _text(control: QWidget) -> str:
    return control.text() if isinstance(control, QAbstractButton) and isValid(control) else ""
