"""
Waiting: somebody whose work stands in a line behind that of others, and may walk away.

Whoever starts the work says who waits (`waiting_as`); whatever makes it wait says how many are
before (`ahead`) and looks whether they are still there. Neither knows the other.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Waiter:
    """One who waits: `ahead` is how many requests are answered before theirs."""

    ahead: int = 0
    gone: threading.Event = field(default_factory=threading.Event)


_CURRENT: ContextVar[Waiter | None] = ContextVar("waiter", default=None)


def waiter() -> Waiter:
    """Who waits for the work at hand; somebody who never walks away if nobody said."""
    return _CURRENT.get() or Waiter()


@contextmanager
def waiting_as(one: Waiter) -> Iterator[None]:
    """What is done inside is waited for by `one`."""
    token = _CURRENT.set(one)
    try:
        yield
    finally:
        _CURRENT.reset(token)
