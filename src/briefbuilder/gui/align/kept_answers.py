"""Answers that the brief keeps although their questions are no longer asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from briefbuilder.app.alignment_words import answer_label
from briefbuilder.domain.alignment import words_answered
from briefbuilder.domain.briefs import Brief
from briefbuilder.domain.checklists import Answer
from briefbuilder.gui.shared.build import in_column, make_label, paragraph, take_down
from briefbuilder.gui.widgets.kept_keyboard import keyboard_kept
from briefbuilder.gui.widgets.link_label import LinkLabel
from briefbuilder.language.interface import _


class KeptAnswers(QWidget):
    """Lists them, each with a way to take it back; hidden where there are none.

    Signals:
        taken_back(str): the answer to a question is not to be kept any more.
    """

    taken_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        name = make_label(_("Answers to what is no longer asked"), "caps", self)
        why = make_label(_("They are kept with the brief, and do not count."), "faint", self)
        self._column = in_column(name, why, on=self, margins=(0, 0, 0, 18), spacing=6)

    def show_answers(self, answers: Sequence[Answer], brief: Brief | None) -> None:
        """Show other answers, each with what `brief` knows of its question."""
        with keyboard_kept(self):
            take_down(self._rows, self._column)
            self._rows = [row for answer in answers for row in self._rows_of(answer, brief)]
            for row in self._rows:
                self._column.addWidget(row)
                row.show()
        self.setVisible(bool(answers))

    def _rows_of(self, answer: Answer, brief: Brief | None) -> tuple[QWidget, QWidget]:
        value = answer_label(answer.value)
        written = [answer.detail, answer.evidence, answer.reason, answer.by]
        asked = words_answered(brief, answer) if brief is not None else None
        was = f"\n{asked.text}" if asked is not None else ""
        line = " · ".join(filter(None, (answer.question, value, *written)))
        words = paragraph(f"{line}{was}", "", self)
        spoken = _("Take back the answer to {question}", question=answer.question)
        back = LinkLabel(_("Take it back"), self, spoken=spoken)
        back.followed.connect(partial(self._take_back, answer.question))
        return words, back

    def _take_back(self, question_id: str) -> None:
        self.taken_back.emit(question_id)
