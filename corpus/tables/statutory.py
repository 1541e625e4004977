"""
The statutory tables: which one a grid is, and the cells of it.

Knows: the layouts that offices print of tables 二, 三 and 四. Does not know: files, sections,
whether the figures add up: they are read as printed.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.core.report import Grid
from assistant.core.tables.cells import find_row
from assistant.core.tables.figures import Cell
from assistant.core.tables.form import (
    APPLICANTS,
    OUTCOMES,
    TABLE_2,
    TABLE_3,
    Edition,
    TableName,
    fold,
)
from corpus.characters import without_blanks
from corpus.tables.layout import Reading, transpose
from corpus.tables.table_2 import read_table_2
from corpus.tables.table_3 import read_table_3
from corpus.tables.table_4 import read_table_4

_TALLEST = 300  # rows; the form has 25, own rows of an office a handful
_ENOUGH = 3  # labels of one table that make a grid this table


def _labels(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(line.split("｜")[-1]) for line in lines)


_APPLICANT_LABELS = _labels(line.label for line in APPLICANTS[:5])
_OUTCOME_LABELS = _labels(line.label for line in OUTCOMES[:4])
_ROW_LABELS = _labels(row.label for table in TABLE_3.values() for row in table.rows) - {
    "其他",
    "总计",
}
_ITEM_LABELS = _labels(row.label for table in TABLE_2.values() for row in table.rows)
_COLUMN_LABELS = _labels(
    line.label for table in TABLE_2.values() for row in table.rows for line in row.columns
)
_READERS: dict[TableName, Callable[[Grid, str], Reading]] = {
    "表二": read_table_2,
    "表三": read_table_3,
    "表四": read_table_4,
}


def table_of(grid: Grid) -> TableName | None:
    """Which statutory table, or piece of one, a grid is; None if it is another."""
    if len(grid.rows) > _TALLEST:
        return None
    labels = {fold(level) for text in _texts(grid) for level in text.split("｜")}
    if len(labels & _OUTCOME_LABELS) >= _ENOUGH:
        return "表四"
    if len(labels & _APPLICANT_LABELS) >= _ENOUGH or len(labels & _ROW_LABELS) >= _ENOUGH:
        return "表三"
    if labels & _ITEM_LABELS and labels & (_COLUMN_LABELS | {"信息内容"}):
        return "表二"
    return None


def _texts(grid: Grid) -> set[str]:
    return {without_blanks(text) for row in grid.rows for text in row if text}


def read_table(name: TableName, grid: Grid, article: str = "") -> Reading:
    """The cells of a grid that is (a piece of) this table; `article` stands on a line above."""
    lines = {"表二": _ITEM_LABELS, "表三": _ROW_LABELS, "表四": frozenset[str]()}[name]
    heads = {"表二": _COLUMN_LABELS, "表三": _APPLICANT_LABELS, "表四": _OUTCOME_LABELS}[name]
    if _is_turned(grid, lines, heads):
        reading = _READERS[name](transpose(grid), article)
        return replace(
            reading,
            warnings=(*reading.warnings, f"{grid.place}（{name}）行列互换，已按表式转置读入"),
        )
    return _READERS[name](grid, article)


def _is_turned(grid: Grid, lines: frozenset[str], heads: frozenset[str]) -> bool:
    """Whether the labels of the form's columns stand at the left, one a row."""
    left = {fold(row[0]) for row in grid.rows} | {fold(row[1]) for row in grid.rows if row[1:]}
    top = {fold(text) for row in grid.rows[:3] for text in row}
    need = min(_ENOUGH, len(grid.rows) - 1)
    if lines:
        return len(left & heads) >= need and len(top & lines) > len(left & lines)
    return len(left & heads) >= need > len(top & heads)


def edition_of(cells: Iterable[Cell]) -> Edition | None:
    """The edition that the columns of table 二 are of; None if there is no telling one."""
    keys = {cell.key.rpartition(".")[2] for cell in cells if cell.table == "表二"}
    if keys & {"废止", "现行有效", "收费金额"}:
        return "2021"
    if keys & {"新公开", "公开总数", "上年项目", "增减", "采购项目", "采购金额"}:
        return "2019"
    return None


def missing_rows(name: TableName, edition: Edition, cells: Iterable[Cell]) -> tuple[str, ...]:
    """The official labels of the rows of a table that were not read."""
    read = {row.key for cell in cells if (row := find_row(name, cell.row))}
    rows = {"表二": TABLE_2, "表三": TABLE_3}[name][edition].rows
    return tuple(row.label for row in rows if row.key not in read)
