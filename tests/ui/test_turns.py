"""One window's calls in order, another window's meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from ui.turns import Turns


def test_a_window_waits_for_its_own_earlier_call_and_for_no_other() -> None:
    turns = Turns()
    began, may_end = Event(), Event()
    told: list[str] = []

    def slow() -> None:
        with turns.of("一"):
            began.set()
            may_end.wait(10)
            told.append("先")

    def quick(window: str, words: str) -> None:
        with turns.of(window):
            told.append(words)

    with ThreadPoolExecutor() as threads:
        first = threads.submit(slow)
        assert began.wait(10)
        second = threads.submit(quick, "一", "后")
        threads.submit(quick, "二", "别人").result(10)
        assert not second.done()
        may_end.set()
        first.result(10)
        second.result(10)
    assert told == ["别人", "先", "后"]
    assert not turns._locks  # nothing is kept of a window without calls
