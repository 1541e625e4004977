"""
What the three tables have in common: paths of labels, values by place or by order, doubts.

Knows: printed cells and their labels. Does not know: which table it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.core.report import Grid
from assistant.core.tables.cells import find_row, read_value
from assistant.core.tables.figures import Cell
from assistant.core.tables.form import SEPARATOR, TableName
from corpus.characters import without_blanks


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read of a grid: its cells, notes printed inside it, and what is in doubt."""

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


Placed = tuple[int, str]  # a printed cell: its first column and its text


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of values: where it begins and its label."""

    place: int  # negative where no head tells it: counted from the last column
    label: str


def transpose(grid: Grid) -> Grid:
    """The grid with rows and columns exchanged."""
    return Grid(
        rows=tuple(zip(*grid.rows, strict=True)),
        place=grid.place,
        cells=tuple(zip(*grid.cells, strict=True)),
    )


def is_value(text: str) -> bool:
    """Whether a text is what a cell of figures holds: a number, a blank, or a dash."""
    return read_value(text)[1] != "text"


def place_of(grid: Grid, row: int, column: int) -> str:
    """Where a cell stands, for a person who looks it up."""
    return f"{grid.place}第{row + 1}行第{column + 1}列"


def split_row(
    grid: Grid, row: int, columns: Sequence[Column], *, from_left: bool = False
) -> tuple[list[Placed], list[Placed]] | None:
    """The label cells and the value cells (one a column, in their order) of a row.

    By place where each column has a cell of its own there; else by order, as in text files (no
    spans) and in web pages whose spans are wrong: the last cells, or the first ones after the
    labels. Cells left over must be blank. None if nothing fits.
    """
    printed = list(grid.printed(row))
    first = min(column.place for column in columns)
    starts = {place: (place, text) for place, text in printed}
    if all(column.place in starts for column in columns) and not _is_short(grid, row):
        return (
            [cell for cell in printed if cell[0] < first],
            [starts[column.place] for column in columns],
        )
    labels, rest = _after_labels(printed, len(columns))
    values = rest[: len(columns)] if from_left else rest[-len(columns) :]
    left_over = rest[len(columns) :] if from_left else rest[: -len(columns)]
    if len(values) < len(columns) or any(text for _, text in left_over):
        return None
    ordered = sorted(range(len(columns)), key=lambda i: columns[i].place)
    return labels, [values[ordered.index(i)] for i in range(len(columns))]


def counts_from_left(grid: Grid, rows: Iterable[int], columns: Sequence[Column]) -> bool:
    """Whether short labels are filled up with blanks at the end of the row, not after the label.

    Converters to text do either. Rows in which only one of the two leaves no number over decide.
    """
    votes = 0
    for row in rows:
        left, right = (split_row(grid, row, columns, from_left=side) for side in (True, False))
        votes += (right is None) - (left is None)
    return votes > 0


def _after_labels(printed: Sequence[Placed], values: int) -> tuple[list[Placed], list[Placed]]:
    """A row cut behind its last label: behind the last text before the first number.

    Where that leaves fewer cells than values, some of the texts are values (无, 见附件).
    """
    end = 0
    for i, (_, text) in enumerate(printed):
        number = read_value(text)[0]
        if number is not None:
            break
        if text.strip() and not is_value(text):
            end = i + 1
    end = min(end, max(1, len(printed) - values))
    return list(printed[:end]), list(printed[end:])


def _is_short(grid: Grid, row: int) -> bool:
    return bool(grid.cells) and -1 in grid.cells[row]


class Path:
    """The levels of a row's label; a blank before a label stands for the level above it."""

    def __init__(self) -> None:
        self._above: tuple[str, ...] = ()

    def follow(self, labels: Sequence[tuple[int, str]]) -> tuple[str, ...]:
        """The path of the next row from its label cells."""
        texts = [without_blanks(text) for _, text in labels]
        while texts and not texts[-1]:
            texts.pop()
        filled = [
            text or (self._above[i] if i < len(self._above) else "") for i, text in enumerate(texts)
        ]
        if filled:
            self._above = tuple(filled)
        levels = [level for text in filled for level in text.split(SEPARATOR) if level]
        return tuple(level for i, level in enumerate(levels) if i == 0 or level != levels[i - 1])


def row_label(table: TableName, path: Sequence[str]) -> tuple[str, bool]:
    """The label of a row, and whether it is one of the form's.

    The last level is as printed; the levels above are the form's where the row is the form's:
    printed they are cut by page breaks, or left out.
    """
    printed = SEPARATOR.join(path)
    official = find_row(table, printed) if path else None
    if official is None:
        return printed, False
    above = official.label.split(SEPARATOR)[:-1]
    return SEPARATOR.join((*above, path[-1])), True
