"""
Two numbers compared: differences and rates of two years, shares of a whole.

What cannot be told (no report of a year, a division by zero) is said, never guessed; then
`answered` is False.
"""

from collections.abc import Sequence
from decimal import Decimal

from assistant.core.asking.book import (
    Book,
    cells_of,
    combined,
    notes_of,
    percent_of,
    together,
    trend_of,
    unanswered,
)
from assistant.core.asking.query import FigureAnswer, Measure, Question
from assistant.core.asking.reckoning import Amount, Missing, in_unit, number


def changes(question: Question, book: Book) -> FigureAnswer:
    """The differences (or rates) of each measure between two years, or between two offices."""
    query, period = question.figure, question.period
    assert query is not None, "a figure question"
    if period.base is None and not period.each and len(period.years) == 1:
        measures = together(query.measures, added=query.added)
        return combined([_between(question, book, measure) for measure in measures])
    if period.each or len(period.years) > 1:
        return _steps(question, book)
    assert period.base is not None, "two years"
    found = [
        _change(book, agency, measure, (period.base, period.years[0]), rate=query.ask == "rate")
        for agency in question.agencies
        for measure in together(query.measures, added=query.added)
    ]
    return combined(found)


def _between(question: Question, book: Book, measure: Measure) -> FigureAnswer:
    """The first office that is named, less the second."""
    first, second = question.agencies
    (year,) = question.period.years
    one, other = (book.amount(agency, year, measure) for agency in (first, second))
    for agency, amount in ((first, one), (second, other)):
        if isinstance(amount, Missing):
            return unanswered(agency, year, amount)
    assert isinstance(one, Amount)
    assert isinstance(other, Amount)
    other = in_unit(other, one.unit)
    difference = one.value - other.value
    way = "多" if difference > 0 else "少"
    told = f"{way}{number(abs(difference))}{one.unit}" if difference else "相等"
    return FigureAnswer(
        text=f"{year}年{one.label}：{first}{one.text}，{second}{other.text}，"
        f"{first}{'与' if not difference else '比'}{second}{told}。{notes_of((one, other))}",
        value=difference,
        unit=one.unit,
        formula=f"{number(one.value)}−{number(other.value)}={number(difference)}",
        cells=cells_of((one, other)),
    )


def compared(question: Question, book: Book) -> FigureAnswer:
    """Two indicators of one year and office: both, and which is more; the first less the second."""
    query = question.figure
    assert query is not None, "a figure question"
    first, second = query.measures
    return combined(
        [
            _compared(book, agency, year, (first, second))
            for agency in question.agencies
            for year in question.period.years
        ]
    )


def _compared(
    book: Book, agency: str, year: int, measures: tuple[Measure, Measure]
) -> FigureAnswer:
    one, other = (book.amount(agency, year, measure) for measure in measures)
    for amount in (one, other):
        if isinstance(amount, Missing):
            return unanswered(agency, year, amount)
    assert isinstance(one, Amount)
    assert isinstance(other, Amount)
    other = in_unit(other, one.unit)
    told = f"{agency}{year}年{one.label}{one.text}，{other.label}{other.text}"
    cells, notes = cells_of((one, other)), notes_of((one, other))
    if one.unit != other.unit:
        return FigureAnswer(text=f"{told}；单位不同，不能比多少。{notes}", cells=cells)
    difference = one.value - other.value
    more, less = (one, other) if difference > 0 else (other, one)
    way = (
        f"{more.label}比{less.label}多{number(abs(difference))}{one.unit}"
        if difference
        else "两个数相等"
    )
    return FigureAnswer(
        text=f"{told}，{way}。{notes}",
        value=difference,
        unit=one.unit,
        formula=f"{number(one.value)}−{number(other.value)}={number(difference)}",
        cells=cells,
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
    percent = percent_of(difference, old.value)
    text = (
        f"{agency}{new.label}：{after}年{new.text}，{before}年{old.text}，"
        f"{_moved(difference, new.unit, percent, after, before)}。{notes_of((new, old))}"
    )
    if rate and percent is None:
        return FigureAnswer(
            text=f"{text}{before}年为0，没有增长率。", cells=cells_of((new, old)), answered=False
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
        cells=cells_of((new, old)),
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
    return tuple(Measure(keys=one.keys, whole=whole) for one in together(measures, added=True))


def _share(book: Book, agency: str, year: int, measure: Measure) -> FigureAnswer:
    part = book.of_keys(agency, year, measure.keys)
    whole = book.of_keys(agency, year, (measure.whole,))
    for one in (part, whole):
        if isinstance(one, Missing):
            return unanswered(agency, year, one)
    assert isinstance(part, Amount)
    assert isinstance(whole, Amount)
    percent = percent_of(part.value, whole.value)
    told = f"{agency}{year}年{part.label}{part.text}，{whole.label}{whole.text}"
    if percent is None:
        return FigureAnswer(
            text=f"{told}；{whole.label}为0，没有占比。",
            cells=cells_of((part, whole)),
            answered=False,
        )
    return FigureAnswer(
        text=f"{told}，占{number(percent)}%。{notes_of((part, whole))}",
        value=percent,
        unit="%",
        formula=f"{number(part.value)}÷{number(whole.value)}={number(percent)}%",
        cells=cells_of((part, whole)),
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
