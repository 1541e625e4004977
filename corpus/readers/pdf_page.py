"""
One page of a PDF: its lines of prose and its ruled tables.

Knows: characters with coordinates, rules that make cells, frames that WPS draws around prose (a
row that is one cell over the whole width is prose). Does not know: other pages.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high
from typing import Any

from pdfplumber.page import Page as PdfPage
from pdfplumber.table import Table

from corpus.characters import clean, close_up
from corpus.readers.grids import Span

Char = dict[str, Any]  # a character as pdfplumber gives it
_SNAP = 2.0  # points between rules that are one
_MOST_RULES = 6000  # rules on a page; a page with more is a drawing
_WORD_GAP = 0.3  # of the type size: a wider gap between Latin letters is a blank


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of prose; measures in points from the left and the top."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    page: int


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A ruled table, or the piece of one that stands on this page."""

    spans: tuple[Span, ...]
    edges: tuple[float, ...]  # of the columns, one more than columns
    rows: int
    top: float
    page: int


@dataclass(frozen=True, kw_only=True)
class Page:
    number: int
    lines: tuple[Line, ...]
    tables: tuple[Ruled, ...]
    pictures: int
    width: float
    height: float
    is_drawing: bool = False  # too many rules to look for tables


def read_page(page: PdfPage, number: int) -> Page:
    """What stands on a page."""
    chars = [char for char in page.dedupe_chars().chars if char["upright"]]
    is_drawing = len(page.edges) > _MOST_RULES
    rest, tables = chars, list[Ruled]()
    for found in () if is_drawing else page.find_tables():
        pieces, rest = _pieces(found, rest, number)
        tables.extend(pieces)
    return Page(
        number=number,
        lines=tuple(_line(line, number) for line in _lines(rest) if _text(line)),
        tables=tuple(tables),
        pictures=len(page.images),
        width=float(page.width),
        height=float(page.height),
        is_drawing=is_drawing,
    )


def _pieces(table: Table, chars: list[Char], page: int) -> tuple[list[Ruled], list[Char]]:
    """The runs of true rows of a table, and the characters that are in none of them."""
    xs, ys = _edges(table, 0, 2), _edges(table, 1, 3)
    owners = _owners(table, xs, ys)
    rows = [row for row, numbers in enumerate(owners) if len(set(numbers)) > 1]
    inside: dict[int, list[Char]] = {}
    rest: list[Char] = []
    true_rows = set(rows)
    for char in chars:
        row = bisect_right(ys, (char["top"] + char["bottom"]) / 2) - 1
        column = bisect_right(xs, (char["x0"] + char["x1"]) / 2) - 1
        if row in true_rows and 0 <= column < len(xs) - 1:
            inside.setdefault(owners[row][column], []).append(char)
        else:
            rest.append(char)
    texts = {number: _cell_text(found) for number, found in inside.items()}
    pieces = [
        piece
        for run in _runs(rows)
        if (piece := _piece([owners[row] for row in run], texts, xs, ys[run[0]], page)).rows
    ]
    return pieces, rest


def _edges(table: Table, low: int, high: int) -> list[float]:
    """The coordinates of the rules, those closer than a hair taken for one."""
    found: list[float] = []
    for value in sorted({float(cell[side]) for cell in table.cells for side in (low, high)}):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def _owners(table: Table, xs: Sequence[float], ys: Sequence[float]) -> list[list[int]]:
    """The number of the cell at each place; where rules are missing the place is its own cell."""
    columns, rows = len(xs) - 1, len(ys) - 1
    owners = [[-1] * columns for _ in range(rows)]
    for number, (x0, top, x1, bottom) in enumerate(table.cells):
        for row in range(_index(ys, top), _index(ys, bottom)):
            for column in range(_index(xs, x0), _index(xs, x1)):
                owners[row][column] = number
    free = len(table.cells)
    for numbers in owners:
        for column, number in enumerate(numbers):
            if number < 0:
                numbers[column] = free
                free += 1
    return owners


def _index(edges: Sequence[float], value: float) -> int:
    return max(0, bisect_right(edges, value + _SNAP) - 1)


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Runs of neighbouring rows."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _piece(
    owners: Sequence[Sequence[int]], texts: dict[int, str], xs: list[float], top: float, page: int
) -> Ruled:
    """A table of these rows, without those in which nothing is printed."""
    kept = [numbers for numbers in owners if any(texts.get(number) for number in numbers)]
    spans: list[Span] = []
    for number in dict.fromkeys(number for numbers in kept for number in numbers):
        places = [
            (row, column)
            for row, numbers in enumerate(kept)
            for column, owner in enumerate(numbers)
            if owner == number
        ]
        spans.append(
            Span(
                text=texts.get(number, ""),
                row=places[0][0],
                column=places[0][1],
                row_end=places[-1][0] + 1,
                column_end=places[-1][1] + 1,
            )
        )
    return Ruled(spans=tuple(spans), edges=tuple(xs), rows=len(kept), top=top, page=page)


def _lines(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters by line, from the top; within a line from the left."""
    lines: list[list[Char]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda char: (char["top"] + char["bottom"]) / 2):
        at = (char["top"] + char["bottom"]) / 2
        if lines and at - middle < char["size"] / 2:
            lines[-1].append(char)
        else:
            lines.append([char])
            middle = at
    return [sorted(line, key=lambda char: float(char["x0"])) for line in lines]


def _text(line: Sequence[Char]) -> str:
    parts = [line[0]["text"]] if line else []
    for before, char in pairwise(line):
        if char["x0"] - before["x1"] > _WORD_GAP * char["size"]:
            parts.append(" ")
        parts.append(char["text"])
    return close_up(clean("".join(parts)))


def _line(line: Sequence[Char], page: int) -> Line:
    printed = [char for char in line if char["text"].strip()]
    return Line(
        text=_text(line),
        x0=float(printed[0]["x0"]),
        x1=float(printed[-1]["x1"]),
        top=float(min(char["top"] for char in printed)),
        size=float(median_high(char["size"] for char in printed)),
        page=page,
    )


def _cell_text(chars: Iterable[Char]) -> str:
    return close_up("".join(_text(line) for line in _lines(chars)))
