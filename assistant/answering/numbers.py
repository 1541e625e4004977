"""What is said of numbers that prose states: one, a difference of two years, or a series; pure."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering import telling
from assistant.core.asking.query import Answer, Point, Question, Trend
from assistant.core.asking.reckoning import number
from assistant.core.asking.stated import Stated, clear


def told_numbers(question: Question, stated: dict[int, Sequence[Stated]]) -> Answer:
    """One value, a difference of two years, or the values year by year; quotes in any case."""
    best = {year: clear(found) for year, found in stated.items()}
    found = [one for ones in stated.values() for one in ones[:2]]
    known = {year: one for year, one in best.items() if one is not None}
    value, unit, formula = None, "", ""
    lines = [
        f"{question.agencies[0] if question.agencies else ''}{year}年的报告写明：{one.words}。"
        for year, one in known.items()
    ]
    base = question.period.base
    years = question.period.years
    if base is not None and len(years) == 1:
        new, old = known.get(years[0]), known.get(base)
        if new and old and new.unit == old.unit:
            value, unit = (new.value - old.value).normalize(), new.unit
            formula = f"{number(new.value)}−{number(old.value)}={number(value)}"
            lines.append(f"{years[0]}年比{base}年{_more(value)}{unit}。")
    elif len(years) == 1 and years[0] in known:
        value, unit = known[years[0]].value, known[years[0]].unit
    lines += [f"{year}年的报告没有写到。" for year, ones in stated.items() if not ones]
    lines += [
        f"{year}年的报告有几处可能相关，请看原文。"
        for year, ones in stated.items()
        if ones and best[year] is None
    ]
    quotes = list(
        {
            (one.found.passage.id, one.found.start): one.found
            for one in (list(known.values()) or found)
        }.values()
    )
    text = "".join(lines) + "\n" + telling.quoted(quotes, with_office=not question.agencies)
    return Answer(
        text=text,
        kind="passage",
        value=value,
        unit=unit,
        formula=formula,
        citations=tuple(one.citation for one in quotes),
        trend=_trend(question, known),
        question=question,
    )


def _more(difference: Decimal) -> str:
    if not difference:
        return "不变，相差0"
    return f"{'多' if difference > 0 else '少'}{number(abs(difference))}"


def _trend(question: Question, known: dict[int, Stated]) -> Trend | None:
    units = {one.unit for one in known.values()}
    if len(known) < 2 or len(units) > 1:
        return None
    agency = question.agencies[0] if question.agencies else ""
    points = tuple(
        Point(agency=agency, year=year, value=known[year].value) for year in sorted(known)
    )
    return Trend(label=question.subject, unit=units.pop(), points=points)
