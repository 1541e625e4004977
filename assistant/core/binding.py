"""
Binding: each quantity of a text and the fact that it states.

A quantity is supported only if its words, its unit and its value agree with one fact. Where the
words name a fact of another value it is a mismatch (or stale, if it is last year's value); where
they name none, unsupported. Equal numbers alone prove nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.core.aliases import NAMES, Names
from assistant.core.amounts import states, unit_binds, unit_fits
from assistant.core.facts import Fact
from assistant.core.phrases import CLAUSE_END, Phrase, Reader
from assistant.core.quantities import Quantity, find_quantities

Verdict = Literal["supported", "mismatch", "stale", "unsupported", "exempt"]
Reason = Literal["", "value", "direction", "percent_point", "year", "scope"]


@dataclass(frozen=True, kw_only=True)
class Binding:
    """A quantity with its verdict."""

    quantity: Quantity
    verdict: Verdict
    fact: Fact | None = None  # the fact it states, or the one that its noun names on mismatch
    candidates: tuple[Fact, ...] = ()
    noun: tuple[int, int] | None = None  # the words that name it
    reason: Reason = ""  # why it is a mismatch
    scope: str = ""  # 代表市政府: the words that name another scope than the table's


_CANDIDATES = 5


def bind(
    text: str,
    facts: Sequence[Fact],
    *,
    year: int,
    stale: Sequence[Fact] = (),
    names: Names = NAMES,
) -> tuple[Binding, ...]:
    """Every quantity of `text` bound to one of `facts` of `year`; `stale` are last year's facts."""
    quantities = find_quantities(text)
    reader = Reader(text, quantities, names, year)
    judge = _Judge(text, facts, stale, year)
    bindings: list[Binding] = []
    last: tuple[str, ...] = ()
    before = 0
    for quantity in quantities:
        if quantity.exempt:
            bindings.append(Binding(quantity=quantity, verdict="exempt"))
            continue
        if "\n" in text[before : quantity.start]:
            last = ()
        before = quantity.end
        phrase = reader.read(quantity, last)
        binding = judge.judge(quantity, phrase)
        bindings.append(binding)
        last = _next(last, phrase, binding)
    return tuple(bindings)


def _next(last: tuple[str, ...], phrase: Phrase, binding: Binding) -> tuple[str, ...]:
    """The keys that a following 同比 or 占 speaks of."""
    if phrase.kind == "change":
        return last
    if binding.fact is not None:
        return (binding.fact.key, *last) if phrase.kind == "share" else (binding.fact.key,)
    return phrase.keys if phrase.kind == "amount" else last


class _Judge:
    """Compares phrases with facts; the facts by key and by value."""

    def __init__(self, text: str, facts: Sequence[Fact], stale: Sequence[Fact], year: int) -> None:
        self.text, self.year = text, year
        self.now = {fact.key: fact for fact in facts}
        self.then = {fact.key: fact for fact in stale}
        self.own = [fact for fact in facts if fact.kind in ("indicator", "note")]
        self.by_value: dict[Decimal, list[Fact]] = {}
        for fact in facts:
            if fact.kind != "average":
                self.by_value.setdefault(abs(fact.value), []).append(fact)

    def judge(self, quantity: Quantity, phrase: Phrase) -> Binding:
        facts = self._meant(quantity, phrase.keys, self._source(phrase.year))
        if equal := [fact for fact in facts if self._agrees(quantity, fact, phrase)]:
            return self._binding(quantity, "supported", equal, phrase)
        if own := self._indicator(quantity, phrase):
            return own
        return self._unequal(quantity, phrase, facts)

    def _unequal(self, quantity: Quantity, phrase: Phrase, facts: list[Fact]) -> Binding:
        """The words name facts of other values, or none."""
        now = self._meant(quantity, phrase.keys, self.now)
        if phrase.year != self.year and any(self._agrees(quantity, one, phrase) for one in now):
            return self._binding(quantity, "mismatch", now, phrase, "year")
        sure = [f for f in facts if phrase.sure and unit_binds(quantity, f.unit, _column(f))]
        if not sure:
            return self._unknown(quantity, phrase)
        if any(states(quantity, abs(fact.value), fact.unit) for fact in sure):
            return self._binding(quantity, "mismatch", sure, phrase, "direction")
        if "百分点" in (quantity.unit, sure[0].unit) and quantity.unit != sure[0].unit:
            return self._binding(quantity, "mismatch", sure, phrase, "percent_point")
        old = self._meant(quantity, tuple(fact.key for fact in sure), self.then)
        if phrase.year == self.year and any(self._agrees(quantity, one, phrase) for one in old):
            return self._binding(quantity, "stale", sure, phrase, "value")
        return self._binding(
            quantity, "mismatch", sure, phrase, "scope" if phrase.scope else "value"
        )

    def _unknown(self, quantity: Quantity, phrase: Phrase) -> Binding:
        equal = self.by_value.get(abs(quantity.value), []) if quantity.value is not None else []
        same = [fact for fact in equal if unit_fits(quantity, fact.unit, _column(fact))]
        return Binding(
            quantity=quantity,
            verdict="unsupported",
            candidates=tuple(same[:_CANDIDATES]),
            noun=phrase.noun,
            scope=phrase.scope,
        )

    def _binding(
        self,
        quantity: Quantity,
        verdict: Verdict,
        facts: Sequence[Fact],
        phrase: Phrase,
        reason: Reason = "",
    ) -> Binding:
        return Binding(
            quantity=quantity,
            verdict=verdict,
            fact=facts[0],
            candidates=tuple(facts[:_CANDIDATES]),
            noun=phrase.noun,
            reason=reason,
            scope=phrase.scope,
        )

    def _source(self, year: int) -> Mapping[str, Fact]:
        if year == self.year:
            return self.now
        return self.then if year == self.year - 1 else {}

    def _meant(
        self, quantity: Quantity, keys: Sequence[str], source: Mapping[str, Fact]
    ) -> list[Fact]:
        """The facts of these keys whose unit fits; `a+b` is computed."""
        found = (_sum(key, source) if "+" in key else source.get(key) for key in keys)
        return [
            fact
            for fact in found
            if fact is not None
            and (
                unit_fits(quantity, fact.unit, _column(fact))
                or {quantity.unit, fact.unit} == {"%", "百分点"}
            )
        ]

    def _agrees(self, quantity: Quantity, fact: Fact, phrase: Phrase) -> bool:
        if {quantity.unit, fact.unit} == {"%", "百分点"}:
            return False
        if fact.kind not in ("change", "rate") or not phrase.direction:
            return states(quantity, fact.value, fact.unit)
        right_way = not fact.value or (fact.value > 0) == (phrase.direction > 0)
        return right_way and states(quantity, abs(fact.value), fact.unit)

    # --- what the officer typed

    def _indicator(self, quantity: Quantity, phrase: Phrase) -> Binding | None:
        """The indicator or note that the clause names, if its unit is the quantity's."""
        if phrase.kind == "change" or phrase.year != self.year:
            return None
        fitting = [one for one in self.own if one.unit == quantity.unit]
        if not fitting:
            return None
        words = set(_same_words(_clause(self.text, quantity)))
        covers = [
            (len(words & set(_same_words(f.label))) / max(1, len(set(_same_words(f.label)))), f)
            for f in fitting
        ]
        equal = [
            (cover, f)
            for cover, f in covers
            if cover >= _SOME and states(quantity, f.value, f.unit)
        ]
        if equal:
            best = max(equal, key=lambda pair: pair[0])[1]
            return self._binding(quantity, "supported", [best], phrase)
        covers.sort(key=lambda pair: -pair[0])
        clear = len(covers) == 1 or covers[0][0] - covers[1][0] >= _LEAD
        if covers[0][0] < _MOST or not clear or phrase.sure:
            return None
        return self._binding(quantity, "mismatch", [covers[0][1]], phrase, "value")


_SOME, _MOST, _LEAD = 0.6, 0.85, 0.15
_SAME_WORDS = (
    ("公布", "公开"),
    ("发布", "公开"),
    ("官网", "网站"),
    ("门户网站", "网站"),
    ("组织", "举办"),
    ("开展", "举办"),
)
_NOISE = re.compile(r"[共计为达了的约全年累计各类]")


def _same_words(words: str) -> str:
    for other, common in _SAME_WORDS:
        words = words.replace(other, common)
    return _NOISE.sub("", words)


def _clause(text: str, quantity: Quantity) -> str:
    """The words of the quantity's clause on both sides."""
    start = max(0, quantity.start - 40)
    for boundary in CLAUSE_END.finditer(text, start, quantity.start):
        start = boundary.end()
    stop = CLAUSE_END.search(text, quantity.end, quantity.end + 20)
    return (
        text[start : quantity.start]
        + text[quantity.end : stop.start() if stop else quantity.end + 20]
    )


def _column(fact: Fact) -> str:
    return fact.key.rpartition(".")[2]


def _sum(key: str, source: Mapping[str, Fact]) -> Fact | None:
    """The sum of facts joined by 和; None if one is missing."""
    parts = [source.get(part) for part in key.split("+")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return Fact(
        key=key,
        label="和".join(part.label for part in known),
        value=sum((part.value for part in known), Decimal(0)),
        unit=known[0].unit,
        year=known[0].year,
        kind="sum",
        source="+".join(part.source for part in known),
        formula="+".join(f"{part.value.normalize():f}" for part in known),
    )
