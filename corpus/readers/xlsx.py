"""
Workbooks that hold a report, or its tables: each visible sheet from top to bottom.

A block of rows with two columns or more is a table, a row with one cell before it or in a block of
its own a paragraph. Knows: sheets, merged cells, saved results of formulas. Does not know: what a
table means. The workbook of `nianbao template` is read by corpus.workbook, by its labels.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.core.errors import DocumentError, FiguresError
from assistant.core.report import Block, Document, Paragraph
from corpus.characters import clean, join_lines
from corpus.headings import SURE, read_heading
from corpus.readers.decoding import read_bytes
from corpus.readers.grids import Span, grid_of_spans

if TYPE_CHECKING:
    from corpus.workbook.sheet import SheetValues

LIMIT = 10 * 1024 * 1024  # bytes; what is unpacked has a limit of its own
_ZIP = b"PK\x03\x04"
_SUFFIXES = frozenset({".xlsx", ".xlsm"})
_VISIBLE = "visible"


class XlsxReader:
    """Reads .xlsx and .xlsm; macros are never run, links never followed."""

    def accepts(self, path: Path, head: bytes) -> bool:
        return head.startswith(_ZIP) and path.suffix.lower() in _SUFFIXES

    def read(self, path: Path) -> Document:
        from corpus.workbook.file import open_workbook  # openpyxl: only for workbooks

        try:
            sheets = open_workbook(read_bytes(path, limit=LIMIT, kind="工作簿")).values()
            shown = [sheet for sheet in sheets if sheet.typed.sheet_state == _VISIBLE]
            blocks = tuple(block for sheet in shown for block in _blocks(sheet))
        except FiguresError as error:
            raise DocumentError(f"{path.name}：{error}") from error
        hidden = len(sheets) - len(shown)
        doubts = (f"有{hidden}个隐藏的工作表没有读取",) if hidden else ()
        return Document(name=path.name, blocks=blocks, warnings=doubts)


def _blocks(sheet: "SheetValues") -> Iterator[Block]:
    """Paragraphs and tables of a sheet, cut at blank rows and at headings of sections."""
    table: list[int] = []
    for row in sheet.rows():
        spans = [span for span in _spans(sheet, row) if span.text]
        is_alone = len(spans) == 1
        if not spans or (is_alone and (not table or _is_heading(spans[0].text))):
            yield from _table(sheet, table)
            table = []
            for line in spans[0].text.split("\n") if spans else ():
                yield Paragraph(text=join_lines(line), place=sheet.place(row, spans[0].column + 1))
        else:
            table.append(row)
    yield from _table(sheet, table)


def _is_heading(text: str) -> bool:
    heading = read_heading(text)
    return heading is not None and heading.rank >= SURE


def _table(sheet: "SheetValues", rows: Sequence[int]) -> Iterator[Block]:
    """The rows as a table without the blank columns at its sides; none of no rows."""
    spans = [span for row in rows for span in _spans(sheet, row)]
    filled = [span for span in spans if span.text]
    if filled:
        left = min(span.column for span in filled)
        right = max(span.column_end for span in filled)
        inside = (span for span in spans if left <= span.column < right)
        yield grid_of_spans(
            [_moved(span, rows[0] - 1, left) for span in inside],
            place=f"工作表“{sheet.name}”第{rows[0]}行起的表",
        )


def _moved(span: Span, top: int, left: int) -> Span:
    """The span in a grid that begins at this row and column of the sheet, counted from 0."""
    return Span(
        text=span.text,
        row=span.row - top,
        column=span.column - left,
        row_end=span.row_end - top,
        column_end=span.column_end - left,
    )


def _spans(sheet: "SheetValues", row: int) -> Iterator[Span]:
    """The cells that begin in a row, blank ones too."""
    for column in sheet.columns():
        if not sheet.covered(row, column):
            height, width = sheet.extent(row, column)
            yield Span(
                text=_text(sheet, row, column),
                row=row - 1,
                column=column - 1,
                row_end=row - 1 + height,
                column_end=column - 1 + width,
            )


def _text(sheet: "SheetValues", row: int, column: int) -> str:
    value = sheet.typed.cell(row, column).value
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return clean(sheet.text(row, column))
