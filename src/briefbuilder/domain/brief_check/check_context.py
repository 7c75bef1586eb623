"""All that the rules of a brief's check look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from briefbuilder.domain.briefs import (
    Block,
    Brief,
    Section,
)
from briefbuilder.domain.checklists import Checklist
from briefbuilder.domain.layout import Layout
from briefbuilder.domain.library import Library
from briefbuilder.domain.markings import Scheme
from briefbuilder.domain.templates import Template
from briefbuilder.errors import Problem


@dataclass(frozen=True, slots=True)
class CheckContext:
    """All that the rules look at. What is None is not at hand, and nothing is said about it.

    `printable` are the code points that the template's fonts have shapes for; `damaged` says of
    pictures of the brief, by name, what is wrong with them; `release` is whether the copy that is
    asked for leaves the building. `template_problems` are what the template names and the library
    does not have. `scheme_known` is the scheme of the name that the brief's own copy bears, as it
    is known here: the library's, else the shipped one.
    """

    brief: Brief
    template: Template
    today: dt.date
    library: Library | None = None
    checklist: Checklist | None = None
    scheme: Scheme | None = None
    scheme_known: Scheme | None = None
    layout: Layout | None = None
    printable: Container[int] | None = None
    damaged: Mapping[str, str] = field(default_factory=dict)
    release: bool = False
    template_problems: tuple[Problem, ...] = ()

    def places(self) -> Iterator[tuple[Section, Block]]:
        """Every block with its section, in order."""
        for section in self.brief.sections:
            for block in section.blocks:
                yield section, block

    def heading(self, section_id: str) -> str:
        """A section's heading, for people."""
        return self.brief.section(section_id).heading
