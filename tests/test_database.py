"""What can be wrong with a database, and the one line that says so."""

import multiprocessing
import os
import resource
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.core.errors import NianbaoError, SettingsError, StoreError
from assistant.records import database
from assistant.records.database import FILE, open_database
from assistant.records.store import Store
from tests.made import make_figures, make_report, save

NOBODY = 65534


def refused(action: Callable[[], object]) -> str:
    """The message of the one error that `action` gives: one line, no traceback in it."""
    with pytest.raises(NianbaoError) as caught:
        action()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def home_is_a_file(folder: Path) -> Path:
    (folder / "home").write_text("这是文件")
    return folder / "home"


def home_is_below_a_file(folder: Path) -> Path:
    return home_is_a_file(folder) / "deeper"


def no_database_file(folder: Path) -> Path:
    (folder / FILE).write_bytes(b"not a database, but long enough to be taken for one" * 100)
    return folder


def torn_database_file(folder: Path) -> Path:
    Store.open(folder).close()
    with (folder / FILE).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_000)
    return folder


def written_by_a_newer_version(folder: Path) -> Path:
    Store.open(folder).close()
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute("INSERT INTO migrations VALUES ('m999_future', '2030-01-01')")
    return folder


BROKEN_HOMES: list[tuple[Callable[[Path], Path], str]] = [
    (home_is_a_file, "是一个文件"),
    (home_is_below_a_file, "是一个文件"),
    (no_database_file, "已损坏"),
    (torn_database_file, "已损坏"),
    (written_by_a_newer_version, "请升级"),
]


@pytest.mark.parametrize(
    ("make", "words"), BROKEN_HOMES, ids=lambda case: getattr(case, "__name__", "")
)
def test_a_home_that_cannot_be_used(
    tmp_path: Path, make: Callable[[Path], Path], words: str
) -> None:
    home = make(tmp_path)
    message = refused(lambda: Store.open(home).reports())
    assert words in message
    assert str(tmp_path) in message or "m999" in message


BAD_URLS = [
    ("no url at all", "无法识别"),
    ("mysql://localhost/x", "不支持的数据库"),
    ("postgresql://tester:secret@127.0.0.1:1/none", "连不上数据库"),
]


@pytest.mark.parametrize(("url", "words"), BAD_URLS)
def test_a_url_that_cannot_be_used(tmp_path: Path, url: str, words: str) -> None:
    message = refused(lambda: Store.open(tmp_path, url))
    assert words in message
    assert "secret" not in message


def test_a_url_without_meaning_is_a_matter_of_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        Store.open(tmp_path, "mysql://localhost/x")


def test_a_database_locked_by_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(tmp_path).close()
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    store = Store.open(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "占用" in refused(lambda: store.record("王", "起草", "draft:1"))
        assert store.audit() == []  # reading goes on
    store.record("王", "起草", "draft:1")
    store.close()


def test_a_full_database_keeps_what_was_saved(tmp_path: Path) -> None:
    """SQLite's own limit of pages gives the same error as a full disk."""
    store = Store.open(tmp_path)
    save(store, "a1", make_report(2023))
    opened = open_database(tmp_path)
    with opened.reading() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    full = Store(opened)
    long = make_report(2024, overview=["很长的一段。" * 20_000])
    assert "磁盘空间不足" in refused(lambda: save(full, "a2", long))
    assert [entry.id for entry in full.reports()] == ["a1"]
    assert save(store, "a2", long).new  # there is room again
    full.close()
    store.close()


def _in_child(action: Callable[[Path], None], folder: Path, prepare: Callable[[], None]) -> str:
    """What `action` is refused with in another process, prepared there; "" if it is not."""

    def child(pipe: "multiprocessing.connection.Connection[str, str]") -> None:
        prepare()
        try:
            action(folder)
            pipe.send("")
        except StoreError as error:
            pipe.send(str(error))

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=child, args=(theirs,))
    process.start()
    assert ours.poll(30), "the child gave no answer"
    answer = ours.recv()
    process.join()
    return str(answer)


def _write(folder: Path) -> None:
    Store.open(folder).create_draft(make_figures(2024))


def _small_files() -> None:
    """Files of at most 200 kB, as on a disk that is all but full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def _write_much(folder: Path) -> None:
    store = Store.open(folder)
    for year in range(2010, 2099):
        save(store, f"r{year}", make_report(year, overview=["一段。" * 1000]))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def _become_nobody() -> None:
    if os.getuid() == 0:  # root may write everywhere
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.mark.parametrize("exists", [False, True], ids=["new", "with a database"])
def test_a_read_only_folder(open_folder: Path, exists: bool) -> None:
    if exists:
        Store.open(open_folder).close()
    open_folder.chmod(0o555)
    message = _in_child(_write, open_folder, _become_nobody)
    assert "只读或没有权限" in message
    assert "\n" not in message


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    message = _in_child(_write_much, tmp_path, _small_files)
    assert "磁盘" in message
    assert "\n" not in message
    store = Store.open(tmp_path)  # what was saved before is whole
    saved = store.reports()
    assert all(store.report(entry.id).year == entry.year for entry in saved)
    store.close()
