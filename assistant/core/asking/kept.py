"""
Answers to and from JSON, as a conversation keeps them beside their text.

Does not keep how a question was understood: that is found again from its words.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assistant.core.asking.query import Answer, Point, Trend
from assistant.core.report import Citation


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """All of an answer but its text and its question."""
    return {
        "kind": answer.kind,
        "value": None if answer.value is None else str(answer.value),
        "unit": answer.unit,
        "formula": answer.formula,
        "citations": [dict(vars(one)) for one in answer.citations],
        "trend": None if answer.trend is None else _trend_to_json(answer.trend),
        "notices": list(answer.notices),
        "seconds": answer.seconds,
    }


def answer_from_json(text: str, kept: Mapping[str, Any]) -> Answer:
    """The answer with this text that `answer_to_json` wrote."""
    value = kept["value"]
    return Answer(
        text=text,
        kind=kept["kind"],
        value=None if value is None else Decimal(value),
        unit=kept["unit"],
        formula=kept["formula"],
        citations=tuple(Citation(**one) for one in kept["citations"]),
        trend=None if kept["trend"] is None else _trend_from_json(kept["trend"]),
        notices=tuple(kept["notices"]),
        seconds=kept["seconds"],
    )


def _trend_to_json(trend: Trend) -> dict[str, Any]:
    points = [
        [one.agency, one.year, None if one.value is None else str(one.value)]
        for one in trend.points
    ]
    return {"label": trend.label, "unit": trend.unit, "points": points}


def _trend_from_json(kept: Mapping[str, Any]) -> Trend:
    points = tuple(
        Point(agency=agency, year=year, value=None if value is None else Decimal(value))
        for agency, year, value in kept["points"]
    )
    return Trend(label=kept["label"], unit=kept["unit"], points=points)
