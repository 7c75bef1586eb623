"""The languages of macOS: a terminal's environment, else those chosen in the System Settings."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError

from briefbuilder.platform import posix_languages

SETTINGS = Path("Library/Preferences/.GlobalPreferences.plist")


def wanted_languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """See `languages.wanted_languages`."""
    return posix_languages.wanted_languages(environment) or _chosen(environment)


def _chosen(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What the settings say; a home without them, or a file of another form, says nothing."""
    if any(environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")):
        return ()  # a locale was named that has no language: C
    try:
        with (Path(environment.get("HOME", "")) / SETTINGS).open("rb") as stream:
            kept = plistlib.load(stream)
    except (OSError, ValueError, plistlib.InvalidFileException, ExpatError):
        return ()
    listed = kept.get("AppleLanguages") if isinstance(kept, dict) else None
    return tuple(one for one in listed or () if isinstance(one, str))
