"""
How near the sentences of a snapshot are to a question.

Chroma finds the nearest of all in no time, but with a filter it is slow and leaves some out. So the
vectors of sentences within a limit are fetched when first needed, kept in half precision, and
compared here: where they are many, first by the few directions in which they differ most, and only
the best of these by all of them.

Knows: vectors, places of a snapshot. Does not know: filters, words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.index.kept import Kept
from assistant.index.postings import Scores
from assistant.index.sentences import Matrix, Sentences
from assistant.index.snapshot import Codes, Ids, Snapshot

FAR = np.float32(-2)  # below every cosine: of what was not compared
_COARSE = 64  # directions compared first; of the bundled model's 384
_FEW = 3000  # sentences that are compared in full at once
_BEST = 600  # of the others, in full; 50 places are fused and a few sentences stand in one
_WORTH_KEEPING = 1000  # vectors fetched since they were kept

Half = NDArray[np.float16]


@dataclass(kw_only=True)
class _Rows:
    """A vector a sentence, in half precision, as far as they were needed."""

    there: NDArray[np.bool_]
    full: Half
    coarse: Matrix  # the same in the coarse directions; empty until there are enough
    directions: Matrix


class VectorTable:
    """Vectors of the sentences of one snapshot. Made anew for another snapshot, from the older."""

    def __init__(self, snapshot: Snapshot, sentences: Sentences, kept: Kept) -> None:
        self.snapshot = snapshot
        self._sentences = sentences
        self._kept = kept
        self._fetched = 0
        size = len(snapshot.names.sentences)
        self._rows = _Rows(
            there=np.zeros(size, dtype=bool),
            full=np.empty((size, 0), dtype=np.float16),
            coarse=np.empty((size, 0), dtype=np.float32),
            directions=np.empty((0, 0), dtype=np.float32),
        )

    def inherit(self, older: "VectorTable | None") -> None:
        """Take over the vectors of an older table, or those that were kept."""
        if older is not None:
            self._take(older.snapshot.names.sentences, older._rows)
            self._fetched = older._fetched
            return
        loaded = self._kept.load(f"vectors-{self._sentences.model_hash}")
        if loaded is not None:
            arrays, _ = loaded
            try:
                rows = _Rows(**{name: arrays[name] for name in _Rows.__annotations__})
            except KeyError:
                return
            self._take(arrays["sentences"], rows)

    def _take(self, ids: Ids, rows: _Rows) -> None:
        own = self.snapshot.names.sentences
        if np.array_equal(ids, own):
            self._rows = rows
            return
        theirs = np.flatnonzero(np.isin(ids, own) & rows.there)
        mine = np.searchsorted(own, ids[theirs])
        self._widen(rows.full.shape[1], rows.directions)
        self._rows.full[mine] = rows.full[theirs]
        self._rows.coarse[mine] = rows.coarse[theirs]
        self._rows.there[mine] = True

    def keep(self) -> None:
        """Keep the vectors in files, if many came since."""
        if self._fetched < _WORTH_KEEPING:
            return
        if not len(self._rows.directions):
            self._find_directions()
        arrays = {name: getattr(self._rows, name) for name in _Rows.__annotations__}
        arrays["sentences"] = self.snapshot.names.sentences
        self._kept.save(f"vectors-{self._sentences.model_hash}", arrays, None)
        self._fetched = 0

    def near_any(self, vector: Sequence[float], depth: int) -> Scores:
        """For each sentence how near it is, 1 to -1, if among the `depth` nearest; else FAR."""
        ids = self.snapshot.names.sentences
        scores = np.full(len(ids), FAR, dtype=np.float32)
        found = self._sentences.nearest(vector, depth)
        if not found or not len(ids):
            return scores
        names = np.array([name for name, _ in found], dtype=ids.dtype)
        places = np.minimum(np.searchsorted(ids, names), len(ids) - 1)
        ours = ids[places] == names
        scores[places[ours]] = np.array([near for _, near in found], dtype=np.float32)[ours]
        return scores

    def near_among(self, vector: Sequence[float], wanted: Codes) -> Scores:
        """For each of these sentences how near it is; FAR for others and for those not embedded.

        Of many only the nearest are compared; the others are FAR too.
        """
        is_wanted = np.zeros(len(self.snapshot.names.sentences), dtype=bool)
        is_wanted[wanted] = True
        places = np.flatnonzero(is_wanted)
        self._fetch(places)
        scores = np.full(len(is_wanted), FAR, dtype=np.float32)
        places = places[self._rows.there[places]]
        if not len(places):
            return scores
        asked = np.array(vector, dtype=np.float32)
        if len(places) > _FEW and len(self._rows.directions):
            # take: indexing rows by an array of places takes four times as long
            rows = np.take(self._rows.coarse, places, axis=0)
            near = rows @ (self._rows.directions @ asked)
            places = places[np.argpartition(near, -_BEST)[-_BEST:]]
        scores[places] = self._rows.full[places].astype(np.float32) @ asked
        return scores

    def fetch_all(self) -> None:
        """Fetch what there is of every sentence."""
        self._fetch(np.arange(len(self._rows.there)))

    def _fetch(self, places: NDArray[np.intp]) -> None:
        """A vector that is not there yet may be there next time."""
        missing = places[~self._rows.there[places]]
        if not len(missing):
            return
        ids = self.snapshot.names.sentences
        found = self._sentences.vectors_of([one.decode() for one in ids[missing]])
        if not found:
            return
        fresh = np.searchsorted(ids, np.array(list(found), dtype=ids.dtype))
        rows = np.array(list(found.values()))
        self._widen(rows.shape[1], self._rows.directions)
        self._rows.full[fresh] = rows
        if len(self._rows.directions):
            self._rows.coarse[fresh] = rows @ self._rows.directions.T
        self._rows.there[fresh] = True  # last: another thread may be reading
        self._fetched += len(fresh)

    def _widen(self, dimension: int, directions: Matrix) -> None:
        rows, size = self._rows, len(self._rows.there)
        if not rows.full.shape[1]:
            rows.full = np.zeros((size, dimension), dtype=np.float16)
        if len(directions) and not rows.coarse.shape[1]:
            rows.coarse = np.zeros((size, len(directions)), dtype=np.float32)
            rows.directions = directions

    def _find_directions(self) -> None:
        """Those in which the vectors differ most: what a coarse comparison needs."""
        rows = self._rows
        if not rows.there.any() or rows.full.shape[1] <= _COARSE:
            return
        some = rows.full[np.flatnonzero(rows.there)[:: max(1, int(rows.there.sum()) // 20_000)]]
        values = some.astype(np.float32)
        _, vectors = np.linalg.eigh(values.T @ values)
        directions = np.ascontiguousarray(vectors[:, ::-1][:, :_COARSE].T, dtype=np.float32)
        coarse = np.zeros((len(rows.there), _COARSE), dtype=np.float32)
        for start in range(0, len(coarse), 20_000):
            part = rows.full[start : start + 20_000].astype(np.float32)
            coarse[start : start + 20_000] = part @ directions.T
        rows.coarse, rows.directions = coarse, directions
