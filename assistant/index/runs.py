"""
Runs of places: a choice among many things that stand in order is a few runs from … to ….

Knows: numpy. Does not know: what the places are of.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
_FEW = 12


@dataclass(frozen=True, kw_only=True)
class Runs:
    """Rising runs that do not overlap; each from a start to before its end."""

    starts: Places
    ends: Places

    @property
    def count(self) -> int:
        """Places in all runs."""
        return int((self.ends - self.starts).sum())

    def places(self) -> Places:
        """Every place of every run, rising."""
        return spread(self.starts, self.ends)

    def parts(self, rising: NDArray[np.int32]) -> Iterator[slice | Places]:
        """Where in a rising list of places those of these runs stand."""
        starts = np.searchsorted(rising, self.starts.astype(np.int32))
        ends = np.searchsorted(rising, self.ends.astype(np.int32))
        if len(starts) <= _FEW:  # slices need no copy
            yield from (slice(start, end) for start, end in zip(starts, ends, strict=True))
        else:
            yield spread(starts, ends)


def spread(starts: Places, ends: Places) -> Places:
    """The whole numbers from each start to before its end, one run after the other."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    places: Places = np.arange(lengths.sum(), dtype=np.intp) + np.repeat(starts - before, lengths)
    return places
