"""How long a section prints, beside what its form allows, in a few words."""

from __future__ import annotations

from math import ceil

from briefbuilder.domain.briefs import Section
from briefbuilder.domain.layout import SectionMeasure, is_longer
from briefbuilder.domain.templates import SectionContract
from briefbuilder.language.interface import n_, p_, spoken


def measure_words(
    section: Section, contract: SectionContract | None, measure: SectionMeasure | None
) -> tuple[str, str]:
    """What stands at a section's right edge, and its role: "✖ 6 of 4 lines", "error"."""
    if not section.blocks:
        required = contract is not None and contract.required
        word = p_("a section", "empty — required") if required else p_("a section", "empty")
        return word, "faint"
    if measure is None:
        return "", "faint"
    over = False
    if contract is not None and contract.max_lines is not None:
        over = measure.lines > contract.max_lines
        words = n_(
            "{lines} of {number} line",
            "{lines} of {number} lines",
            contract.max_lines,
            lines=measure.lines,
        )
    elif contract is not None and contract.max_pages is not None:
        over = is_longer(measure.pages, contract.max_pages)
        pages = ceil(measure.pages * 10) / 10
        words = _of_pages(pages if over else min(pages, contract.max_pages), contract.max_pages)
    else:
        words = n_("{number} line", "{number} lines", measure.lines)
    return (f"✖ {words}", "error") if over else (words, "faint")


def _of_pages(pages: float, allowed: float) -> str:
    return n_(
        "{pages} of {number} page",
        "{pages} of {number} pages",
        allowed,
        pages=spoken().decimal(pages),
        number=spoken().decimal(allowed),
    )
