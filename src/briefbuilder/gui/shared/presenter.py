"""How errors reach a person: one presenter for the window.

An error that the program raises on purpose is a sentence and, where there are several faults, a
list of them with their places. Anything else is our fault: it is said so, with a report to copy,
after unsaved work has been put aside.
"""

from __future__ import annotations

import html
import platform
import traceback
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from briefbuilder import __version__
from briefbuilder.errors import BriefbuilderError, InternalError, Problem
from briefbuilder.gui.shared.build import dressed
from briefbuilder.language.interface import _, labelled, n_

MOST_PROBLEMS = 12


def show_error(parent: QWidget | None, title: str, error: BriefbuilderError) -> None:
    """Say what happened and what to do about it."""
    problems = error.problems
    more = len(problems) - MOST_PROBLEMS
    lines = [f"• {_told(problem)}" for problem in problems[:MOST_PROBLEMS]] or [str(error)]
    if more > 0:
        lines.append(n_("… and {number} more.", "… and {number} more.", more))
    _box(parent, "error-box", title, "\n".join(lines)).exec()


def guarded(parent: QWidget | None, title: str, action: Callable[[], object]) -> bool:
    """Do something that may be refused; True when it was done, else the refusal was shown."""
    try:
        action()
    except BriefbuilderError as error:
        show_error(parent, title, error)
        return False
    return True


def _told(problem: Problem) -> str:
    """A problem in one line; its key is named where a line number stands for the place."""
    words = problem.sentence if problem.place.line is None else problem.named
    told = f"{words} {problem.remedy}".rstrip()
    place = str(problem.place)
    return labelled(place, told) if place else told


def ask(
    parent: QWidget | None,
    title: str,
    question: str,
    *,
    yes: str,
    no: str = "",
    loses: bool = False,
) -> bool:
    """Ask a question with two named answers; True for `yes`, and `no` is "Cancel" where left out.

    Where `yes` loses something for good (`loses`), Enter alone does not say it.
    """
    box = _box(parent, "question-box", title, question)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no or _("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse if loses else accept)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is accept


def choose(
    parent: QWidget | None, title: str, text: str, options: tuple[str, ...], *, no: str = ""
) -> int | None:
    """Offer named ways on; the position of the one chosen, None for `no`, "Cancel" if left out."""
    box = _box(parent, "choice-box", title, text)
    buttons = [box.addButton(option, QMessageBox.ButtonRole.ActionRole) for option in options]
    cancel = box.addButton(no or _("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(buttons[0] if buttons else cancel)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((number for number, button in enumerate(buttons) if button is clicked), None)


def report_of(error: BaseException) -> str:
    """A report on a fault of the program, to be copied; it names no file of the user's."""
    trace = "".join(traceback.format_exception(error))
    return f"Briefbuilder {__version__} on {platform.system()} {platform.release()}\n\n{trace}"


def show_fault(parent: QWidget | None, error: BaseException) -> None:
    """Say that the program made a mistake, and give the report."""
    fault = error if isinstance(error, InternalError) else InternalError(str(error))
    words = _(
        "This is a fault of the program, not of your work. What you wrote has been put aside for "
        "recovery. Please copy the report below and send it to whoever looks after Briefbuilder "
        "here."
    )
    title = _("Something went wrong inside Briefbuilder")
    box = _box(parent, "fault-box", title, f"{words}\n\n{fault}")
    box.setDetailedText(report_of(error))
    box.exec()


def _box(parent: QWidget | None, name: str, title: str, text: str) -> QMessageBox:
    """A message under its title; words from files and titles are shown as they are, never as HTML.

    The title stands in the box as well, because not every desktop gives a dialog a title bar.
    """
    box = dressed(QMessageBox(parent), name=name)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(f"<h3>{html.escape(title)}</h3>")
    words = html.escape(text).replace("\n", "<br>")
    box.setInformativeText(f"<p>{words}</p>")
    return box
