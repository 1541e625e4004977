"""Work that takes long, one step at a time, in a thread that never keeps the page waiting."""

import threading
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import Protocol, TypeVar

Step = TypeVar("Step")
Made = TypeVar("Made", covariant=True)


class Steps(Protocol[Made]):
    """An iterator that can be told to stop, as every generator can."""

    def __iter__(self) -> Iterator[Made]: ...

    def close(self) -> None: ...


def watched(steps: Steps[Step], every: float = 0.1) -> Generator[Step | None]:
    """The steps as they come, and None whenever `every` seconds brought none.

    Closing this iterator returns at once, also while a step is still in the making (a model that
    reads its prompt says nothing for seconds); the work is closed at its next step. What the work
    raises is raised here.
    """
    ready: SimpleQueue[Step] = SimpleQueue()
    stopped = threading.Event()

    def work() -> None:
        with closing(steps):
            for step in steps:
                if stopped.is_set():
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
        stopped.set()
        thread.shutdown(wait=False)
