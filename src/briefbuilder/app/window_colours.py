"""The colours and typefaces of the window, by what they are for: figures that need no window.

Colour never stands alone: states carry a sign or a word as well.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme's colours, named by what they are for."""

    window: str
    panel: str
    page: str
    raised: str
    pages_back: str
    line: str
    strong_line: str
    ink: str
    soft_ink: str
    faint_ink: str
    accent: str
    on_accent: str
    accent_soft: str
    accent_hover: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    good: str
    good_soft: str
    focus: str


LIGHT = Colours(
    window="#fbfcfa",
    panel="#f5f7f7",
    page="#ffffff",
    raised="#ffffff",
    pages_back="#d8dde0",
    line="#dde2e4",
    strong_line="#b9c2c7",
    ink="#17262f",
    soft_ink="#4b5b65",
    faint_ink="#6a7880",
    accent="#17475a",
    on_accent="#ffffff",
    accent_soft="#dcecef",
    accent_hover="#0f3644",
    error="#b3261e",
    error_soft="#fde9e7",
    warning="#8a5200",
    warning_soft="#fff4e0",
    good="#1d6f47",
    good_soft="#e1f3ea",
    focus="#2a7f9c",
)

DARK = Colours(
    window="#12181c",
    panel="#161d22",
    page="#1a2228",
    raised="#1f2930",
    pages_back="#0c1114",
    line="#2b363d",
    strong_line="#46545d",
    ink="#e8edf0",
    soft_ink="#b3c0c7",
    faint_ink="#8e9da6",
    accent="#7cc4d8",
    on_accent="#08222b",
    accent_soft="#1e3a45",
    accent_hover="#a3d9e8",
    error="#ff8a80",
    error_soft="#3a1d1c",
    warning="#f0b95a",
    warning_soft="#362a14",
    good="#6fd3a0",
    good_soft="#16301f",
    focus="#7cc4d8",
)


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The families of the interface and of the brief's own words."""

    sans: str
    serif: str
