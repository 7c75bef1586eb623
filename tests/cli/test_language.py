"""In which language the terminal speaks, and who has the last word on it."""

import pytest

from briefbuilder.cli.language_option import with_language_first
from briefbuilder.language import interface


@pytest.mark.parametrize(
    ("given", "tag", "parsed"),
    [
        (["check", "a.brief"], "", ["check", "a.brief"]),
        (["check", "--language", "fr", "a"], "fr", ["--language=fr", "check", "a"]),
        (["--language=fr", "--json", "x"], "fr", ["--language=fr", "--json", "x"]),
        (["--language", "en", "x", "--language=fr"], "fr", ["--language=fr", "x"]),
        (["new", "--", "--language", "fr"], "", ["new", "--", "--language", "fr"]),
        (["check", "--language"], "", ["check", "--language"]),
        (["--language", "--json"], "", ["--language", "--json"]),
    ],
)
def test_the_option_may_stand_anywhere(given, tag, parsed):
    assert with_language_first(given) == (tag, parsed)


def test_it_is_chosen_before_the_command_line_is_read(terminal):
    assert terminal.run("--language=fr", "no-such-command").code == 2
    assert interface.spoken().language == "fr"
    assert terminal.run("templates").code == 0
    assert interface.spoken().language == "en-GB"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "line"),
    [
        ((), "English (United Kingdom): nothing asks for another language."),
        (("--language", "fr"), "Français\u00a0: l’option --language demande «\u00a0fr\u00a0»."),
        (("--language", "ja"), "English (United Kingdom): --language asks for ‘ja’."),
    ],
)
def test_the_doctor_says_which_is_spoken_and_why(terminal, options, line):
    out = terminal.done("doctor", *options)

    assert line in " ".join(out.split(" "))
    assert ("It speaks en-GB, en-US and fr." in out) is ("ja" in options)
