"""briefbuilder doctor: what a helper needs to know of this installation, without content."""

from __future__ import annotations

from briefbuilder.app.doctor import TOPICS, CheckedPoint, Outcome, examine
from briefbuilder.cli.console import Console
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.presenting import DONE, FAILED
from briefbuilder.language.interface import _, n_, p_
from briefbuilder.render.worker import LayoutWorker

_STYLES = {Outcome.GOOD: "green", Outcome.NOTE: "yellow", Outcome.FAILS: "red"}
_NARROWEST = 20


def run(task: Invocation) -> int:
    """Print how each point stands; `FAILED` when one fails."""
    with LayoutWorker() as worker:
        points: list[CheckedPoint] = []
        for point in examine(task.surroundings, worker):
            points.append(point)
            if not task.args.json:
                _print(point, task.console)
    failing = sum(1 for one in points if one.outcome is Outcome.FAILS)
    if task.args.json:
        task.console.say_json(
            {
                "points": [
                    {
                        "topic": one.topic,
                        "outcome": one.outcome.value,
                        "said": one.said,
                        "remedy": one.remedy,
                    }
                    for one in points
                ],
                "fails": failing,
            }
        )
    elif failing:
        told = n_(
            "{number} point of {all} failed.",
            "{number} points of {all} failed.",
            failing,
            all=len(points),
        )
        task.console.say(told, style="bold")
    else:
        task.console.say(_("All is well."), style="bold")
    return FAILED if failing else DONE


def _width() -> int:
    """How wide the names of points are, so that what is said of them stands in a column."""
    return max(_NARROWEST, *(len(_(topic)) for topic in TOPICS.values()))


def _outcome_word(outcome: Outcome) -> str:
    """How a point stands, in a word of at most six letters."""
    match outcome:
        case Outcome.GOOD:
            return p_("how a point stands", "good")
        case Outcome.NOTE:
            return p_("how a point stands", "note")
        case Outcome.FAILS:
            return p_("how a point stands", "fails")


def _print(point: CheckedPoint, console: Console) -> None:
    width = _width()
    sign = (f"{_outcome_word(point.outcome):5}  ", _STYLES[point.outcome])
    console.say_runs((sign, (f"{point.name:{width}}  {point.said}", "")))
    if point.remedy:
        console.say(f"{'':7}{'':{width}}  {point.remedy}", style="faint")
