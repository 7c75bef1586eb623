"""A change to a curator's file touches what changes, and not one character beside it."""

import datetime as dt
import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain.items import ITEM_ADAPTER, StatementCheck
from briefbuilder.errors import InvalidFileError
from briefbuilder.storage.item_file import change_item, format_item, parse_item
from helpers.storage_samples import LIBRARY, PROSE, TOOL, tool

LIBRARY_TEXTS = [path.read_text(encoding="utf-8") for path in sorted(LIBRARY.glob("*/*.md"))]
CHECK = StatementCheck(
    statement="ab" * 6, by="B. Curator", on=dt.date(2026, 11, 5), grade="B2", address="https://x.y"
)


def changed(text=TOOL, **values):
    item = parse_item(text, "x.md")
    return change_item(
        text, ITEM_ADAPTER.validate_python({**item.model_dump(by_alias=True), **values})
    )


def difference(before, after):
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_nothing_changes_when_nothing_changed():
    assert change_item(TOOL, tool()) == TOOL


@pytest.mark.parametrize("text", LIBRARY_TEXTS, ids=lambda text: text.split("id: ")[1].split()[0])
def test_no_file_of_the_library_changes_by_itself(text):
    assert change_item(text, parse_item(text, "x.md")) == text


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (
            {"title": "NO"},
            ["-title: Flag visit   # the short name", '+title: "NO"   # the short name'],
        ),
        (
            {"summary": 'A "visit".'},
            ['-summary: "A warship calls at a foreign port."', '+summary: "A \\"visit\\"."'],
        ),
        ({"owner": "Adm's desk"}, ["-owner: 'Naval desk'", "+owner: 'Adm''s desk'"]),
        ({"as_at": "2026-11-02"}, ["-as_at: 2026-11-01", "+as_at: 2026-11-02"]),
        (
            {"tags": ["naval", "air", "presence"]},
            ["-tags: [naval, presence]", "+tags: [naval, air, presence]"],
        ),
        ({"tags": []}, ["-tags: [naval, presence]"]),
        (
            {"marking": {"scheme": "uk-gsc", "level": "SECRET"}},
            [
                "-marking: {scheme: uk-gsc,  level: OFFICIAL}",
                "+marking: {scheme: uk-gsc,  level: SECRET}",
            ],
        ),
        ({"marking": None}, ["-marking: {scheme: uk-gsc,  level: OFFICIAL}"]),
        ({"regions": ["arctic"]}, ["+regions: [arctic]"]),
        ({"closes": ["A1"], "related": ["b"]}, ["+related: [b]", "+closes: [A1]"]),
        ({"lead_time": "Weeks: two"}, ['+lead_time: "Weeks: two"']),
        (
            {"summary": "a\nb"},
            ['-summary: "A warship calls at a foreign port."', '+summary: "a\\nb"'],
        ),
        (
            {"waivers": [{"rule": "no-source", "reason": "Own words."}]},
            ["+waivers:", "+  - {rule: no-source, reason: Own words.}"],
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_changed_key_changes_its_own_line(values, lines):
    assert difference(TOOL, changed(**values)) == lines


def test_a_new_key_stands_where_the_format_has_it():
    text = changed(regions=["arctic"], withdrawn_because="Old.", status="withdrawn")

    assert "status: withdrawn\nwithdrawn_because: Old.\nowner: 'Naval desk'\n" in text
    assert "tags: [naval, presence]\nregions: [arctic]\nescalation_risk: low\n" in text


def test_a_new_check_is_one_more_entry_in_the_manner_of_the_others():
    item = tool()
    text = change_item(TOOL, item.model_copy(update={"checks": (*item.checks, CHECK)}))

    assert difference(TOOL, text) == [
        '+  - {statement: abababababab, by: B. Curator, on: 2026-11-05, grade: B2, address: "https://x.y"}'
    ]


def test_the_first_check_makes_its_own_key():
    without = changed(checks=[])

    text = changed(without, checks=[CHECK])

    assert difference(TOOL, without) == [
        "-checks:",
        "-  - statement: 4f1c9a2e77b0",
        "-    by: A. Curator",
        "-    on: 2026-11-03",
        "-    grade: A1",
    ]
    assert len(difference(without, text)) == 2


def test_a_changed_event_leaves_the_comments_beside_it():
    item = tool()
    first, second = item.timeline
    newer = second.model_copy(update={"text": "It comes home."})
    text = change_item(TOOL, item.model_copy(update={"timeline": (first, newer)}))

    assert difference(TOOL, text) == [
        '-  - {date: 1909, text: "It returns.", circa: true}   # to Hampton Roads',
        '+  - {date: 1909, text: "It comes home.", circa: true}   # to Hampton Roads',
    ]


def test_events_are_put_in_and_taken_out_as_lines():
    item = tool()
    first, second = item.timeline
    between = first.model_copy(update={"date": "1908", "text": "Yokohama."})

    more = change_item(TOOL, item.model_copy(update={"timeline": (first, between, second)}))
    fewer = change_item(more, item.model_copy(update={"timeline": (between, second)}))

    assert difference(TOOL, more) == ["+  - {date: 1908, text: Yokohama.}"]
    assert difference(more, fewer) == [
        '-  - {date: 1907-12-16, text: "The fleet sails [@log-1907]."}'
    ]


def test_a_changed_body_leaves_the_head_alone():
    item = tool()
    text = change_item(TOOL, item.model_copy(update={"body": item.body + "\n\nMore."}))

    assert text == TOOL + "\nMore.\n"


def test_line_ends_and_the_byte_order_mark_stay():
    windows = "\ufeff" + TOOL.replace("\n", "\r\n")

    assert changed(windows, title="New") == "\ufeff" + changed(title="New").replace("\n", "\r\n")


def test_a_head_on_one_line_is_written_anew():
    text = (
        "---\n{format: briefbuilder-item, version: 1, id: a, kind: background, title: A, "
        "summary: s, status: draft, owner: o, as_at: 2026-01-01, review_by: 2027-01-01}\n---\n"
        "## In brief\nx\n\n## What is known\ny\n\n## What it means for a brief\nz\n"
    )

    after = changed(text, title="B")

    assert parse_item(after, "x.md").title == "B"
    assert "\ntitle: B\n" in after


def test_a_list_on_several_lines_and_an_empty_value_can_be_changed():
    text = TOOL.replace(
        "tags: [naval, presence]", "tags:\n- naval # ships\n-   presence\nregions:\nactors: []"
    )

    after = changed(text, tags=["naval", "air"], regions=["arctic"], actors=["USA"])

    assert difference(text, after) == [
        "--   presence",
        "-regions:",
        "-actors: []",
        "+-   air",
        "+regions: [arctic]",
        "+actors: [USA]",
    ]


def test_text_that_holds_no_item_is_not_changed():
    with pytest.raises(InvalidFileError):
        change_item(TOOL.replace("kind: tool", "kind: tol"), tool())


WORDS = PROSE.map(lambda text: " ".join(text.split())).filter(bool).filter(str.isprintable)


@given(
    st.sampled_from(LIBRARY_TEXTS),
    st.fixed_dictionaries(
        {},
        optional={
            "title": WORDS,
            "summary": WORDS,
            "lang": st.sampled_from(["en", "fr"]),
            "tags": st.lists(st.sampled_from(["naval", "air", "no"]), unique=True),
            "actors": st.lists(WORDS, max_size=3),
            "timeline": st.lists(
                st.fixed_dictionaries(
                    {"date": st.just("1962"), "text": WORDS},
                    optional={"circa": st.booleans(), "to": st.just("1963")},
                ),
                max_size=3,
            ),
            "checks": st.lists(st.just(CHECK), max_size=2),
        },
    ),
)
def test_whatever_changes_the_file_says_it_afterwards(text, values):
    item = parse_item(text, "x.md")
    wanted = ITEM_ADAPTER.validate_python({**item.model_dump(by_alias=True), **values})

    after = change_item(text, wanted)

    assert parse_item(after, "x.md") == wanted
    assert after.endswith(text.split("\n---\n", 1)[1])


def test_a_key_that_the_file_leaves_to_its_default_is_not_written_beside_a_change():
    bare = TOOL.replace("lang: en\n", "")
    assert "lang" not in bare

    after = change_item(bare, parse_item(bare, "x.md").model_copy(update={"title": "New"}))
    assert after == bare.replace("title: Flag visit", "title: New")
    french = change_item(bare, parse_item(bare, "x.md").model_copy(update={"lang": "fr"}))
    assert "lang: fr\n" in french


def test_a_new_file_has_the_keys_in_the_order_of_the_format():
    assert format_item(tool()).split("---\n")[1] == (
        "format: briefbuilder-item\n"
        "version: 2\n"
        "id: flag-visit\n"
        "kind: tool\n"
        "title: Flag visit\n"
        "summary: A warship calls at a foreign port.\n"
        "status: in-review\n"
        "owner: Naval desk\n"
        "as_at: 2026-11-01\n"
        "review_by: 2027-11-01\n"
        "marking: {scheme: uk-gsc, level: OFFICIAL}\n"
        "lang: en\n"
        "tags: [naval, presence]\n"
        "escalation_risk: low\n"
        "timeline:\n"
        '  - {date: 1907-12-16, text: "The fleet sails [@log-1907]."}\n'
        "  - {date: 1909, text: It returns., circa: true}\n"
        "checks:\n"
        "  - {statement: 4f1c9a2e77b0, by: A. Curator, on: 2026-11-03, grade: A1}\n"
    )


def mixed(text, every):
    """A text in which each line of those numbers ends as on Windows."""
    lines = text.split("\n")
    ended = [f"{line}\r" if number in every else line for number, line in enumerate(lines[:-1])]
    return "\n".join([*ended, lines[-1]])


@given(st.sets(st.integers(0, TOOL.count("\n") - 1)))
def test_lines_that_nobody_touched_keep_their_own_ends(every):
    text = mixed(TOOL, every)
    assert change_item(text, parse_item(text, "x.md")) == text

    lines, after = text.split("\n"), changed(text, title="New").split("\n")
    assert len(lines) == len(after)
    apart = [(was, now) for was, now in zip(lines, after, strict=True) if was != now]
    assert [one[0].split(":")[0] for one in apart] == ["title"]
    assert all(was.endswith("\r") is now.endswith("\r") for was, now in apart)


def test_a_new_line_ends_as_most_lines_do():
    for every in ({3}, set(range(TOOL.count("\n"))) - {3}):
        text = mixed(TOOL, every)
        tagged = changed(text, checks=(CHECK,))
        added = [line for line in tagged.split("\n") if line not in text.split("\n")]
        assert added
        assert all(line.endswith("\r") is (len(every) > 1) for line in added)
