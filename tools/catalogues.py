"""The catalogues of words: what the program says, found in its sources, beside what was translated.

`./dev words` brings the `.po` files up to date and compiles them; the test of the catalogues asks
`faults` of the same.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "briefbuilder"
TEMPLATES = ROOT / "templates"
FOLDER = SOURCE / "language" / "catalogues"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_COMMENT = "Translators:"
_FALSE_ALARM = "Skipping f-string"

_ON_PAGES = "gettext ngettext:1,2 pgettext:1c,2 npgettext:1c,2,3 P_"
_BY_INTERFACE = "_ n_:1,2 p_:1c,2 N_"
_IN_TEMPLATES = "_ gettext ngettext:1,2 pgettext:1c,2 npgettext:1c,2,3"


@dataclass(frozen=True)
class Domain:
    """One set of catalogues: where its words are found, and by which calls.

    `languages` must have every word of it; `partly` are those that hold only what differs from the
    program's English.
    """

    name: str
    calls: str
    languages: tuple[str, ...]
    partly: tuple[str, ...] = ()
    with_templates: bool = False


PAGES = Domain("pages", _ON_PAGES, ("fr", "de", "es"), ("en-US",), with_templates=True)
INTERFACE = Domain("interface", _BY_INTERFACE, ("fr",), ("en-US",))
DOMAINS = (PAGES, INTERFACE)
# French and Spanish have a third form in the Unicode tables, for a round million; a brief counts
# no statement by the million, and gettext answers in English where a form is not written.
PLURALS = {
    "fr": (2, "(n > 1)"),
    "de": (2, "(n != 1)"),
    "es": (2, "(n != 1)"),
    "en-US": (2, "(n != 1)"),
}


class _Lean(Catalog):
    """A catalogue whose head says what gettext asks for, and neither days nor versions of tools.

    So the files change when their words do, and at no other time.
    """

    def __init__(self, language: str) -> None:
        super().__init__(locale=language.replace("-", "_"), header_comment="", fuzzy=False)
        self._language = language
        self.mime_headers = [("Plural-Forms", plural_forms(language))]

    def __iter__(self) -> Iterator[Message]:
        head = f"Language: {self._language}\nPlural-Forms: {plural_forms(self._language)}\n"
        yield Message("", f"{head}Content-Type: text/plain; charset=utf-8\n")
        yield from (message for message in super().__iter__() if message.id)


def plural_forms(language: str) -> str:
    """What the head of a catalogue says of the language's forms for numbers."""
    forms, rule = PLURALS[language]
    return f"nplurals={forms}; plural={rule};"


@dataclass
class Found:
    """What was found: the messages, and what could not be taken out as it stands."""

    messages: Catalog
    faults: list[str] = field(default_factory=list)


def _keywords(calls: str) -> Mapping[str, Any]:
    return dict(parse_keywords(calls.split()))


def found_words(domain: Domain) -> Found:
    """Every word of a domain, as the sources have it now."""
    found = Found(Catalog())
    for path in sorted(SOURCE.rglob("*.py")):
        found.faults += built_texts(path, frozenset(_keywords(domain.calls)))
        _look_into(path, "python", _keywords(domain.calls), found)
    if domain.with_templates:
        for path in sorted(TEMPLATES.rglob("*.html.j2")):
            _look_into(path, babel_extract, _keywords(_IN_TEMPLATES), found)
    return found


def built_texts(path: Path, calls: frozenset[str]) -> list[str]:
    """Calls whose text is put together before it is looked up, so that no catalogue can have it."""
    sentences = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = _name_of(node)
        if name in calls and any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in node.args):
            sentences.append(
                f"{path.name}, line {node.lineno}: the text of {name}(…) is put together; write it "
                "in one piece, with placeholders."
            )
    return sentences


def _name_of(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def _look_into(
    path: Path, method: str | Callable[..., Any], keywords: Mapping[str, Any], found: Found
) -> None:
    name = path.relative_to(ROOT).as_posix()
    options = {"trimmed": "true", "silent": "false", "trim_blocks": "true"}
    with _without_false_alarms():
        entries = list(
            extract(
                method,
                io.BytesIO(path.read_bytes()),
                keywords=keywords,
                comment_tags=(_COMMENT,),
                options=options if callable(method) else {},
                strip_comment_tags=True,
            )
        )
    for line, message, comments, context in entries:
        del line  # it would change the files with every edit
        found.messages.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    if not callable(method):
        for inner, its_context in _texts_in_f_strings(path, keywords):
            found.messages.add(inner, locations=[(name, 0)], context=its_context)


@contextmanager
def _without_false_alarms() -> Iterator[None]:
    """Leave out Babel's complaints of f-strings, which it prints, and let all others through.

    It complains of each f-string between the brackets of a call, also of a value that a
    placeholder is filled in with; `built_texts` finds those that are the text itself.
    """
    with redirect_stderr(io.StringIO()) as said:
        yield
    sys.stderr.writelines(
        line for line in said.getvalue().splitlines(keepends=True) if _FALSE_ALARM not in line
    )


def _texts_in_f_strings(
    path: Path, keywords: Mapping[str, Any]
) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """What is looked up within an f-string: Babel does not see it before Python 3.12."""
    strings = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
    )
    for node in (inner for string in strings for inner in ast.walk(string)):
        if isinstance(node, ast.Call) and _name_of(node) in keywords:
            yield from _message_of(node, keywords[_name_of(node)] or (1,))


def _message_of(
    call: ast.Call, places: Sequence[int | tuple[int, str]]
) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The text that a call looks up, with its context; nothing where it is not written there."""
    texts: list[str] = []
    context = None
    for place in places:
        number = place if isinstance(place, int) else place[0]
        argument = call.args[number - 1] if len(call.args) >= number else None
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            return
        if isinstance(place, int):
            texts.append(argument.value)
        else:
            context = argument.value
    yield texts[0] if len(texts) == 1 else tuple(texts), context


def po_file(domain: Domain, language: str) -> Path:
    """Where a catalogue is kept as its translators write it."""
    return FOLDER / language / f"{domain.name}.po"


def mo_file(domain: Domain, language: str) -> Path:
    """Where the program reads a catalogue."""
    return po_file(domain, language).with_suffix(".mo")


def read(domain: Domain, language: str) -> Catalog:
    """A catalogue as its translators left it; an empty one where there is none."""
    path = po_file(domain, language)
    return _parsed(path.read_bytes(), language) if path.exists() else _Lean(language)


def _parsed(po: bytes, language: str) -> Catalog:
    return read_po(io.BytesIO(po), locale=language.replace("-", "_"))


def updated(domain: Domain, language: str, found: Catalog) -> Catalog:
    """A catalogue with the words that there are now: no guesses, and nothing that is gone."""
    kept = read(domain, language)
    forms, _ = PLURALS[language]
    new = _Lean(language)
    for message in sorted(_messages(found), key=_order):
        old = kept.get(message.id, context=message.context)
        if old is None and language in domain.partly:
            continue
        added = new.add(
            message.id,
            _translation(message, old, forms),
            locations=message.locations,
            flags=message.flags,
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old is not None else (),
            context=message.context,
        )
        added.flags.discard("fuzzy")
    return new


def _translation(message: Message, old: Message | None, forms: int) -> str | tuple[str, ...]:
    if not message.pluralizable:
        return old.string if old is not None and isinstance(old.string, str) else ""
    known = old.string if old is not None and isinstance(old.string, tuple) else ()
    return tuple([*known, *[""] * forms][: max(forms, len(known))])


def _order(message: Message) -> tuple[str, str]:
    one = message.id if isinstance(message.id, str) else message.id[0]
    return one.casefold(), message.context or ""


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def po_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as its file holds it."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, include_lineno=False)
    return stream.getvalue()


def mo_bytes(po: bytes, language: str) -> bytes:
    """A catalogue as the program reads it."""
    lean = _Lean(language)
    for message in _messages(_parsed(po, language)):
        lean.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, lean)
    return out.getvalue()


def faults(domain: Domain) -> list[str]:
    """What is behind, missing or wrong in the catalogues of a domain, each in a sentence."""
    found = found_words(domain)
    sentences = list(found.faults)
    for language in (*domain.languages, *domain.partly):
        sentences += _faults_of(domain, language, found.messages)
    return sentences


def _faults_of(domain: Domain, language: str, found: Catalog) -> Iterator[str]:
    path = po_file(domain, language)
    name = path.relative_to(ROOT).as_posix()
    if not path.exists():
        yield f"{name} is missing."
        return
    kept = path.read_bytes()
    if kept != po_bytes(updated(domain, language, found)):
        yield f"{name} does not have the words that the program has now: run ./dev words."
    compiled = mo_file(domain, language)
    if not compiled.exists() or compiled.read_bytes() != mo_bytes(kept, language):
        yield f"{name} was changed and not compiled: run ./dev words."
    yield from (f"{name}: {fault}" for fault in po_faults(kept, language))


def po_faults(po: bytes, language: str) -> Iterator[str]:
    """What is wrong within one catalogue."""
    forms, _ = PLURALS[language]
    if f'"Plural-Forms: {plural_forms(language)}\\n"' not in po.decode("utf-8"):
        yield "its head has other forms for numbers than the program counts with."
    for message in _messages(_parsed(po, language)):
        yield from _message_faults(message, forms, language)


def _message_faults(message: Message, forms: int, language: str) -> Iterator[str]:
    told = [message.string] if isinstance(message.string, str) else list(message.string or ())
    asked = [message.id] if isinstance(message.id, str) else list(message.id)
    shown = asked[0]
    if message.pluralizable and len(told) != forms:
        yield f'"{shown}" has {len(told)} forms for numbers instead of {forms}.'
    if message.fuzzy:
        yield f'"{shown}" is marked as a guess.'
    if language == "fr":
        yield from (f'"{shown}" {fault} in "{text}".' for text in told for fault in _french(text))
    wanted = set(_PLACEHOLDER.findall(asked[-1]))
    for text in told:
        if not text.strip():
            yield f'"{shown}" is not translated.'
            continue
        if set(_PLACEHOLDER.findall(text)) != wanted:
            yield f'"{shown}" has other placeholders in "{text}".'
        if any(text[:1].isspace() != one[:1].isspace() for one in asked[:1]):
            yield f'"{shown}" begins with another space in "{text}".'


_NO_BREAK = "\u00a0\u202f"


def _french(text: str) -> Iterator[str]:
    """What a French printer would send back: spaces, quotation marks, the apostrophe."""
    if re.search(r"\w'\w", text):
        yield "has a typewriter's apostrophe"
    if re.search(rf"[^{_NO_BREAK}][:;?!](?=\s|$)", text):
        yield "has no no-break space before a colon, a semicolon, a question or exclamation mark"
    if re.search(rf"«(?![{_NO_BREAK}])|(?<![{_NO_BREAK}])»|[“”]", text):
        yield "has other quotation marks than « … » with no-break spaces"


def update(domain: Domain) -> Sequence[str]:
    """Bring the catalogues of a domain up to date and compile them; what is still wrong."""
    found = found_words(domain)
    for language in (*domain.languages, *domain.partly):
        po = po_bytes(updated(domain, language, found.messages))
        path = po_file(domain, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po)
        mo_file(domain, language).write_bytes(mo_bytes(po, language))
    return faults(domain)
