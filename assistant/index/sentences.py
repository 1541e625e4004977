"""
The collection of sentences in Chroma: each different sentence once, with its vector.

Sentences, because a passage is found better by its best sentence than by a vector of all of it
(tried with the bundled model, 40 questions on 196 passages: 32 against 27 in the first five), and
it takes half the time. Once, because Chroma's graph of neighbours falls apart when many vectors
are equal (tried: 380 found of 4800), and in this field most sentences return every year.

Knows: Chroma's collection, which embedding model made it. Does not know: passages, ranking.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager

import chromadb
import numpy as np
from numpy.typing import NDArray

from assistant.core.errors import CorpusError
from assistant.core.ports import Embedder
from assistant.index.vectors import Vectors

LAYOUT = "3"  # of a record, and of how sentences are made; another number has all made anew
_BATCH = 256  # sentences embedded and written at once; Chroma takes up to 5461
_PAGE = 5000  # ids read at once

Matrix = NDArray[np.float32]


class Sentences:
    """Vectors by the id of their sentence."""

    def __init__(self, vectors: Vectors, embedder: Embedder) -> None:
        self._vectors = vectors
        self._embedder = embedder

    def count(self) -> int:
        """CorpusError if the collection cannot be used as it is."""
        with self._session() as collection:
            return collection.count()

    def is_complete_at(self, version: int) -> bool:
        """Whether it was noted complete at this version of the corpus, and has changed not."""
        with self._session() as collection:
            noted = collection.metadata
            return noted.get("version") == version and noted.get("count") == collection.count()

    def note_complete(self, version: int) -> None:
        with self._session() as collection:
            notes = {"version": version, "count": collection.count()}
            collection.modify(metadata={**collection.metadata, **notes})

    @property
    def model_hash(self) -> str:
        """Of the embedding model's name: vectors of another one are not comparable."""
        return hashlib.sha256(self._embedder.name.encode()).hexdigest()[:12]

    def embed(self, question: str) -> list[float]:
        """The vector of a question, to be compared with those of sentences."""
        return self._embedder.embed_query(question)

    def ids(self) -> set[str]:
        """Of all sentences that are there."""
        with self._session() as collection:
            return _ids(collection)

    def add(self, texts: Mapping[str, str]) -> None:
        """Add sentences by their ids; those that are there are not embedded again."""
        ids = list(texts)
        for start in range(0, len(ids), _BATCH):
            self._add(ids[start : start + _BATCH], texts)

    def _add(self, ids: list[str], texts: Mapping[str, str]) -> None:
        with self._session() as collection:
            there = set(collection.get(ids=ids, include=[])["ids"])
        new = [one for one in ids if one not in there]
        if not new:
            return
        # Embedding takes seconds, so nobody is kept out of the collection meanwhile.
        vectors = self._embedder.embed_passages([texts[one] for one in new])
        with self._session() as collection:
            # One that is there by now stays as it is. The texts stay with us: Chroma would index
            # them for searching of its own, which takes four times as long as the vectors.
            collection.add(
                ids=new,
                embeddings=np.array(vectors, dtype=np.float32),
            )

    def keep_only(self, wanted: Callable[[], Set[str]]) -> None:
        """Delete the others; `wanted` is asked when nobody else can add."""
        with self._session() as collection:
            unwanted = sorted(_ids(collection) - wanted())
            for start in range(0, len(unwanted), _BATCH):
                collection.delete(ids=unwanted[start : start + _BATCH])

    def clear(self) -> None:
        self._vectors.clear()

    def nearest(self, vector: Sequence[float], k: int) -> tuple[tuple[str, float], ...]:
        """Ids of the sentences nearest to a vector among all, with their cosine, nearest first."""
        with self._session() as collection:
            if not collection.count():
                return ()
            found = collection.query(
                query_embeddings=np.array([vector], dtype=np.float32),
                n_results=k,
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return tuple((one, 1 - far) for one, far in zip(found["ids"][0], distances[0], strict=True))

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """The vectors of those that are there, scaled to length 1."""
        found: dict[str, Matrix] = {}
        with self._session() as collection:
            for start in range(0, len(ids), _PAGE):
                some = list(ids[start : start + _PAGE])
                records = collection.get(ids=some, include=["embeddings"])
                rows = np.asarray(records["embeddings"], dtype=np.float32)
                if len(records["ids"]):
                    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
                found.update(zip(records["ids"], rows, strict=True))
        return found

    @contextmanager
    def _session(self) -> Iterator[chromadb.Collection]:
        """The collection; CorpusError if its vectors are not comparable with this model's."""
        with self._vectors.session() as collection:
            made_with, layout = (collection.metadata.get(key) for key in ("embedding", "layout"))
            if made_with != self._embedder.name:
                raise CorpusError(
                    f"检索索引由嵌入模型 {made_with} 建成，现在设定的是 {self._embedder.name}；"
                    "请改回原来的模型，或再运行一次 nianbao ingest 重建索引"
                )
            if layout != LAYOUT:
                raise CorpusError("检索索引由别的版本建成；请再运行一次 nianbao ingest 重建索引")
            yield collection


def _ids(collection: chromadb.Collection) -> set[str]:
    ids: set[str] = set()
    while True:
        page = collection.get(include=[], limit=_PAGE, offset=len(ids))["ids"]
        ids.update(page)
        if len(page) < _PAGE:
            return ids
