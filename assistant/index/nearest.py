"""
How near the sentences of a snapshot are to a question.

Chroma finds the nearest of all in no time, but with a filter it is slow and leaves some out. A
filter leaves few sentences, so their vectors are fetched when first needed, and compared one by
one.

Knows: vectors, places of a snapshot. Does not know: filters, words.
"""

from collections.abc import Sequence

import numpy as np

from assistant.index.sentences import Matrix, Sentences
from assistant.index.snapshot import Places, Scores, Snapshot

FAR = np.float32(-2)  # below every cosine: of what was not compared


class VectorTable:
    """Vectors of the sentences of one snapshot, a row each, as far as they were needed."""

    def __init__(self, snapshot: Snapshot, sentences: Sentences) -> None:
        self.snapshot = snapshot
        self._sentences = sentences
        self._rows: Matrix = np.empty((0, 0), dtype=np.float32)
        self._there = np.zeros(len(snapshot.sentences), dtype=bool)

    def inherit(self, older: "VectorTable") -> None:
        """Take over what a table of an older snapshot holds."""
        places = self.snapshot.places
        pairs = [
            (places[key], place)
            for place, key in enumerate(older.snapshot.sentences)
            if older._there[place] and key in places
        ]
        if pairs:
            mine, theirs = (np.array(column) for column in zip(*pairs, strict=True))
            self._put(mine, older._rows[theirs])

    def near_any(self, vector: Sequence[float], depth: int) -> Scores:
        """For each sentence how near it is, 1 to -1, if among the `depth` nearest; else FAR."""
        scores = np.full(len(self._there), FAR, dtype=np.float32)
        for key, nearness in self._sentences.nearest(vector, depth):
            if key in self.snapshot.places:
                scores[self.snapshot.places[key]] = nearness
        return scores

    def near_among(self, vector: Sequence[float], places: Places) -> Scores:
        """For each of these sentences how near it is; FAR for others and for those not embedded."""
        self._fetch(places)
        scores = np.full(len(self._there), FAR, dtype=np.float32)
        there = places[self._there[places]]
        if len(there):
            scores[there] = self._similar(np.array(vector, dtype=np.float32), there)
        return scores

    def _similar(self, vector: Matrix, places: Places) -> Matrix:
        if 3 * len(places) > len(self._rows):  # comparing all is cheaper than picking out many
            return (self._rows @ vector)[places]
        return self._rows[places] @ vector

    def _fetch(self, places: Places) -> None:
        """A vector that is not there yet may be there next time."""
        missing = places[~self._there[places]]
        found = self._sentences.vectors_of([self.snapshot.sentences[place] for place in missing])
        if found:
            fresh = np.array([self.snapshot.places[key] for key in found])
            self._put(fresh, np.array(list(found.values())))

    def _put(self, places: Places, rows: Matrix) -> None:
        if not len(self._rows):
            self._rows = np.zeros((len(self._there), rows.shape[1]), dtype=np.float32)
        self._rows[places] = rows
        self._there[places] = True  # last: another thread may be reading
