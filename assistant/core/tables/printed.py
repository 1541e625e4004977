"""
The three tables as the form prints them: which box stands where and how far it reaches.

Knows: the heads over several columns and the sides over several rows of both editions. Does not
know: Word, HTML, fonts, colours. Source: the form of 国办公开办函〔2019〕60号 and 〔2021〕30号.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import lcm
from typing import Literal

from assistant.core.tables.cells import SUBTOTAL
from assistant.core.tables.figures import Cell, Figures
from assistant.core.tables.form import (
    APPLICANTS,
    LEGAL_PERSONS,
    SEPARATOR,
    TABLE_3,
    Line,
    Row,
    Table,
    TableName,
    tables,
)

BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_SIDE_LEVELS = 3  # columns of the side of table 三: result, lettered group, numbered case


@dataclass(frozen=True, kw_only=True)
class Box:
    """One box: `height` rows and `width` columns from (`row`, `column`), all counted from 0.

    `key` is that of the cell whose text a box shows, also where the figures lack it.
    """

    row: int
    column: int
    height: int = 1
    width: int = 1
    text: str
    kind: Literal["band", "head", "side", "cell"]
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintedTable:
    """A table as a grid of boxes that cover it without gap or overlap.

    `widths`: relative width of each column; `heads`: rows that every page repeats.
    """

    name: TableName
    widths: tuple[float, ...]
    heads: int
    boxes: tuple[Box, ...]

    @property
    def height(self) -> int:
        return max(box.row + box.height for box in self.boxes)

    def lines(self) -> Iterator[tuple[Box, ...]]:
        """The boxes that begin in each row, from left to right."""
        for row in range(self.height):
            line = [box for box in self.boxes if box.row == row]
            yield tuple(sorted(line, key=lambda box: box.column))


def printed_tables(figures: Figures) -> tuple[PrintedTable, PrintedTable, PrintedTable]:
    """Tables 二, 三 and 四 of these figures; a cell that the figures lack is an empty box."""
    return _table_2(figures), _table_3(figures), _table_4(figures)


def form_rows(figures: Figures, name: TableName) -> tuple[Row, ...]:
    """The rows to print: the form's with their official labels, and an office's own among them."""
    rows = list(_form_table(figures, name).rows)
    known = {row.key for row in rows}
    cells = (cell for cell in figures.cells if cell.table == name)
    for label, own in groupby(cells, key=lambda cell: cell.row):
        row = _own_row(label, tuple(own))
        if row.key not in known:
            rows.insert(_place_among(rows, label), row)
    return tuple(rows)


def _form_table(figures: Figures, name: TableName) -> Table:
    if name == "表三":  # offices keep the one-row （六）其他处理 beside a table 二 of 2021
        one_row = any(cell.key.startswith("其他处理.") for cell in figures.cells)
        three_rows = any(cell.key.startswith("逾期不补正.") for cell in figures.cells)
        if one_row != three_rows:
            return TABLE_3["2019" if one_row else "2021"]
    return next(table for table in tables(figures.edition) if table.name == name)


def _own_row(label: str, cells: Sequence[Cell]) -> Row:
    columns = tuple(Line(key=cell.key.rpartition(".")[2], label=cell.column) for cell in cells)
    return Row(key=cells[0].key.rpartition(".")[0], label=label, columns=columns)


def _place_among(rows: Sequence[Row], label: str) -> int:
    """Behind the last row that shares the most levels with `label`."""
    levels = label.split(SEPARATOR)
    shared = [_shared_levels(row.label.split(SEPARATOR), levels) for row in rows]
    return len(shared) - shared[::-1].index(max(shared))


def _shared_levels(left: Sequence[str], right: Sequence[str]) -> int:
    same = 0
    while same < min(len(left), len(right)) and left[same] == right[same]:
        same += 1
    return same


def cell_text(figures: Figures, row: Row, column: Line) -> str:
    """What the cell there says as printed; "" where it is blank or not in the figures."""
    cell = figures.by_key.get(_key(row, column))
    return "" if cell is None else cell.raw


def _key(row: Row, column: Line) -> str:
    return f"{row.key}.{column.key}"


def _cell(figures: Figures, at: tuple[int, int], row: Row, column: Line, width: int = 1) -> Box:
    """The box of a cell at a row and a column of the grid."""
    return Box(
        row=at[0],
        column=at[1],
        width=width,
        text=cell_text(figures, row, column),
        kind="cell",
        key=_key(row, column),
    )


def _table_2(figures: Figures) -> PrintedTable:
    """Table 二: a band for each item of article 20, under it a head line and its rows."""
    rows = form_rows(figures, "表二")
    width = lcm(*(len(row.columns) for row in rows))
    boxes: list[Box] = []
    line = 0
    for article, group in groupby(rows, key=lambda row: row.label.split(SEPARATOR)[0]):
        block = tuple(group)
        boxes.append(Box(row=line, column=0, width=1 + width, text=article, kind="band"))
        boxes.append(Box(row=line + 1, column=0, text="信息内容", kind="head"))
        for place, share, column in _spread(block[0].columns, width):
            head = Box(row=line + 1, column=place, width=share, text=column.label, kind="head")
            boxes.append(head)
        for at, row in enumerate(block, start=line + 2):
            name = row.label.split(SEPARATOR)[-1]
            boxes.append(Box(row=at, column=0, text=name, kind="side"))
            boxes += [
                _cell(figures, (at, place), row, column, share)
                for place, share, column in _spread(row.columns, width)
            ]
        line += 2 + len(block)
    widths = (1.0, *(2.0 / width for _ in range(width)))
    return PrintedTable(name="表二", widths=widths, heads=0, boxes=tuple(boxes))


def _spread(columns: Sequence[Line], width: int) -> Iterator[tuple[int, int, Line]]:
    """Columns of table 二 over `width` in equal shares: where each begins, and its share."""
    share = width // len(columns)
    for place, column in enumerate(columns):
        yield 1 + place * share, share, column


def _table_3(figures: Figures) -> PrintedTable:
    """Table 三: a head of three rows, a side of three levels, the columns of numbers."""
    columns = applicant_columns(figures)
    boxes = _applicant_heads(columns)
    first = 3
    rows = form_rows(figures, "表三")
    boxes += [
        Box(
            row=first + box.row,
            column=box.column,
            height=box.height,
            width=box.width,
            text=box.text,
            kind="side",
        )
        for box in _side([row.label.split(SEPARATOR) for row in rows])
    ]
    for line, row in enumerate(rows, start=first):
        boxes += [
            _cell(figures, (line, _SIDE_LEVELS + place), row, column)
            for place, column in enumerate(columns)
        ]
    widths = (0.9, 2.0, 5.6, *(8.0 / len(columns) for _ in columns))
    return PrintedTable(name="表三", widths=widths, heads=first, boxes=tuple(boxes))


def applicant_columns(figures: Figures) -> tuple[Line, ...]:
    """The columns of table 三: the form's seven, and the subtotal where the office prints one."""
    if not any(cell.key.endswith(f".{SUBTOTAL.key}") for cell in figures.cells):
        return APPLICANTS
    return (*APPLICANTS[:-1], SUBTOTAL, APPLICANTS[-1])


def _applicant_heads(columns: Sequence[Line]) -> list[Box]:
    person, *legal, total = (column.label.split(SEPARATOR)[-1] for column in columns)
    left, last = _SIDE_LEVELS, _SIDE_LEVELS + len(columns) - 1
    return [
        Box(row=0, column=0, height=3, width=left, text=BALANCE_NOTE, kind="head"),
        Box(row=0, column=left, width=len(columns), text="申请人情况", kind="head"),
        Box(row=1, column=left, height=2, text=person, kind="head"),
        Box(row=1, column=left + 1, width=len(legal), text=LEGAL_PERSONS, kind="head"),
        Box(row=1, column=last, height=2, text=total, kind="head"),
        *(
            Box(row=2, column=left + 1 + place, text=label, kind="head")
            for place, label in enumerate(legal)
        ),
    ]


def _side(labels: Sequence[Sequence[str]]) -> list[Box]:
    """The side of table 三: a level over all its rows, the last level over the columns left."""
    boxes: list[Box] = []
    for level in range(_SIDE_LEVELS):
        line = 0
        for path, group in groupby(labels, key=lambda label: tuple(label[: level + 1])):
            height = len(list(group))
            if len(path) == level + 1:
                is_last = height == 1 and len(labels[line]) == level + 1
                width = _SIDE_LEVELS - level if is_last else 1
                boxes.append(
                    Box(
                        row=line,
                        column=level,
                        height=height,
                        width=width,
                        text=path[-1],
                        kind="side",
                    )
                )
            line += height
    return boxes


def _table_4(figures: Figures) -> PrintedTable:
    """Table 四: one line of numbers under two groups, the second of them in two parts."""
    review, *suits = form_rows(figures, "表四")
    width = len(review.columns)
    boxes = [
        Box(row=0, column=0, width=width, text=review.label, kind="head"),
        Box(row=0, column=width, width=width * len(suits), text="行政诉讼", kind="head"),
    ]
    for place, column in enumerate(review.columns):
        boxes.append(Box(row=1, column=place, height=2, text=column.label, kind="head"))
    for group, row in enumerate(suits, start=1):
        name = row.label.split(SEPARATOR)[-1]
        boxes.append(Box(row=1, column=group * width, width=width, text=name, kind="head"))
        for place, column in enumerate(row.columns):
            boxes.append(Box(row=2, column=group * width + place, text=column.label, kind="head"))
    for group, row in enumerate((review, *suits)):
        boxes += [
            _cell(figures, (3, group * width + place), row, column)
            for place, column in enumerate(row.columns)
        ]
    widths = tuple(1.0 for _ in range(width * (1 + len(suits))))
    return PrintedTable(name="表四", widths=widths, heads=0, boxes=tuple(boxes))
