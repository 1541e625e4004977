"""The form's tables as grids in the layouts that offices print, for tests without files."""

from assistant.core.report import Grid
from assistant.core.tables.form import APPLICANTS, SEPARATOR, TABLE_3, Edition
from corpus.readers.grids import Span, grid_of_rows, grid_of_spans

HEAD_2 = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
TABLE_2 = (
    ("第二十条第（一）项", "", "", ""),
    HEAD_2,
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "3", "1", "12"),
    ("第二十条第（五）项", "", "", ""),
    ("信息内容", "本年处理决定数量", "", ""),
    ("行政许可", "1,208", "", ""),
    ("第二十条第（六）项", "", "", ""),
    ("信息内容", "本年处理决定数量", "", ""),
    ("行政处罚", "77", "", ""),
    ("行政强制", "/", "", ""),
    ("第二十条第（八）项", "", "", ""),
    ("信息内容", "本年收费金额（单位：万元）", "", ""),
    ("行政事业性收费", "36.5", "", ""),
)
READ_2 = {
    "规章.制发": "0",
    "规章.废止": "0",
    "规章.现行有效": "0",
    "行政规范性文件.制发": "3",
    "行政规范性文件.废止": "1",
    "行政规范性文件.现行有效": "12",
    "行政许可.处理决定": "1,208",
    "行政处罚.处理决定": "77",
    "行政强制.处理决定": "/",
    "行政事业性收费.收费金额": "36.5",
}
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
READ_4 = {
    f"{group}.{outcome}": str(10 * i + j)
    for i, group in enumerate(("行政复议", "直接起诉", "复议后起诉"))
    for j, outcome in enumerate(OUTCOMES)
}


def table_2() -> Grid:
    """Table 二 as the form prints it: bands over the whole width, one-column blocks merged."""
    spans: list[Span] = []
    for row, texts in enumerate(TABLE_2):
        printed = [text for text in texts if text]
        starts = [0] if len(printed) == 1 else [0, *range(1, len(printed))]
        ends = [*starts[1:], 4]
        for text, start, end in zip(printed, starts, ends, strict=True):
            spans.append(Span(text=text, row=row, column=start, row_end=row + 1, column_end=end))
    return grid_of_spans(spans, "第1个表")


def value_3(row: int, column: int) -> str:
    """The number that these tests print in row and column of table 三."""
    return str(100 * row + column)


def read_3(edition: Edition = "2021") -> dict[str, str]:
    """What table 三 of these tests says, by key."""
    return {
        f"{row.key}.{column.key}": value_3(i, j)
        for i, row in enumerate(TABLE_3[edition].rows)
        for j, column in enumerate(APPLICANTS)
    }


def rows_3(edition: Edition = "2021") -> list[list[str]]:
    """The rows of table 三: three levels of labels, "" where a label goes on, then the values."""
    rows: list[list[str]] = []
    above: list[str] = []
    for i, row in enumerate(TABLE_3[edition].rows):
        levels = row.label.split(SEPARATOR)
        shown = [
            "" if depth < len(levels) - 1 and above[: depth + 1] == levels[: depth + 1] else level
            for depth, level in enumerate(levels)
        ]
        above = levels
        rows.append([*shown, *(value_3(i, j) for j in range(len(APPLICANTS)))])
    return rows


HEADS_3 = (
    ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"),
    ("", "自然人", "法人或其他组织", "总计"),
    ("", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""),
)


def ragged_3(edition: Edition = "2021") -> Grid:
    """Table 三 as a text file has it: rows as long as they have cells."""
    return grid_of_rows([*HEADS_3, *rows_3(edition)], "第1行起的表")


def merged_3(*, subtotal: bool = False, edition: Edition = "2021") -> Grid:
    """Table 三 as the form prints it, labels in three columns, with or without 小计."""
    organisations = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    organisations += ["小计"] if subtotal else []
    total = 4 + len(organisations)
    spans = [
        Span(text=HEADS_3[0][0], row=0, column=0, row_end=3, column_end=3),
        Span(text="申请人情况", row=0, column=3, row_end=1, column_end=total + 1),
        Span(text="自然人", row=1, column=3, row_end=3, column_end=4),
        Span(text="法人或其他组织", row=1, column=4, row_end=2, column_end=total),
        Span(text="总计", row=1, column=total, row_end=3, column_end=total + 1),
        *(
            Span(text=text, row=2, column=4 + i, row_end=3, column_end=5 + i)
            for i, text in enumerate(organisations)
        ),
    ]
    for row, (texts, line) in enumerate(zip(rows_3(edition), _paths(edition), strict=True), 3):
        values = texts[-len(APPLICANTS) :]
        if subtotal:
            values = [*values[:-1], "小", values[-1]]
        spans += [
            Span(text=text, row=row, column=3 + i, row_end=row + 1, column_end=4 + i)
            for i, text in enumerate(values)
        ]
        for depth, level in enumerate(line):
            is_last = depth == len(line) - 1
            spans.append(
                Span(
                    text=level,
                    row=row,
                    column=depth,
                    row_end=row + 1,
                    column_end=3 if is_last else depth + 1,
                )
            )
    return grid_of_spans(spans, "第1个表")


def _paths(edition: Edition) -> list[list[str]]:
    return [row.label.split(SEPARATOR) for row in TABLE_3[edition].rows]


def flat_3(edition: Edition = "2021") -> list[list[str]]:
    """Table 三 with its labels in one cell: head row and rows."""
    rows = TABLE_3[edition].rows
    return [
        ["项目", *(column.label for column in APPLICANTS)],
        *(
            [row.label, *(value_3(i, j) for j in range(len(APPLICANTS)))]
            for i, row in enumerate(rows)
        ),
    ]


def wide_4(*, merged: bool) -> Grid:
    """Table 四 as the form prints it: one row of fifteen values under three rows of heads."""
    values = list(READ_4.values())
    if not merged:
        heads = (
            ("行政复议", "行政诉讼"),
            (*OUTCOMES, "未经复议直接起诉", "复议后起诉"),
            ("",) * 5 + OUTCOMES * 2,
        )
        return grid_of_rows([*heads, values], "第1行起的表")
    spans = [
        Span(text="行政复议", row=0, column=0, row_end=1, column_end=5),
        Span(text="行政诉讼", row=0, column=5, row_end=1, column_end=15),
        Span(text="未经复议直接起诉", row=1, column=5, row_end=2, column_end=10),
        Span(text="复议后起诉", row=1, column=10, row_end=2, column_end=15),
    ]
    for i in range(15):
        top = 1 if i < 5 else 2
        text = OUTCOMES[i % 5]
        spans.append(Span(text=text, row=top, column=i, row_end=3, column_end=i + 1))
        spans.append(Span(text=values[i], row=3, column=i, row_end=4, column_end=i + 1))
    return grid_of_spans(spans, "第1个表")


def tall_4() -> Grid:
    """Table 四 with a row a group."""
    values = list(READ_4.values())
    labels = ("行政复议", "行政诉讼｜未经复议直接起诉", "行政诉讼｜复议后起诉")
    rows = [[label, *values[5 * i : 5 * i + 5]] for i, label in enumerate(labels)]
    return grid_of_rows([("类别", *OUTCOMES), *rows], "第1个表")
