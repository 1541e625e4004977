"""
Table 三, 收到和处理政府信息公开申请情况: up to three levels of rows, seven columns of applicants.

Layouts: the one-row （六）其他处理 of 2019 and the three rows of 2021, a column of 法人小计, own
rows, rows that a page break cut off from the head.
"""

from collections.abc import Sequence

from assistant.core.report import Grid
from assistant.core.tables.cells import SUBTOTAL, read_cell
from assistant.core.tables.figures import Cell
from assistant.core.tables.form import APPLICANTS, LEGAL_PERSONS, TABLE_3, find_line, fold
from corpus.characters import without_blanks
from corpus.tables.layout import (
    Column,
    Path,
    Reading,
    counts_from_left,
    is_value,
    place_of,
    row_label,
    split_row,
)

_TOTAL = APPLICANTS[-1].label
_TOTALS = frozenset({"总计", "合计", "共计", "总数"})
_SUBTOTALS = frozenset({"小计", "法人小计", fold(LEGAL_PERSONS), f"{fold(LEGAL_PERSONS)}小计"})
_HEADS = frozenset(fold(line.label) for line in APPLICANTS[:5]) | {fold(LEGAL_PERSONS)}
_LABELS = frozenset(
    fold(row.label.split("｜")[-1]) for table in TABLE_3.values() for row in table.rows
)


def read_table_3(grid: Grid, _article: str = "") -> Reading:
    """The cells of table 三, or of a piece of it."""
    start = _first_row(grid)
    columns = _columns(grid, start)
    cells: list[Cell] = []
    warnings: list[str] = []
    path = Path()
    rows = [number for number in range(start, len(grid.rows)) if not _is_head(grid, number)]
    from_left = counts_from_left(grid, rows, columns)
    for number in rows:
        parts = split_row(grid, number, columns, from_left=from_left)
        if parts is None:
            warnings.extend(_unreadable(grid, number, len(columns)))
            continue
        labels, values = parts
        label, official = row_label("表三", path.follow(labels))
        read = [
            read_cell("表三", label, column.label, without_blanks(text), place_of(grid, number, at))
            for column, (at, text) in zip(columns, values, strict=True)
        ]
        if official:
            cells.extend(read)
            warnings.extend(_not_numbers(read))
        elif label and any(cell.number is not None for cell in read):
            cells.extend(read)
            warnings.append(f"{place_of(grid, number, 0)}：表三有自设行“{label}”，按原样读入")
    return Reading(cells=_without_blank_head(cells), warnings=tuple(warnings))


def _without_blank_head(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells without a blank （六）其他处理 that only heads its three rows of 2021."""
    one_row = [cell for cell in cells if cell.key.startswith("其他处理.")]
    three_rows = any(cell.key.startswith("逾期不补正.") for cell in cells)
    is_head = three_rows and all(cell.meaning == "blank" for cell in one_row)
    return tuple(cell for cell in cells if not (is_head and cell in one_row))


def _first_row(grid: Grid) -> int:
    """The first row that is a row of the form, or holds a number."""
    for number in range(len(grid.rows)):
        texts = [without_blanks(text) for _, text in grid.printed(number)]
        levels = {fold(level) for text in texts for level in text.split("｜")}
        if levels & (_LABELS - _TOTALS - {"其他"}) or any(text.isdecimal() for text in texts):
            return number
    return len(grid.rows)


def _is_head(grid: Grid, number: int) -> bool:
    """Whether a row repeats the head, as at the top of a page."""
    texts = {fold(text) for _, text in grid.printed(number)}
    return len(texts & _HEADS) > 1


def _columns(grid: Grid, end: int) -> list[Column]:
    """The columns of values, by the heads above row `end`; the form's seven if there are none."""
    width = len(grid.rows[0]) if grid.rows else 0
    found: list[Column] = []
    if not any(-1 in numbers for numbers in grid.cells[:end]):
        for place in range(width):
            label = _head([without_blanks(row[place]) for row in grid.rows[:end]])
            if label and label not in {column.label for column in found}:
                found.append(Column(place=place, label=label))
    if len(found) >= len(APPLICANTS):
        return found
    heads = {fold(text) for row in grid.rows[:end] for text in row}
    labels = [line.label for line in APPLICANTS]
    if heads & _SUBTOTALS - {fold(LEGAL_PERSONS)}:
        labels.insert(1, SUBTOTAL.label)
    return [Column(place=i - len(labels), label=label) for i, label in enumerate(labels)]


def _head(texts: Sequence[str]) -> str:
    """The official label of the column under these heads, top to bottom; empty if it has none."""
    path = [fold(text) for text in texts if text]
    if not path:
        return ""
    if path[-1] in _SUBTOTALS:
        return SUBTOTAL.label
    if path[-1] in _TOTALS:
        return _TOTAL
    # A head may be cut over two rows: 商业 above 企业.
    line = find_line(APPLICANTS, path[-1]) or find_line(APPLICANTS, "".join(path[-2:]))
    return line.label if line else ""


def _not_numbers(cells: Sequence[Cell]) -> list[str]:
    return [
        f"{cell.place}：{cell.name}写的是“{cell.raw}”，不是数，请核对"
        for cell in cells
        if not is_value(cell.raw)
    ]


def _unreadable(grid: Grid, number: int, columns: int) -> list[str]:
    printed = [without_blanks(text) for _, text in grid.printed(number)]
    if not any(text and is_value(text) for text in printed):
        return []
    return [
        f"{place_of(grid, number, 0)}：“{printed[0]}”一行有{len(printed)}格，"
        f"应有{columns}个数，未读入，请核对"
    ]
