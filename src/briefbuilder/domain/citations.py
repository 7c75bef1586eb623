"""Citations as they are written in text: Pandoc's `[@key, locator; @other]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GROUP = re.compile(r"(?<!\\)\[(@[^\[\]]+)\]")
_MEANT = re.compile(r"(?<!\\)\[(?:[^\[\]]*[\s;,])?@[^\[\]]*\](?!\()")
_SINGLE = re.compile(
    r"^@(?P<key>[A-Za-z0-9][A-Za-z0-9_:.#$%&+?<>~/-]*?)(?:\s*,\s*(?P<locator>.+))?$"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One source cited at one place, with the locator as written ("doc. 38", "p. 4")."""

    key: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """What stands between one pair of square brackets, and where in the text it stands."""

    citations: tuple[Citation, ...]
    start: int
    end: int


def find_citations(text: str) -> tuple[CitationGroup, ...]:
    """Every citation group of `text`, in order; brackets that hold no citation are left alone."""
    groups: list[CitationGroup] = []
    for match in _GROUP.finditer(text):
        singles = [_SINGLE.match(part.strip()) for part in match.group(1).split(";")]
        if any(single is None for single in singles):
            continue
        citations = tuple(
            Citation(single["key"], (single["locator"] or "").strip())
            for single in singles
            if single is not None
        )
        groups.append(CitationGroup(citations, match.start(), match.end()))
    return tuple(groups)


def unread_citations(text: str) -> tuple[str, ...]:
    """What is meant as a citation and is none: `[see @key]`, `[@]`, `[@key; see also @other]`."""
    read = {(group.start, group.end) for group in find_citations(text)}
    found = (match for match in _MEANT.finditer(text) if match.span() not in read)
    return tuple(dict.fromkeys(match[0] for match in found))


def cited_keys(text: str) -> tuple[str, ...]:
    """The keys cited in `text`, each once, in order of first use."""
    keys = (citation.key for group in find_citations(text) for citation in group.citations)
    return tuple(dict.fromkeys(keys))


def without_citations(text: str) -> str:
    """`text` with the citation groups, and the space before each, taken out."""
    result, last = [], 0
    for group in find_citations(text):
        result.append(text[last : group.start].rstrip(" "))
        last = group.end
    return "".join([*result, text[last:]])
