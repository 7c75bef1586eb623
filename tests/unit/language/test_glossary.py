"""The table of French words in docs/languages.md, and what the catalogues call the same things."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ARTICLE = re.compile(r"^(?:le |la |les |un |une |l’)")
SAID_OTHERWISE = {
    # On a page the status says of what it is one.
    ("approved", "fiche approuvée"),
    ("draft", "fiche en cours de rédaction"),
    ("in review", "fiche en révision"),
    ("withdrawn", "fiche retirée"),
    # Another meaning of the English word.
    ("clearance", "Validation requise"),
    ("section", "Bureau"),
    ("form", "For&mulaire"),
    ("open", "&Ouvrir…"),
    ("open", "Ouvrir"),
    ("tag", "LANGUE"),
    # There is room for a part of it.
    ("caveat", "MENTION"),
    ("marking", "MENTION"),
    ("marking", "Mention"),
    ("layout process", "mise en page"),
    ("draft", "en cours"),
    ("release", "définitif"),
    ("review by", "À réexaminer le"),
}
ASIDE = re.compile(r"\([^)]*\)|`[^`]*`")


def _alternatives(cell):
    """The words that a cell of the table offers, without articles and what stands in brackets."""
    words = re.split(r", where it is clear: |[,;] | or ", ASIDE.sub("", cell))
    return {ARTICLE.sub("", one.strip(" \N{NO-BREAK SPACE}«»")).casefold() for one in words} - {""}


@pytest.fixture(scope="module")
def glossary():
    """What each English word of the table may be called in French."""
    table = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8").partition("## French")[2]
    said = {}
    for line in table.splitlines():
        cells = [one.strip() for one in line.strip("|").split(" | ")]
        if line.startswith("|") and len(cells) == 2 and not cells[0].startswith(("---", "English")):
            for english in _alternatives(cells[0]):
                said.setdefault(english, set()).update(_alternatives(cells[1]))
    return said


def _plain(text):
    return ASIDE.sub("", text).replace("&", "").strip(" …:\N{NO-BREAK SPACE}").casefold()


def test_a_word_that_stands_alone_is_called_as_the_glossary_calls_it(tool, glossary):
    catalogues = tool("catalogues")
    asked, strays = 0, []
    for domain in catalogues.DOMAINS:
        for message in catalogues.read(domain, "fr"):
            english = _plain(message.id if isinstance(message.id, str) else message.id[0])
            if english not in glossary:
                continue
            asked += 1
            string = message.string if isinstance(message.string, str) else message.string[0]
            if not any(_plain(string).startswith(one[:-1]) for one in glossary[english]):
                strays.append((english, string))

    assert asked > 100
    assert sorted(set(strays) - SAID_OTHERWISE) == []
    assert sorted(SAID_OTHERWISE - set(strays)) == [], "no longer said so: take them out"


def test_a_persons_name_melts_with_no_french_word_before_it(tool):
    # Somebody may be called « Le ministre », and « de Le ministre » is no French.
    catalogues = tool("catalogues")
    melting = re.compile(r"\b(?:de|à) \{(?:by|name|owner|people)\}", re.IGNORECASE)
    texts = [
        text
        for domain in catalogues.DOMAINS
        for message in catalogues.read(domain, "fr")
        for text in ([message.string] if isinstance(message.string, str) else message.string)
    ]

    assert not [text for text in texts if melting.search(text)]
