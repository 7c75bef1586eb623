"""A brief is read back as it was written, byte for byte, and a tampered one is refused."""

import datetime as dt
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuilder.domain.briefs import (
    Brief,
    Media,
    Section,
    TableBlock,
    TextBlock,
    TimelineBlock,
    TimelineRow,
)
from briefbuilder.domain.checklists import Answer, QuestionWords
from briefbuilder.errors import (
    FileChangedError,
    InternalError,
    InvalidFileError,
    NotFoundError,
    UnknownVersionError,
)
from briefbuilder.storage.brief_file import (
    MIMETYPE,
    brief_from_bytes,
    brief_to_bytes,
    read_brief,
    write_brief,
)
from briefbuilder.storage.brief_head import HeadEntry
from briefbuilder.storage.stamps import stamp_of
from helpers.picture_samples import SECRET, told_jpeg, told_png
from helpers.storage_samples import (
    ANY_TEXT,
    PNG,
    PROSE,
    TOOL,
    brief,
    entries_of_zip,
    pin,
    zipped,
)

TEXTS = ANY_TEXT | PROSE
NAMES = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
TITLES = TEXTS.filter(str.strip).map(str.strip)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect height="1" width="1"/></svg>'

BLOCKS = st.one_of(
    st.builds(lambda text: lambda id_: TextBlock(id=id_, text=text), TEXTS),
    st.builds(
        lambda header, caption: (
            lambda id_: TableBlock(id=id_, header=header, rows=(header,), caption=caption)
        ),
        st.lists(TEXTS, min_size=1, max_size=3),
        TEXTS,
    ),
    st.builds(
        lambda text, circa: (
            lambda id_: TimelineBlock(
                id=id_, events=(TimelineRow(date="1962-10", text=text, circa=circa),)
            )
        ),
        TITLES,
        st.booleans(),
    ),
)


@st.composite
def briefs(draw):
    names = draw(st.lists(NAMES, unique=True, max_size=3))
    sections = []
    for number, name in enumerate(names):
        made = draw(st.lists(BLOCKS, max_size=3))
        blocks = tuple(make(f"b{number:02}{n:02}") for n, make in enumerate(made))
        sections.append(Section(id=name, heading=draw(TITLES), blocks=blocks))
    fields = draw(st.dictionaries(TEXTS, TEXTS, max_size=3))
    return brief(
        title=draw(TITLES),
        fields=tuple(fields.items()),
        sections=tuple(sections),
        clearances=({"office": draw(TITLES), "remark": draw(TEXTS)},),
        answers=(
            {
                "question": draw(TITLES),
                "words": "0" * 64,
                "value": draw(st.sampled_from(["yes", "n/a", "no"])),
                "reason": draw(TEXTS),
                "on": draw(st.dates(dt.date(1900, 1, 1))),
            },
        ),
    )


def refusal(data):
    with pytest.raises(InvalidFileError) as caught:
        brief_from_bytes(data, "x.brief")
    return str(caught.value)


def altered(changes, **options):
    """The sample brief with some entries replaced, or removed where they are None."""
    entries = {**entries_of_zip(brief_to_bytes(brief(**options))), **changes}
    return zipped((name, data) for name, data in entries.items() if data is not None)


def head_with(old, new):
    head = entries_of_zip(brief_to_bytes(brief()))["brief.yaml"].decode()
    assert old in head
    return altered({"brief.yaml": head.replace(old, new, 1).encode()})


def test_a_brief_is_read_back():
    assert brief_from_bytes(brief_to_bytes(brief()), "x.brief") == brief()


@given(briefs())
def test_any_brief_is_read_back_and_gives_the_same_bytes(written):
    data = brief_to_bytes(written)

    read = brief_from_bytes(data, "x.brief")

    assert read == written
    assert brief_to_bytes(read) == data


def test_the_archive_begins_with_its_type_and_holds_no_time():
    data = brief_to_bytes(brief())

    assert data[30:].startswith(b"mimetype" + MIMETYPE.encode())
    assert list(entries_of_zip(data)) == [
        "mimetype",
        "brief.yaml",
        f"pins/flag-visit@{pin().revision[:12]}.md",
        "sources.yaml",
        "checklist.yaml",
        "marking-scheme.yaml",
        "media/map.png",
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_pin_keeps_the_exact_text_of_its_file():
    entries = entries_of_zip(brief_to_bytes(brief()))

    assert entries[f"pins/flag-visit@{pin().revision[:12]}.md"] == TOOL.encode()


def test_every_field_of_a_brief_has_its_place_in_the_file():
    elsewhere = {"sources", "cleared", "held_checklist", "held_scheme"}

    assert set(Brief.model_fields) - elsewhere == set(HeadEntry.model_fields)


def test_a_file_is_written_and_read_with_its_stamp(tmp_path):
    path = tmp_path / "visit.brief"
    stamp = write_brief(path, brief(), None)

    opened = read_brief(path)

    assert (opened.brief, opened.stamp, opened.migrated_from) == (brief(), stamp, None)
    newer = write_brief(path, brief(title="Newer"), opened.stamp)
    assert newer == stamp_of(path)
    with pytest.raises(FileChangedError):
        write_brief(path, brief(title="Theirs"), opened.stamp)
    assert read_brief(path).brief.title == "Newer"


def test_a_missing_brief_is_named(tmp_path):
    with pytest.raises(NotFoundError, match="There is no such file"):
        read_brief(tmp_path / "none.brief")


def test_a_brief_packed_again_by_another_program_is_read():
    entries = entries_of_zip(brief_to_bytes(brief()))
    first = zipfile.ZipInfo("mimetype")
    data = zipped([(first, entries.pop("mimetype")), *entries.items()], zipfile.ZIP_DEFLATED)

    assert brief_from_bytes(data, "x.brief") == brief()


def test_what_could_not_be_read_back_is_not_written(tmp_path):
    path = tmp_path / "visit.brief"
    write_brief(path, brief(), None)
    before = path.read_bytes()
    broken = brief().model_copy(update={"title": ""})

    with pytest.raises(InternalError, match="was not saved"):
        write_brief(path, broken, stamp_of(path))

    assert path.read_bytes() == before


def test_half_of_a_surrogate_pair_can_be_saved():
    block = TextBlock.model_construct(id="t001", text="x\ud83d")
    odd = brief().model_copy(
        update={"sections": (Section.model_construct(id="a", heading="A", blocks=(block,)),)}
    )

    read = brief_from_bytes(brief_to_bytes(odd), "x.brief")

    assert read.block("t001").text == "x\ufffd"


def test_a_pin_whose_text_was_altered_is_refused():
    name = f"pins/flag-visit@{pin().revision[:12]}.md"

    assert refusal(altered({name: TOOL.replace("low", "high").encode()})) == (
        f'x.brief/{name}: The text of "flag-visit" is not the one that was placed in this brief. '
        "It has been altered since. Take the brief from its author again."
    )


def test_a_pin_whose_bookkeeping_was_altered_is_read():
    name = f"pins/flag-visit@{pin().revision[:12]}.md"
    text = TOOL.replace("Naval desk", "Other desk")

    read = brief_from_bytes(altered({name: text.encode()}), "x.brief")

    assert read.pins[0].item.owner == "Other desk"


def test_the_words_that_an_answer_was_given_to_are_read_back_and_cannot_be_altered():
    words = QuestionWords(text="Who pays?", why="Somebody does.", evidence="A letter.")
    answer = Answer(question="A1", words=words.hash, value="no", asked=words)
    data = brief_to_bytes(brief(answers=(answer,)))
    assert brief_from_bytes(data, "x.brief").answers == (answer,)

    head = entries_of_zip(data)["brief.yaml"].replace(b"Who pays?", b"Who gains?")
    told = refusal(altered({"brief.yaml": head}, answers=(answer,)))
    assert "brief.yaml:47:5: The answer was not given to the words that it says were asked." in told


def test_a_newer_brief_is_refused_and_named():
    with pytest.raises(UnknownVersionError) as caught:
        brief_from_bytes(head_with("version: 2", "version: 7"), "x.brief")

    assert str(caught.value).startswith("x.brief/brief.yaml:2:1: The file has version 7")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: ", "titel: ", 'x.brief/brief.yaml:4:1: The key "titel" is not known.'),
        ("template: uk", "template: UK", "x.brief/brief.yaml:5:1: "),
        ("draft: 3", "draft: three", 'x.brief/brief.yaml:7:1: "three" is not a whole number.'),
        ("type: text", "type: film", '"film" is not a type; it is one of text, item, figure, '),
        ("id: t001", "id: i001", "x.brief/brief.yaml:1:1: Each block has an id of its own."),
        ("id: issue", "id: annex", "x.brief/brief.yaml:1:1: Each section stands once."),
        ("item: flag-visit", "item: other", 'The placed item "other" has no pin in the brief.'),
        ("alt: A map", "alt: [A map]", ": This must be text."),
        ("parts: [summary]", "parts: summary", ": This must be a list."),
    ],
)
def test_a_fault_of_the_head_has_its_place(old, new, expected):
    assert expected in refusal(head_with(old, new))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"brief.yaml": None}, "The brief has no brief.yaml."),
        ({"brief.yaml": b"\xff"}, "x.brief/brief.yaml:1:1: The file is not UTF-8: byte 1"),
        ({"brief.yaml": b"- a"}, "x.brief/brief.yaml:1:1: The file must be a mapping"),
        ({"sources.yaml": b"a: ["}, "x.brief/sources.yaml:2:1: "),
        ({"checklist.yaml": b"a: ["}, "x.brief/checklist.yaml:2:1: "),
        ({"marking-scheme.yaml": b""}, "x.brief/marking-scheme.yaml:1:1: The file is empty."),
        ({"media/map.png": None}, 'The brief has no entry "media/map.png".'),
        ({"media/more.png": PNG}, 'holds an entry "media/more.png" that it does not mention'),
        ({"mimetype": b"application/zip"}, "This is not a brief: the archive does not begin by"),
        ({f"pins/flag-visit@{pin().revision[:12]}.md": None}, "The brief has no entry"),
        (
            {f"pins/flag-visit@{pin().revision[:12]}.md": b"text"},
            "begins with a line of three hyph",
        ),
    ],
)
def test_an_entry_that_is_missing_or_wrong_is_named(changes, expected):
    assert expected in refusal(altered(changes))


def test_all_faults_of_the_entries_are_reported_together():
    name = f"pins/flag-visit@{pin().revision[:12]}.md"

    told = refusal(altered({name: b"text", "media/map.png": None, "sources.yaml": b"a: ["}))

    assert len(told.splitlines()) == 3


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"GIF89a", "This is not a PNG, JPEG or SVG picture."),
        (told_jpeg(), "The picture is not what it says it is, image/png."),
        (told_png()[:300], "The picture is damaged: it breaks off before its end."),
    ],
)
def test_a_picture_that_cannot_be_used_keeps_no_brief_shut(data, fault):
    sent = altered({"media/map.png": data})
    opened = brief_from_bytes(sent, "x.brief")

    assert [(one.data, one.fault) for one in opened.media] == [(data, fault)]
    assert entries_of_zip(brief_to_bytes(opened)) == entries_of_zip(sent)


def test_the_pictures_of_a_brief_are_clean_once_it_is_read():
    sent = altered({"media/map.png": told_png()})
    opened = brief_from_bytes(sent, "x.brief")

    assert SECRET not in opened.media[0].data
    assert brief_from_bytes(brief_to_bytes(opened), "x.brief") == opened
    assert brief_to_bytes(opened) == brief_to_bytes(brief_from_bytes(sent, "x.brief"))
    issued = brief_from_bytes(sent, "x.brief", as_issued=True)
    assert entries_of_zip(brief_to_bytes(issued)) == entries_of_zip(sent)


def test_a_drawing_that_reaches_out_is_not_shown():
    svg = SVG.replace(b"<rect", b'<image href="file:///etc/passwd"/><rect')
    drawn = brief(media=(Media(name="map.png", media_type="image/svg+xml", data=svg),))

    (media,) = brief_from_bytes(brief_to_bytes(drawn), "x.brief").media
    assert media.fault == "The SVG holds a <image>, which is not allowed."
    harmless = brief(media=(Media(name="map.png", media_type="image/svg+xml", data=SVG),))
    assert brief_from_bytes(brief_to_bytes(harmless), "x.brief") == harmless


def test_what_is_not_seen_stands_in_the_file_as_an_escape():
    pasted = brief(title="x\u202ey")

    assert b"\\u202e" in entries_of_zip(brief_to_bytes(pasted))["brief.yaml"]
    assert "hidden character U+202E" in refusal(head_with("Port visit", "Port \u202evisit"))


def test_a_file_that_is_no_archive_is_refused():
    assert refusal(b"") == "x.brief: The file is empty."
    assert refusal(b"any words") == "x.brief: This is not a brief."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older Office"),
        (PNG, "a picture"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "a web page"),
        (zipped([("a.txt", b"x")]), "a ZIP archive"),
        (zipped([("[Content_Types].xml", b""), ("word/document.xml", b"")]), "a Word document"),
        (zipped([("[Content_Types].xml", b""), ("xl/a.xml", b"")]), "an Excel spreadsheet"),
        (zipped([("[Content_Types].xml", b"")]), "an Office document"),
        (
            zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("a.xml", b"")]),
            "an OpenDocument text",
        ),
    ],
)
def test_another_kind_of_file_is_called_what_it_is(data, what):
    sentence = f"x.brief: This is {what}, not a brief. A brief's file ends in .brief."
    assert refusal(data) == sentence


@pytest.mark.parametrize("size", [40, 200, 1000, -1, -30])
def test_a_brief_cut_short_is_refused(size):
    assert "The file is damaged and cannot be unpacked" in refusal(brief_to_bytes(brief())[:size])


def test_any_flipped_byte_is_noticed_or_harmless():
    data = brief_to_bytes(brief())
    for index in range(0, len(data), 97):
        flipped = bytes([*data[:index], data[index] ^ 0x20, *data[index + 1 :]])
        try:
            read = brief_from_bytes(flipped, "x.brief")
        except (InvalidFileError, UnknownVersionError):
            continue
        assert read == brief()


def with_entry(name, data=b"x", **attributes):
    info = zipfile.ZipInfo(name)
    for key, value in attributes.items():
        setattr(info, key, value)
    good = entries_of_zip(brief_to_bytes(brief()))
    return zipped([*good.items(), (info, data)])


NOT_THERE = "which does not belong there"
TWICE = zipfile.ZipInfo("media/map.png")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: with_entry("../evil.md"), NOT_THERE),
        (lambda: with_entry("/etc/passwd"), NOT_THERE),
        (lambda: with_entry("media/../../evil.png"), NOT_THERE),
        (lambda: with_entry("media\\evil.png"), NOT_THERE),
        (lambda: with_entry("media/"), NOT_THERE),
        (lambda: with_entry("media/a/b.png"), NOT_THERE),
        (lambda: with_entry(".git/hooks/post-checkout"), NOT_THERE),
        (lambda: with_entry("media/con:.png"), NOT_THERE),
        (lambda: with_entry("media/\u202egnp.exe"), NOT_THERE),
        (lambda: with_entry("media/cafe\u0301.png"), NOT_THERE),
        (lambda: with_entry("media/a_.png").replace(b"a_.png", b"a\x00.png"), NOT_THERE),
        (lambda: with_entry("media/.hidden"), NOT_THERE),
        (lambda: with_entry("media/MAP.png"), 'holds the entry "media/MAP.png" twice'),
        (
            lambda: with_entry("media/link.png", b"/etc/passwd", external_attr=0o120777 << 16),
            'The entry "media/link.png" is a link or a device, not a file.',
        ),
        (
            lambda: zipped([("mimetype", b"x"), ("media/a", bytes(1 << 20))], zipfile.ZIP_DEFLATED),
            'The entry "media/a" unpacks to more than 200 times its size.',
        ),
        (
            lambda: with_entry("media/big.png", bytes((8 << 20) + 1)),
            'The entry "media/big.png" has 8 MiB, more than the 8 MiB allowed.',
        ),
        (
            lambda: zipped([(f"media/{n}.png", bytes(8 << 20)) for n in range(9)]),
            "Unpacked, the file has 72 MiB, more than the 64 MiB allowed.",
        ),
        (
            lambda: zipped([(f"media/{n}.png", b"") for n in range(5001)]),
            "The file holds 5,001 entries; at most 5,000 may be.",
        ),
        (
            lambda: zipped([("mimetype", b"x" * 99)], zipfile.ZIP_BZIP2),
            'The entry "mimetype" is compressed in a way that is not supported.',
        ),
    ],
)
def test_a_hostile_archive_is_refused(make, expected):
    assert expected in refusal(make())


def test_two_entries_of_one_name_are_refused():
    good = list(entries_of_zip(brief_to_bytes(brief())).items())
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([*good, ("brief.yaml", b"x: y")])

    assert refusal(data) == 'x.brief: The file holds the entry "brief.yaml" twice.'


def test_an_encrypted_entry_is_refused():
    data = bytearray(brief_to_bytes(brief()))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, central + 8, 1)

    assert refusal(bytes(data)) == 'x.brief: The entry "mimetype" is encrypted.'


def test_an_entry_that_lies_about_its_size_is_refused():
    data = bytearray(brief_to_bytes(brief()))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, central + 24, 20)  # the unpacked size of "mimetype"

    assert "damaged" in refusal(bytes(data)) or "not a brief" in refusal(bytes(data))
