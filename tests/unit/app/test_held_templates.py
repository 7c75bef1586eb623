"""The window's thread asks no disk for the form of the open brief."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefbuilder.app.workspace import Workspace
from briefbuilder.errors import NotFoundError
from helpers.surroundings import SHIPPED_TEMPLATES, make_surroundings

FORM = "think-tank-policy-brief"


def test_a_form_is_held_until_somebody_looks_again(tmp_path: Path, library_folder: Path) -> None:
    forms = Path(shutil.copytree(SHIPPED_TEMPLATES, tmp_path / "forms"))
    made = make_surroundings(tmp_path, library=library_folder)
    folders = replace(made.folders, templates=(forms,))
    workspace = Workspace.open(replace(made, folders=folders), keep_index=False)
    first = workspace.held_template(FORM)

    description = forms / FORM / "template.yaml"
    name = first.template.name
    description.write_text(description.read_text().replace(name, "Another name", 1))
    assert workspace.held_template(FORM) is first
    workspace.look_at_templates()
    assert workspace.held_template(FORM).template.name == "Another name"

    shutil.rmtree(forms / FORM)
    assert workspace.held_template(FORM).template.name == "Another name"
    workspace.look_at_templates()
    with pytest.raises(NotFoundError):
        workspace.held_template(FORM)
    workspace.close()
