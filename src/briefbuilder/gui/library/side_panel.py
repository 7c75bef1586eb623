"""The right side: where a statement comes from, and what hangs on the item."""

from __future__ import annotations

import html
from functools import partial

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from briefbuilder.app.item_words import short_day, shown_parts, status_word
from briefbuilder.app.statement_lines import Mark, StatementLine
from briefbuilder.domain.approvals import approval_standing, name_in_words, reason_in_words
from briefbuilder.domain.briefs import ItemBlock
from briefbuilder.domain.changes import Aspect
from briefbuilder.domain.citations import Citation, find_citations
from briefbuilder.domain.differences import word_differences
from briefbuilder.domain.items import Item, StatementCheck, Status, StatusChange, revision_of
from briefbuilder.domain.kinds import spec_of
from briefbuilder.domain.sources import Source
from briefbuilder.errors import BriefbuilderError, Problem
from briefbuilder.gui.dialogs.compare import runs_as_html
from briefbuilder.gui.library.curation_signals import CurationSignals
from briefbuilder.gui.library.item_actions import ItemActions
from briefbuilder.gui.library.item_panel import ItemPanel
from briefbuilder.gui.library.text_tab import SIGNS
from briefbuilder.gui.shared.build import dressed, in_column, paragraph, scrolling, take_down
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.resting import Refresh
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.widgets.kept_keyboard import keyboard_kept
from briefbuilder.gui.widgets.link_label import LinkLabel
from briefbuilder.language.interface import _, n_, p_, page_words
from briefbuilder.render.citations import full_form, to_html, with_locator

ONE_SIDED = "one-sided-relation"
USES = frozenset({Aspect.OUTLINE, Aspect.BLOCKS, Aspect.PINS})
"""Of a brief it shows where it uses the item."""
SAFE_SCHEMES = frozenset({"http", "https"})


class Part(QWidget):
    """One headed part of the side panel, filled anew each time."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = paragraph(title, "heading")
        self._shown: list[QWidget] = []
        self._column = in_column(self._title, on=self, margins=0, spacing=5)

    def set_title(self, title: str) -> None:
        """Head the part otherwise."""
        self._title.setText(title)

    def fill(self, widgets: list[QWidget]) -> None:
        """Show these widgets; with none the part hides."""
        take_down(self._shown, self._column)
        self._shown = widgets
        for widget in widgets:
            left = isinstance(widget, QPushButton)
            flags = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0)
            self._column.addWidget(widget, 0, flags)
            widget.show()
        self.setVisible(bool(widgets))


class SidePanel(QScrollArea):
    """What belongs to the draft and to the statement that is selected."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        curation: CurationSignals,
        items: ItemActions,
        panel: ItemPanel,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._drafts = curation.session
        self._items = items
        self._panel = panel
        self._line: StatementLine | None = None
        scrolling(self)
        self.setAccessibleName(_("What belongs to the item"))
        self._source = Part(_("This statement’s source"))
        self._since = Part(_("Differences since the check"))
        self._stray = Part(_("Checks without a statement"))
        self._approvals = Part(_("Status and approvals"))
        self._used = Part(_("Used in the open brief"))
        self._closes = Part(_("Closes"))
        self._related = Part(_("Related"))
        self._problems = Part(_("Problems"))
        self.setWidget(self._laid_out())
        panel.statements.selected.connect(self._on_statement_selected)
        refresh = Refresh(self, self.refresh, USES)
        curation.opened.connect(refresh.ask)
        curation.changed.connect(refresh.ask)
        desk.session_replaced.connect(refresh.ask)
        desk.brief_changed.connect(refresh.on_brief_changed)
        desk.library_changed.connect(refresh.ask)
        theme.changed.connect(refresh.ask)
        self._line = panel.statements.line
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what belongs to the draft as it stands."""
        with keyboard_kept(self):
            self._fill()

    def _fill(self) -> None:
        draft = self._drafts.draft
        item = draft.item if draft is not None else None
        self._show_statement()
        self._stray.fill(self._stray_checks() if item is not None else [])
        self._approvals.fill(self._status_changes(item) if item is not None else [])
        self._used.fill(self._uses(item) if item is not None else [])
        self._closes.fill(self._closed(item) if item is not None else [])
        self._related.fill(self._neighbours(item) if item is not None else [])
        self._problems.fill(self._faults() if draft is not None else [])

    def _laid_out(self) -> QWidget:
        inner = dressed(QWidget(self), "panel")
        in_column(
            self._source,
            self._since,
            self._stray,
            self._approvals,
            self._used,
            self._closes,
            self._related,
            self._problems,
            None,
            on=inner,
            margins=(16, 16, 14, 14),
            spacing=16,
        )
        return inner

    def _show_statement(self) -> None:
        line = self._line
        if line is None or self._drafts.draft is None or self._drafts.draft.item is None:
            self._source.fill([])
            self._since.fill([])
            return
        citations = [
            citation
            for group in find_citations(line.statement.text)
            for citation in group.citations
        ]
        many = len(citations) > 1
        self._source.set_title(
            _("This statement’s sources") if many else _("This statement’s source")
        )
        widgets: list[QWidget] = [self._printed(one) for one in citations]
        if not citations:
            judgement = line.mark is Mark.JUDGEMENT
            if judgement:
                widgets.append(paragraph(_("A judgement needs no source."), "faint"))
            else:
                lacks = _("The statement cites no source.")
                widgets.append(paragraph(f"▲ {lacks}", "warning"))
        widgets += self._check_words(line)
        if citations:
            check = QPushButton(_("I have read it: check…"))
            check.setProperty("role", "primary")
            check.setObjectName("check-statement")
            check.setToolTip(
                _("Record that the source supports the statement (Return in the list)")
            )
            check.clicked.connect(self._on_check_clicked)
            widgets.append(check)
        self._source.fill(widgets)
        self._since.fill(self._differences(line))

    def _printed(self, citation: Citation) -> QWidget:
        source = self._desk.workspace.library.sources.get(citation.key)
        if source is None:
            lacks = _("The library has no source “{key}”.", key=citation.key)
            return paragraph(f"✖ {lacks}", "error")
        printed = str(to_html(with_locator(full_form(source, page_words()), citation.locator)))
        label = QLabel(f"{printed}<br>{html.escape(_standing_of(source))}")
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(self._on_link_activated)
        return label

    def _check_words(self, line: StatementLine) -> list[QWidget]:
        if line.check is not None:
            return [widget for check in self._checks_of(line) for widget in self._told(check)]
        if line.lapse is not None:
            old = line.lapse.check
            told = _(
                "{name} checked other words on {date}, grade {grade}.",
                name=old.by,
                date=short_day(old.on),
                grade=old.grade,
            )
            return [paragraph(f"▲ {told}", "warning")]
        return []

    def _checks_of(self, line: StatementLine) -> tuple[StatementCheck, ...]:
        """Every check of the statement's words, the newest first."""
        draft = self._drafts.draft
        checks = draft.item.checks if draft is not None and draft.item is not None else ()
        own = [one for one in checks if one.statement == line.statement.hash]
        return tuple(sorted(own, key=lambda one: one.on, reverse=True))

    def _told(self, check: StatementCheck) -> list[QWidget]:
        told = _(
            "Checked by {name} on {date}, grade {grade}",
            name=check.by,
            date=short_day(check.on),
            grade=check.grade,
        )
        where = [self._address(check.address)] if check.address else []
        return [paragraph(f"● {told}", "good"), *where]

    def _address(self, address: str) -> QWidget:
        if QUrl(address).scheme() not in SAFE_SCHEMES:
            return paragraph(_("Read at {address}", address=address), "faint")
        link = LinkLabel(
            _("Read at {address}", address=QUrl(address).host()),
            spoken=_("Open {address}", address=address),
        )
        link.setToolTip(address)
        link.followed.connect(partial(self._on_link_activated, address))
        return link

    def _differences(self, line: StatementLine) -> list[QWidget]:
        if line.lapse is None:
            return []
        runs = word_differences(line.lapse.words, line.statement.text)
        label = QLabel(runs_as_html(runs, self._theme.colours))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setFont(self._theme.reading_font(11.0))
        label.setMargin(10)
        frame = dressed(QFrame(), "card")
        in_column(label, on=frame, margins=0)
        return [frame]

    def _stray_checks(self) -> list[QWidget]:
        widgets: list[QWidget] = []
        for check in self._panel.statements.sheet.stray:
            told = _(
                "{name}, {date}, grade {grade}: the words have changed and the old ones are not at "
                "hand.",
                name=check.by,
                date=short_day(check.on),
                grade=check.grade,
            )
            widgets.append(paragraph(f"▲ {told}", "soft"))
            drop = LinkLabel(
                _("Take the check out"),
                spoken=_("Take out the check of {date}", date=short_day(check.on)),
            )
            drop.followed.connect(partial(self._drop_check, check.statement))
            widgets.append(drop)
        return widgets

    def _status_changes(self, item: Item) -> list[QWidget]:
        """Who gave the item which status, the newest first; an approval that lapsed is kept."""
        revision = revision_of(item)
        standing = approval_standing(item, revision)
        widgets: list[QWidget] = []
        if standing.lapse is not None:
            claim = _("It calls itself approved and is treated as in review.")
            widgets.append(paragraph(f"▲ {claim} {standing.why}", "warning"))
        for change in reversed(item.status_changes):
            if change.revision not in {None, revision}:
                widgets.append(paragraph(f"▲ {_of_another_text(change)}", "soft"))
            elif change is standing.approval and standing.status is Status.APPROVED:
                widgets.append(paragraph(f"● {_change(change)}", "good"))
            else:
                widgets.append(paragraph(_change(change), "soft"))
        return widgets

    def _uses(self, item: Item) -> list[QWidget]:
        session = self._desk.session
        if session is None:
            return []
        brief = session.brief
        entry = self._desk.workspace.library.entries.get(item.id)
        widgets: list[QWidget] = []
        for section in brief.sections:
            for block in section.blocks:
                if not isinstance(block, ItemBlock) or block.item != item.id:
                    continue
                behind = entry is not None and entry.revision != block.revision
                place, parts = section.heading, shown_parts(brief, block)
                link = LinkLabel(
                    _("▲ {section}: {parts}, older text", section=place, parts=parts)
                    if behind
                    else _("{section}: {parts}", section=place, parts=parts)
                )
                link.followed.connect(partial(self._reveal, f"block:{block.id}"))
                widgets.append(link)
        return widgets or [paragraph(_("Not in the open brief."), "faint")]

    def _closed(self, item: Item) -> list[QWidget]:
        checklists = self._desk.workspace.library.checklists.values()
        questions = {q.id: q.text for checklist in checklists for q in checklist.questions}
        return [
            paragraph(f"{one}  {questions.get(one) or _('▲ not in the checklist')}", "soft")
            for one in item.closes
        ]

    def _neighbours(self, item: Item) -> list[QWidget]:
        library = self._desk.workspace.library
        ids = dict.fromkeys((*item.related, *library.neighbours(item.id)))
        widgets: list[QWidget] = []
        for item_id in ids:
            entry = library.entries.get(item_id)
            if entry is None:
                lacks = _("{id} is not in the library.", id=item_id)
                widgets.append(paragraph(f"✖ {lacks}", "error"))
                continue
            title = entry.item.title
            link = LinkLabel(title, spoken=_("Show {item}", item=title))
            kind = page_words().gettext(spec_of(entry.item.kind).label)
            link.setToolTip(_("{kind}: {summary}", kind=kind, summary=entry.item.summary))
            link.followed.connect(partial(self._show_item, item_id))
            widgets.append(link)
            if item_id in item.related and item.id not in entry.item.related:
                # Told here, where it can be mended, and not once more under Problems.
                back = LinkLabel(
                    _("▲ It does not name this one. Add that there"),
                    spoken=_("{item}: ▲ It does not name this one. Add that there", item=title),
                )
                back.followed.connect(partial(self._relate_back, item_id, item.id))
                widgets.append(back)
        return widgets

    def _relate_back(self, item_id: str, own: str) -> None:
        try:
            self._drafts.relate(item_id, own)
        except BriefbuilderError as error:
            self._desk.announce(str(error))

    def _faults(self) -> list[QWidget]:
        found = self._panel.text.problems
        problems = [one for one in found if one.rule != ONE_SIDED]
        if not found:
            return [paragraph(p_("no problems", "● None"), "good")]
        widgets: list[QWidget] = []
        one_sided = len(found) - len(problems)
        if one_sided:
            above = n_(
                "▲ {number} relation from one side only: see Related.",
                "▲ {number} relations from one side only: see Related.",
                one_sided,
            )
            widgets.append(paragraph(above, "soft"))
        for problem in problems:
            words = _in_line(problem)
            link = LinkLabel(
                f"{SIGNS[problem.severity]} {words}", spoken=_("Go to {problem}", problem=words)
            )
            link.setToolTip(problem.remedy)
            link.followed.connect(partial(self._go_to, problem))
            widgets.append(link)
        return widgets

    def _drop_check(self, statement: str) -> None:
        self._drafts.drop_check(statement)

    def _reveal(self, target: str) -> None:
        self._desk.reveal(target)

    def _show_item(self, item_id: str) -> None:
        self._panel.commit()
        try:
            self._drafts.open_item(item_id)
        except BriefbuilderError as error:
            self._desk.announce(str(error))

    def _go_to(self, problem: Problem) -> None:
        self._panel.tabs.setCurrentWidget(self._panel.text)
        self._panel.text.go_to(problem)

    @Slot(object)
    def _on_statement_selected(self, line: StatementLine | None) -> None:
        self._line = line
        with keyboard_kept(self):
            self._show_statement()

    @Slot()
    def _on_check_clicked(self) -> None:
        if self._line is not None:
            self._items.check(self._line.statement)

    @Slot(str)
    def _on_link_activated(self, address: str) -> None:
        url = QUrl(address)
        if url.scheme() in SAFE_SCHEMES:
            QDesktopServices.openUrl(url)


def _standing_of(source: Source) -> str:
    """A source's own grade, and who looked at its entry last."""
    parts = [_("Grade {grade}", grade=source.grade.value)] if source.grade is not None else []
    if source.checked is not None:
        parts.append(_("entry checked {date}", date=short_day(source.checked.on)))
    return " · ".join(parts) or _("No grade yet")


def _change(change: StatusChange) -> str:
    """Who gave which status, when and why."""
    return _(
        "{status}, {name}, {date}: {reason}",
        status=status_word(change.to),
        name=name_in_words(change.by),
        date=short_day(change.on),
        reason=reason_in_words(change.why),
    )


def _of_another_text(change: StatusChange) -> str:
    return _(
        "{status}, {name}, {date}: {reason} (of another text)",
        status=status_word(change.to),
        name=name_in_words(change.by),
        date=short_day(change.on),
        reason=reason_in_words(change.why),
    )


def _in_line(problem: Problem) -> str:
    line = problem.place.line
    if not line:
        return problem.named
    return _("line {number}: {problem}", number=line, problem=problem.named)
