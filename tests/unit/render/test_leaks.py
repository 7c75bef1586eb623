"""What must not leave the building is found in every format, wherever it stands."""

import io
import itertools
import random
import re
import zipfile
from base64 import b64encode

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from briefbuilder.domain.briefs import Brief, Media, Section, TextBlock
from briefbuilder.domain.telling import told_paths
from briefbuilder.render.job import make_job
from briefbuilder.render.leaks import Machine, docx_leaks, html_leaks, pdf_leaks
from briefbuilder.render.pdf import PdfMaker
from briefbuilder.render.wire import LaidOut
from briefbuilder.storage.images import MediaType
from helpers.render_samples import Copy, order, plain_template, sample_brief
from helpers.word_samples import word_of

MACHINE = Machine(("/home/alice", "/srv/library"), ("alice", "desk-17"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("See /home/bob/x.txt, please.", ["/home/bob/x.txt"]),
        ("(/Users/bob/Desk top)", ["/Users/bob/Desk"]),
        ("In C:\\Users\\jdoe\\brief.docx.", ["C:\\Users\\jdoe\\brief.docx"]),
        ("d:/Users/jdoe/x", ["d:/Users/jdoe/x"]),
        ("C:\\Documents and Settings\\jdoe", ["C:\\Documents and Settings\\jdoe"]),
        ("on \\\\server\\share$\\x now", ["\\\\server\\share$\\x"]),
        ("in D:\\Work\\ops\\x.docx.", ["D:\\Work\\ops\\x.docx"]),
        ("in T:\\plan.docx, and", ["T:\\plan.docx"]),
        ("broken: D:\\Wo\\ or D:\\Work\n\\ops\\x", ["D:\\Work\\ops\\x"]),
        ("\\\\wsl$\\Ubuntu\\home", ["\\\\wsl$\\Ubuntu\\home"]),
        ("see ~/Documents/x.docx", ["~/Documents/x.docx"]),
        ("in /var/home/alice/x", ["/var/home/alice/x"]),
        ("file:///etc/hosts and FILE://x", ["file:///etc/hosts", "FILE://x"]),
        ("smb://server/share/alice", ["smb://server/share/alice"]),
        ("%USERPROFILE%\\x.docx", ["%USERPROFILE%\\x.docx"]),
        ("in /mnt/c/Users/alice/x", ["/mnt/c/Users/alice/x"]),
        ("kept in /srv/library/items", ["/srv/library"]),
        ("/home/alice/brief", ["/home/alice/brief"]),
        ("broken: /ho-\r\nme/bob/x", ["/ho-me/bob/x"]),
        ("broken: /home/\nbob/x", ["/home/bob/x"]),
        ("hidden: /ho\u00adme/b\u00adob", ["/home/bob"]),
        ("broken: /srv/lib-\n  rary", ["/srv/library"]),
        ("on /mnt/d/Work/ops.docx now", ["/mnt/d/Work/ops.docx"]),
        ("/cygdrive/e/plans/x and /Volumes/Desk/x", ["/cygdrive/e/plans/x", "/Volumes/Desk/x"]),
        ("in /media/alice/stick/x.odt", ["/media/alice/stick/x.odt"]),
        ("in /tmp/brief-draft.pdf", ["/tmp/brief-draft.pdf"]),
        ("on //server/share/ops/x.docx.", ["//server/share/ops/x.docx"]),
        ("on //fs1.mod.local/plans/x", ["//fs1.mod.local/plans/x"]),
        ("nfs://fs1/x, sftp://desk/x", ["nfs://fs1/x", "sftp://desk/x"]),
        ("in $HOME/plans or ${HOME}/x", ["$HOME/plans", "${HOME}/x"]),
        ("in /home/$USER/x", ["/home/$USER/x"]),
        ("$env:USERPROFILE\\x, %LOCALAPPDATA%", ["$env:USERPROFILE\\x", "%LOCALAPPDATA%"]),
        ("broken: %USER-\nPROFILE%\\x", ["%USER-PROFILE%\\x"]),
        ("D:/Work/ops/x.docx", ["D:/Work/ops/x.docx"]),
        ("\\\\?\\C:\\plans", ["\\\\?\\C:\\plans"]),
        ("\\\\fs1@SSL\\DavWWWRoot\\x", ["\\\\fs1@SSL\\DavWWWRoot\\x"]),
        ("file:/etc/x, FILE:C:\\x", ["file:/etc/x", "FILE:C:\\x"]),
        ("file:\\\\fs1\\x and file:c|/x", ["file:\\\\fs1\\x", "file:c|/x"]),
        ("and/or, either//or, S/RES/2585 (2021), A/RES/60/1, 01/02/2026, 1//2//3", []),
        ("https:\n//example.org/a/page and http:// example.org/a/b/c", []),
        ("SECRET//NOFORN/ORCON, (S//REL TO USA, FVEY), // a remark / another / third", []),
        ("the file: /annex, a profile:/x, $5/day, 5 %HOME, Q:/A: who?", []),
        ("the mnt/d/x part, press/media/public/all, /mnt/ and /tmp alone", []),
        ("work/home/leisure, at home/abroad, Stakeholders/Users/Owners", []),
        ("https://example.org/home/page and http://x.org/Users/a", []),
        ("/home and /Users/ alone, C: and D: drives, a \\\\ b", []),
        ("/srv/librarybook", []),
        ("~10/day, ~/km, https://x.org/~alice/page, x.org/~/page, A:\\ and B:\\", []),
        ("options A: \\* B:\\n and C:\\d+", []),
        ("the root of it; alice said", []),
    ],
)
def test_paths_of_any_machine_are_known_and_other_words_are_not(text: str, told: list[str]) -> None:
    assert list(told_paths(text, MACHINE.folders)) == told


def test_a_release_copy_leaks_nothing(release: LaidOut) -> None:
    assert pdf_leaks(release.pdf, MACHINE) == ()


@pytest.mark.slow
def test_a_carried_brief_is_a_leak(maker: PdfMaker) -> None:
    job = make_job(sample_brief(), plain_template(), order(Copy.RECORD, attachment=b"brief"))
    found = [problem.sentence for problem in pdf_leaks(maker.make(job).pdf, MACHINE)]
    assert "The finished document holds an embedded file." in found


def altered(pdf: bytes, change: str) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        match change:
            case "script":
                script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
                document.Root.OpenAction = document.make_indirect(script)
            case "author":
                document.docinfo["/Author"] = "Alice"
            case "path":
                document.docinfo["/Source"] = "/home/alice/brief"
            case "host":
                document.docinfo["/Subject"] = "made on desk-17"
            case "elsewhere":
                document.docinfo["/Source"] = "C:\\Users\\jdoe\\x é"
            case "link":
                annotation = document.pages[0].Annots[-1]
                annotation.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="file:///home/alice/x")
        document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("script", "holds a script"),
        ("author", 'names "alice" outside its pages'),
        ("path", 'holds "/home/alice/brief"'),
        ("link", 'links to "file:///home/alice/x"'),
        ("host", 'names "desk-17" outside its pages'),
        ("elsewhere", "jdoe"),
    ],
)
def test_what_must_not_leave_the_building_is_found(
    release: LaidOut, change: str, told: str
) -> None:
    found = pdf_leaks(altered(release.pdf, change), MACHINE)
    assert any(told in problem.sentence for problem in found)


def test_a_name_that_an_author_writes_is_no_leak(maker: PdfMaker) -> None:
    brief = sample_brief(fields=(("to", "Alice Example"),))
    made = maker.make(make_job(brief, plain_template(), order(Copy.RELEASE)))
    assert pdf_leaks(made.pdf, MACHINE) == ()


@pytest.mark.slow
def test_a_path_that_breaks_over_two_lines_is_found_in_the_pages(maker: PdfMaker) -> None:
    made = maker.make(make_job(with_text(PATH), plain_template(), order(Copy.RELEASE)))
    found = [problem.sentence for problem in pdf_leaks(made.pdf, Machine())]
    assert any('holds "/home/somebody/a-long' in sentence for sentence in found)
    path = PATH.removesuffix("brief.docx").rstrip("/")
    assert any(path in one.sentence for one in pdf_leaks(made.pdf, Machine((path,))))


PATH = "/home/somebody/" + "a-long-folder-name/" * 8 + "brief.docx"


def with_text(text: str) -> Brief:
    section = Section(id="issue", heading="Issue", blocks=(TextBlock(id="text", text=text),))
    return sample_brief(sections=(section,), pins=(), fields=())


def telling_picture() -> bytes:
    """A PNG whose packed text entry tells a folder and a login."""
    told, stream = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Comment", "/home/carol/map.png by alice", zip=True)
    Image.new("RGB", (40, 20)).save(stream, "PNG", pnginfo=told)
    return stream.getvalue()


def word(**changes: object) -> bytes:
    return word_of(sample_brief(**changes), plain_template(), order(Copy.RELEASE))[0]


@pytest.mark.slow
def test_a_word_document_tells_nothing_of_its_own() -> None:
    assert docx_leaks(word(), MACHINE) == ()
    assert docx_leaks(word(fields=(("to", "Alice Example"),)), MACHINE) == ()


@pytest.mark.slow
def test_a_path_in_the_words_of_a_word_document_is_found() -> None:
    # Two runs: the path goes on in bold.
    section = Section(
        id="issue", heading="Issue", blocks=(TextBlock(id="text", text="See /ho**me/bob/x**"),)
    )
    found = docx_leaks(word(sections=(section,), pins=()), MACHINE)
    assert any('holds "/home/bob/x"' in problem.sentence for problem in found)


@pytest.mark.slow
def test_what_a_picture_of_a_word_document_tells_is_found() -> None:
    media = (Media(name="map.png", media_type="image/png", data=telling_picture()),)
    said = " ".join(problem.sentence for problem in docx_leaks(word(media=media), MACHINE))
    assert "/home/carol/map.png" in said
    assert 'names "alice"' in said


def speckled_picture(kind: str) -> bytes:
    """A picture whose packed dots spell a short name by chance, as large ones do."""
    for seed in itertools.count():
        dots, stream = random.Random(seed).randbytes(120 * 120 * 3), io.BytesIO()
        Image.frombytes("RGB", (120, 120), dots).save(stream, kind)
        if re.search(rb"[^\w\x80-\xff]vm[^\w\x80-\xff]", stream.getvalue(), re.IGNORECASE):
            return stream.getvalue()
    raise AssertionError


MEDIA_TYPES: dict[str, MediaType] = {"png": "image/png", "jpeg": "image/jpeg"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", MEDIA_TYPES)
def test_a_short_name_that_dots_spell_by_chance_is_no_leak(kind: str) -> None:
    machine = Machine(names=("vm",))
    data = speckled_picture(kind)
    media = (Media(name="map", media_type=MEDIA_TYPES[kind], data=data),)
    assert docx_leaks(word(media=media), machine) == ()
    page = f"<img src='data:image/{kind};base64,{b64encode(data).decode()}'>"
    assert html_leaks(page, machine) == ()
    behind = f"<img src='data:image/{kind};base64,{b64encode(data + b' vm ').decode()}'>"
    assert html_leaks(behind, machine) != ()


def test_a_comment_in_a_photograph_is_no_dot() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (40, 20)).save(stream, "jpeg", comment=b"made on vm")
    page = f"<img src='data:image/jpeg;base64,{b64encode(stream.getvalue()).decode()}'>"
    assert html_leaks(page, Machine(names=("vm",))) != ()


def test_the_words_of_a_drawing_are_its_authors() -> None:
    drawing = "<svg><!-- {} --><text>vm</text></svg>"
    machine = Machine(names=("vm", "text"))
    for note, count in (("", 0), ("vm", 1)):
        data = b64encode(drawing.format(note).encode()).decode()
        page = f"<img src='data:image/svg+xml;base64,{data}'>"
        assert len(html_leaks(page, machine)) == count


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "xml", "told"),
    [
        ("docProps/core.xml", "<a><creator>Alice</creator></a>", 'names "alice"'),
        ("docProps/app.xml", "<a><Company>desk-17</Company></a>", 'names "desk-17"'),
        ("word/settings.xml", "<a b='file:///home/x/y'/>", 'holds "file:///home/x/y"'),
        ("word/comments.xml", "<a><!-- /Users/bob/x --></a>", 'holds "/Users/bob/x"'),
        (
            "word/_rels/x.xml.rels",
            "<a><r TargetMode='External' Target='file:///x'/></a>",
            'links to "file:///x"',
        ),
        (
            "word/_rels/x.xml.rels",
            "<a><r TargetMode='External' Target='https://x.org/?f=%2Fhome%2Falice%2Fx'/></a>",
            'holds "/home/alice/x"',
        ),
    ],
)
def test_every_part_of_a_word_document_is_looked_into(part: str, xml: str, told: str) -> None:
    stream = io.BytesIO(word())
    kept = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, xml)
    assert any(told in one.sentence for one in docx_leaks(kept.getvalue(), MACHINE))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>alice and her root</p><style>a { content: '\\2022\\2002' }</style>", ""),
        ("<p>See /ho<b>me/bob/x</b></p>", 'holds "/home/bob/x"'),
        ("<p title='&#47;home/bob'>x</p>", 'holds "/home/bob"'),
        ("<!-- made by Alice -->", 'names "alice"'),
        ("<meta name='author' content='desk-17'>", 'names "desk-17"'),
        ("<style>@import 'file:///x'</style>", 'holds "file:///x"'),
        (
            f"<img src='data:image/png;base64,{b64encode(telling_picture()).decode()}'>",
            'holds "/home/carol/map.png"',
        ),
    ],
)
def test_a_page_of_html_is_looked_into(page: str, told: str) -> None:
    found = [problem.sentence for problem in html_leaks(page, MACHINE)]
    assert any(told in sentence for sentence in found) if told else found == []
