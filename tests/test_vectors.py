"""Chroma on a server: several ingests and a page at once, and no server at all."""

import multiprocessing
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from assistant.core.errors import CorpusError, SettingsError, StoreError
from assistant.core.ports import Filter
from assistant.core.wording import wording
from assistant.index.retrieval import open_index
from assistant.index.sentences import LAYOUT, Sentences
from assistant.index.vectors import ServerVectors
from assistant.records.store import Store
from tests.made import ANYWHERE, HashEmbedder, make_report, save

SPAWN = multiprocessing.get_context("spawn")
METADATA = {"embedding": "字对", "layout": LAYOUT}


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "什么"])
def test_a_url_without_meaning(url: str) -> None:
    with pytest.raises(SettingsError, match="http://"):
        ServerVectors(url, METADATA)


def test_a_server_that_does_not_answer() -> None:
    held = Sentences(ServerVectors("http://127.0.0.1:1", METADATA), HashEmbedder())
    with pytest.raises(StoreError, match="连不上"):
        held.count()


@contextmanager
def chroma_server() -> Iterator[str]:
    """`chroma run` on a free port, with data of its own."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "run", "--path", folder, "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
            run.terminate()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with chroma_server() as url:
        yield url


def _wait_for(port: int) -> None:
    for _ in range(300):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("chroma run did not start")


def _sockets() -> set[str]:
    """What this process has open to other processes."""
    found = set()
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # of the listing itself
            found.add(str(handle.readlink()))
    return {one for one in found if one.startswith("socket:")}


@pytest.mark.slow
def test_no_connection_is_left_open(server: str) -> None:
    """Else it stays until the process ends: Chroma's client for servers cannot be closed."""
    before = _sockets()
    held = Sentences(ServerVectors(server, METADATA), HashEmbedder())
    for use in (held.count, held.ids, held.clear):
        use()
        assert _sockets() <= before


def _add_to_server(url: str, home: Path, agency: str) -> None:
    store = Store.open(home)
    index = open_index(home, store, HashEmbedder(), url=url)
    for year in range(2015, 2025):
        report = make_report(year, agency=agency, overview=[f"{agency}第{year % 7}种做法。"])
        save(store, f"{agency}{year}", report)
        index.add([one for one in store.passages() if one.report == f"{agency}{year}"])
        index.retrieve("做法", where=ANYWHERE, k=3)
    index.repair()


@pytest.mark.slow
def test_two_ingests_and_a_page_on_one_server(tmp_path: Path, server: str) -> None:
    Store.open(tmp_path).close()
    processes = [
        SPAWN.Process(target=_add_to_server, args=(server, tmp_path, name)) for name in "甲乙"
    ]
    for process in processes:
        process.start()
    store = Store.open(tmp_path)
    page = open_index(tmp_path, store, HashEmbedder(), url=server)
    while any(process.is_alive() for process in processes):
        page.retrieve("做法", where=Filter(year=2020), k=3)
        time.sleep(0.05)
    assert [process.exitcode for process in processes] == [0, 0]
    page.repair()
    hits = page.retrieve("NO WORD OF IT", where=ANYWHERE, k=1000)
    assert len(hits) == len({wording(one) for one in store.passages()})
    count = page.count()
    other = open_index(tmp_path, store, HashEmbedder("另一个", dimension=8), url=server)
    with pytest.raises(CorpusError, match="另一个"):
        other.count()
    other.repair()
    assert other.count() == count
    store.close()
