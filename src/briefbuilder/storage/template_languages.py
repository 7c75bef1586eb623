"""What a `template.yaml` says in other languages: which faults it has, and which gaps.

A fault is a language or a name that the form cannot have, and the form is not read with it. A gap
is only told, since what is not said in a language is said in the form's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from briefbuilder.domain.base import LANG_PATTERN
from briefbuilder.domain.template_words import TemplateWords
from briefbuilder.domain.templates import Template
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, spoken
from briefbuilder.language.tags import LANGUAGES, has_words
from briefbuilder.storage.strict_yaml import KeyPath, YamlTree, path_in_words
from briefbuilder.storage.value_sentences import did_you_mean, quotable

KEY = "languages"
_NAMED_BY = {"fields": "name", "sections": "id"}


def language_faults(tree: YamlTree) -> Iterator[Problem]:
    """Languages that are none, and names of lines and sections that the form does not have."""
    own = str(tree.value.get("lang", Template.model_fields["lang"].default))
    for tag, said in _entries(tree.value.get(KEY)):
        place = tree.place((KEY, tag))
        if re.fullmatch(LANG_PATTERN, tag) is None:
            sentence = _('"{tag}" is not the tag of a language.', tag=quotable(tag))
            yield Problem(sentence, place, remedy=_("Write it as in fr, de or pt-BR."))
        elif tag.casefold() == own.casefold():
            sentence = _('"{tag}" is the language that the form itself is in.', tag=tag)
            yield Problem(sentence, place, remedy=_("Say it where the form says it."))
        for part, key in _NAMED_BY.items():
            names = tuple(_names(tree.value.get(part), key))
            for name, _words in _entries(said.get(part) if isinstance(said, dict) else None):
                if name not in names:
                    path = (KEY, tag, part, name)
                    yield Problem(
                        _('The form has no "{name}" among its {part}.', name=name, part=part),
                        tree.place(path),
                        remedy=did_you_mean(name, names),
                    )


def language_gaps(template: Template, tree: YamlTree) -> Iterator[Problem]:
    """What each language leaves to the form's own, or to the program's English."""
    for tag, words in template.languages.items():
        place = tree.place((KEY, tag))
        if not has_words(tag):
            yield Problem(
                _(
                    'The program has no printed words in "{tag}": on a page in it, its own are '
                    "English. It has them in {known}.",
                    tag=tag,
                    known=spoken().listed(LANGUAGES),
                ),
                place,
                Severity.WARNING,
            )
        missing = [path_in_words(path) for path in _unsaid(template, words)]
        if missing:
            yield Problem(
                _(
                    'In "{tag}" the form has no words for {keys}: they are printed as in {own}.',
                    tag=tag,
                    keys=spoken().listed(missing),
                    own=template.lang,
                ),
                place,
                Severity.WARNING,
                _("Add them."),
            )


def _unsaid(template: Template, words: TemplateWords) -> Iterator[KeyPath]:
    for key in ("name", "organisation", "description"):
        if getattr(template, key) and not getattr(words, key):
            yield (key,)
    for spec in template.fields:
        said = words.field(spec.name)
        yield from _lacking(("fields", spec.name), ("label", spec.label, said.label))
        yield from _lacking(("fields", spec.name), ("prompt", spec.prompt, said.prompt))
    for contract in template.sections:
        told = words.section(contract.id)
        yield from _lacking(("sections", contract.id), ("heading", contract.heading, told.heading))
        yield from _lacking(("sections", contract.id), ("prompt", contract.prompt, told.prompt))


def _lacking(path: KeyPath, one: tuple[str, str, str]) -> Iterator[KeyPath]:
    key, own, said = one
    if own and not said:
        yield (*path, key)


def _entries(value: object) -> Iterable[tuple[str, object]]:
    return cast("dict[str, object]", value).items() if isinstance(value, dict) else ()


def _names(entries: object, key: str) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get(key), str):
            yield entry[key]
