from xml.etree.ElementTree import fromstring

from briefbuilder.render.live.patching import changed, changes_of, patched, path_of_block
from briefbuilder.render.live.tree_text import (
    element_at,
    first_difference,
    offset_of,
    same_end,
    same_start,
)

PAGE = (
    "<html><head><title>T</title></head><body><p>Before.</p>"
    '<div data-block="a"><p>One <b>two</b> three.</p></div>'
    '<div data-block="b"><div>Other.</div></div></body></html>'
)


def test_offsets_count_the_text_before_a_place_and_the_letters_in_it() -> None:
    root = fromstring(PAGE)
    assert offset_of(root, (1, 1)) == len("TBefore.")
    assert offset_of(root, (1, 1, 0), seen=4) == len("TBefore.One t")


def test_the_first_difference_is_where_the_text_or_the_elements_part() -> None:
    root = fromstring(PAGE)
    assert first_difference(root, fromstring(PAGE)) is None
    word = fromstring(PAGE.replace("three", "thrice"))
    assert first_difference(root, word) == len("TBefore.One two thr")
    tail = fromstring(PAGE.replace("One ", "On "))
    assert first_difference(root, tail) == len("TBefore.On")
    marked = fromstring(PAGE.replace('"b"', '"b" class="c"'))
    assert first_difference(root, marked) == len("TBefore.One two three.")
    longer = fromstring(PAGE.replace("</body>", "<p>Last.</p></body>"))
    assert first_difference(root, longer) == len("TBefore.One two three.Other.")


def test_two_texts_share_a_beginning_and_an_end() -> None:
    assert (same_start("abcd", "abxd"), same_end("abcd", "abxd")) == (2, 1)
    assert (same_start("ab", "abc"), same_end("bc", "abc")) == (2, 2)
    assert same_start("", "abc") == 0
    assert (same_start("a", "b"), same_end("a", "b")) == (0, 0)


def test_a_change_inside_one_block_is_parsed_alone_and_the_rest_is_shared() -> None:
    root, parsed = fromstring(PAGE), []

    def parse(html: str):
        parsed.append(html)
        return fromstring(html.removeprefix("<!DOCTYPE html>"))

    new = patched(root, PAGE, PAGE.replace("two", "too many"), parse)
    assert new is not None
    assert "Other" not in parsed[0]
    assert "".join(new.itertext()) == "TBefore.One too many three.Other."
    assert new[1][2] is root[1][2]
    assert "".join(root.itertext()) == "TBefore.One two three.Other."


def test_a_change_outside_blocks_or_of_two_of_them_is_not_patched() -> None:
    root = fromstring(PAGE)
    for new in (
        PAGE.replace("Before", "After"),
        PAGE.replace("two", "too").replace("Other", "Others"),
        PAGE.replace('data-block="b"', 'data-block="c"'),
        PAGE.replace('<div data-block="b">', '<div data-block="n"/><div data-block="b">'),
    ):
        assert patched(root, PAGE, new, fromstring) is None


def test_a_block_with_elements_of_its_own_name_ends_with_itself() -> None:
    new = patched(
        fromstring(PAGE),
        PAGE,
        PAGE.replace("Other.", "Other. <div>More.</div>"),
        lambda html: fromstring(html.removeprefix("<!DOCTYPE html>")),
    )
    assert new is not None
    path = path_of_block(new, "b")
    assert path is not None
    assert "".join(element_at(new, path).itertext()) == "Other. More."


def test_changes_of_a_context_name_only_what_is_other_and_can_be_put_back() -> None:
    same = {"html": "long"}
    old = {"title": "T", "sections": [{"blocks": [same, {"html": "a"}]}], "notes": None}
    new = {"title": "T", "sections": [{"blocks": [same, {"html": "b"}]}], "notes": {"count": 1}}
    changes = changes_of(old, new)
    assert changes == [(("sections", 0, "blocks", 1, "html"), "b"), (("notes",), {"count": 1})]
    assert changed(old, changes) == new
    assert old["notes"] is None
