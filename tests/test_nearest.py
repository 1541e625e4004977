"""Vectors of sentences within a limit: fetched once, kept, and the nearest found among many."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from assistant.index.kept import Kept
from assistant.index.nearest import FAR, VectorTable
from assistant.index.sentences import Matrix, Sentences
from assistant.index.snapshot import Names, Snapshot

COUNT, DIMENSION = 6000, 96
IDS = np.array([f"{number:016x}" for number in range(COUNT)], dtype="S16")


def _vectors() -> Matrix:
    """In a few directions mostly, as those of a real model."""
    chance = np.random.default_rng(7)
    broad = chance.normal(size=(COUNT, 24)) @ chance.normal(size=(24, DIMENSION))
    rows = (broad + 0.3 * chance.normal(size=(COUNT, DIMENSION))).astype(np.float32)
    unit: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


VECTORS = _vectors()


class Held:
    """Stands for the collection; counts what was asked of it."""

    model_hash = "m"

    def __init__(self, absent: frozenset[str] = frozenset()) -> None:
        self.asked = 0
        self._absent = absent

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Matrix]:
        self.asked += len(ids)
        return {one: VECTORS[int(one, 16)] for one in ids if one not in self._absent}


class Shell:
    """As much of a snapshot as a table looks at."""

    def __init__(self, sentences: np.ndarray) -> None:
        nothing = np.empty(0, dtype="S16")
        self.names = Names(
            sections={}, agencies={}, words={}, wordings=nothing, sentences=sentences
        )


def table(folder: Path, held: Held, ids: np.ndarray = IDS) -> VectorTable:
    return VectorTable(cast(Snapshot, Shell(ids)), cast(Sentences, held), Kept(folder))


def test_the_nearest_of_many_are_those_of_all_compared(tmp_path: Path) -> None:
    first = table(tmp_path, Held())
    first.fetch_all()
    first.keep()
    held = Held()
    again = table(tmp_path, held)
    again.inherit(None)
    places = np.arange(0, COUNT, dtype=np.int32)[COUNT // 4 :]
    for question in VECTORS[:20]:
        near = again.near_among(question.tolist(), places)
        exact = VECTORS[places] @ question
        assert list(near[: COUNT // 4]) == [FAR] * (COUNT // 4)
        best = set(places[np.argsort(-exact)[:50]])
        assert len(best & set(np.argsort(-near)[:50])) >= 48  # half precision may swap the last
    assert held.asked == 0  # all were kept


@pytest.mark.parametrize("kept", [True, False])
def test_vectors_go_over_to_another_state_of_the_corpus(tmp_path: Path, kept: bool) -> None:
    older = table(tmp_path, Held())
    older.fetch_all()
    older.keep()
    held = Held()
    other = table(tmp_path, held, IDS[100::2])
    other.inherit(None if kept else older)
    near = other.near_among(VECTORS[100].tolist(), np.array([0, 1, 5], dtype=np.int32))
    assert held.asked == 0
    np.testing.assert_allclose(near[[0, 1, 5]], VECTORS[[100, 102, 110]] @ VECTORS[100], atol=2e-3)


def test_what_is_not_embedded_yet_is_far_and_asked_again(tmp_path: Path) -> None:
    held = Held(absent=frozenset({IDS[1].decode()}))
    one = table(tmp_path, held)
    for _ in range(2):
        near = one.near_among(VECTORS[0].tolist(), np.array([0, 1], dtype=np.int32))
        assert near[0] == pytest.approx(1, abs=2e-3)
        assert near[1] == FAR
    assert held.asked == 3
