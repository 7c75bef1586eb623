"""The language that the program speaks: for one run, by the environment, as set, as the system."""

from pathlib import Path

import pytest

from briefbuilder.app.own_language import LANGUAGE_VARIABLE, AskedBy, LanguageChoice, OwnLanguage
from briefbuilder.language.catalogue import interface_words
from briefbuilder.language.tags import INTERFACE_LANGUAGES, LANGUAGES, NAMES

FRENCH_SYSTEM = {"LANG": "fr_FR.UTF-8"}


def test_the_last_word_has_the_run_then_the_environment_then_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "settings" / "language.yaml"
    OwnLanguage(file).keep("en-US")
    system = {"LANG": "fr_FR.UTF-8"}
    both = {**system, LANGUAGE_VARIABLE: "en_GB"}

    assert OwnLanguage(None, system).choice() == LanguageChoice("fr", AskedBy.SYSTEM, "fr_FR")
    assert OwnLanguage(file, system).choice() == LanguageChoice("en-US", AskedBy.SETTING, "en-US")
    assert OwnLanguage(file, both).choice() == LanguageChoice("en-GB", AskedBy.ENVIRONMENT, "en_GB")
    assert OwnLanguage(file, both, "fr").choice() == LanguageChoice("fr", AskedBy.RUN, "fr")


def test_a_setting_holds_until_it_is_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "settings" / "language.yaml"
    own = OwnLanguage(file, FRENCH_SYSTEM)
    assert (own.kept, own.choice().asked_by) == ("", AskedBy.SYSTEM)

    own.keep("en-GB")
    assert file.read_text() == "format: briefbuilder-language\nversion: 1\nlanguage: en-GB\n"
    assert OwnLanguage(file, FRENCH_SYSTEM).kept == "en-GB"

    own.keep("")
    assert not file.exists()
    assert own.choice().asked_by is AskedBy.SYSTEM


@pytest.mark.parametrize(
    "text",
    [
        "",
        "language: [",
        "language: fr\n",
        "format: briefbuilder-language\nversion: 9\nlanguage: en-US\n",
        "format: briefbuilder-language\nversion: 1\nlanguage: [en-US]\n",
        "format: briefbuilder-person\nversion: 1\nlanguage: en-US\n",
    ],
)
def test_a_file_that_cannot_be_used_sets_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "language.yaml"
    file.write_text(text, encoding="utf-8")

    assert OwnLanguage(file, FRENCH_SYSTEM).choice().language == "fr"
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("environment", "choice"),
    [
        ({}, LanguageChoice("en-GB", AskedBy.NOBODY)),
        ({"LC_ALL": "C.UTF-8"}, LanguageChoice("en-GB", AskedBy.NOBODY)),
        ({"LANG": "ja_JP.UTF-8"}, LanguageChoice("en-GB", AskedBy.SYSTEM, "ja_JP")),
        # No window speaks German, and its dates are not to stand in English sentences.
        ({"LANG": "de_AT"}, LanguageChoice("en-GB", AskedBy.SYSTEM, "de_AT")),
        (
            {"LANG": "de_DE.UTF-8", "LANGUAGE": "de:it:fr_CA:en"},
            LanguageChoice("fr", AskedBy.SYSTEM, "fr_CA"),
        ),
        (
            {LANGUAGE_VARIABLE: "tlh", **FRENCH_SYSTEM},
            LanguageChoice("en-GB", AskedBy.ENVIRONMENT, "tlh"),
        ),
        ({LANGUAGE_VARIABLE: " ", **FRENCH_SYSTEM}, LanguageChoice("fr", AskedBy.SYSTEM, "fr_FR")),
    ],
)
def test_a_tag_without_words_is_answered_in_english(environment, choice) -> None:
    own = OwnLanguage(None, environment)

    assert own.choice() == choice
    assert own.choice().is_understood is (choice.tag not in {"ja_JP", "de_AT", "tlh"})


def test_an_interface_without_words_writes_its_dates_in_english_too() -> None:
    assert interface_words("de").date("2026-05-01") == "1 May 2026"
    assert interface_words("fr-CA").date("2026-05-01") == "1er mai 2026"


def test_every_language_of_the_window_has_a_name_and_a_catalogue(tool) -> None:
    domain = tool("catalogues").INTERFACE

    assert tuple(NAMES) == LANGUAGES
    assert set(INTERFACE_LANGUAGES) == {"en-GB", *domain.languages, *domain.partly}
