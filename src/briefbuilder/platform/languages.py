"""In which languages somebody wants to be spoken to, as their system knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from briefbuilder.platform.systems import SYSTEM, System


class _Side(Protocol):
    """What a system has to have."""

    def wanted_languages(self, environment: Mapping[str, str]) -> tuple[str, ...]: ...


_side: _Side
if SYSTEM is System.WINDOWS:
    from briefbuilder.platform import windows_languages

    _side = windows_languages
elif SYSTEM is System.MACOS:
    from briefbuilder.platform import macos_languages

    _side = macos_languages
else:
    from briefbuilder.platform import posix_languages

    _side = posix_languages


def wanted_languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The tags of the languages that the system asks for, the most wanted first; may be none.

    POSIX: what the environment says, in gettext's order. macOS: the same, and where it says
    nothing, as to a program that no terminal started, what was chosen in the System Settings.
    Windows: what was chosen in its settings; the environment has no say.
    """
    return _side.wanted_languages(environment)
