"""What the outside world gives the program: the time, a name, fresh ids and folders.

Everything below takes these as arguments; `Surroundings.of_this_machine` is where they come from.
"""

from __future__ import annotations

import datetime as dt
import getpass
import importlib.resources
import os
import platform
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from briefbuilder.app.own_folders import cache_folder, settings_folder, state_folder
from briefbuilder.app.own_language import OwnLanguage
from briefbuilder.app.own_name import OwnName
from briefbuilder.errors import NotFoundError
from briefbuilder.language.interface import _
from briefbuilder.storage.looking import is_folder_in_sight


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are. `templates` is searched in order; the shipped ones come last."""

    library: Path
    templates: tuple[Path, ...]
    cache: Path
    state: Path


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The clock, the user, fresh ids, the folders, and the name of the machine.

    `user` is the login, which is nobody's business outside; `author` is who is named.
    """

    now: Callable[[], dt.datetime]
    seconds: Callable[[], float]
    user: str
    new_id: Callable[[], str]
    folders: Folders
    host: str = ""
    signature: OwnName = field(default_factory=OwnName)
    language: OwnLanguage = field(default_factory=OwnLanguage)

    @classmethod
    def of_this_machine(
        cls, library: Path | None = None, templates: tuple[Path, ...] = ()
    ) -> Surroundings:
        """The real ones, with the shipped library and templates unless others are named."""
        shipped = shipped_data()
        folders = Folders(
            library=library or shipped / "library",
            templates=(*templates, shipped / "templates"),
            cache=cache_folder(),
            state=state_folder(),
        )
        return cls(
            now=lambda: dt.datetime.now().astimezone(),
            seconds=time.monotonic,
            user=_user_name(),
            new_id=lambda: uuid.uuid4().hex,
            folders=folders,
            host=platform.node(),
            signature=OwnName(settings_folder() / "person.yaml", os.environ),
            language=OwnLanguage.of_this_machine(),
        )

    @property
    def author(self) -> str:
        """Who stands beside an answer, an own word or an issued copy: a name, or the login."""
        return self.signature.words or self.user

    def today(self) -> dt.date:
        """The present day where the user is."""
        return self.now().date()

    def new_block_id(self) -> str:
        """A fresh id for a block: 12 letters and digits."""
        return self.new_id()[:12]


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def shipped_data() -> Path:
    """The folder that holds the shipped `library`, `templates` and `examples`.

    Inside an installed wheel this is the package's `_data`; in a checkout, its root.
    """
    package = Path(str(importlib.resources.files("briefbuilder")))
    for root in (package / "_data", package.parent.parent):
        if all(is_folder_in_sight(root / name) for name in ("templates", "library")):
            return root
    raise NotFoundError(
        _("The shipped library and templates are missing from this installation. Install it again.")
    )


def shipped_fonts(surroundings: Surroundings) -> Path | None:
    """The folder of fonts that the templates ship, which the window shares."""
    for root in (*surroundings.folders.templates, shipped_data() / "templates"):
        fonts = root / "_shared" / "fonts"
        if is_folder_in_sight(fonts):
            return fonts
    return None
