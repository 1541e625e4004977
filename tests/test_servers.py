"""`chroma run` and PostgreSQL at once: several ingests and a page that is in use meanwhile."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assistant.index.retrieval import open_index
from assistant.records.store import Store
from corpus.ingest import Corpus, ingest
from tests.corpus.test_ingest import check_whole, counts, read
from tests.made import ANYWHERE, HashEmbedder
from tests.postgres_server import programs, running_server
from tests.test_vectors import chroma_server

SPAWN = multiprocessing.get_context("spawn")
OFFICES, YEARS = 12, range(2015, 2025)


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    with running_server(found) as url:
        yield url


@pytest.fixture(scope="module")
def chroma() -> Iterator[str]:
    with chroma_server() as url:
        yield url


@contextmanager
def opened(home: Path, database: str, chroma: str) -> Iterator[Corpus]:
    with closing(Store.open(home, database)) as store:
        index = open_index(home, store, HashEmbedder(), url=chroma)
        yield Corpus(store=store, index=index, read=read)


def _ingest(home: Path, files: list[Path], database: str, chroma: str) -> None:
    with opened(home, database, chroma) as corpus:
        ingest(files, corpus)


@pytest.mark.slow
def test_two_ingests_and_a_page_lose_nothing(tmp_path: Path, database: str, chroma: str) -> None:
    """Each has a data folder of its own, as on another computer; a third of the files both read."""
    files = []
    for office in range(OFFICES):
        for year in YEARS:
            file = tmp_path / f"{office}_{year}.txt"
            file.write_text(f"{year} 第{office}局 第{office}种做法 {year % 3}号办法", "utf-8")
            files.append(file)
    third = len(files) // 3
    shares = {"a": files[: 2 * third], "b": files[third:]}
    Store.open(tmp_path, database).close()  # the tables are there before anybody writes
    workers = [
        SPAWN.Process(target=_ingest, args=(tmp_path / name, share, database, chroma))
        for name, share in shares.items()
    ]
    for worker in workers:
        worker.start()
    asked = 0
    with opened(tmp_path / "page", database, chroma) as page:
        while any(worker.is_alive() for worker in workers):
            page.index.retrieve("做法", where=ANYWHERE, k=5)
            asked += 1
            time.sleep(0.05)
        assert [worker.exitcode for worker in workers] == [0, 0]
        assert asked > 5
        page.index.repair()
        assert len(page.store.reports()) == len(files)
        check_whole(page)
    with opened(tmp_path / "another", database, chroma) as corpus:
        assert counts(ingest(files, corpus)) == (0, len(files), 0, 0)
