"""What an item rests on: facts are cited, sources are known, and the reader is told where to look.

A check says "I read the source and it supports these words"; it lapses when the words change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefbuilder.domain.citations import Citation, find_citations
from briefbuilder.domain.kinds import Holds
from briefbuilder.domain.library_check.item_places import in_head, in_statement, in_yaml
from briefbuilder.domain.library_check.overview import ItemUnderReview, Overview
from briefbuilder.domain.sources import Source, SourceType
from briefbuilder.domain.statements import Statement, check_summary
from briefbuilder.errors import Problem, Severity
from briefbuilder.language.interface import _, n_

_LONG_WORKS = frozenset({SourceType.BOOK, SourceType.CHAPTER})
_NUMBERS = re.compile(r"[\d.]+|[\da-f:]*:[\da-f:]*")
_LAW = frozenset({SourceType.LEGAL_CASE, SourceType.TREATY})
# A text of law is located as well by the words that name its article.
_LOCATED_IN_WORDS = re.compile(
    r"\b(arts?|articles?|paras?|paragraphs?|sections?|preamble|chapters?|annex|protocol)\b",
    re.IGNORECASE,
)
# That a treaty was signed, holds or has ended stands nowhere in it: it is cited as a whole.
_ABOUT_THE_WHOLE = re.compile(
    r"\b(sign(s|ed|ature)|concluded|(in|into) force|ratif(y|ied|ies|ication)|acced(e|ed|es)"
    r"|withdr(ew|awal|awn)|suspended|suspension|expire[ds]?|expiry|terminated)\b",
    re.IGNORECASE,
)


def unknown_sources(review: ItemUnderReview) -> Iterator[Problem]:
    """Every key that is cited is that of a source."""
    for statement in review.statements:
        for key in statement.keys:
            library = review.library
            if key not in library.sources and not library.is_left_out("source", key):
                yield Problem(
                    _('The source "@{key}" is not in the library.', key=key),
                    in_statement(review.entry, statement, f"@{key}"),
                    remedy=_("Correct the key, or add the source to sources/."),
                    rule="unknown-source",
                )


def uncited_facts(review: ItemUnderReview) -> Iterator[Problem]:
    """Every statement of fact cites what it rests on."""
    for statement in review.statements:
        if statement.holds is Holds.FACT and not statement.keys:
            yield Problem(
                _("A factual statement cites no source."),
                in_statement(review.entry, statement),
                Severity.WARNING,
                _("Cite what it rests on, or move it to a section of judgements."),
                "uncited-fact",
            )


def missing_locators(review: ItemUnderReview) -> Iterator[Problem]:
    """A fact out of a book, a judgment or a treaty says where in it; once for each source."""
    first: dict[str, Statement] = {}
    times: dict[str, int] = {}
    for statement, citation in _cited_for_facts(review):
        source = review.library.sources.get(citation.key)
        if source is None or citation.locator or not _needs_locator(source, statement):
            continue
        first.setdefault(citation.key, statement)
        times[citation.key] = times.get(citation.key, 0) + 1
    for key, statement in first.items():
        yield Problem(
            _without_locator(key, times[key]),
            in_statement(review.entry, statement, f"@{key}"),
            Severity.ADVICE,
            _("Add the page, the article or the paragraph: [@key, p. 4]."),
            "no-locator",
        )


def _without_locator(key: str, times: int) -> str:
    if times == 1:
        return _('A fact cites "@{key}" without saying where in it.', key=key)
    return n_(
        'A fact cites "@{key}" without saying where in it, {number} time.',
        'A fact cites "@{key}" without saying where in it, {number} times.',
        times,
        key=key,
    )


def lapsed_checks(review: ItemUnderReview) -> Iterator[Problem]:
    """Every check belongs to words that are still there."""
    if not review.item.checks:
        return
    for check in check_summary(review.item).lapsed:
        yield Problem(
            _(
                "The check {check} of {day} fits no statement any more: the words have changed.",
                check=check.statement,
                day=check.on.isoformat(),
            ),
            in_head(review.entry, "checks", check.statement),
            Severity.WARNING,
            _("Read the source again and check the new words, or take the check out."),
            "lapsed-check",
        )


def unfit_addresses(review: ItemUnderReview) -> Iterator[Problem]:
    """No check rests on a page of a host that the library does not trust to check by."""
    unfit = review.library.settings.unfit_hosts
    for check in review.item.checks:
        host = (urlsplit(check.address).hostname or "").lower()
        reason = next((why for name, why in unfit.items() if _is_host(host, name.lower())), None)
        if _NUMBERS.fullmatch(host):
            reason = _("a bare number, which says nothing of who answers for the page")
        if reason is not None:
            yield Problem(
                _(
                    "The check {check} rests on {host}: {reason}.",
                    check=check.statement,
                    host=host,
                    reason=reason,
                ),
                in_head(review.entry, "checks", check.statement),
                Severity.WARNING,
                _(
                    "Read the source itself or a page that somebody answers for, or take the check "
                    "out."
                ),
                "unfit-address",
            )


def _is_host(host: str, name: str) -> bool:
    """Whether a host is the named one, or lies under it."""
    return host == name or host.endswith(f".{name}")


def unused_sources(overview: Overview) -> Iterator[Problem]:
    """Every source is cited by an item or a question."""
    library, cited = overview.library, overview.cited()
    for key in library.sources:
        if key not in cited:
            file = library.file_of("source", key)
            yield Problem(
                _('Nothing cites the source "@{key}".', key=key),
                in_yaml(file, library.texts.get(file, ""), "id", key),
                Severity.ADVICE,
                _("Cite it, or take it out."),
                "unused-source",
            )


def _cited_for_facts(review: ItemUnderReview) -> Iterator[tuple[Statement, Citation]]:
    for statement in review.statements:
        if statement.holds is Holds.FACT:
            for group in find_citations(statement.text):
                for citation in group.citations:
                    yield statement, citation


def _needs_locator(source: Source, statement: Statement) -> bool:
    if source.type in _LONG_WORKS:
        return True
    if source.type is SourceType.TREATY and _ABOUT_THE_WHOLE.search(statement.text):
        return False
    return source.type in _LAW and not _LOCATED_IN_WORDS.search(statement.text)
