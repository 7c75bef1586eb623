"""The folders that the program has in the user's home, by the rules of each system."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APPLICATION = "briefbuilder"


def settings_folder() -> Path:
    """Where what the user has set is kept."""
    return platformdirs.user_config_path(APPLICATION)


def cache_folder() -> Path:
    """Where what can be made again is kept."""
    return platformdirs.user_cache_path(APPLICATION)


def state_folder() -> Path:
    """Where unsaved work, the register and the log are kept."""
    return platformdirs.user_state_path(APPLICATION)


def short_folder(folder: Path) -> str:
    """A folder as a person names it: the home folder is "~"."""
    home = Path.home()
    return str("~" / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)
