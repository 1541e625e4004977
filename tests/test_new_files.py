"""Files of the data folder that several processes make at once, as the first commands do."""

from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier as AllHere
from pathlib import Path

import pytest

from assistant.embedding.cache import VectorCache
from assistant.records.store import Store

PROCESSES, ROUNDS = 4, 40


def make_cache(folder: Path) -> None:
    cache = VectorCache(folder / "vectors.sqlite")
    cache.put("m", {"甲": [1.0]})
    assert cache.get("m", ["甲"]) == {"甲": [1.0]}


def make_store(folder: Path) -> None:
    with closing(Store.open(folder)) as store:
        assert store.drafts() == ()


def make_each(make: Callable[[Path], None], folder: Path, all_here: AllHere) -> None:
    for number in range(ROUNDS):
        all_here.wait(60)
        make(folder / str(number))


@pytest.mark.slow
@pytest.mark.parametrize("make", [make_cache, make_store])
def test_processes_that_make_a_file_at_once_all_get_it(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    context = get_context("spawn")
    all_here = context.Barrier(PROCESSES)
    each = [
        context.Process(target=make_each, args=(make, tmp_path, all_here)) for _ in range(PROCESSES)
    ]
    for process in each:
        process.start()
    for process in each:
        process.join(100)
    assert [process.exitcode for process in each] == [0] * PROCESSES
