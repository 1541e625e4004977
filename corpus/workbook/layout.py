"""
Where everything of the figures workbook stands: labels as the form prints them, a slot for each
cell, last year's value beside it.

Knows: the layout of the three tables on a sheet, rows and columns counted from 1. Does not know:
files, fonts, formulas.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from assistant.core.tables.figures import Figures
from assistant.core.tables.form import APPLICANTS, LEGAL_PERSONS, SEPARATOR, Line, Row, TableName
from assistant.core.tables.printed import BALANCE_NOTE, form_rows

GUIDE, INDICATORS, NOTES = "填写说明", "其他数据", "工作要点"
TABLES: tuple[TableName, ...] = ("表二", "表三", "表四")
CHECK = "核对"  # heads columns and rows of live checks: not read back
REFERENCE = "参考"  # stands in the head of last year's values: not read back
THIS_YEAR = "本年数"

_SIDE = 3  # columns for the three levels of a row of table 三
_ISSUED = 3  # columns of numbers in table 二
LabelStyle = Literal["title", "band", "head", "side", "note", "reference"]


@dataclass(frozen=True, kw_only=True)
class Label:
    row: int
    column: int
    text: str
    style: LabelStyle
    height: int = 1
    width: int = 1


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The place of one cell of the form."""

    row: int
    column: int
    key: str
    width: int = 1


@dataclass(frozen=True, kw_only=True)
class SheetLayout:
    """One sheet: `widths` in characters, `last` the last row and `check` the column of checks."""

    name: TableName
    widths: tuple[float, ...]
    labels: tuple[Label, ...]
    slots: tuple[Slot, ...]
    references: tuple[Slot, ...]
    check: int
    last: int
    freeze: str


def layouts(figures: Figures, reference_year: int | None) -> tuple[SheetLayout, ...]:
    """The three sheets for these figures' rows and columns, an office's own among them.

    With a `reference_year`, the values of that year stand beside.
    """
    head = f"{reference_year}年（{REFERENCE}）"
    found = (_layout_2(figures, head), _layout_3(figures, head), _layout_4(figures, head))
    if reference_year is not None:
        return found
    return tuple(
        replace(
            one,
            references=(),
            labels=tuple(label for label in one.labels if label.style != "reference"),
        )
        for one in found
    )


def _title(figures: Figures, text: str, width: int) -> Label:
    return Label(row=1, column=1, width=width, text=f"{figures.year}年度  {text}", style="title")


# --- table 二: blocks of one item of article 20 each


def _layout_2(figures: Figures, reference: str) -> SheetLayout:
    labels = [_title(figures, "主动公开政府信息情况", 1 + _ISSUED)]
    slots: list[Slot] = []
    line = 3
    check = 2 + _ISSUED
    for article, group in groupby(form_rows(figures, "表二"), _above):
        rows = tuple(group)
        columns = rows[0].columns
        labels.append(Label(row=line, column=1, width=1 + _ISSUED, text=article, style="band"))
        labels.append(Label(row=line + 1, column=1, text="信息内容", style="head"))
        labels += _heads(line + 1, columns, reference)
        for number, row in enumerate(rows, line + 2):
            name = row.label.rpartition(SEPARATOR)[2]
            labels.append(Label(row=number, column=1, text=name, style="side"))
            slots += _spread(number, row, columns)
        line += 2 + len(rows) + 1
    return SheetLayout(
        name="表二",
        widths=(26, 17, 17, 17, 16, 2, 29, 29, 29),
        labels=tuple(labels),
        slots=tuple(slots),
        references=tuple(_beside(slots, check)),
        check=check,
        last=line - 2,
        freeze="A3",
    )


def _above(row: Row) -> str:
    return row.label.rpartition(SEPARATOR)[0]


def _shares(count: int) -> list[tuple[int, int]]:
    """First column and width of each of `count` numbers: the last one takes what is left."""
    return [(2 + i, 1 if i < count - 1 else _ISSUED - i) for i in range(count)]


def _heads(line: int, columns: Sequence[Line], reference: str) -> Iterator[Label]:
    for column, (first, width) in zip(columns, _shares(len(columns)), strict=True):
        yield Label(row=line, column=first, width=width, text=column.label, style="head")
        yield Label(
            row=line,
            column=first + 1 + _ISSUED + 1,
            width=width,
            text=f"{reference}{column.label}",
            style="reference",
        )


def _spread(line: int, row: Row, columns: Sequence[Line]) -> Iterator[Slot]:
    for column, (first, width) in zip(columns, _shares(len(columns)), strict=True):
        yield Slot(row=line, column=first, width=width, key=_key(row, column))


def _key(row: Row, column: Line) -> str:
    """The key that the cell gets when it is read: labels for an office's own row."""
    return f"{row.key}.{column.label if row.key == row.label else column.key}"


def _beside(slots: Sequence[Slot], check: int) -> Iterator[Slot]:
    """Last year's values: the same cells again, behind the checks and an empty column."""
    first = min(slot.column for slot in slots)
    for slot in slots:
        yield replace(slot, column=check + 2 + slot.column - first)


# --- table 三: a side of three levels, seven columns or more


def _columns(figures: Figures) -> tuple[Line, ...]:
    """The seven columns and the office's own (小计), each own one behind the one printed before."""
    columns = list(APPLICANTS)
    previous = ""
    for cell in figures.cells:
        if cell.table != "表三":
            continue
        key = cell.key.rpartition(".")[2]
        keys = [line.key for line in columns]
        if key not in keys:
            at = keys.index(previous) + 1 if previous in keys else len(keys) - 1
            columns.insert(at, Line(key=key, label=cell.column))
        previous = key
    return tuple(columns)


def _layout_3(figures: Figures, reference: str) -> SheetLayout:
    columns = _columns(figures)
    rows = form_rows(figures, "表三")
    check, first = _SIDE + len(columns) + 1, 6
    labels = [_title(figures, "收到和处理政府信息公开申请情况", check - 1)]
    labels.append(
        Label(row=3, column=1, height=3, width=_SIDE, text=BALANCE_NOTE, style="head"),
    )
    labels += _applicants(columns, _SIDE + 1, "申请人情况", "head")
    labels.append(Label(row=3, column=check, height=3, text=CHECK, style="note"))
    labels += _applicants(columns, check + 2, reference, "reference")
    labels += _side([row.label.split(SEPARATOR) for row in rows], first)
    slots = [
        Slot(row=number, column=place, key=_key(row, column))
        for number, row in enumerate(rows, first)
        for place, column in enumerate(columns, _SIDE + 1)
    ]
    return SheetLayout(
        name="表三",
        widths=(9, 12, 42, *(9.5 for _ in columns), 14, 2, *(9.5 for _ in columns)),
        labels=tuple(labels),
        slots=tuple(slots),
        references=tuple(_beside(slots, check)),
        check=check,
        last=first + len(rows) - 1,
        freeze="D6",
    )


def _applicants(
    columns: Sequence[Line], first: int, head: str, style: LabelStyle
) -> Iterator[Label]:
    """The three lines above the numbers of table 三."""
    yield Label(row=3, column=first, width=len(columns), text=head, style=style)
    alone = {APPLICANTS[0].key, APPLICANTS[-1].key}
    legal = [place for place, column in enumerate(columns, first) if column.key not in alone]
    yield Label(row=4, column=legal[0], width=len(legal), text=LEGAL_PERSONS, style=style)
    for place, column in enumerate(columns, first):
        text = column.label.rpartition(SEPARATOR)[2]
        if column.key in alone:
            yield Label(row=4, column=place, height=2, text=text, style=style)
        else:
            yield Label(row=5, column=place, text=text, style=style)


def _side(paths: Sequence[Sequence[str]], first: int) -> Iterator[Label]:
    """The levels of the rows: a level spans its rows, the last one the columns that are left."""
    for level in range(_SIDE):
        line = first
        heads = (tuple(path[: level + 1]) for path in paths)
        for path, group in groupby(heads):
            members = [paths[line - first + i] for i, _ in enumerate(group)]
            if len(path) == level + 1:
                ends = len(members[0]) == level + 1
                yield Label(
                    row=line,
                    column=level + 1,
                    height=len(members),
                    width=_SIDE - level if ends else 1,
                    text=path[-1],
                    style="side",
                )
            line += len(members)


# --- table 四: one line of numbers under its groups


def _layout_4(figures: Figures, reference: str) -> SheetLayout:
    rows = form_rows(figures, "表四")
    line, first = 6, 2
    width = sum(len(row.columns) for row in rows)
    labels = [_title(figures, "政府信息公开行政复议、行政诉讼情况", 1 + width)]
    labels.append(Label(row=3, column=1, height=3, text="", style="head"))
    labels.append(Label(row=line, column=1, text=THIS_YEAR, style="side"))
    labels.append(Label(row=line + 2, column=1, text=reference, style="reference"))
    slots: list[Slot] = []
    for group, members in groupby(rows, lambda row: row.label.split(SEPARATOR)[0]):
        found = tuple(members)
        labels += _group(group, found, first + len(slots))
        for row in found:
            slots += [
                Slot(row=line, column=first + len(slots) + i, key=f"{row.key}.{column.key}")
                for i, column in enumerate(row.columns)
            ]
    return SheetLayout(
        name="表四",
        widths=(14, *(7.5 for _ in slots), 14),
        labels=tuple(labels),
        slots=tuple(slots),
        references=tuple(replace(slot, row=line + 2) for slot in slots),
        check=first + len(slots),
        last=line,
        freeze="B6",
    )


def _group(name: str, rows: Sequence[Row], first: int) -> Iterator[Label]:
    """Head of one group: its name, its parts where it has some, the outcomes below."""
    width = sum(len(row.columns) for row in rows)
    yield Label(row=3, column=first, width=width, text=name, style="head")
    for row in rows:
        below = row.label.partition(SEPARATOR)[2]
        if below:
            yield Label(row=4, column=first, width=len(row.columns), text=below, style="head")
        for column in row.columns:
            tall = 1 if below else 2
            line = 5 if below else 4
            yield Label(row=line, column=first, height=tall, text=column.label, style="head")
            first += 1
