"""The printed tables cover their grid without gap or overlap and say what the figures say."""

from collections import Counter
from decimal import Decimal

import pytest

from assistant.core.tables.cells import read_cell
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import APPLICANTS, Edition, TableName, tables
from assistant.core.tables.printed import (
    BALANCE_NOTE,
    Box,
    PrintedTable,
    applicant_columns,
    form_rows,
    printed_tables,
)


def figures(edition: Edition = "2021", *more: tuple[TableName, str, str, str]) -> Figures:
    """A complete form with a number of its own in each cell, and more cells behind."""
    printed = [
        (table.name, row.label, column.label)
        for table in tables(edition)
        for row in table.rows
        for column in row.columns
    ]
    cells = [read_cell(*labels, str(place)) for place, labels in enumerate(printed, start=1000)]
    cells += [read_cell(*one) for one in more]
    return Figures(agency="示例局", year=2025, edition=edition, cells=tuple(cells))


def covered(table: PrintedTable) -> Counter[tuple[int, int]]:
    return Counter(
        (row, column)
        for box in table.boxes
        for row in range(box.row, box.row + box.height)
        for column in range(box.column, box.column + box.width)
    )


def texts(boxes: tuple[Box, ...]) -> list[str]:
    return [box.text for box in boxes]


OWN: tuple[TableName, str, str, str] = (
    "表二",
    "第二十条第（一）项｜其他主动公开文件",
    "本年新制作数量",
    "50",
)
SUBTOTAL: tuple[TableName, str, str, str] = (
    "表三",
    "一、本年新收政府信息公开申请数量",
    "法人或其他组织｜小计",
    "7",
)
ONE_ROW: tuple[TableName, str, str, str] = (
    "表三",
    "三、本年度办理结果｜（六）其他处理",
    "总计",
    "0",
)
EMPTY = Figures(agency="示例局", year=2025, edition="2021", cells=())
FORMS = {
    "2021": figures("2021"),
    "2019": figures("2019"),
    "empty": EMPTY,
    "own row": figures("2021", OWN),
    "subtotal": figures("2021", SUBTOTAL),
    "one row": Figures(agency="示例局", year=2025, edition="2021", cells=(read_cell(*ONE_ROW),)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_place_is_covered_once(form: Figures) -> None:
    for table in printed_tables(form):
        places = covered(table)
        assert set(places.values()) == {1}
        assert len(places) == table.height * len(table.widths)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_number_is_printed_once(form: Figures) -> None:
    cells = [
        box.text for table in printed_tables(form) for box in table.boxes if box.kind == "cell"
    ]
    assert Counter(filter(None, cells)) == Counter(cell.raw for cell in form.cells)


def test_the_head_of_table_3() -> None:
    _, table, _ = printed_tables(EMPTY)
    first, second, third, *_ = table.lines()
    assert texts(first) == [BALANCE_NOTE, "申请人情况"]
    assert texts(second) == ["自然人", "法人或其他组织", "总计"]
    assert texts(third) == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert table.heads == 3


def test_the_side_of_table_3() -> None:
    _, table, _ = printed_tables(EMPTY)
    side = {box.text: (box.height, box.width) for box in table.boxes if box.kind == "side"}
    assert side["一、本年新收政府信息公开申请数量"] == (1, 3)
    assert side["三、本年度办理结果"] == (22, 1)
    assert side["（一）予以公开"] == (1, 2)
    assert side["（三）不予公开"] == (8, 1)
    assert side["8.属于行政查询事项"] == (1, 1)
    assert side["（七）总计"] == (1, 2)
    assert table.height == 3 + 25


def test_the_head_of_table_4_has_two_levels() -> None:
    _, _, table = printed_tables(EMPTY)
    first, second, third, cells = table.lines()
    assert [(box.text, box.width) for box in first] == [("行政复议", 5), ("行政诉讼", 10)]
    assert texts(second)[-2:] == ["未经复议直接起诉", "复议后起诉"]
    assert len(third) == 10
    assert len(cells) == 15


def test_table_2_of_2019_has_the_ninth_item() -> None:
    table, _, _ = printed_tables(figures("2019"))
    bands = [box.text for box in table.boxes if box.kind == "band"]
    assert bands == [f"第二十条第（{number}）项" for number in "一五六八九"]


@pytest.mark.parametrize(
    ("more", "edition", "rows"),
    [(None, "2021", 25), (None, "2019", 23), (ONE_ROW, "2021", 23)],
)
def test_other_handling_is_one_row_or_three(
    more: tuple[TableName, str, str, str] | None, edition: Edition, rows: int
) -> None:
    cells = (read_cell(*more),) if more else ()
    form = Figures(agency="示例局", year=2025, edition=edition, cells=cells)
    assert len(form_rows(form, "表三")) == rows


def test_an_own_row_stands_behind_its_block() -> None:
    rows = form_rows(figures("2021", OWN), "表二")
    assert [row.label for row in rows][2] == OWN[1]
    assert figures("2021", OWN).number(f"{OWN[1]}.{OWN[2]}") == Decimal(50)


def test_the_subtotal_of_legal_persons_is_a_column_where_printed() -> None:
    assert applicant_columns(EMPTY) == APPLICANTS
    assert [line.key for line in applicant_columns(figures("2021", SUBTOTAL))][-2:] == [
        "法人小计",
        "总计",
    ]


def test_a_box_of_a_number_names_its_cell() -> None:
    form = figures("2021", OWN)
    boxes = [box for table in printed_tables(form) for box in table.boxes]
    assert {box.key for box in boxes if box.kind == "cell"} == set(form.by_key)
    assert all(form.by_key[box.key].raw == box.text for box in boxes if box.key)
