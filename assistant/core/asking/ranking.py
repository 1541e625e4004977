"""Rankings: in which year, or at which office, a figure is highest or lowest."""

from dataclasses import dataclass

from assistant.core.asking.book import Book, combined, notes_of, trend_of, years_in_words
from assistant.core.asking.query import FigureAnswer, Measure, Question
from assistant.core.asking.reckoning import Amount, Missing, in_unit, number

_PAIR = 2
_MOST_TOLD = 10  # offices of a long ranking that are told


@dataclass(frozen=True, kw_only=True)
class _Place:
    name: str  # of the office, or 2023年
    amount: Amount


def rank(question: Question, book: Book) -> FigureAnswer:
    """Years of the offices that are named, or all offices of one year."""
    query = question.figure
    assert query is not None, "a figure question"
    across = not question.agencies or (len(question.agencies) > 1)
    ranked = _offices if across else _years
    return combined([ranked(question, book, measure) for measure in query.measures])


def _years(question: Question, book: Book, measure: Measure) -> FigureAnswer:
    agency = question.agencies[0]
    found = {year: book.amount(agency, year, measure) for year in question.period.years}
    places = [
        _Place(name=f"{year}年", amount=one)
        for year, one in found.items()
        if isinstance(one, Amount)
    ]
    if not places:
        return FigureAnswer(
            text=f"{book.no_report(agency, question.period.years)}。", answered=False
        )
    label, unit = places[0].amount.label, places[0].amount.unit
    gaps = [f"{year}年：{one.why}。" for year, one in found.items() if isinstance(one, Missing)]
    answer = _ranked(question, places, f"{agency}{label}", "年份")
    return FigureAnswer(
        text=answer.text + "".join(gaps),
        value=answer.value,
        unit=unit,
        formula=answer.formula,
        cells=answer.cells,
        trend=trend_of(agency, label, unit, found),
    )


def _offices(question: Question, book: Book, measure: Measure) -> FigureAnswer:
    year = question.period.years[-1] if question.period.years else None
    offices = question.agencies or tuple(book.catalog.years)
    there = [one for one in offices if year is not None and book.has(one, year)]
    if year is None or not there:
        told = years_in_words((year,)) if year else ""
        return FigureAnswer(text=f"资料中没有{told}的报告。", answered=False)
    found = {one: book.amount(one, year, measure) for one in there}
    places = [
        _Place(name=name, amount=one) for name, one in found.items() if isinstance(one, Amount)
    ]
    if not places:
        label = next(iter(found.values())).label
        return FigureAnswer(text=f"{year}年各单位的报告都没有“{label}”的数。", answered=False)
    label = places[0].amount.label
    answer = _ranked(question, places, f"{year}年{label}", "单位")
    absent = [one for one in question.agencies if one not in there]
    gaps = f"资料中没有{'、'.join(absent)}{year}年的报告。" if absent else ""
    silent = [name for name, one in found.items() if isinstance(one, Missing)]
    gaps += f"{'、'.join(silent)}没有这个数，未参加比较。" if silent else ""
    return FigureAnswer(
        text=answer.text + gaps,
        value=answer.value,
        unit=answer.unit,
        formula=answer.formula,
        cells=answer.cells,
    )


def _ranked(question: Question, places: list[_Place], subject: str, kind: str) -> FigureAnswer:
    query = question.figure
    assert query is not None
    unit = places[0].amount.unit
    rows = sorted(
        ((in_unit(one.amount, unit).value, one) for one in places),
        key=lambda row: row[0],
        reverse=query.order == "most",
    )
    best = rows[0][0]
    first = [one.name for value, one in rows if value == best]
    doubtful = any("不符" in note for one in places for note in one.amount.notes)
    printed = "照表中所印（有总计与分项不符，请先核对），" if doubtful else ""
    most, least = ("最高", "最低") if unit == "%" else ("最多", "最少")
    word = most if query.order == "most" else least
    tie = "并列" if len(first) > 1 else ""
    listed = "、".join(
        f"{one.name}{number(value)}{unit}" for value, one in rows[: max(_MOST_TOLD, query.places)]
    )
    more = f"等{len(rows)}个{kind}" if len(rows) > max(_MOST_TOLD, query.places) else ""
    text = f"{subject}{'、'.join(first)}{tie}{word}，为{number(best)}{unit}"
    apart = (
        f"，相差{number(abs(rows[0][0] - rows[1][0]))}{unit}" if len(rows) == len("两家") else ""
    )
    only = f"（只有{rows[0][1].name}一个{kind}可比）" if len(rows) == 1 else ""
    cells = tuple(dict.fromkeys(cell for _, one in rows for cell in one.amount.cells))
    order = "从多到少" if query.order == "most" else "从少到多"
    return FigureAnswer(
        text=f"{printed}{text}{apart}{only}。按{order}：{listed}{more}。"
        f"{notes_of(one.amount for _, one in rows)}",
        value=best,
        unit=unit,
        cells=cells,
    )
