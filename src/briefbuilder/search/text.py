"""What of an item is searched, and in which spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from briefbuilder.domain.citations import cited_keys, without_citations
from briefbuilder.domain.items import Item
from briefbuilder.domain.words import fold_for_search
from briefbuilder.search.query import clean_text

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t]*(?:[-+*>][ \t]+|\d+[.)][ \t]+)", re.MULTILINE)
_RULE = re.compile(r"^[ \t|:-]+$", re.MULTILINE)
_MARKS = re.compile(r"[*`]+")
_WORD = re.compile(r"\w+")

# Letters that Unicode does not take apart, and that people type without their strokes.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe"}
)


@dataclass(frozen=True, slots=True)
class SearchText:
    """The words of one item, by how much a match in them says about it."""

    title: str
    labels: str
    summary: str
    body: str
    sources: str
    spellings: str


def plain_text(markdown: str) -> str:
    """The words of a piece of Markdown in one line, without its marks and its citations."""
    text = _LINK.sub(r"\1", without_citations(markdown))
    text = _HEADING.sub(r"\1:", text)
    text = _MARKS.sub("", _LINE_START.sub("", _RULE.sub("", text))).replace("|", " ")
    return " ".join(text.split())


def search_text(item: Item) -> SearchText:
    """What is searched of an item."""
    events = [event.text for event in item.timeline]
    labels = [item.id, item.kind.value, *item.tags, *item.regions, *item.actors]
    title, summary = clean_text(item.title), plain_text(clean_text(item.summary))
    body = plain_text(clean_text("\n\n".join([*events, item.body])))
    keys = dict.fromkeys(key for text in (*events, item.body) for key in cited_keys(text))
    known_as = clean_text(" ".join(labels))
    return SearchText(
        title=title,
        labels=known_as,
        summary=summary,
        body=body,
        sources=clean_text(" ".join(keys)),
        spellings=_spellings(f"{title} {known_as} {summary} {body}"),
    )


def plain_spelling(word: str) -> str:
    """The word as it is typed on a plain keyboard ("Łódź" as "lodz"); the same word if it is so.

    The index itself drops accents and case; this is for what it leaves, such as ß, æ, ø and ł.
    """
    plain = fold_for_search(word).translate(_PLAIN_LETTERS)
    return word if plain == _as_the_index_folds(word) else unicodedata.normalize("NFC", plain)


def _as_the_index_folds(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch)).lower()


def _spellings(text: str) -> str:
    if text.isascii():
        return ""
    foreign = dict.fromkeys(word for word in _WORD.findall(text) if not word.isascii())
    return " ".join(plain for word in foreign if (plain := plain_spelling(word)) != word)
