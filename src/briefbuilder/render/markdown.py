"""Markdown to HTML fragments that a tagged PDF can hold.

CommonMark with tables; raw HTML stays text, a link leads to the web, to a mail address, to an
item or to a place in the brief, and a citation becomes a numbered note. Four things are bent on
purpose: no paragraph stands inside a list item, since PDF/UA forbids it; heading levels are moved
below the section's; a link's address stands beside its words, since a definition such as
`[1]: Smith` would take pasted notes away; and a table with a row that is longer than its head
stays text, since its last cells would be lost. What cannot be printed as it was meant is
reported, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from briefbuilder.domain.characters import seen
from briefbuilder.domain.citations import CitationGroup, find_citations, without_citations
from briefbuilder.errors import Place, Problem, Severity
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.render.table_fit import table_block
from briefbuilder.render.tongues import lang_attribute

DEEPEST = 12
"""How deep lists may stand in each other."""
_DEEPEST_LEVEL = DEEPEST * 2 + 1  # a list, its entry, and the words in it
_PARSER_LEVELS = 100  # well above what is printed, so that nothing is lost before it is seen
_LAST_HEADING = 6
_WEB = frozenset({"http", "https", "mailto"})
_KEPT = _WEB | {"item"}
_MARKS = re.compile(r"[.,;:!?]+")
_COMMA = Markup("<sup>,</sup>")
_NO_ATTRIBUTES = Markup()
_PIPE = re.compile(r"(?<!\\)\|")
_LONG_ROW = "a row is longer than the head of its table"
_CODE_IN_LIST = N_("A block of code stands inside a list item and is printed as plain words there.")
_FLATTENED = {
    "blockquote_open": N_(
        "A quotation stands inside a list item and is printed as plain words there."
    ),
    "table_open": N_("A table stands inside a list item and is printed as plain words there."),
    "heading_open": N_("A heading stands inside a list item and is printed as plain words there."),
    "fence": _CODE_IN_LIST,
    "code_block": _CODE_IN_LIST,
    "hr": N_("A line stands inside a list item and is printed as plain words there."),
}

Cite = Callable[[CitationGroup], Markup]
Resolve = Callable[[str], str | None]


def _no_note(_group: CitationGroup) -> Markup:
    return Markup()


def _no_anchor(_address: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Setting:
    """How a piece of Markdown is to stand in a brief.

    `cite` makes the note of a citation; `resolve` turns `item:…` or `#…` into an anchor of the
    brief, or None; `top_heading` is the level that the first heading gets; `lead` is put before
    the words of each outer paragraph and list item (a portion mark); `target` names the block.
    `own_words` are the author's: a link to an item that is not placed is told to nobody else.
    `lang` is the language of the words where the page has another one.
    """

    cite: Cite = _no_note
    resolve: Resolve = _no_anchor
    top_heading: int = 3
    lead: Markup = field(default_factory=Markup)
    target: str = ""
    own_words: bool = True
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A rendered piece of Markdown, and what could not be rendered as it was meant."""

    html: Markup
    problems: tuple[Problem, ...] = ()


def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the parser's own
    if not state.src.startswith("[@", state.pos):
        return False
    end = state.src.find("]", state.pos, state.posMax)
    groups = find_citations(state.src[state.pos : end + 1]) if end > 0 else ()
    if not groups:
        return False
    if not silent:
        # The note's call stands close to the word before it.
        state.pending = state.pending.rstrip(" ")
        token = state.push("citation", "", 0)
        token.meta = {"group": groups[0]}
    state.pos = end + 1
    return True


def _lone_bracket_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the parser's own
    """Take a bracket that can begin no link as it stands.

    A link has "](" in it. Without this the parser looks from each bracket through all the others
    for the end of a link, which takes seconds where thousands of them were pasted.
    """
    if not state.src.startswith(("[", "!["), state.pos) or state.src.find("](", state.pos) >= 0:
        return False
    if not silent:
        state.pending += state.src[state.pos]
    state.pos += 1
    return True


def _table_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    before = len(state.tokens)
    line = state.line
    if not table(state, start, end, silent):
        return False
    if silent:
        return True
    columns = sum(token.type == "th_open" for token in state.tokens[before:])
    rows = range(start + 2, state.line)
    longest = max((_cells(state, row) for row in rows), default=0)
    if longest <= columns:
        return True
    del state.tokens[before:]
    state.line = line
    state.env[_LONG_ROW] = True
    return False


def _cells(state: StateBlock, line: int) -> int:
    """How many cells a row of a table has, the pipes at its ends left aside."""
    words = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    inner = words.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return len(_PIPE.findall(inner)) + 1


def _keeps_link(url: str) -> bool:
    return url.startswith("#") or urlsplit(url).scheme.lower() in _KEPT


def _keeps_every_link(_url: str) -> bool:
    return True


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _PARSER_LEVELS})
    parser.enable("table")
    parser.block.ruler.at("table", _table_rule, {"alt": ["paragraph", "reference"]})
    parser.disable("reference")
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.before("link", "lone_bracket", _lone_bracket_rule)
    # Addresses are judged where they are printed, so that a refused one can be reported.
    setattr(parser, "validateLink", _keeps_every_link)  # noqa: B010 — the parser's own hook
    return parser


def to_fragment(markdown: str, setting: Setting) -> Fragment:
    """A piece of Markdown as HTML."""
    writer = _Writer(setting)
    noticed: dict[str, bool] = {}
    tokens = _parser().parse(seen(markdown), noticed)
    if _LONG_ROW in noticed:
        writer.report(
            _(
                "A row of a table has more cells than its head, so the table is printed as plain "
                "text."
            ),
            _("Give every row as many cells as the head has."),
        )
    if any(token.level > _DEEPEST_LEVEL for token in tokens):
        writer.report(
            _(
                "Lists or quotations stand in each other more than {number} deep, so the text is "
                "printed as plain lines.",
                number=DEEPEST,
            ),
            _("Make the text flatter."),
        )
        html = _plain_lines(seen(markdown), setting)
    else:
        html = writer.blocks(tokens)
    return Fragment(html, tuple(writer.problems))


def _plain_lines(text: str, setting: Setting) -> Markup:
    lines = [escape(line.strip()) for line in text.splitlines() if line.strip()]
    words = Markup("<br>").join(lines)
    return Markup("<p{}>{}{}</p>").format(lang_attribute(setting.lang), setting.lead, words)


def to_inline(markdown: str, setting: Setting) -> Fragment:
    """One line of Markdown as HTML, without a paragraph round it: cells, captions, events."""
    writer = _Writer(setting)
    (token,) = _parser().parseInline(" ".join(seen(markdown).split())) or [Token("inline", "", 0)]
    html = writer.inline(token.children or [])
    return Fragment(setting.lead + html if html else html, tuple(writer.problems))


def without_marks(markdown: str) -> str:
    """The words of one line of Markdown, without its marks and its citations: for a drawing."""
    return to_inline(without_citations(markdown), Setting()).html.striptags()


_PLAIN_TAGS = {"em_open": "em", "strong_open": "strong", "em_close": "em", "strong_close": "strong"}
_WORDLESS = frozenset({"softbreak", "hardbreak", "link_open", "link_close"})
_CONTAINERS = {"bullet_list", "ordered_list", "blockquote", "table", "thead", "tbody", "tr"}


class _Writer:
    """Writes the tokens of one piece of Markdown."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._headings: list[int] = []
        self._items_open = 0
        self.problems: list[Problem] = []

    def report(self, sentence: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        problem = Problem(sentence, Place(key=self._setting.target), severity, remedy)
        if problem not in self.problems:
            self.problems.append(problem)

    def blocks(self, tokens: Sequence[Token]) -> Markup:
        parts: list[Markup] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "heading_open" and not self._prints(tokens[index + 1]):
                index = _closing(tokens, index)  # a heading without words is no heading
            elif token.type == "list_item_open":
                end = _closing(tokens, index)
                parts.append(Markup("<li>{}</li>").format(self._item(tokens[index + 1 : end])))
                index = end
            elif token.type == "table_open":
                end = _closing(tokens, index)
                rows = [self._block(one) for one in tokens[index : end + 1]]
                parts.append(table_block(Markup("").join(rows)))
                index = end
            else:
                parts.append(self._block(token))
                if token.type == "paragraph_open":
                    parts.append(self._setting.lead)
            index += 1
        return Markup("").join(parts)

    def _block(self, token: Token) -> Markup:
        name = token.type.removesuffix("_open").removesuffix("_close")
        match name:
            case "inline":
                return self.inline(token.children or [])
            case "paragraph":
                return self._tag("p", token)
            case "heading":
                return self._tag(f"h{self._heading(token)}", token)
            case "th" | "td":
                return _tag(name, token)
            case "fence" | "code_block":
                return Markup("<pre{}><code>{}</code></pre>").format(
                    self._lang(token), token.content
                )
            case "hr":
                return Markup("<hr>")
            case "ordered_list" if token.nesting == 1 and token.attrs.get("start"):
                return _ordered_from(int(token.attrs["start"]), self._lang(token))
            case _ if name in _CONTAINERS:
                return self._tag(token.tag, token)
            case _:
                return escape(token.content)

    def _tag(self, name: str, token: Token) -> Markup:
        """A tag; an outermost one says its language where the page has another one."""
        return _tag(name, token, self._lang(token))

    def _lang(self, token: Token) -> Markup:
        return lang_attribute("" if token.level else self._setting.lang)

    def _prints(self, inline: Token) -> bool:
        """Whether a line of words has any; it is asked before the words are written."""
        return any(
            token.type not in _WORDLESS and (token.type == "citation" or token.content.strip())
            for token in inline.children or []
        )

    def _heading(self, token: Token) -> int:
        if token.nesting == 1:
            asked = int(token.tag[1])
            self._headings = [level for level in self._headings if level < asked]
            self._headings.append(asked)
        return min(self._setting.top_heading + len(self._headings) - 1, _LAST_HEADING)

    def _item(self, tokens: Sequence[Token]) -> Markup:
        """What stands in a list item: words, lists, and everything else flattened to words."""
        parts: list[Markup] = []
        words_before = False
        index = 0
        self._items_open += 1
        while index < len(tokens):
            token = tokens[index]
            if token.type in {"bullet_list_open", "ordered_list_open"}:
                end = _closing(tokens, index)
                parts.append(self.blocks(tokens[index : end + 1]))
                words_before, index = False, end + 1
                continue
            self._flattened(token)
            words = self._words(token)
            if words:
                first = self._items_open == 1 and not parts
                lead = self._setting.lead if first else Markup()
                parts += [Markup("<br>") if words_before else Markup(), lead, words]
                words_before = True
            index += 1
        self._items_open -= 1
        return Markup("").join(parts)

    def _words(self, token: Token) -> Markup:
        match token.type:
            case "inline":
                return self.inline(token.children or [])
            case "fence" | "code_block":
                return Markup("<code>{}</code>").format(token.content.rstrip("\n"))
            case _:
                return Markup()

    def _flattened(self, token: Token) -> None:
        if token.type in _FLATTENED:
            self.report(_(_FLATTENED[token.type]), _("Put it after the list."))

    def inline(self, tokens: Sequence[Token]) -> Markup:
        """The tokens of one line of words.

        A tagged PDF wants the words of a link right inside it, so each stretch of words in a link
        becomes a link of its own, with the emphasis outside.
        """
        parts: list[Markup] = []
        links: list[str | None] = []
        calls: list[Markup] = []  # waiting for the full stop after them
        for token in tokens:
            link = links[-1] if links else None
            words = token.content
            if calls and token.type != "citation":
                mark = _MARKS.match(words) if token.type == "text" else None
                parts += [escape(mark[0] if mark else ""), _COMMA.join(calls)]
                words = words[mark.end() :] if mark else words
                calls.clear()
            match token.type:
                case "citation":
                    calls.append(self._setting.cite(token.meta["group"]))
                case "link_open":
                    links.append(self._address(str(token.attrs.get("href", ""))))
                case "link_close":
                    links.pop()
                case _:
                    parts.append(self._words_of(token, words, link))
        return Markup("").join([*parts, _COMMA.join(calls)])

    def _words_of(self, token: Token, words: str, link: str | None) -> Markup:
        match token.type:
            case "softbreak":
                return Markup("\n")
            case "hardbreak":
                return Markup("<br>")
            case "em_open" | "strong_open" | "em_close" | "strong_close":
                return _tag(_PLAIN_TAGS[token.type], token)
            case "image":
                return self._image(token)
            case "code_inline":
                return Markup("<code>{}</code>").format(_linked(words, link))
            case _:
                return _linked(words, link)

    def _address(self, url: str) -> str | None:
        """Where a link may lead; None, with a report, for the rest."""
        if not _keeps_link(url):
            self.report(
                _(
                    'The link to "{address}" is printed as plain words: a link leads to http, '
                    "https, mailto, an item or a place in the brief.",
                    address=url,
                ),
                _("Correct the address, or take the link out."),
            )
            return None
        if urlsplit(url).scheme.lower() in _WEB:
            return url
        anchor = self._setting.resolve(url)
        if anchor is None and (self._setting.own_words or url.startswith("#")):
            self.report(
                _(
                    'The link to "{address}" is printed as plain words: the brief has no such '
                    "place.",
                    address=url,
                ),
                _("Place the item, or take the link out."),
                Severity.ADVICE,
            )
        return None if anchor is None else f"#{anchor}"

    def _image(self, token: Token) -> Markup:
        words = self.inline(token.children or [])
        self.report(
            _("A picture inside text is not printed; its words stand in its place."),
            _("Place it as a figure."),
        )
        return words


def _linked(words: str, address: str | None) -> Markup:
    if address is None or not words:
        return escape(words)
    return Markup('<a href="{}">{}</a>').format(address, words)


def _ordered_from(number: int, attributes: Markup) -> Markup:
    """A list that begins with a number; the layout counts by the style and not by `start`."""
    return Markup('<ol start="{}" style="counter-reset: list-item {}"{}>').format(
        number, number - 1, attributes
    )


def _tag(name: str, token: Token, attributes: Markup = _NO_ATTRIBUTES) -> Markup:
    if token.nesting == 1:
        return Markup("<{}{}>").format(name, attributes)
    return Markup("</{}>").format(name)


def _closing(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the one at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise AssertionError("The parser balances its tokens.")
