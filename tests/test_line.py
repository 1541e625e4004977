"""The line before a model that answers one at a time: in order, told the place, left by a stop."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.core.errors import ModelError
from assistant.core.waiting import Waiter, waiting_as
from assistant.models.line import Line


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_requests_are_answered_in_the_order_of_coming_and_know_their_place() -> None:
    line, go, order = Line(), threading.Event(), list[int]()
    people = [Waiter() for _ in range(3)]

    def ask(number: int) -> None:
        with waiting_as(people[number]), line.turn():
            order.append(number)
            go.wait(5)

    with ThreadPoolExecutor() as threads:
        for number in range(3):
            threads.submit(ask, number)
            until(lambda: len(order) + sum(one.ahead > 0 for one in people) == number + 1)  # noqa: B023
        until(lambda: [one.ahead for one in people] == [0, 1, 2])
        go.set()
    assert order == [0, 1, 2]
    assert [one.ahead for one in people] == [0, 0, 0]


def test_whoever_walks_away_leaves_the_line() -> None:
    line, leaver, other = Line(), Waiter(), Waiter()
    left: list[str] = []

    def ask(waiter: Waiter) -> None:
        try:
            with waiting_as(waiter), line.turn():
                left.append("asked")
        except ModelError as error:
            left.append(str(error))

    with ThreadPoolExecutor() as threads, line.turn():
        threads.submit(ask, leaver)
        until(lambda: leaver.ahead == 1)
        threads.submit(ask, other)
        until(lambda: other.ahead == 2)
        leaver.gone.set()
        until(lambda: other.ahead == 1 and len(left) == 1)
        other.gone.set()
    assert left == ["已停止等待大模型"] * 2


def test_a_request_that_breaks_gives_its_turn_away() -> None:
    line = Line()
    with pytest.raises(ValueError, match="broke"), line.turn():
        raise ValueError("broke")
    with line.turn():
        pass
