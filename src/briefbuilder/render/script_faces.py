"""Faces for scripts that a form's own fonts do not have: the program brings them along.

A page must look the same on every machine, so what that machine has does not count. A job carries
only the faces that its words need: with none, it is as small and as quick as before.

The files are Noto's (SIL Open Font License), without hints. That of Chinese, Japanese and Korean
is cut down to common characters, in the shapes of mainland China: enough for names and quotations.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from briefbuilder.render.wire import Assets

FOR_SCRIPTS = "library://scripts/"
"""Where a page loads these faces from."""
STYLES = "scripts/faces.css"
"""The asset of a job that declares these faces, each script as a family of its own."""
_FONTS = "script_fonts"
_REGULAR, _BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class ScriptFamily:
    """The faces of one script and style: the file of each weight."""

    name: str
    files: tuple[tuple[int, str], ...]
    serif: bool = False


def _family(script: str, font: str, *, serif: bool = False) -> ScriptFamily:
    name = f"Brief {script} Serif" if serif else f"Brief {script}"
    return ScriptFamily(
        name, ((_REGULAR, f"{font}-Regular.ttf"), (_BOLD, f"{font}-Bold.ttf")), serif
    )


# In the order in which a letter is looked for. Naskh serves both styles: its letters are read back
# from a PDF better than those of the face without serifs.
_FAMILIES = (
    _family("Latin", "NotoSerif", serif=True),
    *(
        _family(script, f"NotoSerif{script}", serif=True)
        for script in ("Hebrew", "Devanagari", "Georgian", "Armenian", "Thai", "Ethiopic")
    ),
    _family("Latin", "NotoSans"),
    _family("Arabic", "NotoNaskhArabic"),
    *(
        _family(script, f"NotoSans{script}")
        for script in ("Hebrew", "Devanagari", "Georgian", "Armenian", "Thai", "Ethiopic")
    ),
    ScriptFamily(
        "Brief East Asian",
        ((_REGULAR, "NotoSansCJK-Names.otf"), (_BOLD, "NotoSansCJK-Names-Bold.otf")),
    ),
)


def families_for(lacking: Collection[int]) -> tuple[ScriptFamily, ...]:
    """The families that have shapes for code points which a form's own fonts lack, in order."""
    if not lacking:
        return ()  # as for nearly every brief: the files of the faces are not even read
    return tuple(one for one in _FAMILIES if not _covered_by(one).isdisjoint(lacking))


def faces_for(lacking: Collection[int]) -> Assets:
    """Those families as the assets of a job, with the style sheet that declares them."""
    needed = families_for(lacking)
    if not needed:
        return {}
    rules = [
        f'@font-face {{ font-family: "{family.name}"; font-weight: {weight}; '
        f"src: url({FOR_SCRIPTS}{file}); }}"
        for family in needed
        for weight, file in family.files
    ]
    files = sorted(file for family in needed for _, file in family.files)
    fonts = {f"scripts/{file}": (_data(file), f"font/{file.rpartition('.')[2]}") for file in files}
    return {STYLES: ("\n".join(rules).encode(), "text/css"), **fonts}


def files_for_screens() -> tuple[Path, ...]:
    """The files of the faces that a window needs: those without serifs, in both weights."""
    folder = Path(str(resources.files("briefbuilder.render") / _FONTS))
    return tuple(
        folder / file for family in _FAMILIES if not family.serif for _, file in family.files
    )


def has_face_for(code: int) -> bool:
    """Whether any of these faces has a shape for a code point."""
    return code in _covered()


def advance(code: int) -> int | None:
    """How wide a code point is in these faces, in thousandths of the size; None without a shape.

    The faces without serifs are asked first: figures are drawn in them.
    """
    families = sorted(_FAMILIES, key=lambda family: family.serif)
    return next((_advances(one)[code] for one in families if code in _covered_by(one)), None)


@cache
def _advances(family: ScriptFamily) -> dict[int, int]:
    with _opened(family) as font:
        widths, unit = font["hmtx"], font["head"].unitsPerEm
        return {
            code: round(1000 * widths[name][0] / unit) for code, name in font.getBestCmap().items()
        }


def _opened(family: ScriptFamily) -> Any:  # noqa: ANN401 - its package publishes no types
    from fontTools.ttLib import TTFont  # noqa: PLC0415 — slow, and for the first only

    return TTFont(io.BytesIO(_data(family.files[0][1])), lazy=True)


@cache
def _data(file: str) -> bytes:
    return (resources.files("briefbuilder.render") / _FONTS / file).read_bytes()


@cache
def _covered_by(family: ScriptFamily) -> frozenset[int]:
    with _opened(family) as font:
        return frozenset(font.getBestCmap())


@cache
def _covered() -> frozenset[int]:
    return frozenset[int]().union(*map(_covered_by, _FAMILIES))


def fallback(named: Sequence[str], assets: Assets) -> tuple[str, ...]:
    """The families of a text, those that a job brings along behind all that a style names."""
    brought = [one for one in _FAMILIES if f"scripts/{one.files[0][1]}" in assets]
    with_serifs = any(name in _WITH_SERIFS for name in named)
    standing_in = (one.name for one in brought if with_serifs or not one.serif)
    return tuple(dict.fromkeys([*named, *standing_in]))


def standing_in(code: int, assets: Assets, *, with_serifs: bool) -> str:
    """The family of a job that has a shape for a code point, among those Word can carry.

    It knows nothing of the curves of the East Asian face; a reader of Word has one of its own.
    """
    for family in _FAMILIES:
        carried = family.files[0][1].endswith(".ttf") and f"scripts/{family.files[0][1]}" in assets
        if carried and (with_serifs or not family.serif) and code in _covered_by(family):
            return family.name
    return ""


_WITH_SERIFS = frozenset({"Brief Serif", "serif"})
