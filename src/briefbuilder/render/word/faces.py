"""The faces of letters in a Word document: the form's own, which the document carries with it.

Few readers have a form's faces on their machine. So those that are used go into the document, cut
down to the letters of European languages and those that the brief has, where their licence lets
them; and a family that every reader has is named beside each, for where they are not wanted.
"""

from __future__ import annotations

import hashlib
import io
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import cycle
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError

from briefbuilder.render.flow import Face, Flow, Look, paragraphs
from briefbuilder.render.web.styles import faces_in
from briefbuilder.render.wire import Assets

SANS, SERIF, MONO = "Arial", "Cambria", "Courier New"  # which every reader of Word documents has
_GENERIC = {"sans-serif": SANS, "serif": SERIF, "monospace": MONO, "system-ui": SANS}
_KINDS = {SANS: "swiss", SERIF: "roman", MONO: "modern"}
_ADDRESS = re.compile(r"url\(\s*[\"']?library://([^\"')]+)")
_SFNT = (b"\0\1\0\0", b"true", b"OTTO")
_RESTRICTED = 2  # "must not be embedded"
_HIDDEN_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_HEAVY = 600
_HIDDEN_BYTES = 32  # which Word writes under a key, so that nobody takes a font for a file
_KEPT = 24
_NAMES = (1, 2, 4, 6)  # family, style, both, and for printers
_EDITING = frozenset(
    [*map(chr, range(0x20, 0x250)), *map(chr, range(0x2010, 0x2040)), *"€₤₽•…←→−□▪☐☑"]
)
# What letters need to be right, and what those of Arabic and of India need to join.
_SHAPING = (
    "mark mkmk ccmp locl isol init medi fina rlig nukt akhn rphf rkrf pref blwf abvf half pstf "
    "vatu cjct pres abvs blws psts haln dist abvm blwm"
).split()
_STYLES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}


@dataclass(frozen=True, slots=True)
class _Family:
    """A family that the form brings; `heavy` when its upright face is bold by itself.

    One that must not be passed on, or that Word does not know, has no name.
    """

    name: str = ""
    heavy: bool = False
    fonts: Mapping[tuple[bool, bool], bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Faces:
    """What the families of a form are called in Word."""

    families: Mapping[str, _Family] = field(default_factory=dict)

    def name(self, look: Look) -> str:
        """The family of letters, as Word names it."""
        own = self.families.get(look.family)
        if own:
            return own.name or _usual(look)
        return _GENERIC.get(look.family, look.family) or _usual(look)

    def bold(self, look: Look) -> bool:
        """Whether Word is to make letters bold."""
        own = self.families.get(look.family)
        return look.bold and not (own and own.heavy)


def _usual(look: Look) -> str:
    return SERIF if look.serif else SANS


def faces_of(assets: Assets) -> Faces:
    """The families that the style sheets of a job bring along."""
    brought: dict[str, dict[Face, bytes]] = {}
    for data, kind in (one for _, one in sorted(assets.items())):
        if kind != "text/css":
            continue
        for _, declared in faces_in(data.decode("utf-8", "replace")):
            match = _ADDRESS.search(declared.get("src", ""))
            font = assets.get(match[1], (b"", ""))[0] if match else b""
            face = Face.of(declared)
            held = brought.setdefault(face.family, {})
            if font.startswith(_SFNT):
                held[face] = font
    return Faces({name: _family(faces) for name, faces in brought.items()})


def _family(faces: Mapping[Face, bytes]) -> _Family:
    """The four faces that Word knows of a family, as near as the form's come to them."""
    upright = {one.weight: font for one, font in faces.items() if not one.italic}
    if not upright:
        return _Family()
    weight = min(upright, key=lambda one: abs(one - 400))
    name = _family_name(upright[weight])
    if not name:
        return _Family()
    fonts = {(False, False): upright[weight]}
    for face, font in sorted(faces.items(), key=lambda item: item[0].weight):
        # Of two bold faces the heavier one, which has the name of the family.
        if _family_name(font) == name:
            fonts[face.weight >= _HEAVY and weight < _HEAVY, face.italic] = font
    return _Family(name, weight >= _HEAVY, fonts)


@lru_cache(maxsize=_KEPT)
def _family_name(font: bytes) -> str:
    """What a font calls its family; "" when it cannot be read or must not be passed on."""
    try:
        with TTFont(io.BytesIO(font), lazy=True) as opened:
            restricted = opened["OS/2"].fsType & 0xF == _RESTRICTED
            return "" if restricted else str(opened["name"].getDebugName(1) or "")
    except (TTLibError, ImportError, ValueError, KeyError, AssertionError, OSError, EOFError):
        return ""


def set_face(properties: Any, name: str) -> None:  # noqa: ANN401 — python-docx hides its types
    """The face of letters, in every script, whatever theme the document has."""
    faces = properties.find(qn("w:rFonts"))
    if faces is None:
        faces = OxmlElement("w:rFonts")
        properties.insert(1 if properties.find(qn("w:rStyle")) is not None else 0, faces)
    faces.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), name)


# What the document carries


def embed(document: Any, faces: Faces, flow: Flow) -> None:  # noqa: ANN401 — python-docx hides its types
    """Put the faces of a flow's letters into its document, and say what stands in for them."""
    spoken = [*paragraphs(flow.top), *paragraphs(flow.pieces), *paragraphs(flow.bottom)]
    looks = {run.look for one in spoken for run in one.runs}
    letters = frozenset(char for one in spoken for char in f"{one.lead}{one.text}")
    table = next(
        one.target_part
        for one in document.part.rels.values()
        if one.reltype == RELATIONSHIP_TYPE.FONT_TABLE
    )
    fonts = _Fonts(table, letters)
    entries = [fonts.entry(name, used, faces) for name, used in _by_name(looks, faces)]
    table._blob = (  # noqa: SLF001 — the table of fonts has no interface
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:fonts {nsdecls('w', 'r')}>{''.join(entries)}</w:fonts>"
    ).encode()
    if fonts.number:
        zoom = document.settings.element.find(qn("w:zoom"))
        zoom.addnext(OxmlElement("w:embedTrueTypeFonts"))


def _by_name(looks: Iterable[Look], faces: Faces) -> Sequence[tuple[str, list[Look]]]:
    named: dict[str, list[Look]] = {}
    for look in sorted(looks, key=repr):
        named.setdefault(faces.name(look), []).append(look)
    return sorted(named.items())


@dataclass(slots=True)
class _Fonts:
    """Adds fonts to the package of a document."""

    table: Any
    letters: frozenset[str]
    number: int = 0

    def entry(self, name: str, looks: Sequence[Look], faces: Faces) -> str:
        """What the table of fonts says of a family, whose fonts are put in."""
        usual = _usual(looks[0])
        other = f"<w:altName w:val={quoteattr(usual)}/>" if name not in _KINDS else ""
        kind = _KINDS.get(name) or _KINDS[usual]
        own = faces.families.get(looks[0].family)
        wanted = {(False, False), *((faces.bold(one), one.italic) for one in looks)}
        held = own.fonts if own else {}
        embedded = "".join(
            self._put(style, held[key])
            for key, style in _STYLES.items()
            if key in wanted and key in held
        )
        return (
            f'<w:font w:name={quoteattr(name)}>{other}<w:charset w:val="00"/>'
            f'<w:family w:val="{kind}"/><w:pitch w:val="variable"/>{embedded}</w:font>'
        )

    def _put(self, style: str, font: bytes) -> str:
        cut = _cut_down(font, _EDITING | self.letters)
        if not cut:
            return ""
        self.number += 1
        key = uuid.UUID(bytes=hashlib.sha256(cut).digest()[:16])
        part = Part(
            PackURI(f"/word/fonts/font{self.number}.odttf"),
            _HIDDEN_FONT,
            _hidden(cut, key),
            self.table.package,
        )
        link = self.table.relate_to(part, RELATIONSHIP_TYPE.FONT)
        return f'<w:embed{style} r:id="{link}" w:fontKey="{{{str(key).upper()}}}"/>'


def _hidden(font: bytes, key: uuid.UUID) -> bytes:
    """A font under a key, as the format wants it: its first bytes, and the key from its end."""
    turned = cycle(reversed(key.bytes))
    first = bytes(one ^ other for one, other in zip(font[:_HIDDEN_BYTES], turned, strict=False))
    return first + font[_HIDDEN_BYTES:]


@lru_cache(maxsize=_KEPT)
def _cut_down(font: bytes, letters: frozenset[str]) -> bytes:
    """A font with some letters only; nothing when it cannot be read."""
    options = Options()
    options.layout_features = list(_SHAPING)
    options.name_IDs = list(_NAMES)
    options.notdef_outline = True
    try:
        with TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False) as opened:
            subsetter = Subsetter(options)
            subsetter.populate(text="".join(sorted(letters)))
            subsetter.subset(opened)
            stream = io.BytesIO()
            opened.save(stream)
    except (TTLibError, ImportError, ValueError, KeyError, AssertionError, OSError, EOFError):
        return b""
    return stream.getvalue()
