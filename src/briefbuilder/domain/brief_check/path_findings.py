"""What the check says of folders and file addresses that stand in the author's own words."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuilder.domain.brief_check.character_findings import PrintedWords, printed_words
from briefbuilder.domain.brief_check.finding import Finding
from briefbuilder.domain.briefs import Brief, FigureBlock
from briefbuilder.domain.library import Library
from briefbuilder.domain.telling import told_paths
from briefbuilder.domain.templates import Template
from briefbuilder.errors import Severity
from briefbuilder.language.interface import _


def path_findings(brief: Brief, template: Template, library: Library | None) -> Iterator[Finding]:
    """Each place whose words tell a folder of somebody's machine; no release copy may hold one."""
    pictures = {
        block.id: (block.alt, block.media)
        for block in brief.blocks()
        if isinstance(block, FigureBlock)
    }
    for printed in printed_words(brief, template, library):
        texts = (*printed.texts, *pictures.get(printed.place.block or "", ()))
        for path in told_paths("\n\n".join(texts)):
            yield _finding(printed, path)


def _finding(printed: PrintedWords, path: str) -> Finding:
    return Finding(
        "tells-a-path",
        Severity.WARNING,
        printed.place,
        _(
            '{where} holds "{path}", which tells of somebody\'s machine. A release copy is not '
            "written while it stands there.",
            where=printed.where,
            path=path,
        ),
        _("Say in words what the file is, or give its address on the web."),
    )
