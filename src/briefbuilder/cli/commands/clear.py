"""briefbuilder clear: who was asked to clear a brief, and what they said of which words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.as_data import clearance_data
from briefbuilder.cli.dates import date_from, day_from
from briefbuilder.cli.differences import say_differences
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.cli.task import Task
from briefbuilder.cli.wording import clearance_line, earlier_line
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import ALL, Clearance, ClearanceOutcome, Coverage
from briefbuilder.domain.clearing import Standing, changes_since, standing_of
from briefbuilder.render.labels import long_date


def run(task: Task) -> int:
    """Record or take out one clearance; without an outcome, say how they stand."""
    args = task.args
    if args.outcome is None and not args.remove:
        _show(task, task.brief(args.file))
        return DONE
    with task.workspace() as workspace:
        session = task.session(args.file, workspace)
        before = _of_office(session.brief, args.office)
        if args.remove:
            _remove(session, workspace, before, args.office)
        else:
            clearance = _Entry(task, session.brief, before).clearance()
            operations.record_clearance(session, workspace, clearance=clearance)
        session.save()
        _show(task, session.brief)
    return DONE


def _of_office(brief: Brief, office: str | None) -> Clearance | None:
    asked = (office or "").casefold()
    return next((one for one in brief.clearances if one.office.casefold() == asked), None)


def _remove(
    session: BriefSession, workspace: Workspace, before: Clearance | None, office: str | None
) -> None:
    if before is None:
        raise UsageError(f'The brief has no clearance of "{office or ""}".', "OFFICE")
    left = tuple(one for one in session.brief.clearances if one is not before)
    operations.set_clearances(session, workspace, clearances=left)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One clearance as the command line tells it, over what was known of the office before."""

    task: Task
    brief: Brief
    before: Clearance | None

    def clearance(self) -> Clearance:
        args, before = self.task.args, self.before
        outcome = ClearanceOutcome(args.outcome)
        today = self.task.surroundings.today().isoformat()
        return Clearance(
            office=before.office if before is not None else args.office,
            name=self._kept(args.name, before.name if before is not None else ""),
            asked=self._asked(outcome, today),
            due=self._due(),
            outcome=outcome,
            on=self._on(outcome, today),
            of=self._coverage(),
            remark=self._kept(args.remark, before.remark if before is not None else ""),
            answered_in=self._answered_in(),
        )

    @staticmethod
    def _kept(given: str | None, before: str) -> str:
        return before if given is None else given

    def _asked(self, outcome: ClearanceOutcome, today: str) -> str | None:
        if self.task.args.asked:
            return date_from(self.task.args.asked, "--asked")
        known = self.before.asked if self.before is not None else None
        return known or (today if outcome is ClearanceOutcome.ASKED else None)

    def _due(self) -> dt.date | None:
        if self.task.args.due:
            return day_from(self.task.args.due, "--due")
        return self.before.due if self.before is not None else None

    def _on(self, outcome: ClearanceOutcome, today: str) -> str | None:
        if self.task.args.on:
            return date_from(self.task.args.on, "--on")
        return today if outcome.is_of_words else None

    def _coverage(self) -> Coverage:
        """What is cleared; without words, so that they are the present ones."""
        named = self.task.args.of
        if named is None:
            before = self.before.of if self.before is not None else None
            return before.model_copy(update={"words": None}) if before else Coverage()
        if named == [ALL]:
            return Coverage()
        known = [section.id for section in self.brief.sections]
        for name in named:
            if name not in known:
                raise UsageError(
                    f'The brief has no section "{name}"; it has {", ".join(known)}.', "--of"
                )
        return Coverage(sections=tuple(named))

    def _answered_in(self) -> str | None:
        named = self.task.args.answered_in
        if named is None:
            return self.before.answered_in if self.before is not None else None
        self.brief.block(named)
        return str(named)


def _show(task: Task, brief: Brief) -> None:
    office = task.args.office
    shown = [
        one
        for one in brief.clearances
        if office is None or one.office.casefold() == office.casefold()
    ]
    if task.args.json:
        task.console.say_json({"clearances": [clearance_data(brief, one) for one in shown]})
        return
    if not shown:
        task.console.say("Nobody was asked to clear the brief.")
    for one in shown:
        _print(task, brief, one)


def _print(task: Task, brief: Brief, one: Clearance) -> None:
    console = task.console
    console.say(clearance_line(brief, one))
    if one.outcome is ClearanceOutcome.ASKED and one.due is not None:
        console.say(f"  to reply by {long_date(one.due)}", style="faint")
    if one.remark:
        console.say(f"  {one.remark}")
    for reply in reversed(one.earlier):
        console.say(f"  earlier: {earlier_line(reply)}", style="faint")
    if standing_of(brief, one) is not Standing.LAPSED:
        return
    changes = changes_since(brief, one)
    if changes is None:
        console.say("  The brief did not keep the earlier text.", style="faint")
    elif not changes:
        console.say("  The words are the same, divided in another way.", style="faint")
    say_differences(changes or (), console)
