"""Colours that a reader can tell apart, whatever a marking scheme asks for."""

from __future__ import annotations

DARK_INK = "#12303f"
WHITE = "#ffffff"
ALARM = "#9a3412"  # behind words that say that a marking is not set
_BLACK = "#000000"
_LINEAR_UP_TO = 0.04045  # of sRGB
_ENOUGH = 4.5  # to 1: WCAG 2, level AA, for text of any size


def readable_ink(ink: str, ground: str) -> str:
    """`ink` if words in it can be read on `ground`, else black or white, whichever can."""
    if contrast(ink, ground) >= _ENOUGH:
        return ink
    return max((WHITE, _BLACK), key=lambda other: contrast(other, ground))


def ink_on_paper(colour: str) -> str:
    """`colour` if words in it can be read on white paper, else a dark one."""
    return colour if contrast(colour, WHITE) >= _ENOUGH else DARK_INK


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written `#rrggbb`: 1 for equal ones, 21 for black and white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= _LINEAR_UP_TO else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
