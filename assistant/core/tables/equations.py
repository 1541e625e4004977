"""
The sums that the form states or implies, as data: each says which cells should equal which.

Sources: the note in the head of table 三 (第一项加第二项之和，等于第三项加第四项之和); the columns
总计 and the row （七）总计; DOMAIN facts of real reports for the chains over two years. The rules
(assistant.core.rules.check) and the live checks of the workbook (corpus) are made of the same list.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from assistant.core.tables.figures import Figures
from assistant.core.tables.form import APPLICANTS, GROUPS, OUTCOMES, RESULTS, SEPARATOR, fold

RowSum = Literal["T3-行", "T3-小计", "T3-组", "T3-列", "T3-平衡", "T4-行"]
Chain = Literal["X-结转", "X-有效", "X-项目"]

PERSONS = tuple(line.key for line in APPLICANTS if line.key != "总计")
LEGAL = PERSONS[1:]
COLUMNS = tuple(line.key for line in APPLICANTS)
ENDED = tuple(line.key for line in OUTCOMES if line.key != "总计")
_OTHERS = GROUPS["其他处理"][1:]


@dataclass(frozen=True, kw_only=True)
class Term:
    """A cell in a sum: of this year or of the year before, added or taken away."""

    key: str
    last_year: bool = False
    sign: Literal[1, -1] = 1


@dataclass(frozen=True, kw_only=True)
class Equation:
    """The left terms add up to the right ones. `owner` is the cell that a difference points to."""

    rule: RowSum | Chain
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    owner: str

    @property
    def needs_last_year(self) -> bool:
        return any(term.last_year for term in (*self.left, *self.right))


def _terms(*keys: str) -> tuple[Term, ...]:
    return tuple(Term(key=key) for key in keys)


def _total(rule: RowSum, parts: tuple[str, ...], total: str) -> Equation:
    return Equation(rule=rule, left=_terms(*parts), right=_terms(total), owner=total)


def row_keys(figures: Figures, table: str) -> tuple[str, ...]:
    """The key of each row of a table, in printed order; an own row's is its label."""
    keys = (cell.key.rpartition(".")[0] for cell in figures.cells if cell.table == table)
    return tuple(dict.fromkeys(keys))


def result_rows(rows: Set[str]) -> tuple[str, ...]:
    """The rows that （七）总计 adds up; a subtotal 其他处理 above its three rows counts once."""
    has_subtotal = "其他处理" in rows and not rows.isdisjoint(_OTHERS)
    return tuple(row for row in RESULTS if row in rows and not (has_subtotal and row in _OTHERS))


def _across(rows: tuple[str, ...], columns: Set[str]) -> Iterator[Equation]:
    for row in rows:
        yield _total("T3-行", tuple(f"{row}.{key}" for key in PERSONS), f"{row}.总计")
        if "法人小计" in columns:
            yield _total("T3-小计", tuple(f"{row}.{key}" for key in LEGAL), f"{row}.法人小计")


def _groups(rows: tuple[str, ...], column: str) -> Iterator[Equation]:
    """Subtotals that an office prints on the head of a group, such as （三）不予公开."""
    for row in rows:
        name = fold(row.split(SEPARATOR)[-1])
        members = tuple(key for key in GROUPS.get(name, ()) if key in rows and key != row)
        if members:
            yield _total("T3-组", tuple(f"{key}.{column}" for key in members), f"{row}.{column}")


def _down(rows: tuple[str, ...], column: str) -> Iterator[Equation]:
    yield from _groups(rows, column)
    total = f"办理总计.{column}"
    yield _total("T3-列", tuple(f"{row}.{column}" for row in result_rows(set(rows))), total)
    yield Equation(
        rule="T3-平衡",
        left=_terms(f"新收.{column}", f"上年结转.{column}"),
        right=_terms(total, f"结转下年.{column}"),
        owner=total,
    )


def sums(figures: Figures) -> tuple[Equation, ...]:
    """Every sum within the figures of one year, of the rows and columns that are there."""
    found: list[Equation] = []
    if rows := row_keys(figures, "表三"):
        columns = {cell.key.rpartition(".")[2] for cell in figures.cells if cell.table == "表三"}
        found += _across(rows, columns)
        for column in (*COLUMNS, *sorted(columns & {"法人小计"})):
            found += _down(rows, column)
    for row in row_keys(figures, "表四"):
        found.append(_total("T4-行", tuple(f"{row}.{key}" for key in ENDED), f"{row}.总计"))
    return tuple(found)


def _carried(column: str) -> Equation:
    key = f"上年结转.{column}"
    last = Term(key=f"结转下年.{column}", last_year=True)
    return Equation(rule="X-结转", left=(last,), right=_terms(key), owner=key)


def _in_force(document: str) -> Equation:
    key = f"{document}.现行有效"
    return Equation(
        rule="X-有效",
        left=(
            Term(key=key, last_year=True),
            Term(key=f"{document}.制发"),
            Term(key=f"{document}.废止", sign=-1),
        ),
        right=_terms(key),
        owner=key,
    )


def _items(row: str) -> Equation:
    """2019's items: what last year ended with is what this year begins with."""
    key = f"{row}.上年项目"
    last = (Term(key=key, last_year=True), Term(key=f"{row}.增减", last_year=True))
    return Equation(rule="X-项目", left=last, right=_terms(key), owner=key)


def chains(figures: Figures) -> tuple[Equation, ...]:
    """Every chain from last year's figures to these, of the cells that these have."""
    wanted = (
        *(_carried(column) for column in COLUMNS),
        *(_in_force(document) for document in ("规章", "行政规范性文件")),
        *(_items(row) for row in row_keys(figures, "表二")),
    )
    return tuple(one for one in wanted if one.owner in figures.by_key)
