"""
Opening Chroma: in a folder, which several processes may share, or on a server by URL.

Chroma in a folder is made for one process at a time: two that write at once lose vectors without
a word (tried with 1.5.9: 22 of 2400), and one that is killed while the vector files are written
leaves them torn. So one process at a time looks into the folder, opens it again if another
changed the vector files, and leaves a note while it is inside. Who finds the note of a killed
process, and the vector files changed since, knows that they may be torn, and says so.

Knows: Chroma's files, locks, errors. Does not know: passages, embedding, ranking.
"""

import errno
import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError
from filelock import FileLock, Timeout

from assistant.core.errors import CorpusError, SettingsError, StoreError

NAME = "sentences"
_PATIENCE = 60  # seconds; nobody stays inside longer than one batch takes, about one
_LITTLE = 1_000_000  # bytes free; Chroma fails before the disk is quite full
_REBUILD = "请再运行一次 nianbao ingest，会自动重建；报告没有丢失"

VectorFiles = dict[str, list[int]]  # path below the folder: size and time of change


class Vectors(Protocol):
    """Where the collection is. Its users hold it no longer than the session lasts."""

    def session(self) -> AbstractContextManager[chromadb.Collection]: ...

    def clear(self) -> None: ...


class FolderVectors:
    """Chroma in a folder, for the threads of several processes."""

    def __init__(self, folder: Path, metadata: Mapping[str, str]) -> None:
        """Nothing is opened yet; `metadata` is given to the collection when it is made.

        One object for a folder in a process: Chroma's clients of one folder share their memory.
        """
        self._folder = folder
        self._metadata = dict(metadata)
        self._note = folder / "inside.json"
        self._threads = threading.Lock()
        self._client: ClientAPI | None = None
        self._left: VectorFiles = {}  # as this process left the vector files

    @contextmanager
    def session(self) -> Iterator[chromadb.Collection]:
        """The collection, for this thread alone. CorpusError if damaged, StoreError if unusable."""
        with self._alone(), _translated(self._folder):
            self._look_for_torn_files()
            client = self._opened()
            before = self._write_note()
            try:
                yield _collection(client, self._metadata)
            except ChromaError:
                if before == self._vector_files():  # else it may have failed halfway, say for
                    self._erase_note()  # want of space: as good as killed
                raise
            except BaseException:
                self._erase_note()
                raise
            self._erase_note()

    def clear(self) -> None:
        """Delete the collection, and all files where Chroma cannot do that any more."""
        try:
            with self._alone(), _translated(self._folder):
                self._look_for_torn_files()
                self._opened().delete_collection(NAME)
        except NotFoundError:
            return
        except CorpusError:
            with self._alone(), _translated(self._folder):
                self._close()
                for path in self._folder.iterdir():
                    if path.is_dir():
                        shutil.rmtree(path)
                    elif path.suffix != ".lock":
                        path.unlink()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread and no other process is here."""
        with self._threads:
            lock = FileLock(self._folder / "folder.lock", timeout=_PATIENCE, poll_interval=0.005)
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                lock.acquire()
            except Timeout as error:
                raise StoreError(
                    f"{self._folder}：索引正被另一个程序占用（已等待{_PATIENCE}秒）；请稍后再试"
                ) from error
            except OSError as error:
                raise StoreError(
                    f"{self._folder}：无法打开索引文件夹（{error.strerror}）；请检查权限和磁盘空间"
                ) from error
            try:
                yield
            finally:
                lock.release()

    def _opened(self) -> ClientAPI:
        """The client, opened anew if another process changed what this one has in memory."""
        if self._client is None or self._left != self._vector_files():
            self._close()
            self._look_for_damage()
            try:
                self._client = chromadb.PersistentClient(self._folder, settings=_settings())
            except ChromaError:
                # Chroma would go on handing out the client that it failed to start.
                SharedSystemClient.clear_system_cache()
                raise
        return self._client

    def _look_for_damage(self) -> None:
        """CorpusError if Chroma's own database is none: Chroma itself says nothing clear."""
        file = self._folder / "chroma.sqlite3"
        if file.exists():
            try:
                with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
                    database.execute("PRAGMA schema_version")
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
                    raise CorpusError(f"检索索引已损坏（{self._folder}）；{_REBUILD}") from error

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()  # type: ignore[attr-defined]
            self._client = None

    def _vector_files(self) -> VectorFiles:
        """Sizes and times of Chroma's vector files; its own database guards itself."""
        states = ((path, path.stat()) for path in self._folder.glob("*/*"))
        return {
            str(path.relative_to(self._folder)): [state.st_size, state.st_mtime_ns]
            for path, state in states
        }

    def _write_note(self) -> VectorFiles:
        """The note says how the vector files were; the same is the answer."""
        files = self._vector_files()
        fresh = self._note.with_suffix(".new")
        fresh.write_text(json.dumps(files), encoding="utf-8")
        os.replace(fresh, self._note)  # whole or not at all
        return files

    def _erase_note(self) -> None:
        self._left = self._vector_files()
        self._note.unlink(missing_ok=True)

    def _look_for_torn_files(self) -> None:
        """CorpusError if a killed process had begun to write vector files."""
        try:
            before = json.loads(self._note.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        if before != self._vector_files():
            raise CorpusError(f"检索索引上次写入时被中断；{_REBUILD}")


class ServerVectors:
    """Chroma on a server, which looks after several users itself."""

    def __init__(self, url: str, metadata: Mapping[str, str]) -> None:
        """SettingsError if the URL has no meaning; nothing is asked yet."""
        address = urlsplit(url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise SettingsError(f"Chroma 地址 {url!r} 无法识别；应如 http://主机:8000")
        self._url = url
        self._address = address
        self._metadata = dict(metadata)
        self._threads = threading.Lock()
        self._client: ClientAPI | None = None

    @contextmanager
    def session(self) -> Iterator[chromadb.Collection]:
        """The collection. StoreError if the server does not answer."""
        with self._translated():
            yield _collection(self._opened(), self._metadata)

    def clear(self) -> None:
        """Delete the collection."""
        with self._translated():
            try:
                self._opened().delete_collection(NAME)
            except NotFoundError:
                return

    def _opened(self) -> ClientAPI:
        with self._threads:
            if self._client is None:
                secure = self._address.scheme == "https"
                try:
                    self._client = chromadb.HttpClient(
                        host=self._address.hostname or "",
                        port=self._address.port or (443 if secure else 80),
                        ssl=secure,
                        settings=_settings(),
                    )
                except ValueError as error:  # so it says that nobody answers
                    raise self._unreachable() from error
            return self._client

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with _translated(self._url):
                yield
        except httpx.HTTPError as error:
            raise self._unreachable() from error

    def _unreachable(self) -> StoreError:
        return StoreError(f"连不上 Chroma 服务器 {self._url}；请检查地址、网络和服务是否在运行")


def _settings() -> ChromaSettings:
    return ChromaSettings(anonymized_telemetry=False)


def _collection(client: ClientAPI, metadata: dict[str, str]) -> chromadb.Collection:
    """The collection, made if missing; one that is there keeps its own metadata."""
    try:
        return client.get_collection(NAME, embedding_function=None)
    except NotFoundError:
        return client.get_or_create_collection(
            NAME,
            embedding_function=None,  # the default one would download a model
            configuration={"hnsw": {"space": "cosine"}},
            metadata=metadata,
        )


@contextmanager
def _translated(place: Path | str) -> Iterator[None]:
    """Chroma's errors as ours: one Chinese line."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _no_space(place) from error
        raise StoreError(
            f"{place}：无法读写检索索引（{error.strerror}）；请检查权限和磁盘空间"
        ) from error
    except NotFoundError:
        raise
    except ChromaError as error:
        raise _explained(place, str(error)) from error


def _explained(place: Path | str, message: str) -> StoreError | CorpusError:
    """Chroma passes on the words of SQLite and of the system, or says nothing clear at all."""
    full = isinstance(place, Path) and shutil.disk_usage(place).free < _LITTLE
    if full or "disk is full" in message or "No space left" in message:
        return _no_space(place)
    if "readonly database" in message or "Permission denied" in message:
        return StoreError(f"{place}：检索索引只读或没有权限，无法写入；请检查权限")
    if "database is locked" in message:
        return StoreError(f"{place}：检索索引正被另一个程序占用；请稍后再试")
    return CorpusError(f"检索索引已损坏（{place}）；{_REBUILD}")


def _no_space(place: Path | str) -> StoreError:
    return StoreError(f"{place}：磁盘空间不足，没有写入；请腾出空间后再试")
