"""What is not seen, what cannot be printed, and how both are named."""

import pytest

from briefbuilder.domain.characters import hidden_in, named, seen, unprintable_in

LATIN = frozenset(range(0x250)) | {0x301, 0x1EB9}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain words\n- and\ta list\r\n", "plain words\n- and\ta list\r\n"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("soft\x0bbreak\u2028and\x85another", "soft\nbreak\nand\nanother"),
        ("abc \u202egnihtemos\u202c", "abc gnihtemos"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("co\u00adop \u200b \u200d kept", "co\u00adop \u200b \u200d kept"),
        ("10\u00a0km", "10\u00a0km"),
        ("Nguye\u0302\u0303n", "Nguy\u1ec5n"),
        ("<p>\u0338", "<p>\u0338"),
        ("x\ufe0f", "x"),
    ],
)
def test_what_is_not_seen_is_not_printed(text: str, printed: str) -> None:
    assert seen(text) == printed
    assert not hidden_in(printed)


def test_hidden_characters_are_told_once() -> None:
    assert hidden_in("a\x00b\u202ec\x00\u2028") == ("\x00", "\u202e")


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("caf\u00e9 cafe\u0301 x\u0301", ()),
        ("\u4e2d\u534e\u4e2d", ("\u4e2d", "\u534e")),
        ("\U0001f600 \u2764\ufe0f", ("\U0001f600", "\u2764")),
        ("\u1eb9\u0301", ()),
        ("\ue000", ("\ue000",)),
        ("10\u00a0km\u2009wide\u200b\u00ad", ()),
    ],
)
def test_what_the_fonts_lack_is_told(text: str, lacking: tuple[str, ...]) -> None:
    assert unprintable_in(text, LATIN) == lacking


def test_characters_are_named_for_people() -> None:
    assert named(["\u4e2d", "\u202e"]) == '"\u4e2d" (U+4E2D) and U+202E'
    assert named(["\ue000"]) == "U+E000"
    many = named(chr(0x4E00 + number) for number in range(20))
    assert many.endswith('"\u4e06" (U+4E06) and 13 more')
