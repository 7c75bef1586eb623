"""How errors reach a person: one presenter for the window.

An error that the program raises on purpose is a sentence and, where there are several faults, a
list of them with their places. Anything else is our fault: it is said so, with a report to copy,
after unsaved work has been put aside.
"""

from __future__ import annotations

import platform
import traceback

from PySide6.QtWidgets import QMessageBox, QWidget

from briefbuilder import __version__
from briefbuilder.errors import BriefbuilderError, InternalError

MOST_PROBLEMS = 12


def show_error(parent: QWidget | None, title: str, error: BriefbuilderError) -> None:
    """Say what happened and what to do about it."""
    box = QMessageBox(parent)
    box.setObjectName("error-box")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(f"<b>{title}</b>")
    problems = error.problems
    if problems:
        shown = "\n".join(f"• {problem}" for problem in problems[:MOST_PROBLEMS])
        more = len(problems) - MOST_PROBLEMS
        box.setInformativeText(shown + (f"\n… and {more} more." if more > 0 else ""))
    else:
        box.setInformativeText(str(error))
    box.exec()


def ask(parent: QWidget | None, title: str, question: str, *, yes: str, no: str = "Cancel") -> bool:
    """Ask a question with two named answers; True for `yes`."""
    box = QMessageBox(parent)
    box.setObjectName("question-box")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(question)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(accept)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is accept


def choose(parent: QWidget | None, title: str, text: str, options: tuple[str, ...]) -> int | None:
    """Offer named ways on; the position of the one chosen, None for Cancel."""
    box = QMessageBox(parent)
    box.setObjectName("choice-box")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(text)
    buttons = [box.addButton(option, QMessageBox.ButtonRole.ActionRole) for option in options]
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(buttons[0])
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
    box = QMessageBox(parent)
    box.setObjectName("fault-box")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("Something went wrong inside Briefbuilder")
    box.setText("<b>This is a fault of the program, not of your work.</b>")
    box.setInformativeText(
        "What you wrote has been put aside for recovery. Please copy the report below and send it "
        f"to whoever looks after Briefbuilder here.\n\n{fault}"
    )
    box.setDetailedText(report_of(error))
    box.exec()
