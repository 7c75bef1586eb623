"""The words in WeasyPrint's boxes: of markers and counters, and as tidy runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefbuilder.render.flow import FlowRun, Paragraph

NO_LETTER = re.compile("[\u00ad\u200b\u2060\ufeff]")  # what only says where lines may break
LEAD = re.compile(r"\(?(?:[0-9]{1,3}|[a-zA-Z]{1,3})[.)]?|[•–·◦▪-]")


def has_labels(lines: Sequence[Paragraph]) -> bool:
    """Whether one of the lines leads to the next."""
    return any(line.keep_next for line in lines)


def in_one(first: Paragraph, second: Paragraph, between: str) -> Paragraph:
    """Two lines in one."""
    runs = (*first.runs, replace(first.runs[-1], text=between), *second.runs)
    anchors = (*first.anchors, *second.anchors)
    return replace(first, runs=runs, anchors=anchors, keep_next=False)


def is_lead(box: Any) -> bool:  # noqa: ANN401
    """A marker, or a short number that the style puts beside the paragraph after it."""
    if getattr(box, "is_outside_marker", False):
        return True
    return box.style["position"] == "absolute" and bool(LEAD.fullmatch(text_of(box).strip()))


def text_of(box: Any) -> str:  # noqa: ANN401
    """The words in a box."""
    if type(box).__name__ == "TextBox":
        return NO_LETTER.sub("", box.text)
    return "".join(text_of(child) for child in getattr(box, "children", ()))


def style_of_text(box: Any) -> Any:  # noqa: ANN401
    """The style of the first letters in a box."""
    for child in getattr(box, "children", ()):
        if text_of(child).strip():
            return style_of_text(child)
    return box.style


def titles_of(element: Any) -> Iterator[str]:  # noqa: ANN401
    """What a drawing is called."""
    for child in element:
        if str(child.tag).rpartition("}")[2] == "title":
            yield child.text or ""


def page_counter(box: Any) -> str:  # noqa: ANN401
    """The page counter that a box of the style's own words shows; "" for none."""
    content = box.style["content"]
    if "::" not in str(box.element_tag) or not isinstance(content, tuple | list):
        return ""
    counted = [part[1][0] for part in content if isinstance(part, tuple) and part[0] == "counter()"]
    return next((name for name in counted if name in {"page", "pages"}), "")


def counts_pages(box: Any) -> bool:  # noqa: ANN401
    """Whether a page counter stands in a box."""
    return bool(page_counter(box)) or any(
        counts_pages(child) for child in getattr(box, "children", ())
    )


def is_unbroken(box: Any) -> bool:  # noqa: ANN401
    """Whether no line of a box is broken: by its own style, or by that of all words in it."""
    if type(box).__name__ == "TextBox" or not text_of(box).strip():
        return bool(box.style["white_space"] == "nowrap")
    return all(is_unbroken(one) for one in box.children if text_of(one).strip())


def tidy(runs: Sequence[FlowRun]) -> list[FlowRun]:
    """Runs without the spaces that no line shows; neighbours of one look joined."""
    joined: list[FlowRun] = []
    for run in runs:
        last = joined[-1] if joined else None
        text = run.text
        if last is None or (last.text.endswith(("\n", " ")) and not last.counter):
            text = text.lstrip(" ")
        if not text and not run.counter:
            continue
        alike = last is not None and replace(last, text="") == replace(run, text="")
        if last is not None and alike and not run.href:
            joined[-1] = replace(last, text=last.text + text)
        else:
            joined.append(replace(run, text=text))
    while joined and not joined[-1].counter and not joined[-1].text.rstrip():
        joined.pop()
    if joined and not joined[-1].counter:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return joined
