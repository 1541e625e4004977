"""
The cells that a question needs as a book of reports, and how what they say is told.

Knows: which reports there are, what is missing. Does not know: what is asked of the numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.core.asking.offices import Catalog
from assistant.core.asking.query import FigureAnswer, Measure, PlacedCell, Point, Trend
from assistant.core.asking.reckoning import Amount, Cells, Missing, in_unit, number, reckon
from assistant.core.evidence.fact import label_of

CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Book:
    """The cells that a question needs, by office and year, and which reports there are."""

    cells: dict[tuple[str, int], Cells]
    catalog: Catalog

    @classmethod
    def of(cls, found: Iterable[PlacedCell], catalog: Catalog) -> "Book":
        cells: dict[tuple[str, int], dict[str, PlacedCell]] = {}
        for one in found:
            cells.setdefault((one.agency, one.year), {}).setdefault(one.cell.key, one)
        return cls(cells=dict(cells), catalog=catalog)

    def has(self, agency: str, year: int) -> bool:
        return year in self.catalog.years.get(agency, ())

    def amount(self, agency: str, year: int, measure: Measure) -> Amount | Missing:
        """The number that a measure means, or its share of its whole, in %."""
        part = self.of_keys(agency, year, measure.keys)
        if not measure.whole or isinstance(part, Missing):
            return part
        whole = self.of_keys(agency, year, (measure.whole,))
        if isinstance(whole, Missing):
            return whole
        percent = percent_of(part.value, whole.value)
        label = f"{part.label}占{whole.label}的比例"
        if percent is None:
            return Missing(label=label, why=f"{whole.label}为0，没有占比")
        return Amount(
            label=label,
            value=percent,
            unit="%",
            cells=cells_of((part, whole)),
            formula=f"{number(part.value)}÷{number(whole.value)}={number(percent)}%",
            notes=(*part.notes, *whole.notes),
        )

    def of_keys(self, agency: str, year: int, keys: Sequence[str]) -> Amount | Missing:
        if not self.has(agency, year):
            return Missing(label=label_of(keys[0]), why=self.no_report(agency, (year,)))
        return reckon(keys, self.cells.get((agency, year), {}))

    def no_report(self, agency: str, years: Sequence[int]) -> str:
        """That there is no report of these years, and of which there are."""
        there = self.catalog.years.get(agency, ())
        known = f"现有{years_in_words(there)}" if there else "没有这个单位的报告"
        return f"资料中没有{agency}{years_in_words(years)}的报告（{known}）"


def years_in_words(years: Sequence[int]) -> str:
    """2019、2021—2023年."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = (
        str(run[0]) if len(run) == 1 else f"{run[0]}{'—' if len(run) > 2 else '、'}{run[-1]}"
        for run in runs
    )
    return "、".join(told) + "年"


def unanswered(agency: str, year: int, missing: Missing) -> FigureAnswer:
    """That one number is not there, and why."""
    text = missing.why
    if not text.startswith("资料中没有"):
        text = f"{agency}{year}年的报告里，“{missing.label}”给不出数：{missing.why}"
    return FigureAnswer(
        text=f"{text}。", cells=(missing.cell,) if missing.cell else (), answered=False
    )


def combined(found: Sequence[FigureAnswer]) -> FigureAnswer:
    """Several answers as one; the single number of one stays, of several there is none."""
    if len(found) == 1:
        return found[0]
    return FigureAnswer(
        text="".join(one.text for one in found),
        unit=found[0].unit if found else "",
        formula="；".join(one.formula for one in found if one.formula),
        cells=tuple(dict.fromkeys(cell for one in found for cell in one.cells)),
        trend=next((one.trend for one in found if one.trend), None),
        answered=any(one.answered for one in found),
    )


def notes_of(amounts: Iterable[Amount]) -> str:
    notes = dict.fromkeys(note for one in amounts for note in one.notes)
    return f"（{'；'.join(notes)}。）" if notes else ""


def cells_of(amounts: Iterable[Amount]) -> tuple[PlacedCell, ...]:
    return tuple(dict.fromkeys(cell for one in amounts for cell in one.cells))


def trend_of(
    agency: str, label: str, unit: str, found: dict[int, Amount | Missing]
) -> Trend | None:
    """The series to be drawn; None if it is no series."""
    points = tuple(
        Point(
            agency=agency,
            year=year,
            value=in_unit(one, unit).value if isinstance(one, Amount) else None,
        )
        for year, one in sorted(found.items())
    )
    told = sum(point.value is not None for point in points)
    return Trend(label=label, unit=unit, points=points) if told > 1 else None


def together(measures: Sequence[Measure], *, added: bool) -> tuple[Measure, ...]:
    """Several measures as one sum, where their sum is asked and they count the same things."""
    if not added or len(measures) < 2:
        return tuple(measures)
    return (Measure(keys=("+".join(one.key for one in measures),)),)


def percent_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """In %, rounded half up to two decimals; None where the whole is 0."""
    if not whole:
        return None
    return (part / whole * 100).quantize(CENT, ROUND_HALF_UP)
