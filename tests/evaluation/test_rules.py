"""The mutation benchmark: seeded, honest about what it counts, and its promise on real figures."""

import json
import shutil
from pathlib import Path

import pytest

from assistant.core.codec import figures_from_json
from assistant.evaluation.relations import broken_relations
from assistant.evaluation.rules import KINDS, evaluate, table

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "reports"
DATA = ROOT / "tests" / "data" / "黄石市应急管理局_2021.json"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    shutil.copy(DATA, tmp_path / "figures" / DATA.name)
    return tmp_path


def test_the_same_seed_gives_the_same_metrics_and_every_kind_is_tried(reports: Path) -> None:
    first = evaluate(reports, cases=24)
    assert first == evaluate(reports, cases=24)
    assert json.loads(json.dumps(first)) == first
    assert first["cases"] == sum(first["by_kind"][kind]["cases"] for kind in KINDS) == 24
    assert first["recall"] == 1
    assert "合计" in table(first)


def test_no_reports_give_no_cases(tmp_path: Path) -> None:
    metrics = evaluate(tmp_path)
    assert (metrics["cases"], metrics["recall"], metrics["years"]) == (0, None, [])
    assert "—" in table(metrics)


CHANGES: list[tuple[dict[str, object], set[str]]] = [
    ({}, set()),
    ({"自然人": 1}, {"T3-行", "T3-平衡"}),
    ({"自然人": 1, "总计": 1}, {"T3-平衡"}),
    ({"自然人": -1, "商业企业": 1}, {"T3-平衡", "T0-负数"}),
    ({"自然人": 0.5, "总计": 0.5}, {"T3-平衡", "T0-小数"}),
    ({"自然人": None}, {"T0-空白"}),
]


@pytest.mark.parametrize(("change", "broken"), CHANGES, ids=[str(one[0]) for one in CHANGES])
def test_what_a_change_breaks(change: dict[str, object], broken: set[str]) -> None:
    content = json.loads(DATA.read_text(encoding="utf-8"))
    content["表三"]["一、本年新收政府信息公开申请数量"].update(change)
    found = broken_relations(figures_from_json(content), None)
    assert {rule for rule, _ in found} == broken


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
def test_every_mutation_of_real_figures_that_breaks_a_rule_is_found() -> None:
    metrics = evaluate(SHARED)
    assert metrics["cases"] >= 500
    assert metrics["recall"] == 1
    assert metrics["precision"] > 0.97
    assert metrics["located_precision"] == 1
