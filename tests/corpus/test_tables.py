"""The statutory tables in the layouts that offices print: each cell is read, each once."""

import pytest

from assistant.core.report import Grid
from corpus.readers.grids import Span, grid_of_rows, grid_of_spans
from corpus.tables.layout import Reading, transpose
from corpus.tables.statutory import edition_of, missing_rows, read_table, table_of
from tests.corpus.grids import (
    HEAD_2,
    HEADS_3,
    OUTCOMES,
    READ_2,
    READ_4,
    TABLE_2,
    flat_3,
    merged_3,
    ragged_3,
    read_3,
    rows_3,
    table_2,
    tall_4,
    wide_4,
)


def read(grid: Grid, article: str = "") -> Reading:
    name = table_of(grid)
    assert name is not None
    return read_table(name, grid, article)


def raw(reading: Reading) -> dict[str, str]:
    assert len({cell.key for cell in reading.cells}) == len(reading.cells)
    return {cell.key: cell.raw for cell in reading.cells}


GROUP_HEADS = [["三、本年度办理结果｜（五）不予处理", *[""] * 7], ["（六）其他处理", *[""] * 7]]
LAYOUTS = {
    "表二 merged bands": (table_2(), READ_2),
    "表二 blanks right of bands": (grid_of_rows(TABLE_2, "表"), READ_2),
    "表二 short rows": (
        grid_of_rows([[text for text in row if text] for row in TABLE_2], "表"),
        READ_2,
    ),
    "表二 turned": (
        transpose(grid_of_rows([HEAD_2, *TABLE_2[2:4]], "表")),
        dict(list(READ_2.items())[:6]),
    ),
    "表三 merged": (merged_3(), read_3()),
    "表三 heads of groups in rows of their own": (
        grid_of_rows([*flat_3()[:20], *GROUP_HEADS, *flat_3()[20:]], "表"),
        read_3(),
    ),
    "表三 merged, 2019": (merged_3(edition="2019"), read_3("2019")),
    "表三 text": (ragged_3(), read_3()),
    "表三 text, 2019": (ragged_3("2019"), read_3("2019")),
    "表三 one label cell": (grid_of_rows(flat_3(), "表"), read_3()),
    "表三 turned": (transpose(grid_of_rows(flat_3(), "表")), read_3()),
    "表四 merged": (wide_4(merged=True), READ_4),
    "表四 text": (wide_4(merged=False), READ_4),
    "表四 a row a group": (tall_4(), READ_4),
    "表四 turned": (transpose(tall_4()), READ_4),
}


@pytest.mark.parametrize(("grid", "truth"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_cell_is_read(grid: Grid, truth: dict[str, str]) -> None:
    assert raw(read(grid)) == truth


def test_a_table_that_was_turned_is_told() -> None:
    assert any("行列互换" in doubt for doubt in read(transpose(tall_4())).warnings)


def test_a_column_of_subtotals_is_read_beside_the_seven() -> None:
    cells = raw(read(merged_3(subtotal=True)))
    assert cells == read_3() | {
        key.replace(".总计", ".法人小计"): "小" for key in read_3() if key.endswith(".总计")
    }


def test_spans_of_head_and_row_may_disagree() -> None:
    """A web page of 2019: the head has 本年增/减 over two columns, the row 上一年项目数量."""
    spans = [
        Span(text="信息内容", row=0, column=0, row_end=1, column_end=1),
        Span(text="上一年项目数量", row=0, column=1, row_end=1, column_end=2),
        Span(text="本年增/减", row=0, column=2, row_end=1, column_end=4),
        Span(text="处理决定数量", row=0, column=4, row_end=1, column_end=5),
        Span(text="行政许可", row=1, column=0, row_end=2, column_end=1),
        Span(text="893", row=1, column=1, row_end=2, column_end=3),
        Span(text="-183", row=1, column=3, row_end=2, column_end=4),
        Span(text="12854581", row=1, column=4, row_end=2, column_end=5),
    ]
    assert raw(read(grid_of_spans(spans, "表"))) == {
        "行政许可.上年项目": "893",
        "行政许可.增减": "-183",
        "行政许可.处理决定": "12854581",
    }


def test_articles_may_stand_in_a_merged_cell_at_the_left() -> None:
    spans = [
        Span(text="第二十条第（一）项", row=0, column=0, row_end=3, column_end=1),
        *(
            Span(text=text, row=0, column=1 + i, row_end=1, column_end=2 + i)
            for i, text in enumerate(HEAD_2)
        ),
        *(
            Span(text=text, row=1, column=1 + i, row_end=2, column_end=2 + i)
            for i, text in enumerate(("规章", "0", "0", "0"))
        ),
        *(
            Span(text=text, row=2, column=1 + i, row_end=3, column_end=2 + i)
            for i, text in enumerate(("行政规范性文件", "3", "1", "12"))
        ),
    ]
    reading = read(grid_of_spans(spans, "表"))
    assert raw(reading) == dict(list(READ_2.items())[:6])
    assert reading.cells[0].row == "第二十条第（一）项｜规章"


def test_an_own_row_is_read_and_told() -> None:
    rows = [HEAD_2, ("规章", "0", "0", "0"), ("其他主动公开文件", "50", "27", "27")]
    reading = read(grid_of_rows(rows, "第1个表"), "第二十条第（一）项")
    own = [cell for cell in reading.cells if "其他主动公开文件" in cell.row]
    assert [cell.raw for cell in own] == ["50", "27", "27"]
    assert own[0].row == "第二十条第（一）项｜其他主动公开文件"
    assert reading.warnings == ("第1个表第3行第1列：表二有自设行“其他主动公开文件”，按原样读入",)


def test_a_note_under_the_table_is_prose() -> None:
    rows = [HEAD_2, ("规章", "0", "0", "0"), ("[1]该项为现行有效的数量。", "", "", "")]
    reading = read(grid_of_rows(rows, "表"))
    assert reading.notes == ("[1]该项为现行有效的数量。",)
    assert len(reading.cells) == 3


def test_table_3_cut_in_two_is_read_without_its_second_head() -> None:
    rows = rows_3()
    first = read(grid_of_rows([*HEADS_3, *rows[:12]], "表"))
    second = read(grid_of_rows(rows[12:], "表"))
    assert raw(first) | raw(second) == read_3()


@pytest.mark.parametrize("blanks", ["after the label", "at the end"])
@pytest.mark.parametrize("values", ["full", "sparse"])
def test_converters_fill_short_labels_up_with_blanks(blanks: str, values: str) -> None:
    """Merged label cells become blanks after the label, or at the end of the row."""
    rows = []
    for row in rows_3():
        labels = [text for text in row[:-7] if text]
        numbers = row[-7:] if values == "full" else [row[-7], *[""] * 5, row[-1]]
        fill = [""] * (3 - len(labels))
        rows.append(
            [*labels, *fill, *numbers] if blanks != "at the end" else [*labels, *numbers, *fill]
        )
    cells = raw(read(grid_of_rows([*HEADS_3, *rows], "表")))
    for key, text in read_3().items():
        kept = values == "full" or key.endswith((".自然人", ".总计"))
        assert cells[key] == (text if kept else "")


def test_heads_cut_over_two_rows() -> None:
    spans = [
        *(
            Span(text=text, row=0, column=i, row_end=1 if text == "本年新" else 2, column_end=i + 1)
            for i, text in enumerate(("信息内容", "本年新", "本年新", "对外公开总数量"))
        ),
        Span(text="制作数量", row=1, column=1, row_end=2, column_end=2),
        Span(text="公开数量", row=1, column=2, row_end=2, column_end=3),
        *(
            Span(text=text, row=2, column=i, row_end=3, column_end=i + 1)
            for i, text in enumerate(("规章", "1", "2", "3"))
        ),
    ]
    assert raw(read(grid_of_spans(spans, "表"))) == {
        "规章.制发": "1",
        "规章.新公开": "2",
        "规章.公开总数": "3",
    }


def test_a_head_that_a_page_repeats_is_no_row() -> None:
    rows = rows_3()
    assert rows[12][:2] == ["", "（四）无法提供"]
    grid = grid_of_rows([*HEADS_3, *rows[:12], *HEADS_3, *rows[12:]], "表")
    assert raw(read(grid)) == read_3()
    assert read(grid).warnings == ()


def test_labels_are_kept_as_printed() -> None:
    rows = [flat_3()[0], *flat_3()[1:]]
    rows[6] = ["三、本年度办理结果｜（三）不予公开｜2.其他法律行政止公开", *rows[6][1:]]
    cells = {cell.key: cell for cell in read(grid_of_rows(rows, "表")).cells}
    assert cells["法律法规禁止.总计"].row.endswith("2.其他法律行政止公开")


def test_a_cell_knows_where_it_stood() -> None:
    cell = read(tall_4()).cells[7]
    assert (cell.key, cell.place) == ("直接起诉.其他结果", "第1个表第3行第4列")


MEANINGS = [
    ("0", "zero", 0),
    ("", "blank", None),
    ("/", "not_applicable", None),
    ("—", "not_applicable", None),
    ("无", "text", None),
    ("１２", "number", 12),
    ("-", "not_applicable", None),
]


@pytest.mark.parametrize(("text", "meaning", "number"), MEANINGS)
def test_a_blank_is_no_zero(text: str, meaning: str, number: int | None) -> None:
    cell = read(grid_of_rows([HEAD_2, ("规章", text, "0", "0")], "表")).cells[0]
    assert (cell.meaning, cell.number) == (meaning, number)


def test_text_in_the_place_of_a_number_is_told() -> None:
    reading = read(
        grid_of_rows([("类别", *OUTCOMES), ("行政复议", "见附件", "", "", "", "1")], "表")
    )
    assert reading.warnings == (
        "表第2行第2列：表四 行政复议·结果维持写的是“见附件”，不是数，请核对",
    )


def test_a_row_that_does_not_fit_is_told_and_not_guessed() -> None:
    reading = read(
        grid_of_rows([flat_3()[0], ["一、本年新收政府信息公开申请数量", "3", "2"]], "表")
    )
    assert reading.cells == ()
    assert "应有7个数" in reading.warnings[0]


@pytest.mark.parametrize(
    "rows",
    [
        [("名称", "某某年度报告"), ("索引号", "01431/2024")],
        [("序号", "会议", "次数")] + [("1", "常务会议", "12")] * 400,
        [("项目", "数量")],
    ],
)
def test_other_tables_are_none_of_the_three(rows: list[tuple[str, ...]]) -> None:
    assert table_of(grid_of_rows(rows, "表")) is None


def test_the_edition_is_told_by_table_2() -> None:
    assert edition_of(read(table_2()).cells) == "2021"
    assert edition_of(read(tall_4()).cells) is None


def test_missing_rows_are_named() -> None:
    cells = read(grid_of_rows(flat_3()[:-1], "表")).cells
    assert missing_rows("表三", "2021", cells) == ("四、结转下年度继续办理",)
