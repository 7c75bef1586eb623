"""Slow answers to questions that keep changing: one is worked on, and only the newest waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")
Answer = Callable[[int, Q, Callable[[], bool]], A]
"""What answers: it gets the request's number, what is asked, and a flag that says when to stop."""


class NewestFirst(Generic[Q, A]):
    """Answers requests on a thread of its own, one at a time; older ones that wait are dropped.

    `on_answer` is called on that thread, once for each answer: also for one that was asked for
    again while it was made. It is newer than the last, and whoever asks without a pause would
    otherwise never see any.
    """

    def __init__(self, answer: Answer[Q, A], on_answer: Callable[[A], None], *, name: str) -> None:
        self._answer = answer
        self._on_answer = on_answer
        self._wake = threading.Condition()
        self._waiting: tuple[int, Q] | None = None
        self._newest = 0
        self._closing = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def request(self, asked: Q) -> int:
        """Ask for something; returns the request's number."""
        with self._wake:
            self._newest += 1
            self._waiting = (self._newest, asked)
            self._wake.notify()
            return self._newest

    def close(self) -> None:
        """Stop; what is being worked on is told so, and the thread has ended when this returns."""
        with self._wake:
            self._closing = True
            self._waiting = None
            self._wake.notify()
        self._thread.join()

    def _is_closing(self) -> bool:
        return self._closing

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closing or self._waiting is not None)
                if self._closing:
                    return
                if self._waiting is None:
                    continue
                number, asked = self._waiting
                self._waiting = None
            answer = self._answer(number, asked, self._is_closing)
            if not self._closing:
                self._on_answer(answer)
