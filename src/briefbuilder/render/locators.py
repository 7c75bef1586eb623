"""The place in a source, as the notes of a brief's language say it.

Locators are written in English in the library ("arts 2 and 4, para. 3"). Only words that stand in
the tables below are put into another language, and only where a number follows them or where they
are all there is; whatever else somebody wrote is printed as it was written.
"""

from __future__ import annotations

import re

from briefbuilder.language.catalogue import Catalogue
from briefbuilder.language.marks import P_

_BEFORE_A_NUMBER = {
    "annex": P_("annex"),
    "annexes": P_("annexes"),
    "art.": P_("art."),
    "arts": P_("arts"),
    "ch.": P_("ch."),
    "chs": P_("chs"),
    "conclusion": P_("conclusion"),
    "doc.": P_("doc."),
    "docs": P_("docs"),
    "headnote": P_("headnote"),
    "p.": P_("p."),
    "para.": P_("para."),
    "paras": P_("paras"),
    "part": P_("part"),
    "pp.": P_("pp."),
    "recital": P_("recital"),
    "recitals": P_("recitals"),
    "rule": P_("rule"),
    "rules": P_("rules"),
    "sec.": P_("sec."),
    "sect.": P_("sec."),
    "section": P_("section"),
    "sections": P_("sections"),
    "subsec.": P_("subsec."),
}
_ALONE = {
    "annex": P_("annex"),
    "conclusion": P_("conclusion"),
    "foreword": P_("foreword"),
    "headnote": P_("headnote"),
    "introduction": P_("introduction"),
    "operative part": P_("operative part"),
    "part one": P_("part one"),
    "part two": P_("part two"),
    "preamble": P_("preamble"),
    "preface": P_("preface"),
    "summary": P_("summary"),
}
_AROUND_NUMBERS = {
    "art": P_("common art. {numbers}"),
    "arts": P_("common arts {numbers}"),
}
"""Articles that the four Geneva Conventions share: French says "common" after the number."""
_LABELS = "|".join(sorted(map(re.escape, _BEFORE_A_NUMBER), key=len, reverse=True))
_NUMBER = r"(?:\d[\w().–-]*|[IVXLC]+\b[\w().–-]*|\([a-z]+\)|[A-Z]\b)"
_LABELLED = re.compile(
    rf"(?<![\w-])(?P<label>{_LABELS})(?P<gap>[ \u00a0])(?={_NUMBER})", re.IGNORECASE
)
_COMMON = re.compile(
    rf"\bcommon (?P<articles>arts?)\.? (?P<numbers>{_NUMBER}(?:(?:, | and ){_NUMBER})*)",
    re.IGNORECASE,
)
_AND = re.compile(rf"(?<=[\w).]) and (?={_NUMBER}|(?:{_LABELS}) )")


def locator_in(locator: str, words: Catalogue) -> str:
    """The place in a source in the language of the notes: `art. 2, par. 4`."""
    if words.language.partition("-")[0] == "en":
        return locator
    if _LABELLED.search(locator):
        locator = _COMMON.sub(lambda found: _common_in(found, words), locator)
        locator = _AND.sub(words.writing.two, locator)
    return ", ".join(_part_in(part, words) for part in locator.split(", "))


def _part_in(part: str, words: Catalogue) -> str:
    if alone := _ALONE.get(part):
        return words.gettext(alone)
    return _LABELLED.sub(lambda found: _label_in(found["label"], words) + found["gap"], part)


def _common_in(found: re.Match[str], words: Catalogue) -> str:
    shared = _AROUND_NUMBERS[found["articles"].lower()]
    return words.gettext(shared, numbers=found["numbers"])


def _label_in(label: str, words: Catalogue) -> str:
    told = words.gettext(_BEFORE_A_NUMBER[label.lower()])
    return told[:1].upper() + told[1:] if label[0].isupper() else told
