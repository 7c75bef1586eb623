"""`--language TAG`, which counts before the command line can be read: its help speaks, too."""

from __future__ import annotations

from collections.abc import Sequence

OPTION = "--language"


def with_language_first(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The tag that is asked for, and the arguments with the option moved to their beginning.

    So it may stand anywhere. One without a tag stays where it is, for the parser to complain of;
    what stands after `--` is no option.
    """
    tag = ""
    others: list[str] = []
    left = list(arguments)
    while left and left[0] != "--":
        word = left.pop(0)
        if word.startswith(f"{OPTION}="):
            tag = word.partition("=")[2]
        elif word == OPTION and left and not left[0].startswith("-"):
            tag = left.pop(0)
        else:
            others.append(word)
    return tag, [*([f"{OPTION}={tag}"] if tag else []), *others, *left]
