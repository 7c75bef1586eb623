"""Which languages each system asks for; those that are not here are played."""

import ctypes
import plistlib

import pytest

from briefbuilder.platform import macos_languages, posix_languages, windows_languages


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, ()),
        ({"LANG": "fr_FR.UTF-8"}, ("fr_FR",)),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA@euro"}, ("fr_CA",)),
        ({"LANG": "fr_FR", "LC_MESSAGES": "fr_FR", "LC_ALL": "en_US.utf8"}, ("en_US",)),
        ({"LANG": "fr_FR", "LC_ALL": ""}, ("fr_FR",)),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:en_GB"}, ("fr", "en_GB")),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": ":fr: :"}, ("fr",)),
        ({"LANGUAGE": "fr"}, ("fr",)),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8", "LANGUAGE": "fr"}, ()),
        ({"LANG": "POSIX", "LANGUAGE": "fr"}, ()),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, ()),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "fr"}, ("fr",)),
        ({"LC_CTYPE": "fr_FR.UTF-8"}, ()),
    ],
)
def test_a_posix_environment_is_read_in_gettexts_order(environment, wanted):
    assert posix_languages.wanted_languages(environment) == wanted


def test_macos_asks_its_settings_where_the_environment_names_no_locale(tmp_path):
    home = {"HOME": str(tmp_path)}
    file = tmp_path / macos_languages.SETTINGS
    assert macos_languages.wanted_languages(home) == ()

    file.parent.mkdir(parents=True)
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        file.write_bytes(plistlib.dumps({"AppleLanguages": ["fr-FR", "en-GB", 7]}, fmt=form))
        assert macos_languages.wanted_languages(home) == ("fr-FR", "en-GB")
    assert macos_languages.wanted_languages({**home, "LANG": "en_US.UTF-8"}) == ("en_US",)
    assert macos_languages.wanted_languages({**home, "LC_ALL": "C"}) == ()


@pytest.mark.parametrize("kept", [b"", b"<plist>", b"bplist00", b"\0" * 99, b"<?xml"])
def test_settings_of_macos_that_cannot_be_read_ask_for_nothing(tmp_path, kept):
    file = tmp_path / macos_languages.SETTINGS
    file.parent.mkdir(parents=True)
    file.write_bytes(kept)

    assert macos_languages.wanted_languages({"HOME": str(tmp_path)}) == ()


class Kernel32:
    """Answers as Windows documents it: the length first, then the names."""

    def __init__(self, *names: str, refuses: bool = False) -> None:
        self._text = "".join(f"{name}\0" for name in names) + "\0"
        self._refuses = refuses

    def GetUserPreferredUILanguages(self, flags, count, names, length):  # noqa: N802 - Windows'
        assert flags == 0x8
        if self._refuses:
            return 0
        length._obj.value = len(self._text)
        count._obj.value = self._text.count("\0") - 1
        if names is not None:
            ctypes.memmove(
                names,
                ctypes.create_unicode_buffer(self._text, len(self._text)),
                len(self._text) * ctypes.sizeof(ctypes.c_wchar),
            )
        return 1


def test_windows_names_the_languages_of_its_menus():
    assert windows_languages.languages_of(Kernel32("fr-FR", "en-GB")) == ("fr-FR", "en-GB")
    assert windows_languages.languages_of(Kernel32()) == ()
    assert windows_languages.languages_of(Kernel32("fr-FR", refuses=True)) == ()
    assert windows_languages.wanted_languages({}) == ()  # a machine without its library
