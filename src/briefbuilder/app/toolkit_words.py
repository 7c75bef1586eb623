"""Words of Qt's own dialogs and keys that its translations lack, or call otherwise than we do."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuilder.language.interface import _, p_


def toolkit_words() -> Mapping[tuple[str, str], str]:
    """By the class of Qt that says them and by its English."""
    file_dialog = {
        "&Look in:": _("&Look in:"),
        "Files of &type:": _("Files of &type:"),
    }
    kinds_of_file = {
        "Drive": p_("kind of file", "Drive"),
        "File": p_("kind of file", "File"),
        "%1 File": p_("kind of file", "%1 File"),
        "File Folder": p_("kind of file", "Folder"),
        "Folder": p_("kind of file", "Folder"),
        "Shortcut": p_("kind of file", "Shortcut"),
        "Unknown": p_("kind of file", "Unknown"),
    }
    # Qt's French names no key that stands on a French keyboard, and a heading that its column cuts.
    keys = {"Return": p_("a key", "Enter"), "Backspace": p_("a key", "Backspace")}
    columns = {"Date Modified": p_("of a file", "Changed")}
    return {
        (context, english): words
        for context, told in (
            ("QFileDialog", file_dialog),
            ("QAbstractFileIconProvider", kinds_of_file),
            ("QShortcut", keys),
            ("QFileSystemModel", columns),
        )
        for english, words in told.items()
    }
