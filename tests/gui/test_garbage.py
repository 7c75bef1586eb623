"""No thread but the window's takes the window's objects away."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefbuilder.gui.shared.garbage import GarbageCollector
from briefbuilder.gui.shared.tasks import Task

MANY = 200_000


class Cycle(QObject):
    """Keeps itself alive, as a widget does that holds a method of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.myself = self


def test_what_another_thread_allocates_frees_no_object_of_the_window(
    qtbot: QtBot, qapp: QApplication
) -> None:
    collector = GarbageCollector(qapp, is_asked=True)
    freed_on: list[threading.Thread] = []
    weakref.finalize(Cycle(), lambda: freed_on.append(threading.current_thread()))

    def allocate(_report: object, _cancelled: object) -> list[list[list[object]]]:
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


def test_a_full_collection_waits_until_enough_is_new(qapp: QApplication) -> None:
    collector = GarbageCollector(qapp, is_asked=True)
    kept: list[object] = []

    def work_on(rounds: int) -> None:
        for _ in range(rounds):
            kept.append([[] for _ in range(1_000)])
            collector.collect()

    work_on(300)  # with one full collection among them, after which everything is old
    cycle = Cycle()
    gc.collect()
    freed: list[str] = []
    weakref.finalize(cycle, lambda: freed.append("freed"))
    del cycle
    everything = len(gc.get_objects())
    work_on(20)
    assert freed == []

    work_on(everything // 1_000)
    assert freed == ["freed"]
    collector.close()
