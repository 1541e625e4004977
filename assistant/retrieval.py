"""
Find passages: by meaning (vectors in Chroma) and by words (BM25), the two rankings fused.

Office, year and section limit what is ranked at all. Passages that differ only in their numbers
are one wording, ranked once; a hit is one passage and names the others. Passages themselves come
from the source, word for word, so what has left it is not found. Where one half cannot work the
other answers alone, and `notice` is told so.

Knows: ranking. Does not know: how Chroma is opened, where reports come from.
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray

from assistant.core.errors import CorpusError, ModelError
from assistant.core.fusion import fuse
from assistant.core.ports import Embedder, Filter, Hit, PassageSource
from assistant.core.report import Passage
from assistant.core.wording import masked, wording, wording_id
from assistant.keywords import Words
from assistant.snapshot import Mask, Snapshot
from assistant.vectors import FolderVectors, ServerVectors, Vectors
from assistant.wordings import LAYOUT, Matrix, Wordings

FOLDER = "chroma"
_DEPTH = 50  # places of each ranking that are fused; deeper ones cannot reach the top

Notice = Callable[[str], None]


def open_index(
    home: Path,
    source: PassageSource,
    embedder: Embedder,
    *,
    url: str = "",
    notice: Notice = lambda _: None,
) -> "HybridIndex":
    """The index in the data folder, or on a Chroma server; nothing is opened before it is used."""
    metadata = {"embedding": embedder.name, "layout": LAYOUT}
    vectors: Vectors = (
        ServerVectors(url, metadata) if url else FolderVectors(home / FOLDER, metadata)
    )
    return HybridIndex(source, Wordings(vectors, embedder), embedder, notice)


class HybridIndex:
    """Satisfies core.ports.PassageIndex. Safe to share between threads and processes."""

    def __init__(
        self, source: PassageSource, wordings: Wordings, embedder: Embedder, notice: Notice
    ) -> None:
        self._source = source
        self._wordings = wordings
        self._embedder = embedder
        self._notice = notice
        self._words = Words()
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._known: dict[str, Matrix] = {}  # vectors that a filtered search has needed

    def add(self, passages: Sequence[Passage]) -> None:
        """Make passages of the source findable by meaning; known wordings are free."""
        texts = map(wording, passages)
        self._wordings.add({wording_id(text): text for text in texts})

    def repair(self) -> None:
        """Hold the wordings of the source, no less and no more; free if that is so already."""
        version = self._source.corpus_version()
        try:
            if self._wordings.is_complete_at(version):
                return
        except CorpusError as error:
            self._notice(f"正在重建检索索引：{error}")
            self._wordings.clear()
        self._wordings.add(self._current().texts)
        self._wordings.keep_only(lambda: self._current().texts.keys())
        if self._source.corpus_version() == version:
            self._wordings.note_complete(version)

    def count(self) -> int:
        """How many different wordings there are; CorpusError if the index is damaged."""
        return self._wordings.count()

    def retrieve(self, query: str, *, where: Filter, k: int) -> tuple[Hit, ...]:
        """At most k passages within `where`, best first."""
        snapshot = self._current()
        allowed = snapshot.allowed(where)
        if k < 1 or not query.strip() or not allowed.any():
            return ()
        depth = max(k, _DEPTH)
        scores = np.where(allowed, snapshot.keywords.scores(query), 0)
        by_words = _best(snapshot.best_of_wordings(scores), depth)
        by_meaning = self._by_meaning(query, snapshot, allowed, depth)
        return self._hits(
            [
                (score, [p for p in snapshot.passages_of(place) if allowed[p]])
                # Words first: of equal places, a shared word says more than nearness.
                for place, score in fuse([by_words, by_meaning])[:k]
            ],
            snapshot,
            scores,
        )

    def _current(self) -> Snapshot:
        """The corpus as it is now."""
        with self._lock:
            version = self._source.corpus_version()
            if self._snapshot is None or self._snapshot.version != version:
                self._snapshot = Snapshot(version, self._source.passages(), self._words)
                self._known = {
                    key: vector
                    for key, vector in self._known.items()
                    if key in self._snapshot.places
                }
            return self._snapshot

    def _by_meaning(
        self, query: str, snapshot: Snapshot, allowed: Mask, depth: int
    ) -> tuple[int, ...]:
        """The nearest wordings that have an allowed passage, the nearest first."""
        try:
            vector = self._embedder.embed_query(masked(query))
            if allowed.all():
                nearest = self._wordings.nearest(vector, depth)
                return tuple(snapshot.places[one] for one in nearest if one in snapshot.places)
            return self._nearest_among(vector, snapshot, allowed, depth)
        except (ModelError, CorpusError) as error:
            self._notice(f"只按词语查找，没有按意思查找：{error}")
            return ()

    def _nearest_among(
        self, vector: Sequence[float], snapshot: Snapshot, allowed: Mask, depth: int
    ) -> tuple[int, ...]:
        """Exactly, by comparing with each: Chroma is slow with a filter, and leaves some out."""
        places = np.flatnonzero(snapshot.best_of_wordings(allowed.astype(np.float32)))
        keys = [snapshot.wordings[place] for place in places]
        known = self._known
        if new := [key for key in keys if key not in known]:
            known = known | self._wordings.vectors_of(new)
            self._known = known
        there = [
            (place, known[key]) for place, key in zip(places, keys, strict=True) if key in known
        ]
        if not there:
            return ()
        similar = np.array([row for _, row in there]) @ np.array(vector, dtype=np.float32)
        return tuple(int(there[at][0]) for at in np.argsort(-similar, kind="stable")[:depth])

    def _hits(
        self,
        found: list[tuple[float, list[int]]],
        snapshot: Snapshot,
        scores: NDArray[np.float32],
    ) -> tuple[Hit, ...]:
        """Of each wording the passage with most of the query's words, the latest of equal ones."""
        ordered = [
            (score, sorted(places, key=lambda p: (-scores[p], -snapshot.years[p])))
            for score, places in found
        ]
        ids = [snapshot.passages[place] for _, places in ordered for place in places]
        there = self._source.find_passages(ids)
        hits = []
        for score, places in ordered:
            group = [there[one] for p in places if (one := snapshot.passages[p]) in there]
            if group:
                hits.append(Hit(passage=group[0], score=score, also=tuple(group[1:])))
        return tuple(hits)


def _best(scores: NDArray[np.float32], depth: int) -> tuple[int, ...]:
    """Places of the highest scores above 0, the highest first."""
    found = np.flatnonzero(scores > 0)
    return tuple(int(place) for place in found[np.argsort(-scores[found], kind="stable")[:depth]])


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
