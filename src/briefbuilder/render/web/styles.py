"""Style sheets of a form, rewritten for a copy that leaves: only what is known and harmless.

What would reach out of the file, or run, is refused. What only pages have is taken out: `@page`,
and what runs along on every page, for which the copy has marks of its own. Of the rest stays what
browsers and the layout, which looks at the copy, understand alike: nobody would have seen more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from briefbuilder.errors import Place, Problem
from briefbuilder.language.interface import _
from briefbuilder.render.web.known_css import DRAWN, is_known, is_known_of_face
from briefbuilder.render.web.selectors import kept, listed
from briefbuilder.render.wire import Assets

LIBRARY = "library://"
_MEDIA = re.compile(r"\s*(all|print|screen)(\s*,\s*(all|print|screen))*\s*", re.IGNORECASE)
_RUNS_ALONG = re.compile(r"running\(|fixed$|sticky$|-webkit-sticky$", re.IGNORECASE)
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

    def declarations(self, css: str, place: str, *, is_drawn: bool = False) -> str:
        """The declarations of one element's `style`, which may be an element of a drawing."""
        parsed = tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
        return self._declared(parsed, place, DRAWN if is_drawn else "")

    def _rules(
        self, rules: Sequence[Any], place: str, depth: int, parents: Sequence[str] = ()
    ) -> Iterator[str]:
        for rule in rules:
            if rule.type == "at-rule":
                yield from self._at_rule(rule, place, depth, parents)
            elif rule.type == "qualified-rule":
                yield from self._styled(rule, place, depth, parents)
            # What is no rule at all means nothing to a browser either.

    def _styled(
        self,
        rule: Any,  # noqa: ANN401 — tinycss2 has no types
        place: str,
        depth: int,
        parents: Sequence[str],
    ) -> Iterator[str]:
        selectors = listed(rule.prelude, parents)
        yield from self._block(selectors, _contents(rule), place, depth)

    def _block(
        self, selectors: Sequence[str], held: Sequence[Any], place: str, depth: int
    ) -> Iterator[str]:
        """The rules of a block: its own, and those inside it, which are written after it."""
        found = kept(selectors)
        for element in dict.fromkeys(one for words, one in found):
            words = ", ".join(one for one, other in found if other == element)
            declared = self._declared(held, place, element)
            if declared:
                yield f"{words} {{ {declared} }}"
        if not found:
            self._declared(held, place)  # what reaches out is refused all the same
        inside = [one for one in held if one.type in {"qualified-rule", "at-rule"}]
        yield from self._rules(inside, place, min(depth, 0), selectors)

    def _at_rule(
        self,
        rule: Any,  # noqa: ANN401
        place: str,
        depth: int,
        parents: Sequence[str] = (),
    ) -> Iterator[str]:
        name = rule.lower_at_keyword
        if name == "import":
            yield from self._imported(rule, place, depth)
        elif name == "page":
            return
        elif name == "media" and _MEDIA.fullmatch(tinycss2.serialize(rule.prelude)):
            held = "\n".join(self._of_medium(rule, place, depth, parents))
            if held:
                yield f"@media {tinycss2.serialize(rule.prelude).strip()} {{\n{held}\n}}"
        elif name == "font-face" and not parents:
            yield f"@font-face {{ {self._declared_of_face(_contents(rule), place)} }}"
        else:
            self._look_into((*rule.prelude, *(rule.content or ())), place)

    def _of_medium(
        self,
        rule: Any,  # noqa: ANN401
        place: str,
        depth: int,
        parents: Sequence[str],
    ) -> Iterator[str]:
        if parents:
            yield from self._block(parents, _contents(rule), place, depth)
        else:
            yield from self._rules(_rules_in(rule), place, min(depth, 0))

    def _imported(self, rule: Any, place: str, depth: int) -> Iterator[str]:  # noqa: ANN401
        address = next((str(_address(one)) for one in rule.prelude if _address(one)), "")
        address = address or next(
            (str(one.value) for one in rule.prelude if one.type == "string"), ""
        )
        name = address.removeprefix(LIBRARY)
        if not address.startswith(LIBRARY) or name not in self.assets:
            self._refuse(
                _(
                    'An HTML copy cannot hold @import of "{address}".',
                    address=address[:_MOST_QUOTED],
                ),
                place,
            )
        elif depth:
            css = self.assets[name][0].decode("utf-8", "replace")
            yield in_medium(self.sheet(css, name, depth - 1), _media_of_import(rule))

    def _declared(self, held: Sequence[Any], place: str, element: str = "") -> str:
        """The declarations that an element, or a pseudo-element, keeps."""
        return "; ".join(
            one
            for declaration in held
            if declaration.type == "declaration"
            for one in self._kept(declaration, place, element)
        )

    def _kept(self, declaration: Any, place: str, element: str) -> Iterator[str]:  # noqa: ANN401
        name, value = declaration.lower_name, declaration.value
        before = len(self.problems)
        words = tinycss2.serialize(value).strip()
        if name in _RUNNING_CODE:
            self._refuse(_cannot_hold(f"{name}: {words}"), place)
        self._look_into(value, place)
        if len(self.problems) > before:
            return
        important = " !important" if declaration.important else ""
        if name == "position" and _RUNS_ALONG.match(words):
            yield f"display: none{important}"
        elif is_known(declaration.name if name.startswith("--") else name, value, element):
            yield f"{declaration.name}: {words}{important}"

    def _declared_of_face(self, held: Sequence[Any], place: str) -> str:
        declared: list[str] = []
        for one in held:
            if one.type == "declaration":
                self._look_into(one.value, place)
                if is_known_of_face(one.lower_name, one.value):
                    declared.append(f"{one.lower_name}: {tinycss2.serialize(one.value).strip()}")
        return "; ".join(declared)

    def _look_into(self, tokens: Sequence[Any], place: str) -> None:
        for token in tokens:
            address = _address(token)
            if address is not None and not self._is_own(address):
                self._refuse(
                    _(
                        'An HTML copy cannot hold the address "{address}".',
                        address=address[:_MOST_QUOTED],
                    ),
                    place,
                )
            if token.type == "function" and token.lower_name in _REACHING:
                self._refuse(_cannot_hold(f"{token.lower_name}()"), place)
            inner = getattr(token, "arguments", None) or getattr(token, "content", None)
            if isinstance(inner, list):
                self._look_into(inner, place)

    def _is_own(self, address: str) -> bool:
        return address.startswith(LIBRARY) and address.removeprefix(LIBRARY) in self.assets

    def _refuse(self, sentence: str, place: str) -> None:
        remedy = _("Take it out of the form's style sheet, or export as PDF.")
        self.problems.append(Problem(sentence, Place(place), remedy=remedy))


def _cannot_hold(code: str) -> str:
    return _("An HTML copy cannot hold {code}.", code=code[:_MOST_QUOTED])


def _contents(rule: Any) -> list[Any]:  # noqa: ANN401
    return list(
        tinycss2.parse_blocks_contents(rule.content or (), skip_comments=True, skip_whitespace=True)
    )


def _rules_in(rule: Any) -> list[Any]:  # noqa: ANN401
    return list(
        tinycss2.parse_rule_list(rule.content or (), skip_comments=True, skip_whitespace=True)
    )


def _media_of_import(rule: Any) -> str:  # noqa: ANN401
    """What an `@import` says after its address: where the other sheet counts."""
    said = [one for one in rule.prelude if one.type not in {"whitespace", "comment"}]
    return str(tinycss2.serialize(said[1:]))


def _address(token: Any) -> str | None:  # noqa: ANN401
    """The address that a token is, or None."""
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return "".join(str(one.value) for one in token.arguments if one.type == "string")
    return None


def in_medium(sheet: str, media: str) -> str:
    """A rewritten sheet that counts where `media` says, "" for anywhere.

    Nothing is left of it where browsers and the layout may not agree on that.
    """
    if not media.strip():
        return sheet
    return f"@media {media.strip()} {{\n{sheet}\n}}" if _MEDIA.fullmatch(media) else ""


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
