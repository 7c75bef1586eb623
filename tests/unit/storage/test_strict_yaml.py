"""YAML without surprises: every scalar is text, and what could hurt is refused with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.errors import InvalidFileError
from briefbuilder.storage.strict_yaml import load

BILLION_LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
MERGE_BOMB = "a: &a {x: 1}\nb:\n  <<: *a\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("country: NO", "NO"),
        ("at: 12:30:45", "12:30:45"),
        ("code: 010", "010"),
        ("price: 1.10", "1.10"),
        ("day: 2024-02-30", "2024-02-30"),
        ("yes: true", "true"),
        ("merge: <<", "<<"),
        ("quoted: 'null'", "null"),
        ('empty: ""', ""),
        ("nothing:", None),
        ("tilde: ~", None),
        ("null_word: null", None),
        ('escaped: "\\u00e9\\n"', "é\n"),
        ("joiner: می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_scalar_is_the_text_that_stands_there(text, value):
    assert list(load(text, "x.yaml").value.values()) == [value]


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("a: !!python/object/apply:os.system [x]", "1:4", "Tags such as"),
        ("a: !!int 3", "1:4", 'Tags such as "tag:yaml.org,2002:int" are not allowed.'),
        (BILLION_LAUGHS, "1:4", 'Anchors such as "&a" are not allowed.'),
        (MERGE_BOMB, "1:4", 'Anchors such as "&a" are not allowed.'),
        ("a: &a [*a]", "1:4", 'Anchors such as "&a" are not allowed.'),
        ("a: *b", "1:4", 'Aliases such as "*b" are not allowed.'),
        ("a: " + "[" * 5000, "1:23", "The values are nested more than 20 deep."),
        (
            "".join(" " * n + "k:\n" for n in range(500)),
            "20:20",
            "The values are nested more than 20 deep.",
        ),
        ("a: 1\nb: 2\na: 3", "3:1", 'The key "a" stands twice; the first is on line 1.'),
        ("a:\n  b: 1\n  b: 2", "3:3", 'The key "b" stands twice; the first is on line 2.'),
        ("? [a, b]\n: c", "1:3", "A key must be a word."),
        ("null: x", "1:1", "A key must be a word."),
        ("a: 1\n---\nb: 2", "2:1", "A second document begins here"),
        ("", "1:1", "The file is empty."),
        ("# only a comment\n", "1:1", "The file is empty."),
        ("- a\n- b", "1:1", "The file must be a mapping of keys to values."),
        ("just words", "1:1", "The file must be a mapping of keys to values."),
        (
            "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n",
            "2:1",
            "There is an unresolved git conflict on line 2.",
        ),
        ("a: 1\nb: x\u202ey", "2:5", "hidden character U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("a: x\u200by", "1:5", "hidden character U+200B (ZERO WIDTH SPACE)"),
        ("a: x\u2066y", "1:5", "hidden character U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ("a: x\U000e0041y", "1:5", "hidden character U+E0041 (TAG LATIN CAPITAL LETTER A)"),
        ("a: x\x00y", "1:5", "hidden character U+0000 (a control character)"),
        ("a: x\ufeffy", "1:5", "hidden character U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("a: 1\rb: 2", "1:5", "hidden character U+000D"),
        ('a: "x\\u202Ey"', "1:4", "hidden character U+202E"),
        ('a: "\\ud800"', "1:7", "The escape that begins here stands for no character."),
        ("a: x: y", "1:5", "A colon followed by a space starts a value"),
        ("a: 1\n\tb: 2", "2:1", "This line is indented with a tab. Indent with spaces."),
        ("a:\n\t- b", "2:1", "This character cannot begin a value."),
        ("a: @b", "1:4", "This character cannot begin a value."),
        ('a: "x', "1:4", "The text between quotes that begins here is not closed."),
        ("a: 1\n b: 2", "2:3", "A colon followed by a space starts a value"),
        ("a: [1, 2\nb: 3", "2:2", "The list in square brackets is not closed."),
        ("a: {b: 1, c: 2", "2:1", "The mapping in braces is not closed."),
        ("a:\n  - b\n  c: d", "3:3", "Here an entry of the list was expected"),
        ("a:\n  - b\n c: d", "3:2", "Here a key was expected."),
        ("%TAG ! x\na: b", "2:1", "The file should have ended before this line."),
        ("a: b\n\ufffe", "2:1", "A character stands here that YAML does not allow."),
    ],
)
def test_what_could_hurt_is_refused_with_its_place(text, place, sentence):
    with pytest.raises(InvalidFileError) as caught:
        load(text, "x.yaml")

    assert sentence in str(caught.value)
    assert str(caught.value.problems[0].place) == f"x.yaml:{place}"


def test_half_of_a_surrogate_pair_is_refused():
    with pytest.raises(InvalidFileError, match=r"character U\+D800 \(half a character\)"):
        load("a: \ud800", "x.yaml")


def test_a_document_above_the_limit_is_refused_before_it_is_parsed():
    with pytest.raises(InvalidFileError, match="more than the 1 MiB of text allowed"):
        load("a: " + "x" * (1 << 20), "x.yaml")


@pytest.mark.slow
def test_a_document_of_too_many_values_is_refused():
    with pytest.raises(InvalidFileError, match="The file holds more than 200,000 values"):
        load(f"a: [{'1,' * 200_001}]", "x.yaml")


def test_not_more_than_fifty_problems_of_a_kind_are_told():
    with pytest.raises(InvalidFileError) as caught:
        load("a: \u200b\n" * 10_000, "x.yaml")

    assert len(caught.value.problems) == 50


def test_all_hidden_characters_and_conflicts_are_reported_together():
    text = "a: x\u200by\nb: ok\nc: \u202e\n<<<<<<< HEAD\n"

    with pytest.raises(InvalidFileError) as caught:
        load(text, "x.yaml")

    assert [problem.place.line for problem in caught.value.problems] == [4, 1, 3]


def test_a_brief_may_keep_hidden_characters_as_escapes():
    tree = load('a: "x\\u200by"', "x.yaml", escaped_hidden=True)

    assert tree.value == {"a": "x\u200by"}
    with pytest.raises(InvalidFileError):
        load("a: x\u200by", "x.yaml", escaped_hidden=True)


def test_a_byte_order_mark_and_crlf_are_not_part_of_the_values():
    tree = load("\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n", "x.yaml")

    assert tree.value == {"a": "1", "b": "x\ny\n"}


def test_each_part_is_located_in_the_file():
    tree = load("a: 1\nb:\n  - x\n  - {c: 1,\n     d: 2}\n", "x.yaml", first_line=10)

    assert tree.locate(("b",)) == (11, 1)
    assert tree.locate(("b", 0)) == (12, 5)
    assert tree.locate(("b", 1, "d")) == (14, 6)
    assert tree.locate(("b", 1, "missing")) == (13, 5)
    assert tree.locate(("nowhere", 3)) == (10, 1)
    assert str(tree.place(("b", 1, "d")).key) == "b[2].d"


def places_of_problems(text):
    try:
        tree = load(text, "x.yaml")
    except InvalidFileError as error:
        return [problem.place.file for problem in error.problems]
    return ["x.yaml"] if isinstance(tree.value, dict) else []


@given(st.text(max_size=60))
def test_any_text_is_a_mapping_or_a_named_error(text):
    assert set(places_of_problems(text)) == {"x.yaml"}
