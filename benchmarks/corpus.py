"""Libraries to measure with: made up, but read by the same rules as a real one.

Words follow Zipf's law, as they do in real text, so that a rare word is rare and a common one is
common; the same seed gives the same files.
"""

from __future__ import annotations

import random
from itertools import accumulate
from pathlib import Path

from briefbuilder.domain.items import Kind
from briefbuilder.domain.kinds import Holds, spec_of

WORDS_OF_AN_ITEM = 620  # some 4.5 kB of text, as measured on the starter library
_VOCABULARY = 20_000
_SYLLABLES = (
    "ba ce di fo gu ha il jo ka le mi no op pa qui re sa te un va wa ex ya zo "
    "tra ser con pre mar nav alli"
).split()
_FOLDERS = {
    Kind.CASE_STUDY: "case-studies",
    Kind.TOOL: "tools",
    Kind.LEGAL: "legal",
    Kind.BACKGROUND: "background",
}
_EXTRA = {
    Kind.CASE_STUDY: "",
    Kind.TOOL: "escalation_risk: medium\n",
    Kind.LEGAL: "legal_status: [treaty]\nbinds: All parties.\nreference: Article 1\n",
    Kind.BACKGROUND: "",
}
TAGS = tuple(f"tag-{number}" for number in range(40))
REGIONS = tuple(f"region-{number}" for number in range(15))


class Vocabulary:
    """A made-up language whose words are as unevenly used as those of a real one."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        words: dict[str, None] = {}
        while len(words) < _VOCABULARY:
            length = self._random.choice((1, 2, 2, 3, 3, 4))
            words["".join(self._random.choices(_SYLLABLES, k=length))] = None
        self.words = tuple(words)
        self._weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def take(self, count: int) -> list[str]:
        """Some words, common ones more often."""
        return self._random.choices(self.words, cum_weights=self._weights, k=count)

    def sentence(self, count: int) -> str:
        """A sentence of so many words."""
        return " ".join(self.take(count)).capitalize() + "."

    def choose(self, values: tuple[str, ...], count: int) -> list[str]:
        """Some different values."""
        return self._random.sample(values, count)


def make_library(folder: Path, items: int, *, seed: int = 1) -> Path:
    """Write a library of so many items into an empty folder."""
    vocabulary = Vocabulary(seed)
    kinds = list(Kind)
    for name in (*_FOLDERS.values(), "sources", "checklists", "markings", "media"):
        (folder / name).mkdir(parents=True)
    (folder / "library.yaml").write_text(_settings())
    (folder / "sources" / "all.yaml").write_text(_SOURCES)
    for number in range(items):
        kind = kinds[number % len(kinds)]
        item_id = f"item-{number:06}"
        path = folder / _FOLDERS[kind] / f"{item_id}.md"
        path.write_text(item_text(item_id, kind, vocabulary))
    return folder


def item_text(item_id: str, kind: Kind, vocabulary: Vocabulary) -> str:
    """One item's file."""
    start = 1900 + hash_of(item_id) % 120
    period = f"period: {{from: {start}, to: {start + 3}}}\n" if kind is Kind.CASE_STUDY else ""
    head = (
        "---\nformat: briefbuilder-item\nversion: 1\n"
        f"id: {item_id}\nkind: {kind.value}\n"
        f"title: {' '.join(vocabulary.take(4)).capitalize()}\n"
        f"summary: {vocabulary.sentence(20)}\n"
        "status: in-review\nowner: Benchmark\nas_at: 2026-01-01\nreview_by: 2028-01-01\n"
        f"lang: en\ntags: [{', '.join(vocabulary.choose(TAGS, 4))}]\n"
        f"regions: [{', '.join(vocabulary.choose(REGIONS, 2))}]\n"
        f"actors: [United States, Country {start}]\n{period}{_EXTRA[kind]}---\n"
    )
    rules = spec_of(kind).sections
    words = WORDS_OF_AN_ITEM // len(rules) // 2
    sections = (
        f"## {rule.heading}\n\n"
        + "\n\n".join(
            vocabulary.sentence(words)[:-1]
            + (" [@source-1, p. 4]." if rule.holds is Holds.FACT else ".")
            for _ in range(2)
        )
        for rule in rules
    )
    return head + "\n\n".join(sections) + "\n"


def hash_of(text: str) -> int:
    """A number that is the same in every process."""
    return int.from_bytes(text.encode(), "big") % 100_003


def _settings() -> str:
    tags = "".join(f"  {tag}: A tag\n" for tag in TAGS)
    regions = "".join(f"  {region}: A region\n" for region in REGIONS)
    return (
        "format: briefbuilder-library\nversion: 1\nid: benchmark\ntitle: Benchmark\n"
        f"tags:\n{tags}regions:\n{regions}"
    )


_SOURCES = """\
format: briefbuilder-sources
version: 1
sources:
  - id: source-1
    type: book
    title: A source
    issued: 1999
"""
