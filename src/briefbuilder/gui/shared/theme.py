"""Colours, type and the style sheet, in light and dark.

Panels never name a colour: they set an object name or the property `role`, and the style sheet
made here does the rest. Colour never stands alone: states carry a sign or a word as well.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from briefbuilder.app.window_colours import DARK, LIGHT, Colours, Typefaces
from briefbuilder.render.script_faces import files_for_screens
from briefbuilder.storage.looking import paths_in

STYLE_SHEET = Path(__file__).with_name("style.qss")
ICONS = Path(__file__).with_name("icons")


class Theme(QObject):
    """The look of the program; follows the system's light or dark scheme.

    Signals:
        changed: the colours are others now.
    """

    changed = Signal()

    def __init__(self, application: QApplication, fonts: Path | None) -> None:
        super().__init__(application)
        self._application = application
        self.typefaces = load_typefaces(fonts)
        self.colours = LIGHT
        application.setStyle("Fusion")
        interface = QFont(self.typefaces.sans)
        interface.setPointSizeF(10.0)
        application.setFont(interface)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        self._on_scheme_changed(hints.colorScheme())

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        return self.colours is DARK

    def reading_font(self, size: float = 12.0) -> QFont:
        """The face of the brief's own words, in points."""
        font = QFont(self.typefaces.serif)
        font.setPointSizeF(size)
        return font

    def use(self, scheme: Qt.ColorScheme) -> None:
        """Choose light or dark for this program; `Unknown` follows the system again."""
        QGuiApplication.styleHints().setColorScheme(scheme)
        if scheme is not Qt.ColorScheme.Unknown:
            self._on_scheme_changed(scheme)

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self.colours = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        self._application.setPalette(palette_of(self.colours))
        self._application.setStyleSheet(style_sheet_of(self.colours, self.typefaces))
        self.changed.emit()


def palette_of(colours: Colours) -> QPalette:
    """Qt's own palette in our colours, for what the style sheet does not reach."""
    palette = QPalette()
    for role, value in (
        (QPalette.ColorRole.Window, colours.window),
        (QPalette.ColorRole.Base, colours.page),
        (QPalette.ColorRole.AlternateBase, colours.panel),
        (QPalette.ColorRole.WindowText, colours.ink),
        (QPalette.ColorRole.Text, colours.ink),
        (QPalette.ColorRole.Button, colours.raised),
        (QPalette.ColorRole.ButtonText, colours.ink),
        (QPalette.ColorRole.ToolTipBase, colours.raised),
        (QPalette.ColorRole.ToolTipText, colours.ink),
        (QPalette.ColorRole.PlaceholderText, colours.faint_ink),
        (QPalette.ColorRole.Highlight, colours.accent),
        (QPalette.ColorRole.HighlightedText, colours.on_accent),
        (QPalette.ColorRole.Link, colours.accent),
        (QPalette.ColorRole.Light, colours.raised),
        (QPalette.ColorRole.Mid, colours.line),
        (QPalette.ColorRole.Dark, colours.strong_line),
    ):
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint_ink))
    return palette


def style_sheet_of(colours: Colours, typefaces: Typefaces) -> str:
    """The style sheet with its `$names` filled in."""
    names = {name: getattr(colours, name) for name in Colours.__slots__}
    text = STYLE_SHEET.read_text(encoding="utf-8")
    scheme = "dark" if colours is DARK else "light"
    icons = {name: (ICONS / f"{name}-on-{scheme}.svg").as_posix() for name in ("arrow", "tick")}
    return Template(text).substitute({**names, **icons}, sans=typefaces.sans, serif=typefaces.serif)


def load_typefaces(folder: Path | None) -> Typefaces:
    """Register the shipped fonts with Qt and name their families; the system's where none are.

    With them those for other scripts, behind all others, which a page prints: a machine may have
    none. That costs a few milliseconds, since Qt reads a face when a letter first needs it.
    """
    _register_script_faces()
    families: list[str] = []
    for file in paths_in(folder, ".otf", ".ttf") if folder is not None else []:
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    sans = next((family for family in families if "Sans" in family), fixed)
    serif = next((family for family in families if "Serif" in family), "serif")
    return Typefaces(sans, serif)


@cache
def _register_script_faces() -> None:
    for file in files_for_screens():
        QFontDatabase.addApplicationFont(str(file))
