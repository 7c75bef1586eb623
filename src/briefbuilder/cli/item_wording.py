"""What the terminal says of an item of the library."""

from __future__ import annotations

from briefbuilder.domain.approvals import name_in_words, reason_in_words
from briefbuilder.domain.items import Kind, Status
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.library import LibraryEntry
from briefbuilder.domain.sources import SourceType
from briefbuilder.language.interface import _, p_, spoken


def kind_word(kind: Kind) -> str:
    """What a kind of item is called."""
    return _(spec_of(kind).typed)


def source_word(kind: SourceType) -> str:
    """What a kind of source is called."""
    return {
        SourceType.ARTICLE_JOURNAL: p_("kind of source", "article-journal"),
        SourceType.ARTICLE_NEWSPAPER: p_("kind of source", "article-newspaper"),
        SourceType.BOOK: p_("kind of source", "book"),
        SourceType.CHAPTER: p_("kind of source", "chapter"),
        SourceType.DOCUMENT: p_("kind of source", "document"),
        SourceType.HEARING: p_("kind of source", "hearing"),
        SourceType.LEGAL_CASE: p_("kind of source", "legal_case"),
        SourceType.LEGISLATION: p_("kind of source", "legislation"),
        SourceType.MANUSCRIPT: p_("kind of source", "manuscript"),
        SourceType.REPORT: p_("kind of source", "report"),
        SourceType.SPEECH: p_("kind of source", "speech"),
        SourceType.TREATY: p_("kind of source", "treaty"),
        SourceType.WEBPAGE: p_("kind of source", "webpage"),
    }[kind]


def status_key_word(status: Status) -> str:
    """What a status is called."""
    match status:
        case Status.DRAFT:
            return p_("status of an item", "draft")
        case Status.IN_REVIEW:
            return p_("status of an item", "in-review")
        case Status.APPROVED:
            return p_("status of an item", "approved")
        case Status.WITHDRAWN:
            return p_("status of an item", "withdrawn")


def standing_in_words(entry: LibraryEntry) -> str:
    """What an item is and how far it may be trusted, in a few words."""
    item = entry.item
    return _(
        "{kind}, {status}, as at {day}",
        kind=kind_word(item.kind),
        status=status_key_word(entry.status),
        day=spoken().date(item.as_at),
    )


def approval_in_words(entry: LibraryEntry) -> str:
    """Who approved the item and why, or why that does not hold; "" where nobody claims it."""
    standing = entry.standing
    given = standing.approval
    if standing.lapse is not None:
        told = _("It calls itself approved and is not.")
        return f"{told} {standing.why}"
    if given is None:
        return ""
    by, day, why = name_in_words(given.by), spoken().date(given.on), reason_in_words(given.why)
    if standing.status is Status.APPROVED:
        return _("Approved by {by} on {day}: {why}", by=by, day=day, why=why)
    return _("Was approved by {by} on {day}: {why}", by=by, day=day, why=why)


def last_change_in_words(entry: LibraryEntry) -> str:
    """Who gave the item its status, when and why; "" where that is its approval, or not known."""
    changes = entry.item.status_changes
    if not changes or changes[-1].to is Status.APPROVED:
        return ""
    last = changes[-1]
    return _(
        "Set to {status} by {by} on {day}: {why}",
        status=status_key_word(last.to),
        by=name_in_words(last.by),
        day=spoken().date(last.on),
        why=reason_in_words(last.why),
    )
