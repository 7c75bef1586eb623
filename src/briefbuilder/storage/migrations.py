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


STEPS: tuple[Migration, ...] = ()
"""Every step there is. No format has had a second version yet."""


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
        problem = Problem(
            f"The file has version {version} of the format {format_name}, and this program knows "
            f"versions up to {newest}. The file was left as it is.",
            place or Place(),
            remedy="Open it with a newer Briefbuilder.",
        )
        raise UnknownVersionError(str(problem), (problem,))
    known = {step.frm: step for step in steps if step.format == format_name}
    for at in range(version, newest):
        if at not in known:
            raise InternalError(f"There is no step from version {at} of {format_name}.")
        data = known[at].step(data)
    return data
