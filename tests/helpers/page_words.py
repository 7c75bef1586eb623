"""The words that somebody reads on a page, and those of the program that may stand on it."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from briefbuilder.language.catalogue import words_for
from briefbuilder.language.unicode_tables import WRITINGS
from helpers.invented_words import MARK

LEGAL_FORMS = {"resolution", "un", "doc", "res"}
_WORD = re.compile(r"[^\W\d_]{2,}")


class Words(HTMLParser):
    """The words of a page that somebody reads or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag == "style"
        self.said += [value for name, value in attrs if name == "alt" and value]

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.said.append(data)


def text_of(html: str) -> str:
    parser = Words()
    parser.feed(html)
    return " ".join(" ".join(parser.said).split())


def words_in(text: str) -> set[str]:
    """The words of a text but the invented ones; addresses and what has digits in it are none."""
    kept = [one for one in text.split() if "://" not in one]
    plain = re.sub(r"\w*\d\w*", " ", " ".join(kept))
    return {
        word.casefold() for word in _WORD.findall(plain) if not word.casefold().startswith(MARK)
    }


def translated(tag: str, tool: Callable[[str], Any]) -> set[str]:
    """Every word that a page in a language may have of the program's."""
    catalogues = tool("catalogues")
    found = catalogues.read(catalogues.PAGES, words_for(tag).language)
    told = [
        re.sub(r"\{\w+\}", " ", text)
        for message in found
        if message.id
        for text in ([message.string] if isinstance(message.string, str) else message.string)
    ]
    writing = WRITINGS[words_for(tag).language]
    parts = (writing.long, writing.short)
    told += [month for one in parts for month in one.months]
    told += [re.sub(r"\{\w+\}", " ", one.day_month_year) for one in parts]
    told += [writing.two, *(words_for(tag).writing.ordinal(one) for one in (1, 2))]
    return words_in(" ".join(told))
