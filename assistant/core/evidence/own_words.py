"""
Own words: the indicators and notes of an office, found in a text by the words of their labels.

Officers vary a label a bit: 网站发布信息 is 网站共发布信息260条 and 共发布网站信息260条. A label is
found by the share of its characters that its clause holds; the unit must be the same.
"""

from collections.abc import Iterator, Sequence

from assistant.core.evidence.amounts import in_unit, states
from assistant.core.evidence.clauses import CLAUSE_END
from assistant.core.evidence.facts import Fact
from assistant.core.patterns import regex
from assistant.core.prose.quantities import Quantity

# Tried on the reports' own prose: at 0.6 an equal number is right; a wrong number is only sure
# when nearly every character of one label, and of no other, stands in the clause.
_EQUAL, _NAMED, _LEAD = 0.6, 0.85, 0.15
_SAME_WORDS = (
    ("公布", "公开"),
    ("发布", "公开"),
    ("官网", "网站"),
    ("门户网站", "网站"),
    ("组织", "举办"),
    ("开展", "举办"),
    ("召开", "举办"),
)
_NOISE = regex(r"共计?|累计|总计|全年|各类|约|[为达了的年本，、：“”\d]")
_COUNTER = regex(r"(?<=..)(?:人次|人数|[次件条篇场期个份]数|数量|总[量数])$")
_BEFORE, _BEHIND = 40, 16
_MONEY = ("元", "万元", "亿元")
_SENTENCE = regex(r"[。！？\n]")


def name_of(label: str) -> str:
    """A label without a counter that its unit says again: 参训 of 参训人次, for 参训86人次."""
    return _COUNTER.sub("", label)


class OwnFacts:
    """The indicators and notes among the facts, and where a text states them."""

    def __init__(self, text: str, facts: Sequence[Fact]) -> None:
        self.text = text
        self.own = [
            (fact, _letters(name_of(fact.label)))
            for fact in facts
            if fact.kind in ("indicator", "note")
        ]
        self.averages = {
            fact.key: fact for fact in facts if fact.kind == "average" and ".指标." in fact.key
        }

    def stated(self, quantity: Quantity, averaged: str = "") -> Fact | None:
        """The indicator or note, or its 日均, that the quantity states, by value and by words."""
        covers = list(self._covers(quantity))
        least = max(_EQUAL, max((cover for cover, _ in covers), default=0.0) - _LEAD)
        equal = []
        for cover, fact in covers:
            meant = self.averages.get(f"{averaged}.{fact.key}") if averaged else fact
            if meant is not None and cover >= least and states(quantity, meant.value, meant.unit):
                equal.append((cover, meant))
        return max(equal, key=lambda pair: pair[0])[1] if equal else None

    def named(self, quantity: Quantity) -> Fact | None:
        """The one indicator or note that the words name whatever the number, if one is clear."""
        covers = sorted(self._covers(quantity), key=lambda pair: -pair[0])
        if not covers or covers[0][0] < _NAMED:
            return None
        clear = len(covers) == 1 or covers[0][0] - covers[1][0] >= _LEAD
        return covers[0][1] if clear else None

    def _covers(self, quantity: Quantity) -> Iterator[tuple[float, Fact]]:
        """Each indicator or note of the same unit, and the share of its label that is there."""
        fitting = [
            pair for pair in self.own if pair[1] and in_unit(quantity, pair[0].unit) is not None
        ]
        if fitting:
            words = _letters(self._clause(quantity))
            for fact, label in fitting:
                yield len(label & words) / len(label), fact

    def _clause(self, quantity: Quantity) -> str:
        """The words of the quantity's clause on both sides; of money, of the sentence before it.

        信息处理费12件，金额700元: what the money is for stands a clause before it.
        """
        start = max(0, quantity.start - _BEFORE)
        stops = _SENTENCE if quantity.unit in _MONEY else CLAUSE_END
        for boundary in stops.finditer(self.text, start, quantity.start):
            start = boundary.end()
        stop = CLAUSE_END.search(self.text, quantity.end, quantity.end + _BEHIND)
        end = stop.start() if stop else quantity.end + _BEHIND
        return self.text[start : quantity.start] + self.text[quantity.end : end]


def _letters(words: str) -> frozenset[str]:
    for other, common in _SAME_WORDS:
        words = words.replace(other, common)
    return frozenset(_NOISE.sub("", words))
