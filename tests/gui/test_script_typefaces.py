"""Words in every script can be read in the window, on a machine that has no fonts for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QTextLayout

from briefbuilder.gui.shared.theme import Theme

LINES = Path(__file__).parents[1] / "unit" / "render" / "data" / "scripts.txt"


def test_every_script_has_letters_in_the_window(theme: Theme) -> None:
    families = set(QFontDatabase.families())
    # Asked first: Qt falls over where a script has no font at all.
    for script in ("Devanagari", "Thai", "Ethiopic", "Hebrew", "Georgian", "Armenian", "CJK SC"):
        assert f"Noto Sans {script}" in families
    assert "Noto Naskh Arabic" in families
    for line in LINES.read_text(encoding="utf-8").splitlines():
        for font in (theme.reading_font(), theme.reading_font(9.0)):
            font.setBold(font.pointSizeF() < 10)
            layout = QTextLayout(line, font)
            layout.beginLayout()
            layout.createLine()
            layout.endLayout()
            runs = layout.glyphRuns()
            assert runs
            assert not any(0 in run.glyphIndexes() for run in runs), line


def test_the_window_keeps_its_own_letters(theme: Theme) -> None:
    assert theme.typefaces.sans == "Source Sans 3"
    assert "Noto" not in theme.typefaces.serif
