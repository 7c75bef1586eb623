"""The language that the program speaks with its user, and who asks for it.

The last word has what was said for one run, then the environment, then what the user has set, then
the system. It is settled at each start before the first word, so nothing slow is imported here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from briefbuilder.app.own_folders import settings_folder
from briefbuilder.language.tags import BRITISH, interface_language_of
from briefbuilder.platform.languages import wanted_languages
from briefbuilder.storage.looking import is_file_in_sight

LANGUAGE_VARIABLE = "BRIEFBUILDER_LANGUAGE"
FILE_NAME = "language.yaml"


class AskedBy(Enum):
    """Who asks for the language, the last word first."""

    RUN = "run"
    ENVIRONMENT = "environment"
    SETTING = "setting"
    SYSTEM = "system"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The language that is spoken, the tag that was asked for, and by whom."""

    language: str
    asked_by: AskedBy
    tag: str = ""

    @property
    def is_understood(self) -> bool:
        """Whether the program has words in what was asked for, and need not speak English."""
        return not self.tag or interface_language_of(self.tag) is not None


@dataclass(slots=True)
class OwnLanguage:
    """Knows the language, and keeps another one for the next start.

    `path` is where it is kept, or None where it is not; `for_run` is the tag of `--language`.
    """

    path: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    for_run: str = ""

    @classmethod
    def of_this_machine(cls, for_run: str = "") -> OwnLanguage:
        """What is set here."""
        return cls(settings_folder() / FILE_NAME, os.environ, for_run)

    @property
    def given(self) -> str:
        """The tag that the environment gives, whatever is set; "" where it gives none."""
        return self.environment.get(LANGUAGE_VARIABLE, "").strip()

    @property
    def kept(self) -> str:
        """The tag that was set; "" for the system's language."""
        if self.path is None or not is_file_in_sight(self.path):
            return ""
        # Its reader of YAML is imported only where somebody has set something.
        from briefbuilder.storage.language_file import read_language  # noqa: PLC0415

        return read_language(self.path)

    def keep(self, tag: str) -> None:
        """Set a language for the next start, or with "" the system's; `WriteFailedError`."""
        from briefbuilder.storage.language_file import write_language  # noqa: PLC0415

        if self.path is not None:
            write_language(self.path, tag)

    def choice(self) -> LanguageChoice:
        """The language to speak."""
        for tag, asked_by in (
            (self.for_run.strip(), AskedBy.RUN),
            (self.given, AskedBy.ENVIRONMENT),
            (self.kept, AskedBy.SETTING),
        ):
            if tag:
                return LanguageChoice(interface_language_of(tag) or BRITISH, asked_by, tag)
        return _of_system(wanted_languages(self.environment))


def _of_system(tags: tuple[str, ...]) -> LanguageChoice:
    """The first of the languages that the system asks for in which the program has words."""
    for tag in tags:
        language = interface_language_of(tag)
        if language is not None:
            return LanguageChoice(language, AskedBy.SYSTEM, tag)
    return LanguageChoice(BRITISH, AskedBy.SYSTEM, tags[0]) if tags else _NOT_ASKED


_NOT_ASKED = LanguageChoice(BRITISH, AskedBy.NOBODY)
