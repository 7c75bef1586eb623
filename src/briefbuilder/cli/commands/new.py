"""briefbuilder new: start a brief from a template."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefbuilder.app import operations
from briefbuilder.app.opening import EXTENSION, new_brief, start_session
from briefbuilder.app.workspace import Workspace
from briefbuilder.cli.invocation import Invocation
from briefbuilder.cli.opened_library import opened_library
from briefbuilder.cli.presenting import DONE, UsageError
from briefbuilder.domain.item_sections import parts_of
from briefbuilder.domain.markings import Marking
from briefbuilder.errors import InvalidFileError
from briefbuilder.language.interface import _, n_, spoken


def run(task: Invocation) -> int:
    """Start a brief from a template, with library items placed in it."""
    args = task.args
    out: Path = args.out
    if out.suffix != EXTENSION:
        raise UsageError(_("A brief's file name ends in {ending}.", ending=EXTENSION), out)
    placements = _placements(args.place, args.sections)
    with opened_library(task) as workspace:
        template = workspace.template(args.template).template
        if args.marking and not args.scheme and (fault := workspace.scheme_problem(template)):
            raise InvalidFileError.of(fault)
        scheme = args.scheme or template.default_scheme or workspace.library.settings.default_scheme
        brief = new_brief(
            workspace,
            template_id=args.template,
            title=args.title,
            marking=_marking(workspace, args.marking, scheme),
            fields=tuple(_field(text) for text in args.field),
            checklist=args.checklist,
            lang=args.lang,
        )
        session = start_session(brief, workspace)
        for (item_id, parts), section in placements:
            _require_parts(workspace, item_id, parts)
            operations.place_item(
                session, workspace, item_id=item_id, section_id=section, parts=parts
            )
        session.save_as(out)
    sections = ", ".join(section.id for section in session.brief.sections)
    task.console.say(
        n_(
            "{file}: started from {form} with {number} placed item.",
            "{file}: started from {form} with {number} placed items.",
            len(placements),
            file=out,
            form=template.said_in(spoken().language).name,
        )
    )
    task.console.say(_("Its sections: {sections}.", sections=sections), style="faint")
    return DONE


def _placements(
    places: Sequence[str], sections: Sequence[str]
) -> list[tuple[tuple[str, tuple[str, ...] | None], str]]:
    if len(places) != len(sections):
        raise UsageError(
            _(
                "Each --place needs its --in; there are {places} and {sections}.",
                places=len(places),
                sections=len(sections),
            ),
            "--place",
        )
    return [
        (_item_and_parts(place), section) for place, section in zip(places, sections, strict=True)
    ]


def _item_and_parts(text: str) -> tuple[str, tuple[str, ...] | None]:
    item_id, colon, parts = text.partition(":")
    named = tuple(part.strip() for part in parts.split(",") if part.strip())
    if colon and not named:
        raise UsageError(_("After the colon stand the parts, such as summary."), f"--place {text}")
    return item_id, named or None


def _require_parts(workspace: Workspace, item_id: str, parts: tuple[str, ...] | None) -> None:
    present_parts = parts_of(workspace.library.entry(item_id).item)
    for part in parts or ():
        if part not in present_parts:
            raise UsageError(
                _(
                    'The item has no part "{part}"; it has {known}.',
                    part=part,
                    known=", ".join(present_parts),
                ),
                f"--place {item_id}",
            )


def _field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(_("Write the field as NAME=TEXT."), f"--field {text}")
    return name.strip(), value


def _marking(workspace: Workspace, text: str | None, scheme: str | None) -> Marking | None:
    if text is None:
        return None
    if scheme is None:
        raise UsageError(_("Say which scheme the marking is of, with --scheme."), "--marking")
    return workspace.marking(text, scheme)
