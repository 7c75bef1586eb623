"""Folders of templates: `<id>/template.yaml` with `brief.html.j2`, `style.css` and pictures.

Templates come from shared folders, so they are not trusted: only files of known types and bounded
size are taken, by name, and no link is followed. What stands in `_shared/` serves all templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefbuilder.domain.base import SLUG_PATTERN
from briefbuilder.domain.templates import LoadedTemplate, Template
from briefbuilder.errors import (
    BriefbuilderError,
    InvalidFileError,
    NotFoundError,
    Place,
    Problem,
    Severity,
    StorageError,
    UserInputError,
)
from briefbuilder.language.interface import _, n_
from briefbuilder.language.marks import N_
from briefbuilder.storage.formats import TEMPLATE
from briefbuilder.storage.looking import EntryKind, entries_of, is_file, look
from briefbuilder.storage.picture_door import PICTURE_ENDINGS, clean_picture
from briefbuilder.storage.safe_read import KIB, MIB, decode, read_bytes_safely, size_in_words
from briefbuilder.storage.scanned import FileSignature
from briefbuilder.storage.strict_yaml import YamlTree, load
from briefbuilder.storage.template_languages import language_faults, language_gaps
from briefbuilder.storage.validation import validated
from briefbuilder.storage.yaml_writer import dump

SHARED = "_shared"
TEMPLATE_FILE = "template.yaml"
HTML_FILE = "brief.html.j2"
CSS_FILE = "style.css"

ENDINGS = (
    ".css",
    ".html.j2",
    ".jpeg",
    ".jpg",
    ".otf",
    ".png",
    ".svg",
    ".ttf",
    ".woff",
    ".woff2",
)
"""What a template may be made of, by the ending of the file's name."""

_TEXT_LIMIT = 256 * KIB
_FILE_LIMIT = 8 * MIB
_FOLDER_LIMIT = 48 * MIB
_MAX_FILES = 200
_MAX_DEPTH = 3
_ONCE = (
    ("sections", "id", N_('The section "{key}" is there already, in line {line}.')),
    ("fields", "name", N_('The field "{key}" is there already, in line {line}.')),
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A file of a folder, by name relative to the root of the templates."""

    name: str
    signature: FileSignature


@dataclass(frozen=True, slots=True)
class _Described:
    """A template, as its file was when it was read, and what it says in no other language."""

    signature: FileSignature
    template: Template
    gaps: tuple[Problem, ...]


def parse_template(text: str, file: str) -> Template:
    """The template that a `template.yaml` describes; `InvalidFileError` with every problem."""
    return _template_of(load(text, file, limit=_TEXT_LIMIT), file)


def _template_of(tree: YamlTree, file: str) -> Template:
    _refuse_twice(tree)
    template: Template = validated(tree, TEMPLATE)
    if faults := tuple(language_faults(tree)):
        raise InvalidFileError.of(*faults)
    folder = Path(file).parent.name
    if folder and template.id != folder:
        sentence = _(
            'The id "{id}" and the name of the folder, {folder}, must be the same.',
            id=template.id,
            folder=folder,
        )
        raise InvalidFileError.of(Problem(sentence, tree.place(("id",))))
    return template


def _refuse_twice(tree: YamlTree) -> None:
    """Each section id and each field name stands once; whoever wrote it twice is shown where."""
    problems = []
    for key, name, twice in _ONCE:
        entries = tree.value.get(key)
        seen: dict[str, int] = {}
        for at, entry in enumerate(entries if isinstance(entries, list) else ()):
            said = entry.get(name) if isinstance(entry, dict) else None
            if not isinstance(said, str):
                continue
            if said in seen:
                first, _column = tree.locate((key, seen[said], name))
                sentence = _(twice, key=said, line=first)
                place = tree.place((key, at, name))
                problems.append(Problem(sentence, place, remedy=_("Give each its own.")))
            seen.setdefault(said, at)
    if problems:
        raise InvalidFileError.of(*problems)


def format_template(template: Template) -> str:
    """The text of a `template.yaml`."""
    data = template.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dump({"format": TEMPLATE.name, "version": TEMPLATE.version, **data})


class TemplateFolder:
    """The templates of several roots. Where two have the same id, the earlier root's counts."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self.roots = roots
        self._problems: tuple[Problem, ...] = ()
        self._gaps: tuple[Problem, ...] = ()
        self._described: dict[Path, _Described] = {}
        self._loaded: dict[str, tuple[tuple[_Listed, ...], LoadedTemplate]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the templates that the last `list()` left out."""
        return self._problems

    @property
    def gaps(self) -> tuple[Problem, ...]:
        """What the templates of the last `list()` say in their own language alone."""
        return self._gaps

    def list(self) -> tuple[Template, ...]:
        """The templates that can be read, by name."""
        problems: list[Problem] = []
        found: dict[str, _Described] = {}
        for root in self.roots:
            for folder in _folders(root, problems):
                try:
                    described = self._describe(root, folder)
                except BriefbuilderError as error:
                    problems += error.problems
                    continue
                found.setdefault(described.template.id, described)
        self._problems = tuple(problems)
        self._gaps = tuple(gap for one in found.values() for gap in one.gaps)
        templates = [one.template for one in found.values()]
        return tuple(sorted(templates, key=lambda template: (template.name, template.id)))

    def load(self, template_id: str) -> LoadedTemplate:
        """A template with its files, read again only when one of them has changed.

        Raises `NotFoundError` when there is none of that id, `InvalidFileError` with what is
        wrong when it cannot be used.
        """
        unseen: list[Problem] = []
        for root in self.roots if re.fullmatch(SLUG_PATTERN, template_id) else ():
            try:
                is_here = is_file(root / template_id / TEMPLATE_FILE)
            except StorageError as error:
                unseen += error.problems
                continue
            if is_here:
                return self._load(root, template_id)
        if unseen:
            raise StorageError("\n".join(str(one) for one in unseen), tuple(unseen))
        known = ", ".join(template.id for template in self.list())
        if not known:
            raise NotFoundError(_('There is no template "{id}"; there are none.', id=template_id))
        raise NotFoundError(
            _('There is no template "{id}"; there are {known}.', id=template_id, known=known)
        )

    def place(self, template_id: str, key: str) -> Place:
        """Where a key stands in the description of a template that can be read."""
        name = f"{template_id}/{TEMPLATE_FILE}"
        self.list()
        for root in self.roots:
            if root / name in self._described:
                data = read_bytes_safely(Path(name), root=root, limit=_TEXT_LIMIT)
                return load(decode(data, name), name, limit=_TEXT_LIMIT).place((key,))
        return Place(file=name)

    def _describe(self, root: Path, folder: str) -> _Described:
        name = f"{folder}/{TEMPLATE_FILE}"
        found = look(root / name, shown=name, follow_links=False)
        if found is None:
            sentence = _("The folder has no {file}.", file=TEMPLATE_FILE)
            raise InvalidFileError.of(Problem(sentence, Place(file=folder)))
        signature = FileSignature.of(found)
        known = self._described.get(root / name)
        if known is not None and known.signature == signature:
            return known
        data = read_bytes_safely(Path(name), root=root, limit=_TEXT_LIMIT)
        tree = load(decode(data, name), name, limit=_TEXT_LIMIT)
        template = _template_of(tree, name)
        described = _Described(signature, template, tuple(language_gaps(template, tree)))
        self._described[root / name] = described
        return described

    def _load(self, root: Path, template_id: str) -> LoadedTemplate:
        problems: list[Problem] = []
        own = tuple(_files(root, template_id, problems))
        # What is wrong with the files that serve another root's templates is no fault of this one.
        shared = {
            one: tuple(_files(one, SHARED, problems if one == root else []))
            for one in reversed(self.roots)
        }
        listed = (*own, *(file for files in shared.values() for file in files))
        known = self._loaded.get(template_id)
        if known is not None and known[0] == listed and not problems:
            return known[1]
        errors = [one for one in problems if one.severity is Severity.ERROR]
        if errors:
            raise InvalidFileError.of(*errors)
        loaded = _read_template(root, template_id, own, shared)
        self._loaded[template_id] = (listed, loaded)
        return loaded


def _read_template(
    root: Path,
    template_id: str,
    own: tuple[_Listed, ...],
    shared: Mapping[Path, tuple[_Listed, ...]],
) -> LoadedTemplate:
    files = _read_all(root, template_id, own)
    common: dict[str, bytes] = {}
    for place, listed in shared.items():
        # The template's own root comes last, so that its shared files count.
        if place != root:
            with suppress(UserInputError, StorageError):
                common |= _read_all(place, SHARED, listed)
    common |= _read_all(root, SHARED, shared[root])
    description = _text_of(files, template_id, TEMPLATE_FILE)
    return LoadedTemplate(
        template=parse_template(description, f"{template_id}/{TEMPLATE_FILE}"),
        html=_text_of(files, template_id, HTML_FILE),
        css=_text_of(files, template_id, CSS_FILE),
        shared=common,
        assets=files,
    )


def _text_of(files: dict[str, bytes], folder: str, name: str) -> str:
    """Take a text out of the files; it is no asset."""
    shown = f"{folder}/{name}"
    data = files.pop(name, None)
    if data is None:
        sentence = _("The template has no {file}.", file=name)
        raise InvalidFileError.of(Problem(sentence, Place(file=shown)))
    if len(data) > _TEXT_LIMIT:
        sentence = _(
            "The file has more than the {limit} allowed.", limit=size_in_words(_TEXT_LIMIT)
        )
        raise InvalidFileError.of(Problem(sentence, Place(file=shown)))
    return decode(data, shown).removeprefix("\ufeff")


def _read_all(root: Path, folder: str, listed: tuple[_Listed, ...]) -> dict[str, bytes]:
    if len(listed) > _MAX_FILES:
        sentence = n_(
            "The folder holds {number} file; at most {most} may be.",
            "The folder holds {number} files; at most {most} may be.",
            len(listed),
            most=_MAX_FILES,
        )
        raise InvalidFileError.of(Problem(sentence, Place(file=folder)))
    total = sum(file.signature.size for file in listed)
    if total > _FOLDER_LIMIT:
        sentence = _(
            "The folder holds {size}, more than the {limit} allowed.",
            size=size_in_words(total),
            limit=size_in_words(_FOLDER_LIMIT),
        )
        raise InvalidFileError.of(Problem(sentence, Place(file=folder)))
    return {file.name.removeprefix(f"{folder}/"): _read_file(root, file.name) for file in listed}


def _read_file(root: Path, name: str) -> bytes:
    """A file of a template; of a picture, only what draws it."""
    data = read_bytes_safely(Path(name), root=root, limit=_FILE_LIMIT)
    return clean_picture(data, name) if name.lower().endswith(PICTURE_ENDINGS) else data


def _folders(root: Path, problems: list[Problem]) -> Iterator[str]:
    """The folders of a root that may hold templates."""
    for name, kind in _entries(root, "", problems):
        if name.startswith("_") or kind is EntryKind.FILE:
            continue
        if kind is EntryKind.LINK:
            sentence = _("This is a link; links are not followed among templates.")
            problems.append(Problem(sentence, Place(file=name)))
            continue
        yield name


def _files(root: Path, folder: str, problems: list[Problem], depth: int = 1) -> Iterator[_Listed]:
    """Every file of known type in a folder and the folders in it, in a fixed order."""
    for inner, kind in _entries(root, folder, problems):
        name = f"{folder}/{inner}"
        if kind is EntryKind.LINK:
            sentence = _("This is a link; links are not followed among templates.")
            problems.append(Problem(sentence, Place(file=name)))
        elif kind is EntryKind.FOLDER:
            if depth < _MAX_DEPTH:
                yield from _files(root, name, problems, depth + 1)
            else:
                sentence = _("The folders are nested too deep.")
                problems.append(Problem(sentence, Place(file=name)))
        elif inner == TEMPLATE_FILE or inner.lower().endswith(ENDINGS):
            yield from _listed(root, name, problems)


def _listed(root: Path, name: str, problems: list[Problem]) -> Iterator[_Listed]:
    try:
        found = look(root / name, shown=name, follow_links=False)
    except StorageError as error:
        problems += error.problems
        return
    if found is not None:
        yield _Listed(name, FileSignature.of(found))


def _entries(root: Path, folder: str, problems: list[Problem]) -> list[tuple[str, EntryKind]]:
    try:
        found = entries_of(root / folder, shown=folder)
    except StorageError as error:
        problems += error.problems
        return []
    return [(name, kind) for name, kind in found if not name.startswith(".")]
