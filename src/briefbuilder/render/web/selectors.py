"""Selectors of a form, each kept only when browsers and the layout find the same elements by it.

What depends on a moment (`:hover`) or on the window is unknown to the layout, so it is left out.
No selector reaches into a drawing, where the layout applies none, or to what is the copy's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tinycss2

OWN = "copy-own"
"""The class of the elements that the copy has of its own."""
_BUT_FOR = f":not(:where(.{OWN},svg *))"
_CLASSES = frozenset(
    "root first-child last-child only-child first-of-type last-of-type only-of-type "
    "any-link".split()
)
_CHOICES = frozenset({"is", "where", "not", "has"})
_COUNTED = frozenset({"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"})
_ELEMENTS = frozenset({"before", "after", "marker", "first-line", "first-letter"})
_COMBINATORS = frozenset({">", "+", "~"})
_COMPARED = frozenset({"=", "~=", "^=", "$=", "*=", "|="})
_ATTRIBUTES = frozenset("class id title role href alt scope dir start value".split())
_SPACE = frozenset({"whitespace", "comment"})


class Unknown(Exception):  # noqa: N818 — it is caught where a selector is left out
    """A selector that browsers and the layout may not understand alike."""


def kept(selectors: Sequence[str]) -> list[tuple[str, str]]:
    """The selectors that are understood alike, confined to the form's own elements.

    With each comes the name of its pseudo-element, "" for none.
    """
    found: list[tuple[str, str]] = []
    for selector in selectors:
        try:
            words, element = _rewritten(tinycss2.parse_component_value_list(selector), _CHOICES)
        except Unknown:
            continue
        found.append((f"{words}{_BUT_FOR}{f'::{element}' if element else ''}", element))
    return found


def listed(prelude: Sequence[Any], parents: Sequence[str] = ()) -> list[str]:
    """The selectors of a list, one by one; those of a rule inside another with its parents'."""
    lists: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            lists.append([])
        else:
            lists[-1].append(token)
    return [_joined(one, parents) for one in lists]


def _joined(tokens: Sequence[Any], parents: Sequence[str]) -> str:
    if not parents:
        return str(tinycss2.serialize(tokens)).strip()
    around = f":is({', '.join(parents)})"
    if any(token.type == "literal" and token.value == "&" for token in tokens):
        parts = (around if one == "&" else tinycss2.serialize([one]) for one in tokens)
        return "".join(parts).strip()
    return f"{around} {tinycss2.serialize(tokens).strip()}"


def _rewritten(tokens: Sequence[Any], choices: frozenset[str]) -> tuple[str, str]:
    """A selector without its pseudo-element, and that; `Unknown` where it is not understood."""
    words, left = "", [one for one in tokens if one.type != "comment"]
    while left:
        token = left.pop(0)
        match token.type:
            case "literal" if token.value == ":":
                said, element = _pseudo(left, choices)
                if element:
                    _refuse_unless(all(one.type in _SPACE for one in left))
                    stands_alone = words[-1:].strip() in {"", *_COMBINATORS}
                    return f"{words}{'*' if stands_alone else ''}".strip(), element
                words += said
            case "literal":
                _refuse_unless(token.value in _COMBINATORS | {".", "*"})
                words += token.value
            case "[] block":
                _refuse_unless(_is_plain_attribute(token.content))
                words += tinycss2.serialize([token])
            case "whitespace" | "ident" | "hash":
                words += tinycss2.serialize([token])
            case _:
                raise Unknown
    _refuse_unless(bool(words.strip()))
    return words.strip(), ""


def _pseudo(left: list[Any], choices: frozenset[str]) -> tuple[str, str]:
    """What stands after a colon: a pseudo-class as it is written, or a pseudo-element's name."""
    _refuse_unless(bool(left))
    token = left.pop(0)
    is_element = token.type == "literal" and token.value == ":" and bool(left)
    if is_element:
        token = left.pop(0)
    if token.type == "ident":
        name = token.lower_value
        if name in _ELEMENTS and (is_element or name != "marker"):
            return "", name
        name = "any-link" if name == "link" else name  # a visited one is a link, too
        _refuse_unless(name in _CLASSES and not is_element)
        return f":{name}", ""
    _refuse_unless(token.type == "function" and not is_element)
    return f":{token.lower_name}({_arguments(token, choices)})", ""


def _arguments(token: Any, choices: frozenset[str]) -> str:  # noqa: ANN401 — no types there
    if token.lower_name in _COUNTED:
        _refuse_unless(all(_is_counted(one) for one in token.arguments))
        return str(tinycss2.serialize(token.arguments))
    _refuse_unless(token.lower_name in choices)
    inner = choices - {"has"} if token.lower_name == "has" else choices
    return ", ".join(_without_element(one, inner) for one in listed(token.arguments))


def _without_element(selector: str, choices: frozenset[str]) -> str:
    words, element = _rewritten(tinycss2.parse_component_value_list(selector), choices)
    _refuse_unless(not element)
    return words


def _is_counted(token: Any) -> bool:  # noqa: ANN401
    if token.type == "ident":
        return token.lower_value in {"odd", "even"} or set(token.lower_value) <= set("-n0123456789")
    if token.type == "literal":
        return token.value in "+-"
    return token.type in {"number", "dimension", "whitespace"}


def _is_plain_attribute(content: Sequence[Any]) -> bool:
    said = [one for one in content if one.type not in _SPACE]
    if not said or said[0].type != "ident":
        return False
    name = said[0].lower_value
    if name not in _ATTRIBUTES and not name.startswith(("data-", "aria-")):
        return False
    return len(said) == 1 or (
        len(said) == len(("name", "=", "value"))
        and said[1].type == "literal"
        and said[1].value in _COMPARED
        and said[2].type in {"ident", "string"}
    )


def _refuse_unless(fine: bool) -> None:  # noqa: FBT001 — reads as a sentence
    if not fine:
        raise Unknown
