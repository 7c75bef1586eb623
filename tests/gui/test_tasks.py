import threading

import pytest
from PySide6.QtWidgets import QWidget

from briefbuilder.errors import CancelledError, WriteFailedError
from briefbuilder.gui.shared.tasks import Task, run_beside


def test_work_runs_on_another_thread_and_its_result_comes_back_here(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    threads = []

    def work(_report, _cancelled):
        threads.append(threading.current_thread())
        return "done"

    assert run_beside(work, "Waiting …", window) == "done"
    assert threads != [threading.current_thread()]


def test_an_error_crosses_whole(qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    def work(_report, _cancelled):
        raise WriteFailedError("The disk is full.")

    with pytest.raises(WriteFailedError, match="The disk is full"):
        run_beside(work, "Waiting …", window)


def test_a_task_reports_and_can_be_told_to_stop(qtbot):
    reports, started, go = [], threading.Event(), threading.Event()

    def work(report, cancelled):
        report("one")
        started.set()
        go.wait(10)
        if cancelled():
            raise CancelledError("Stopped.")

    task = Task(work)
    task.progressed.connect(reports.append)
    task.start()
    started.wait(10)
    task.cancel()
    with qtbot.waitSignal(task.failed, timeout=10_000) as failed:
        go.set()
    assert isinstance(failed.args[0], CancelledError)
    assert reports == ["one"]


def test_the_window_hears_of_results_on_its_own_thread(qtbot):
    heard = []
    task = Task(lambda _report, _cancelled: 7)
    task.succeeded.connect(lambda value: heard.append((value, threading.current_thread())))
    with qtbot.waitSignal(task.succeeded, timeout=10_000):
        task.start()
    assert heard == [(7, threading.main_thread())]
