"""The same value, the same text, for ever: how Briefbuilder writes YAML.

What a person would write is written so: plain words plain, short lists and small mappings on one
line, long text as a literal block. Whatever another reader of YAML might take for a number, a
truth value or nothing is put between double quotes. `strict_yaml.load` reads it back unchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefbuilder.storage.strict_yaml import hidden_characters

LINE_LENGTH = 100
_INDENT = "  "
_PLAIN = re.compile(r"[^\W_][\w .()/+;'&=%$€£§°’‘“”–—…!?-]*")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_NUMBER = re.compile(r"[-+]?(0[xob][\da-fA-F_]+|[\d_.]+([eE][-+]?\d+)?)")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_WORDS_FOR_SOMETHING_ELSE = frozenset(
    {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan"}
)
_BREAKS_A_BLOCK = re.compile(r"[^\S\n](\n|\Z)|\n\n\Z|\A\s|[\t\r]")
_ESCAPED = re.compile(r"[\x7f-\x9f\ufffe\uffff]")


def dump(value: Mapping[str, Any]) -> str:
    """A mapping of text, numbers, truth values, None, lists and mappings as YAML text."""
    return "".join(f"{line}\n" for line in _mapping_lines(value))


def dump_scalar(value: object) -> str:
    """One scalar on one line, plain where that is safe everywhere, else in double quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = writable(str(value))
    return text if _is_plain(text) else quoted(text)


def dump_flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)}: {dump_flow(one)}" for key, one in value.items())
        return f"{{{inner}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(dump_flow(one) for one in value)}]"
    return dump_scalar(value)


def dump_key(key: str, value: object) -> list[str]:
    """The lines of one key and its value."""
    return list(_mapping_lines({key: value}))


def dump_entry(value: object) -> list[str]:
    """The lines of one entry of a list, the dash included."""
    return _sequence_lines([value])


def writable(text: str) -> str:
    """`text` as UTF-8 can hold it: half of a surrogate pair becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _key(key: str) -> str:
    # A key is nobody's truth value, so that `on:` and `no:` need no quotes; `null:` does.
    return key if _KEY.fullmatch(key) and key.casefold() != "null" else dump_scalar(key)


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or text[-1] == " ":
        return False
    if text.casefold() in _WORDS_FOR_SOMETHING_ELSE:
        return False
    return bool(_DATE.fullmatch(text)) or not _NUMBER.fullmatch(text)


def quoted(text: str) -> str:
    """A text between double quotes, with escapes for all that is not seen."""
    escaped = json.dumps(text, ensure_ascii=False)
    for character in {*hidden_characters(escaped), *_ESCAPED.findall(escaped)}:
        code = ord(character)
        escaped = escaped.replace(
            character, f"\\u{code:04x}" if code < 1 << 16 else f"\\U{code:08x}"
        )
    return escaped


def _is_block(value: object) -> bool:
    """Whether a text is better read as a literal block."""
    return (
        isinstance(value, str)
        and "\n" in value
        and not _BREAKS_A_BLOCK.search(value)
        and not hidden_characters(value)
        and not _ESCAPED.search(value)
    )


def _is_flow(value: Mapping[str, Any] | Sequence[Any]) -> bool:
    """Whether a collection stands on one line: no text of several lines, and small or shallow."""
    inner = list(value.values()) if isinstance(value, Mapping) else list(value)
    if not inner:
        return True
    if any(isinstance(one, str) and "\n" in one for one in inner):
        return False
    if any(isinstance(one, (Mapping, list, tuple)) and one for one in inner):
        return False
    return len(dump_flow(value)) <= LINE_LENGTH


def _mapping_lines(value: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for key, inner in value.items():
        lines += _with_value(f"{_key(key)}:", inner)
    return lines


def _with_value(start: str, value: object) -> list[str]:
    if _is_block(value):
        text = str(value)
        sign = "|" if text.endswith("\n") else "|-"
        return [f"{start} {sign}", *_indented(text.removesuffix("\n").split("\n"))]
    if isinstance(value, Mapping) and not _is_flow(value):
        return [start, *_indented(_mapping_lines(value))]
    if isinstance(value, (list, tuple)) and not _is_flow(value):
        return [start, *_indented(_sequence_lines(value))]
    return [f"{start} {dump_flow(value)}"]


def _sequence_lines(value: Sequence[Any]) -> list[str]:
    lines: list[str] = []
    for inner in value:
        if isinstance(inner, Mapping) and not _is_flow(inner):
            first, *rest = _mapping_lines(inner)
            lines += [f"- {first}", *_indented(rest)]
        elif isinstance(inner, (list, tuple)) and not _is_flow(inner):
            first, *rest = _sequence_lines(inner)
            lines += [f"- {first}", *_indented(rest)]
        else:
            lines += _with_value("-", inner)
    return lines


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"{_INDENT}{line}" if line else "" for line in lines]
