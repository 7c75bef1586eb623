"""The file `language.yaml` in the user's own settings: the language that the program is to speak.

It is read at each start, before the first word, and so without the models of the other files.
"""

from __future__ import annotations

from pathlib import Path

from briefbuilder.errors import BriefbuilderError
from briefbuilder.storage.atomic import make_folder, remove_file, write_atomically
from briefbuilder.storage.safe_read import read_text_safely
from briefbuilder.storage.strict_yaml import load
from briefbuilder.storage.yaml_writer import dump

_NAME, _VERSION = "briefbuilder-language", 1
_LIMIT = 64 * 1024


def read_language(path: Path) -> str:
    """The tag that is kept; "" where there is none, or the file cannot be used."""
    try:
        found = load(read_text_safely(path, limit=_LIMIT), str(path)).value
    except BriefbuilderError:
        return ""
    tag = found.get("language")
    is_ours = (found.get("format"), found.get("version")) == (_NAME, str(_VERSION))
    return tag if is_ours and isinstance(tag, str) else ""


def write_language(path: Path, tag: str) -> None:
    """Keep a tag, or with "" none; raises what `write_atomically` and `remove_file` raise."""
    if not tag:
        remove_file(path)
        return
    make_folder(path.parent)
    text = dump({"format": _NAME, "version": _VERSION, "language": tag})
    write_atomically(path, text.encode("utf-8"))
