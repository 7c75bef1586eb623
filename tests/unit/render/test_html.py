"""The HTML of a form, and jobs through the pipe."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain.templates import LoadedTemplate
from briefbuilder.errors import RenderError
from briefbuilder.render.html import render_html
from briefbuilder.render.job import make_job
from briefbuilder.render.wire import (
    BrokenPipeMessageError,
    MessageReader,
    pack_job,
    read_message,
    unpack_job,
    write_message,
)
from helpers.render_samples import Copy, order, plain_template, sample_brief


def test_html_marks_the_head_the_sections_and_the_blocks() -> None:
    html = render_html(sample_brief(), plain_template(), order()).html
    for mark in ("data-head", 'data-section="issue"', 'data-block="aaaa1111"', "data-body"):
        assert mark in html


def test_a_bad_template_is_named_with_its_line() -> None:
    with pytest.raises(RenderError, match=r"brief\.html\.j2:1"):
        render_html(sample_brief(), plain_template(html="{{ nothing }}"), order())


def test_a_templates_pictures_and_the_briefs_used_media_are_assets() -> None:
    plain = plain_template()
    loaded = LoadedTemplate(plain.template, plain.html, plain.css, plain.shared, {"logo.png": b"x"})
    assets = make_job(sample_brief(), loaded, order()).assets
    assert assets["template/logo.png"] == (b"x", "image/png")
    assert assets["media/map.png"][1] == "image/png"
    assert assets["template/style.css"][1] == "text/css"
    assert not any(name.endswith(".j2") for name in assets)


def test_a_job_survives_the_pipe() -> None:
    job = make_job(sample_brief(), plain_template(), order(Copy.RECORD, attachment=b"brief"))
    stream = io.BytesIO()
    write_message(stream, *pack_job(job))
    stream.seek(0)
    again = unpack_job(*read_message(stream))
    assert again.context == job.context
    assert again.assets == job.assets
    assert again.attachments == job.attachments
    assert again.sources == job.sources


@given(st.lists(st.binary(max_size=50), max_size=4), st.lists(st.integers(1, 40), min_size=1))
def test_messages_arrive_whole_however_they_are_cut(blobs: list[bytes], cuts: list[int]) -> None:
    stream = io.BytesIO()
    for number in range(2):
        write_message(stream, {"number": number}, blobs)
    data = stream.getvalue()
    reader, found, place = MessageReader(), [], 0
    while place < len(data):
        size = cuts[place % len(cuts)]
        reader.feed(data[place : place + size])
        place += size
        while (message := reader.take()) is not None:
            found.append(message)
    assert found == [({"number": 0}, blobs), ({"number": 1}, blobs)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00",
        b"not a message at all",
        b"\x00\x00\x00\x00\x00\x00\x00\x02{}",
        b"\x00\x00\x00\x00\x00\x00\x00\x1f" + b'{"header":{},"blobs":[-1, 2000]}'[:31],
    ],
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenPipeMessageError):
        read_message(io.BytesIO(data))
