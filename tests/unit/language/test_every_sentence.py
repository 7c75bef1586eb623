"""No sentence that a person can read is left out of the catalogues."""

from pathlib import Path

import pytest

import briefbuilder

PACKAGE = Path(briefbuilder.__file__).parent
NOT_FOR_PEOPLE = Path(__file__).parent / "not_for_people"
ROOMS = sorted(
    {
        "/".join(parts[:2]) if parts[0] == "gui" and len(parts) > 2 else parts[0]
        for parts in (one.relative_to(PACKAGE).parts for one in PACKAGE.rglob("*.py"))
    }
)
SAMPLE = '''
"""A docstring of two words."""
_LOG.info("Started at last")
a = _("Two words")
b = N_("Two words")
c = f"There is no {item} here."
d = button("Save")
e: "Some annotation" = {"A key here": 1}
raise UserInputError("It cannot be read.")
f = "thin medium thick".split()
g = f'<th scope="col" class="wide">{item}</th>'
h = "<b>These words</b>"
__all__ = ["Finding", "find"]
i = '<img alt="A map of the line">'
j = f"{name}: {words}"
'''


def _not_for_people(room):
    """Texts of a room that look like sentences and are none: styles, statements of SQL, names."""
    file = NOT_FOR_PEOPLE / f"{room.replace('/', '-').removesuffix('.py')}.txt"
    return set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_of_a_room_can_be_translated(tool, room):
    unspoken = tool("unspoken")
    found = {
        f"{one.file}: {one.text!r}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if unspoken.room_of(file.relative_to(PACKAGE).as_posix()) == room
        for one in unspoken.unspoken(file, PACKAGE)
    }
    listed = _not_for_people(room)

    assert sorted(found - listed) == []
    assert sorted(listed - found) == [], "no longer there: take them out of the list"


def test_what_no_catalogue_can_have_is_found(tool, tmp_path):
    file = tmp_path / "rooms.py"
    file.write_text(SAMPLE, encoding="utf-8")
    found = tool("unspoken").unspoken(file, tmp_path)

    assert [(one.line, one.text) for one in found] == [
        (6, "There is no {} here."),
        (7, "Save"),
        (9, "It cannot be read."),
        (12, "<b>These words</b>"),
        (14, '<img alt="A map of the line">'),
        (15, "{}: {}"),
    ]
