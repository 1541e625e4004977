"""The corpus as arrays: groups of one wording, their sentences, limits."""

import numpy as np

from assistant.core.ports import Filter
from assistant.index.keywords import Words
from assistant.index.snapshot import Snapshot
from corpus.split import split_report
from tests.made import AGENCY, ANYWHERE, make_report

PASSAGES = [
    passage
    for number, (year, agency) in enumerate(
        [(2022, AGENCY), (2023, AGENCY), (2023, "示例市水利局")]
    )
    for passage in split_report(make_report(year, agency=agency), f"r{number}")
]
SNAPSHOT = Snapshot(1, PASSAGES, Words())
GROUPS = len(PASSAGES) // 3  # the reports differ in numbers only


def test_passages_of_one_wording_are_a_group() -> None:
    groups = [SNAPSHOT.passages_of(group) for group in range(GROUPS)]
    assert [len(group) for group in groups] == [3] * GROUPS
    assert [place for group in groups for place in group] == list(range(len(PASSAGES)))
    assert set(SNAPSHOT.passages) == {passage.id for passage in PASSAGES}
    assert sorted(SNAPSHOT.years[list(groups[0])]) == [2022, 2023, 2023]


def test_limits() -> None:
    assert SNAPSHOT.allowed(ANYWHERE).all()
    assert SNAPSHOT.allowed(Filter(agency=AGENCY)).sum() == 2 * GROUPS
    assert SNAPSHOT.allowed(Filter(agency=AGENCY, year=2023)).sum() == GROUPS
    assert SNAPSHOT.allowed(Filter(agency="没有的局")).sum() == 0
    assert SNAPSHOT.allowed(Filter(section="litigation")).sum() == 0


def test_scores_are_gathered_for_groups() -> None:
    scores = np.zeros(len(PASSAGES), dtype=np.float32)
    scores[SNAPSHOT.passages_of(1)[2]] = 5
    assert list(SNAPSHOT.best_of_groups(scores)) == [0, 5, *[0] * (GROUPS - 2)]


def test_a_group_is_as_near_as_its_nearest_sentence() -> None:
    said = SNAPSHOT.said_by(np.array([0, 2]))
    near = np.full(len(SNAPSHOT.sentences), -2, dtype=np.float32)
    near[said] = np.linspace(0.1, 0.9, len(said), dtype=np.float32)
    best = SNAPSHOT.best_said(near)
    assert [bool(score > -2) for score in best] == [g in (0, 2) for g in range(GROUPS)]
    assert best.max() == np.float32(0.9)


def test_an_empty_corpus() -> None:
    empty = Snapshot(0, [], Words())
    assert empty.texts == {}
    assert not empty.allowed(ANYWHERE).any()
