"""
Formulas: sums, shares, averages and year-on-year changes, each with its formula in words.

Knows: how the rows of the form add up (form.py), which shares offices state. Every function takes
facts by key and gives new ones; a formula with a missing part is left out, never guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.core.evidence.fact import DISCLOSED, TOTAL, Fact, label_of
from assistant.core.tables.cells import SUBTOTAL, in_yuan
from assistant.core.tables.form import APPLICANTS, GROUPS, OUTCOMES, RESULTS, TABLE_2, TABLE_3

HANDLED = "办理总计"  # the row （七）总计
_COLUMNS = tuple(line.key for line in APPLICANTS if line.key != TOTAL)
_OUTCOMES = tuple(line.key for line in OUTCOMES if line.key != TOTAL)
_SUITS = ("直接起诉", "复议后起诉")
_REQUEST_ROWS = tuple({row.key: None for table in TABLE_3.values() for row in table.rows})
_ITEM_ROWS = tuple(row.key for row in TABLE_2["2019"].rows)
MONTHS = 12
_MOST_CELLS = 2  # of a sum that are named one by one


def sums(cells: Mapping[str, Fact]) -> tuple[Fact, ...]:
    """Totals left blank, groups, 收办, 行政诉讼, what is settled, items now in force."""
    known = dict(cells)
    for key, parts, least in additions():
        found = [known[part] for part in parts if part in known]
        if key not in known and len(found) >= least:
            known[key] = _sum(key, found)
    for group in ("行政复议", "行政诉讼", *_SUITS):
        whole, pending = known.get(f"{group}.{TOTAL}"), known.get(f"{group}.尚未审结")
        if whole and pending:
            known[f"{group}.已审结"] = _difference(f"{group}.已审结", whole, pending)
    return tuple(fact for key, fact in known.items() if key not in cells)


def additions() -> Iterator[tuple[str, list[str], int]]:
    """What adds up to what, and how many of the parts must be there; an order to follow.

    Public because questions on past reports (asking/reckoning.py) add up by the same list.
    """
    for row in _REQUEST_ROWS:
        yield f"{row}.{TOTAL}", [f"{row}.{column}" for column in _COLUMNS], 1
        yield f"{row}.{SUBTOTAL.key}", [f"{row}.{column}" for column in _COLUMNS[1:]], 2
    for column in (*_COLUMNS, SUBTOTAL.key, TOTAL):
        for group, rows in GROUPS.items():
            yield f"{group}.{column}", [f"{row}.{column}" for row in rows], 1
        yield f"收办.{column}", [f"新收.{column}", f"上年结转.{column}"], 2
        yield f"{DISCLOSED}.{column}", [f"予以公开.{column}", f"部分公开.{column}"], 2
    for group in ("行政复议", *_SUITS):
        yield f"{group}.{TOTAL}", [f"{group}.{outcome}" for outcome in _OUTCOMES], 1
    for outcome in (*_OUTCOMES, TOTAL):
        yield f"行政诉讼.{outcome}", [f"{suit}.{outcome}" for suit in _SUITS], 1
        yield f"复议诉讼.{outcome}", [f"行政复议.{outcome}", f"行政诉讼.{outcome}"], 2
    for row in _ITEM_ROWS:
        yield f"{row}.现有项目", [f"{row}.上年项目", f"{row}.增减"], 2


def _sum(key: str, parts: Sequence[Fact]) -> Fact:
    return Fact(
        key=key,
        label=label_of(key),
        value=sum((part.value for part in parts), Decimal(0)),
        unit=parts[0].unit,
        year=parts[0].year,
        kind="sum",
        source=_added(parts),
        formula="+".join(part.number for part in parts),
    )


def _added(parts: Sequence[Fact]) -> str:
    """The cells of a sum in words; of many the first and how many there are; of sums the names."""
    if any(part.kind == "sum" for part in parts):
        return "+".join(part.label for part in parts)
    if len(parts) > _MOST_CELLS:
        return f"{parts[0].source}等{len(parts)}格之和"
    return "+".join(part.source for part in parts)


def _of(fact: Fact) -> str:
    return f"（{fact.source}）" if fact.kind == "sum" else fact.source


def _difference(key: str, whole: Fact, part: Fact) -> Fact:
    return Fact(
        key=key,
        label=label_of(key),
        value=whole.value - part.value,
        unit=whole.unit,
        year=whole.year,
        kind="sum",
        source=f"{whole.source}−{part.source}",
        formula=f"{whole.number}−{part.number}",
    )


def shares(counts: Mapping[str, Fact]) -> Iterator[Fact]:
    """Each part of a whole in %; none where the whole is 0."""
    for prefix, part_key, whole_key in _parts_of_wholes():
        part, whole = counts.get(part_key), counts.get(whole_key)
        if part is not None and whole is not None and whole.value:
            yield Fact(
                key=f"{prefix}.{part_key}",
                label=f"{part.label}占{whole.label}比例",
                value=part.value / whole.value * 100,
                unit="%",
                year=part.year,
                kind="share",
                source=f"{_of(part)}÷{_of(whole)}",
                formula=f"{part.number}÷{whole.number}",
            )


def _parts_of_wholes() -> Iterator[tuple[str, str, str]]:
    """占比: results of what was handled, applicants of their row, outcomes of their group.

    占收办比 and 占新收比 are the other bases that offices use for results (and 办结率), 占审结比
    the other one for outcomes, 占组比 that of the rows of one group (不掌握 of 无法提供).
    """
    results = (*RESULTS, *GROUPS, DISCLOSED)
    for row in results:
        yield "占比", f"{row}.{TOTAL}", f"{HANDLED}.{TOTAL}"
    for row in (*results, HANDLED):
        yield "占收办比", f"{row}.{TOTAL}", f"收办.{TOTAL}"
        yield "占新收比", f"{row}.{TOTAL}", f"新收.{TOTAL}"
    yield "占收办比", f"结转下年.{TOTAL}", f"收办.{TOTAL}"
    for row in ("新收", "收办", HANDLED):
        for column in (*_COLUMNS, SUBTOTAL.key):
            yield "占比", f"{row}.{column}", f"{row}.{TOTAL}"
    for group in ("行政复议", "行政诉讼", *_SUITS, "复议诉讼"):
        for outcome in _OUTCOMES:
            yield "占比", f"{group}.{outcome}", f"{group}.{TOTAL}"
            yield "占审结比", f"{group}.{outcome}", f"{group}.已审结"
    for suit in _SUITS:
        yield "占比", f"{suit}.{TOTAL}", f"行政诉讼.{TOTAL}"
    for group, rows in GROUPS.items():
        for row in rows:
            yield "占组比", f"{row}.{TOTAL}", f"{group}.{TOTAL}"
    for group in ("行政复议", "行政诉讼"):
        yield "占组比", f"{group}.{TOTAL}", f"复议诉讼.{TOTAL}"


def days_of(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 365


def averages(counts: Mapping[str, Fact], year: int) -> Iterator[Fact]:
    """日均 and 月均 of what is counted over a year; a leap year has 366 days."""
    over_the_year = {f"{row}.{TOTAL}" for row in ("新收", "收办", HANDLED)}
    for key, fact in counts.items():
        if fact.unit in ("%", "百分点"):
            continue
        if key in over_the_year or fact.kind == "indicator" or key.endswith(".处理决定"):
            yield _average("日均", fact, days_of(year), "天")
            yield _average("月均", fact, MONTHS, "个月")


def _average(name: str, fact: Fact, count: int, unit: str) -> Fact:
    return Fact(
        key=f"{name}.{fact.key}",
        label=f"{name}{fact.label}",
        value=fact.value / count,
        unit=fact.unit,
        year=fact.year,
        kind="average",
        source=f"{_of(fact)}÷{count}{unit}",
        formula=f"{fact.number}÷{count}",
    )


def printed_changes(counts: Mapping[str, Fact]) -> Iterator[Fact]:
    """The changes that 2019's form prints itself: 上一年项目数量 and 本年增/减."""
    for row in _ITEM_ROWS:
        before, change = counts.get(f"{row}.上年项目"), counts.get(f"{row}.增减")
        if before is not None and change is not None:
            key = f"{row}.现有项目"
            yield from _change(replace(change, key=key, label=f"{row}项目"), before)


def changes(now: Mapping[str, Fact], before: Mapping[str, Fact]) -> Iterator[Fact]:
    """同比增量 (amount, or 百分点 of a share) and 同比 (rate) of every fact of both years."""
    for key, fact in now.items():
        if key in before and fact.kind != "note" and not key.endswith((".上年项目", ".增减")):
            old = _in_unit(before[key], fact.unit)
            difference = f"{fact.number}−{old.number}"
            if fact.kind == "share":
                difference = f"{fact.formula}−{old.formula}"
            change = replace(
                fact,
                value=fact.value - old.value,
                source=f"{fact.year}年{_of(fact)}−{old.year}年{_of(old)}",
                formula=difference,
            )
            yield from _change(change, old)


def _change(change: Fact, before: Fact) -> Iterator[Fact]:
    """The two facts of a change: `change` holds the amount under the key of what changed."""
    share = change.unit == "%"
    yield replace(
        change,
        key=f"同比增量.{change.key}",
        label=f"{change.label}比上年增减",
        unit="百分点" if share else change.unit,
        kind="change",
    )
    if before.value > 0 and not share:
        top = f"（{change.formula}）" if change.formula else change.number
        yield replace(
            change,
            key=f"同比.{change.key}",
            label=f"{change.label}比上年增幅",
            value=change.value / before.value * 100,
            unit="%",
            kind="rate",
            formula=f"{top}÷{before.number}",
        )


def _in_unit(fact: Fact, unit: str) -> Fact:
    """A fact in another unit of money (采购总金额 is printed in 元 and in 万元)."""
    mine, other = in_yuan(fact.value, fact.unit), in_yuan(Decimal(1), unit)
    if fact.unit == unit or mine is None or other is None:
        return fact
    return replace(fact, value=mine / other, unit=unit)
