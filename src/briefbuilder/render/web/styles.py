"""Style sheets of a form, rewritten for a copy that leaves: only what is known and harmless.

What would reach out of the file, or run, is refused. What only pages have is taken out: `@page`,
and what runs along on every page, for which the copy has marks of its own. So is what a browser
does with words and the layout, by which the copy is looked at, does not: nobody would have seen it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from briefbuilder.errors import Place, Problem
from briefbuilder.render.wire import Assets

LIBRARY = "library://"
_KEPT_RULES = frozenset({"media", "supports", "layer", "font-face"})
_WITH_RULES = frozenset({"media", "supports", "layer"})
_MEDIA = re.compile(r"\s*(all|print|screen)(\s*,\s*(all|print|screen))*\s*", re.IGNORECASE)
_UNREAD = frozenset(
    "all animation animation-name backdrop-filter clip-path contain content-visibility "
    "field-sizing filter font-palette font-size-adjust forced-color-adjust interactivity "
    "mask mask-image mask-composite mix-blend-mode offset offset-path overlay perspective "
    "rotate scale size-adjust text-size-adjust translate transition transition-property "
    "-webkit-animation -webkit-animation-name -webkit-clip-path -webkit-filter -webkit-mask "
    "-webkit-mask-image -webkit-text-fill-color -webkit-text-security -webkit-text-size-adjust "
    "-webkit-transform zoom".split()
)
"""What a browser does and the layout does not, and what words could be hidden with."""
_OF_A_MOMENT = re.compile(
    r":(hover|active|focus|target|visited|checked|modal|fullscreen|state|user-|autofill|popover)",
    re.IGNORECASE,
)
_OF_PAGES = frozenset({"page", "charset", "namespace"})
_REACHING = frozenset(
    "src image-set -webkit-image-set cross-fade -webkit-cross-fade expression paint element".split()
)
_RUNNING_CODE = frozenset({"behavior", "-moz-binding", "-ms-behavior"})
_DEEPEST_IMPORT = 4
_MOST_QUOTED = 60


@dataclass(slots=True)
class StyleReader:
    """Rewrites style sheets; `problems` are what they may not say in a copy."""

    assets: Assets
    problems: list[Problem] = field(default_factory=list)

    def sheet(self, css: str, place: str, depth: int = _DEEPEST_IMPORT) -> str:
        """A style sheet with what it imports written in, and nothing that reaches out."""
        rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        return "\n".join(self._rules(rules, place, depth))

    def declarations(self, css: str, place: str) -> str:
        """The declarations of one element's `style`."""
        parsed = tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
        return self._declared(parsed, place)

    def _rules(self, rules: Sequence[Any], place: str, depth: int) -> Iterator[str]:
        for rule in rules:
            if rule.type == "at-rule":
                yield from self._at_rule(rule, place, depth)
            elif rule.type == "qualified-rule":
                held = tinycss2.parse_blocks_contents(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                declared = self._declared(held, place)
                if _OF_A_MOMENT.search(tinycss2.serialize(rule.prelude)):
                    continue
                yield f"{tinycss2.serialize(rule.prelude).strip()} {{ {declared} }}"
            # What is no rule at all means nothing to a browser either.

    def _at_rule(self, rule: Any, place: str, depth: int) -> Iterator[str]:  # noqa: ANN401 — no types
        name = rule.lower_at_keyword
        if name == "import":
            yield from self._imported(rule, place, depth)
        elif name in _OF_PAGES:
            return
        elif name not in _KEPT_RULES:
            self._refuse(f"@{name}", place)
        elif rule.content is None:
            return  # the order of layers, which the layout does not know
        elif name in _WITH_RULES:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            held = "\n".join(self._rules(inner, place, depth))
            if name != "media" or not _MEDIA.fullmatch(tinycss2.serialize(rule.prelude)):
                return
            yield f"@{name} {tinycss2.serialize(rule.prelude).strip()} {{\n{held}\n}}"
        else:
            inner = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            yield f"@{name} {{ {self._declared(inner, place)} }}"

    def _imported(self, rule: Any, place: str, depth: int) -> Iterator[str]:  # noqa: ANN401
        address = next((str(_address(one)) for one in rule.prelude if _address(one)), "")
        address = address or next(
            (str(one.value) for one in rule.prelude if one.type == "string"), ""
        )
        name = address.removeprefix(LIBRARY)
        if not address.startswith(LIBRARY) or name not in self.assets:
            self._refuse(f'@import of "{address}"', place)
        elif depth:
            css = self.assets[name][0].decode("utf-8", "replace")
            yield self.sheet(css, name, depth - 1)

    def _declared(self, declarations: Sequence[Any], place: str) -> str:
        kept: list[str] = []
        for one in declarations:
            if one.type == "declaration":
                before = len(self.problems)
                words = self._value(one, place)
                if len(self.problems) > before or one.lower_name in _UNREAD:
                    continue
                important = " !important" if one.important else ""
                kept.append(f"{one.name}: {words}{important}")
            elif one.type == "qualified-rule":  # a rule inside a rule
                kept += self._rules([one], place, 0)
            elif one.type == "at-rule":
                kept += self._at_rule(one, place, 0)
        return "; ".join(kept)

    def _value(self, declaration: Any, place: str) -> str:  # noqa: ANN401
        words: str = tinycss2.serialize(declaration.value).strip()
        if declaration.lower_name in _RUNNING_CODE:
            self._refuse(f"{declaration.lower_name}: {words}", place)
        if declaration.lower_name == "position" and words.lower().startswith("running("):
            declaration.name = "display"
            return "none"
        self._look_into(declaration.value, place)
        return words

    def _look_into(self, tokens: Sequence[Any], place: str) -> None:
        for token in tokens:
            address = _address(token)
            if address is not None and not self._is_own(address):
                self._refuse(f'the address "{address}"', place)
            if token.type == "function" and token.lower_name in _REACHING:
                self._refuse(f"{token.lower_name}()", place)
            inner = getattr(token, "arguments", None) or getattr(token, "content", None)
            if isinstance(inner, list):
                self._look_into(inner, place)

    def _is_own(self, address: str) -> bool:
        return address.startswith(LIBRARY) and address.removeprefix(LIBRARY) in self.assets

    def _refuse(self, what: str, place: str) -> None:
        self.problems.append(
            Problem(
                f"An HTML copy cannot hold {what[:_MOST_QUOTED]}.",
                Place(place),
                remedy="Take it out of the form's style sheet, or export as PDF.",
            )
        )


def _address(token: Any) -> str | None:  # noqa: ANN401
    """The address that a token is, or None."""
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return "".join(str(one.value) for one in token.arguments if one.type == "string")
    return None


def faces_in(css: str) -> Iterator[tuple[Any, Mapping[str, str]]]:
    """The `@font-face` rules of a rewritten sheet, each with what it declares."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            held = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            yield (
                rule,
                {
                    one.lower_name: tinycss2.serialize(one.value).strip()
                    for one in held
                    if one.type == "declaration"
                },
            )


def without_rules(css: str, drop: Callable[[Any], bool]) -> str:
    """A rewritten sheet without the rules that `drop` names."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "\n".join(str(one.serialize()) for one in rules if not drop(one))
