"""Windows' rules for names, which are tried on every system."""

import pytest

from briefbuilder.language.interface import speak
from briefbuilder.platform.names import fault_on_windows
from helpers.french import english_in


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("con.brief", "keeps this name for a device"),
        ("NUL", "keeps this name for a device"),
        ("Com1.brief", "keeps this name for a device"),
        ("lpt9.tar.brief", "keeps this name for a device"),
        ("aux .brief", "keeps this name for a device"),
        ("visit: the second.brief", "does not allow : in a name"),
        ("what?.brief", "does not allow ? in a name"),
        ('"quoted".brief', 'does not allow " in a name'),
        ("a\tb.brief", "characters that are not seen"),
        ("visit.", "a full stop or a space at the end"),
        ("visit ", "a full stop or a space at the end"),
    ],
)
def test_a_name_that_windows_does_not_take_is_told_why(name, fault):
    assert fault in fault_on_windows(name)


@pytest.mark.parametrize(
    "name", ["visit.brief", "conference.brief", "com.brief", "com10", ".hidden", "Überblick 2026"]
)
def test_any_other_name_is_taken(name):
    assert fault_on_windows(name) == ""


def test_what_windows_refuses_is_said_in_french() -> None:
    speak("fr")
    told = [fault_on_windows(name) for name in ("con", "a:b", "a\x01", "a.")]

    assert all(told)
    assert english_in(told) == []
    assert told[0] == (
        "Le fichier n’a pas pu être enregistré\xa0: Windows réserve ce nom à un périphérique."
    )
