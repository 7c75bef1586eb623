"""The language of a brief's printed words, which a form says its own words in."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from briefbuilder.app.opening import languages_of
from briefbuilder.domain.templates import Template
from briefbuilder.gui.shared.build import dressed
from briefbuilder.gui.shared.form_dialog import FormDialog
from briefbuilder.language.interface import _


class BriefLanguageDialog(FormDialog):
    """Asks for the language of a brief of the form `template`; `box` holds what was chosen."""

    def __init__(self, template: Template, lang: str, parent: QWidget) -> None:
        intro = _(
            "The pages say dates, labels and notes in it. Headings of the form follow, those that "
            "you changed stay; so does all that you wrote. What was cleared with other headings "
            "has to be cleared again."
        )
        super().__init__(_("The brief’s language"), _("Change"), parent, intro=intro)
        self.box = dressed(QComboBox(self), name="language")
        self.form.addRow(_("&Language"), self.box)
        offer_languages(self.box, template, lang)
        self.complain("")


def offer_languages(box: QComboBox, template: Template, chosen: str) -> None:
    """Fill a box with the languages that a form or the program has words in; one is chosen."""
    box.clear()
    for tag, name in languages_of(template, chosen).items():
        box.addItem(name, tag)
    box.setCurrentIndex(box.findData(chosen))
