"""The languages of a POSIX environment: LANGUAGE, then LC_ALL, LC_MESSAGES, LANG."""

from __future__ import annotations

from collections.abc import Mapping

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = frozenset({"C", "POSIX"})


def wanted_languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """See `languages.wanted_languages`.

    LANGUAGE is a list and goes before the locale, but is not looked at in the locales C and POSIX,
    with which a script asks for the same words everywhere.
    """
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    if locale in _NO_LANGUAGE:
        return ()
    listed = environment.get("LANGUAGE") or locale
    tags = (_tag_of(name) for name in listed.split(":"))
    return tuple(tag for tag in tags if tag and tag not in _NO_LANGUAGE)


def _tag_of(locale: str) -> str:
    """A locale's language and region: `fr_CA` of `fr_CA.UTF-8@euro`."""
    return locale.partition("@")[0].partition(".")[0].strip()
