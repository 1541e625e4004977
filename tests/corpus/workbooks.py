"""Reports as workbooks: any Document written to sheets, tables with their merged cells."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.core.report import Block, Grid, Paragraph
from assistant.core.tables.cells import read_value
from tests.corpus.files import HEADINGS, PREAMBLE, PROSE, TABLES, TITLE, printed_cells


def report_blocks() -> list[Block]:
    """The report of files.py."""
    blocks: list[Block] = [Paragraph(text=TITLE), Paragraph(text=PREAMBLE)]
    for kind, heading in HEADINGS.items():
        blocks += [Paragraph(text=text) for text in (heading, *PROSE[kind])]
        if kind in TABLES:
            blocks.append(TABLES[kind]())
    return blocks


def write_workbook(path: Path, sheets: dict[str, Sequence[Block]], *, left: int = 1) -> Path:
    """A workbook with these sheets, from column `left` on; numbers are numbers."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has one
    for name, blocks in sheets.items():
        _write(book.create_sheet(name), blocks, left)
    book.save(path)
    return path


def _write(sheet: Worksheet, blocks: Sequence[Block], left: int) -> None:
    row = 1
    for block in blocks:
        if isinstance(block, Paragraph):
            sheet.cell(row, left).value = block.text
            row += 1
            continue
        for top, column, height, width, text in printed_cells(_numbered(block)):
            at = (row + top, left + column)
            number = read_value(text)[0] if text.strip().lstrip("-").isdecimal() else None
            sheet.cell(*at).value = text if number is None else int(number)
            if height > 1 or width > 1:
                sheet.merge_cells(
                    start_row=at[0],
                    start_column=at[1],
                    end_row=at[0] + height - 1,
                    end_column=at[1] + width - 1,
                )
        row += len(block.rows) + 1


def _numbered(grid: Grid) -> Grid:
    """The grid with a number of its own for each place that has none, as on a sheet."""
    width = len(grid.rows[0])
    rows = grid.cells or tuple((-1,) * width for _ in grid.rows)
    numbers = (
        tuple(-2 - i * width - j if number < 0 else number for j, number in enumerate(row))
        for i, row in enumerate(rows)
    )
    return Grid(rows=grid.rows, place=grid.place, cells=tuple(numbers))
