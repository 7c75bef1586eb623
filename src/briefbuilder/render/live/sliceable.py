"""Which forms may be sliced: an allow-list of what their style sheets say.

A slice knows the page before it only by name and number. What looks further — notes that float,
words kept for a later page, pages told apart by side or place, columns — is left to the full pass.
So is what looks forward: it ends where a slice may. What asks of an element whether more follows it
is answered by what stands for the rest (`slicing`).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from briefbuilder.render.live.slicing import TOTAL
from briefbuilder.render.wire import Assets

_SCHEME = "library://"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.DOTALL)
_TOTAL = re.compile(r"counter\(\s*pages\s*\)", re.IGNORECASE)
_PAGE_RULE = re.compile(r"@page\b([^{]*)\{", re.IGNORECASE)
_PAGE_NAME = re.compile(r"\s*[a-z][a-z0-9-]*\s*|\s*", re.IGNORECASE)
_AT_RULE = re.compile(r"@([a-z-]+)", re.IGNORECASE)
_WORD_REFUSED = re.compile(
    r"counters?\(\s*pages|target-(?:counter|text)|string-set|string\(|::first-l|:nth-last|"
    r"box-decoration-break|column-(?:count|width)|(?<![-\w])columns\s*:|position\s*:\s*fixed|"
    r"footnote-call\s*\)|margin-break|\bleader\(|:has\((?!\s*[>+])|(?:open|close)-quote",
    re.IGNORECASE,
)
_AT_ALLOWED = frozenset(
    "font-face page media top-left-corner top-left top-center top-right top-right-corner "
    "bottom-left-corner bottom-left bottom-center bottom-right bottom-right-corner left-top "
    "left-middle left-bottom right-top right-middle right-bottom footnote charset".split()
)


class NotSliceableError(Exception):
    """The form does what a slice cannot repeat."""


def take_sheets(root: Element, assets: Assets) -> list[tuple[str, str]]:
    """Take the style sheets out of a tree: for each its text, made fit for slices, and address.

    `NotSliceableError` for a form that cannot be sliced.
    """
    sheets = []
    head = root.find("head")
    if head is None:
        raise NotSliceableError("no-head")
    for element in list(head):
        if element.tag == "style":
            sheets.append(("".join(element.itertext()), ""))
        elif element.tag == "link" and "stylesheet" in element.get("rel", "").lower():
            address = element.get("href", "")
            name = address.removeprefix(_SCHEME)
            if name == address or name not in assets:
                raise NotSliceableError(f"sheet-is-not-there:{address[:80]}")
            sheets.append((assets[name][0].decode("utf-8", "replace"), address))
        else:
            continue
        if "media" in element.attrib:
            raise NotSliceableError("sheet-for-some-media")
        head.remove(element)
    if any(one.tag in {"style", "link"} for one in root.iter()):
        raise NotSliceableError("sheets-in-the-body")
    for style in {one.get("style", "") for one in root.iter()}:
        _look_for_refused(style)
    return [(_fit(text), address) for text, address in sheets]


def _fit(css: str) -> str:
    css = _COMMENT.sub(" ", css)
    css = _TOTAL.sub(f"counter({TOTAL})", css)
    _look_for_refused(css)
    for rule in _PAGE_RULE.finditer(css):
        if not _PAGE_NAME.fullmatch(rule[1]):
            raise NotSliceableError(f"page-rule:{rule[1].strip()}")
    for rule in _AT_RULE.finditer(css):
        if rule[1].lower() not in _AT_ALLOWED:
            raise NotSliceableError(f"rule:@{rule[1]}")
    return css


def _look_for_refused(css: str) -> None:
    """`NotSliceableError` for a word that is refused, or one that may be hidden by escapes."""
    if found := _WORD_REFUSED.search(css):
        raise NotSliceableError(f"uses:{found[0]}")
    if "\\" in _STRING.sub("", css):
        raise NotSliceableError("uses:escapes")
