"""Templates come from shared folders: read within limits, by name, and no link followed."""

import os

import pytest

from briefbuilder.errors import InvalidFileError, NotFoundError
from briefbuilder.storage import template_folder
from briefbuilder.storage.template_folder import TemplateFolder
from helpers.picture_samples import SECRET, told_drawing, told_jpeg, told_png
from helpers.storage_samples import LIBRARY, PNG

DESCRIPTION = """\
format: briefbuilder-template
version: 1
id: memo
name: Memo
sections:
  - {id: issue, heading: Issue, max_lines: 4}
"""


def make(root, folder="memo", description=DESCRIPTION):
    (root / folder).mkdir(parents=True)
    (root / folder / "template.yaml").write_text(description, encoding="utf-8")
    (root / folder / "brief.html.j2").write_text("<h1>{{ title }}</h1>", encoding="utf-8")
    (root / folder / "style.css").write_text("h1 { color: #123 }", encoding="utf-8")
    return root / folder


@pytest.fixture
def root(tmp_path):
    templates = tmp_path / "templates"
    make(templates)
    (templates / "_shared" / "fonts").mkdir(parents=True)
    (templates / "_shared" / "fonts" / "a.ttf").write_bytes(b"font")
    (templates / "_shared" / "base.css").write_text("p {}", encoding="utf-8")
    return templates


def refusal(folder, template_id="memo"):
    with pytest.raises(InvalidFileError) as caught:
        folder.load(template_id)
    return str(caught.value)


def test_a_template_is_loaded_with_all_its_files(root):
    (root / "memo" / "images").mkdir()
    (root / "memo" / "images" / "crest.png").write_bytes(PNG)
    (root / "memo" / "NOTES.txt").write_text("not part of it", encoding="utf-8")

    loaded = TemplateFolder((root,)).load("memo")

    assert loaded.template.sections[0].max_lines == 4
    assert loaded.html == "<h1>{{ title }}</h1>"
    assert loaded.css == "h1 { color: #123 }"
    assert loaded.assets == {"images/crest.png": PNG}
    assert loaded.shared == {"base.css": b"p {}", "fonts/a.ttf": b"font"}


@pytest.mark.parametrize(
    ("name", "data"),
    [("crest.PNG", told_png()), ("photo.jpg", told_jpeg()), ("crest.svg", told_drawing())],
)
@pytest.mark.parametrize("folder", ["memo", "_shared"])
def test_the_pictures_of_a_template_say_nothing_more(root, folder, name, data):
    (root / folder / name).write_bytes(data)

    loaded = TemplateFolder((root,)).load("memo")

    assert SECRET not in {**loaded.assets, **loaded.shared}[name]


def test_what_serves_the_forms_of_one_folder_stops_no_form_of_another(root, tmp_path):
    other = tmp_path / "other"
    (other / "_shared").mkdir(parents=True)
    (other / "_shared" / "crest.png").write_bytes(PNG[:60])
    (other / "_shared" / "link.css").symlink_to("base.css")

    assert TemplateFolder((other, root)).load("memo").shared["base.css"] == b"p {}"


def test_a_damaged_picture_of_a_template_is_named(root):
    (root / "memo" / "crest.png").write_bytes(PNG[:60])

    assert refusal(TemplateFolder((root,))).startswith("memo/crest.png: The picture is damaged")


def test_the_shipped_templates_are_read():
    folder = TemplateFolder((LIBRARY.parent / "templates",))

    templates = folder.list()

    assert folder.problems == ()
    assert len(templates) >= 3
    for template in templates:
        loaded = folder.load(template.id)
        assert loaded.template == template
        assert any(name.endswith(".ttf") for name in loaded.shared)


def test_a_broken_template_hides_no_other(root):
    make(root, "bad", DESCRIPTION.replace("sections:", "section:"))
    make(root, "misnamed")
    (root / "hollow").mkdir()
    (root / "link").symlink_to(root / "memo")

    folder = TemplateFolder((root,))

    assert [template.id for template in folder.list()] == ["memo"]
    assert [str(problem).split(". ")[0] for problem in folder.problems] == [
        'bad/template.yaml:1:1: The key "sections" is missing.',
        'bad/template.yaml:5:1: The key "section" is not known',
        "hollow: The folder has no template.yaml.",
        "link: This is a link; links are not followed among templates.",
        (
            'misnamed/template.yaml:3:1: The id "memo" and the name of the folder, misnamed, must '
            "be the same."
        ),
    ]


def test_the_earlier_root_counts_and_shared_files_are_found_in_both(root, tmp_path):
    own = tmp_path / "own"
    make(own, description=DESCRIPTION.replace("Memo", "Our memo"))
    (own / "_shared").mkdir()
    (own / "_shared" / "base.css").write_text("p { color: red }", encoding="utf-8")

    folder = TemplateFolder((own, root))
    loaded = folder.load("memo")

    assert [template.name for template in folder.list()] == ["Our memo"]
    assert loaded.template.name == "Our memo"
    assert loaded.shared == {"base.css": b"p { color: red }", "fonts/a.ttf": b"font"}


def test_an_unchanged_template_is_not_read_again(root):
    folder = TemplateFolder((root,))
    before = folder.load("memo")

    assert folder.load("memo") is before
    (root / "_shared" / "base.css").write_text("p { margin: 0 }", encoding="utf-8")
    assert folder.load("memo").shared["base.css"] == b"p { margin: 0 }"
    (root / "memo" / "crest.png").write_bytes(PNG)
    assert "crest.png" in folder.load("memo").assets


@pytest.mark.parametrize("name", ["none", "../templates/memo", "_shared", "", "memo/../memo"])
def test_a_template_that_is_not_there_is_named(root, name):
    with pytest.raises(NotFoundError, match=r'There is no template ".*"; there are memo\.'):
        TemplateFolder((root,)).load(name)


def test_a_link_out_of_the_folder_is_refused(root, tmp_path):
    (tmp_path / "secret.png").write_bytes(b"secret")
    (root / "memo" / "crest.png").symlink_to(tmp_path / "secret.png")

    assert refusal(TemplateFolder((root,))) == (
        "memo/crest.png: This is a link; links are not followed among templates."
    )


def test_a_folder_that_leads_out_is_refused(root, tmp_path):
    make(tmp_path / "elsewhere")
    for file in (root / "memo").iterdir():
        file.unlink()
    (root / "memo").rmdir()
    (root / "memo").symlink_to(tmp_path / "elsewhere" / "memo")

    assert "behind a link" in refusal(TemplateFolder((root,)))


def test_a_pipe_is_refused(root):
    os.mkfifo(root / "memo" / "crest.png")

    assert "This is a named pipe" in refusal(TemplateFolder((root,)))


def test_sizes_counts_and_depths_are_limited(root, monkeypatch):
    with (root / "memo" / "big.png").open("wb") as file:
        file.truncate(9 << 20)
    assert "memo/big.png: The file has 9 MiB" in refusal(TemplateFolder((root,)))
    (root / "memo" / "big.png").unlink()

    (root / "memo" / "style.css").write_text("x" * (257 * 1024), encoding="utf-8")
    assert "memo/style.css: The file has more than the 256 KiB allowed." in refusal(
        TemplateFolder((root,))
    )
    (root / "memo" / "style.css").write_text("", encoding="utf-8")

    (root / "memo" / "a" / "b" / "c").mkdir(parents=True)
    assert "memo/a/b/c: The folders are nested too deep." in refusal(TemplateFolder((root,)))
    (root / "memo" / "a" / "b" / "c").rmdir()

    monkeypatch.setattr(template_folder, "_MAX_FILES", 2)
    assert "memo: The folder holds 3 files; at most 2 may be." in refusal(TemplateFolder((root,)))


def test_a_template_without_its_page_is_refused(root):
    (root / "memo" / "brief.html.j2").unlink()

    assert refusal(TemplateFolder((root,))) == (
        "memo/brief.html.j2: The template has no brief.html.j2."
    )
