"""Of which years, or at which offices, a figure is as asked: 超过50件的有哪几年."""

from collections.abc import Sequence

from assistant.core.asking.book import Book, cells_of, combined, notes_of, trend_of
from assistant.core.asking.query import FigureAnswer, Limit, Measure, Question
from assistant.core.asking.reckoning import Amount, Missing, in_unit

_MOST_TOLD = 10  # that do not fit the bound


def having(question: Question, book: Book) -> FigureAnswer:
    """The years of each office that is named, or the offices of the last year, that fit."""
    query = question.figure
    assert query is not None, "a figure question"
    assert query.limit is not None, "a bound"
    if query.across and len(question.agencies) != 1:
        return combined([_offices(question, book, one, query.limit) for one in query.measures])
    return combined(
        [
            _years(question, book, agency, measure)
            for agency in question.agencies
            for measure in query.measures
        ]
    )


def _years(question: Question, book: Book, agency: str, measure: Measure) -> FigureAnswer:
    query = question.figure
    assert query is not None
    assert query.limit is not None
    found = {year: book.amount(agency, year, measure) for year in question.period.years}
    amounts = {year: one for year, one in found.items() if isinstance(one, Amount)}
    if not amounts:
        return FigureAnswer(
            text=f"{book.no_report(agency, question.period.years)}。", answered=False
        )
    first = next(iter(amounts.values()))
    fitting, others = _sorted({f"{year}年": one for year, one in amounts.items()}, query.limit)
    gaps = [f"{year}年：{one.why}。" for year, one in found.items() if isinstance(one, Missing)]
    if len(found) == 1:
        (year,) = found
        told = f"{agency}{year}年{first.label}{first.text}，"
        text = told + (query.limit.words if fitting else _not(query.limit)) + "。"
    else:
        text = _told(f"{agency}{first.label}{query.limit.words}", fitting, others, "年份")
    return FigureAnswer(
        text=text + "".join(gaps) + notes_of(amounts.values()),
        unit=first.unit,
        cells=cells_of(amounts.values()),
        trend=trend_of(agency, first.label, first.unit, found),
    )


def _offices(question: Question, book: Book, measure: Measure, limit: Limit) -> FigureAnswer:
    offices = question.agencies or tuple(book.catalog.years)
    year = question.period.years[-1]
    amounts = {
        one: amount
        for one in offices
        if isinstance(amount := book.amount(one, year, measure), Amount)
    }
    if not amounts:
        return FigureAnswer(text=f"资料中没有{year}年的这个数。", answered=False)
    first = next(iter(amounts.values()))
    fitting, others = _sorted(amounts, limit)
    return FigureAnswer(
        text=_told(f"{year}年{first.label}{limit.words}", fitting, others, "单位")
        + notes_of(amounts.values()),
        unit=first.unit,
        cells=cells_of(amounts.values()),
    )


def _sorted(amounts: dict[str, Amount], limit: Limit) -> tuple[list[str], list[str]]:
    """Those that fit and those that do not, each with its number, the highest first."""
    unit = next(iter(amounts.values())).unit
    rows = sorted(
        ((name, in_unit(one, unit)) for name, one in amounts.items()),
        key=lambda row: row[1].value,
        reverse=True,
    )
    fitting = [f"{name}{one.text}" for name, one in rows if limit.holds(one.value)]
    others = [f"{name}{one.text}" for name, one in rows if not limit.holds(one.value)]
    return fitting, others


def _told(subject: str, fitting: Sequence[str], others: Sequence[str], kind: str) -> str:
    more = f"等{len(others)}个{kind}" if len(others) > _MOST_TOLD else ""
    rest = f"其余：{'、'.join(others[:_MOST_TOLD])}{more}。" if others else ""
    if not fitting:
        return f"没有{subject}的{kind}。{rest}"
    return f"{subject}的{kind}有{len(fitting)}个：{'、'.join(fitting)}。{rest}"


def _not(limit: Limit) -> str:
    """没有超过50件; 并非不到50件."""
    return f"{'没有' if limit.bound in ('above', 'least') else '并非'}{limit.words}"
