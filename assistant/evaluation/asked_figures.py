"""
Questions on figures with known answers, made from the tables of reports (JSON or as read).

The wordings, the names of rows and offices, and the arithmetic here are the benchmark's own:
nothing is taken from assistant.core.asking, which is measured by them. What is expected is a value
and the cells that it must rest on, by their official labels.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle

from assistant.core.tables.figures import Figures
from assistant.evaluation.asked_words import (
    BETWEEN,
    COUNTS,
    GROUPS,
    ITEMS,
    OF_PAIRS,
    OFFICES,
    OUTCOMES,
    PERSONS,
    SHARE,
    VALUE,
)

_COMPARED = (
    ("新收.总计", ("收到的申请", "新收申请")),
    ("予以公开.总计", ("予以公开的",)),
    ("行政许可.处理决定", ("行政许可",)),
    ("行政处罚.处理决定", ("行政处罚",)),
)

Tables = Mapping[tuple[str, int], Figures]  # office and year


@dataclass(frozen=True, kw_only=True)
class Made:
    """A question with what must come out."""

    text: str
    kind: str
    agency: str
    wording: str
    value: Decimal | None  # None: the reports do not tell it (a blank)
    unit: str = "件"
    keys: frozenset[str]  # of the cells that must be cited; their years below
    years: frozenset[int]


def made_questions(tables: Tables) -> list[Made]:
    """At least 300 on the known reports: every kind of cell, sum and comparison."""
    makers = (_counts, _items, _groups, _courts, _persons, _pairs, _between)
    return [one for maker in makers for one in maker(tables)]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A question in words, without what is expected."""

    text: str
    wording: str
    agency: str

    def expects(
        self,
        kind: str,
        value: Decimal | None,
        keys: Collection[str],
        years: Collection[int],
        unit: str = "件",
    ) -> Made:
        return Made(
            text=self.text,
            kind=kind,
            agency=self.agency,
            wording=self.wording,
            value=value,
            unit=unit,
            keys=frozenset(keys),
            years=frozenset(years),
        )


class _Speaker:
    """Takes wordings, offices and names in turn, so that all of them are used."""

    def __init__(self, wordings: Sequence[str]) -> None:
        self._wordings = cycle(wordings)
        self._turn = 0

    def ask(self, agency: str, names: Sequence[str], unit: str = "件", **slots: int | str) -> Said:
        """A question on an office's `year` (and `base`), with the wording that it is of."""
        self._turn += 1
        wording = next(self._wordings)
        offices = OFFICES.get(agency, (agency,))
        year = slots["year"]
        text = wording.format(
            office=offices[self._turn % len(offices)],
            what=names[self._turn % len(names)],
            unit=unit,
            cn="".join("〇一二三四五六七八九"[int(digit)] for digit in str(year)),
            short=str(year)[2:],
            **slots,
        )
        return Said(text=text, wording=wording, agency=agency)


def _row(figures: Figures, label: str) -> str:
    """The key of the row of 表三 whose label ends like this; empty if the form has none."""
    found = (
        c.key.rpartition(".")[0] for c in figures.cells if c.table == "表三" and _ends(c.row, label)
    )
    return next(found, "")


def _ends(row: str, label: str) -> bool:
    last = row.split("｜")[-1]
    return last == label or last.startswith(f"{label}（")


def _total(figures: Figures, row: str) -> tuple[Decimal | None, frozenset[str]]:
    """The 总计 of a row: as printed, or where that is blank the sum of its columns."""
    printed = figures.number(f"{row}.总计")
    if printed is not None:
        return printed, frozenset({f"{row}.总计"})
    parts = {
        cell.key: cell.number
        for cell in figures.cells
        if cell.key.startswith(f"{row}.")
        and cell.number is not None
        and not cell.key.endswith("小计")
    }
    return (sum(parts.values(), Decimal(0)), frozenset(parts)) if parts else (None, frozenset())


def _counts(tables: Tables) -> Iterator[Made]:
    speaker = _Speaker(VALUE)
    for (agency, year), figures in tables.items():
        for label, _, names in COUNTS:
            if row := _row(figures, label):
                value, keys = _total(figures, row)
                said = speaker.ask(agency, names, year=year)
                yield said.expects("一格", value, keys, {year})


def _item(figures: Figures, row: str, column: str) -> tuple[Decimal | None, str, str] | None:
    """Value, unit and key of a cell of 表二."""
    for cell in figures.cells:
        name = cell.row.split("｜")[-1].removeprefix("行政规范")
        is_row = (
            name == row
            or cell.row.endswith(f"｜{row}")
            or (row == "规范性文件" and cell.row.endswith(row) and "其他" not in cell.row)
        )
        if cell.table == "表二" and is_row and column in cell.column:
            return cell.number, cell.unit, cell.key
    return None


def _items(tables: Tables) -> Iterator[Made]:
    speaker = _Speaker(VALUE)
    for (agency, year), figures in tables.items():
        for row, column, unit, names in ITEMS:
            if found := _item(figures, row, column):
                value, own, key = found
                said = speaker.ask(agency, names, unit, year=year)
                keys = frozenset({key})
                yield said.expects("一格", value, keys, {year}, own or unit)


def _groups(tables: Tables) -> Iterator[Made]:
    values, shares = _Speaker(VALUE), _Speaker(SHARE)
    for (agency, year), figures in tables.items():
        handled, handled_keys = _total(figures, "办理总计")
        for group, names in GROUPS:
            rows = dict.fromkeys(
                cell.key.rpartition(".")[0] for cell in figures.cells if f"｜{group}｜" in cell.row
            )
            found = [_total(figures, row) for row in rows]
            numbers = [value for value, _ in found if value is not None]
            keys = frozenset(key for _, some in found for key in some)
            whole = sum(numbers, Decimal(0)) if numbers else None
            said = values.ask(agency, names, year=year)
            yield said.expects("合计", whole, keys, {year})
            said = shares.ask(agency, names, year=year)
            share = _percent(whole, handled)
            yield said.expects("占比", share, keys | handled_keys, {year}, "%")


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _courts(tables: Tables) -> Iterator[Made]:
    speaker = _Speaker(VALUE)
    for (agency, year), figures in tables.items():
        for group, names in (("行政复议", ("行政复议", "被申请行政复议")),):
            value, keys = figures.number(f"{group}.总计"), frozenset({f"{group}.总计"})
            said = speaker.ask(agency, names, year=year)
            yield said.expects("一格", value, keys, {year})
            for outcome in OUTCOMES:
                value = figures.number(f"{group}.{outcome}")
                says = (f"{group}{outcome}的", f"{group}{outcome}")
                said = speaker.ask(agency, says, year=year)
                keys = frozenset({f"{group}.{outcome}"})
                yield said.expects("一格", value, keys, {year})
        suits = {
            key: number
            for key in ("直接起诉.总计", "复议后起诉.总计")
            if (number := figures.number(key)) is not None  # a blank is told, not counted
        }
        keys = frozenset(suits)
        said = speaker.ask(agency, ("行政诉讼", "被提起行政诉讼"), year=year)
        known = sum(suits.values(), Decimal(0)) if suits else None
        yield said.expects("合计", known, keys, {year})


def _persons(tables: Tables) -> Iterator[Made]:
    values, shares = _Speaker(VALUE), _Speaker(SHARE)
    for (agency, year), figures in tables.items():
        whole = figures.number("新收.总计")
        for person, names in PERSONS:
            key = f"新收.{person}"
            value = figures.number(key)
            said = values.ask(agency, names, year=year)
            yield said.expects("一格", value, frozenset({key}), {year})
            said = shares.ask(agency, names, year=year)
            keys = frozenset({key, "新收.总计"})
            share = _percent(value, whole)
            yield said.expects("占比", share, keys, {year}, "%")


def _pairs(tables: Tables) -> Iterator[Made]:
    """Two years of one office: differences, rates, sums, rankings, checks."""
    speakers = {name: _Speaker(words) for name, words in OF_PAIRS.items()}
    for (agency, year), figures in tables.items():
        before = tables.get((agency, year - 1))
        if before is None:
            continue
        subjects = [
            *(
                ((row, "总计"), names)
                for label, _, names in COUNTS
                if (row := _row(figures, label))
            ),
            *((("行政许可", "处理决定"), ("行政许可",)), (("行政处罚", "处理决定"), ("行政处罚",))),
        ]
        for (row, column), names in subjects:
            key = f"{row}.{column}"
            old, new = before.number(key), figures.number(key)
            if old is None or new is None:
                continue
            expected = {"增减": (new - old, "件"), "增幅": (_percent(new - old, old), "%")}
            if row not in ("上年结转", "结转下年"):
                expected["几年合计"] = (new + old, "件")
                expected["年均"] = ((new + old) / 2, "件")
            for kind, (value, unit) in expected.items():
                said = speakers[kind].ask(agency, names, year=year, base=year - 1)
                keys = frozenset({key})
                yield said.expects(kind, value, keys, {year, year - 1}, unit)
        yield from _ranks(tables, agency, year, speakers["排名"])
        carried = before.number("结转下年.总计")
        said = speakers["核对"].ask(agency, ("",), year=year, base=year - 1)
        keys = frozenset({"结转下年.总计", "上年结转.总计"})
        yield said.expects("核对", carried, keys, {year, year - 1})


def _between(tables: Tables) -> Iterator[Made]:
    """Two offices of one year, the same cell: the one that is named first less the other."""
    speaker = _Speaker(BETWEEN)
    for (agency, year), figures in tables.items():
        for (other, same), theirs in tables.items():
            if other == agency or same != year:
                continue
            for key, names in _COMPARED:
                mine, its = figures.number(key), theirs.number(key)
                if mine is None or its is None:
                    continue
                called = OFFICES.get(other, (other,))
                said = speaker.ask(agency, names, year=year, other=called[-1])
                yield said.expects("机关相差", mine - its, frozenset({key}), {year})


def _ranks(tables: Tables, agency: str, year: int, speaker: _Speaker) -> Iterator[Made]:
    """Asked once an office, with its last year."""
    if (agency, year + 1) in tables:
        return
    for key, names in (("新收.总计", ("收到的申请",)), ("行政处罚.处理决定", ("行政处罚",))):
        numbers = [
            number
            for (office, _), one in tables.items()
            if office == agency and (number := one.number(key)) is not None
        ]
        said = speaker.ask(agency, names, year=year)
        value = max(numbers) if "最多" in said.wording else min(numbers)
        years = {y for office, y in tables if office == agency}
        yield said.expects("排名", value, frozenset({key}), years)
