"""
The collection in Chroma: what it is made with, how its errors are told, and Chroma on a server.

Knows: Chroma's clients, settings and errors. Does not know: passages, embedding, ranking.
"""

import errno
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError

from assistant.core.errors import CorpusError, SettingsError, StoreError

NAME = "sentences"
REBUILD = "请再运行一次 nianbao ingest，会自动重建；报告没有丢失"
_LITTLE = 1_000_000  # bytes free; Chroma fails before the disk is quite full


class Vectors(Protocol):
    """Where the collection is. Its users hold it no longer than the session lasts."""

    def session(self) -> AbstractContextManager[chromadb.Collection]: ...

    def clear(self) -> None: ...


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
            yield open_collection(self._opened(), self._metadata)

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
                        settings=chroma_settings(),
                    )
                except ValueError as error:  # so it says that nobody answers
                    raise self._unreachable() from error
            return self._client

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with translated(self._url):
                yield
        except httpx.HTTPError as error:
            raise self._unreachable() from error

    def _unreachable(self) -> StoreError:
        return StoreError(f"连不上 Chroma 服务器 {self._url}；请检查地址、网络和服务是否在运行")


def chroma_settings() -> ChromaSettings:
    """Nothing is reported to anyone, and a server gets a connection for each request.

    Chroma's client for servers cannot be closed: what it keeps open would stay so until the
    process ends, and break when the server is started anew.
    """
    return ChromaSettings(anonymized_telemetry=False, chroma_http_max_keepalive_connections=0)


def open_collection(client: ClientAPI, metadata: dict[str, str]) -> chromadb.Collection:
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
def translated(place: Path | str) -> Iterator[None]:
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
    return CorpusError(f"检索索引已损坏（{place}）；{REBUILD}")


def _no_space(place: Path | str) -> StoreError:
    return StoreError(f"{place}：磁盘空间不足，没有写入；请腾出空间后再试")
