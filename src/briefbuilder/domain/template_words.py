"""What a form says in other languages than its own, and which of them a brief or a person gets."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from briefbuilder.domain.base import Frozen, NonEmpty, Slug
from briefbuilder.language.tags import primary


class FieldWords(Frozen):
    """A line of a form's head in another language; what is "" is said in the form's own."""

    label: str = ""
    prompt: str = ""


class SectionWords(Frozen):
    """A section of a form in another language; what is "" is said in the form's own."""

    heading: str = ""
    prompt: str = ""


class TemplateWords(Frozen):
    """A form in another language; `words` are texts of its HTML as they stand there, and said so.

    What is "" or is not there is said in the form's own language.
    """

    name: str = ""
    organisation: str = ""
    description: str = ""
    fields: dict[Slug, FieldWords] = Field(default_factory=dict)
    sections: dict[Slug, SectionWords] = Field(default_factory=dict)
    words: dict[NonEmpty, NonEmpty] = Field(default_factory=dict)

    def field(self, name: str) -> FieldWords:
        """What it says of a line of the head."""
        return self.fields.get(name, FieldWords())

    def section(self, section_id: str) -> SectionWords:
        """What it says of a section."""
        return self.sections.get(section_id, SectionWords())


NO_WORDS = TemplateWords()
"""Of a form that is said in its own language."""


def best_tag(wanted: str, own: str, others: Iterable[str]) -> str:
    """The tag, of a form's own and its other languages, whose words serve a language best.

    The very tag; else the same language without a region, or of another region, the form's own
    before others; else the form's own, which is another language.
    """
    offered = (own, *others)
    folded = wanted.replace("_", "-").casefold()
    alike = [tag for tag in offered if primary(tag) == primary(wanted)]
    exact = [tag for tag in alike if tag.casefold() == folded]
    plain = [tag for tag in alike if tag.casefold() == primary(wanted)]
    return (*exact, *plain, *alike, own)[0]
