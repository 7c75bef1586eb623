"""How long a document is, as people say it: the brief first, what stands behind it after."""

import pytest

from briefbuilder.domain.layout import Layout, PageSize

PAGE = PageSize(595.0, 842.0)


@pytest.mark.parametrize(
    ("pages", "body", "words"),
    [
        (8, 2, "2 pages + 6 of annex and notes"),
        (2, 1, "1 page + 1 of annex and notes"),
        (3, 3, "3 pages"),
        (1, 0, "1 page"),  # a form that does not say where its brief ends
    ],
)
def test_the_brief_is_counted_apart_from_what_is_behind_it(
    pages: int, body: int, words: str
) -> None:
    assert Layout((PAGE,) * pages, (), (), body_count=body).length == words
