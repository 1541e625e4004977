"""
Find passages: by meaning (vectors in Chroma) and by words (BM25), the two rankings fused.

Office, year and section limit what is ranked at all. By meaning, a passage is as near as its
nearest sentence. Passages that differ only in their numbers are ranked once; a hit is one of them
and names the others. Passages themselves come from the source, word for word, so what has left it
is not found. Where one half cannot work the other answers alone, and `notice` is told so.

Knows: ranking. Does not know: how Chroma is opened, where reports come from.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.core.errors import CorpusError, ModelError, StoreError
from assistant.core.fusion import fuse
from assistant.core.ports import Embedder, Filter, Hit, PassageSource
from assistant.core.report import Passage
from assistant.core.wording import masked, sentences, wording_id
from assistant.index.kept import Kept, load_snapshot, save_snapshot
from assistant.index.nearest import FAR, VectorTable
from assistant.index.postings import Scores
from assistant.index.reranker import Reranker
from assistant.index.runs import Places, Runs
from assistant.index.sentences import LAYOUT, Sentences
from assistant.index.snapshot import Codes, Snapshot, take_snapshot
from assistant.index.vector_folder import FolderVectors
from assistant.index.vectors import ServerVectors, Vectors
from assistant.index.words import Words

FOLDER, KEPT = "chroma", "index"
_DEPTH = 50  # places of each ranking that are fused; deeper ones cannot reach the top
_SENTENCES = 4  # looked for a place: several of the nearest often stand in one passage
_RERANKED = 20  # hits that a reranker reads; each takes as long as an embedding
_ALSO = 20  # passages that a hit names beside its own; set phrases stand in hundreds of reports

Notice = Callable[[str], None]


def open_index(
    home: Path,
    source: PassageSource,
    embedder: Embedder,
    *,
    url: str = "",
    reranker: Reranker | None = None,
    notice: Notice = lambda _: None,
) -> "HybridIndex":
    """The index in the data folder, or on a Chroma server; nothing is opened before it is used."""
    metadata = {"embedding": embedder.name, "layout": LAYOUT}
    vectors: Vectors = (
        ServerVectors(url, metadata) if url else FolderVectors(home / FOLDER, metadata)
    )
    kept = Kept(home / KEPT)
    return HybridIndex(source, Sentences(vectors, embedder), kept, notice, reranker)


class HybridIndex:
    """Satisfies core.ports.PassageIndex. Safe to share between threads and processes."""

    def __init__(
        self,
        source: PassageSource,
        sentences: Sentences,
        kept: Kept,
        notice: Notice,
        reranker: Reranker | None = None,
    ) -> None:
        self._source = source
        self._kept = kept
        self._sentences = sentences
        self._reranker = reranker
        self._notice = notice
        self._words = Words()
        self._lock = threading.Lock()
        self._table: VectorTable | None = None
        self._version: int | None = None

    def add(self, passages: Sequence[Passage]) -> None:
        """Make passages of the source findable by meaning; known sentences are free."""
        try:
            self._sentences.add(_texts(passages))
        except CorpusError:  # damaged since, by a process that was killed
            self.repair()

    def repair(self) -> None:
        """Hold the sentences of the source, no less and no more; free if that is so already."""
        try:
            self._complete()
        except CorpusError as error:
            self._notice(f"正在重建检索索引：{error}")
            self._sentences.clear()
            self._complete()

    def _complete(self) -> None:
        version = self._source.corpus_version()
        if self._sentences.is_complete_at(version):
            return
        table = self._current()
        held, wanted = self._sentences.ids(), table.snapshot.sentence_ids()
        if missing := sorted(wanted - held):
            said = self._source.find_passages(table.snapshot.saying(missing)).values()
            self._sentences.add(_texts(tuple(said)))
        if held - wanted:
            self._sentences.keep_only(lambda: self._current().snapshot.sentence_ids())
        if self._source.corpus_version() == version:
            self._sentences.note_complete(version)
            table.fetch_all()
            table.keep()

    def count(self) -> int:
        """How many different sentences there are; CorpusError if the index is damaged."""
        return self._sentences.count()

    def retrieve(self, query: str, *, where: Filter, k: int) -> tuple[Hit, ...]:
        """At most k passages within `where`, best first."""
        table = self._current()
        snapshot = table.snapshot
        within = snapshot.runs(where)
        if k < 1 or not query.strip() or not within.count:
            return ()
        depth = max(k, _DEPTH)
        places = within.places()
        scores = snapshot.word_scores(self._words.of(query), within)
        lowest = np.float32(0)
        by_words = _best(snapshot.best_of_groups(places, scores[places], lowest), depth, lowest)
        by_meaning = _best(self._nearness(query, table, within, depth), depth, FAR)
        # Words first: of equal places, a shared word says more than nearness.
        groups = snapshot.rows.group[places]
        wanted = max(k, _RERANKED) if self._reranker else k
        found = [
            (score, places[groups == group])
            for group, score in fuse([by_words, by_meaning])[:wanted]
        ]
        return self._reranked(query, self._hits(found, snapshot, scores))[:k]

    def _reranked(self, query: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """In the reranker's order, if there is one that works; scores go with the places."""
        if self._reranker is None:
            return hits
        try:
            order = self._reranker.order(query, [hit.passage.text for hit in hits])
        except ModelError as error:
            self._notice(f"没有重排查找结果：{error}")
            return hits
        scores = [hit.score for hit in hits]
        return tuple(
            replace(hits[place], score=score) for place, score in zip(order, scores, strict=True)
        )

    def _current(self) -> VectorTable:
        """The corpus as it is now, with the vectors that were needed of it."""
        with self._lock:
            version = self._source.corpus_version()
            if self._table is None or self._version != version:
                older = self._table.snapshot if self._table else load_snapshot(self._kept)
                ids, find = self._source.passage_ids(), self._source.find_passages
                snapshot = take_snapshot(ids, find, self._words, older)
                if snapshot is not older:
                    save_snapshot(self._kept, snapshot)
                table = VectorTable(snapshot, self._sentences, self._kept)
                table.inherit(self._table)
                self._table, self._version = table, version
            return self._table

    def _nearness(self, query: str, table: VectorTable, within: Runs, depth: int) -> Scores:
        """How near each group with an allowed passage is to the question; FAR for the others."""
        snapshot = table.snapshot
        entries, said = snapshot.said_within(within)
        try:
            vector = self._sentences.embed(masked(query))
            if within.count == snapshot.size:
                near = table.near_any(vector, _SENTENCES * depth)
            else:
                near = table.near_among(vector, said)
        except (ModelError, CorpusError, StoreError) as error:
            self._notice(f"只按词语查找，没有按意思查找：{error}")
            return np.full(len(snapshot.names.wordings), FAR, dtype=np.float32)
        nearness = near[said]
        found = np.flatnonzero(nearness > FAR)
        return snapshot.best_of_groups(snapshot.passages_of(entries[found]), nearness[found], FAR)

    def _hits(
        self,
        found: Sequence[tuple[float, Places]],
        snapshot: Snapshot,
        scores: Scores,
    ) -> tuple[Hit, ...]:
        """Of each group the passage with most of the query's words, the latest of equal ones."""
        years, names = snapshot.rows.year, snapshot.rows.ids
        ordered = [
            (score, [names[p].decode() for p in _first(places, scores, years)])
            for score, places in found
        ]
        there = self._source.find_passages([one for _, ids in ordered for one in ids])
        hits = []
        for score, ids in ordered:
            group = [there[one] for one in ids if one in there]
            if group:
                hits.append(Hit(passage=group[0], score=score, also=tuple(group[1:])))
        return tuple(hits)


def _texts(passages: Sequence[Passage]) -> dict[str, str]:
    """The sentences of passages by their ids."""
    return {wording_id(text): text for passage in passages for text in sentences(passage)}


def _first(places: Places, scores: Scores, years: Codes) -> Places:
    """The best of the passages of a group, and those that are named beside it."""
    order = np.lexsort((-years[places], -scores[places]))
    return places[order[: 1 + _ALSO]]


def _best(scores: Scores, depth: int, above: np.float32) -> tuple[int, ...]:
    """Places of the highest scores above a limit, the highest first."""
    found = np.flatnonzero(scores > above)
    if len(found) > depth:
        found = found[np.sort(np.argpartition(-scores[found], depth - 1)[:depth])]
    return tuple(int(place) for place in found[np.argsort(-scores[found], kind="stable")])


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
