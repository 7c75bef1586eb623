"""Lists of names in a form: tags, regions, actors, related items, questions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QToolButton, QWidget

from briefbuilder.app.name_chips import chip_description, chip_tip, short_name
from briefbuilder.domain.items import Item
from briefbuilder.gui.library.form_fields import CalmComboBox, FieldEditor
from briefbuilder.gui.shared.build import LEFT, in_column, take_down
from briefbuilder.gui.widgets.flow_layout import FlowLayout
from briefbuilder.gui.widgets.kept_keyboard import keyboard_kept
from briefbuilder.language.interface import _


class NameBox(CalmComboBox):
    """An editable box that offers names and takes one at a time.

    Signals:
        taken(str): a name was chosen or written.
    """

    taken = Signal(str)

    def __init__(self, prompt: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setPlaceholderText(prompt)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.activated.connect(self._on_activated)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentText().strip():
            self._take(self.currentText())
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def _on_activated(self, number: int) -> None:
        self._take(self.itemText(number))

    def _take(self, text: str) -> None:
        self.setCurrentIndex(-1)
        self.clearEditText()
        self.taken.emit(text.strip())


class NameChip(QToolButton):
    """A chosen name, which a click or Delete takes out.

    Space does not: somebody who types where the next field was expected would take out names.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.click()
            case Qt.Key.Key_Space | Qt.Key.Key_Select:
                event.accept()
            case _:
                super().keyPressEvent(event)


class NamesEditor(FieldEditor):
    """Chosen names as chips, and a box to add one from the known names.

    `prompt` asks for one more; `known` maps each name to the words that people read. With `free`,
    other names may be written; without, only known ones are taken, but what the file has already
    stays and is marked ▲.
    """

    def __init__(
        self,
        key: str,
        name: str,
        prompt: str,
        known: Mapping[str, str],
        parent: QWidget | None = None,
        *,
        free: bool = False,
    ) -> None:
        super().__init__(key, name, parent)
        self._known = dict(known)
        self._free = free
        self._chosen: list[str] = []
        self._chips: list[NameChip] = []
        self._flow_box = QWidget(self)
        self._flow = FlowLayout(self._flow_box, gap=5)
        self.box = NameBox(prompt, self)
        in_column(self._flow_box, (self.box, LEFT), on=self, margins=0, spacing=6)
        self.box.setMinimumWidth(260)
        self.box.taken.connect(self._on_box_taken)
        self.way_in = self.box
        self._show_chips()

    def show_item(self, item: Item) -> None:
        chosen = list(getattr(item, self.key))
        if chosen != self._chosen:
            self._chosen = chosen
            with keyboard_kept(self):
                self._show_chips()

    def values(self) -> dict[str, object]:
        return {self.key: tuple(self._chosen)}

    def _show_chips(self) -> None:
        take_down(self._chips, self._flow)
        self._chips = [self._chip(name) for name in self._chosen]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow_box.setVisible(bool(self._chips))
        self._flow_box.updateGeometry()
        self.box.clear()
        for name, words in self._known.items():
            if name not in self._chosen:
                self.box.addItem(words, name)
        self.box.setCurrentIndex(-1)
        self.box.clearEditText()

    def _chip(self, name: str) -> NameChip:
        words = self._known.get(name, name)
        unknown = not self._free and name not in self._known
        chip = NameChip(self._flow_box)
        chip.setProperty("role", "chip")
        chip.setText(f"{'▲ ' if unknown else ''}{short_name(words)}  ✕".replace("&", "&&"))
        chip.setAccessibleName(_("Take out {name}", name=words))
        chip.setToolTip(chip_tip(words, unknown=unknown))
        chip.setAccessibleDescription(chip_description(unknown=unknown))
        chip.clicked.connect(partial(self._take_out, name))
        return chip

    def _take_out(self, name: str, _checked: bool = False) -> None:
        self._chosen.remove(name)
        with keyboard_kept(self):
            self._show_chips()
        self.edited.emit()

    @Slot(str)
    def _on_box_taken(self, text: str) -> None:
        name = next((key for key, words in self._known.items() if text in {key, words}), None)
        if name is None and self._free:
            name = text
        if name and name not in self._chosen:
            self._chosen.append(name)
            self._show_chips()
            self.box.setFocus()
            self.edited.emit()
