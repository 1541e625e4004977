"""
Chroma in a folder, which several processes may share.

Chroma in a folder is made for one process at a time: two that write at once lose vectors without
a word (tried with 1.5.9: 22 of 2400), and one that is killed while the vector files are written
leaves them torn. So one process at a time looks into the folder, opens it again if another
changed the vector files, and leaves a note while it is inside. Who finds the note of a killed
process, and the vector files changed since, knows that they may be torn, and says so.

Knows: Chroma's files, locks. Does not know: passages, embedding, ranking.
"""

import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import chromadb
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.errors import ChromaError, NotFoundError
from filelock import FileLock, Timeout

from assistant.core.errors import CorpusError, StoreError
from assistant.index.vectors import NAME, REBUILD, chroma_settings, open_collection, translated

_PATIENCE = 60  # seconds; nobody stays inside longer than one batch takes, about one

VectorFiles = dict[str, list[int]]  # path below the folder: size and time of change


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
        with self._alone(), translated(self._folder):
            self._look_for_torn_files()
            client = self._opened()
            before = self._write_note()
            try:
                yield open_collection(client, self._metadata)
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
            with self._alone(), translated(self._folder):
                self._look_for_torn_files()
                self._opened().delete_collection(NAME)
        except NotFoundError:
            return
        except CorpusError:
            with self._alone(), translated(self._folder):
                self._close()
                SharedSystemClient.clear_system_cache()  # what Chroma remembers of these files
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
                self._client = chromadb.PersistentClient(self._folder, settings=chroma_settings())
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
                    raise CorpusError(f"检索索引已损坏（{self._folder}）；{REBUILD}") from error

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
            raise CorpusError(f"检索索引上次写入时被中断；{REBUILD}")
