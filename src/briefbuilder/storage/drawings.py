"""SVG drawings, written anew from what may be in one.

A drawing is read, and a new one is written of the elements, attributes and values listed here.
What paints nothing stays behind: comments, descriptions, an editor's notes, hidden layers, text
without colour, definitions and names that nothing points at. What would paint, and is not listed,
is refused with a sentence, so that no drawing is shown otherwise than its maker saw it.

The new drawing gives itself again, byte for byte, when it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from briefbuilder.errors import InvalidFileError, Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.storage.drawing_values import (
    GRADIENT_HREF,
    REFERENCE,
    declarations_of,
    has_impossible_number,
    is_allowed,
    is_clear,
    is_nothing,
    is_zero,
    plain_value,
    reaches_out,
    reference_in,
    without_reference,
)
from briefbuilder.storage.image_faults import refused_image

MAX_ELEMENTS = 20_000
MAX_DEPTH = 100
MAX_PAINTED = 20_000
"""The most elements that a layout may meet, those behind each reference counted each time."""
MAX_REFERENCES = 4
"""The most definitions that may stand behind one another."""

NAMESPACE = "http://www.w3.org/2000/svg"
_SVG = f"{{{NAMESPACE}}}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GROUPS = frozenset({"svg", "g"})
_SHAPES = frozenset("path rect circle ellipse line polyline polygon".split())
_WORDS = frozenset({"text", "tspan"})
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_DEFINITIONS = frozenset({"clipPath", "marker", "mask", "pattern"}) | _GRADIENTS
_SILENT = frozenset({"title", "desc", "metadata", "defs"})
_KNOWN = _GROUPS | _SHAPES | _WORDS | _DEFINITIONS | _SILENT | {"stop"}


def clean_drawing(data: bytes, name: str) -> bytes:
    """The drawing written anew; `InvalidFileError` says what is wrong with it."""
    root = _parsed(data, name)
    _check_elements(root, name)
    return _Writer(root, name).written().encode()


def _parsed(data: bytes, name: str) -> ET.Element:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _("The SVG is not UTF-8 at byte {byte}.", byte=error.start)
        raise refused_image(name, sentence) from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refused_image(
            name,
            _("The SVG declares a DOCTYPE or entities."),
            _("Export it again as plain SVG."),
        )
    try:
        # ElementTree drops comments and processing instructions, so every tag is a name.
        root = ET.fromstring(text)  # noqa: S314 - no DOCTYPE, so no entities to expand
    except ET.ParseError as error:
        line, column = error.position
        problem = Problem(_("The SVG is not well-formed XML."), Place(name, line, column + 1))
        raise InvalidFileError.of(problem) from None
    if root.tag != f"{_SVG}svg":
        raise refused_image(name, _("This is XML, but not an SVG picture."))
    return root


def _check_elements(root: ET.Element, name: str) -> None:
    """Refuse what could paint or act and is not known, and more than a page could hold."""
    level, depth, count = [root], 0, 0
    while level:
        count += len(level)
        if count > MAX_ELEMENTS:
            sentence = _("The SVG has more than {most} elements.", most=MAX_ELEMENTS)
            raise refused_image(name, sentence)
        if depth > MAX_DEPTH:
            sentence = _(
                "The elements of the SVG stand in each other more than {most} deep.", most=MAX_DEPTH
            )
            raise refused_image(name, sentence, _("Ungroup them in the drawing program."))
        for element in level:
            _check_element(element, name)
        level = [child for one in level for child in one]
        depth += 1


def _check_element(element: ET.Element, name: str) -> None:
    if not element.tag.startswith(_SVG) or element.tag == f"{_SVG}metadata":
        del element[:]  # an editor's notes: nobody looks into them
        return
    tag = element.tag.removeprefix(_SVG)
    if tag not in _KNOWN:
        sentence = _("The SVG holds a <{tag}>, which is not allowed.", tag=tag.split("}")[-1])
        remedy = _("Export it again as plain shapes and text, or as a PNG.")
        raise refused_image(name, sentence, remedy)
    for key, value in element.attrib.items():
        short = key.split("}")[-1]
        if short.lower().startswith("on") or (short == "href" and not _is_own_href(tag, value)):
            raise refused_image(name, _('The SVG holds the attribute "{name}".', name=short))
        if has_impossible_number(key, value):
            sentence = _('The SVG holds a number in "{name}" that no page can hold.', name=short)
            raise refused_image(name, sentence)
        if reaches_out(value):
            raise refused_image(name, _("The SVG refers to something outside itself."))


def _is_own_href(tag: str, value: str) -> bool:
    return tag in _GRADIENTS and GRADIENT_HREF.fullmatch(value.strip()) is not None


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element has from those around it, as far as it decides whether words are seen."""

    visibility: str = "visible"
    fill: str = "black"
    stroke: str = "none"
    color: str = "black"
    fill_opacity: str = "1"
    stroke_opacity: str = "1"
    stroke_width: str = "1"
    font_size: str = "medium"

    def inside(self, attributes: dict[str, str]) -> _Look:
        own = {
            key: attributes[key.replace("_", "-")]
            for key in _Look.__dataclass_fields__
            if attributes.get(key.replace("_", "-"), "inherit") != "inherit"
        }
        return replace(self, **own) if own else self

    @property
    def is_visible(self) -> bool:
        return self.visibility == "visible"

    @property
    def shows_words(self) -> bool:
        filled = self._shows(self.fill, self.fill_opacity)
        drawn = self._shows(self.stroke, self.stroke_opacity) and not is_zero(self.stroke_width)
        return self.is_visible and not is_zero(self.font_size) and (filled or drawn)

    def _shows(self, paint: str, opacity: str) -> bool:
        own = self.color if paint.lower() == "currentcolor" else paint
        return not is_nothing(own) and not is_clear(opacity)


class _Writer:
    """Writes one drawing: first what is painted, then the definitions that this points at."""

    def __init__(self, root: ET.Element, name: str) -> None:
        self._root = root
        self._name = name
        self._definitions: dict[str, ET.Element] = {}
        for element in root.iter():
            key = element.get("id")
            if key and element.tag.removeprefix(_SVG) in _DEFINITIONS:
                self._definitions.setdefault(key, element)
        self._names: dict[str, str] = {}
        self._costs: dict[str, int] = {}
        self._behind: dict[str, int] = {}  # how many definitions stand in a row from one on

    def written(self) -> str:
        if self._cost(self._root, ()) > MAX_PAINTED:
            raise self._too_involved()
        attributes = {**self._attributes(self._root), "xmlns": NAMESPACE}
        for key in ("x", "y"):
            attributes.pop(key, None)
        look = _Look().inside(attributes)
        inside = (
            "" if _is_hidden(attributes) else self._children(self._root, look, keeps_text=False)
        )
        definitions: list[str] = []
        while len(definitions) < len(self._names):
            key = list(self._names)[len(definitions)]
            definitions.append(self._definition(key))
        if definitions:
            inside = f"<defs>{''.join(definitions)}</defs>{inside}"
        return _tagged("svg", attributes, inside)

    def _definition(self, key: str) -> str:
        element = self._definitions[key]
        tag = element.tag.removeprefix(_SVG)
        attributes = self._attributes(element)
        if "display" in attributes:
            del attributes["display"]  # it means nothing here
        look = _Look().inside(attributes)
        if tag in _GRADIENTS:
            stops = [one for one in element if one.tag == f"{_SVG}stop"]
            inside = "".join(_tagged("stop", self._attributes(one), "") for one in stops)
        else:
            if any(one.tag.removeprefix(_SVG) in _WORDS for one in element.iter()):
                sentence = _(
                    "The SVG holds text inside a <{tag}>, where it cannot be read.", tag=tag
                )
                remedy = _("Turn it into paths, or take it out.")
                raise refused_image(self._name, sentence, remedy)
            inside = self._children(element, look, keeps_text=False)
        return _tagged(tag, {**attributes, "id": self._names[key]}, inside)

    def _children(self, element: ET.Element, look: _Look, *, keeps_text: bool) -> str:
        """What stands in an element. Words that are not of a text paint nothing."""
        shown = keeps_text and look.shows_words
        parts = [_text(element.text)] if shown else []
        for child in element:
            parts.append(self._element(child, look, in_text=keeps_text))
            if shown:
                parts.append(_text(child.tail))
        return "".join(parts)

    def _element(self, element: ET.Element, look: _Look, *, in_text: bool) -> str:
        tag = element.tag.removeprefix(_SVG)
        allowed = {"tspan"} if in_text else _GROUPS | _SHAPES | {"text"}
        if tag not in allowed:
            return ""
        attributes = self._attributes(element, take_names=False)
        if _is_hidden(attributes):
            return ""
        own = look.inside(attributes)
        if tag in _SHAPES and not own.is_visible:
            return ""
        inside = self._children(element, own, keeps_text=tag in _WORDS)
        if not inside and tag not in _SHAPES:
            return ""
        return _tagged(tag, self._attributes(element), inside)

    def _attributes(self, element: ET.Element, *, take_names: bool = True) -> dict[str, str]:
        """The attributes that may be, with those of `style` in the place of the element's own."""
        found = dict(element.attrib)
        if _XLINK_HREF in found:
            found.setdefault("href", found.pop(_XLINK_HREF))
        if found.pop(_XML_SPACE, "") == "preserve" and element.tag.removeprefix(_SVG) in _WORDS:
            found["xml:space"] = "preserve"
        found |= declarations_of(found.pop("style", ""))
        kept: dict[str, str] = {}
        for key, value in found.items():
            held = self._resolved(key, plain_value(key, value), take_names=take_names)
            if held and is_allowed(element.tag.removeprefix(_SVG), key, held):
                kept[key] = held
        return kept

    def _resolved(self, key: str, value: str, *, take_names: bool) -> str:
        """A value whose reference has the new name of what it points at; "" points at nothing."""
        target = reference_in(key, value)
        if target is None:
            return value
        if target not in self._definitions:
            return without_reference(key, value)
        if not take_names:
            return value
        new = self._names.setdefault(target, f"d{len(self._names) + 1}")
        return f"#{new}" if key == "href" else REFERENCE.sub(f"url(#{new})", value, count=1)

    def _cost(self, element: ET.Element, behind: tuple[str, ...]) -> int:
        """How many elements a layout meets in this one, with those behind its references."""
        found = {key.split("}")[-1]: value for key, value in element.attrib.items()}
        found |= declarations_of(found.get("style", ""))
        total = 1
        for key, value in found.items():
            target = reference_in(key, value)
            if target in self._definitions:
                total += self._cost_of_definition(target, behind)
        for child in element:
            if child.tag.removeprefix(_SVG) not in _DEFINITIONS | {"defs"}:
                total += self._cost(child, behind)
        return total

    def _cost_of_definition(self, key: str, behind: tuple[str, ...]) -> int:
        if key in behind:
            raise refused_image(self._name, _("A part of the SVG refers to itself."))
        if len(behind) >= MAX_REFERENCES:
            raise self._too_involved()
        if key not in self._costs:
            self._costs[key] = self._cost(self._definitions[key], (*behind, key))
        in_a_row = self._behind.setdefault(key, 1)
        if len(behind) + in_a_row > MAX_REFERENCES:
            raise self._too_involved()
        if behind:
            self._behind[behind[-1]] = max(self._behind.get(behind[-1], 1), in_a_row + 1)
        return self._costs[key]

    def _too_involved(self) -> InvalidFileError:
        return refused_image(
            self._name,
            _("The parts of the SVG refer to each other too many times over to be laid out."),
            _("Export it again as plain shapes and text, or as a PNG."),
        )


def _is_hidden(attributes: dict[str, str]) -> bool:
    """Whether nothing of an element is painted, whatever stands in it."""
    return attributes.get("display") == "none" or is_clear(attributes.get("opacity", "1"))


def _text(words: str | None) -> str:
    return escape(words or "", {"\r": "&#13;"})


def _tagged(tag: str, attributes: dict[str, str], inside: str) -> str:
    written = "".join(f" {key}={quoteattr(attributes[key])}" for key in sorted(attributes))
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"
