"""
BM25 over words that are numbers: for each word the passages that have it, each with its score.

The formula and the constants are those of bm25s (method "lucene"), which the tests compare with.
bm25s itself scores every passage of the corpus whatever the limits, and counts words in a Python
loop; here a word's passages stand in order, so that limits pick out runs of them, and counting is
one sort.

Knows: numbers of words. Does not know: words, limits.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.index.runs import Runs

_K1, _B = 1.5, 0.75

Scores = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Postings:
    """Scores of passages by the words they have."""

    starts: NDArray[np.int64]  # of each word in the next two, and the end
    passages: NDArray[np.int32]  # rising within a word
    scores: Scores
    size: int  # passages in all

    def scored(self, words: Iterable[int], within: Runs) -> Scores:
        """A score for each passage of the corpus; 0 for those without a word or not within."""
        total = np.zeros(self.size, dtype=np.float32)
        for word, times in Counter(words).items():
            start, end = self.starts[word], self.starts[word + 1]
            having, scores = self.passages[start:end], self.scores[start:end]
            for part in within.parts(having):
                total[having[part]] += times * scores[part]  # no passage stands twice for a word
        return total


def build_postings(
    words: NDArray[np.int32], lengths: NDArray[np.int32], vocabulary: int
) -> Postings:
    """Postings of passages whose words stand one after the other, `lengths` in each."""
    size = len(lengths)
    passage = np.repeat(np.arange(size, dtype=np.int64), lengths)
    pairs, times = np.unique(words.astype(np.int64) * max(size, 1) + passage, return_counts=True)
    word, place = np.divmod(pairs, max(size, 1))
    having = np.bincount(word, minlength=vocabulary)
    rarity = np.log(1 + (size - having + 0.5) / (having + 0.5))
    mean = lengths.mean() if size else 1.0
    norm = _K1 * (1 - _B + _B * lengths / (mean or 1.0))
    scores = rarity[word] * times / (norm[place] + times)
    return Postings(
        starts=np.concatenate([[0], np.cumsum(having)]).astype(np.int64),
        passages=place.astype(np.int32),
        scores=scores.astype(np.float32),
        size=size,
    )
