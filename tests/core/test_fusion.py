"""Fusion against the formula of the paper, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.fusion import fuse

CASES = [
    ([["a", "b"], ["a", "b"]], ["a", "b"]),
    ([["a", "b"], ["b", "c"]], ["b", "a", "c"]),  # two second places beat one first
    ([[], ["x"]], ["x"]),
    ([], []),
    ([["a", "a", "b"]], ["a", "b"]),  # a key counts once a ranking
    ([["a", "b"], ["b", "a"]], ["a", "b"]),  # equal: as met
]


@pytest.mark.parametrize(("rankings", "order"), CASES)
def test_order(rankings: list[list[str]], order: list[str]) -> None:
    assert [key for key, _ in fuse(rankings)] == order


def test_score_is_the_sum_of_reciprocal_ranks() -> None:
    scores = dict(fuse([["a", "b"], ["b"]], k=60))
    assert scores == {"a": pytest.approx(1 / 61), "b": pytest.approx(1 / 62 + 1 / 61)}


@given(st.lists(st.lists(st.integers(0, 20)), max_size=4))
def test_every_key_once_and_best_first(rankings: list[list[int]]) -> None:
    fused = fuse(rankings)
    keys = [key for key, _ in fused]
    assert len(keys) == len(set(keys))
    assert set(keys) == {key for ranking in rankings for key in ranking}
    scores = [score for _, score in fused]
    assert scores == sorted(scores, reverse=True)
