"""
Building a Grid: from printed cells with their spans, or from the rows of a text file.

Knows: merged cells, short rows. Does not know: what a table means.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.core.report import Grid


@dataclass(frozen=True, kw_only=True)
class Span:
    """A printed cell: its text and the rows and columns it covers (end exclusive)."""

    text: str
    row: int
    column: int
    row_end: int
    column_end: int


def grid_of_spans(spans: Sequence[Span], place: str) -> Grid:
    """The grid that these cells make; where two overlap (broken markup) the first one counts."""
    height = max((span.row_end for span in spans), default=0)
    width = max((span.column_end for span in spans), default=0)
    texts = [[""] * width for _ in range(height)]
    numbers = [[-1] * width for _ in range(height)]
    for number, span in enumerate(spans):
        for row in range(span.row, span.row_end):
            for column in range(span.column, span.column_end):
                if numbers[row][column] < 0:
                    texts[row][column], numbers[row][column] = span.text, number
    return Grid(rows=tuple(map(tuple, texts)), place=place, cells=tuple(map(tuple, numbers)))


def grid_of_rows(rows: Iterable[Sequence[str]], place: str) -> Grid:
    """A grid of rows of any length; the short ones end in places where nothing is printed."""
    lines = [tuple(row) for row in rows]
    width = max(map(len, lines), default=0)
    if all(len(line) == width for line in lines):
        return Grid(rows=tuple(lines), place=place)
    return Grid(
        rows=tuple(line + ("",) * (width - len(line)) for line in lines),
        place=place,
        cells=tuple(
            tuple(row * width + column if column < len(line) else -1 for column in range(width))
            for row, line in enumerate(lines)
        ),
    )
