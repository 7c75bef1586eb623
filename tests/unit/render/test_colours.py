"""A marking is read, whatever colours its scheme asks for."""

import pytest

from briefbuilder.render.colours import contrast, ink_on_paper, readable_ink


@pytest.mark.parametrize("ground", ["#ffffff", "#000000", "#1d4ed8", "#ffff00", "#777777"])
def test_words_in_the_colour_of_their_ground_get_another(ground: str) -> None:
    assert contrast(readable_ink(ground, ground), ground) >= 4.5
    assert contrast(ink_on_paper(ground), "#ffffff") >= 4.5


def test_colours_that_can_be_read_are_kept() -> None:
    assert readable_ink("#ffffff", "#1d4ed8") == "#ffffff"
    assert ink_on_paper("#1d4ed8") == "#1d4ed8"


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
