"""Qt's own words in the language of the window: Cancel, the menus of fields, the names of keys."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from briefbuilder.language.interface import _, p_, spoken
from briefbuilder.language.tags import primary

_LOG = logging.getLogger(__name__)
_TYPED_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


class QtWords(QTranslator):
    """The file of words that comes with Qt, and before it what that file lacks or calls otherwise.

    Qt asks by the class that speaks and by its English. Only null, not "", says that nothing is
    known, so that Qt goes on to its own English.
    """

    def __init__(self, parent: QApplication) -> None:
        super().__init__(parent)
        self._ours = _our_words()

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        ours = self._ours.get((context, sourceText))
        if ours is not None:
            return ours
        theirs = super().translate(context, sourceText, disambiguation, n)
        return _TYPED_APOSTROPHE.sub("’", theirs) if theirs else theirs


def _our_words() -> Mapping[tuple[str, str], str]:
    file_dialog = {
        "&Look in:": _("&Look in:"),
        "Files of &type:": _("Files of &type:"),
    }
    kinds_of_file = {
        "Drive": p_("kind of file", "Drive"),
        "File": p_("kind of file", "File"),
        "%1 File": p_("kind of file", "%1 File"),
        "File Folder": p_("kind of file", "Folder"),
        "Folder": p_("kind of file", "Folder"),
        "Shortcut": p_("kind of file", "Shortcut"),
        "Unknown": p_("kind of file", "Unknown"),
    }
    # Qt's French names no key that stands on a French keyboard, and a heading that its column cuts.
    keys = {"Return": p_("a key", "Enter"), "Backspace": p_("a key", "Backspace")}
    columns = {"Date Modified": p_("of a file", "Changed")}
    return {
        (context, english): words
        for context, told in (
            ("QFileDialog", file_dialog),
            ("QAbstractFileIconProvider", kinds_of_file),
            ("QShortcut", keys),
            ("QFileSystemModel", columns),
        )
        for english, words in told.items()
    }


def speak_qt(application: QApplication) -> QTranslator | None:
    """Let Qt speak as the window does; returns what it speaks with, None for Qt's own English."""
    language = spoken().language
    QLocale.setDefault(QLocale(language))
    if primary(language) == "en":
        return None
    words = QtWords(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not words.load(f"qtbase_{primary(language)}", folder):
        _LOG.warning("Qt has no words in %s", language)
        return None
    application.installTranslator(words)
    return words
