"""Work that takes long, one step at a time, in a thread that never keeps the page waiting."""

import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Protocol, TypeVar

from assistant.core.waiting import Waiter, waiting_as

Step = TypeVar("Step")
Made = TypeVar("Made", covariant=True)


@dataclass(frozen=True)
class Clock:
    """How long a person has waited, and behind whom."""

    waiter: Waiter = field(default_factory=Waiter)
    started: float = field(default_factory=time.monotonic)

    @property
    def told(self) -> str:
        """前面还有2个请求，已用12秒."""
        ahead = self.waiter.ahead
        queue = f"大模型前面还有{ahead}个请求，" if ahead else ""
        return f"{queue}已用{time.monotonic() - self.started:.0f}秒"


class Steps(Protocol[Made]):
    """An iterator that can be told to stop, as every generator can."""

    def __iter__(self) -> Iterator[Made]: ...

    def close(self) -> None: ...


def watched(
    steps: Steps[Step], waiter: Waiter | None = None, every: float = 0.1
) -> Generator[Step | None]:
    """The steps as they come, and None whenever `every` seconds brought none.

    Closing this iterator returns at once, also while a step is still in the making (a model that
    reads its prompt says nothing for seconds); the work is closed at its next step. What the work
    raises is raised here. `waiter` knows how many others the work waits for; it leaves their line
    when this is closed.
    """
    ready: SimpleQueue[Step] = SimpleQueue()
    here = waiter or Waiter()

    def work() -> None:
        with waiting_as(here), closing(steps):
            for step in steps:
                if here.gone.is_set():
                    return
                ready.put(step)

    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="steps")
    try:
        done = thread.submit(work)
        while not (done.done() and ready.empty()):
            try:
                yield ready.get(timeout=every)
            except Empty:
                yield None
        done.result()
    finally:
        here.gone.set()
        thread.shutdown(wait=False)
