"""Words that fit on a line but for the space behind them stay on that line.

The words before a title in italics, a note's number or a link end in a space, which hangs over the
edge of a full line (CSS Text 3, §4.1.2). WeasyPrint 70 lets words hang that do not fill the line;
of those that do, it takes none but the first, and the line ends after it, nearly empty. Here it is
asked for all of them at once. How wide they are without their space it finds by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_COLLAPSING = frozenset({"normal", "pre-line"})


class SpaceHanger:
    """Lets a last space hang in what `plain_split` breaks, which is WeasyPrint's own."""

    def __init__(self, plain_split: Callable[..., Any]) -> None:
        self.plain_split = plain_split

    def split_first_line(
        self,
        text: str,
        style: Any,  # noqa: ANN401
        context: Any,  # noqa: ANN401
        max_width: float | None,
        *rest: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """The first line of a text, which is all of it where only its last space is too much."""
        found = self.plain_split(text, style, context, max_width, *rest)
        resume_at = found[2]
        if max_width is None or resume_at is None or not text.endswith(" "):
            return found
        # The fault shows as a line of one word; what took more of the text was broken well.
        taken = text.encode()[:resume_at].decode(errors="ignore")
        if " " in taken.strip(" ") or style["white_space"] not in _COLLAPSING:
            return found
        alone = self.plain_split(text.rstrip(" "), style, context, max_width, *rest)
        if alone[2] is not None or alone[3] > max_width or "\n" in text:
            return found
        return self.plain_split(text, style, context, None, *rest)
