"""Asks for another status, and why: who, when and why are kept with the item."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from briefbuilder.app.item_words import status_word
from briefbuilder.domain.approvals import approval_standing
from briefbuilder.domain.items import Item, Status, revision_of
from briefbuilder.errors import Problem
from briefbuilder.gui.library.form_fields import FormText
from briefbuilder.gui.shared.build import dressed
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.gui.shared.pending import PendingWords
from briefbuilder.language.interface import _, n_

_MOST_NAMED = 4


class StatusDialog(FormDialog):
    """Asks for a status and a reason. With `errors` the item cannot be approved."""

    def __init__(
        self,
        title: str,
        item: Item,
        wanted: Status | None,
        pending: PendingWords,
        parent: QWidget | None = None,
        *,
        errors: tuple[Problem, ...] = (),
    ) -> None:
        revision = revision_of(item)
        kept = _("Your name, the day and the reason are kept with the item.")
        super().__init__(
            title,
            title,
            parent,
            intro=f"{_stands_now(item, revision)} {kept}",
        )
        self._now = approval_standing(item, revision).status
        self._written = item.status
        self._errors = errors
        self.status_box = dressed(QComboBox(self), name="status")
        for status in Status:
            self.status_box.addItem(status_word(status), status)
        self.status_box.setCurrentIndex(self.status_box.findData(wanted or self._now))
        self.why_edit = dressed(FormText(pending, self, least_lines=3), name="why")
        self.form.addRow(_("&Status"), self.status_box)
        self.form.addRow(_("&Why"), self.why_edit)
        self.status_box.currentIndexChanged.connect(self._on_changed)
        self.why_edit.textChanged.connect(self._on_changed)
        self._on_changed()
        if wanted is not None:
            self.status_box.setEnabled(False)  # the heading and the button name this status
            self.why_edit.setFocus()

    @property
    def status(self) -> Status:
        """The status that was chosen."""
        return Status(self.status_box.currentData())

    @property
    def why(self) -> str:
        """The reason."""
        return self.why_edit.toPlainText().strip()

    @Slot()
    def _on_changed(self) -> None:
        if self.status is Status.APPROVED and self._errors:
            self.complain(_named(self._errors))
        elif self.status is self._now is self._written:
            self.complain(_("That is its status already."), as_hint=True)
        elif not self.why and self.status is Status.WITHDRAWN:
            self.complain(_("Say why: the briefs that use the item will show it."))
        elif not self.why:
            self.complain(_("Say why."))
        else:
            self.complain("")


def _named(errors: tuple[Problem, ...]) -> str:
    """The first errors of an item that cannot be approved, and how many there are."""
    head = n_(
        "It has {number} error and cannot be approved with it:",
        "It has {number} errors and cannot be approved with them:",
        len(errors),
    )
    lines = [head, *(f"✖ {one.named}" for one in errors[:_MOST_NAMED])]
    more = len(errors) - _MOST_NAMED
    if more > 0:
        lines.append(n_("… and {number} more.", "… and {number} more.", more))
    return "\n".join(lines)


def _stands_now(item: Item, revision: str) -> str:
    """How the item stands, in a sentence."""
    standing, title = approval_standing(item, revision), item.title
    if standing.lapse is not None:
        claim = _("“{item}” calls itself approved and is treated as in review.", item=title)
        return f"▲ {claim} {standing.why}"
    match standing.status:
        case Status.DRAFT:
            return _("“{item}” is a draft now.", item=title)
        case Status.IN_REVIEW:
            return _("“{item}” is in review now.", item=title)
        case Status.APPROVED:
            by = standing.approval.by if standing.approval is not None else ""
            return _("“{item}” is approved by {name} now.", item=title, name=by)
        case Status.WITHDRAWN:
            return _("“{item}” is withdrawn now.", item=title)
        case _:
            assert_never(standing.status)
