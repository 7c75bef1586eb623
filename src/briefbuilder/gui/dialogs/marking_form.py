"""Choosing a protective marking: scheme, level, caveats, and what the banner will say."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from briefbuilder.domain.markings import Marking, Scheme
from briefbuilder.gui.shared.build import dressed, in_column, take_down
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.language.interface import _


class MarkingPicker(QWidget):
    """Three rows that make a marking.

    Signals:
        changed: another marking is chosen.
    """

    changed = Signal()

    def __init__(
        self,
        schemes: Mapping[str, Scheme],
        chosen: Marking | None,
        default_scheme: str | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._schemes = dict(sorted(schemes.items()))
        self._boxes: list[tuple[str, QCheckBox]] = []
        self.scheme_box = dressed(QComboBox(self), spoken=_("Marking scheme"))
        for scheme_id, scheme in self._schemes.items():
            self.scheme_box.addItem(scheme.title, scheme_id)
        self.level_box = dressed(QComboBox(self), spoken=_("Level"))
        self._caveats = QWidget(self)
        self._caveat_column = in_column(on=self._caveats, margins=0, spacing=4)
        self._banner = QLabel(self)
        self._banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.scheme_box, self.level_box, self._caveats, self._banner):
            column.addWidget(widget)
        start = chosen.scheme if chosen is not None else default_scheme
        position = self.scheme_box.findData(start)
        self.scheme_box.setCurrentIndex(max(0, position))
        self._fill_levels()
        if chosen is not None:
            self._choose(chosen)
        self.scheme_box.currentIndexChanged.connect(self._on_scheme_changed)
        self.level_box.currentIndexChanged.connect(self._on_part_changed)
        self._show_banner()

    @property
    def marking(self) -> Marking | None:
        """What is chosen, or None."""
        scheme, level = self.scheme_box.currentData(), self.level_box.currentData()
        if scheme is None or level is None:
            return None
        caveats = tuple(caveat for caveat, box in self._boxes if box.isChecked())
        return Marking(scheme=scheme, level=level, caveats=caveats)

    @property
    def problems(self) -> tuple[str, ...]:
        """What the scheme does not allow in the choice."""
        marking = self.marking
        if marking is None:
            return (_("Choose a level."),)
        return self._schemes[marking.scheme].problems_of(marking)

    def _fill_levels(self) -> None:
        scheme = self._schemes.get(self.scheme_box.currentData())
        self.level_box.blockSignals(True)
        self.level_box.clear()
        self.level_box.addItem(_("Choose a level …"), None)
        for level in scheme.levels if scheme else ():
            self.level_box.addItem(level.banner, level.id)
        if scheme is not None and len(scheme.levels) == 1:
            self.level_box.setCurrentIndex(1)
        self.level_box.blockSignals(False)
        take_down((box for _caveat, box in self._boxes), self._caveat_column)
        self._boxes = []
        for caveat in scheme.caveats if scheme else ():
            box = QCheckBox(caveat.banner, self._caveats)
            box.toggled.connect(self._on_part_changed)
            self._caveat_column.addWidget(box)
            self._boxes.append((caveat.id, box))
        self._caveats.setVisible(bool(self._boxes))

    def _choose(self, marking: Marking) -> None:
        self.level_box.setCurrentIndex(max(0, self.level_box.findData(marking.level)))
        for caveat, box in self._boxes:
            box.setChecked(caveat in marking.caveats)

    def _show_banner(self) -> None:
        marking = self.marking
        if marking is None or self.problems:
            self._banner.setText("")
            self._banner.setStyleSheet("")
            return
        scheme = self._schemes[marking.scheme]
        level = scheme.level(marking.level)
        self._banner.setText(scheme.banner(marking))
        self._banner.setStyleSheet(
            f"background: {level.colour}; color: {level.text_colour}; font-weight: 600;"
            "padding: 6px; border-radius: 5px; letter-spacing: 1px;"
        )

    @Slot(int)
    def _on_scheme_changed(self, _index: int) -> None:
        self._fill_levels()
        self._on_part_changed()

    @Slot()
    def _on_part_changed(self) -> None:
        self._show_banner()
        self.changed.emit()


class MarkingDialog(FormDialog):
    """Choose the brief's or a block's marking; `marking` is None when it was taken away."""

    def __init__(
        self,
        title: str,
        schemes: Mapping[str, Scheme],
        chosen: Marking | None,
        default_scheme: str | None,
        parent: QWidget | None = None,
        *,
        may_clear: bool = False,
        about: str = "",
    ) -> None:
        rule = _("Briefbuilder assists; it does not classify. The author answers for the marking.")
        super().__init__(
            title, _("Set marking"), parent, intro=f"{about}\n\n{rule}" if about else rule
        )
        self._cleared = False
        self._is_begun = False
        self._picker = MarkingPicker(schemes, chosen, default_scheme, self)
        self.form.addRow(_("Marking"), self._picker)
        if may_clear:
            clear = QCheckBox(_("No marking of its own: it counts as the brief's"), self)
            clear.setObjectName("no-marking")
            clear.toggled.connect(self._on_clear_toggled)
            self.form.addRow("", clear)
            clear.setChecked(chosen is None)
        self._picker.changed.connect(self._on_changed)
        self._complain()

    @property
    def marking(self) -> Marking | None:
        """What was chosen."""
        return None if self._cleared else self._picker.marking

    def _complain(self) -> None:
        problems = "" if self._cleared else " ".join(self._picker.problems)
        self.complain(problems, as_hint=not self._is_begun)

    @Slot()
    def _on_changed(self) -> None:
        self._is_begun = True
        self._complain()

    @Slot(bool)
    def _on_clear_toggled(self, on: bool) -> None:
        self._cleared = on
        self._picker.setDisabled(on)
        self._complain()
