"""The annex of a record copy: the alignment walk, clearances, pins and own wordings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from briefbuilder.domain import approvals
from briefbuilder.domain.alignment import AlignmentState, QuestionState, QuestionView
from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.clearances import Clearance, EarlierReply
from briefbuilder.domain.clearing import (
    clearance_standing,
    covered_words,
    is_answered,
    said,
    said_earlier,
)
from briefbuilder.domain.item_sections import part_title
from briefbuilder.language.catalogue import Catalogue
from briefbuilder.language.marks import P_
from briefbuilder.render.figures import alignment_svg
from briefbuilder.render.labels import long_date, typed_date
from briefbuilder.render.margin_words import status_words
from briefbuilder.render.tongues import foreign, spoken_in

_REVISION_DIGITS = 12
_STATE_WORDS: Mapping[QuestionState, str] = {
    QuestionState.CLOSED: P_("closed"),
    QuestionState.PARTLY: P_("partly"),
    QuestionState.OPEN: P_("open"),
    QuestionState.UNANSWERED: P_("not answered"),
    QuestionState.NOT_APPLICABLE: P_("not applicable"),
}


def alignment_html(state: AlignmentState, words: Catalogue) -> Markup:
    """The state of the walk as a figure with its words."""
    told = words.gettext(
        "Questions that apply: {applicable}; answered: {answered}; blocking gaps: {blocking}.",
        applicable=state.applicable,
        answered=state.answered,
        blocking=state.blocking,
    )
    return Markup('<figure class="alignment">{}<figcaption>{}</figcaption></figure>').format(
        alignment_svg(state, words), told
    )


def annex_html(
    brief: Brief,
    state: AlignmentState | None,
    statuses: Mapping[str, str],
    words: Catalogue,
    tongue: str = "",
) -> Markup:
    """Everything that the file keeps about how the brief came to be.

    `tongue` is the language of the checklist's questions where the brief has another one.
    """
    parts = [Markup("<h2>{}</h2>").format(words.gettext("Annex"))]
    if state is not None and state.applicable:
        heading = _heading(words.gettext("Alignment walk"))
        parts += [heading, alignment_html(state, words), _answers(state, words, tongue)]
    if brief.clearances:
        parts += [_heading(words.gettext("Clearances")), _clearances(brief, words)]
    if brief.pins:
        heading = _heading(words.gettext("Library texts used"))
        parts += [heading, _pins(brief, statuses, words)]
    own = list(_own_wordings(brief, words))
    if own:
        head = (words.gettext("Item"), words.gettext("Part"), words.gettext("Words by"))
        heading = _heading(words.gettext("Own wordings"))
        parts += [heading, _table("wordings", head, own)]
    return Markup("").join(parts)


def _heading(words: str) -> Markup:
    return Markup("<h3>{}</h3>").format(words)


_HEAD_CELL = Markup('<th scope="col">{}</th>')
_ROW_HEAD = Markup('<th scope="row">{}</th>')
_CELL = Markup("<td>{}</td>")


def _table(name: str, header: Sequence[str], rows: Iterable[Sequence[str | Markup]]) -> Markup:
    """A table whose first column says what each row is about."""
    head = Markup("").join(_HEAD_CELL.format(cell) for cell in header)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                (_CELL if position else _ROW_HEAD).format(cell) for position, cell in enumerate(row)
            )
        )
        for row in rows
    )
    return Markup('<table class="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        name, head, body
    )


def _answers(state: AlignmentState, words: Catalogue, tongue: str) -> Markup:
    views = [view for view in state.views if view.state is not QuestionState.DOES_NOT_APPLY]
    authors = {view.answer.by for view in views if view.answer is not None}
    alone = len(authors) == 1
    rows = [
        (
            view.question.id,
            _question(view, words, tongue),
            _state(view, words),
            _grounds(view, words, signed=not alone),
        )
        for view in views
    ]
    head = (
        words.pgettext("number of a question", "No."),
        words.gettext("Question"),
        words.gettext("State"),
        words.gettext("Evidence and reasons"),
    )
    table = _table("answers", head, rows)
    (author,) = authors if alone else ("",)
    if not author:
        return table
    signed = words.gettext("All answers by {name}.", name=author)
    return table + Markup('<p class="quiet signed">{}</p>').format(signed)


def _override(view: QuestionView, words: Catalogue) -> str:
    """On whose word a gap goes forward; of one that was given to another answer, that it was."""
    override = view.answer.override if view.answer is not None else None
    if override is None or not view.state.is_gap:
        return ""
    given = {
        "name": override.by,
        "date": long_date(override.on, words),
        "reason": override.reason,
    }
    if view.is_overridden:
        return words.gettext("Goes forward on the word of {name}, {date}: {reason}", **given)
    return words.gettext(
        "An override was given to another answer and does not count ({name}, {date}: {reason})",
        **given,
    )


def overrides_html(
    overridden: Iterable[QuestionView], words: Catalogue, tongue: str = ""
) -> Markup:
    """The blocking gaps that a named person lets go forward, each with its words."""
    lines = Markup("").join(
        Markup("<li>{} {} ({}). {}</li>").format(
            view.question.id,
            spoken_in(tongue, view.question.text),
            words.gettext(_STATE_WORDS[view.state]),
            _override(view, words),
        )
        for view in overridden
    )
    heading = words.gettext("Blocking questions that go forward although they are not closed")
    return Markup('<p class="label">{}</p><ul>{}</ul>').format(heading, lines)


def _question(view: QuestionView, words: Catalogue, tongue: str) -> Markup:
    text = spoken_in(tongue, view.question.text)
    if not view.blocks:
        return text
    told = escape(words.gettext("{question} (blocking)", question="{question}"))
    return told.format(question=text)


def _state(view: QuestionView, words: Catalogue) -> Markup:
    name = view.state.value.replace("/", "")
    told = words.gettext(_STATE_WORDS[view.state])
    return Markup('<span class="state-{}">{}</span>').format(name, told)


def _grounds(view: QuestionView, words: Catalogue, *, signed: bool) -> str:
    if view.lapsed is not None and view.answer is None:
        return words.gettext("An earlier answer lapsed, since the question's words changed.")
    answer = view.answer
    if answer is None:
        return "–"
    parts = [
        answer.detail,
        words.gettext("Evidence: {words}", words=answer.evidence) if answer.evidence else "",
        words.gettext("Reason: {words}", words=answer.reason) if answer.reason else "",
        words.gettext("To close it: {words}", words=answer.closes) if answer.closes else "",
        words.gettext("Due: {date}", date=typed_date(answer.due, words)) if answer.due else "",
        words.gettext("By {name}", name=answer.by) if answer.by and signed else "",
        _override(view, words),
    ]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part) or "–"


def _clearances(brief: Brief, words: Catalogue) -> Markup:
    rows = [_clearance(brief, one, words) for one in brief.clearances]
    head = (
        words.pgettext("who was asked", "Who"),
        words.pgettext("what an office said", "Outcome"),
        words.pgettext("what a clearance covers", "Of"),
        words.gettext("Date"),
        words.gettext("Remark"),
    )
    return _table("clearances", head, rows)


def _clearance(brief: Brief, one: Clearance, words: Catalogue) -> Sequence[str]:
    day = long_date(one.on, words) if one.on else ""
    return (
        ", ".join(filter(None, (one.office, one.name))) or "–",
        said(one.outcome, clearance_standing(brief, one), words=words),
        covered_words(brief, one.of, words),
        day or _asked(one, words) or "–",
        " ".join(
            filter(None, (one.remark, _where_answered(brief, one, words), _earlier(one, words)))
        )
        or "–",
    )


def _earlier(one: Clearance, words: Catalogue) -> str:
    """What the office had said before, so that a file shows the whole of it."""
    return " ".join(_reply(reply, words) for reply in one.earlier)


def _reply(reply: EarlierReply, words: Catalogue) -> str:
    told = said_earlier(reply, long_date(reply.on, words) if reply.on else "", words)
    if reply.remark:
        return words.gettext("Earlier: {outcome} ({remark}).", outcome=told, remark=reply.remark)
    return words.gettext("Earlier: {outcome}.", outcome=told)


def _asked(one: Clearance, words: Catalogue) -> str:
    asked = words.gettext("asked {date}", date=long_date(one.asked, words)) if one.asked else ""
    due = words.gettext("due {date}", date=long_date(one.due, words)) if one.due else ""
    return ", ".join(filter(None, (asked, due)))


def _where_answered(brief: Brief, one: Clearance, words: Catalogue) -> str:
    if one.answered_in is None or not is_answered(brief, one):
        return ""
    heading = brief.section_of(one.answered_in).heading
    return words.gettext("Answered under “{heading}”.", heading=heading)


def _pins(brief: Brief, statuses: Mapping[str, str], words: Catalogue) -> Markup:
    used = {
        (block.item, block.revision): None
        for block in brief.blocks()
        if isinstance(block, ItemBlock)
    }
    rows = []
    for item_id, revision in used:
        item = brief.pin(item_id, revision).item
        own = approvals.approval_standing(item, revision).status
        status = status_words(statuses.get(item_id, own.value), words)
        title = spoken_in(foreign(item.lang, brief.lang), item.title)
        row = (title, revision[:_REVISION_DIGITS], status, long_date(item.as_at, words))
        rows.append(row)
    head = (
        words.gettext("Item"),
        words.gettext("Revision"),
        words.gettext("Status"),
        words.pgettext("above dates", "As at"),
    )
    return _table("pins", head, rows)


def _own_wordings(brief: Brief, words: Catalogue) -> Iterable[tuple[Markup, str, str]]:
    for block in brief.blocks():
        if isinstance(block, ItemBlock):
            item = brief.pin_of(block).item
            for edit in block.edits:
                author = edit.author or words.pgettext("author of a wording", "not named")
                title = spoken_in(foreign(item.lang, brief.lang), item.title)
                yield title, part_title(item, edit.part, words), author
