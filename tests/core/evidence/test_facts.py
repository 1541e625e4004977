"""Facts of a year: cells, sums, shares, averages, changes; cases in cases/facts.tsv."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.core.evidence.facts import Fact, facts_of, label_of
from assistant.core.tables.figures import Figures
from tests.core.evidence.test_binding import facts, figures, read_cases

CASES = read_cases("facts.tsv")


def fact(name: str, key: str) -> Fact:
    return next(one for one in facts(name)[0] if one.key == key)


@pytest.mark.parametrize(("name", "key", "value", "unit", "formula"), CASES)
def test_value_unit_and_formula(name: str, key: str, value: str, unit: str, formula: str) -> None:
    found = fact(name, key)
    assert round(found.value, 2) == Decimal(value)
    assert (found.unit, found.formula) == (unit, formula)
    assert found.source
    assert found.label


@pytest.mark.parametrize("name", ["甲市_2024", "乙市_2020", "丙局_2024", "丁局_2024"])
def test_keys_are_unique_and_carry_no_year(name: str) -> None:
    keys = [one.key for one in facts(name)[0]]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if str(figures(name).year) in key]


def test_a_blank_is_no_zero_and_a_blank_total_is_the_sum_of_its_row() -> None:
    full = figures("甲市_2024")
    cells = tuple(
        replace(cell, number=None)
        if cell.key in ("予以公开.总计", "重复申请.自然人", "重复申请.总计")
        else cell
        for cell in full.cells
    )
    found = {one.key: one for one in facts_of(replace(full, cells=cells))}
    assert found["予以公开.总计"].value == 1431
    assert found["予以公开.总计"].kind == "sum"
    assert "重复申请.自然人" not in found
    assert found["重复申请.总计"].value == 0  # the other columns print 0


def test_no_formula_over_nothing() -> None:
    empty = Figures(agency="空局", year=2024, edition="2021", cells=())
    assert facts_of(empty, empty) == ()
    zero = {one.key for one in facts("丁局_2024")[0]}
    assert not [key for key in zero if key.startswith(("占", "同比."))]


def test_purchases_in_yuan_and_in_ten_thousand_yuan_are_compared() -> None:
    now = figures("乙市_2020")
    cells = tuple(
        replace(cell, number=Decimal(25_000_000), unit="元") if cell.unit == "万元" else cell
        for cell in now.cells
    )
    found = {one.key: one for one in facts_of(now, replace(now, year=2019, cells=cells))}
    assert found["同比增量.政府集中采购.采购金额"].value == Decimal("222.5")
    assert found["同比.政府集中采购.采购金额"].value == Decimal("8.9")


LABELS = [
    ("新收.总计", "新收政府信息公开申请"),
    ("新收.自然人", "自然人新收政府信息公开申请"),
    ("行政规范性文件.制发", "制发行政规范性文件"),
    ("行政复议.结果维持", "行政复议结果维持"),
    ("直接起诉.总计", "未经复议直接起诉"),
    ("不予公开.总计", "不予公开"),
]


@pytest.mark.parametrize(("key", "label"), LABELS)
def test_labels(key: str, label: str) -> None:
    assert label_of(key) == label


@pytest.mark.parametrize(
    ("note", "labels"),
    [
        ("公开资金分配结果2批，共计180万元", ["公开资金分配结果", "公开资金分配结果"]),
        ("公开资金分配结果2批，扶持资金共计180万元", ["公开资金分配结果", "扶持资金共计"]),
        ("举办培训2次，120人参加", ["举办培训", "参加"]),
        ("共计180万元", ["共计"]),
    ],
)
def test_a_sum_of_money_in_a_note_is_of_what_it_spoke_of(note: str, labels: list[str]) -> None:
    found = facts_of(replace(figures("甲市_2024"), indicators=(), notes=(note,)))
    assert [one.label for one in found if one.kind == "note"] == labels
