"""Qt's own words in the language of the window: Cancel, the menus of fields, the names of keys."""

from __future__ import annotations

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from briefbuilder.language.interface import spoken
from briefbuilder.language.tags import primary

_LOG = logging.getLogger(__name__)


def speak_qt(application: QApplication) -> QTranslator | None:
    """Let Qt speak as the window does; returns what it speaks with, None for Qt's own English."""
    language = spoken().language
    QLocale.setDefault(QLocale(language))
    if primary(language) == "en":
        return None
    words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not words.load(f"qtbase_{primary(language)}", folder):
        _LOG.warning("Qt has no words in %s", language)
        return None
    application.installTranslator(words)
    return words
