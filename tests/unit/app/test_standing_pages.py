"""The whole comes behind pages of newer texts, and never moves one of them back."""

from briefbuilder.app.standing_pages import StandingPages
from briefbuilder.domain.layout import BlockPlace, Layout, PageSize


def place(target: str, page: int, y: float = 10.0) -> BlockPlace:
    return BlockPlace(target, page, 10, y, 100, 50, 0.1)


def whole(*places: BlockPlace, count: int = 3) -> Layout:
    return Layout((PageSize(595, 842),) * count, places, ())


def test_a_page_of_a_newer_text_says_where_its_blocks_stand() -> None:
    pages = StandingPages().with_whole(whole(place("block:a", 0), place("block:b", 1)), 1)
    newer = pages.with_page(1, 2, (place("block:a", 1), place("block:b", 1, 90)))
    assert newer is not None
    assert newer.places_of("block:a") == (place("block:a", 0), place("block:a", 1))
    assert newer.target_at(1, 20, 20) == "block:a"
    assert newer.target_at(1, 20, 100) == "block:b"
    assert newer.target_at(0, 20, 20) == "block:a"


def test_an_older_text_moves_no_page_back() -> None:
    pages = StandingPages().with_whole(whole(place("block:a", 1)), 4)
    assert pages.with_page(1, 4, ()) is None
    newer = pages.with_page(1, 7, (place("block:a", 1, 90),))
    assert newer is not None
    assert newer.with_page(1, 6, ()) is None
    behind = newer.with_whole(whole(place("block:a", 1)), 6)
    assert behind.places_of("block:a") == (place("block:a", 1, 90),)
    assert behind.with_whole(whole(place("block:a", 1)), 7).newer == {}


def test_a_page_that_is_not_there_waits_for_the_whole() -> None:
    assert StandingPages().with_page(0, 1, ()) is None
    pages = StandingPages().with_whole(whole(), 1)
    assert pages.with_page(3, 2, ()) is None
    newer = pages.with_page(2, 2, ())
    assert newer is not None
    assert newer.with_whole(whole(count=2), 1).newer == {}


def test_what_is_taken_back_takes_its_pages_away() -> None:
    pages = StandingPages().with_whole(whole(place("block:a", 1)), 4)
    typed = pages.with_page(1, 5, (place("block:a", 1, 90),))
    assert typed is not None
    assert typed.with_same(3, 6).newer, "of a whole that is shown no more"
    back = typed.with_same(4, 6)
    assert back.places_of("block:a") == (place("block:a", 1),)
    assert back.with_page(1, 5, ()) is None, "a page of what was taken back comes late"
    again = back.with_page(1, 7, ())
    assert again is not None
    assert again.with_same(4, 8).newer == {}
    assert again.with_whole(whole(), 6).newer, "of a text before the newest"


def test_word_that_a_whole_is_right_again_may_come_before_it() -> None:
    pages = StandingPages().with_whole(whole(), 1).with_page(1, 5, ())
    assert pages is not None
    assert pages.with_same(4, 6).with_whole(whole(), 4).newer == {}


def test_of_two_pages_of_one_text_the_later_is_of_the_newer_whole() -> None:
    pages = StandingPages().with_whole(whole(), 1).with_page(1, 5, ())
    assert pages is not None
    again = pages.with_whole(whole(), 3).with_page(1, 5, (place("block:a", 1),))
    assert again is not None
    assert again.places_of("block:a")
    assert again.with_whole(whole(), 5).with_page(1, 5, ()) is None
