"""
One sheet of a workbook as values: what is typed, what a formula gave, which cells are merged.

Knows: openpyxl, merged cells, formulas without results. Does not know: the form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from assistant.core.errors import FiguresError
from assistant.core.patterns import regex
from assistant.core.tables.cells import read_value
from corpus.workbook.formulas import FormulaError, result

MOST_ROWS = 400  # the form has 33; the rest is room for an office's own rows
MOST_COLUMNS = 60
_GAP = regex(r"\s+(?![A-Za-z0-9])|(?<![A-Za-z0-9])\s+")  # a label broken over two lines
_DEEPEST = 20  # a total of totals of totals is three
_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!")


@dataclass(frozen=True)
class SheetValues:
    """A sheet as typed, with formulas, and by place what these gave when it was last saved."""

    typed: Worksheet
    saved: Mapping[tuple[int, int], object]

    @property
    def name(self) -> str:
        return str(self.typed.title)

    def place(self, row: int, column: int) -> str:
        """How a person finds the cell: 表三!D7."""
        return f"{self.name}!{get_column_letter(column)}{row}"

    @cached_property
    def size(self) -> tuple[int, int]:
        """Rows and columns up to the last value; FiguresError if these are too many."""
        # Not iter_rows: one value in the last cell of a sheet makes that 17 thousand million.
        cells = self.typed._cells.values()
        filled = [(cell.row, cell.column) for cell in cells if cell.value is not None]
        rows = max((row for row, _ in filled), default=0)
        columns = max((column for _, column in filled), default=0)
        if rows > MOST_ROWS or columns > MOST_COLUMNS:
            raise FiguresError(
                f"工作表“{self.name}”有 {rows} 行 {columns} 列，超过上限 {MOST_ROWS} 行 "
                f"{MOST_COLUMNS} 列；请只保留年报的表格，其余内容移到别的工作表"
            )
        return rows, columns

    @cached_property
    def _heads(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell that a merged one covers, the first cell of it."""
        return {
            (row, column): (area.min_row, area.min_col)
            for area in self.typed.merged_cells.ranges
            for row in range(area.min_row, min(area.max_row, MOST_ROWS) + 1)
            for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1)
        }

    def covered(self, row: int, column: int) -> bool:
        """Whether the cell is hidden under a merged one that begins elsewhere."""
        return self._heads.get((row, column), (row, column)) != (row, column)

    @cached_property
    def _extents(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (area.min_row, area.min_col): (
                min(area.max_row, MOST_ROWS) - area.min_row + 1,
                min(area.max_col, MOST_COLUMNS) - area.min_col + 1,
            )
            for area in self.typed.merged_cells.ranges
        }

    def extent(self, row: int, column: int) -> tuple[int, int]:
        """How many rows and columns the cell that begins here covers."""
        return self._extents.get((row, column), (1, 1))

    def label(self, row: int, column: int) -> str:
        """The text that a person sees at a place: a merged cell's at each place it covers."""
        row, column = self._heads.get((row, column), (row, column))
        value = self.typed.cell(row, column).value
        return _GAP.sub("", value) if isinstance(value, str) and value[:1] != "=" else ""

    def holds_number(self, row: int, column: int) -> bool:
        """Whether a number, typed as one or as text, or a formula stands here."""
        value = self.typed.cell(row, column).value
        if isinstance(value, str):
            return value.startswith("=") or read_value(value)[0] is not None
        return isinstance(value, int | float | Decimal) and not isinstance(value, bool)

    def text(self, row: int, column: int) -> str:
        """What the cell says, as it would be printed; FiguresError where that is unknown."""
        return self._printed(self._value(row, column, frozenset()), row, column)

    def _value(self, row: int, column: int, above: frozenset[tuple[int, int]]) -> object:
        value: object = self.typed.cell(row, column).value
        if isinstance(value, ArrayFormula):
            value = value.text
        if isinstance(value, str) and value.startswith("="):
            return self._result(row, column, value, above)
        return value

    def _printed(self, value: object, row: int, column: int) -> str:
        place = self.place(row, column)
        if isinstance(value, bool | date | datetime | time | timedelta):
            raise FiguresError(
                f"{place} 应为数字，读到的是日期或真假值（{value}）；请把格式改为“常规”后重填"
            )
        text = "" if value is None else _plain(value)
        if text in _ERRORS:
            raise FiguresError(f"{place} 的公式出错（{text}）；请改正公式或直接填数")
        return text

    def _result(
        self, row: int, column: int, formula: str, above: frozenset[tuple[int, int]]
    ) -> object:
        """The saved result of a formula, else its own sum."""
        saved = self.saved.get((row, column))
        if saved is not None:
            return saved
        if (row, column) in above or len(above) > _DEEPEST:
            raise FiguresError(
                f"{self.place(row, column)} 的公式循环引用或层层引用太深；请改正公式或直接填数"
            )
        inner = above | {(row, column)}
        try:
            return result(formula, lambda *at: self._number(*at, above=inner))
        except FormulaError:
            raise FiguresError(
                f"{self.place(row, column)} 的公式没有保存计算结果；"
                "请用 Excel 或 WPS 打开后另存一次"
            ) from None

    def _number(
        self, row: int, column: int, *, above: frozenset[tuple[int, int]]
    ) -> Decimal | None:
        """The number that a formula sees in a cell: text counts as nothing, as in SUM."""
        value = self._value(row, column, above)
        number, _, _ = read_value(self._printed(value, row, column))
        return number

    def rows(self) -> Iterator[int]:
        yield from range(1, self.size[0] + 1)

    def columns(self) -> Iterator[int]:
        yield from range(1, self.size[1] + 1)


def _plain(value: object) -> str:
    """A number with the 15 digits that a spreadsheet shows (0.1+0.2 is 0.3), else the text."""
    if isinstance(value, float):
        return f"{Decimal(format(value, '.15g')).normalize():f}"
    return str(value).strip()
