"""
Read the three tables of a workbook by what their labels say, not by where they stand.

Knows: the labels of the form, heads of several rows, merged cells, tables turned to a line
(table 四). Does not know: files. Rows and columns may have been inserted or merged by hand;
checks and last year's values (heads with 核对 or 参考) are passed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from assistant.core.errors import FiguresError
from assistant.core.tables.cells import SUBTOTAL, find_row, read_cell
from assistant.core.tables.figures import Cell
from assistant.core.tables.form import (
    APPLICANTS,
    OUTCOMES,
    SEPARATOR,
    TABLE_2,
    Line,
    TableName,
    find_line,
    fold,
)
from corpus.workbook.layout import CHECK, REFERENCE
from corpus.workbook.sheet import SheetValues

_SKIPPED = (CHECK, REFERENCE)
_HEAD_NAMES = frozenset({"信息内容", "项目", "类别"})
_COLUMNS: Mapping[TableName, tuple[Line, ...]] = {
    "表二": tuple(
        {
            line.label: line
            for table in TABLE_2.values()
            for row in table.rows
            for line in row.columns
        }.values()
    ),
    "表三": (*APPLICANTS, SUBTOTAL),
    "表四": OUTCOMES,
}
_FEWEST_HEADS: Mapping[TableName, int] = {"表二": 1, "表三": 2, "表四": 2}  # 3.其他 is no head


@dataclass(frozen=True)
class _Found:
    """A cell with where it stood, before it is known whether another stands for the same."""

    cell: Cell
    place: str


@dataclass
class _Reading:
    """What is known half-way down a sheet."""

    heads: dict[int, str] = field(default_factory=dict)  # column -> its label, levels joined
    top: int = 0  # the first and the last row of these heads
    head_row: int = 0
    article: str = ""


def read_table(sheet: SheetValues, table: TableName) -> tuple[Cell, ...]:
    """The cells of one table; FiguresError if none is recognised or two are the same."""
    line = _outcome_line(sheet) if table == "表四" else None
    found = _read_line(sheet, line) if line else _read_rows(sheet, table)
    cells = _once(found)
    if not any(find_row(table, cell.row) for cell in cells):
        raise FiguresError(
            f"工作表“{sheet.name}”里没有认出{table}的任何一行；请用 nianbao template 生成的表格填写"
        )
    return cells


def _once(found: Iterable[_Found]) -> tuple[Cell, ...]:
    """Each cell once: of two for the same (a merged one was split), the one that says something."""
    kept: dict[str, _Found] = {}
    for one in found:
        before = kept.get(one.cell.key)
        if before and before.cell.raw and one.cell.raw:
            raise FiguresError(
                f"{before.place} 和 {one.place} 都是“{one.cell.row}·{one.cell.column}”；"
                "请只保留一个"
            )
        if before is None or one.cell.raw:
            kept[one.cell.key] = one
    return tuple(one.cell for one in kept.values())


# --- tables of rows under a head


def _read_rows(sheet: SheetValues, table: TableName) -> Iterator[_Found]:
    state = _Reading()
    for row in sheet.rows():
        labels = {column: sheet.label(row, column) for column in sheet.columns()}
        if article := _article(labels.values()) if table == "表二" else "":
            state = _Reading(article=article)
        elif _is_head(labels.values(), table):
            state = _with_head(sheet, state, row, table)
        elif state.heads:
            yield from _read_row(sheet, table, row, state)


def _article(labels: Iterable[str]) -> str:
    """第二十条第（一）项, where a row says that and no more."""
    texts = {label for label in labels if label}
    text = next(iter(texts)) if len(texts) == 1 else ""
    return text if fold(text).startswith("第二十条") else ""


def _is_head(labels: Iterable[str], table: TableName) -> bool:
    known = {line.key for label in set(labels) if (line := _column(label, table))}
    return len(known) >= _FEWEST_HEADS[table]


def _column(label: str, table: TableName) -> Line | None:
    if not label or any(word in label for word in _SKIPPED):
        return None
    return find_line(_COLUMNS[table], label)


def _with_head(sheet: SheetValues, state: _Reading, row: int, table: TableName) -> _Reading:
    """The labels of each column, from the line above the first head down to this one."""
    goes_on = bool(state.heads) and state.head_row == row - 1
    top = state.top if goes_on else max(1, row - 1)
    heads = {
        column: _joined(*(sheet.label(line, column) for line in range(top, row + 1)))
        for column in sheet.columns()
    }
    first = min(column for column, label in heads.items() if _any_level(label, table))
    return _Reading(
        heads={column: label for column, label in heads.items() if label and column >= first},
        top=top,
        head_row=row,
        article=state.article,
    )


def _any_level(label: str, table: TableName) -> bool:
    return any(_column(level, table) for level in label.split(SEPARATOR))


def _joined(*levels: str) -> str:
    return SEPARATOR.join(dict.fromkeys(level for level in levels if level))


def _read_row(sheet: SheetValues, table: TableName, row: int, state: _Reading) -> Iterator[_Found]:
    label = _joined(*(sheet.label(row, column) for column in range(1, min(state.heads))))
    if label.startswith(CHECK) or label in _HEAD_NAMES or REFERENCE in label:
        return
    columns = [
        column
        for column, head in state.heads.items()
        if not sheet.covered(row, column) and not any(word in head for word in _SKIPPED)
    ]
    label = _row_label(table, _joined(state.article, label) if label else "")
    known = find_row(table, label) is not None
    numbers = [column for column in columns if sheet.holds_number(row, column)]
    if not known and not numbers:
        return  # a remark, a head of a group, an empty line
    if not label:
        place = sheet.place(row, numbers[0])
        raise FiguresError(f"{place} 有数字，左边却没有项目名称；请补上名称")
    for column in columns:
        head, text = _head_label(state.heads[column], table), sheet.text(row, column)
        if _column(head, table) or text:
            place = sheet.place(row, column)
            yield _Found(read_cell(table, label, head, text, place), place)


def _head_label(stack: str, table: TableName) -> str:
    """The official label of a column, or what an office's own one says in its lowest level."""
    own = stack.rpartition(SEPARATOR)[2]
    line = _column(own, table)
    return line.label if line and fold(line.label) == fold(own) else own


def _row_label(table: TableName, label: str) -> str:
    """The official label where the printed one says the same, with levels left out or not."""
    row = find_row(table, label)
    if row is None:
        return label
    official, printed = (
        [fold(one) for one in text.split(SEPARATOR)] for text in (row.label, label)
    )
    return row.label if official[-len(printed) :] == printed else label


# --- table 四 as the form prints it: one line of numbers under three groups


def _outcome_line(sheet: SheetValues) -> int | None:
    """The row of heads that names the outcomes of several groups side by side."""
    for row in sheet.rows():
        first = [fold(sheet.label(row, column)) for column in sheet.columns()].count(
            fold(OUTCOMES[0].label)
        )
        if first > 1:
            return row
    return None


def _read_line(sheet: SheetValues, head: int) -> Iterator[_Found]:
    outcomes = {
        column: outcome
        for column in sheet.columns()
        if (outcome := find_line(OUTCOMES, _outcome(sheet, head, column)))
    }
    row = _line_of_values(sheet, head, outcomes)
    for column, outcome in outcomes.items():
        group = find_row("表四", _group(sheet, head, column))
        if group is not None and not sheet.covered(row, column):
            place, text = sheet.place(row, column), sheet.text(row, column)
            yield _Found(read_cell("表四", group.label, outcome.label, text, place), place)


def _outcome(sheet: SheetValues, head: int, column: int) -> str:
    """The outcome that heads a column; of 行政复议 it may stand a row higher, if not merged."""
    return sheet.label(head, column) or sheet.label(head - 1, column)


def _group(sheet: SheetValues, head: int, column: int) -> str:
    """What stands above an outcome: 行政诉讼｜复议后起诉. Its own head may be two rows high."""
    own = _outcome(sheet, head, column)
    above = (_nearest(sheet, line, column) for line in range(max(1, head - 2), head))
    return _joined(*(label for label in above if label != own))


def _nearest(sheet: SheetValues, row: int, column: int) -> str:
    """The label here, else the next to the left: the head of a group that somebody unmerged."""
    labels = (sheet.label(row, one) for one in range(column, 0, -1))
    return next((label for label in labels if label), "")


def _line_of_values(sheet: SheetValues, head: int, columns: Iterable[int]) -> int:
    """The row below `head` that holds numbers of this year; the next one if none does."""
    rows = [row for row in sheet.rows() if row > head and not _is_skipped(sheet, row)]
    filled = (row for row in rows if any(sheet.holds_number(row, one) for one in columns))
    return next(filled, head + 1)


def _is_skipped(sheet: SheetValues, row: int) -> bool:
    labels = (sheet.label(row, column) for column in sheet.columns())
    return any(word in label for label in labels for word in _SKIPPED)
