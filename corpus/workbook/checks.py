"""
The sums of the form as spreadsheet formulas: totals that follow their parts, and live checks.

Knows: equations, cell names, how Excel and WPS count. Does not know: styles, files.
A text such as "/" counts as nothing in SUM and COUNT over cells, as it does in the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from assistant.core.tables.equations import Equation, Term
from assistant.core.tables.figures import Figures
from corpus.workbook.layout import CHECK, SheetLayout, Slot

AGREES, DIFFERS = "√", "×"

# The checks of columns stand below the table, one row a rule.
_BELOW: Mapping[str, str] = {
    "T3-列": f"{CHECK}：（一）至（六）各项之和＝（七）总计",
    "T3-平衡": f"{CHECK}：一＋二＝（七）总计＋四",
    "X-结转": f"{CHECK}：二＝上年的“四、结转下年度继续办理”",
    "T4-行": f"{CHECK}：各项之和",
}
_BESIDE_LAST_YEAR = frozenset({"X-有效", "X-项目"})  # their column has no head
_BESIDE = _BESIDE_LAST_YEAR | {"T3-行"}


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """A row of checks below a table."""

    row: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Formula:
    row: int
    column: int
    text: str


def cell_names(slots: Sequence[Slot]) -> dict[str, str]:
    """The name (D6) of each slot by its key."""
    return {slot.key: _name((slot.row, slot.column)) for slot in slots}


def totals(equations: Sequence[Equation]) -> dict[str, Equation]:
    """The equation of each total; the first counts where two have the same total."""
    found: dict[str, Equation] = {}
    for equation in equations:
        if equation.rule != "T3-平衡" and not equation.needs_last_year:
            found.setdefault(equation.owner, equation)
    return found


def total_formula(equation: Equation, names: Mapping[str, str]) -> str:
    """A sum that stays empty while its parts are."""
    parts = _names(equation.left, names, {})
    return f'=IF(COUNT({parts})=0,"",SUM({parts}))'


def follows_its_parts(figures: Figures, equation: Equation) -> bool:
    """Whether the total is what its formula would give: then the formula may stand for it."""
    cell = figures.by_key[equation.owner]
    parts = figures.total(term.key for term in equation.left)
    if parts is None:
        return cell.meaning == "blank"
    return cell.number == parts and not cell.unit


def check_rows(layout: SheetLayout, equations: Sequence[Equation]) -> dict[str, CheckRow]:
    """The rows below the table, by rule, of the rules that have equations here."""
    there = {equation.rule for equation in equations}
    rules = [rule for rule in _BELOW if rule in there]
    return {
        rule: CheckRow(row=layout.last + number, text=_BELOW[rule])
        for number, rule in enumerate(rules, 1)
    }


def check_formulas(layout: SheetLayout, equations: Sequence[Equation]) -> Iterator[Formula]:
    """Each equation as a formula that says √ or × with the difference; empty while unknown."""
    names, last = cell_names(layout.slots), cell_names(layout.references)
    slots = {slot.key: slot for slot in layout.slots}
    below = check_rows(layout, equations)
    for equation in equations:
        slot = slots[equation.owner]
        text = _check(equation, names, last)
        if equation.rule in _BESIDE:
            yield Formula(row=slot.row, column=layout.check, text=text)
        elif equation.rule in below:
            yield Formula(row=below[equation.rule].row, column=slot.column, text=text)


def _check(equation: Equation, names: Mapping[str, str], last: Mapping[str, str]) -> str:
    terms = (*equation.left, *equation.right)
    left, right = (_sum(side, names, last) for side in (equation.left, equation.right))
    difference = f"ROUND({left}-({right}),6)"
    needed = len(terms) if equation.needs_last_year else 1
    known = f"COUNT({_names(terms, names, last)})>={needed}"
    words = " 与上年衔接" if equation.rule in _BESIDE_LAST_YEAR else ""
    return f'=IF({known},IF({difference}=0,"{AGREES}{words}","{DIFFERS} 差"&{difference}),"")'


def _sum(terms: Sequence[Term], names: Mapping[str, str], last: Mapping[str, str]) -> str:
    added = [term for term in terms if term.sign > 0]
    taken = [term for term in terms if term.sign < 0]
    text = f"SUM({_names(added, names, last)})"
    return f"{text}-SUM({_names(taken, names, last)})" if taken else text


def _names(terms: Sequence[Term], names: Mapping[str, str], last: Mapping[str, str]) -> str:
    """The cells of these terms, as ranges where they follow each other: short, as people write."""
    cells = [(last if term.last_year else names)[term.key] for term in terms]
    runs: list[list[tuple[int, int]]] = []
    for place in map(coordinate_to_tuple, cells):
        if runs and _continues(runs[-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return ",".join(_name(run[0]) + (f":{_name(run[-1])}" if run[1:] else "") for run in runs)


def _name(place: tuple[int, int]) -> str:
    return f"{get_column_letter(place[1])}{place[0]}"


def _continues(run: Sequence[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Whether `place` is the next cell to the right or below, in the direction of the run."""
    step = (place[0] - run[-1][0], place[1] - run[-1][1])
    direction = step if len(run) == 1 else (run[1][0] - run[0][0], run[1][1] - run[0][1])
    return step == direction and step in {(0, 1), (1, 0)}
