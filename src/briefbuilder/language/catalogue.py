"""One language's words: what gettext's catalogue says, with named placeholders filled in.

English is written in the program itself, so British English has no catalogue and the American one
holds only what differs. A text that no catalogue has is printed as it stands in the program.
"""

from __future__ import annotations

import datetime as dt
import gettext
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Literal

from briefbuilder.language.conventions import Writing
from briefbuilder.language.tags import BRITISH, interface_language_of, language_of
from briefbuilder.language.unicode_tables import WRITINGS

Domain = Literal["pages", "interface"]
"""What is printed in a brief's language, and what is said in the user's."""
_PLURAL_FROM_TWO = {"fr"}
"""Languages in which all that is less than two is one."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language. Placeholders have names: `gettext("page {number}", number=3)`."""

    language: str
    writing: Writing
    _found: gettext.NullTranslations = field(repr=False, compare=False)

    # gettext's names, for the tools that look for words know them

    def gettext(self, text: str, /, **values: object) -> str:
        """A text; `KeyError` for a placeholder that has no value."""
        return _filled(self._found.gettext(text), values)

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """A text that has more than one meaning, told apart by its context."""
        return _filled(self._found.pgettext(context, text), values)

    def ngettext(self, one: str, many: str, number: float, /, **values: object) -> str:
        """A text for a number, which stands in it as `{number}`, as do others that it counts."""
        found = self._found.ngettext(one, many, self._counts_as(number))
        return _filled(found, self._counted({"number": number, **values}))

    def npgettext(self, context: str, one: str, many: str, number: int, /, **values: object) -> str:
        """A text for a number, of more than one meaning."""
        found = self._found.npgettext(context, one, many, number)
        return _filled(found, self._counted({"number": number, **values}))

    def _counts_as(self, number: float) -> int:
        """The whole number whose form a number has: "1.5 pages", but in French "1,5 page"."""
        whole = int(number)
        return whole if whole == number or self.language in _PLURAL_FROM_TWO else max(whole, 2)

    def _counted(self, values: Mapping[str, object]) -> Mapping[str, object]:
        """The values of a sentence that counts, its numbers with their thousands apart."""
        return {
            name: self.whole(value) if isinstance(value, int) else value
            for name, value in values.items()
        }

    # What the language writes in its own way

    def date(self, date: str | dt.date) -> str:
        """A partial date in words: `1962-10-14` is "14 October 1962", `1962-10` "October 1962"."""
        return self.writing.date(date if isinstance(date, str) else date.isoformat())

    def listed(self, parts: Sequence[str]) -> str:
        """ "a", "a and b", "a, b and c"."""
        return self.writing.listed(parts)

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return self.writing.quoted(text)

    def decimal(self, number: float, places: int | None = None) -> str:
        """A number with its decimals, `places` of them or as many as it has: "1.25", "1,25"."""
        return self.writing.decimal(number, places)

    def whole(self, number: int) -> str:
        """A large number with its thousands apart: "5,000", and in French a narrow space."""
        return self.writing.whole(number)

    def day_first(self) -> Catalogue:
        """The same words with dates in the order of day, month, year, as armed forces write them.

        It changes American English alone.
        """
        if self.language != "en-US":
            return self
        return replace(self, writing=self.writing.dated_as(WRITINGS[BRITISH]))


def _filled(text: str, values: Mapping[str, object]) -> str:
    """A text with its placeholders filled in.

    Not by `str.format`: a form's text is not trusted, and `{a.b}` would reach into the program.
    """
    if "{" not in text:
        return text
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), text)


@cache
def _catalogue(language: str, domain: Domain) -> Catalogue:
    file = resources.files("briefbuilder.language") / "catalogues" / language / f"{domain}.mo"
    try:
        with file.open("rb") as stream:
            found: gettext.NullTranslations = gettext.GNUTranslations(stream)
    except FileNotFoundError:
        found = gettext.NullTranslations()  # the program's own English
    return Catalogue(language, WRITINGS[language], found)


def words_for(lang: str) -> Catalogue:
    """The words that a page in the language of a tag such as `fr-CA` prints; else English ones."""
    return _catalogue(language_of(lang), "pages")


def interface_words(lang: str) -> Catalogue:
    """The words of the window and the terminal for the language of a tag; else English ones."""
    return _catalogue(interface_language_of(lang) or BRITISH, "interface")


ENGLISH = words_for(BRITISH)
"""The words as they stand in the program."""
