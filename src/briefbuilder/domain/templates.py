"""Templates: what a form asks for. How it looks is in the Jinja and CSS files beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field, model_validator

from briefbuilder.domain.base import Frozen, Lang, NonEmpty, Slug
from briefbuilder.domain.items import Kind
from briefbuilder.domain.template_words import NO_WORDS, TemplateWords, best_tag
from briefbuilder.language.interface import _


class FieldSpec(Frozen):
    """One line of a form's head: for, from, reference, decision by …"""

    name: Slug
    label: NonEmpty
    required: bool = False
    prompt: str = ""
    kind: Literal["line", "date", "text"] = "line"


class SectionContract(Frozen):
    """What a template asks of a section. Lengths are of the rendered page, not of words."""

    id: Slug
    heading: NonEmpty
    required: bool = True
    max_lines: int | None = Field(default=None, ge=1, le=9999)
    max_pages: float | None = Field(default=None, gt=0, le=9999)
    prompt: str = ""
    suggests: tuple[Kind, ...] = ()


class BannerContract(Frozen):
    """How plain a marking has to be on each page: its size in points, its contrast as n to 1."""

    min_size_pt: float = Field(default=9.0, ge=5.0, le=72.0)
    min_contrast: float = Field(default=4.5, ge=3.0, le=21.0)


class Template(Frozen):
    """A form: its head, its sections in order, and what it takes for granted."""

    id: Slug
    name: NonEmpty
    organisation: str = ""
    description: str = ""
    lang: Lang = "en-GB"
    paper: Literal["A4", "Letter"] = "A4"
    max_pages: float | None = Field(default=None, gt=0, le=9999)
    banner: BannerContract = BannerContract()
    default_scheme: Slug | None = None
    checklist: Slug | None = None
    numbered_sections: bool = False
    portion_marks: bool = False
    citation_style: Literal["footnotes", "endnotes"] = "endnotes"
    dates: Literal["language", "day-first"] = "language"
    fields: tuple[FieldSpec, ...] = ()
    sections: tuple[SectionContract, ...] = Field(min_length=1)
    sources: tuple[NonEmpty, ...] = ()
    languages: dict[str, TemplateWords] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_once(self) -> Template:
        for names in ([s.id for s in self.sections], [f.name for f in self.fields]):
            if len(set(names)) != len(names):
                raise ValueError(_("Each section id and each field name stands once."))
        return self

    @property
    def prose_fields(self) -> tuple[str, ...]:
        """The lines of the head that hold prose: what somebody who clears the brief reads."""
        return tuple(spec.name for spec in self.fields if spec.kind == "text")

    def words_in(self, tag: str) -> TemplateWords:
        """What the form says in the language of a tag; nothing where it says it in its own."""
        return self.languages.get(best_tag(tag, self.lang, self.languages), NO_WORDS)

    def said_in(self, tag: str) -> Template:
        """The form in a language, as far as it has the words; the rest as in its own.

        For people: what is printed says of each word which language it is in.
        """
        words = self.words_in(tag)
        if words is NO_WORDS:
            return self
        return self.model_copy(
            update={
                "name": words.name or self.name,
                "organisation": words.organisation or self.organisation,
                "description": words.description or self.description,
                "fields": tuple(_field_said(one, words) for one in self.fields),
                "sections": tuple(_section_said(one, words) for one in self.sections),
            }
        )

    def section(self, section_id: str) -> SectionContract | None:
        """The contract of that id, or None."""
        return next((one for one in self.sections if one.id == section_id), None)


def _field_said(spec: FieldSpec, words: TemplateWords) -> FieldSpec:
    said = words.field(spec.name)
    return spec.model_copy(
        update={"label": said.label or spec.label, "prompt": said.prompt or spec.prompt}
    )


def _section_said(contract: SectionContract, words: TemplateWords) -> SectionContract:
    said = words.section(contract.id)
    return contract.model_copy(
        update={
            "heading": said.heading or contract.heading,
            "prompt": said.prompt or contract.prompt,
        }
    )


@dataclass(frozen=True, slots=True)
class LoadedTemplate:
    """A template with the bytes of its files, as read from disk; nothing in it is trusted.

    `html` and `css` are `brief.html.j2` and `style.css`. `assets` are the template's other files
    and `shared` those of `_shared/` (macros, style sheets, fonts), each by its relative name.
    """

    template: Template
    html: str
    css: str
    shared: Mapping[str, bytes] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)
