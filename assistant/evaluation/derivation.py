"""
Plain arithmetic over a year's figures: whether a number can be one of this year's at all.

Written apart from the facts and formulas of the core on purpose, so that it can judge them: it
knows no nouns and no formula of the product, only values that stand in one table or in one unit.
It is generous (any share of one group passes), so it is one of two judges, never the only one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from assistant.core.prose.quantities import Quantity, find_quantities
from assistant.core.tables.figures import Figures

_LARGE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_YEAR_PARTS = (365, 366, 12)
_LARGEST_SUM = 3  # terms
_ROWS = ("新收", "上年结转", "办理总计", "结转下年")  # of table 3: their applicants add up

Values = Mapping[str, Decimal]
Shares = Mapping[tuple[tuple[str, ...], str], Decimal]


class Derivation:
    """The values of a year and what follows from them; `last` is last year's prose."""

    def __init__(self, figures: Figures, previous: Figures, *, last: Sequence[str]) -> None:
        now, before = _named(figures), _named(previous)
        groups = _groups(figures)
        typed = {
            one.value
            for note in figures.notes
            for one in find_quantities(note)
            if one.value is not None
        }
        written = [
            one.value
            for paragraph in last
            for one in find_quantities(paragraph)
            if one.value is not None and not one.exempt
        ]
        shares, old_shares = _shares(groups), _shares(_groups(previous))
        changed = {name: now[name] - before[name] for name in now.keys() & before.keys()}
        self._last = {*before.values(), *written}
        self._amounts = {
            *now.values(),
            *typed,
            *before.values(),  # 上年为N件: whether the words say so is the other judge's matter
            *map(abs, changed.values()),
            *(value / part for value in now.values() for part in _YEAR_PARTS),
            *(_sum(some) for group in groups for some in combinations(group.values(), 2)),
            *(_sum(some) for group in groups for some in combinations(group.values(), 3)),
        }
        self._this_year = {*now.values(), *typed}
        self._percents = {
            *typed,
            *now.values(),
            *shares.values(),
            *(abs(by) / before[name] * 100 for name, by in changed.items() if before[name]),
        }
        self._points = {
            abs(share - old_shares[key]) for key, share in shares.items() if key in old_shares
        } | {abs(by) for by in changed.values()}

    def explains(self, quantity: Quantity) -> bool:
        """Whether the number is a value of this year, or follows from such."""
        of_unit = {"%": self._percents, "百分点": self._points}
        return any(_is(value, quantity) for value in of_unit.get(quantity.unit, self._amounts))

    def is_last_years(self, quantity: Quantity) -> bool:
        """Whether the number stood in last year's report and is no value of this year."""
        return any(_is(value, quantity) for value in self._last if value) and not any(
            _is(value, quantity) for value in self._this_year
        )


def _named(figures: Figures) -> dict[str, Decimal]:
    cells = {cell.key: cell.number for cell in figures.cells if cell.number is not None}
    return cells | {one.label: _plain(one.value, one.unit) for one in figures.indicators}


def _groups(figures: Figures) -> list[Values]:
    """Values that may be added or be shares of each other, by name: of a table, a row, a unit."""
    found: dict[str, dict[str, Decimal]] = {}
    for cell in figures.cells:
        if not cell.number:
            continue
        row, _, column = cell.key.rpartition(".")
        names = [f"{cell.table}{column}" if cell.table == "表三" else cell.table]
        names += [row] if row in _ROWS else []
        for name in names:
            found.setdefault(name, {})[cell.key] = cell.number
    for one in figures.indicators:
        found.setdefault(one.unit, {})[one.label] = _plain(one.value, one.unit)
    return list(found.values())


def _shares(groups: Sequence[Values]) -> Shares:
    return {
        (names, whole): _sum(group[name] for name in names) / group_whole * 100
        for group in groups
        for names in _parts(group)
        for whole, group_whole in _wholes(group)
    }


def _parts(group: Values) -> Iterator[tuple[str, ...]]:
    for count in range(1, _LARGEST_SUM + 1):
        yield from combinations(group, count)


def _wholes(group: Values) -> Iterator[tuple[str, Decimal]]:
    yield from ((name, value) for name, value in group.items() if value)
    yield from ((f"{a}+{b}", group[a] + group[b]) for a, b in combinations(group, 2))


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _plain(value: Decimal, unit: str) -> Decimal:
    return value * _LARGE.get(unit[:1], Decimal(1))


def _is(value: Decimal, quantity: Quantity) -> bool:
    """Whether the value, rounded as the quantity is written (元 or 万元), is the quantity."""
    if quantity.value is None or not quantity.step:
        return False
    factor = _LARGE.get(quantity.unit[:1], Decimal(1))
    return any(
        (abs(one) / quantity.step).quantize(Decimal(1), ROUND_HALF_UP) * quantity.step
        == abs(quantity.value)
        for one in {value, value / factor}
    )
