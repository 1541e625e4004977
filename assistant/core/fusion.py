"""
Fusion: several rankings of the same things -> one.

Reciprocal rank fusion looks at places, never at scores: a cosine and a BM25 score have no common
scale. Cormack, Clarke and Büttcher, SIGIR 2009.

The paper's constant is 60, for many rankings of long lists. Ours are two, of one report's passages
mostly, and what one ranking has first the other often has last, for want of a shared word: with 60
the middling of both would win (`nianbao eval retrieval`: 21 of 277 questions missed, with 3 13).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

RRF_K = 3  # how little the very first places count for more

Key = TypeVar("Key", bound=Hashable)


def fuse(rankings: Iterable[Sequence[Key]], *, k: int = RRF_K) -> tuple[tuple[Key, float], ...]:
    """Each ranking best first -> every key once with its score, best first.

    A key scores the sum of 1/(k + rank) over the rankings that have it, ranks from 1. Keys of
    equal score keep the order in which they were met, so the result is always the same.
    """
    scores: defaultdict[Key, float] = defaultdict(float)
    for ranking in rankings:
        for rank, key in enumerate(dict.fromkeys(ranking), 1):
            scores[key] += 1 / (k + rank)
    return tuple(sorted(scores.items(), key=lambda item: -item[1]))
