"""Figures: labels that never collide, dates to scale, states told without colour."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefbuilder.domain.alignment import alignment_of
from briefbuilder.domain.base import days_in_month
from briefbuilder.domain.briefs import Section, TimelineBlock, TimelineRow
from briefbuilder.domain.items import TimelineEvent
from briefbuilder.language.catalogue import words_for
from briefbuilder.render import drawing
from briefbuilder.render.figures import alignment_svg
from briefbuilder.render.html import render_html
from briefbuilder.render.timeline import WIDTH, timeline_svg
from helpers.render_samples import CHECKLIST, order, plain_template, sample_brief

ENGLISH = words_for("en")
TEXT = re.compile(
    r'<text x="([\d.-]+)" y="([\d.-]+)" font-family="[^"]+" font-size="([\d.]+)"'
    r' font-weight="(\d+)" fill="[^"]+" text-anchor="(\w+)">([^<]*)</text>'
)
HAIR = re.compile(rf'<path d="M([\d.-]+) ([\d.-]+)L([\d.-]+) ([\d.-]+)" stroke="{drawing.HAIR}"')


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float
    words: str

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def boxes(svg: str) -> list[Box]:
    found = []
    for x, y, size, weight, anchor, words in TEXT.findall(svg):
        width = drawing.text_width(words, float(size), bold=weight == "600")
        left = float(x) - (width / 2 if anchor == "middle" else 0)
        base = float(y)
        found.append(Box(left, base - float(size) * 0.75, left + width, base + 1, words))
    return found


def height(svg: str) -> float:
    match = re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)
    assert match is not None
    return float(match[1])


def collisions(svg: str) -> list[str]:
    found = boxes(svg)
    hits = [
        f"{one.words} | {other.words}"
        for position, one in enumerate(found)
        for other in found[position + 1 :]
        if one.overlaps(other)
    ]
    for x1, y1, _, y2 in HAIR.findall(svg):
        low, high = sorted((float(y1), float(y2)))
        hair = Box(float(x1) - 0.2, low, float(x1) + 0.2, high, f"hair line at {x1}")
        hits += [f"{hair.words} | {box.words}" for box in found if hair.overlaps(box)]
    hits += [
        f"{box.words} leaves the figure"
        for box in found
        if box.left < 0 or box.right > WIDTH or box.top < 0 or box.bottom > height(svg)
    ]
    return hits


days = (
    st.dates().map(str)
    | st.dates().map(lambda day: str(day)[:7])
    | st.dates().map(lambda day: str(day)[:4])
)
near_days = st.integers(1, 28).map(lambda day: f"1990-08-{day:02}")


@st.composite
def events(draw: st.DrawFn) -> list[TimelineEvent]:
    dates = draw(st.lists(draw(st.sampled_from([days, near_days])), min_size=1, max_size=20))
    made = []
    for date in dates:
        text = draw(st.text("abc W.", min_size=1, max_size=90).filter(str.strip))
        made.append(TimelineEvent(date=date, text=text, circa=draw(st.booleans())))
    return made


@pytest.mark.slow
@settings(max_examples=150)
@given(events())
def test_no_label_meets_another_or_a_line_or_the_edge(some: list[TimelineEvent]) -> None:
    assert collisions(timeline_svg(some, "", ENGLISH)) == []


def test_twenty_events_on_one_day_stay_apart() -> None:
    some = [TimelineEvent(date="1990-08-02", text=f"Event {n}") for n in range(20)]
    assert collisions(timeline_svg(some, "", ENGLISH)) == []


def test_a_label_shows_the_words_of_an_event_without_its_marks() -> None:
    event = TimelineEvent(
        date="1990-08-02", text="*Anna* met **王毅** [there](https://a.org) [@x]."
    )
    words = [box.words for box in boxes(timeline_svg([event], "", ENGLISH))]
    assert "Anna met 王毅 there" in words


def dots(svg: str) -> list[float]:
    return [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', svg)]


def test_distances_are_to_scale() -> None:
    some = [TimelineEvent(date=f"1990-01-{day:02}", text="x") for day in (1, 11, 31)]
    first, second, third = dots(timeline_svg(some, "", ENGLISH))
    assert (third - second) / (second - first) == pytest.approx(2.0, abs=0.01)


def test_events_stand_in_the_order_of_their_dates() -> None:
    some = [TimelineEvent(date=date, text="x") for date in ("1990-03", "1990-01", "1990-02")]
    found = dots(timeline_svg(some, "", ENGLISH))
    assert found == sorted(found)


def test_an_event_that_lasts_has_a_bar_and_an_approximate_one_a_hollow_dot() -> None:
    svg = timeline_svg(
        [
            TimelineEvent(date="1990-01", to="1990-06", text="Blockade"),
            TimelineEvent(date="1990-07", text="Talks", circa=True),
        ],
        "",
        ENGLISH,
    )
    assert f'fill="{drawing.ACCENT_LIGHT}"' in svg
    assert "<circle" in svg
    assert svg.count('fill="#ffffff"') == 1
    assert "c. Jul" in svg


def test_citations_are_not_drawn_and_words_are_escaped() -> None:
    svg = timeline_svg([TimelineEvent(date="1990", text="A <b> & [@x, p. 3].")], "<i>", ENGLISH)
    assert "@x" not in svg
    assert "<b>" not in svg
    assert "A &lt;b&gt; &amp;" in svg
    assert "<title>Timeline: &lt;i&gt;. 1990; 1 event.</title>" in svg


def test_centuries_are_counted_in_years() -> None:
    svg = timeline_svg(
        [TimelineEvent(date="1815", text="a"), TimelineEvent(date="2021", text="b")], "", ENGLISH
    )
    assert ">1900<" in svg


def test_the_same_events_give_the_same_bytes() -> None:
    some = [TimelineEvent(date="1990-01-03", text="x"), TimelineEvent(date="1990-02", text="y")]
    assert timeline_svg(some, "c", ENGLISH) == timeline_svg(list(some), "c", ENGLISH)


def test_the_alignment_figure_counts_in_figures_and_patterns() -> None:
    svg = alignment_svg(alignment_of(sample_brief(), CHECKLIST))
    words = [box.words for box in boxes(svg)]
    assert words[:5] == ["closed", "partly", "open", "no answer", "blocking"]
    assert words[5:] == ["Aim", "–", "1", "–", "1", "1"]
    assert "<title>State of the alignment walk" in svg


@pytest.mark.parametrize("words", ["a", "Word and words", "é" * 20, "漢" * 30])
def test_wrapped_words_fit_their_width(words: str) -> None:
    for line in drawing.wrap(words, 40, 8, 2):
        assert drawing.text_width(line, 8) <= 40


YEARS = st.one_of(st.sampled_from([0, 1, 2, 1962, 9998, 9999]), st.integers(0, 9999))


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    """Any date that the format takes: its first and last days, and those it knows in part."""
    year, month = draw(YEARS), draw(st.sampled_from([0, 1, 2, 12]))
    day = draw(st.sampled_from([0, 1, 28, 31]))
    if not month:
        return f"{year:04}"
    most = days_in_month(year, month)
    return f"{year:04}-{month:02}" + (f"-{min(day, most):02}" if day else "")


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(partial_dates(), st.none() | partial_dates()), min_size=1, max_size=4))
@example([("9999-12-31", None)])
@example([("0001-01-01", None)])
@example([("0000-02-29", None)])
@example([("0001", "9999")])
@example([("9999-12-30", None), ("9999-12-31", None)])
def test_any_date_that_an_event_can_have_is_drawn(dates: list[tuple[str, str | None]]) -> None:
    events = [TimelineEvent(date=date, to=to, text="An event") for date, to in dates]
    assert "<svg" in timeline_svg(events, "", ENGLISH)
    rows = tuple(TimelineRow(date=date, to=to, text="An event") for date, to in dates)
    section = Section(id="one", heading="One", blocks=(TimelineBlock(id="time1", events=rows),))
    made = render_html(sample_brief(sections=(section,), pins=()), plain_template(), order())
    assert made.html.count("An event") >= len(rows)
