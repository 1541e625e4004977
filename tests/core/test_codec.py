"""Figures and reports to JSON and back; every wrong shape says where it is wrong."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.core.codec import (
    figures_from_json,
    figures_to_json,
    report_from_json,
    report_to_json,
)
from assistant.core.errors import DocumentError, FiguresError
from assistant.core.report import Report, Section
from assistant.core.tables.cells import find_row, read_cell, read_value
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import TableName, edition_for, tables

SHARED = Path(__file__).parents[2].parent / "shared" / "reports" / "figures"
NEW = "一、本年新收政府信息公开申请数量"


def content(**changes: Any) -> dict[str, Any]:
    return {
        "agency": "示例局",
        "year": 2024,
        "表三": {NEW: {"自然人": 3, "总计": 3}},
        **changes,
    }


VALUES = [
    ("3", "3", "number", ""),
    (" ３，５２５ ", "3525", "number", ""),
    ("12,345.60", "12345.60", "number", ""),
    ("0", "0", "zero", ""),
    ("0.0", "0.0", "zero", ""),
    ("-183", "-183", "number", ""),
    ("－183", "-183", "number", ""),
    ("+5174", "5174", "number", ""),
    ("299.3万元", "299.3", "number", "万元"),
    ("27225290916元", "27225290916", "number", "元"),
    ("12件", "12", "number", "件"),
    ("", None, "blank", ""),
    ("\u3000\n", None, "blank", ""),
    ("/", None, "not_applicable", ""),
    ("／", None, "not_applicable", ""),
    ("—", None, "not_applicable", ""),
    ("——", None, "not_applicable", ""),
    ("无", None, "text", ""),
    ("12,34", None, "text", ""),
    ("约30", None, "text", ""),
    ("3 5", None, "text", ""),
    ("12 345", "12345", "number", ""),
    ("39857\n58", "3985758", "number", ""),
    ("- 183 件", "-183", "number", "件"),
]


@pytest.mark.parametrize(("raw", "number", "meaning", "unit"), VALUES, ids=lambda one: repr(one))
def test_what_a_cell_says(raw: str, number: str | None, meaning: str, unit: str) -> None:
    expected = None if number is None else Decimal(number)
    assert read_value(raw) == (expected, meaning, unit)


ROWS: list[tuple[TableName, str, str | None]] = [
    ("表三", "三、本年度办理结果｜（三）不予公开｜2.其他法律行政止公开", "法律法规禁止"),
    ("表三", "1、属于国家秘密", "国家秘密"),
    ("表三", "三、本年度办理结果｜（三）不予公开", None),
    ("表三", "三、本年度办理结果｜（二）部分公开", "部分公开"),
    ("表三", "三、本年度办理结果｜（六）其他处理｜（六）其他处理", "其他处理"),
    ("表三", "三、本年度办理结果｜（六）其他处理｜3、其它", "其他情形"),
    ("表二", "第二十条第（一）项｜其他主动公开文件", None),
    ("表二", "第二十条第（一）项｜其他规范性文件", None),
    ("表二", "第二十条第（一）项｜政策文件", None),
    ("表二", "规范性文件", "行政规范性文件"),
    ("表二", "第二十条第（六）项｜行政检查", None),
    ("表四", "行政诉讼｜小计", None),
    ("表四", "行政诉讼｜行政诉讼｜未经复议直接起诉", "直接起诉"),
]


@pytest.mark.parametrize(("table", "label", "key"), ROWS)
def test_which_row_a_printed_label_means(table: TableName, label: str, key: str | None) -> None:
    row = find_row(table, label)
    assert (row.key if row else None) == key


def test_every_official_label_finds_its_own_cell() -> None:
    for year in (2020, 2024):
        for table in tables(edition_for(year)):
            for row in table.rows:
                for column in row.columns:
                    cell = read_cell(table.name, row.label, column.label, "1")
                    assert cell.key == f"{row.key}.{column.key}"


def test_an_office_s_own_rows_and_columns_keep_their_labels_as_key() -> None:
    own = read_cell("表二", "第二十条第（一）项｜其他主动公开文件", "本年新公开数量", "27")
    assert own.key == "第二十条第（一）项｜其他主动公开文件.本年新公开数量"
    assert read_cell("表三", NEW, "法人或其他组织｜小计", "1").key == "新收.法人小计"
    assert read_cell("表三", NEW, "法人或其他组织｜商业企业", "1").key == "新收.商业企业"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
def test_the_figures_of_real_reports_come_back_equal() -> None:
    for path in sorted(SHARED.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        figures = figures_from_json(truth)
        written = json.loads(json.dumps(figures_to_json(figures), ensure_ascii=False))
        assert {name: written[name] for name in ("表二", "表三", "表四")} == {
            name: truth[name] for name in ("表二", "表三", "表四")
        }
        assert figures_from_json(written) == figures
        assert len(figures.by_key) == len(figures.cells), f"{path.name}: two cells with one key"


def test_blank_zero_unit_and_sign_stay_apart() -> None:
    figures = figures_from_json(
        content(
            year="2020年",
            table2_format="2019版",
            表二={"第二十条第（九）项": {"政府集中采购": {"采购总金额": "299.3万元"}}},
            表三={NEW: {"自然人": None, "商业企业": 0, "其他": "/", "总计": 3.0}},
            indicators=[{"label": "投入经费", "value": "32万元"}],
            notes=["10月印发方案"],
        )
    )
    assert figures.edition == "2019"
    assert [cell.meaning for cell in figures.cells] == [
        "number",
        "blank",
        "zero",
        "not_applicable",
        "number",
    ]
    assert figures.cells[-1].raw == "3"
    assert figures.indicators[0].unit == "万元"
    assert figures_to_json(figures)["表二"] == {
        "第二十条第（九）项": {"政府集中采购": {"采购总金额": "299.3万元"}}
    }
    assert figures_from_json(figures_to_json(figures)) == figures


BAD: list[tuple[object, str]] = [
    ([], "数据文件：应为{…}"),
    (content(agency=""), "agency：应为文字"),
    (content(year="二〇二四"), "year：应为四位数的年份"),
    (content(year=True), "year：应为四位数的年份"),
    (content(year=24), "year：应为四位数的年份"),
    (content(edition="2030"), "edition：应为 2019 或 2021"),
    (content(表三=3), "表三：应为{…}"),
    (content(表三={NEW: 3}), f"表三 {NEW}：应为{{…}}"),
    (content(表三={NEW: {"自然人": [1]}}), f"表三 {NEW}·自然人：应为数字、文字或 null"),
    (content(表三={NEW: {"自然人": True}}), f"表三 {NEW}·自然人：应为数字、文字或 null"),
    (content(表三={NEW: {"自然人": float("nan")}}), f"表三 {NEW}·自然人：应为数字"),
    (content(表三={}), "没有表二、表三、表四"),
    (content(表2={}), "不认识的键 '表2'"),
    (content(notes="一条"), "notes：应为[…]"),
    (content(notes=["", "x"]), "notes 第1项：应为文字"),
    (content(indicators=[3]), "indicators 第1项：应为{…}"),
    (content(indicators=[{"label": "甲", "value": "多"}]), "indicators 第1项 甲：应为数字"),
    (
        content(indicators=[{"label": "甲", "value": "3元", "unit": "万元"}]),
        "indicators 第1项 甲 的单位",
    ),
]


@pytest.mark.parametrize(("bad", "message"), BAD, ids=[message for _, message in BAD])
def test_a_wrong_shape_is_one_line_that_says_where(bad: object, message: str) -> None:
    with pytest.raises(FiguresError) as caught:
        figures_from_json(bad)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def report() -> Report:
    cells = (
        read_cell("表三", NEW, "自然人", "１,234", "第3页表2第4行第3列"),
        read_cell("表三", NEW, "总计", "", "第3页表2第4行第9列"),
    )
    return Report(
        agency="示例局",
        year=2024,
        title="示例局2024年政府信息公开工作年度报告",
        preamble=("按要求编制。",),
        sections=(
            Section(kind="overview", heading="一、总体情况", paragraphs=("平稳。", "有序。")),
        ),
        figures=Figures(agency="示例局", year=2024, edition="2021", cells=cells),
        warnings=("表四缺失",),
        file="示例局_2024.docx",
    )


def test_a_report_comes_back_equal_with_its_places_and_raw_texts() -> None:
    written = json.loads(json.dumps(report_to_json(report()), ensure_ascii=False))
    assert report_from_json(written) == report()
    assert written["figures"]["表三"][NEW] == {"自然人": 1234, "总计": None}
    assert figures_from_json(written["figures"]).number("新收.自然人") == 1234


@pytest.mark.parametrize(
    "damage",
    [
        {"sections": [{"kind": "preface", "heading": "", "paragraphs": []}]},
        {"year": None},
        {"cells": [{}]},
    ],
)
def test_a_damaged_record_of_a_report_is_one_line(damage: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match="报告记录已损坏"):
        report_from_json({**report_to_json(report()), **damage})
