"""What a form wrote as HTML, written again from a list of what a copy may hold.

The page is parsed as a browser would parse it and written anew, so nothing of the form's own
spelling is left. An element or attribute that is not on the list is refused and not passed over:
a form that needs it must say its words in another way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import tinyhtml5
from markupsafe import Markup, escape

from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.render.leaks import KEPT_SCHEMES
from briefbuilder.render.sandbox import MAIN
from briefbuilder.render.web.styles import LIBRARY, StyleReader, in_medium
from briefbuilder.render.wire import Assets

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML = "http://www.w3.org/XML/1998/namespace"
_XLINK = "http://www.w3.org/1999/xlink"
_ELEMENTS = frozenset(
    "html body main header footer section article aside nav div p span h1 h2 h3 h4 h5 h6 ul ol li "
    "dl dt dd table caption colgroup col thead tbody tfoot tr th td figure figcaption img "
    "blockquote pre code em strong b i u s sup sub small br hr a abbr cite q time mark wbr "
    "address bdi bdo del ins dfn kbd samp var".split()
)
_SVG_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs clipPath mask "
    "linearGradient radialGradient stop marker pattern symbol use".split()
)
_EMPTY = frozenset({"br", "hr", "img", "col", "wbr"})
_UNSAID = frozenset({"head"})  # written by the copy itself; its style sheets are taken over
_EVERYWHERE = frozenset("class id lang dir title role style".split())
_ATTRIBUTES = {
    "a": "href",
    "img": "src alt width height",
    "ol": "start type reversed",
    "li": "value",
    "th": "scope colspan rowspan headers abbr",
    "td": "colspan rowspan headers",
    "col": "span",
    "colgroup": "span",
    "time": "datetime",
    "q": "cite",
    "blockquote": "cite",
    "table": "summary",
}
_SVG_ATTRIBUTES = frozenset(
    "viewBox width height x y x1 y1 x2 y2 cx cy r rx ry dx dy d points transform fill fill-opacity "
    "fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray "
    "stroke-dashoffset stroke-miterlimit opacity font-family font-size font-weight font-style "
    "text-anchor dominant-baseline letter-spacing offset stop-color stop-opacity gradientUnits "
    "gradientTransform spreadMethod clip-path clip-rule clipPathUnits mask maskUnits "
    "preserveAspectRatio patternUnits patternTransform patternContentUnits markerWidth "
    "markerHeight markerUnits orient refX refY marker-start marker-mid marker-end textLength "
    "lengthAdjust fx fy "
    "version baseProfile space color vector-effect shape-rendering text-rendering paint-order "
    "rotate pathLength visibility display".split()
)
_INHERITED = {
    "letter-spacing": "normal",
    "word-spacing": "normal",
    "text-transform": "none",
    "text-indent": "0",
    "line-height": "normal",
    "white-space": "normal",
    "font-variant": "normal",
    "font-feature-settings": "normal",
    "font-style": "normal",
    "font-weight": "400",
    "color": "#000",
}
_ADDRESSES = frozenset({"href", "src", "cite"})


@dataclass(slots=True)
class Rewritten:
    """A page written again: its body, its style sheets, and what it may not hold."""

    body: str = ""
    lang: str = ""
    sheets: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def rewritten(html: str, assets: Assets) -> Rewritten:
    """A rendered page from the list; `problems` is empty when all of it was on the list."""
    writer = _Writer(assets)
    root = tinyhtml5.parse(html)
    for element in root:
        if _name(element) == "head":
            writer.head(element)
    writer.out.lang = str(root.get("lang", ""))
    for element in root:
        if _name(element) == "body":
            writer.element(element)
    writer.out.body = "".join(writer.parts)
    writer.out.problems += writer.styles.problems
    return writer.out


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _alone(drawing: Element) -> str:
    """What keeps the style round a drawing out of its words: the layout draws it by itself."""
    own = ((name, drawing.get(name, initial)) for name, initial in _INHERITED.items())
    return "; ".join(f"{name}: {value} !important" for name, value in own)


def as_html(words: str) -> Markup:
    """Words as HTML; an author's "library://" is no address that is filled in later."""
    return escape(words).replace(LIBRARY, Markup("library:&#47;/"))


class _Writer:
    """Writes the elements of one page."""

    def __init__(self, assets: Assets) -> None:
        self.out = Rewritten()
        self.parts: list[str] = []
        self.styles = StyleReader(assets)
        self._assets = assets

    def head(self, head: Element) -> None:
        """Take over the style sheets; the rest of a head says nothing that a reader sees."""
        for element in head:
            if not callable(element.tag):
                self._of_head(element)

    def _of_head(self, element: Element) -> None:
        name = _name(element)
        match name:
            case "style":
                self._sheet(element, element.text or "", MAIN)
            case "link" if self._is_sheet(element):
                asset = str(element.get("href")).removeprefix(LIBRARY)
                css = self._assets[asset][0].decode("utf-8", "replace")
                self._sheet(element, css, asset.rpartition("/")[2])
            case "title":
                pass
            case "meta" if "http-equiv" not in element.attrib:
                pass
            case _:
                self._refuse(_cannot_hold(f"<{name}>"))

    def _sheet(self, element: Element, css: str, place: str) -> None:
        sheet = self.styles.sheet(css, place)
        self.out.sheets.append(in_medium(sheet, str(element.get("media", ""))))

    def _is_sheet(self, element: Element) -> bool:
        address = str(element.get("href", ""))
        name = address.removeprefix(LIBRARY)
        is_own = address.startswith(LIBRARY) and name in self._assets
        return is_own and element.get("rel") == "stylesheet"

    def element(self, element: Element) -> None:
        """Write an element with all that is in it."""
        if callable(element.tag):
            return  # a comment is no word of the copy
        namespace, _, name = element.tag.rpartition("}")
        is_drawn = namespace.endswith(_SVG)
        if (name == "style" and not is_drawn) or (name == "link" and self._is_sheet(element)):
            self._of_head(element)
            return
        if name not in (_SVG_ELEMENTS if is_drawn else _ELEMENTS) or not (
            is_drawn or namespace.endswith(_XHTML)
        ):
            self._refuse(_cannot_hold(f"<{name}>"))
            return
        xmlns = f' xmlns="{_SVG}"' if name == "svg" else ""
        if name == "svg":
            element.set("style", f"{element.get('style', '')};{_alone(element)}")
        attributes = "".join(self._attributes(element, name, is_drawn=is_drawn))
        if name != "body":
            self.parts.append(f"<{name}{xmlns}{attributes}>")
        if name in _EMPTY:
            return
        self._inside(element)
        if name != "body":
            self.parts.append(f"</{name}>")

    def _inside(self, element: Element) -> None:
        self.parts.append(as_html(element.text or ""))
        for child in element:
            self.element(child)
            self.parts.append(as_html(child.tail or ""))

    def _attributes(self, element: Element, name: str, *, is_drawn: bool) -> list[str]:
        own = _ATTRIBUTES.get(name, "").split()
        written: list[str] = []
        for key, value in element.attrib.items():
            plain = key.rpartition("}")[2]
            known = plain in _EVERYWHERE or plain.startswith(("data-", "aria-"))
            known = known or (plain in _SVG_ATTRIBUTES | {"href"} if is_drawn else plain in own)
            if key.startswith("{") and not key.startswith((f"{{{_XML}}}", f"{{{_XLINK}}}")):
                known = False
            if not known:
                if plain != "xmlns":
                    self._refuse(_cannot_hold_attribute(plain, f"<{name}>"))
                continue
            said = self._said(name, plain, value, is_drawn=is_drawn)
            if said is None:
                continue
            is_picture = name == "img" and plain == "src"
            written.append(f' {plain}="{escape(said) if is_picture else as_html(said)}"')
        return written

    def _said(self, name: str, key: str, value: str, *, is_drawn: bool) -> str | None:
        """The value of an attribute that is known to reach nowhere; None for any other."""
        if key == "style":
            return self.styles.declarations(value, MAIN, is_drawn=is_drawn)
        if is_drawn and "(" in value:
            # `fill="url(#x)"` names a part of the drawing itself.
            if any(
                not part.lstrip("\"' ").startswith("#") for part in value.lower().split("url(")[1:]
            ):
                code = f'{key}="{value}"'
                self._refuse(_("An HTML copy cannot hold the address in {code}.", code=code))
                return None
            return value
        if key in _ADDRESSES and not self._leads_well(name, value, is_drawn=is_drawn):
            self._refuse(_('An HTML copy cannot hold the address "{address}".', address=value))
            return None
        return value

    def _leads_well(self, name: str, address: str, *, is_drawn: bool) -> bool:
        if is_drawn:
            return address.startswith("#")
        if name == "img":
            return address.startswith(LIBRARY) and address.removeprefix(LIBRARY) in self._assets
        return address.startswith("#") or urlsplit(address).scheme.lower() in KEPT_SCHEMES

    def _refuse(self, sentence: str) -> None:
        remedy = _("Take it out of the form, or export as PDF.")
        problem = Problem(sentence, Place(MAIN), remedy=remedy)
        if problem not in self.out.problems:
            self.out.problems.append(problem)


def _cannot_hold(code: str) -> str:
    return _("An HTML copy cannot hold {code}.", code=code)


def _cannot_hold_attribute(name: str, element: str) -> str:
    return _(
        "An HTML copy cannot hold the attribute {attribute} of {element}.",
        attribute=name,
        element=element,
    )
