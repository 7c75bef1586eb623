"""Markdown becomes HTML that a tagged PDF can hold, and nothing is lost without a word."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from briefbuilder.domain.citations import CitationGroup
from briefbuilder.errors import Severity
from briefbuilder.render import markdown
from briefbuilder.render.markdown import Setting, to_fragment, to_inline


def html(markdown: str, **setting: Any) -> str:
    return str(to_fragment(markdown, Setting(**setting)).html)


def numbered() -> Setting:
    keys: list[str] = []

    def cite(group: CitationGroup) -> Markup:
        keys.extend(citation.key for citation in group.citations)
        return Markup("<sup>{}</sup>").format(len(keys))

    return Setting(cite=cite, resolve={"item:a": "item-a", "#b": "section-b"}.get)


def test_paragraphs_emphasis_lists_and_tables() -> None:
    assert html("One *two* **three** `four`") == (
        "<p>One <em>two</em> <strong>three</strong> <code>four</code></p>"
    )
    assert html("3. a\n4. b") == (
        '<ol start="3" style="counter-reset: list-item 2"><li>a</li><li>b</li></ol>'
    )
    assert html("| a |\n|---|\n| b |") == (
        '<div class="table-block"><table><thead><tr><th>a</th></tr></thead>'
        "<tbody><tr><td>b</td></tr></tbody></table></div>"
    )


def test_raw_html_stays_text() -> None:
    attack = '<script>x</script> <img src="http://x/y"> <b onclick="x">y</b>\n\n<iframe></iframe>'
    made = html(attack)
    assert "&lt;script&gt;" in made
    assert "&lt;iframe&gt;" in made
    assert "<script" not in made
    assert "<img" not in made


def test_no_paragraph_stands_in_a_list_item() -> None:
    assert html("- a\n\n- b\n\n  c\n") == "<ul><li>a</li><li>b<br>c</li></ul>"


def test_lists_in_lists_keep_their_order() -> None:
    assert html("- a\n  - b\n- c") == "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ("> quoted", "quoted"),
        ("# heading", "heading"),
        ("```\n  code\n  ```", "<code>code</code>"),
        ("| a |\n  |---|\n  | b |", "a<br>b"),
    ],
)
def test_what_no_list_item_can_hold_is_printed_as_words_and_reported(
    inside: str, printed: str
) -> None:
    fragment = to_fragment(f"- x\n\n  {inside}", Setting(target="block:abcd"))
    assert fragment.html == f"<ul><li>x<br>{printed}</li></ul>"
    (problem,) = fragment.problems
    assert problem.place.key == "block:abcd"
    assert "inside a list item" in problem.sentence


def test_headings_go_below_the_sections_and_skip_no_level() -> None:
    assert html("# a\n## b\n# c") == "<h3>a</h3><h4>b</h4><h3>c</h3>"
    assert html("#### a\n###### b\n## c") == "<h3>a</h3><h4>b</h4><h3>c</h3>"
    assert html("## a", top_heading=5) == "<h5>a</h5>"


def test_headings_end_at_the_sixth_level() -> None:
    assert html("# a\n## b\n### c", top_heading=5) == "<h5>a</h5><h6>b</h6><h6>c</h6>"


@pytest.mark.parametrize("url", ["https://x.org/a", "http://x.org", "mailto:a@b.org"])
def test_links_lead_to_the_web_and_to_mail(url: str) -> None:
    assert html(f"[a]({url})") == f'<p><a href="{url}">a</a></p>'


@pytest.mark.parametrize(
    "url",
    ["javascript:x", "file:///etc/passwd", "data:text/html,x", "smb://h/s", "../x", "ftp://x"],
)
def test_other_links_are_words_and_are_reported(url: str) -> None:
    fragment = to_fragment(f"[a]({url})", Setting())
    assert fragment.html == "<p>a</p>"
    assert url in fragment.problems[0].sentence


def test_links_to_items_and_places_become_anchors_where_there_are_any() -> None:
    made = to_fragment("[a](item:a) [b](#b) [c](item:c)", numbered())
    assert made.html == '<p><a href="#item-a">a</a> <a href="#section-b">b</a> c</p>'
    assert [problem.severity for problem in made.problems] == [Severity.ADVICE]


def test_a_link_holds_words_alone() -> None:
    assert html("[a *b*](https://x.org)") == (
        '<p><a href="https://x.org">a </a><em><a href="https://x.org">b</a></em></p>'
    )


def test_a_citation_becomes_a_note_close_to_its_word_and_behind_the_full_stop() -> None:
    made = to_fragment("Word [@a, p. 3]. Next [@b; @c] word.", numbered())
    assert made.html == "<p>Word.<sup>1</sup> Next<sup>3</sup> word.</p>"


def test_two_notes_beside_each_other_are_kept_apart() -> None:
    made = to_fragment("Word [@a] [@b].", numbered())
    assert made.html == "<p>Word.<sup>1</sup><sup>,</sup><sup>2</sup></p>"


def test_a_link_with_a_citation_inside_keeps_all_its_words() -> None:
    made = to_fragment("[word [@a]](https://x.org) x", numbered())
    assert made.html == "<p>[word<sup>1</sup>](https://x.org) x</p>"


def test_brackets_that_cite_nothing_are_left_alone() -> None:
    assert html("[@not a key] [x]") == "<p>[@not a key] [x]</p>"


def test_a_picture_in_text_is_named_in_words_and_reported() -> None:
    fragment = to_fragment("![a map](http://x/y.png)", Setting())
    assert fragment.html == "<p>a map</p>"
    assert "not printed" in fragment.problems[0].sentence


def test_text_too_deep_for_a_page_is_printed_as_plain_lines() -> None:
    deep = "\n".join("  " * n + f"- word{n}" for n in range(200))
    fragment = to_fragment(deep, Setting())
    assert "plain lines" in fragment.problems[0].sentence
    assert all(f"- word{n}<" in fragment.html for n in range(200))
    assert not to_fragment("\n".join("  " * n + "- x" for n in range(12)), Setting()).problems


def test_pasted_notes_are_no_definitions_of_links() -> None:
    assert html("as told[^1]\n\n[^1]: Ibid.\n\n[2]: Smith") == (
        "<p>as told[^1]</p><p>[^1]: Ibid.</p><p>[2]: Smith</p>"
    )


@pytest.mark.parametrize(
    "row", ["|1|2|3|", "1|2|3", "|1|2|3", "> |1|2|3|"], ids=["closed", "bare", "open", "quoted"]
)
def test_a_row_longer_than_its_head_loses_no_cell(row: str) -> None:
    start = "> " if row.startswith(">") else ""
    fragment = to_fragment(f"{start}|a|b|\n{start}|-|-|\n{row}", Setting())
    assert "3" in fragment.html
    assert "more cells than its head" in fragment.problems[0].sentence


def test_a_pipe_that_is_a_word_begins_no_cell() -> None:
    fragment = to_fragment("|a|b|\n|-|-|\n|1 \\| 2|3|\n|4|", Setting())
    assert "<td>1 | 2</td><td>3</td>" in fragment.html
    assert not fragment.problems


def test_a_heading_without_words_is_no_heading() -> None:
    assert html("#\n\n# Words\n\n## ![](x.png)\n") == "<h3>Words</h3>"


def test_what_is_not_seen_is_left_out() -> None:
    assert html("a\x00b \u202ec\u202c\x0bd\u2028e") == "<p>ab c\nd\ne</p>"


def test_a_portion_mark_leads_paragraphs_and_outer_list_items() -> None:
    made = html("a\n\n- b\n  - c\n\n> d", lead=Markup("(O) "))
    assert made == (
        "<p>(O) a</p><ul><li>(O) b<ul><li>c</li></ul></li></ul>"
        "<blockquote><p>(O) d</p></blockquote>"
    )


def test_a_line_has_no_paragraph() -> None:
    assert to_inline("a *b*", Setting()).html == "a <em>b</em>"
    assert to_inline("  ", Setting(lead=Markup("(O) "))).html == ""


def test_a_library_text_that_points_to_an_item_not_placed_is_no_fault_of_the_author() -> None:
    fragment = to_fragment("[a](item:nowhere)", Setting(own_words=False))
    assert fragment.html == "<p>a</p>"
    assert fragment.problems == ()


def work_of(text: str) -> int:
    """How many functions are called to read a text."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    parser = markdown._parser()
    sys.setprofile(count)
    try:
        parser.parse(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("bracket", ["[", "![", "[@", "[]", "[^"])
def test_brackets_that_begin_nothing_cost_next_to_nothing(bracket: str) -> None:
    assert work_of(bracket * 500) < 100 * 500


@given(
    st.lists(st.sampled_from(["[", "]", "![", "](x)", "[@a, p. 1]", "a ", "*", "`", "\\", "\n"]))
)
def test_a_bracket_that_begins_nothing_is_read_as_ever(pieces: list[str]) -> None:
    slow = markdown._parser.__wrapped__()
    slow.inline.ruler.disable("lone_bracket")
    text = "".join(pieces)
    assert [one.as_dict() for one in markdown._parser().parse(text)] == [
        one.as_dict() for one in slow.parse(text)
    ]
