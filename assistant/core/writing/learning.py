"""
Learning last year's values of this year's indicators from last year's prose.

No table holds how many items a web site published or who came to a training; last year's report
says it in a sentence. Where exactly one number of that report is named like an indicator (or like
a number in a note) of this year, in the same unit, it is that indicator's value of its year: so
its place can be filled this year, its change computed, and its old value recognised as stale.

What is not clearly the same thing is not learned.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from assistant.core.evidence.binding import bind
from assistant.core.evidence.facts import Fact, facts_of
from assistant.core.evidence.names import Names
from assistant.core.evidence.own_words import name_of
from assistant.core.prose.likeness import same_words
from assistant.core.prose.nearby import clause_before, is_base, sentence_before
from assistant.core.prose.quantities import Quantity
from assistant.core.report import Report
from assistant.core.tables.figures import Figures, Indicator

_NEAR = 0.75  # share of a label's characters in the number's clause …
_HALF = 0.5  # … or half of them there and all in the sentence before: 网站 … 访问量
_MONEY = ("元", "万元", "亿元")
_LARGE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A past report with the values that this year's names find in it."""

    report: Report  # its figures with the learned indicators
    keys: Mapping[tuple[str, int], str]  # (paragraph, start of the number) -> key of its fact

    def places(self, text: str) -> dict[int, str]:
        """Where in `text` a learned number starts, and its key.

        Each line of `text` is a printed paragraph, or what follows an inline heading in one.
        """
        found: dict[int, str] = {}
        begin = 0
        for line in text.split("\n"):
            for (paragraph, start), key in self.keys.items():
                at = start - (len(paragraph) - len(line))
                if at >= 0 and paragraph.endswith(line):
                    found[begin + at] = key
            begin += len(line) + 1
        return found


@dataclass(frozen=True, kw_only=True)
class _Match:
    score: float
    fact: Fact
    paragraph: str
    quantity: Quantity


def learn(report: Report, facts: Sequence[Fact], names: Names | None = None) -> Learned:
    """What `report` says of the indicators and notes among `facts` of this year."""
    named = [fact for fact in facts if fact.kind in ("indicator", "note") and fact.label]
    matches = sorted(_matches(report, named, names), key=lambda match: -match.score)
    keys: dict[tuple[str, int], str] = {}
    indicators: dict[str, Indicator] = {}
    taken: set[str] = set()
    for match in matches:
        place = (match.paragraph, match.quantity.start)
        if match.fact.key in taken or place in keys or match.quantity.value is None:
            continue
        taken.add(match.fact.key)
        keys[place] = match.fact.key
        if match.fact.kind == "indicator":
            unit, factor = _plain_unit(match.fact.unit)
            assert unit == _plain_unit(match.quantity.unit)[0]
            indicators[match.fact.label] = Indicator(
                label=match.fact.label,
                value=_in_units_of_one(match.quantity) / factor,
                unit=match.fact.unit,
            )
    known = {indicator.label for indicator in report.figures.indicators}
    new = tuple(one for label, one in indicators.items() if label not in known)
    figures = replace(report.figures, indicators=(*report.figures.indicators, *new))
    return Learned(report=replace(report, figures=figures), keys=MappingProxyType(keys))


def _matches(report: Report, named: Sequence[Fact], names: Names | None) -> Iterator[_Match]:
    """Each number that the report's form does not explain with each name that may be its."""
    own = facts_of(report.figures)
    for section in report.sections:
        for paragraph in section.paragraphs:
            for binding in bind(paragraph, own, year=report.year, names=names):
                quantity = binding.quantity
                if binding.verdict in ("supported", "exempt") or not quantity.exact:
                    continue
                if is_base(paragraph, quantity.start, quantity.end):  # of the year before it
                    continue
                for fact in named:
                    if score := _score(fact, paragraph, quantity):
                        yield _Match(score=score, fact=fact, paragraph=paragraph, quantity=quantity)


def _score(fact: Fact, paragraph: str, quantity: Quantity) -> float:
    """How well a name fits the words before a number, 0 to 1; 0 where that is not enough."""
    if _plain_unit(fact.unit)[0] != _plain_unit(quantity.unit)[0]:
        return 0
    label = set(same_words(name_of(fact.label)))
    near = _share(label, clause_before(paragraph, quantity.start))
    far = _share(label, sentence_before(paragraph, quantity.start))
    # 信息处理费12件，金额700元: money is named once in a sentence, and its unit is its own.
    enough = _HALF if quantity.unit not in _MONEY else 0
    return max(near, 0.1) if near >= _NEAR or (near >= enough and far == 1) else 0


def _share(label: set[str], words: str) -> float:
    return len(label & set(same_words(words))) / len(label)


def _plain_unit(unit: str) -> tuple[str, Decimal]:
    """A unit without its 万 or 亿, and what that multiplies by."""
    return (unit[1:], _LARGE[unit[0]]) if unit[:1] in _LARGE else (unit, Decimal(1))


def _in_units_of_one(quantity: Quantity) -> Decimal:
    assert quantity.value is not None
    return quantity.value * _plain_unit(quantity.unit)[1]


def previous_figures(
    figures: Figures, past: Sequence[Report], names: Names | None = None
) -> Figures | None:
    """Last year's figures with what its prose says of this year's indicators.

    None if the report of exactly the year before is not among `past`: 同比 needs that one.
    """
    last = next((report for report in past if report.year == figures.year - 1), None)
    return None if last is None else learn(last, facts_of(figures), names).report.figures
