"""
One year's figures of one office: the cells of the three tables, indicators and notes.

Knows: what a cell says and what it means. Does not know: files, prose, rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from assistant.core.tables.form import Edition, TableName

Meaning = Literal["number", "zero", "blank", "not_applicable", "text"]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell as printed. `number` is None where it holds none: a blank is not a zero."""

    table: TableName
    row: str  # the label as printed, levels joined by ｜
    column: str
    key: str  # "新收.总计"; the labels themselves, joined by a dot, for an office's own rows
    raw: str
    number: Decimal | None
    meaning: Meaning
    unit: str = ""  # printed in the cell itself: 299.3万元
    place: str = ""  # where it stood: "第3页表2第5行第3列", "Sheet 表三!H6"; empty if typed

    @property
    def name(self) -> str:
        """The cell as a person would point to it: 表三 一、本年新收政府信息公开申请数量·总计."""
        return f"{self.table} {self.row}·{self.column}"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A number of the office that no statutory table holds: 网站发布信息 260 条."""

    label: str
    value: Decimal
    unit: str


@dataclass(frozen=True, kw_only=True)
class Figures:
    agency: str
    year: int
    edition: Edition
    cells: tuple[Cell, ...]
    indicators: tuple[Indicator, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Cell]:
        return MappingProxyType({cell.key: cell for cell in self.cells})

    def number(self, key: str) -> Decimal | None:
        """The number of the cell with this key; None if the cell is blank, text or not there."""
        cell = self.by_key.get(key)
        return None if cell is None else cell.number

    def total(self, keys: Iterable[str]) -> Decimal | None:
        """The sum of the numbers there; None if none of the cells holds a number."""
        numbers = [number for key in keys if (number := self.number(key)) is not None]
        return sum(numbers, Decimal(0)) if numbers else None
