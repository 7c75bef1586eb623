"""Old files to the present version, one pure step at a time, on plain dicts.

To change a format: raise its version in `formats.py`, write here a step that is marked
`@migration(format="briefbuilder-…", frm=N)` and leads from version N to N + 1, list it in `STEPS`,
and keep a sample of version N in `tests/formats/`. A test holds you to the last two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from briefbuilder.errors import InternalError, Place, Problem, UnknownVersionError
from briefbuilder.language.interface import _

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from version `frm` of a format to the next. It changes nothing in its argument."""

    format: str
    frm: int
    step: Callable[[Data], Data]


def migration(*, format: str, frm: int) -> Callable[[Callable[[Data], Data]], Migration]:  # noqa: A002
    """Mark a function as the step from version `frm` of `format` to the next."""
    return lambda step: Migration(format, frm, step)


@migration(format="briefbuilder-brief", frm=1)
def clearances_of_offices(data: Data) -> Data:
    """Version 1 called an office a role and a remark a comment, and had one date for both days.

    What was cleared is not known, so `of` stays absent: nothing is guessed.
    """
    clearances = data.get("clearances")
    if not isinstance(clearances, list):
        return data
    return data | {"clearances": [_clearance_of_2(one) for one in clearances]}


def _clearance_of_2(old: Any) -> Any:  # noqa: ANN401 - whatever the file holds there
    if not isinstance(old, dict):
        return old
    names = {"role": "office", "comment": "remark"}
    if old.get("outcome", "asked") == "asked":
        names["on"] = "asked"
    # A key that is not of version 1 stays beside the old one, and is complained of as unknown.
    return {key if names.get(key) in old else names.get(key, key): old[key] for key in old}


@migration(format="briefbuilder-recovery", frm=1)
def name_the_machine(data: Data) -> Data:
    """A recovery copy says on which machine it was made; of an old one that is not known."""
    return {**data, "machine": ""}


@migration(format="briefbuilder-item", frm=1)
def status_changes_of_items(data: Data) -> Data:
    """Version 1 said a status and not who gave it: nothing is known, and nobody is invented."""
    return data


STEPS: tuple[Migration, ...] = (
    clearances_of_offices,
    name_the_machine,
    status_changes_of_items,
)
"""Every step there is."""


def migrate(
    format_name: str,
    version: int,
    data: Data,
    *,
    newest: int,
    place: Place | None = None,
    steps: Iterable[Migration] = STEPS,
) -> Data:
    """`data` of `version` as `newest` wants it. `UnknownVersionError` when it is newer than that.

    `place` is that of the file's `version:` line.
    """
    if version > newest:
        sentence = _(
            "The file has version {version} of the format {format}, and this program knows "
            "versions up to {newest}. The file was left as it is.",
            version=version,
            format=format_name,
            newest=newest,
        )
        remedy = _("Open it with a newer Briefbuilder.")
        problem = Problem(sentence, place or Place(), remedy=remedy)
        raise UnknownVersionError(str(problem), (problem,))
    known = {step.frm: step for step in steps if step.format == format_name}
    for at in range(version, newest):
        if at not in known:
            raise InternalError(f"There is no step from version {at} of {format_name}.")
        data = known[at].step(data)
    return data
