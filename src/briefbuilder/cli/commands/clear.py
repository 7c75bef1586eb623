"""briefbuilder clear: who was asked to clear a brief, and what they said of which words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefbuilder.app import operations
from briefbuilder.app.session import BriefSession
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli import opened_brief
from briefbuilder.cli.brief_data import clearance_data
from briefbuilder.cli.clearance_wording import clearance_line, earlier_line
from briefbuilder.cli.day_argument import date_from, day_from
from briefbuilder.cli.difference_lines import say_differences
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.cli.read_brief import brief_of
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.clearances import ALL, Clearance, ClearanceOutcome, ClearanceScope
from briefbuilder.domain.clearing import ClearanceStanding, changes_since, clearance_standing
from briefbuilder.language.interface import _, spoken

_DETAILS = ("name", "asked", "due", "on", "of", "remark", "answered_in", "rename")


def run(task: Invocation) -> int:
    """Record, change or take out one clearance; with nothing to record, say how they stand."""
    args = task.args
    told = any(getattr(args, name) is not None for name in _DETAILS)
    if args.outcome is None and not (args.remove or args.still or told):
        brief = brief_of(args.file)
        if args.office is not None and _of_office(brief, args.office) is None:
            raise _unknown_office(brief, args.office)
        _show(task, brief)
        return DONE
    _refuse_contradictions(task, told=told)
    with opened_library(task) as workspace:
        session = opened_brief.session(args.file, workspace)
        before = _of_office(session.brief, args.office)
        if before is None and args.outcome is None:
            raise _unknown_office(session.brief, args.office)
        if args.remove:
            _remove(session, workspace, before)
        else:
            clearance = _Entry(task, session.brief, before).clearance()
            _record(session, workspace, before, clearance)
        session.save()
        _show(task, session.brief, args.rename)
    return DONE


def _refuse_contradictions(task: Invocation, *, told: bool) -> None:
    args = task.args
    if args.office is None:
        raise UsageError(_("Say which office."), _("OFFICE"))
    if args.remove and (args.outcome is not None or args.still or told):
        raise UsageError(_("Record a clearance, or take it out."), "--remove")
    if args.still and args.outcome is not None:
        raise UsageError(_("They say the same as before, so no other outcome is given."), "--still")


def _record(
    session: BriefSession, workspace: Workspace, before: Clearance | None, clearance: Clearance
) -> None:
    if before is None:
        operations.record_clearance(session, workspace, clearance=clearance)
        return
    at = session.brief.clearances.index(before)
    operations.put_clearance(session, workspace, at=at, clearance=clearance)


def _of_office(brief: Brief, office: str | None) -> Clearance | None:
    asked = (office or "").casefold()
    return next((one for one in brief.clearances if one.office.casefold() == asked), None)


def _unknown_office(brief: Brief, office: str) -> UsageError:
    known = ", ".join(one.office for one in brief.clearances if one.office)
    if known:
        return UsageError(
            _(
                'The brief has no clearance of "{office}"; it has {known}.',
                office=office,
                known=known,
            ),
            _("OFFICE"),
        )
    return UsageError(_('The brief has no clearance of "{office}".', office=office), _("OFFICE"))


def _remove(session: BriefSession, workspace: Workspace, before: Clearance | None) -> None:
    left = tuple(one for one in session.brief.clearances if one is not before)
    operations.set_clearances(session, workspace, clearances=left)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One clearance as the command line tells it, over what was known of the office before."""

    task: Invocation
    brief: Brief
    before: Clearance | None

    def clearance(self) -> Clearance:
        """The clearance; its outcome is what it was where the line gives none."""
        args, before = self.task.args, self.before
        outcome = self._outcome()
        return Clearance(
            office=self._kept(args.rename, before.office if before is not None else args.office),
            name=self._kept(args.name, before.name if before is not None else ""),
            asked=self._asked(outcome),
            due=self._due(),
            outcome=outcome,
            on=self._on(outcome),
            of=self._coverage(outcome),
            remark=self._kept(args.remark, before.remark if before is not None else ""),
            answered_in=self._answered_in(),
        )

    @property
    def _today(self) -> str:
        return self.task.surroundings.today().isoformat()

    @property
    def _is_reply(self) -> bool:
        """Whether somebody says something now, rather than that a detail is put right."""
        return self.task.args.outcome is not None or bool(self.task.args.still)

    def _outcome(self) -> ClearanceOutcome:
        args, before = self.task.args, self.before
        if args.outcome is not None:
            return ClearanceOutcome(args.outcome)
        known = before.outcome if before is not None else ClearanceOutcome.ASKED
        if args.still and not known.is_of_words:
            raise UsageError(
                _("{office} has not replied to any words.", office=args.office), "--still"
            )
        return known

    @staticmethod
    def _kept(given: str | None, before: str) -> str:
        return before if given is None else given

    def _asked(self, outcome: ClearanceOutcome) -> str | None:
        told = self.task.args.asked
        if told is not None:
            return date_from(told, "--asked") if told else None
        known = self.before.asked if self.before is not None else None
        is_new = self._is_reply and outcome is ClearanceOutcome.ASKED
        return known or (self._today if is_new else None)

    def _due(self) -> dt.date | None:
        told = self.task.args.due
        if told is not None:
            return day_from(told, "--due") if told else None
        return self.before.due if self.before is not None else None

    def _on(self, outcome: ClearanceOutcome) -> str | None:
        told = self.task.args.on
        if told is not None:
            return date_from(told, "--on") if told else None
        if not self._is_reply:
            return self.before.on if self.before is not None else None
        return self._today if outcome.is_of_words else None

    def _coverage(self, outcome: ClearanceOutcome) -> ClearanceScope | None:
        """What is cleared; without words, so that they are the present ones."""
        named = self.task.args.of
        before = self.before.of if self.before is not None else None
        if named is None:
            if not self._is_reply:
                return before
            return before.model_copy(update={"words": None}) if before else ClearanceScope()
        if outcome.is_of_words and not self._is_reply:
            raise UsageError(_("Ask again to change what is covered."), "--of")
        if named == [ALL]:
            return ClearanceScope()
        known = [section.id for section in self.brief.sections]
        for name in named:
            if name not in known:
                raise UsageError(
                    _(
                        'The brief has no section "{section}"; it has {known}.',
                        section=name,
                        known=", ".join(known),
                    ),
                    "--of",
                )
        return ClearanceScope(sections=tuple(named))

    def _answered_in(self) -> str | None:
        named = self.task.args.answered_in
        if named is None:
            return self.before.answered_in if self.before is not None else None
        if not named:
            return None
        self.brief.block(named)
        return str(named)


def _show(task: Invocation, brief: Brief, renamed: str | None = None) -> None:
    office = renamed or task.args.office
    shown = [
        one
        for one in brief.clearances
        if office is None or one.office.casefold() == office.casefold()
    ]
    if task.args.json:
        task.console.say_json({"clearances": [clearance_data(brief, one) for one in shown]})
        return
    if not brief.clearances:
        task.console.say(_("Nobody was asked to clear the brief."))
    for one in shown:
        _print(task, brief, one)


def _print(task: Invocation, brief: Brief, one: Clearance) -> None:
    console = task.console
    console.say(clearance_line(brief, one))
    if one.outcome is ClearanceOutcome.ASKED and one.due is not None:
        to_reply = _("to reply by {day}", day=spoken().date(one.due))
        console.say(f"  {to_reply}", style="faint")
    if one.remark:
        console.say(f"  {one.remark}")
    for reply in reversed(one.earlier):
        earlier = _("earlier: {reply}", reply=earlier_line(reply))
        console.say(f"  {earlier}", style="faint")
    if clearance_standing(brief, one) is not ClearanceStanding.LAPSED:
        return
    changes = changes_since(brief, one)
    if changes is None:
        told = _("The brief did not keep the earlier text.")
        console.say(f"  {told}", style="faint")
    elif not changes:
        told = _("The words are the same, divided in another way.")
        console.say(f"  {told}", style="faint")
    say_differences(changes or (), console)
