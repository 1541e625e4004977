"""The report of files.py as pages of a PDF, with all that makes reading one hard."""

from assistant.core.report import Grid
from corpus.readers.grids import Span
from tests.corpus.files import HEADINGS, PREAMBLE, PROSE, TITLE
from tests.corpus.grids import merged_3, table_2, wide_4
from tests.corpus.pdfs import Box, Mark, Text, prose, ruled


def pages_of_pdf() -> list[list[Mark]]:
    """The report over four pages: a frame around prose, tables cut by the ends of pages."""
    heads = [Text(80, 60, "示例市档案局文件", size=9)]
    foot = [[Text(290, 800, f"- {number} -", size=12)] for number in range(1, 5)]
    requests = [cell for cell in _spans(merged_3()) if cell.row < 14]
    rest = [_moved(cell, 14) for cell in _spans(merged_3()) if cell.row_end > 14]
    widths_3 = [40, 60, 130, *[25] * 7]
    return [
        [
            *heads,
            Text(150, 110, TITLE[:16], size=22),
            Text(200, 150, TITLE[16:], size=22),
            Box(74, 170, 520, 780),
            *prose(190, PREAMBLE),
            Text(112, 260, HEADINGS["overview"]),
            *prose(290, PROSE["overview"][0]),
            *prose(350, PROSE["overview"][1]),
            Text(112, 760, PROSE["overview"][2][:24]),
            *foot[0],
        ],
        [
            *heads,
            Text(80, 100, PROSE["overview"][2][24:]),
            Text(112, 140, HEADINGS["disclosure"]),
            *ruled(170, _spans(table_2()), [120, 80, 80, 80]),
            Text(112, 480, HEADINGS["requests"]),
            *ruled(500, requests, widths_3),
            *foot[1],
        ],
        [
            *heads,
            *ruled(80, rest, widths_3),
            Text(112, 420, HEADINGS["litigation"]),
            *ruled(440, _spans(wide_4(merged=True)), [28] * 15),
            Text(112, 560, HEADINGS["problems"]),
            *prose(590, PROSE["problems"][0]),
            *prose(650, PROSE["problems"][1]),
            *foot[2],
        ],
        [*heads, Text(112, 100, HEADINGS["other"]), *prose(130, PROSE["other"][0]), *foot[3]],
    ]


def _spans(grid: Grid) -> list[Span]:
    found: dict[int, list[tuple[int, int]]] = {}
    for row, numbers in enumerate(grid.cells):
        for column, number in enumerate(numbers):
            found.setdefault(number, []).append((row, column))
    return [
        Span(
            text=grid.rows[places[0][0]][places[0][1]],
            row=places[0][0],
            column=places[0][1],
            row_end=places[-1][0] + 1,
            column_end=places[-1][1] + 1,
        )
        for places in found.values()
    ]


def _moved(span: Span, rows: int) -> Span:
    """The part of a cell below a row; its text stays above."""
    cut = span.row < rows
    return Span(
        text="" if cut else span.text,
        row=0 if cut else span.row - rows,
        column=span.column,
        row_end=span.row_end - rows,
        column_end=span.column_end,
    )
