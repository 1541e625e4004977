"""
Where a year's figures can be typed: the cells of the form, an office's own among them, in the
order in which they are printed; and an empty form for a new year.

Knows: the rows and columns of both editions. Does not know: what was typed, files, screens.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.core.tables.cells import find_row, read_cell
from assistant.core.tables.figures import Cell, Figures
from assistant.core.tables.form import Edition, TableName, find_line, tables
from assistant.core.tables.printed import applicant_columns, form_rows

_TABLES: tuple[TableName, ...] = ("表二", "表三", "表四")


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The place of one cell of the form, by its labels."""

    table: TableName
    row: str
    column: str
    key: str

    @property
    def name(self) -> str:
        """As Cell.name."""
        return f"{self.table} {self.row}·{self.column}"


def slots_of(figures: Figures) -> Mapping[str, Slot]:
    """Every cell that these figures can have, by key, in printed order."""
    found: dict[str, Slot] = {}
    for table in _TABLES:
        shared = applicant_columns(figures) if table == "表三" else ()
        for row in form_rows(figures, table):
            for column in shared or row.columns:
                key = f"{row.key}.{column.key}"
                found[key] = Slot(table=table, row=row.label, column=column.label, key=key)
    return found


def with_raw(figures: Figures, slot: Slot, raw: str) -> Figures:
    """The figures with `raw` in a slot; a cell that they lacked takes its printed place."""
    there = [place for place, cell in enumerate(figures.cells) if cell.key == slot.key]
    cells = list(figures.cells)
    if there:
        old = cells[there[-1]]  # of one that is printed twice, the one that counts
        cells[there[-1]] = read_cell(old.table, old.row, old.column, raw)
    else:
        cell = read_cell(slot.table, slot.row, slot.column, raw)
        cells.insert(_place_of(figures, slot), replace(cell, key=slot.key))
    return replace(figures, cells=tuple(cells))


def _place_of(figures: Figures, slot: Slot) -> int:
    """Behind the last cell that is printed before the slot."""
    order = {key: place for place, key in enumerate(slots_of(figures))}
    before = [
        place
        for place, cell in enumerate(figures.cells)
        if order.get(cell.key, len(order)) < order[slot.key]
    ]
    return before[-1] + 1 if before else 0


def empty_form(agency: str, year: int, edition: Edition, *, like: Figures | None = None) -> Figures:
    """A form without a number; the own rows and columns of `like`, of the same edition, again."""
    blank = tuple(
        read_cell(table.name, row.label, column.label, "")
        for table in tables(edition)
        for row in table.rows
        for column in row.columns
    )
    own = own_cells(like) if like is not None and like.edition == edition else ()
    return Figures(agency=agency, year=year, edition=edition, cells=(*blank, *own))


def own_cells(figures: Figures) -> tuple[Cell, ...]:
    """The cells of an office's own rows and columns, emptied."""
    return tuple(
        replace(cell, raw="", number=None, meaning="blank", unit="", place="")
        for cell in figures.cells
        if (row := find_row(cell.table, cell.row)) is None
        or find_line(row.columns, cell.column) is None
    )
