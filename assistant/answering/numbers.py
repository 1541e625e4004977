"""What is said of numbers that prose states: one, a difference of two years, or a series; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering import telling
from assistant.core.asking.finding import Found
from assistant.core.asking.query import Answer, Point, Question, Trend, Wanted
from assistant.core.asking.reckoning import number
from assistant.core.asking.stated import Stated, clear

ByYear = Mapping[int, Sequence[Stated]]


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What is said of one number that was asked for."""

    text: str
    quotes: tuple[Found, ...]
    value: Decimal | None = None
    unit: str = ""
    formula: str = ""
    trend: Trend | None = None


def told_numbers(question: Question, stated: Mapping[Wanted, ByYear]) -> Answer:
    """Each number that was asked for; a single value only of a single one. Quotes in any case."""
    told = [_told(question, wanted, years) for wanted, years in stated.items()]
    only = told[0] if len(told) == 1 else None
    quotes = list(
        {(one.passage.id, one.start): one for each in told for one in each.quotes}.values()
    )
    text = "".join(one.text for one in told) + "\n"
    return Answer(
        text=text + telling.quoted(quotes, with_office=not question.agencies),
        kind="passage",
        value=only.value if only else None,
        unit=only.unit if only else "",
        formula="；".join(one.formula for one in told if one.formula),
        citations=tuple(one.citation for one in quotes),
        trend=next((one.trend for one in told if one.trend), None),
        question=question,
    )


def _told(question: Question, wanted: Wanted, stated: ByYear) -> _Told:
    """One value, a difference of two years, or the values year by year."""
    best = {year: clear(found) for year, found in stated.items()}
    found = [one for ones in stated.values() for one in ones[:2]]
    known = {year: one for year, one in best.items() if one is not None}
    value, unit, formula = None, "", ""
    lines = [
        f"{question.agencies[0] if question.agencies else ''}{year}年的报告写明：{_words(one)}。"
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
    what = f"“{wanted.subject}”" if len(question.wanted) > 1 else ""
    silent = f"里没有找到{what}的数" if what else "没有写到"
    lines += [f"{year}年的报告{silent}。" for year, ones in stated.items() if not ones]
    lines += [
        f"{what}{year}年的报告有几处可能相关，请看原文。"
        for year, ones in stated.items()
        if ones and best[year] is None
    ]
    return _Told(
        text="".join(lines),
        quotes=tuple(one.found for one in (list(known.values()) or found)),
        value=value,
        unit=unit,
        formula=formula,
        trend=_trend(question, wanted, known),
    )


def _words(one: Stated) -> str:
    return f"{one.words}（由{one.earlier}变为{one.words}）" if one.earlier else one.words


def _more(difference: Decimal) -> str:
    if not difference:
        return "不变，相差0"
    return f"{'多' if difference > 0 else '少'}{number(abs(difference))}"


def _trend(question: Question, wanted: Wanted, known: Mapping[int, Stated]) -> Trend | None:
    units = {one.unit for one in known.values()}
    if len(known) < 2 or len(units) > 1:
        return None
    agency = question.agencies[0] if question.agencies else ""
    points = tuple(
        Point(agency=agency, year=year, value=known[year].value) for year in sorted(known)
    )
    return Trend(label=wanted.subject, unit=units.pop(), points=points)
