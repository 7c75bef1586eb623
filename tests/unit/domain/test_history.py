from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain import edits
from briefbuilder.domain.history import LIMIT, MERGE_PAUSE, History
from helpers.builders import make_brief


def typed(history: History, text: str, at: float, key: str | None = "text:text1") -> History:
    return history.do("Type", edits.set_text(history.current, "text1", text), at=at, merge_key=key)


def test_undo_names_and_takes_back_the_last_gesture() -> None:
    history = History.opened(make_brief())
    history = history.do("Change title", edits.set_title(history.current, "New"), at=0)
    assert history.status().undo_label == "Change title"
    undone = history.undo()
    assert undone.current == make_brief()
    assert undone.status().redo_label == "Change title"
    assert undone.redo().current.title == "New"


def test_typing_without_a_pause_is_one_gesture() -> None:
    history = History.opened(make_brief())
    for number, text in enumerate(["W", "Wh", "Who"]):
        history = typed(history, text, at=number * 0.3)
    assert history.undo().current == make_brief()


@given(st.lists(st.sampled_from([0.05, 0.3, 1.9, 2.1, 5.0]), min_size=1, max_size=30))
def test_keys_handed_over_one_by_one_make_the_steps_of_whole_bursts(pauses: list[float]) -> None:
    """A step back goes to the last pause, however often the words before it were handed over."""
    history, at, text = History.opened(make_brief()), 0.0, "T"
    history = typed(history, text, at=at)
    stops = [make_brief()]
    for number, pause in enumerate(pauses):
        at += pause
        if pause > MERGE_PAUSE:
            stops.append(history.current)
        text += str(number)
        history = typed(history, text, at=at)
    while history.done:
        history = history.undo()
        assert history.current == stops.pop()
    assert not stops


def test_words_typed_and_taken_out_again_are_no_gesture() -> None:
    history = typed(History.opened(make_brief()), "Wh", at=0)
    before = edits.set_text(make_brief(), "text1", "Wh")
    history = typed(typed(history, "Who", at=5), "Wh", at=5.1)
    assert (history.current, len(history.done)) == (before, 1)


def test_a_pause_another_place_or_a_save_starts_a_new_gesture() -> None:
    start = typed(History.opened(make_brief()), "W", at=0)
    assert len(typed(start, "Wh", at=MERGE_PAUSE + 0.1).done) == 2
    assert len(typed(start, "Wh", at=0.1, key="text:text2").done) == 2
    assert len(typed(start.mark_saved(), "Wh", at=0.1).done) == 2


def test_a_gesture_that_changes_nothing_is_not_recorded() -> None:
    history = History.opened(make_brief())
    assert history.do("Nothing", make_brief(), at=0) is history


def test_undoing_back_to_what_was_saved_is_clean() -> None:
    history = typed(History.opened(make_brief()), "Other", at=0)
    assert not history.is_clean
    assert history.undo().is_clean
    assert history.mark_saved().is_clean


def test_a_new_gesture_forgets_what_was_taken_back() -> None:
    history = typed(typed(History.opened(make_brief()), "a", at=0), "b", at=9).undo()
    assert typed(history, "c", at=20).status().redo_label is None


def test_the_history_is_bounded() -> None:
    history = History.opened(make_brief())
    for number in range(LIMIT + 20):
        history = typed(history, str(number), at=number * 10.0)
    assert len(history.done) == LIMIT


def test_undo_at_the_beginning_and_redo_at_the_end_do_nothing() -> None:
    history = History.opened(make_brief())
    assert history.undo() is history
    assert history.redo() is history


@given(st.lists(st.text(max_size=8), min_size=1, max_size=12))
def test_undo_then_redo_is_the_identity(texts: list[str]) -> None:
    history = History.opened(make_brief())
    for number, text in enumerate(texts):
        history = typed(history, text, at=number * 10.0)
    end = history.current
    steps = len(history.done)
    for _ in range(steps):
        history = history.undo()
    assert history.current == make_brief()
    for _ in range(steps):
        history = history.redo()
    assert history.current == end
