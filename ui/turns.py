"""
The calls of one browser window answered one after another, those of others meanwhile.

Knows: threads. Does not know: Gradio, pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakValueDictionary


@dataclass(frozen=True)
class Turns:
    """One lock a window, for as long as somebody holds it or waits for it.

    Two answers that overtake each other would leave the older one on the screen.
    """

    _locks: WeakValueDictionary[str, Lock] = field(default_factory=WeakValueDictionary)
    _change: Lock = field(default_factory=Lock)

    @contextmanager
    def of(self, window: str) -> Iterator[None]:
        """Wait until the earlier calls of `window` are answered, then answer one."""
        with self._change:
            lock = self._locks.setdefault(window, Lock())
        with lock:
            yield
