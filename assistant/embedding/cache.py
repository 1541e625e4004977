"""
Vectors by the hash of their text, kept in one SQLite file.

A connection lives for one call, so threads and processes may share the file.

Knows: SQLite. Does not know: models, what a text means.
"""

import hashlib
import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from assistant.core.errors import StoreError

_SCHEMA = """
create table if not exists vectors (
    model text not null,
    hash blob not null,
    vector blob not null,
    primary key (model, hash)
) without rowid
"""
_WAIT = 30.0  # seconds for another process to finish writing
_ASKED_AT_ONCE = 500  # SQLite takes some thousand variables


class VectorCache:
    """Vectors of texts, by model. The file is made on first use."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, model: str, texts: Sequence[str]) -> dict[str, list[float]]:
        """Those of the texts that are there."""
        by_hash = {_hash(text): text for text in texts}
        found: dict[str, list[float]] = {}
        with self._open() as database:
            for hashes in _slices(list(by_hash), _ASKED_AT_ONCE):
                marks = ",".join("?" * len(hashes))
                rows = database.execute(
                    f"select hash, vector from vectors where model = ? and hash in ({marks})",
                    (model, *hashes),
                )
                found.update((by_hash[key], _unpack(vector)) for key, vector in rows)
        return found

    def put(self, model: str, vectors: Mapping[str, Sequence[float]]) -> None:
        """Keep vectors by their texts; the first that was kept stays."""
        rows = [(model, _hash(text), _pack(vector)) for text, vector in vectors.items()]
        with self._open() as database:
            database.executemany("insert or ignore into vectors values (?, ?, ?)", rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=_WAIT)) as database, database:
                with suppress(sqlite3.OperationalError):  # whoever is here already does it now
                    database.execute("pragma journal_mode = wal")
                database.execute("pragma synchronous = normal")
                database.execute(_SCHEMA)
                yield database
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"向量缓存 {self._file} 无法读写（{error}）；请检查权限和磁盘空间，"
                "文件损坏时可以删除，会自动重建"
            ) from error


def as_kept(vector: Sequence[float]) -> list[float]:
    """A vector as the cache gives it back: in numbers of 32 bits."""
    return _unpack(_pack(vector))


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _pack(vector: Sequence[float]) -> bytes:
    return array("f", vector).tobytes()


def _unpack(vector: bytes) -> list[float]:
    return array("f", vector).tolist()


def _slices(items: list[bytes], size: int) -> Iterator[list[bytes]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
