"""
The result of a formula whose file holds none: a workbook that no spreadsheet program has saved.

Knows: sums, differences and the template's own IF(COUNT(…)=0,"",SUM(…)). Everything else is
refused by FormulaError, and the reader says which cell: guessing at Excel would be a silent error.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from openpyxl.utils.cell import range_boundaries

from assistant.core.patterns import regex

Number = Callable[[int, int], Decimal | None]  # the number at a row and a column, or None

_GUARDED = regex(r'IF\(COUNT\((?P<parts>[^()]+)\)=0,"",(?P<sum>.+)\)')
_TERM = regex(
    r"(?P<sign>[+-]?)(?:SUM\((?P<parts>[^()]+)\)|(?P<cell>[A-Z]{1,3}\d+)|(?P<number>\d+(?:\.\d+)?))"
)
_RANGE = regex(r"[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?")
_MOST_CELLS = 10_000


class FormulaError(ValueError):
    """A formula that is not one of ours."""


def result(formula: str, number: Number) -> Decimal | None:
    """The number that `formula` (with its =) gives; None where it gives an empty text."""
    text = formula.removeprefix("=").replace("$", "").replace(" ", "").upper()
    if match := _GUARDED.fullmatch(text):
        if all(one is None for one in _numbers(match["parts"], number)):
            return None
        text = match["sum"]
    total, end = Decimal(0), 0
    while end < len(text):
        term = _TERM.match(text, end)
        if term is None or (end and not term["sign"]):
            raise FormulaError(formula)
        value = _term(term, number)
        total += -value if term["sign"] == "-" else value
        end = term.end()
    return total


def _term(term: re.Match[str], number: Number) -> Decimal:
    if term["number"]:
        return Decimal(term["number"])
    found = _numbers(term["parts"] or term["cell"], number)
    return sum((one for one in found if one is not None), Decimal(0))


def _numbers(parts: str, number: Number) -> Iterator[Decimal | None]:
    """The numbers of a list of cells and ranges: D6:I6,K6."""
    for part in parts.split(","):
        if not _RANGE.fullmatch(part):
            raise FormulaError(part)
        left, top, right, bottom = (one or 0 for one in range_boundaries(part))
        if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
            raise FormulaError(part)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield number(row, column)
