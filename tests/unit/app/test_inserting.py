"""What is put at a place of a brief, without a window."""

import io

import pytest
from PIL import Image

from briefbuilder.app import inserting
from briefbuilder.app.inserting import Insertable
from briefbuilder.domain.placing import Destination
from briefbuilder.errors import BriefbuilderError


def outline(session, section):
    return [block.type for block in session.brief.section(section).blocks]


def test_what_is_begun_stands_at_its_place(session):
    first = inserting.begin_block(session, Insertable.TEXT, Destination("issue"))
    inserting.begin_block(session, Insertable.TABLE, Destination("issue"))
    inserting.begin_block(session, Insertable.TIMELINE, Destination("issue", 1))

    assert outline(session, "issue") == ["text", "timeline", "table"]
    assert session.brief.section("issue").blocks[0].id == first


@pytest.mark.parametrize("what", [Insertable.ITEM, Insertable.FIGURE])
def test_what_is_chosen_first_changes_nothing_yet(session, what):
    before = session.brief
    assert inserting.begin_block(session, what, Destination("issue")) is None
    assert session.brief is before


def test_a_picture_becomes_a_figure_and_a_file_that_is_none_is_refused(session, tmp_path):
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "PNG")
    (tmp_path / "a.png").write_bytes(target.getvalue())
    (tmp_path / "b.png").write_bytes(b"no picture")

    inserting.add_picture(session, tmp_path / "a.png", Destination("issue"))
    with pytest.raises(BriefbuilderError):
        inserting.add_picture(session, tmp_path / "b.png", Destination("issue"))
    assert outline(session, "issue") == ["figure"]


def test_a_block_moves_to_a_place_that_was_pointed_at(session):
    for what in (Insertable.TEXT, Insertable.TABLE, Insertable.TIMELINE):
        inserting.begin_block(session, what, Destination("issue"))
    text = session.brief.section("issue").blocks[0].id

    inserting.move_to_place(session, text, Destination("issue", 2))
    assert outline(session, "issue") == ["table", "text", "timeline"]
    inserting.move_to_place(session, text, Destination("argument"))
    assert outline(session, "issue") == ["table", "timeline"]
    assert outline(session, "argument") == ["text"]
    session.undo()
    assert outline(session, "issue") == ["table", "text", "timeline"]
