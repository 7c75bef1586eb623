"""Which of the program's languages a language tag means."""

from __future__ import annotations

BRITISH = "en-GB"
LANGUAGES = (BRITISH, "en-US", "fr", "de", "es")
"""The languages that printed words are written in; the names of the catalogues' folders."""
INTERFACE_LANGUAGES = (BRITISH, "en-US", "fr")
"""The languages that the window and the terminal speak."""
NAMES = {
    BRITISH: "English (United Kingdom)",
    "en-US": "English (United States)",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
}
"""What a language calls itself: shown as it stands, for who does not read another."""
_BY_TAG = {language.lower(): language for language in LANGUAGES}


def language_of(tag: str) -> str:
    """The language of a tag: `fr-CA` is `fr`; British English for what has no words of its own."""
    folded = tag.replace("_", "-").lower()
    return _BY_TAG.get(folded) or _BY_TAG.get(primary(folded)) or BRITISH


def interface_language_of(tag: str) -> str | None:
    """The language of the window for a tag; None where it has no words in it."""
    language = language_of(tag)
    is_asked_for = primary(language) == primary(tag)
    return language if is_asked_for and language in INTERFACE_LANGUAGES else None


def primary(tag: str) -> str:
    """The language alone, without region or script: `en` of `en-GB`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def has_words(tag: str) -> bool:
    """Whether the program has words in a tag's language, and need not fall back on English."""
    return primary(tag) in {primary(language) for language in LANGUAGES}
