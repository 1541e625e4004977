"""The benchmark of grounding on the real reports: what the product promises of its numbers."""

from pathlib import Path
from typing import Any

import pytest

from assistant.core.errors import CorpusError
from assistant.evaluation.grounding import evaluate, table

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"


@pytest.fixture(scope="module")
def metrics() -> dict[str, Any]:
    return evaluate(REPORTS)


@pytest.mark.slow
@pytest.mark.shared
def test_seeded_errors_are_found(metrics: dict[str, Any]) -> None:
    assert metrics["cases"] > 1000
    assert metrics["recall"] >= 0.98
    short = {
        kind: one["recall"] for kind, one in metrics["by_kind"].items() if one["recall"] < 0.95
    }
    assert short == {}


@pytest.mark.slow
@pytest.mark.shared
def test_untouched_text_gives_few_false_errors(metrics: dict[str, Any]) -> None:
    assert metrics["false_errors_per_report"] <= 0.3
    assert [one["real_missed"] for one in metrics["reports"] if one["real_missed"]] == []


@pytest.mark.slow
@pytest.mark.shared
def test_what_stands_in_the_tables_is_bound(metrics: dict[str, Any]) -> None:
    assert metrics["bound"] >= 0.9
    assert metrics["comparisons"]["share"] >= 0.9


@pytest.mark.slow
@pytest.mark.shared
def test_ten_thousand_characters_in_a_fifth_of_a_second(metrics: dict[str, Any]) -> None:
    assert metrics["milliseconds_per_10k"] < 200


@pytest.mark.slow
@pytest.mark.shared
def test_the_table_has_a_line_for_each_kind_and_report(metrics: dict[str, Any]) -> None:
    lines = table(metrics).splitlines()
    assert len(lines) > len(metrics["by_kind"]) + len(metrics["reports"])


def test_a_folder_without_reports_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "清单.txt").write_text("没有表格", encoding="utf-8")
    with pytest.raises(CorpusError, match="没有带表格的年度报告"):
        evaluate(tmp_path)
