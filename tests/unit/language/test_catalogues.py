"""The catalogues have every word, whole, and the program says what they say."""

import datetime as dt
import re
from pathlib import Path

import pytest

from briefbuilder.language import interface
from briefbuilder.language.catalogue import interface_words, words_for
from briefbuilder.language.tags import BRITISH, has_words, language_of

TRANSLATED = ("fr", "de", "es")
GOOD = r"""msgid ""
msgstr ""
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"Content-Type: text/plain; charset=utf-8\n"

msgid "due {date}"
msgstr "attendu le {date}"

msgid "{number} page"
msgid_plural "{number} pages"
msgstr[0] "{number} page"
msgstr[1] "{number} pages"
"""


@pytest.mark.slow
def test_no_catalogue_is_behind_or_has_a_gap_and_looking_raises_no_false_alarm(tool, capsys):
    catalogues = tool("catalogues")

    assert [one for domain in catalogues.DOMAINS for one in catalogues.faults(domain)] == []
    assert capsys.readouterr() == ("", "")


def test_a_catalogue_in_order_has_no_faults(tool):
    assert list(tool("catalogues").po_faults(GOOD.encode(), "fr")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('msgstr "attendu le {date}"', 'msgstr ""', "is not translated"),
        ("attendu le {date}", "attendu le {day}", "has other placeholders"),
        ("attendu le {date}", "attendu", "has other placeholders"),
        ('msgstr[1] "{number} pages"\n', "", "is not translated"),
        ("nplurals=2; plural=(n > 1)", "nplurals=3; plural=(n > 1)", "forms for numbers"),
        ("plural=(n > 1)", "plural=(n != 1)", "forms for numbers"),
        ('msgid "due', '#, fuzzy\nmsgid "due', "marked as a guess"),
        ("attendu le {date}", "l'attente : {date}", "typewriter's apostrophe"),
        ("attendu le {date}", "attendu : {date}", "no no-break space before a colon"),
        ("attendu le {date}", "« {date} »", "other quotation marks"),
        ("attendu le {date}", "“{date}”", "other quotation marks"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told(tool, right, wrong, told):
    assert right in GOOD
    sentences = list(tool("catalogues").po_faults(GOOD.replace(right, wrong).encode(), "fr"))

    assert any(told in one for one in sentences), sentences


def test_a_text_that_is_put_together_is_told(tool, tmp_path):
    source = tmp_path / "pages.py"
    source.write_text('a = words.gettext(f"due {day}")\nb = _("due " + day)\nc = _("due")\n')
    sentences = tool("catalogues").built_texts(source, frozenset({"_", "gettext"}))

    assert [one.partition(":")[0] for one in sentences] == ["pages.py, line 1", "pages.py, line 2"]


def test_a_text_within_a_string_is_found(tool, tmp_path, monkeypatch):
    catalogues = tool("catalogues")
    monkeypatch.setattr(catalogues, "SOURCE", tmp_path)
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    source = tmp_path / "rooms.py"
    source.write_text(
        """a = f"▲ {_('Not saved.')} {n_('{number} item', '{number} items', 2)}"\n"""
        """b = f"{p_('of a staff', 'Section')}: {_(told)}"\n"""
    )
    found = catalogues.found_words(catalogues.INTERFACE)

    assert found.faults == []
    assert {(one.context, one.id) for one in found.messages if one.id} == {
        (None, "Not saved."),
        (None, ("{number} item", "{number} items")),
        ("of a staff", "Section"),
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_number_is_told_in_english(language):
    words = words_for(language)
    told = [
        words.ngettext(
            "{checked} of {number} statement checked",
            "{checked} of {number} statements checked",
            number,
            checked=0,
        )
        for number in (0, 1, 2, 5, 1_000_000)
    ]

    assert not any("statement" in one for one in told)
    assert (told[0] == told[1].replace("1", "0", 1)) is (language == "fr")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en-GB"),
        ("en-AU", "en-GB"),
        ("en-US", "en-US"),
        ("EN_us", "en-US"),
        ("fr-CA", "fr"),
        ("de-AT", "de"),
        ("es-419", "es"),
        ("it-IT", "en-GB"),
    ],
)
def test_a_tag_means_one_of_our_languages(tag, language):
    assert language_of(tag) == language
    assert has_words(tag) is (tag != "it-IT")


def test_meanings_are_told_apart_and_english_words_differ_by_country():
    french = words_for("fr")

    assert french.pgettext("of a staff", "Section") == "Bureau"
    assert french.gettext("Section") == "Section"
    assert words_for(BRITISH).gettext("{ordinal} edn", ordinal="2nd") == "2nd edn"
    assert words_for("en-US").gettext("{ordinal} edn", ordinal="2nd") == "2nd ed."


def test_american_english_has_its_own_spelling_in_window_and_terminal(tool):
    catalogues = tool("catalogues")
    british = re.compile("colour|organis|judgement|neighbour|licence|4 December", re.IGNORECASE)
    american = interface_words("en-US")
    asked = [
        one
        for message in catalogues.read(catalogues.INTERFACE, "fr")
        for one in ([message.id] if isinstance(message.id, str) else message.id)
        if british.search(one)
    ]
    words = {name: "x" for one in asked for name in re.findall(r"\{(\w+)\}", one)}

    assert asked
    assert [one for one in asked if british.search(american.gettext(one, **words))] == []


@pytest.mark.parametrize(
    ("language", "told", "label", "hour"),
    [
        ("en", "one; two; three", "A1: yes", "9:05"),
        ("fr", "one ; two ; three", "A1 : yes", "9 h 05"),
    ],
)
def test_what_is_joined_is_joined_as_the_language_writes_it(language, told, label, hour):
    interface.speak(language)
    plain = str.maketrans({"\u00a0": " "})

    assert interface.clauses(("one", "two", "three")).translate(plain) == told
    assert interface.clauses(()) == ""
    assert interface.labelled("A1", "yes").translate(plain) == label
    assert interface.clock(dt.time(9, 5)).translate(plain) == f"0{hour}"


def test_a_placeholder_reaches_no_further_than_its_value():
    words = words_for(BRITISH)

    assert words.gettext("{text}", text="{text} {0}") == "{text} {0}"
    hostile = "{text.__class__} {0!r} {text:>99}"
    assert words.gettext(hostile, text="x") == hostile
    with pytest.raises(KeyError):
        words.gettext("due {date}")


def test_the_interface_speaks_one_language_at_a_time():
    before = interface.spoken()
    try:
        assert interface.speak("fr-FR") is interface_words("fr")
        assert (
            interface._("No catalogue has this: {what}.", what="x") == "No catalogue has this: x."
        )
        assert interface.n_("{number} thing", "{number} things", 2) == "2 things"
        assert interface.p_("a word", "Of") == "Of"
        assert words_for(BRITISH).gettext("Annex") == "Annex"  # the pages have their own
        assert interface.page_words().gettext("What happened") == "Les faits"
    finally:
        interface.speak(before.language)


def test_a_word_has_one_french_word():
    """Unless what stands in brackets tells two meanings apart."""
    page = (Path(__file__).parents[3] / "docs" / "languages.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?!English|---)(.+?) \| ", page, re.MULTILINE)
    words = [
        (word.strip(), tuple(re.findall(r"\(.*?\)", row)))
        for row in rows
        for word in re.split(r"[,;] ", re.sub(r" ?\(.*?\)", "", row))
    ]

    assert len(words) > 60
    assert sorted({word for word in words if words.count(word) > 1}) == []
