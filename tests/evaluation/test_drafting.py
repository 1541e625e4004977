"""The benchmark of drafting: its measures tell good drafts from bad, and the drafts are good."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.core.errors import CorpusError
from assistant.core.prose.quantities import find_quantities
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.writing.learning import previous_figures
from assistant.evaluation.derivation import Derivation
from assistant.evaluation.drafting import evaluate, table
from assistant.evaluation.drafting_measures import Case, answered, measure, rouge_l
from assistant.evaluation.drafting_pairs import Pair, narrative, read_pairs

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return read_pairs(SAMPLES)


@pytest.fixture(scope="module")
def metrics() -> dict[str, Any]:
    return evaluate(SAMPLES)


def test_pairs_are_consecutive_years_of_one_office(pairs: list[Pair]) -> None:
    assert [(one.name, one.real is not None) for one in pairs] == [
        ("示例市应急管理局 2023→2024", True),
        ("示例市应急管理局 2024→2025", True),
        ("示例市应急管理局 2025→2026", False),  # of 2026 there is only the workbook
    ]


def test_what_no_table_holds_is_told_as_an_indicator(pairs: list[Pair]) -> None:
    told = {one.label: (one.value, one.unit) for one in pairs[0].told.indicators}
    assert told["局网站发布信息"] == (Decimal(1281), "条")
    assert not any("增长" in label or label == "申请" for label in told)
    assert pairs[0].figures.indicators == ()


@pytest.mark.parametrize(
    ("text", "reference", "f1"),
    [
        ("甲乙丙丁", "甲乙丙丁", 1.0),
        ("甲乙丙丁", "甲丙戊", 0.5714),
        ("甲", "乙", 0.0),
        ("", "乙", 0.0),
    ],
)
def test_rouge_l(text: str, reference: str, f1: float) -> None:
    assert rouge_l(text, reference) == f1


@pytest.mark.parametrize(
    ("text", "reference", "said"),
    [
        ("来信【待补充】件。", "来信96件。", "来信96件。"),
        ("来信【待补充】件，均答复【待核实】。", "来信96件，均答复。", "来信96件，均答复。"),
        ("甲。【待核实：乙】【待补充：丙】丁。", "甲。戊己。丁。", "甲。戊己。丁。"),
        ("甲。【待补充：乙】", "甲。", "甲。"),
    ],
)
def test_a_mark_answered_is_what_the_real_text_has_there(
    text: str, reference: str, said: str
) -> None:
    assert answered(text, reference) == said


def case_of(pair: Pair) -> Case:
    previous = previous_figures(pair.told, pair.past)
    assert previous is not None
    return Case(figures=pair.told, last=pair.past[0], real=pair.real, previous=previous)


def test_the_real_report_measures_well_and_last_years_badly(pairs: list[Pair]) -> None:
    case = case_of(pairs[1])
    assert case.real is not None
    real = measure("\n".join(narrative(case.real)), case)
    assert real["right"] > 0.85  # some of its numbers say 由18项减至13项, which nobody types in
    assert (real["tables"], real["rouge_l"]) == (1.0, 1.0)
    last = measure("\n".join(narrative(case.last)), case)
    assert last["right"] < 0.1
    assert last["stale"] > 30
    assert (last["headings"], last["alike"]) == (1.0, 1.0)


def test_a_question_to_a_person_is_no_number(pairs: list[Pair]) -> None:
    case = case_of(pairs[1])
    asked = measure("新收政府信息公开申请44件。【待核实：上年提出培训7次，完成情况？】", case)
    assert (asked["numbers"], asked["right"], asked["marks"]) == (1, 1.0, 1)
    said = measure("新收政府信息公开申请44件。培训77次。", case)
    assert (said["numbers"], said["right"], said["unknown"]) == (2, 0.5, 1)


FIGURES = Figures(
    agency="示例局",
    year=2026,
    edition="2021",
    cells=(),
    indicators=(
        Indicator(label="网站", value=Decimal(30), unit="条"),
        Indicator(label="公众号", value=Decimal(10), unit="条"),
    ),
)
BEFORE = replace(
    FIGURES, year=2025, indicators=(Indicator(label="网站", value=Decimal(24), unit="条"),)
)


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("30条", True),
        ("40条", True),  # the sum of both
        ("31条", False),
        ("增长25.0%", True),
        ("占33.3%", True),
        ("占33.4%", False),
        ("增加6条", True),
    ],
)
def test_plain_arithmetic_explains_what_follows(text: str, explained: bool) -> None:
    derivation = Derivation(FIGURES, BEFORE, last=["网站发布24条"])
    [quantity] = find_quantities(text)
    assert derivation.explains(quantity) is explained


def test_a_number_of_last_year_is_known(pairs: list[Pair]) -> None:
    derivation = Derivation(FIGURES, BEFORE, last=["网站发布24条，公众号11条"])
    last_years = [derivation.is_last_years(find_quantities(f"{one}条")[0]) for one in (24, 11, 30)]
    assert last_years == [True, True, False]


def check(metrics: dict[str, Any]) -> None:
    """What issue 5 calls done, for the writer without a model."""
    carried = metrics["worst"]["carry"]
    assert (carried["right"], carried["stale"], carried["unknown"]) == (1, 0, 0)
    assert carried["headings"] == 1


@pytest.mark.slow
def test_drafts_of_the_samples(metrics: dict[str, Any]) -> None:
    check(metrics)


@pytest.mark.slow
@pytest.mark.shared
def test_drafts_of_a_real_office() -> None:
    check(evaluate(REPORTS))


@pytest.mark.slow
def test_the_table_has_a_line_for_each_draft(metrics: dict[str, Any]) -> None:
    assert len(table(metrics).splitlines()) == 1 + len(metrics["drafts"]) + len(metrics["worst"])


def test_a_folder_without_pairs_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="连续两年"):
        evaluate(tmp_path)
