"""The installed PySide6 survives an afternoon of work.

PySide6 6.12.0 drops one reference to True at each emit() and one to None at each void call. Before
Python 3.12 such a process aborts after some hundred of them, with no traceback and no save. A short
test run does not notice, so these count. They run in a child process, which may die.
"""

import subprocess
import sys

EMITS_AND_KEYSTROKES = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

class Sender(QObject):
    sent = Signal(bool)

app = QApplication([])
sender = Sender()
for _ in range(10_000):
    sender.sent.emit(True)
edit = QLineEdit()
edit.show()
for number in range(10_000):
    edit.setText(str(number))
    app.processEvents()
print("alive")
"""

REFERENCE_DRIFT = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

class Sender(QObject):
    sent = Signal(bool)

CALLS = 1_000
app = QApplication([])
sender = Sender()

def drift(thing, call):
    call()
    before = sys.getrefcount(thing)
    for _ in range(CALLS):
        call()
    return abs(sys.getrefcount(thing) - before) / CALLS

print(drift(None, lambda: sender.setObjectName("a")))
print(drift(None, app.processEvents))
print(drift(True, lambda: sender.sent.emit(True)))
"""


def run_apart(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=100
    )


def test_it_outlives_ten_thousand_emits_and_keystrokes():
    result = run_apart(EMITS_AND_KEYSTROKES)

    assert (result.returncode, result.stdout) == (0, "alive\n"), result.stderr


def test_calls_leave_the_references_to_none_and_true_alone():
    result = run_apart(REFERENCE_DRIFT)

    assert result.returncode == 0, result.stderr
    drifts = [float(line) for line in result.stdout.splitlines()]
    assert len(drifts) == 3
    assert max(drifts) <= 0.01
