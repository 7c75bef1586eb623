"""Marking scheme files: levels, caveats, and the words that they print."""

from __future__ import annotations

from briefbuilder.domain.markings import Scheme
from briefbuilder.errors import Problem
from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_
from briefbuilder.storage.formats import MARKING_SCHEME
from briefbuilder.storage.partly import Entries, Partly, read_partly
from briefbuilder.storage.strict_yaml import YamlTree, load
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump

_ENTRIES = (
    Entries(
        "level",
        ("levels", "*"),
        N_('The level "{key}" stands twice; the first is on line {line}.'),
        in_order=True,
    ),
    Entries(
        "caveat",
        ("caveats", "*"),
        N_('The caveat "{key}" stands twice; the first is on line {line}.'),
        in_order=True,
    ),
)


def read_marking_scheme(text: str, file: str) -> Partly:
    """The scheme of a file without its faulty levels and caveats, and what is wrong with those.

    The other levels keep their order, so that they rank as before. A marking that uses what was
    left out is none of the scheme any more: it is reported, and never ranked or rolled up.
    """
    tree = load(text, file)
    found = read_partly(tree, MARKING_SCHEME, _ENTRIES)
    scheme: Scheme = found.value
    levels = {level.id for level in scheme.levels}
    left_out, problems = dict(found.left_out), list(found.problems)
    kept = []
    for caveat in scheme.caveats:
        missing = [
            (key, level)
            for key, level in (
                ("needs_level", caveat.needs_level),
                ("highest_level", caveat.highest_level),
            )
            if level is not None and level not in levels
        ]
        if not missing:
            kept.append(caveat)
            continue
        key, level = missing[0]
        place = tree.place(("caveats", _position(tree, caveat.id), key))
        left_out["caveat", caveat.id] = place
        if ("level", level) not in found.left_out:
            sentence = _(
                'The caveat "{caveat}" names the level "{level}", which is not there.',
                caveat=caveat.id,
                level=level,
            )
            problems.append(Problem(sentence, place))
    whole_of = scheme.model_copy(update={"caveats": tuple(kept)})
    named = {(noun, f"{scheme.id} {key}"): place for (noun, key), place in left_out.items()}
    return Partly(whole_of, tuple(problems), named)


def _position(tree: YamlTree, caveat_id: str) -> int:
    caveats = tree.value.get("caveats")
    entries = caveats if isinstance(caveats, list) else []
    return next(
        n for n, one in enumerate(entries) if isinstance(one, dict) and one.get("id") == caveat_id
    )


def parse_marking_scheme(text: str, file: str) -> Scheme:
    """The scheme of a file; `InvalidFileError` with every problem found."""
    found: Scheme = validated(load(text, file), MARKING_SCHEME)
    return found


def format_marking_scheme(scheme: Scheme) -> str:
    """The text of a marking scheme file."""
    data = scheme.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dump({"format": MARKING_SCHEME.name, "version": MARKING_SCHEME.version, **data})
