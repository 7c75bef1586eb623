"""The words of a form on the pages of a brief, in the brief's language where the form has them.

The rest stands in the form's own language, marked so that a voice and the hyphens know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from markupsafe import Markup

from briefbuilder.domain.template_words import TemplateWords
from briefbuilder.domain.templates import FieldSpec, Template
from briefbuilder.render.tongues import foreign, spoken_in


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text of a form as it is printed, and the same with its language, as HTML."""

    text: str
    html: Markup


NOTHING = SaidText("", Markup())


@dataclass(frozen=True, slots=True)
class PrintedTemplate:
    """A form for the pages of one brief. `tongue` is its own language where the page has another.

    `said` is what it says in the page's.
    """

    template: Template
    said: TemplateWords
    tongue: str

    @classmethod
    def of(cls, template: Template, lang: str) -> Self:
        """A form for pages in the language of a tag."""
        return cls(template, template.words_in(lang), foreign(template.lang, lang))

    @property
    def name(self) -> SaidText:
        """What people call the form."""
        return self._printed(self.said.name, self.template.name)

    @property
    def organisation(self) -> SaidText:
        """Whose form it is."""
        return self._printed(self.said.organisation, self.template.organisation)

    @property
    def description(self) -> SaidText:
        """What the form is for."""
        return self._printed(self.said.description, self.template.description)

    def label(self, spec: FieldSpec) -> SaidText:
        """What stands before a line of the head."""
        return self._printed(self.said.field(spec.name).label, spec.label)

    def prompt(self, section_id: str) -> SaidText:
        """What is to be written in a section; "" in one that is not the form's."""
        contract = self.template.section(section_id)
        own = contract.prompt if contract is not None else ""
        return self._printed(self.said.section(section_id).prompt, own)

    def _printed(self, said: str, own: str) -> SaidText:
        if said or not own:
            return SaidText(said, Markup("{}").format(said))
        return SaidText(own, spoken_in(self.tongue, own))
