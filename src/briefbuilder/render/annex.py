"""The annex of a record copy: the alignment walk, clearances, pins and own wordings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from briefbuilder.domain import approvals
from briefbuilder.domain.alignment import AlignmentState, QuestionState, QuestionView
from briefbuilder.domain.briefs import Brief, ItemBlock
from briefbuilder.domain.clearances import Clearance
from briefbuilder.domain.clearing import (
    clearance_standing,
    covered_words,
    is_answered,
    said,
    said_earlier,
)
from briefbuilder.domain.item_sections import part_title
from briefbuilder.render.figures import alignment_svg
from briefbuilder.render.labels import Words, long_date, typed_date

_REVISION_DIGITS = 12
_STATE_WORDS: Mapping[QuestionState, str] = {
    QuestionState.CLOSED: "closed",
    QuestionState.PARTLY: "partly",
    QuestionState.OPEN: "open",
    QuestionState.UNANSWERED: "not answered",
    QuestionState.NOT_APPLICABLE: "not applicable",
}


def alignment_html(state: AlignmentState) -> Markup:
    """The state of the walk as a figure with its words."""
    said = (
        f"Questions that apply: {state.applicable}; answered: {state.answered}; "
        f"blocking gaps: {state.blocking}."
    )
    return Markup('<figure class="alignment">{}<figcaption>{}</figcaption></figure>').format(
        alignment_svg(state), said
    )


def annex_html(
    brief: Brief, state: AlignmentState | None, statuses: Mapping[str, str], words: Words
) -> Markup:
    """Everything that the file keeps about how the brief came to be."""
    parts = [Markup("<h2>{}</h2>").format(words.annex)]
    if state is not None and state.applicable:
        parts += [Markup("<h3>Alignment walk</h3>"), alignment_html(state), _answers(state, words)]
    if brief.clearances:
        parts += [Markup("<h3>Clearances</h3>"), _clearances(brief, words)]
    if brief.pins:
        parts += [Markup("<h3>Library texts used</h3>"), _pins(brief, statuses, words)]
    own = list(_own_wordings(brief))
    if own:
        head = ("Item", "Part", "Words by")
        parts += [Markup("<h3>Own wordings</h3>"), _table("wordings", head, own)]
    return Markup("").join(parts)


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


def _answers(state: AlignmentState, words: Words) -> Markup:
    views = [view for view in state.views if view.state is not QuestionState.DOES_NOT_APPLY]
    authors = {view.answer.by for view in views if view.answer is not None}
    alone = len(authors) == 1
    rows = [
        (view.question.id, _question(view), _state(view), _grounds(view, words, signed=not alone))
        for view in views
    ]
    table = _table("answers", ("No.", "Question", "State", "Evidence and reasons"), rows)
    (author,) = authors if alone else ("",)
    return table + (
        Markup('<p class="quiet signed">All answers by {}.</p>').format(author)
        if author
        else Markup()
    )


def _override(view: QuestionView, words: Words) -> str:
    """On whose word a gap goes forward; of one that was given to another answer, that it was."""
    override = view.answer.override if view.answer is not None else None
    if override is None or not view.state.is_gap:
        return ""
    given = f"{override.by}, {long_date(override.on, words)}: {override.reason}"
    if view.is_overridden:
        return f"Goes forward on the word of {given}"
    return f"An override was given to another answer and does not count ({given})"


def overrides_html(overridden: Iterable[QuestionView], words: Words) -> Markup:
    """The blocking gaps that a named person lets go forward, each with its words."""
    lines = Markup("").join(
        Markup("<li>{} {} ({}). {}</li>").format(
            view.question.id, view.question.text, _STATE_WORDS[view.state], _override(view, words)
        )
        for view in overridden
    )
    return Markup('<p class="label">{}</p><ul>{}</ul>').format(OVERRIDES, lines)


OVERRIDES = "Blocking questions that go forward although they are not closed"


def _question(view: QuestionView) -> str:
    mark = " (blocking)" if view.blocks else ""
    return f"{view.question.text}{mark}"


def _state(view: QuestionView) -> Markup:
    name = view.state.value.replace("/", "")
    return Markup('<span class="state-{}">{}</span>').format(name, _STATE_WORDS[view.state])


def _grounds(view: QuestionView, words: Words, *, signed: bool) -> str:
    if view.lapsed is not None and view.answer is None:
        return "An earlier answer lapsed, since the question's words changed."
    answer = view.answer
    if answer is None:
        return "–"
    parts = [
        answer.detail,
        f"Evidence: {answer.evidence}" if answer.evidence else "",
        f"Reason: {answer.reason}" if answer.reason else "",
        f"To close it: {answer.closes}" if answer.closes else "",
        f"Due: {typed_date(answer.due)}" if answer.due else "",
        f"By {answer.by}" if answer.by and signed else "",
        _override(view, words),
    ]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part) or "–"


def _clearances(brief: Brief, words: Words) -> Markup:
    rows = [_clearance(brief, one, words) for one in brief.clearances]
    return _table("clearances", ("Who", "Outcome", "Of", "Date", "Remark"), rows)


def _clearance(brief: Brief, one: Clearance, words: Words) -> Sequence[str]:
    day = long_date(one.on, words) if one.on else ""
    return (
        ", ".join(filter(None, (one.office, one.name))) or "–",
        said(one.outcome, clearance_standing(brief, one)),
        covered_words(brief, one.of),
        day or _asked(one, words) or "–",
        " ".join(filter(None, (one.remark, _where_answered(brief, one), _earlier(one, words))))
        or "–",
    )


def _earlier(one: Clearance, words: Words) -> str:
    """What the office had said before, so that a file shows the whole of it."""
    return " ".join(
        f"Earlier: {said_earlier(reply, long_date(reply.on, words) if reply.on else '')}"
        f"{f' ({reply.remark})' if reply.remark else ''}."
        for reply in one.earlier
    )


def _asked(one: Clearance, words: Words) -> str:
    asked = f"asked {long_date(one.asked, words)}" if one.asked else ""
    due = f"due {long_date(one.due, words)}" if one.due else ""
    return ", ".join(filter(None, (asked, due)))


def _where_answered(brief: Brief, one: Clearance) -> str:
    if one.answered_in is None or not is_answered(brief, one):
        return ""
    return f"Answered under “{brief.section_of(one.answered_in).heading}”."


def _pins(brief: Brief, statuses: Mapping[str, str], words: Words) -> Markup:
    used = {
        (block.item, block.revision): None
        for block in brief.blocks()
        if isinstance(block, ItemBlock)
    }
    rows = []
    for item_id, revision in used:
        item = brief.pin(item_id, revision).item
        own = approvals.approval_standing(item, revision).status
        status = statuses.get(item_id, own.value).replace("-", " ")
        row = (item.title, revision[:_REVISION_DIGITS], status, long_date(item.as_at, words))
        rows.append(row)
    return _table("pins", ("Item", "Revision", "Status", "As at"), rows)


def _own_wordings(brief: Brief) -> Iterable[tuple[str, str, str]]:
    for block in brief.blocks():
        if isinstance(block, ItemBlock):
            item = brief.pin_of(block).item
            for edit in block.edits:
                yield item.title, part_title(item, edit.part), edit.author or "not named"
