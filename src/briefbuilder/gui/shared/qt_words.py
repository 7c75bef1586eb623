"""Qt's own words in the language of the window: Cancel, the menus of fields, the names of keys."""

from __future__ import annotations

import logging
import re

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from briefbuilder.app.toolkit_words import toolkit_words
from briefbuilder.language.interface import spoken
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
        self._ours = toolkit_words()

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
