"""
A figure question to its answer: which cells it needs, then what they say.

The cells are asked for by key, office and year (core.ports.FigureSource); the keys come from the
fixed vocabulary of query.py, so a question can read numbers and do nothing else.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Protocol

from assistant.core.asking.book import Book
from assistant.core.asking.checking import check, check_keys
from assistant.core.asking.comparing import changes, compared, shares
from assistant.core.asking.computing import means, values
from assistant.core.asking.having import having
from assistant.core.asking.offices import Catalog
from assistant.core.asking.query import Ask, Claim, FigureAnswer, PlacedCell, Question
from assistant.core.asking.ranking import rank
from assistant.core.asking.reckoning import keys_needed

_HOW: dict[Ask, Callable[[Question, Book], FigureAnswer]] = {
    "value": values,
    "sum": values,
    "mean": means,
    "trend": values,
    "having": having,
    "difference": changes,
    "rate": changes,
    "share": shares,
    "rank": rank,
    "compare": compared,
    "check": check,
}


class Cells(Protocol):
    """What of core.ports.FigureSource is needed."""

    def find_cells(
        self,
        *,
        keys: Collection[str] | None = None,
        agencies: Collection[str] | None = None,
        years: Collection[int] | None = None,
    ) -> tuple[PlacedCell, ...]: ...


def answer_figures(question: Question, catalog: Catalog, source: Cells) -> FigureAnswer:
    """What the cells say to a question with a figure query and at least one year."""
    query = question.figure
    assert query is not None, "a figure question"
    found = source.find_cells(
        keys=_keys(question), agencies=question.agencies or None, years=_years(question)
    )
    answer = _HOW[query.ask](question, Book.of(found, catalog))
    return _judged(answer, query.claim, query.ask) if query.claim is not None else answer


def _judged(answer: FigureAnswer, claim: Claim, ask: Ask) -> FigureAnswer:
    """The answer, begun with whether it is what the question says."""
    if answer.value is None:
        return answer
    is_change = ask in ("difference", "rate", "compare")
    is_right = claim.is_right(answer.value, answer.unit, is_change=is_change)
    no = "不对。" if is_change else f"不对，不是{claim.words}。"
    told = {None: "", True: f"对，是{claim.words}。", False: no}
    return replace(answer, text=told[is_right] + answer.text)


def _keys(question: Question) -> Collection[str] | None:
    query = question.figure
    assert query is not None
    asked = [key for measure in query.measures for key in measure.keys]
    if query.ask == "check":
        return check_keys(tuple(asked))
    asked += [measure.whole for measure in query.measures if measure.whole]
    if any(measure.loose for measure in query.measures):
        asked.append("上年结转.总计")  # told beside 新收
    return keys_needed(asked)


def _years(question: Question) -> Collection[int]:
    """The years asked for, and those beside them that comparisons and checks need."""
    query, period = question.figure, question.period
    assert query is not None
    years = set(period.years)
    if period.base is not None:
        years.add(period.base)
    if query.ask == "check" or (query.ask in ("difference", "rate") and len(period.years) > 1):
        years |= {year + step for year in period.years for step in (-1, 1)}
    return years
