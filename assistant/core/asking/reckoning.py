"""
From the cells of one report to the number that a question means: a cell, or a sum of cells.

A blank is not a zero: a sum says how many of its cells are blank, and where nothing is printed
there is no number. A printed total is taken as printed, and that its parts do not add up to it is
told with it.

Knows: which cells add up to what (evidence/formulas.py). Does not know: questions, SQL.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from assistant.core.asking.query import PlacedCell
from assistant.core.evidence.fact import TOTAL, label_of
from assistant.core.evidence.facts import unit_of
from assistant.core.evidence.formulas import additions
from assistant.core.tables.cells import in_yuan

Cells = Mapping[str, PlacedCell]  # of one report, by key
_MOST_TOLD = 8  # parts of a sum that are named one by one
_SETTLED = "已审结"


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number with the cells that it is made of."""

    label: str
    value: Decimal
    unit: str
    cells: tuple[PlacedCell, ...]
    formula: str = ""  # in words with the numbers; empty for a single cell
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return f"{number(self.value)}{self.unit}"


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Why a report gives no number."""

    label: str
    why: str
    cell: PlacedCell | None = None


def number(value: Decimal) -> str:
    """A number as it is told: 3525, 59237.2449, −183."""
    text = f"{abs(value).normalize():f}"
    return f"−{text}" if value < 0 else text


def keys_needed(keys: Sequence[str]) -> frozenset[str]:
    """Every cell that may be part of these keys."""
    found: set[str] = set()
    waiting = [part for key in keys for part in key.split("+")]
    while waiting:
        key = waiting.pop()
        if key in found:
            continue
        found.add(key)
        waiting += [part for parts, _ in _parts().get(key, ()) for part in parts]
        row, _, column = key.rpartition(".")
        if column == _SETTLED:
            waiting += [f"{row}.{TOTAL}", f"{row}.尚未审结"]
    return frozenset(found)


def reckon(keys: Sequence[str], cells: Cells) -> Amount | Missing:
    """The number of the first of `keys` that these cells give."""
    missing: Missing | None = None
    for at, key in enumerate(keys):
        found = _reckon(key, cells)
        if isinstance(found, Amount):
            if at:
                told = f"这份报告的表格没有“{label_of(keys[0])}”，按“{label_of(key)}”"
                found = replace(found, notes=(*found.notes, told))
            return found
        if missing is None or (missing.cell is None and found.cell is not None):
            missing = found
    assert missing is not None, "a measure has keys"
    return missing


def in_unit(amount: Amount, unit: str) -> Amount:
    """An amount of money in another unit of money; any other as it is."""
    mine, other = in_yuan(amount.value, amount.unit), in_yuan(Decimal(1), unit)
    if amount.unit == unit or mine is None or other is None:
        return amount
    return replace(amount, value=mine / other, unit=unit)


@cache
def _parts() -> Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """What may add up to a key: its parts, and how many of them must be there."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for key, parts, least in additions():
        found.setdefault(key, []).append((tuple(one for one in parts if one != key), least))
    return {key: tuple(ways) for key, ways in found.items()}


def _reckon(key: str, cells: Cells) -> Amount | Missing:
    if "+" in key:
        return _joined(key, cells)
    row, _, column = key.rpartition(".")
    placed = cells.get(key)
    if placed is not None and placed.cell.number is not None:
        return _printed(key, placed, cells)
    if placed is None or placed.cell.meaning == "blank":
        if column == _SETTLED:
            return _settled(row, cells)
        for parts, least in _parts().get(key, ()):
            if total := _added(key, parts, least, cells):
                if placed is None:
                    return total
                told = f"“{placed.cell.column}”一格空白，由各格相加"
                return replace(total, notes=(told, *total.notes))
    return _missing(key, placed, cells)


def _printed(key: str, placed: PlacedCell, cells: Cells) -> Amount:
    value = placed.cell.number
    assert value is not None
    return Amount(
        label=label_of(key),
        value=value,
        unit=unit_of(placed.cell),
        cells=(placed,),
        notes=_disagreement(key, value, cells),
    )


def _disagreement(key: str, value: Decimal, cells: Cells) -> tuple[str, ...]:
    """That the printed parts of a printed total add up to another number."""
    for parts, _ in _parts().get(key, ()):
        placed = [cells[part] for part in parts if part in cells]
        numbers = [one.cell.number for one in placed if one.cell.number is not None]
        whole = sum(numbers, Decimal(0))
        if placed and len(numbers) == len(placed) == len(parts) and whole != value:
            return (f"照表中所印；各分项相加是{number(whole)}，与印出的{number(value)}不符",)
    return ()


def _added(key: str, parts: Sequence[str], least: int, cells: Cells) -> Amount | None:
    found = [(part, _reckon(part, cells)) for part in parts]
    amounts = [one for _, one in found if isinstance(one, Amount)]
    if len(amounts) < least or not amounts:
        return None
    blank = sum(isinstance(one, Missing) and one.cell is not None for _, one in found)
    notes = [note for one in amounts for note in one.notes]
    if blank:
        notes.append(f"有{blank}格空白，未计入")
    value = sum((one.value for one in amounts), Decimal(0))
    return Amount(
        label=label_of(key),
        value=value,
        unit=amounts[0].unit,
        cells=tuple(dict.fromkeys(cell for one in amounts for cell in one.cells)),
        formula=_sum_in_words(amounts, value),
        notes=tuple(dict.fromkeys(notes)),
    )


def _sum_in_words(amounts: Sequence[Amount], value: Decimal) -> str:
    """属于国家秘密1+属于行政执法案卷4=5（其余6项为0）: what is not zero, by name."""
    told = [one for one in amounts if one.value]
    zeros = len(amounts) - len(told)
    if not told:
        return f"{len(amounts)}项均为0"
    if len(told) > _MOST_TOLD:
        terms = "+".join(number(one.value) for one in told)
    else:
        terms = "+".join(f"{one.label}{number(one.value)}" for one in told)
    return f"{terms}={number(value)}" + (f"（其余{zeros}项为0）" if zeros else "")


def _settled(group: str, cells: Cells) -> Amount | Missing:
    """What is decided: all but 尚未审结."""
    whole, pending = _reckon(f"{group}.{TOTAL}", cells), _reckon(f"{group}.尚未审结", cells)
    if isinstance(whole, Missing):
        return whole
    if isinstance(pending, Missing):
        return pending
    value = whole.value - pending.value
    return Amount(
        label=label_of(f"{group}.{_SETTLED}"),
        value=value,
        unit=whole.unit,
        cells=tuple(dict.fromkeys((*whole.cells, *pending.cells))),
        formula=f"{whole.label}{number(whole.value)}−尚未审结{number(pending.value)}"
        f"={number(value)}",
        notes=(*whole.notes, *pending.notes),
    )


def _joined(key: str, cells: Cells) -> Amount | Missing:
    """Several keys as one sum; all of them must be there."""
    found = [_reckon(part, cells) for part in key.split("+")]
    amounts = [one for one in found if isinstance(one, Amount)]
    for one in found:
        if isinstance(one, Missing):
            return one
    value = sum((one.value for one in amounts), Decimal(0))
    terms = "+".join(f"{one.label}{number(one.value)}" for one in amounts)
    return Amount(
        label="和".join(one.label for one in amounts),
        value=value,
        unit=amounts[0].unit,
        cells=tuple(dict.fromkeys(cell for one in amounts for cell in one.cells)),
        formula=f"{terms}={number(value)}",
        notes=tuple(note for one in amounts for note in one.notes),
    )


def _missing(key: str, placed: PlacedCell | None, cells: Cells) -> Missing:
    label = label_of(key)
    if placed is None:
        blank = next((cells[one] for one in keys_needed([key]) if one in cells), None)
        if blank is not None:
            return Missing(label=label, why="各格都是空白，空白不等于0", cell=blank)
        return Missing(label=label, why="表格里没有这一项")
    if placed.cell.meaning == "blank":
        return Missing(label=label, why="这一格是空白，空白不等于0", cell=placed)
    return Missing(label=label, why=f"这一格印的是“{placed.cell.raw.strip()}”，不是数", cell=placed)
