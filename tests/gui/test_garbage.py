"""No thread but the window's takes the window's objects away."""

import threading
import weakref

from PySide6.QtCore import QObject

from briefbuilder.gui.shared.garbage import GarbageCollector
from briefbuilder.gui.shared.tasks import Task

MANY = 200_000


class Cycle(QObject):
    """Keeps itself alive, as a widget does that holds a method of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.myself = self


def test_what_another_thread_allocates_frees_no_object_of_the_window(qtbot, qapp):
    collector = GarbageCollector(qapp, is_asked=True)
    freed_on: list[threading.Thread] = []
    weakref.finalize(Cycle(), lambda: freed_on.append(threading.current_thread()))

    def allocate(_report, _cancelled):
        return [[[]] for _ in range(MANY)]

    kept: list[object] = []
    task = Task(allocate)
    task.succeeded.connect(kept.append)
    with qtbot.waitSignal(task.succeeded, timeout=60_000):
        task.start()
    assert freed_on == []

    collector.collect()
    assert freed_on == [threading.main_thread()]
    collector.close()
