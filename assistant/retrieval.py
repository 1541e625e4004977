"""
Find passages: by meaning (vectors in Chroma) and by words (BM25), the two rankings fused.

Office, year and section limit what is ranked at all. The vector of a passage is that of its
headings and its wording without numbers; the passage itself is kept and returned word for word.
Where one half cannot work the other answers alone, and `notice` is told so.

Knows: passages, ranking. Does not know: how Chroma is opened, where reports come from.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import chromadb
import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.chroma_records import (
    LAYOUT,
    Stamp,
    condition,
    missing,
    read,
    set_stamp,
    stamp_of,
    write,
)
from assistant.core.errors import CorpusError, ModelError
from assistant.core.fusion import fuse
from assistant.core.ports import Embedder, Filter, Hit
from assistant.core.report import Passage
from assistant.core.wording import masked
from assistant.keywords import Keywords, Words
from assistant.vectors import FolderVectors, ServerVectors, Vectors

FOLDER = "chroma"
_BATCH = 256  # passages embedded and written at once; Chroma takes up to 5461
_DEPTH = 50  # places of each ranking that are fused; deeper ones cannot reach the top


def open_index(
    home: Path,
    embedder: Embedder,
    *,
    url: str = "",
    notice: Callable[[str], None] = lambda _: None,
) -> "HybridIndex":
    """The index in the data folder, or on a Chroma server; nothing is opened before it is used."""
    metadata = {"embedding": embedder.name, "layout": LAYOUT}
    if url:
        return HybridIndex(ServerVectors(url, metadata), embedder, notice)
    return HybridIndex(FolderVectors(home / FOLDER, metadata), embedder, notice)


@dataclass(frozen=True, kw_only=True)
class _Snapshot:
    """The keyword half of the collection as it was at `stamp`."""

    stamp: Stamp
    keywords: Keywords


class HybridIndex:
    """Satisfies core.ports.PassageIndex. Safe to share between threads and processes."""

    def __init__(self, vectors: Vectors, embedder: Embedder, notice: Callable[[str], None]) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._notice = notice
        self._words = Words()
        self._building = threading.Lock()
        self._snapshot: _Snapshot | None = None

    def add(self, passages: Sequence[Passage]) -> None:
        """Make passages findable; those that are there already are not embedded again."""
        distinct = list({passage.id: passage for passage in passages}.values())
        for start in range(0, len(distinct), _BATCH):
            self._add_batch(distinct[start : start + _BATCH])

    def remove(self, report: str) -> None:
        with self._session() as collection:
            collection.delete(where={"report": report})
            set_stamp(collection)

    def clear(self) -> None:
        self._vectors.clear()

    def count(self) -> int:
        """How many passages there are; CorpusError if the index cannot be used as it is."""
        with self._session() as collection:
            return collection.count()

    def reports(self) -> Mapping[str, int]:
        with self._session() as collection:
            return Counter(passage.report for passage in read(collection))

    def retrieve(self, query: str, *, where: Filter, k: int) -> tuple[Hit, ...]:
        """At most k passages within `where`, best first; a score means nothing but its order.

        CorpusError if the index was made with another embedding model or is damaged.
        """
        if k < 1 or not query.strip():
            return ()
        depth = max(k, _DEPTH)
        by_words = self._current_keywords().rank(query, where=where, k=depth)
        by_meaning = self._rank_by_meaning(query, where, depth)
        scores = dict(fuse([by_meaning, by_words])[:k])
        return tuple(
            Hit(passage=passage, score=scores[passage.id])
            for passage in self._passages(list(scores))
        )

    @contextmanager
    def _session(self) -> Iterator[chromadb.Collection]:
        """The collection; CorpusError if its vectors are not comparable with this model's."""
        with self._vectors.session() as collection:
            made_with = collection.metadata.get("embedding")
            if made_with != self._embedder.name or collection.metadata.get("layout") != LAYOUT:
                raise CorpusError(
                    f"检索索引由嵌入模型 {made_with} 建成，现在设定的是 {self._embedder.name}；"
                    "请改回原来的模型，或再运行一次 nianbao ingest 重建索引"
                )
            yield collection

    def _add_batch(self, passages: Sequence[Passage]) -> None:
        with self._session() as collection:
            new = missing(collection, passages)
        if not new:
            return
        # Embedding takes seconds, so nobody is kept out of the collection meanwhile.
        vectors = self._embedder.embed_passages([_embedded(passage) for passage in new])
        with self._session() as collection:
            write(collection, new, vectors)
            set_stamp(collection)

    def _rank_by_meaning(self, query: str, where: Filter, k: int) -> tuple[str, ...]:
        try:
            vector = self._embedder.embed_query(masked(query))
        except ModelError as error:
            self._notice(f"只按词语查找，没有按意思查找：{error}")
            return ()
        with self._session() as collection:
            if not collection.count():
                return ()
            found = collection.query(
                query_embeddings=np.array([vector], dtype=np.float32),
                n_results=k,
                where=condition(where),
                include=[],
            )
        return tuple(found["ids"][0])

    def _current_keywords(self) -> Keywords:
        """The keyword half of what is in the collection now."""
        with self._building:
            with self._session() as collection:
                stamp = stamp_of(collection)
                if self._snapshot is not None and self._snapshot.stamp == stamp:
                    return self._snapshot.keywords
                passages = list(read(collection))
            self._snapshot = _Snapshot(stamp=stamp, keywords=Keywords(passages, self._words))
            return self._snapshot.keywords

    def _passages(self, ids: list[str]) -> Iterator[Passage]:
        """The passages with these ids in this order; one removed meanwhile is left out."""
        if not ids:
            return
        with self._session() as collection:
            found = {passage.id: passage for passage in read(collection, ids)}
        yield from (found[one] for one in ids if one in found)


def _embedded(passage: Passage) -> str:
    """What the vector of a passage stands for: its headings and its wording."""
    headings = " ".join(masked(heading) for heading in passage.headings)
    return f"{headings}\n{masked(passage.text)}"


class PassageRetriever(BaseRetriever):
    """The index as a retriever of LangChain, for its chains."""

    index: HybridIndex
    where: Filter = Filter()
    k: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        return [
            Document(id=hit.passage.id, page_content=hit.passage.text, metadata={"hit": hit})
            for hit in self.index.retrieve(query, where=self.where, k=self.k)
        ]
