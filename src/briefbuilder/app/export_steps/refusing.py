"""How an export says why it writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from briefbuilder.errors import OutputMismatchError, Problem
from briefbuilder.language.interface import _

_MOST_SAID = 5  # problems in one sentence; the error carries them all


def refuse_for(problems: Sequence[Problem], why: str, *, with_remedies: bool = False) -> None:
    """Stop when there are problems: `OutputMismatchError`, whose message begins with `why`.

    `why` is a sentence of the catalogue. `with_remedies` says what to do as well.
    """
    if not problems:
        return
    told = [
        f"{one.sentence} {one.remedy}" if with_remedies else one.sentence
        for one in problems[:_MOST_SAID]
    ]
    raise OutputMismatchError(" ".join((_(why), *told)), tuple(problems))
