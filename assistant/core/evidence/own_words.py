"""
Own words: the indicators and notes of an office, found in a text by the words of their labels.

Officers vary a label a bit: 网站发布信息 is 网站共发布信息260条 and 共发布网站信息260条. A label is
found by the share of its characters that its clause holds; the unit must be the same. Where a
clause lists several (建议8件、提案7件), a number's own words are those of its item.
"""

from bisect import bisect_left
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
_JOINT = regex(r"、|以及|[和及与]")
# 市级建议3件, 建议主办件3件: some of what the label counts.
_NARROWS = regex(r"国家级|全国|[省市区县]级|[省市区县](?=人大|政协)|主办|会办|协办|分办|牵头|重点")


def name_of(label: str) -> str:
    """A label without a counter that its unit says again: 参训 of 参训人次, for 参训86人次."""
    return _COUNTER.sub("", label)


class OwnFacts:
    """The indicators and notes among the facts, and where a text states them."""

    def __init__(self, text: str, facts: Sequence[Fact], quantities: Sequence[Quantity]) -> None:
        self.text = text
        statistics = [one for one in quantities if not one.exempt]
        self._starts = [one.start for one in statistics]
        self._ends = [one.end for one in statistics]
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
        begin, end = self._clause(quantity)
        covers = list(self._covers(quantity, begin, end))
        item = self._item(quantity, begin, end)
        # 建议7件、提案8件, the two exchanged: 7 is no number of 建议.
        if item is not None and self._clear(quantity, *item):
            rivals = {fact.key for cover, fact in self._covers(quantity, *item) if cover >= _EQUAL}
            covers = [pair for pair in covers if pair[1].key in rivals]
        least = max(_EQUAL, max((cover for cover, _ in covers), default=0.0) - _LEAD)
        equal = []
        for cover, fact in covers:
            meant = self.averages.get(f"{averaged}.{fact.key}") if averaged else fact
            if meant is not None and cover >= least and states(quantity, meant.value, meant.unit):
                equal.append((cover, meant))
        return max(equal, key=lambda pair: pair[0])[1] if equal else None

    def named(self, quantity: Quantity) -> Fact | None:
        """The one indicator or note that the words name whatever the number, if one is clear."""
        begin, end = self._clause(quantity)
        item = self._item(quantity, begin, end)
        if item is None:
            return self._clear(quantity, begin, end)
        if (fact := self._clear(quantity, *item)) is None:
            return None  # 来访3件、提案7件: 提案 is the next number's, whatever 来访 is
        narrowed = _NARROWS.search(self.text, *item)
        return None if narrowed and narrowed[0] not in fact.label else fact

    def _clear(self, quantity: Quantity, begin: int, end: int) -> Fact | None:
        """The one whose label stands between `begin` and `end`, if no other one's does."""
        covers = sorted(self._covers(quantity, begin, end), key=lambda pair: -pair[0])
        if not covers or covers[0][0] < _NAMED:
            return None
        clear = len(covers) == 1 or covers[0][0] - covers[1][0] >= _LEAD
        return covers[0][1] if clear else None

    def _covers(self, quantity: Quantity, begin: int, end: int) -> Iterator[tuple[float, Fact]]:
        """Each of the same unit, and the share of its label between `begin` and `end`."""
        fitting = [
            pair for pair in self.own if pair[1] and in_unit(quantity, pair[0].unit) is not None
        ]
        if fitting:
            text = self.text
            words = _letters(text[begin : quantity.start] + text[quantity.end : end])
            for fact, label in fitting:
                yield len(label & words) / len(label), fact

    def _clause(self, quantity: Quantity) -> tuple[int, int]:
        """Where its words stand: its clause, on both sides; for money, the sentence before it.

        信息处理费12件，金额700元: what the money is for stands a clause before it.
        """
        start = max(0, quantity.start - _BEFORE)
        stops = _SENTENCE if quantity.unit in _MONEY else CLAUSE_END
        for boundary in stops.finditer(self.text, start, quantity.start):
            start = boundary.end()
        stop = CLAUSE_END.search(self.text, quantity.end, quantity.end + _BEHIND)
        end = stop.start() if stop else quantity.end + _BEHIND
        return start, min(end, len(self.text))

    def _item(self, quantity: Quantity, begin: int, end: int) -> tuple[int, int] | None:
        """Where the number's item of a list in its clause stands; None if it is in no list.

        建议8件、提案7件 names before its numbers, 8件建议、7件提案 behind them.
        """
        at, text = bisect_left(self._starts, quantity.start), self.text
        first, last = begin, end
        if at and self._ends[at - 1] > begin:
            first = self._ends[at - 1]
            joints = list(_JOINT.finditer(text, first, quantity.start))
            if len(joints) == 1:  # with more of them the words name several things: 提案、来信7件
                first = joints[0].end()
        if at + 1 < len(self._starts) and self._starts[at + 1] < end:
            joint = _JOINT.search(text, quantity.end, self._starts[at + 1])
            last = joint.start() if joint else self._starts[at + 1]
        return None if (first, last) == (begin, end) else (first, last)


def _letters(words: str) -> frozenset[str]:
    for other, common in _SAME_WORDS:
        words = words.replace(other, common)
    return frozenset(_NOISE.sub("", words))
