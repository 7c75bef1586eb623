"""Whatever ends the window while somebody types costs at most two seconds of words.

`BRIEFBUILDER_KILLS` is the number of ends for each room; by hand it is run with many more than CI
has time for, and with `BRIEFBUILDER_KILLS_LAYOUT=1` while real pages are laid out. The window
writes down when each key reached it, so that a slow machine is not taken for a window that loses
words.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefbuilder.domain.briefs import TextBlock
from briefbuilder.storage.item_drafts import ItemDraftStore
from briefbuilder.storage.recovery import RecoveryStore
from briefbuilder.storage.window_sign import WindowSign
from e2e.desktop import PATIENCE, Desktop, open_desktop
from helpers.surroundings import SHIPPED_LIBRARY

KILLS = int(os.environ.get("BRIEFBUILDER_KILLS", "3"))
LAYOUT = () if os.environ.get("BRIEFBUILDER_KILLS_LAYOUT") else ("--no-layout",)
LOST_AT_MOST = 2.0
WORDS = " ".join(f"w{number:03}" for number in range(1, 400))
ENDS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120 * KILLS)]


def left_in_brief(home: Path) -> Iterator[str]:
    """The words typed in the brief's text or beside its answers, from what was left behind."""
    folder = home / "state" / "briefbuilder" / "recovery"
    for one in RecoveryStore(folder, _sign(home)).pending():
        assert one.brief is not None, one.problem
        yield from (block.text for block in one.brief.blocks() if isinstance(block, TextBlock))
        yield from (answer.reason for answer in one.brief.answers)


def left_in_library(home: Path) -> Iterator[str]:
    """The drafts of items that were left behind."""
    folder = home / "state" / "briefbuilder" / "item-drafts"
    for one in ItemDraftStore(folder, SHIPPED_LIBRARY, _sign(home)).pending():
        yield one.text


def _sign(home: Path) -> WindowSign:
    return WindowSign(home / "state" / "briefbuilder" / "windows", os.uname().nodename)


def go_to_compose(desk: Desktop) -> None:
    desk.click("Text of Issue")


def go_to_align(desk: Desktop) -> None:
    desk.key("ctrl+2")
    desk.see("Does not apply, key A")
    desk.key("a")


def go_to_library(desk: Desktop) -> None:
    desk.key("ctrl+3")
    desk.key("ctrl+f")
    desk.type("cuban missile")
    desk.see_row("Cuban Missile Crisis")
    desk.key("Return")
    desk.see("case-studies/cuban-missile-crisis.md")


def go_to_form(desk: Desktop) -> None:
    go_to_library(desk)
    desk.key("alt+f")
    desk.click("Summary")
    desk.key("ctrl+End")
    desk.type(" ")


def go_to_text(desk: Desktop) -> None:
    go_to_library(desk)
    desk.key("alt+x")
    desk.click("The item's file")
    desk.key("ctrl+End")


ROOMS = {
    "compose": ((go_to_compose,), left_in_brief),
    "align": ((go_to_align,), left_in_brief),
    "library": ((go_to_form, go_to_text), left_in_library),
}


def typed_until_the_end(
    desk: Desktop, keys: Path, chance: random.Random, end: signal.Signals
) -> list[tuple[float, str]]:
    """Type without a pause, end the window at some moment; each key, and its age at the end."""
    keys.write_bytes(b"")
    typing = desk.start_typing(WORDS, chance.choice((15, 25, 45, 60)))
    try:
        deadline = time.monotonic() + PATIENCE
        while not keys.stat().st_size and time.monotonic() < deadline:
            select.select([], [], [], 0.02)
        select.select([], [], [], chance.uniform(0.3, 6.0))
        ended_at = time.monotonic()
        desk.process.send_signal(end)
        desk.wait_for_end()
    finally:
        typing.kill()
        typing.wait()
    log = [json.loads(line) for line in keys.read_text().splitlines()]
    return [(ended_at - at, key) for at, key in log]


def lost(typed: list[tuple[float, str]], kept: list[str]) -> float:
    """The age in seconds, when the window ended, of the first key that was not left behind."""
    words = "".join(key for _, key in typed)
    for length in range(len(words), 0, -1):
        if any(words[:length] in one for one in kept):
            return typed[length][0] if length < len(typed) else 0.0
    return typed[0][0] if typed else 0.0


@pytest.mark.parametrize("room", ROOMS)
def test_words_typed_two_seconds_before_the_end_are_left_behind(
    home: Path, brief_file: Path, room: str
) -> None:
    ways, left = ROOMS[room]
    losses: list[tuple[float, str]] = []
    for number in range(KILLS):
        seed = f"{room} {number} {os.environ.get('BRIEFBUILDER_SEED', '')}"
        chance = random.Random(seed)
        end = ENDS[number % len(ENDS)] if len(ENDS) <= KILLS else (ENDS[-1 - number])
        keys = home / "keys.jsonl"
        keys.unlink(missing_ok=True)
        with open_desktop(home, str(brief_file), *LAYOUT, "--keys", str(keys)) as desk:
            go_there: Callable[[Desktop], None] = chance.choice(ways)
            go_there(desk)
            typed = typed_until_the_end(desk, keys, chance, end)
        seconds = lost(typed, list(left(home)))
        # Asked to end, it loses nothing that came before it was asked.
        allowed = LOST_AT_MOST if end is signal.SIGKILL else 0.0
        losses.append((seconds - allowed, f"{seed}: {end.name} lost {seconds:.2f} s of words"))
        shutil.rmtree(home / "state" / "briefbuilder" / "recovery", ignore_errors=True)
        shutil.rmtree(home / "state" / "briefbuilder" / "item-drafts", ignore_errors=True)
    sys.stdout.write("".join(f"{sentence}\n" for _, sentence in sorted(losses, reverse=True)))
    assert [sentence for too_much, sentence in losses if too_much > 0] == []
