"""How long a section prints, beside what its form allows, in a few words."""

from __future__ import annotations

from math import ceil

from briefbuilder.domain.briefs import Section
from briefbuilder.domain.layout import SectionMeasure, is_longer
from briefbuilder.domain.templates import SectionContract


def measure_words(
    section: Section, contract: SectionContract | None, measure: SectionMeasure | None
) -> tuple[str, str]:
    """What stands at a section's right edge, and its role: "✖ 6 of 4 lines", "error"."""
    if not section.blocks:
        required = contract is not None and contract.required
        return ("empty — required" if required else "empty"), "faint"
    if measure is None:
        return "", "faint"
    lines = "line" if measure.lines == 1 else "lines"
    if contract is not None and contract.max_lines is not None:
        over = measure.lines > contract.max_lines
        words = f"{measure.lines} of {contract.max_lines} lines"
    elif contract is not None and contract.max_pages is not None:
        over = is_longer(measure.pages, contract.max_pages)
        pages = ceil(measure.pages * 10) / 10
        pages = pages if over else min(pages, contract.max_pages)
        words = f"{pages:g} of {contract.max_pages:g} pages"
    else:
        over, words = False, f"{measure.lines} {lines}"
    return (f"✖ {words}", "error") if over else (words, "faint")
