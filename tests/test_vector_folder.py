"""Chroma shared by processes, killed, damaged, out of reach: nothing wrong is ever read."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from assistant.core.errors import CorpusError, NianbaoError, StoreError
from assistant.core.wording import sentences
from assistant.index import vector_folder
from assistant.index.retrieval import open_index
from assistant.index.sentences import LAYOUT, Sentences
from assistant.index.vector_folder import FolderVectors
from assistant.records.store import Store
from tests.made import ANYWHERE, HashEmbedder, make_report, save

SPAWN = multiprocessing.get_context("spawn")
METADATA = {"embedding": "字对", "layout": LAYOUT}
DIMENSION = 16


class Numbered:
    """Satisfies core.ports.Embedder: a different vector for each text, the same in any process."""

    name = "字对"

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        chance = np.random.default_rng(list(text.encode()))
        return [float(number) for number in chance.normal(size=DIMENSION)]


def opened(folder: Path) -> Sentences:
    return Sentences(FolderVectors(folder, METADATA), Numbered())


def nearest(held: Sentences, text: str, k: int = 1) -> list[str]:
    return [key for key, _ in held.nearest(Numbered().embed_query(text), k)]


def texts(author: str, count: int) -> dict[str, str]:
    return {f"{author}-{number}": f"{author}第{number}条" for number in range(count)}


def check_holds(folder: Path, expected: dict[str, str]) -> None:
    """All are there, each is its own nearest, and nothing else is there."""
    held = opened(folder)
    assert held.count() == len(expected)
    for key, text in list(expected.items())[:: max(1, len(expected) // 50)]:
        assert nearest(held, text) == [key]
    assert set(nearest(held, "任意", len(expected))) == set(expected)
    assert set(held.vectors_of(list(expected))) == set(expected)


# --- several processes


def _add(folder: Path, author: str, count: int) -> None:
    """Small batches, with a search after each, as pages and ingests do it."""
    held = opened(folder)
    items = list(texts(author, count).items())
    for start in range(0, count, 50):
        held.add(dict(items[start : start + 50]))
        assert nearest(held, items[start][1]) == [items[start][0]]


@pytest.mark.slow
def test_processes_at_once_lose_no_vector(tmp_path: Path) -> None:
    """More than Chroma keeps in its log, so that its vector files are written several times."""
    processes = [SPAWN.Process(target=_add, args=(tmp_path, name, 600)) for name in "甲乙丙"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    check_holds(tmp_path, texts("甲", 600) | texts("乙", 600) | texts("丙", 600))


def _add_for_ever(folder: Path) -> None:
    held = opened(folder)
    number = 0
    while True:
        held.add({f"x{number}-{one}": f"第{number}条{one}" for one in range(50)})
        number += 1


@pytest.mark.slow
def test_killed_while_writing_it_is_whole_or_says_that_it_is_not(tmp_path: Path) -> None:
    said, own = 0, {"own": "自己的一条"}
    held = opened(tmp_path)  # one for a process, as a page that stays while others are killed
    for number in range(30):
        process = SPAWN.Process(target=_add_for_ever, args=(tmp_path,))
        process.start()
        assert process.pid is not None
        time.sleep(1.5 + (number % 10) / 10)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        try:
            count = held.count()
            found = nearest(held, "任意", count)
            assert len(found) == count
            assert len(held.vectors_of(found)) == count
            held.add(own)  # some damage shows only when Chroma writes again
        except CorpusError:
            said += 1
            held.clear()
            held.add(own)
        assert nearest(held, "自己的一条") == ["own"]
        held.clear()
    assert said < 30


# --- damage


EXPECTED = texts("甲", 1200)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection whose vector files were written, by a process that has ended."""
    folder = tmp_path_factory.mktemp("template") / "chroma"
    process = SPAWN.Process(target=_add, args=(folder, "甲", 1200))
    process.start()
    process.join()
    assert process.exitcode == 0
    return folder


@pytest.fixture
def filled(template: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(template, tmp_path / "chroma"))


def no_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"no database at all" * 500)


def torn_vectors(folder: Path) -> None:
    for file in folder.glob("*/*.bin"):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    (folder / "inside.json").write_text("{}")  # the note of a process that was killed


def missing_vectors(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    (folder / "inside.json").write_text('{"a/b": [1, 2]}')


DAMAGES = [no_database, torn_vectors, missing_vectors]


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_said_and_can_be_cleared(filled: Path, damage: Callable[[Path], None]) -> None:
    damage(filled)
    held = opened(filled)
    for _ in range(2):  # said each time, and always by one line
        with pytest.raises(CorpusError, match="nianbao ingest") as caught:
            held.count()
    assert "\n" not in str(caught.value)
    held.clear()
    assert held.count() == 0
    held.add(EXPECTED)
    check_holds(filled, EXPECTED)


@pytest.mark.slow
def test_a_note_left_where_no_vector_file_changed_is_no_damage(filled: Path) -> None:
    FolderVectors(filled, METADATA)._write_note()
    check_holds(filled, EXPECTED)


def test_a_damaged_index_is_made_again_from_the_store(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    save(store, "a1", make_report(2023))
    told: list[str] = []
    (tmp_path / "chroma").mkdir()
    no_database(tmp_path / "chroma")
    index = open_index(tmp_path, store, HashEmbedder(), notice=told.append)
    assert index.retrieve("培训", where=ANYWHERE, k=1)  # by its words
    assert "没有按意思查找" in told[0]
    index.repair()
    assert index.count() > 0
    assert "正在重建检索索引" in told[1]
    store.close()


def test_adding_to_an_index_that_was_damaged_since_mends_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    index = open_index(tmp_path, store, HashEmbedder())
    for year in (2022, 2023):
        save(store, f"r{year}", make_report(year, overview=[f"{'好' * (year - 2000)}事一件。"]))
        index.add(store.passages())
        if year == 2022:
            (tmp_path / "chroma" / "inside.json").write_text("{}")
    said = {one for passage in store.passages() for one in sentences(passage)}
    assert index.count() == len(said)
    store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB that can be made larger."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if os.getuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk_is_said_and_the_index_mended_when_there_is_room(
    tmp_path: Path, small_disk: Path
) -> None:
    store = Store.open(tmp_path)
    (tmp_path / "chroma").symlink_to(small_disk)
    index = open_index(tmp_path, store, HashEmbedder(dimension=384))
    overview = [
        f"{''.join(chr(0x4E00 + (i * 97 + j * j * 7) % 9000) for j in range(30))}。"
        for i in range(2000)
    ]
    save(store, "a1", make_report(2023, overview=overview))
    with pytest.raises(StoreError, match="磁盘空间不足"):
        index.add(store.passages())
    assert index.retrieve("培训", where=ANYWHERE, k=1)  # by its words
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    index.repair()
    said = {one for passage in store.passages() for one in sentences(passage)}
    assert index.count() == len(said)
    store.close()


# --- places that cannot be used


def folder_is_a_file(folder: Path) -> Path:
    (folder / "chroma").write_text("这是文件")
    return folder / "chroma"


def test_the_folder_is_a_file(tmp_path: Path) -> None:
    held = opened(folder_is_a_file(tmp_path))
    with pytest.raises(StoreError, match="无法打开索引文件夹"):
        held.count()


def test_the_folder_is_in_use_for_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_folder, "_PATIENCE", 0.1)
    held = opened(tmp_path)
    with FileLock(tmp_path / "folder.lock"), pytest.raises(StoreError, match="占用"):
        held.count()
    assert held.count() == 0


def _read_only(folder: Path, answers: "multiprocessing.Queue[str]") -> None:
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    held = opened(folder)
    for _ in range(2):  # what failed to open once can be tried again
        try:
            held.add({"a": "甲"})
            answers.put("")
        except NianbaoError as error:
            answers.put(str(error))


@pytest.mark.slow
@pytest.mark.parametrize("exists", [False, True], ids=["new", "filled"])
def test_a_read_only_folder(exists: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if exists:
            opened(folder).add({"b": "乙"})
        folder.chmod(0o555)
        answers: multiprocessing.Queue[str] = SPAWN.Queue()
        process = SPAWN.Process(target=_read_only, args=(folder, answers))
        process.start()
        said = [answers.get(timeout=60) for _ in range(2)]
        process.join()
    assert all("权限" in line and "\n" not in line for line in said)
