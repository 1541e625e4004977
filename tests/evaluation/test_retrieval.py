"""The questions of the search benchmark, and the benchmark itself on the samples."""

from pathlib import Path
from typing import Any

import pytest

from assistant.core.office_names import OfficeNames
from assistant.core.report import Passage, Report
from assistant.core.scope import scope_of
from assistant.evaluation.prose import read_reports
from assistant.evaluation.questions import (
    LONGEST_SHARED,
    MOST_SHARED,
    Question,
    by_hand,
    by_rule,
    shared,
)
from assistant.evaluation.retrieval import measure, table
from corpus.split import split_report
from tests.fakes import WordEmbedder

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "corpus" / "samples"
REAL = ROOT.parent / "shared" / "reports"


def made(*folders: Path) -> tuple[dict[tuple[str, int], Report], list[Passage], list[Question]]:
    reports = {key: one for folder in folders for key, one in read_reports(folder).items()}
    passages = [
        passage
        for (agency, year), report in reports.items()
        for passage in split_report(report, f"{agency}{year}")
    ]
    return reports, passages, [*by_hand(reports), *by_rule(passages)]


def check_questions(*folders: Path) -> int:
    """Each question has a passage, and is not worded like any of its passages."""
    reports, passages, questions = made(*folders)
    names = OfficeNames(agency for agency, _ in reports)
    years = {year for _, year in reports}
    for question in questions:
        scope = scope_of(question.text, names=names, years=years)
        right = [
            one
            for one in passages
            if question.fits(one.agency, one.year) and question.is_answered_by(one.text)
        ]
        assert right, question.text
        for passage in right:
            share, longest = shared(scope.rest, passage.text)
            assert share <= MOST_SHARED, question.text
            assert longest <= LONGEST_SHARED, question.text
    return len(questions)


def test_questions_on_the_samples_are_fair() -> None:
    assert check_questions(SAMPLES) >= 80


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_dir(), reason="real reports are not in ../shared")
def test_questions_on_real_reports_are_fair() -> None:
    assert check_questions(SAMPLES, REAL) >= 300


SHARED = [
    ("审核发布", "审核发布", (1.0, 4)),
    ("审核后发布", "先审核再发布", (0.5, 2)),
    ("培训", "无", (0.0, 0)),
    ("", "无", (0.0, 0)),
]


@pytest.mark.parametrize(("question", "passage", "both"), SHARED)
def test_what_question_and_passage_share(
    question: str, passage: str, both: tuple[float, int]
) -> None:
    assert shared(question, passage) == both


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return measure(SAMPLES, WordEmbedder())


def test_every_search_is_asked_everything(measured: dict[str, Any]) -> None:
    for name in ("ours", "plain", "plain_limited"):
        parts = measured[name]["by_kind"].values()
        assert sum(part["questions"] for part in parts) == measured["questions"]
        assert len(measured[name]["missed"]) == measured[name]["misses"]


def test_limits_of_the_question_hold(measured: dict[str, Any]) -> None:
    for name in ("ours", "plain_limited"):
        assert (measured[name]["wrong_years"], measured[name]["wrong_offices"]) == (0, 0)
    assert measured["plain"]["wrong_years"] > 0
    assert measured["ours"]["misses"] < measured["plain"]["misses"]


def test_the_table_names_all(measured: dict[str, Any]) -> None:
    said = table(measured)
    assert "年报助手" in said
    assert "通常做法" in said
