"""What the program says of itself."""

from __future__ import annotations

import html

from briefbuilder import __version__
from briefbuilder.language.interface import _


def about_words() -> str:
    """Version, purpose and licences, in the HTML of the window's message boxes."""
    what = _("Assembles, checks and prints briefings on the use of armed forces in diplomacy.")
    licences = _(
        "Code under the MIT licence, library and templates under CC BY 4.0, fonts under the "
        "SIL Open Font Licence."
    )
    return (
        f"<h3>Briefbuilder {__version__}</h3><p>{html.escape(what)}</p>"
        f"<p>{html.escape(licences)}</p>"
    )
