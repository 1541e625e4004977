"""
Facts: every value that a sentence of this year's report may state, with where it comes from.

A fact is a cell, a formula over cells (sum, year-on-year change, share, average), an indicator
or a number in a note. Keys carry no year, so that a fact of last year finds its fellow.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.core.cells import SUBTOTAL, in_yuan
from assistant.core.figures import Cell, Figures
from assistant.core.form import APPLICANTS, GROUPS, OUTCOMES, RESULTS, SEPARATOR, TABLE_2, TABLE_3
from assistant.core.quantities import find_quantities

FactKind = Literal["cell", "sum", "change", "rate", "share", "average", "indicator", "note"]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One value that may be stated, with its unit, its names and its source."""

    key: str  # "新收.总计", "同比.新收.总计", "占比.予以公开", "指标.网站发布信息"
    label: str  # how an officer names it: 新收政府信息公开申请
    value: Decimal
    unit: str  # 件, %, 百分点, 万元, 条
    year: int
    kind: FactKind
    source: str  # the cells, indicator or note, in words
    formula: str = ""  # in words with the numbers: （3525−3511）÷3511
    aliases: tuple[str, ...] = ()  # other ways to name it: 收到申请, 受理申请


TOTAL = "总计"
HANDLED = "办理总计"  # the row （七）总计
_COLUMNS = tuple(line.key for line in APPLICANTS if line.key != TOTAL)
_OUTCOMES = tuple(line.key for line in OUTCOMES if line.key != TOTAL)
_SUITS = ("直接起诉", "复议后起诉")
DISCLOSED = "予以公开和部分公开"
_ROW_LABELS = {row.key: row.short for table in TABLE_3.values() for row in table.rows}
_ITEM_ROWS = tuple(row.key for row in TABLE_2["2019"].rows)
_LABELS = {
    **_ROW_LABELS,
    "收办": "收办政府信息公开申请",
    DISCLOSED: "予以公开和部分公开",
    **{group: group for group in GROUPS},
    "行政复议": "行政复议",
    "行政诉讼": "行政诉讼",
    "直接起诉": "未经复议直接起诉",
    "复议后起诉": "复议后起诉",
    "复议诉讼": "行政复议和行政诉讼",
}
# 制发规章 and 规章制发 alike; the verb stands before the noun as officers write it.
_VERBS = {"制发", "废止", "现行有效", "新公开"}
_UNITS = {"上年项目": "项", "增减": "项", "采购项目": "项", "收费金额": "万元", "采购金额": ""}


def facts_of(figures: Figures, previous: Figures | None = None) -> tuple[Fact, ...]:
    """Every fact of a year; changes only where `previous` (or a 本年增/减 cell) gives the other side.

    Order: cells, sums, indicators, notes, shares, averages, changes. Keys are unique.
    """
    counts = _counts(figures)
    shares = {fact.key: fact for fact in _shares(counts, figures.year)}
    facts = {**counts, **shares, **{fact.key: fact for fact in _averages(counts, figures.year)}}
    facts |= {fact.key: fact for fact in _own_changes(counts)}
    if previous is not None:
        before = _counts(previous)
        before |= {fact.key: fact for fact in _shares(before, previous.year)}
        facts |= {fact.key: fact for fact in _changes({**counts, **shares}, before)}
    return tuple(facts.values())


def _counts(figures: Figures) -> dict[str, Fact]:
    """Cells, sums, indicators and numbers of notes, by key."""
    facts = {
        cell.key: _cell(cell, cell.number, figures.year)
        for cell in figures.cells
        if cell.number is not None
    }
    for fact in _sums(facts, figures.year):
        facts.setdefault(fact.key, fact)
    for fact in (*_indicators(figures), *_notes(figures)):
        facts.setdefault(fact.key, fact)
    return facts


def label_of(key: str) -> str:
    """How an officer names the cell or sum with this key: 制发规章, 自然人新收政府信息公开申请."""
    head, _, tail = key.rpartition(".")
    name = _LABELS.get(head, head.rpartition(SEPARATOR)[2])
    if tail == TOTAL:
        return name
    if tail in _VERBS:
        return f"{tail}{name}"
    if tail in (*_COLUMNS, SUBTOTAL.key):
        return f"{'法人或其他组织' if tail == SUBTOTAL.key else tail}{name}"
    return f"{name}{tail}"


def _cell(cell: Cell, number: Decimal, year: int) -> Fact:
    tail = cell.key.rpartition(".")[2]
    return Fact(
        key=cell.key,
        label=label_of(cell.key),
        value=number,
        unit=cell.unit or _UNITS.get(tail, "件"),
        year=year,
        kind="cell",
        source=cell.name,
    )


def _sum(key: str, parts: Sequence[Fact], year: int, minus: bool = False) -> Fact:
    sign = "−" if minus else "+"
    numbers = [f"{part.value.normalize():f}" for part in parts]
    rest = sum((part.value for part in parts[1:]), Decimal(0))
    return Fact(
        key=key,
        label=label_of(key),
        value=parts[0].value - rest if minus else parts[0].value + rest,
        unit=parts[0].unit,
        year=year,
        kind="sum",
        source=sign.join(part.source for part in parts),
        formula=sign.join(number if number[0] != "-" else f"（{number}）" for number in numbers),
    )


def _sums(cells: Mapping[str, Fact], year: int) -> Iterator[Fact]:
    """Totals left blank, groups, 收办, 行政诉讼, what is settled, items now in force."""
    known = dict(cells)

    def total(key: str, keys: Sequence[str], least: int = 1) -> Iterator[Fact]:
        parts = [known[part] for part in keys if part in known]
        if key not in known and len(parts) >= least:
            known[key] = _sum(key, parts, year)
            yield known[key]

    for row in _ROW_LABELS:
        yield from total(f"{row}.{TOTAL}", [f"{row}.{column}" for column in _COLUMNS])
        yield from total(f"{row}.{SUBTOTAL.key}", [f"{row}.{one}" for one in _COLUMNS[1:]], 2)
    for column in (*_COLUMNS, SUBTOTAL.key, TOTAL):
        for group, rows in GROUPS.items():
            yield from total(f"{group}.{column}", [f"{row}.{column}" for row in rows])
        yield from total(f"收办.{column}", [f"新收.{column}", f"上年结转.{column}"], 2)
        yield from total(f"{DISCLOSED}.{column}", [f"予以公开.{column}", f"部分公开.{column}"], 2)
    for group in ("行政复议", *_SUITS):
        yield from total(f"{group}.{TOTAL}", [f"{group}.{outcome}" for outcome in _OUTCOMES])
    for outcome in (*_OUTCOMES, TOTAL):
        yield from total(f"行政诉讼.{outcome}", [f"{suit}.{outcome}" for suit in _SUITS])
        yield from total(f"复议诉讼.{outcome}", [f"行政复议.{outcome}", f"行政诉讼.{outcome}"], 2)
    for group in ("行政复议", "行政诉讼", *_SUITS):
        whole, pending = known.get(f"{group}.{TOTAL}"), known.get(f"{group}.尚未审结")
        if whole and pending:
            yield _sum(f"{group}.已审结", (whole, pending), year, minus=True)
    for row in _ITEM_ROWS:
        yield from total(f"{row}.现有项目", [f"{row}.上年项目", f"{row}.增减"], 2)


def _indicators(figures: Figures) -> Iterator[Fact]:
    for number, one in enumerate(figures.indicators, 1):
        yield Fact(
            key=f"指标.{one.label}",
            label=one.label,
            value=one.value,
            unit=one.unit,
            year=figures.year,
            kind="indicator",
            source=f"指标第{number}项 {one.label}",
        )


def _notes(figures: Figures) -> Iterator[Fact]:
    """The statistics of each note, labelled by the words before them (or after, if none)."""
    for number, note in enumerate(figures.notes, 1):
        begin = 0
        statistics = (
            one for one in find_quantities(note) if not one.exempt and one.value is not None
        )
        for place, one in enumerate(statistics, 1):
            before = note[begin : one.start].strip("，,。；;、：: ")
            after = note[one.end :].split("，")[0].split("。")[0].split("；")[0].split("、")[0]
            begin = one.end
            assert one.value is not None
            yield Fact(
                key=f"要点.{number}.{place}",
                label=before or after,
                value=one.value,
                unit=one.unit,
                year=figures.year,
                kind="note",
                source=f"要点第{number}条“{note}”",
            )


def _ratio(key: str, label: str, part: Fact, whole: Fact) -> Fact:
    return Fact(
        key=key,
        label=label,
        value=part.value / whole.value * 100,
        unit="%",
        year=part.year,
        kind="share",
        source=f"{part.source}÷{whole.source}",
        formula=f"{_plain(part)}÷{_plain(whole)}",
    )


def _plain(fact: Fact) -> str:
    number = f"{fact.value.normalize():f}"
    return f"（{number}）" if fact.value < 0 else number


def _shares(counts: Mapping[str, Fact], year: int) -> Iterator[Fact]:
    """占比: results of what was handled, applicants of their row, outcomes of their group.

    占收办比 and 占新收比 are the other two bases that offices use for results (and 办结率).
    """
    results = (*RESULTS, *GROUPS, DISCLOSED)
    for key, whole_key, prefix in (
        *((f"{row}.{TOTAL}", f"{HANDLED}.{TOTAL}", "占比") for row in results),
        *(
            (f"{row}.{TOTAL}", f"收办.{TOTAL}", "占收办比")
            for row in (*results, HANDLED, "结转下年")
        ),
        *((f"{row}.{TOTAL}", f"新收.{TOTAL}", "占新收比") for row in (*results, HANDLED)),
        *(
            (f"{row}.{column}", f"{row}.{TOTAL}", "占比")
            for row in ("新收", "收办", HANDLED)
            for column in (*_COLUMNS, SUBTOTAL.key)
        ),
        *(
            (f"{group}.{outcome}", f"{group}.{base}", prefix)
            for group in ("行政复议", "行政诉讼", *_SUITS, "复议诉讼")
            for outcome in _OUTCOMES
            for base, prefix in ((TOTAL, "占比"), ("已审结", "占审结比"))
        ),
        *((f"{suit}.{TOTAL}", f"行政诉讼.{TOTAL}", "占比") for suit in _SUITS),
    ):
        part, whole = counts.get(key), counts.get(whole_key)
        if part and whole and whole.value:
            label = f"{part.label}占{whole.label}比例"
            yield _ratio(f"{prefix}.{key}", label, part, whole)


def _averages(counts: Mapping[str, Fact], year: int) -> Iterator[Fact]:
    """日均 and 月均 of what is counted over a year; a leap year has 366 days."""
    days = 366 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 365
    averaged = {f"{row}.{TOTAL}" for row in ("新收", "收办", HANDLED)}
    for key, fact in counts.items():
        if key not in averaged and fact.kind != "indicator" and not key.endswith(".处理决定"):
            continue
        if fact.unit in ("%", "百分点"):
            continue
        for name, count in (("日均", days), ("月均", 12)):
            yield Fact(
                key=f"{name}.{key}",
                label=f"{name}{fact.label}",
                value=fact.value / count,
                unit=fact.unit,
                year=year,
                kind="average",
                source=f"{fact.source}÷{count}{'天' if count > 12 else '个月'}",
                formula=f"{_plain(fact)}÷{count}",
            )


def _own_changes(counts: Mapping[str, Fact]) -> Iterator[Fact]:
    """The change of 2019's form, which prints last year's items and 本年增/减 itself."""
    for row in _ITEM_ROWS:
        before, change = counts.get(f"{row}.上年项目"), counts.get(f"{row}.增减")
        if before and change:
            yield from _change(f"{row}.现有项目", f"{row}项目", change, before)


def _change(key: str, label: str, change: Fact, before: Fact) -> Iterator[Fact]:
    yield Fact(
        key=f"同比增量.{key}",
        label=f"{label}比上年增减",
        value=change.value,
        unit="百分点" if change.unit == "%" else change.unit,
        year=change.year,
        kind="change",
        source=change.source,
        formula=change.formula,
    )
    if before.value > 0 and change.unit != "%":
        top = f"（{change.formula}）" if change.formula else _plain(change)
        yield Fact(
            key=f"同比.{key}",
            label=f"{label}比上年增幅",
            value=change.value / before.value * 100,
            unit="%",
            year=change.year,
            kind="rate",
            source=change.source,
            formula=f"{top}÷{_plain(before)}",
        )


def _changes(now: Mapping[str, Fact], before: Mapping[str, Fact]) -> Iterator[Fact]:
    for key, fact in now.items():
        old = before.get(key)
        if old is None or fact.kind == "note" or key.endswith((".上年项目", ".增减")):
            continue
        value, was = _same_unit(fact, old)
        change = Fact(
            key=key,
            label=fact.label,
            value=value - was.value,
            unit=fact.unit,
            year=fact.year,
            kind="change",
            source=f"{fact.source}（{fact.year}年）−{old.source}（{old.year}年）",
            formula=f"{_plain(fact)}−{_plain(was)}",
        )
        yield from _change(key, fact.label, change, was)


def _same_unit(fact: Fact, old: Fact) -> tuple[Decimal, Fact]:
    """Last year's fact in this year's unit (元 and 万元 are both printed in 采购总金额)."""
    mine, other = in_yuan(Decimal(1), fact.unit), in_yuan(old.value, old.unit)
    if fact.unit == old.unit or mine is None or other is None:
        return fact.value, old
    value = other / mine
    return fact.value, Fact(**{**vars(old), "value": value, "unit": fact.unit})
