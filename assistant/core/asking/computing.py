"""
Values of the cells: one, several with their sum, or those of several years.

Every number comes with its cells and its formula in words. What cannot be told (no report of a
year, a blank cell) is said, never guessed; then `answered` is False.

Changes and shares are in comparing.py, rankings in ranking.py, agreement in checking.py.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.core.asking.book import (
    CENT,
    Book,
    cells_of,
    combined,
    notes_of,
    together,
    trend_of,
    unanswered,
)
from assistant.core.asking.query import FigureAnswer, Measure, Question
from assistant.core.asking.reckoning import Amount, Missing, in_unit, number

# What stands at a moment is not added up over years.
_STOCKS = frozenset({"现行有效", "公开总数", "上年项目", "现有项目", "增减"})
_STOCK_ROWS = frozenset({"上年结转", "结转下年"})


def values(question: Question, book: Book) -> FigureAnswer:
    """One value, several, or those of several years with their sum."""
    query = question.figure
    assert query is not None, "a figure question"
    series = [
        _series(question, book, agency, measure)
        for agency in question.agencies
        for measure in together(query.measures, added=query.added)
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


def means(question: Question, book: Book) -> FigureAnswer:
    """The mean over the years of each office and measure, rounded half up to two decimals."""
    query = question.figure
    assert query is not None, "a figure question"
    return combined(
        [
            _mean(question, book, agency, measure)
            for agency in question.agencies
            for measure in together(query.measures, added=query.added)
        ]
    )


def _mean(question: Question, book: Book, agency: str, measure: Measure) -> FigureAnswer:
    found = {year: book.amount(agency, year, measure) for year in question.period.years}
    amounts = [one for one in found.values() if isinstance(one, Amount)]
    if not amounts:
        return _nothing(agency, found, book)
    unit, label = amounts[0].unit, amounts[0].label
    numbers = [in_unit(one, unit).value for one in amounts]
    mean = (sum(numbers, Decimal(0)) / len(numbers)).quantize(CENT, ROUND_HALF_UP)
    told = "、".join(
        f"{year}年{one.text}" for year, one in found.items() if isinstance(one, Amount)
    )
    only = "（只有一年的数。）" if len(numbers) == 1 else ""
    gaps = _gaps(agency, found, book)
    return FigureAnswer(
        text=f"{agency}{label}：{told}，平均每年{number(mean)}{unit}。{only}{gaps}"
        f"{notes_of(amounts)}",
        value=mean,
        unit=unit,
        formula=f"（{'+'.join(map(number, numbers))}）÷{len(numbers)}={number(mean)}",
        cells=cells_of(amounts),
        trend=trend_of(agency, label, unit, found),
    )


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
        cells=cells_of(amounts.values()),
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
