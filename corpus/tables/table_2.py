"""
Table 二, 主动公开政府信息情况: blocks of article, head row and one row an item.

Layouts: one table of all blocks or a table a block, the article in a row over the whole width, on
a line above, or in a merged cell at the left. Spans of head and rows disagree in many web pages,
so values belong to heads by order where there are as many.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.patterns import regex
from assistant.core.report import Grid
from assistant.core.tables.cells import find_row, read_cell
from assistant.core.tables.figures import Cell
from assistant.core.tables.form import SEPARATOR, TABLE_2, find_line, fold
from corpus.characters import fold_blanks, without_blanks
from corpus.tables.articles import article_of
from corpus.tables.layout import Reading, is_value, place_of

_COLUMNS = tuple(line for table in TABLE_2.values() for row in table.rows for line in row.columns)
_HEAD = frozenset({"信息内容", "项目", "项目名称", "信息类别", "类别", "内容"})
_NOTE = regex(r"[\[【（(]?(?:\d{1,2}[\]】]|注\d?[：:]|备注|说明[：:]|[*＊①②③])|.*[。；;]$")


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A row without the article: its cells as (column, text)."""

    number: int
    cells: tuple[tuple[int, str], ...]

    @property
    def label(self) -> str:
        return self.cells[0][1] if self.cells else ""

    @property
    def values(self) -> tuple[tuple[int, str], ...]:
        return self.cells[1:]


def read_table_2(grid: Grid, article: str = "") -> Reading:
    """The cells of table 二, or of some of its blocks."""
    cells: list[Cell] = []
    notes: list[str] = []
    warnings: list[str] = []
    head: tuple[tuple[int, str], ...] = ()
    heads = False  # whether the row above is a head too
    for number in range(len(grid.rows)):
        row, found = _row(grid, number)
        if found:
            head, article = (() if found != article else head), found
            heads = heads and bool(row.cells)
        if not row.cells or not any(text for _, text in row.cells):
            continue
        if _is_head(row):
            head, heads = _under(head, row.values) if heads else row.values, True
            continue
        heads = False
        if _is_note(row):
            notes.append(fold_blanks(grid.rows[number][row.cells[0][0]]))
        else:
            read, doubt = _read_row(grid, row, head, article)
            cells.extend(read)
            warnings.extend(doubt)
    return Reading(cells=tuple(cells), notes=tuple(notes), warnings=tuple(warnings))


def _row(grid: Grid, number: int) -> tuple[_Row, str]:
    """A row, and the article that stands in it."""
    cells = [(place, without_blanks(text)) for place, text in grid.printed(number)]
    article = ""
    while cells and (found := article_of(cells[0][1])):
        article = found
        cells = cells[1:]
    levels = cells[0][1].split(SEPARATOR) if cells else []
    if len(levels) > 1 and (found := article_of(levels[0])):
        article, cells[0] = found, (cells[0][0], levels[-1])
    return _Row(number=number, cells=tuple(cells)), article


def _under(
    above: tuple[tuple[int, str], ...], below: tuple[tuple[int, str], ...]
) -> tuple[tuple[int, str], ...]:
    """Heads that are cut over two rows: 本年新 above 制作数量."""
    upper = dict(above)
    return tuple(
        (place, text if upper.get(place, text) == text else upper[place] + text)
        for place, text in below
    )


def _is_head(row: _Row) -> bool:
    if fold(row.label) in _HEAD:
        return True
    texts = [text for _, text in row.cells if text]
    return bool(texts) and all(find_line(_COLUMNS, text) for text in texts)


def _is_note(row: _Row) -> bool:
    return bool(_NOTE.match(row.label)) and not any(text for _, text in row.values)


def _read_row(
    grid: Grid, row: _Row, head: Sequence[tuple[int, str]], article: str
) -> tuple[list[Cell], list[str]]:
    where = place_of(grid, row.number, row.cells[0][0])
    label = _label(row.label, article)
    pairs = _pairs(row, head or _official_head(label))
    if pairs is None:
        if not any(text for _, text in row.values):
            return [], [f"{where}：“{row.label}”一行没有数，未读入，请核对"]
        return [], [f"{where}：“{row.label}”有{len(row.values)}格，与表头对不上，未读入，请核对"]
    cells = [
        read_cell("表二", label, column, text, place_of(grid, row.number, place))
        for column, (place, text) in pairs
    ]
    doubts = [
        f"{cell.place}：{cell.name}写的是“{cell.raw}”，不是数，请核对"
        for cell in cells
        if not is_value(cell.raw)
    ]
    if find_row("表二", label) is None:
        doubts.append(f"{where}：表二有自设行“{row.label}”，按原样读入")
    return cells, doubts


def _label(label: str, article: str) -> str:
    """The label with its article; the form's article where none is printed."""
    if article:
        return f"{article}{SEPARATOR}{label}"
    official = find_row("表二", label)
    above = official.label.split(SEPARATOR)[0] if official else ""
    return f"{above}{SEPARATOR}{label}" if above else label


def _official_head(label: str) -> tuple[tuple[int, str], ...]:
    """Heads for a row without a head row: those of the newest edition that has the row."""
    for edition in ("2021", "2019"):
        row = find_line(TABLE_2[edition].rows, label)
        if row:
            return tuple((i + 1, line.label) for i, line in enumerate(row.columns))
    return ()


def _pairs(row: _Row, head: Sequence[tuple[int, str]]) -> list[tuple[str, tuple[int, str]]] | None:
    """Each head with the cell under it; None if that cannot be told."""
    heads = [(place, text) for place, text in head if text]
    if not heads:
        return None
    if len(row.values) == len(heads):
        return _once([(text, cell) for (_, text), cell in zip(heads, row.values, strict=True)])
    ends = [place for place, _ in heads[1:]]
    pairs: list[tuple[str, tuple[int, str]]] = []
    for (start, text), end in zip(heads, [*ends, 1 << 30], strict=True):
        under = [cell for cell in row.values if start <= cell[0] < end]
        filled = [cell for cell in under if cell[1]]
        if not under or len(filled) > 1:
            return None
        pairs.append((text, (filled or under)[0]))
    return pairs


def _once(pairs: list[tuple[str, tuple[int, str]]]) -> list[tuple[str, tuple[int, str]]]:
    """The pairs without those that repeat a merged cell at each place that it covers."""
    return [
        (head, cell)
        for i, (head, cell) in enumerate(pairs)
        if not i or (head, cell[1]) != (pairs[i - 1][0], pairs[i - 1][1][1])
    ]
