"""Words of another language than the page's, marked so that a voice and the hyphens know it."""

from __future__ import annotations

from markupsafe import Markup

from briefbuilder.language.tags import primary

_LANG = Markup(' lang="{}"')


def foreign(lang: str, page: str) -> str:
    """The language of a text where the page has another one; "" where it has the same."""
    return "" if primary(lang) == primary(page) else lang


def lang_attribute(lang: str) -> Markup:
    """The attribute that says a language; nothing for the page's own, which is ""."""
    return _LANG.format(lang) if lang else Markup()


def spoken_in(lang: str, words: str) -> Markup:
    """Words in a language; as they are where it is the page's own, which is ""."""
    if not lang:
        return Markup("{}").format(words)
    return Markup("<span{}>{}</span>").format(lang_attribute(lang), words)
