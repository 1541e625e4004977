"""Work in a thread of its own: steps in order, errors here, and stopping without waiting."""

import threading
import time
from collections.abc import Generator

import pytest

from assistant.core.errors import ModelError
from ui.streaming import watched


def test_steps_come_in_order_and_all() -> None:
    assert [step for step in watched(iter_of(5)) if step is not None] == list(range(5))


def iter_of(count: int) -> Generator[int]:
    yield from range(count)


def test_silence_is_told() -> None:
    go = threading.Event()

    def work() -> Generator[str]:
        go.wait(timeout=10)
        yield "写好了"

    steps = watched(work(), every=0.01)
    assert next(steps) is None
    go.set()
    assert "写好了" in list(steps)


def test_what_the_work_raises_is_raised_here() -> None:
    def work() -> Generator[str]:
        yield "一"
        raise ModelError("大模型没有回应")

    steps = watched(work(), every=0.01)
    with pytest.raises(ModelError, match="没有回应"):
        list(steps)


def test_closing_returns_at_once_and_ends_the_work_at_its_next_step() -> None:
    go, closed = threading.Event(), threading.Event()

    def work() -> Generator[int]:
        try:
            yield 1
            go.wait(timeout=10)  # a model that reads its prompt
            yield 2
            yield 3
        finally:
            closed.set()

    steps = watched(work(), every=0.01)
    assert next(steps) == 1
    started = time.monotonic()
    steps.close()
    assert time.monotonic() - started < 0.5
    assert not closed.is_set()
    go.set()
    assert closed.wait(timeout=5)
