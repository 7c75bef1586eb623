"""Blocks of words in Japanese or Korean say so: their characters have shapes of their own.

Chinese characters are written differently in China, Taiwan, Japan and Korea, though Unicode has one
code for each; a font picks the shapes by the language that HTML names, and a voice its speech. Who
quotes a minister does not think of that. Kana are Japanese and Hangul is Korean, so words
with these need nobody to say it. Chinese characters alone may be any: they have the shapes of the
brief's or the item's language, and where that has none, those of mainland China.
"""

from __future__ import annotations

import re

from briefbuilder.render.direction import NEXT_BLOCK, words_between

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_HAN = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_EAST_ASIAN = re.compile(f"{_KANA.pattern}|{_HANGUL.pattern}|&#")
_BLOCK = re.compile(r"<(?:p|h[1-6]|li|dt|dd|th|td|caption|figcaption)(?=[\s>])(?![^>]*\slang=)")


def in_own_language(page: str) -> str:
    """A page of HTML whose blocks that are mostly Japanese or Korean say their language."""
    if not _EAST_ASIAN.search(page):
        return page

    def marked(tag: re.Match[str]) -> str:
        start = page.find(">", tag.end()) + 1
        end = NEXT_BLOCK.search(page, start)
        language = language_of_words(words_between(page, start, end.start() if end else len(page)))
        return f'{tag[0]} lang="{language}"' if language else tag[0]

    return _BLOCK.sub(marked, page)


def language_of_words(words: str) -> str:
    """`ja` or `ko` for words that are mostly in its letters; "" where that cannot be known."""
    kana, hangul = len(_KANA.findall(words)), len(_HANGUL.findall(words))
    own = kana + hangul + len(_HAN.findall(words))
    if not (kana or hangul) or 2 * own < sum(char.isalpha() for char in words):
        return ""
    return "ja" if kana > hangul else "ko"
