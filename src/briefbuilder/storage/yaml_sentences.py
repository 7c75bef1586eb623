"""What is wrong with a YAML text, in sentences of ours for each of libyaml's messages.

libyaml tells a fault by an English text alone, which is the key here and is shown to nobody.
"""

from __future__ import annotations

import unicodedata

from briefbuilder.language.interface import _
from briefbuilder.language.marks import N_

Told = tuple[str, str]
"""What is wrong, and what to do about it; the latter may be ""."""

_IN_QUOTES = N_("Put the text between double quotes.")
_INDENTATION = N_("Look at the indentation of this line and of the one before it.")
_TAB: Told = (N_("This line is indented with a tab."), N_("Indent with spaces."))
_VALUE: Told = (N_("Here a value was expected."), _IN_QUOTES)
_DIRECTIVE: Told = (
    N_("A line that begins with a percent sign is a directive of YAML; this one cannot be read."),
    _IN_QUOTES,
)
_ANCHOR: Told = (
    N_("What begins with & or * is an anchor or an alias of YAML, which is not allowed."),
    _IN_QUOTES,
)
_TAG: Told = (N_("What begins with ! is a tag of YAML, which is not allowed."), _IN_QUOTES)
_ESCAPE: Told = (
    N_("What stands here after the backslash means nothing between double quotes."),
    N_("Write the backslash twice."),
)
_OTHER: Told = (N_("Here the file stops being YAML."), _INDENTATION)
_PARSER_SENTENCES: dict[str, Told] = {
    "mapping values are not allowed in this context": (
        N_("A colon followed by a space starts a value, and here one has already begun."),
        _IN_QUOTES,
    ),
    "found character that cannot start any token": (
        N_("This character cannot begin a value."),
        N_("Put the text between double quotes, and indent with spaces, not tabs."),
    ),
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "did not find expected ',' or ']'": (N_("The list in square brackets is not closed."), ""),
    "did not find expected ',' or '}'": (N_("The mapping in braces is not closed."), ""),
    "did not find expected '-' indicator": (
        N_("Here an entry of the list was expected, beginning with a dash."),
        _INDENTATION,
    ),
    "block sequence entries are not allowed in this context": (
        N_("No entry of a list can begin here."),
        _INDENTATION,
    ),
    "mapping keys are not allowed in this context": (N_("No key can begin here."), _INDENTATION),
    "could not find expected ':'": (N_("A key must be followed by a colon and a space."), ""),
    "found unexpected ':'": (N_("No colon can stand here."), _IN_QUOTES),
    "found unexpected end of stream": (N_("The text between quotes is not closed."), ""),
    "found unexpected document indicator": (
        N_("The text between quotes is not closed before this line."),
        "",
    ),
    "did not find expected key": (N_("Here a key was expected."), _INDENTATION),
    "did not find expected node content": _VALUE,
    "did not find expected <document start>": (
        N_("The file should have ended before this line."),
        _INDENTATION,
    ),
    "did not find expected comment or line break": (
        N_("Here the line should end; what follows | or > begins on the next one."),
        _IN_QUOTES,
    ),
    "found an indentation indicator equal to 0": (
        N_("The digit after | or > must be from 1 to 9."),
        "",
    ),
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": (
        N_("The escape that begins here stands for no character."),
        N_("Write the character itself, or leave it out."),
    ),
    "found unknown escape character": _ESCAPE,
    "could not find expected directive name": _DIRECTIVE,
    "did not find expected digit or '.' character": _DIRECTIVE,
    "did not find expected version number": _DIRECTIVE,
    "did not find expected whitespace": _DIRECTIVE,
    "found duplicate %TAG directive": _DIRECTIVE,
    "found duplicate %YAML directive": _DIRECTIVE,
    "found extremely long version number": _DIRECTIVE,
    "found incompatible YAML document": _DIRECTIVE,
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "found unknown directive name": _DIRECTIVE,
    "did not find expected alphabetic or numeric character": _ANCHOR,
    "did not find URI escaped octet": _TAG,
    "did not find expected '!'": _TAG,
    "did not find expected tag URI": _TAG,
    "did not find expected whitespace or line break": _TAG,
    "did not find the expected '>'": _TAG,
    "found an incorrect leading UTF-8 octet": _TAG,
    "found an incorrect trailing UTF-8 octet": _TAG,
    "found undefined tag handle": _TAG,
}
# Those that are met in practice. The others go by the name that Unicode's standard gives them.
_HIDDEN_NAMES = {
    "\u00ad": N_("SOFT HYPHEN"),
    "\u061c": N_("ARABIC LETTER MARK"),
    "\u200b": N_("ZERO WIDTH SPACE"),
    "\u200e": N_("LEFT-TO-RIGHT MARK"),
    "\u200f": N_("RIGHT-TO-LEFT MARK"),
    "\u2028": N_("LINE SEPARATOR"),
    "\u2029": N_("PARAGRAPH SEPARATOR"),
    "\u202a": N_("LEFT-TO-RIGHT EMBEDDING"),
    "\u202b": N_("RIGHT-TO-LEFT EMBEDDING"),
    "\u202c": N_("POP DIRECTIONAL FORMATTING"),
    "\u202d": N_("LEFT-TO-RIGHT OVERRIDE"),
    "\u202e": N_("RIGHT-TO-LEFT OVERRIDE"),
    "\u2060": N_("WORD JOINER"),
    "\u2066": N_("LEFT-TO-RIGHT ISOLATE"),
    "\u2067": N_("RIGHT-TO-LEFT ISOLATE"),
    "\u2068": N_("FIRST STRONG ISOLATE"),
    "\u2069": N_("POP DIRECTIONAL ISOLATE"),
    "\ufeff": N_("ZERO WIDTH NO-BREAK SPACE"),
}


def said_of(problem: str) -> Told:
    """What is wrong and what to do, for a message of libyaml's."""
    sentence, remedy = _PARSER_SENTENCES.get(problem, _OTHER)
    return _(sentence), _(remedy) if remedy else ""


def name_of_hidden(character: str) -> str:
    """What a character that is not seen is called."""
    if name := _HIDDEN_NAMES.get(character):
        return _(name)
    if unicodedata.category(character) == "Cs":
        return _("half a character")
    return unicodedata.name(character, "") or _("a control character")
