"""
A figure query answered from the cells of the corpus: values, sums, differences, rates, shares.

Every number comes with its cells and its formula in words. What cannot be told (no report of a
year, a blank cell, a division by zero) is said, never guessed; then `answered` is False.

Rankings are in ranking.py, whether figures agree in checking.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.core.asking.query import (
    FigureAnswer,
    Measure,
    PlacedCell,
    Point,
    Question,
    Trend,
)
from assistant.core.asking.reckoning import Amount, Cells, Missing, in_unit, number, reckon
from assistant.core.asking.understanding import Catalog
from assistant.core.evidence.fact import label_of

_CENT = Decimal("0.01")
# What stands at a moment is not added up over years.
_STOCKS = frozenset({"现行有效", "公开总数", "上年项目", "现有项目", "增减"})
_STOCK_ROWS = frozenset({"上年结转", "结转下年"})


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
        return self.of_keys(agency, year, measure.keys)

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


def values(question: Question, book: Book) -> FigureAnswer:
    """One value, several, or those of several years with their sum."""
    query = question.figure
    assert query is not None, "a figure question"
    series = [
        _series(question, book, agency, measure)
        for agency in question.agencies
        for measure in _together(query.measures, added=query.added)
    ]
    if len(series) == 1:
        return series[0]
    done = [one for one in series if one.answered]
    total = None
    if query.ask == "sum" and len(done) == len(series) and _summable(query.measures):
        numbers = [one.value for one in done if one.value is not None]
        total = sum(numbers, Decimal(0)) if len(numbers) == len(done) else None
    text = "".join(one.text for one in series)
    formula = "；".join(one.formula for one in done if one.formula)
    if total is not None:
        formula = "+".join(number(one.value or Decimal(0)) for one in done) + f"={number(total)}"
        text += f"合计{number(total)}{done[0].unit}。"
    return FigureAnswer(
        text=text,
        value=total,
        unit=done[0].unit if done else "",
        formula=formula,
        cells=tuple(dict.fromkeys(cell for one in series for cell in one.cells)),
        trend=next((one.trend for one in series if one.trend), None),
        answered=bool(done),
    )


def _together(measures: Sequence[Measure], *, added: bool) -> tuple[Measure, ...]:
    """Several measures as one sum, where their sum is asked and they count the same things."""
    if not added or len(measures) < 2:
        return tuple(measures)
    return (Measure(keys=("+".join(one.key for one in measures),)),)


def _summable(measures: Sequence[Measure]) -> bool:
    return len({one.key for one in measures}) == 1


def _series(question: Question, book: Book, agency: str, measure: Measure) -> FigureAnswer:
    years = question.period.years
    if len(years) == 1:
        return _single(question, book, agency, measure)
    found = {year: book.amount(agency, year, measure) for year in years}
    amounts = {year: one for year, one in found.items() if isinstance(one, Amount)}
    if not amounts:
        return _nothing(agency, found, book)
    label = next(iter(amounts.values())).label
    unit = next(iter(amounts.values())).unit
    amounts = {year: in_unit(one, unit) for year, one in amounts.items()}
    told = "、".join(f"{year}年{one.text}" for year, one in amounts.items())
    text = f"{agency}{label}：{told}"
    value, formula = None, ""
    if len(amounts) > 1 and _adds_up(question, measure):
        total = sum((one.value for one in amounts.values()), Decimal(0))
        text += f"，合计{number(total)}{unit}"
        formula = "+".join(number(one.value) for one in amounts.values()) + f"={number(total)}"
        value = total if len(amounts) == len(found) or question.period.open else None
    elif len(amounts) == 1 and question.period.open and _adds_up(question, measure):
        value = next(iter(amounts.values())).value
    gaps = _gaps(agency, found, book)
    return FigureAnswer(
        text=f"{text}。{gaps}{notes_of(amounts.values())}",
        value=value,
        unit=unit,
        formula=formula,
        cells=_cells(amounts.values()),
        trend=trend_of(agency, label, unit, found),
    )


def _adds_up(question: Question, measure: Measure) -> bool:
    """Whether the sum over years is asked and means something."""
    assert question.figure is not None
    row, _, column = measure.key.rpartition(".")
    stock = column in _STOCKS or row in _STOCK_ROWS
    return not stock and not question.period.each and question.figure.ask in ("value", "sum")


def _gaps(agency: str, found: dict[int, Amount | Missing], book: Book) -> str:
    """Which years are not told, and why."""
    absent = [year for year in found if not book.has(agency, year)]
    told = [f"{book.no_report(agency, absent)}，未计入。"] if absent else []
    told += [
        f"{year}年：{one.why}，未计入。"
        for year, one in found.items()
        if isinstance(one, Missing) and year not in absent
    ]
    return "".join(told)


def _nothing(agency: str, found: dict[int, Amount | Missing], book: Book) -> FigureAnswer:
    missing = [one for one in found.values() if isinstance(one, Missing)]
    absent = [year for year in found if not book.has(agency, year)]
    if len(absent) == len(found):
        return FigureAnswer(text=f"{book.no_report(agency, absent)}。", answered=False)
    told = "；".join(
        f"{year}年：{one.why}" for year, one in found.items() if isinstance(one, Missing)
    )
    return FigureAnswer(
        text=f"{agency}“{missing[0].label}”给不出数：{told}。",
        cells=tuple(one.cell for one in missing if one.cell),
        answered=False,
    )


def unanswered(agency: str, year: int, missing: Missing) -> FigureAnswer:
    """That one number is not there, and why."""
    text = missing.why
    if not text.startswith("资料中没有"):
        text = f"{agency}{year}年的报告里，“{missing.label}”给不出数：{missing.why}"
    return FigureAnswer(
        text=f"{text}。", cells=(missing.cell,) if missing.cell else (), answered=False
    )


def _single(question: Question, book: Book, agency: str, measure: Measure) -> FigureAnswer:
    assert question.figure is not None
    year = question.period.years[0]
    found = book.amount(agency, year, measure)
    if isinstance(found, Missing):
        return unanswered(agency, year, found)
    text = f"{agency}{year}年{found.label}{found.text}"
    if question.figure.exists:
        text = f"{'有' if found.value else '没有'}：{text}"
    more = _wider(book, agency, year, measure, found)
    return FigureAnswer(
        text=f"{text}。{more}{notes_of((found,))}",
        value=found.value,
        unit=found.unit,
        formula=found.formula,
        cells=found.cells,
    )


def _wider(book: Book, agency: str, year: int, measure: Measure, found: Amount) -> str:
    """How a word that may mean two things was understood, with the other number."""
    if not measure.loose:
        return ""
    told = f"“{measure.loose}”按“{found.label}”理解"
    if measure.key == "新收.总计":
        carried = book.of_keys(agency, year, ("上年结转.总计",))
        if isinstance(carried, Amount) and carried.value:
            whole = number(found.value + carried.value)
            told += f"；连同上年结转{carried.text}，共{whole}{found.unit}"
    return f"（{told}。）"


def notes_of(amounts: Iterable[Amount]) -> str:
    notes = dict.fromkeys(note for one in amounts for note in one.notes)
    return f"（{'；'.join(notes)}。）" if notes else ""


def _cells(amounts: Iterable[Amount]) -> tuple[PlacedCell, ...]:
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


# --- two years compared


def changes(question: Question, book: Book) -> FigureAnswer:
    """The differences (or rates) of each measure and office between two years."""
    query, period = question.figure, question.period
    assert query is not None, "a figure question"
    assert period.base is not None, "two years"
    if period.each or len(period.years) > 1:
        return _steps(question, book)
    found = [
        _change(book, agency, measure, (period.base, period.years[0]), rate=query.ask == "rate")
        for agency in question.agencies
        for measure in _together(query.measures, added=query.added)
    ]
    return combined(found)


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


def _steps(question: Question, book: Book) -> FigureAnswer:
    """Each year against the year before it."""
    query = question.figure
    assert query is not None
    return combined(
        [
            _change(book, agency, measure, (year - 1, year), rate=query.ask == "rate")
            for agency in question.agencies
            for measure in query.measures
            for year in question.period.years
        ]
    )


def _change(
    book: Book, agency: str, measure: Measure, years: tuple[int, int], *, rate: bool
) -> FigureAnswer:
    before, after = years
    old, new = book.amount(agency, before, measure), book.amount(agency, after, measure)
    if isinstance(new, Missing):
        return unanswered(agency, after, new)
    if isinstance(old, Missing):
        why = unanswered(agency, before, old)
        text = f"{agency}{after}年{new.label}{new.text}；{why.text}没有可比的数，算不出增减。"
        return FigureAnswer(text=text, cells=(*new.cells, *why.cells), answered=False)
    old = in_unit(old, new.unit)
    difference = new.value - old.value
    percent = _percent(difference, old.value)
    text = (
        f"{agency}{new.label}：{after}年{new.text}，{before}年{old.text}，"
        f"{_moved(difference, new.unit, percent, after, before)}。{notes_of((new, old))}"
    )
    if rate and percent is None:
        return FigureAnswer(
            text=f"{text}{before}年为0，没有增长率。", cells=_cells((new, old)), answered=False
        )
    subtraction = f"{number(new.value)}−{number(old.value)}"
    formula = f"{after}年{number(new.value)}−{before}年{number(old.value)}={number(difference)}"
    if rate and percent is not None:
        formula = f"（{subtraction}）÷{number(old.value)}={number(percent)}%"
    return FigureAnswer(
        text=text,
        value=percent if rate else difference,
        unit="%" if rate else new.unit,
        formula=formula,
        cells=_cells((new, old)),
        trend=trend_of(agency, new.label, new.unit, {before: old, after: new}),
    )


def _moved(difference: Decimal, unit: str, percent: Decimal | None, after: int, before: int) -> str:
    """增加147件，增长18.33%; 持平."""
    if not difference:
        return f"{after}年与{before}年持平"
    up = difference > 0
    text = f"{after}年比{before}年{'增加' if up else '减少'}{number(abs(difference))}{unit}"
    if percent is not None:
        text += f"，{'增长' if up else '下降'}{number(abs(percent))}%"
    return text


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """In %, rounded half up to two decimals; None where the whole is 0."""
    if not whole:
        return None
    return (part / whole * 100).quantize(_CENT, ROUND_HALF_UP)


# --- shares


def shares(question: Question, book: Book) -> FigureAnswer:
    """The share of each measure in its whole; of two years, by how many points it moved."""
    query, period = question.figure, question.period
    assert query is not None, "a figure question"
    measures = _share_measures(query.measures, added=query.added)
    found = []
    for agency in question.agencies:
        for measure in measures:
            parts = [_share(book, agency, year, measure) for year in period.years]
            if period.base is not None and len(parts) == 1:
                old = _share(book, agency, period.base, measure)
                parts = [_points(old, parts[0], (period.base, period.years[0]))]
            found += parts
    return combined(found)


def _share_measures(measures: Sequence[Measure], *, added: bool) -> tuple[Measure, ...]:
    if not added or len({one.whole for one in measures}) > 1:
        return tuple(measures)
    whole = measures[0].whole
    return tuple(Measure(keys=one.keys, whole=whole) for one in _together(measures, added=True))


def _share(book: Book, agency: str, year: int, measure: Measure) -> FigureAnswer:
    part = book.amount(agency, year, measure)
    whole = book.of_keys(agency, year, (measure.whole,))
    for one in (part, whole):
        if isinstance(one, Missing):
            return unanswered(agency, year, one)
    assert isinstance(part, Amount)
    assert isinstance(whole, Amount)
    percent = _percent(part.value, whole.value)
    told = f"{agency}{year}年{part.label}{part.text}，{whole.label}{whole.text}"
    if percent is None:
        return FigureAnswer(
            text=f"{told}；{whole.label}为0，没有占比。",
            cells=_cells((part, whole)),
            answered=False,
        )
    return FigureAnswer(
        text=f"{told}，占{number(percent)}%。{notes_of((part, whole))}",
        value=percent,
        unit="%",
        formula=f"{number(part.value)}÷{number(whole.value)}={number(percent)}%",
        cells=_cells((part, whole)),
    )


def _points(old: FigureAnswer, new: FigureAnswer, years: tuple[int, int]) -> FigureAnswer:
    """By how many percentage points a share moved."""
    if old.value is None or new.value is None:
        return FigureAnswer(
            text=f"{new.text}{old.text}", cells=(*new.cells, *old.cells), answered=False
        )
    moved = new.value - old.value
    way = "上升" if moved > 0 else "下降"
    told = f"{way}{number(abs(moved))}个百分点" if moved else "持平"
    return FigureAnswer(
        text=f"{new.text}{old.text}{years[1]}年比{years[0]}年{told}。",
        value=moved,
        unit="百分点",
        formula=f"{number(new.value)}%−{number(old.value)}%={number(moved)}个百分点",
        cells=tuple(dict.fromkeys((*new.cells, *old.cells))),
    )
