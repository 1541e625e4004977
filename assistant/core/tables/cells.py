"""
From what is printed in a table to a Cell: its number and its meaning, and which cell of the form
it is.

Knows: numerals as offices type them, signs for "not applicable", the labels of both editions.
Does not know: files. Nothing is corrected: `raw` stays as printed.
"""

import unicodedata
from decimal import Decimal
from functools import lru_cache

from assistant.core.patterns import regex
from assistant.core.tables.figures import Cell, Meaning
from assistant.core.tables.form import (
    LEGAL_PERSONS,
    SEPARATOR,
    TABLE_2,
    TABLE_3,
    TABLE_4,
    Edition,
    Line,
    Row,
    TableName,
    find_line,
)

SUBTOTAL = Line(key="法人小计", label=f"{LEGAL_PERSONS}{SEPARATOR}小计")  # offices add it

_NOT_APPLICABLE = frozenset({"/", "\\", "-", "--", "—", "——", "–", "―", "─", "不适用", "不涉及"})
_NUMBER = regex(
    r"(?P<sign>[+\-−]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>亿元|万元|元|万件|万|件|条|项|个|次|宗|%)?"
)
_WRAP = regex(r"\s*\n\s*")  # a narrow cell breaks a long number over two lines
_GROUPS = regex(r"(?<=\d)[ ](?=\d{3}(?!\d))")  # 12 345; but 3 5 is not taken for 35
_BESIDE = regex(r"(?<!\d)\s+|\s+(?!\d)")
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def read_value(raw: str) -> tuple[Decimal | None, Meaning, str]:
    """What a cell says: its number (None if it holds none), its meaning, its own unit."""
    joined = _GROUPS.sub("", _WRAP.sub("", unicodedata.normalize("NFKC", raw)))
    plain = _BESIDE.sub("", joined).strip()
    if not plain:
        return None, "blank", ""
    if plain in _NOT_APPLICABLE:
        return None, "not_applicable", ""
    if not (match := _NUMBER.fullmatch(plain)):
        return None, "text", ""
    number = Decimal(match["digits"].replace(",", ""))
    if match["sign"] in {"-", "−"} and number:
        number = -number
    return number, "number" if number else "zero", match["unit"] or ""


def in_yuan(number: Decimal, unit: str) -> Decimal | None:
    """An amount of money in 元; None if `unit` is none of money."""
    return number * _YUAN[unit] if unit in _YUAN else None


_EDITIONS: tuple[Edition, Edition] = ("2021", "2019")


def _rows(table: TableName) -> tuple[Row, ...]:
    """The rows of a table in both editions, each once, with the columns of both."""
    found: dict[str, list[Row]] = {}
    for edition in _EDITIONS:
        layouts = {"表二": TABLE_2, "表三": TABLE_3, "表四": TABLE_4}
        for row in layouts[table][edition].rows:
            found.setdefault(row.label, []).append(row)
    columns: dict[str, dict[str, Line]] = {}
    for rows in found.values():
        for row in rows:
            columns.setdefault(row.key, {}).update({line.label: line for line in row.columns})
    if table == "表三":
        for lines in columns.values():
            lines[SUBTOTAL.label] = SUBTOTAL
    return tuple(
        Row(
            key=rows[0].key,
            label=label,
            short=rows[0].short,
            columns=tuple(columns[rows[0].key].values()),
        )
        for label, rows in found.items()
    )


_ROWS: dict[TableName, tuple[Row, ...]] = {
    "表二": _rows("表二"),
    "表三": _rows("表三"),
    "表四": _rows("表四"),
}


@lru_cache(maxsize=4096)  # pure; a report asks for each row once a column
def find_row(table: TableName, label: str) -> Row | None:
    """The row of the form (either edition) that a printed label means; None for an own row."""
    return find_line(_ROWS[table], label)


def find_key(table: TableName, row: str, column: str) -> str:
    """The key of a cell: of the form's row and column, else of the labels as printed."""
    official = find_row(table, row)
    if official is None:
        return f"{row}.{column}"
    line = find_line(official.columns, column)
    return f"{official.key}.{line.key if line else column}"


def read_cell(table: TableName, row: str, column: str, raw: str, place: str = "") -> Cell:
    """The cell under these printed labels that says `raw`."""
    number, meaning, unit = read_value(raw)
    return Cell(
        table=table,
        row=row,
        column=column,
        key=find_key(table, row, column),
        raw=raw,
        number=number,
        meaning=meaning,
        unit=unit,
        place=place,
    )
