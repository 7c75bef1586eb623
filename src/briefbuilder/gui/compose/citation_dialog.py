"""Choosing a source to cite, with the place in it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget

from briefbuilder.app.citation_html import printed_source
from briefbuilder.domain.citations import Citation
from briefbuilder.domain.sources import Source
from briefbuilder.gui.shared.build import dressed
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.gui.widgets.line_field import FormLine
from briefbuilder.language.interface import _, p_

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 2


class CitationDialog(FormDialog):
    """A list of sources that is narrowed by typing; `markdown` is what is to be inserted."""

    def __init__(
        self, sources: Iterable[Source], pending: PendingWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Cite a source"), p_("a citation", "Insert"), parent)
        self.resize(640, 560)
        self._sources = {source.id: source for source in sources}
        self._model = QStandardItemModel(self)
        for key, source in sorted(self._sources.items()):
            printed = printed_source(Citation(key), self._sources.get)
            row = QStandardItem(printed)
            row.setEditable(False)
            row.setData(key, KEY_ROLE)
            row.setData(f"{key} {source.title} {printed}", SEARCH_ROLE)
            row.setToolTip(f"[@{key}]")
            self._model.appendRow(row)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterRole(SEARCH_ROLE)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit(self)
        self.search.setObjectName("citation-search")
        self.search.setAccessibleName(_("Search the sources"))
        self.search.setPlaceholderText(_("Author, title, year or key"))
        self.list = dressed(QListView(self), "boxed", spoken=_("Sources"))
        self.list.setModel(self._proxy)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(260)
        self.locator = FormLine(pending, self)
        self.locator.setAccessibleName(_("Place in the source"))
        self.locator.setPlaceholderText(_("p. 4, doc. 38, para. 12 (optional)"))
        self.form.addRow(self.search)
        self.form.addRow(self.list)
        self.form.addRow(QLabel(_("Place in it"), self), self.locator)
        self.search.textChanged.connect(self._on_search_changed)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.doubleClicked.connect(self._on_double_clicked)
        self._on_search_changed("")
        self.search.setFocus()

    @property
    def markdown(self) -> str:
        """The citation as it is written: `[@key, p. 4]`."""
        key = self.list.currentIndex().data(KEY_ROLE)
        locator = self.locator.text().strip().replace("[", "(").replace("]", ")")
        return f"[@{key}, {locator}]" if locator else f"[@{key}]"

    @Slot(str)
    def _on_search_changed(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        if self._proxy.rowCount():
            self.list.setCurrentIndex(self._proxy.index(0, 0))
        self._on_current_changed()

    @Slot()
    def _on_current_changed(self) -> None:
        self.complain("" if self.list.currentIndex().isValid() else _("No source matches."))

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.accept()
