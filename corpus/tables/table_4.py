"""
Table 四, 行政复议、行政诉讼情况: three groups of five outcomes.

Layouts: the form's one row of fifteen numbers under three rows of heads, or one row a group.
"""

from collections.abc import Sequence

from assistant.core.report import Grid
from assistant.core.tables.cells import find_row, read_cell
from assistant.core.tables.figures import Cell
from assistant.core.tables.form import OUTCOMES, TABLE_4, find_line, fold
from corpus.characters import without_blanks
from corpus.tables.layout import Reading, is_value, place_of

_GROUPS = tuple(row.label for row in TABLE_4["2021"].rows)
_GROUP_LABELS = {fold(label.split("｜")[-1]): label for label in _GROUPS}
_OUTCOMES = tuple(line.label for line in OUTCOMES)
_ORDER = tuple((group, outcome) for group in _GROUPS for outcome in _OUTCOMES)


def read_table_4(grid: Grid, _article: str = "") -> Reading:
    """The cells of table 四."""
    end = _end_of_heads(grid)
    cells: list[Cell] = []
    warnings: list[str] = []
    for number in range(end, len(grid.rows)):
        printed = [(place, without_blanks(text)) for place, text in grid.printed(number)]
        if not any(text for _, text in printed) and cells:
            continue
        pairs = _pairs(grid, end, printed)
        if pairs is None:
            warnings.append(
                f"{place_of(grid, number, 0)}：表四的一行有{len(printed)}格，"
                "与表头对不上，未读入，请核对"
            )
            continue
        for (group, outcome), (place, text) in pairs:
            cells.append(read_cell("表四", group, outcome, text, place_of(grid, number, place)))
    warnings.extend(
        f"{cell.place}：{cell.name}写的是“{cell.raw}”，不是数，请核对"
        for cell in cells
        if not is_value(cell.raw)
    )
    return Reading(cells=tuple(cells), warnings=tuple(warnings))


def _end_of_heads(grid: Grid) -> int:
    """The row after the last one that names an outcome."""
    end = 0
    for number in range(len(grid.rows)):
        texts = [without_blanks(text) for _, text in grid.printed(number)]
        if any(_outcome(text) for text in texts):
            end = number + 1
    return end


def _outcome(text: str) -> str:
    line = find_line(OUTCOMES, text) if text else None
    return line.label if line else ("总计" if text in {"合计", "共计"} else "")


def _group(texts: Sequence[str]) -> str:
    """The group that the last of these labels names."""
    for level in reversed([level for text in texts for level in text.split("｜")]):
        if label := _GROUP_LABELS.get(fold(level)):
            return label
    row = find_row("表四", texts[-1]) if texts else None
    return row.label if row else ""


def _pairs(
    grid: Grid, end: int, printed: list[tuple[int, str]]
) -> list[tuple[tuple[str, str], tuple[int, str]]] | None:
    """The cells of a row with their group and outcome; None if that cannot be told."""
    labels = [text for _, text in printed if text and not is_value(text)]
    group = _group(labels)
    heads = [
        (_group(path) or group, next((found for text in path if (found := _outcome(text))), ""))
        for path in (_path(grid, end, place) for place, _ in printed)
    ]
    placed = [(head, cell) for head, cell in zip(heads, printed, strict=True) if all(head)]
    wanted = len(_OUTCOMES) if group else len(_ORDER)
    ragged = any(-1 in numbers for numbers in grid.cells)
    if not ragged and len({head for head, _ in placed}) == len(placed) == wanted:
        return placed
    values = printed[-wanted:]
    if len(printed) < wanted or not all(is_value(text) for _, text in values):
        return None
    order = [(group, outcome) for outcome in _OUTCOMES] if group else list(_ORDER)
    return list(zip(order, values, strict=True))


def _path(grid: Grid, end: int, place: int) -> list[str]:
    return [text for row in grid.rows[:end] if (text := without_blanks(row[place]))]
