import datetime as dt

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from briefbuilder.app.item_cards import ItemCard, Tone, card_of
from briefbuilder.app.window_colours import DARK, LIGHT
from briefbuilder.domain.items import Kind, Status
from briefbuilder.gui.search.item_card import CardLook, CardState, card_height, paint_card
from helpers.builders import TODAY, make_item, make_library


def card(today=TODAY, **values):
    item = make_item(**values)
    library = make_library(item)
    return card_of(library.entries[item.id], library, today)


def test_it_says_what_the_item_is():
    made = card(title="Suez", kind=Kind.CASE_STUDY)
    assert made.title == "Suez"
    assert made.meta == "Case study · Oct–Nov 1962"


def test_its_foot_counts_checks_and_dates_the_item():
    words = [text for text, _ in card().foot]
    assert words == ["○ 0 of 3 checked", "as at 1 Nov 2026"]


def test_an_overdue_review_comes_first_with_a_sign():
    foot = card(today=dt.date(2028, 1, 1)).foot
    assert foot[0] == ("▲ review due 1 Nov 2027", Tone.WARNING)


def test_a_withdrawn_item_says_so_and_nothing_else():
    made = card(status=Status.WITHDRAWN, withdrawn_because="It was wrong.")
    assert made.foot == (("✖ withdrawn", Tone.ERROR),)


def test_a_screen_reader_hears_the_whole_card():
    spoken = card(title="Suez").spoken
    assert "Suez" in spoken
    assert "A summary that stands alone." in spoken


def painted(made: ItemCard, colours, width: int = 280) -> QImage:
    font = QApplication.font()
    image = QImage(width, card_height(font), QImage.Format.Format_RGB32)
    image.fill(QColor(colours.panel))
    painter = QPainter(image)
    look = CardLook(font, colours)
    paint_card(painter, QRectF(image.rect()), made, look, CardState(selected=True, hint="↵ place"))
    painter.end()
    return image


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_it_is_drawn_in_the_schemes_colours(qapp, theme, colours):
    image = painted(card(), colours)
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in (0, 1, 2, 40)}
    assert colours.accent in seen
    assert colours.raised in seen


def test_words_that_matched_are_drawn_bolder(qapp, theme):
    plain = ItemCard("a", "T", "M", (("quarantine of Cuba", False),), ())
    found = ItemCard("a", "T", "M", (("quarantine", True), (" of Cuba", False)), ())
    assert painted(plain, LIGHT) != painted(found, LIGHT)


def test_a_long_summary_stays_inside_the_card(qapp, theme):
    long = ItemCard("a", "T " * 90, "M " * 90, (("word " * 90, False),), (("as at", Tone.SOFT),))
    image = painted(long, LIGHT, 240)
    edge = {image.pixelColor(image.width() - 6, y).name() for y in range(6, image.height() - 14)}
    assert edge == {LIGHT.raised}
