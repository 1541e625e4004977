"""
The wordings of a snapshot nearest to a question, compared one by one.

Chroma finds the nearest of all in no time, but with a filter it is slow and leaves some out. A
filter leaves few wordings, so their vectors are fetched when first needed, and compared exactly.

Knows: vectors, places of a snapshot. Does not know: filters, words.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.snapshot import Snapshot
from assistant.wordings import Matrix, Wordings

Places = NDArray[np.intp]


class VectorTable:
    """Vectors of the wordings of one snapshot, a row each, as far as they were needed."""

    def __init__(self, snapshot: Snapshot, wordings: Wordings) -> None:
        self.snapshot = snapshot
        self._wordings = wordings
        self._rows: Matrix = np.empty((0, 0), dtype=np.float32)
        self._there = np.zeros(len(snapshot.wordings), dtype=bool)

    def inherit(self, older: "VectorTable") -> None:
        """Take over what a table of an older snapshot holds."""
        places = self.snapshot.places
        pairs = [
            (places[key], place)
            for place, key in enumerate(older.snapshot.wordings)
            if older._there[place] and key in places
        ]
        if pairs:
            mine, theirs = (np.array(column) for column in zip(*pairs, strict=True))
            self._put(mine, older._rows[theirs])

    def nearest(self, vector: Sequence[float], places: Places, depth: int) -> tuple[int, ...]:
        """Of these places the nearest, the nearest first; those without a vector are left out."""
        self._fetch(places)
        there = places[self._there[places]]
        if not len(there):
            return ()
        similar = self._similar(np.array(vector, dtype=np.float32), there)
        return tuple(int(place) for place in there[np.argsort(-similar, kind="stable")[:depth]])

    def _similar(self, vector: Matrix, places: Places) -> Matrix:
        if 3 * len(places) > len(self._rows):  # comparing all is cheaper than picking out many
            return (self._rows @ vector)[places]
        return self._rows[places] @ vector

    def _fetch(self, places: Places) -> None:
        """A vector that is not there yet may be there next time."""
        missing = places[~self._there[places]]
        found = self._wordings.vectors_of([self.snapshot.wordings[place] for place in missing])
        if found:
            fresh = np.array([self.snapshot.places[key] for key in found])
            self._put(fresh, np.array(list(found.values())))

    def _put(self, places: Places, rows: Matrix) -> None:
        if not len(self._rows):
            self._rows = np.zeros((len(self._there), rows.shape[1]), dtype=np.float32)
        self._rows[places] = rows
        self._there[places] = True  # last: another thread may be reading
