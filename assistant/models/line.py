"""
The line before a chat model that answers one request at a time.

The embedded server would let requests wait too, but in no order, and tell nobody. Here each waits
its turn in the order of coming: a section is written in many short requests, so people who draft
at the same time get their sentences in turn.

Knows: threads. Does not know: models, what is asked.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.core.errors import ModelError
from assistant.core.waiting import Waiter, waiter

_LOOK = 0.1  # seconds between two looks whether somebody has walked away


class Line:
    """Requests one after another, first come first served."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Inside it is the caller's turn. ModelError if who waits has walked away meanwhile."""
        mine = waiter()
        ticket = object()  # not the waiter: one person may ask twice
        with self._changed:
            self._line.append(ticket)
        try:
            self._wait(ticket, mine)
            yield
        finally:
            mine.ahead = 0
            with self._changed:
                self._line.remove(ticket)
                self._changed.notify_all()

    def _wait(self, ticket: object, mine: Waiter) -> None:
        with self._changed:
            while True:
                if mine.gone.is_set():
                    raise ModelError("已停止等待大模型")
                mine.ahead = self._line.index(ticket)
                if not mine.ahead:
                    return
                self._changed.wait(_LOOK)
